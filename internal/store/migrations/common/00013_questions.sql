-- +goose Up
CREATE TABLE question_check (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, deal_id BIGINT NOT NULL, question BIGINT NOT NULL, act TEXT NOT NULL,
 by_id BIGINT, seen_id BIGINT NOT NULL, recorded_at BIGINT NOT NULL,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE INDEX question_check_deal ON question_check (workspace_id, deal_id, id);

-- +goose Down
DROP TABLE question_check;
