-- +goose Up
CREATE TABLE own_template (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, code TEXT NOT NULL, number BIGINT NOT NULL, content TEXT NOT NULL,
 by_id BIGINT, recorded_at BIGINT NOT NULL,
 PRIMARY KEY (workspace_id, id));
CREATE UNIQUE INDEX own_template_number ON own_template (workspace_id, code, number);

-- +goose Down
DROP TABLE own_template;
