-- +goose Up
CREATE TABLE second_factor (
 workspace_id BIGINT NOT NULL, user_id BIGINT NOT NULL, secret TEXT NOT NULL, created_at BIGINT NOT NULL, confirmed_at BIGINT,
 last_step BIGINT NOT NULL,
 PRIMARY KEY (workspace_id, user_id),
 FOREIGN KEY (workspace_id, user_id) REFERENCES app_user (workspace_id, id));

CREATE TABLE recovery_code (
 workspace_id BIGINT NOT NULL, code_hash {{name}} NOT NULL, user_id BIGINT NOT NULL, used_at BIGINT,
 PRIMARY KEY (workspace_id, code_hash),
 FOREIGN KEY (workspace_id, user_id) REFERENCES app_user (workspace_id, id));
CREATE INDEX recovery_code_user ON recovery_code (workspace_id, user_id);

CREATE TABLE api_token (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, user_id BIGINT NOT NULL, name TEXT NOT NULL, token_hash {{name}} NOT NULL,
 hint TEXT NOT NULL, scope TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, used_at BIGINT, revoked_at BIGINT,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, user_id) REFERENCES app_user (workspace_id, id));
CREATE UNIQUE INDEX api_token_hash ON api_token (workspace_id, token_hash);
CREATE INDEX api_token_user ON api_token (workspace_id, user_id);

CREATE TABLE login_attempt (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, user_id BIGINT, recorded_at BIGINT NOT NULL, outcome TEXT NOT NULL,
 address TEXT NOT NULL, agent TEXT NOT NULL,
 PRIMARY KEY (workspace_id, id));
CREATE INDEX login_attempt_user ON login_attempt (workspace_id, user_id, id);

CREATE TABLE access (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, recorded_at BIGINT NOT NULL, actor_id BIGINT NOT NULL, token_id BIGINT,
 address TEXT NOT NULL, act TEXT NOT NULL, subject_kind TEXT NOT NULL, subject_id BIGINT, params {{json}},
 PRIMARY KEY (workspace_id, id));
CREATE INDEX access_subject ON access (workspace_id, subject_kind, subject_id, id);
CREATE INDEX access_actor ON access (workspace_id, actor_id, id);

CREATE TABLE seal (
 workspace_id BIGINT NOT NULL, seq BIGINT NOT NULL, source TEXT NOT NULL, source_id BIGINT NOT NULL, salt TEXT,
 payload_hash TEXT NOT NULL, hash TEXT NOT NULL, sealed_at BIGINT NOT NULL,
 PRIMARY KEY (workspace_id, seq));
CREATE UNIQUE INDEX seal_source ON seal (workspace_id, source, source_id);

CREATE TABLE seal_head (
 workspace_id BIGINT NOT NULL, seq BIGINT NOT NULL, hash TEXT NOT NULL, mac TEXT NOT NULL,
 PRIMARY KEY (workspace_id));

CREATE INDEX event_actor ON event (workspace_id, actor_id, id);
ALTER TABLE event ADD COLUMN address TEXT;
ALTER TABLE event ADD COLUMN token_id BIGINT;
ALTER TABLE event ADD COLUMN request TEXT;

CREATE TABLE attachment (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 subject_kind TEXT NOT NULL, subject_id BIGINT NOT NULL, author_id BIGINT NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL,
 size BIGINT NOT NULL, sha256 {{name}} NOT NULL,
 PRIMARY KEY (workspace_id, id));
CREATE INDEX attachment_subject ON attachment (workspace_id, subject_kind, subject_id, id);
CREATE INDEX attachment_sha256 ON attachment (workspace_id, sha256);

-- +goose Down
DROP TABLE attachment; ALTER TABLE event DROP COLUMN request; ALTER TABLE event DROP COLUMN token_id;
ALTER TABLE event DROP COLUMN address; DROP INDEX event_actor; DROP TABLE seal_head; DROP TABLE seal; DROP TABLE access; DROP TABLE login_attempt;
DROP TABLE api_token; DROP TABLE recovery_code; DROP TABLE second_factor;
