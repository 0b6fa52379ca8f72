-- +goose Up
CREATE TABLE deal_review (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, deal_id BIGINT NOT NULL, number BIGINT NOT NULL,
 opened_by_id BIGINT, opened_at BIGINT NOT NULL, closed_by_id BIGINT, closed_at BIGINT, decision TEXT NOT NULL,
 reason TEXT NOT NULL, next_on TEXT, next_task_id BIGINT, seen_id BIGINT,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE UNIQUE INDEX deal_review_number ON deal_review (workspace_id, deal_id, number);
CREATE UNIQUE INDEX deal_review_open ON deal_review (workspace_id, deal_id) WHERE closed_at IS NULL;

CREATE TABLE review_challenge (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, deal_id BIGINT NOT NULL, review_id BIGINT NOT NULL, question BIGINT NOT NULL,
 rule TEXT NOT NULL, flag_subject TEXT NOT NULL, influence_id BIGINT, hidden BOOLEAN NOT NULL, text TEXT NOT NULL,
 raised_by_id BIGINT, raised_at BIGINT NOT NULL, state TEXT NOT NULL, answer TEXT NOT NULL, answered_by_id BIGINT, ended_at BIGINT,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id),
 FOREIGN KEY (workspace_id, review_id) REFERENCES deal_review (workspace_id, id));
CREATE INDEX review_challenge_review ON review_challenge (workspace_id, review_id, id);

ALTER TABLE task ADD COLUMN review_id BIGINT;
CREATE INDEX task_review ON task (workspace_id, review_id) WHERE review_id IS NOT NULL;

-- +goose Down
DROP INDEX task_review;
ALTER TABLE task DROP COLUMN review_id;
DROP TABLE review_challenge;
DROP TABLE deal_review;
