-- +goose Up
CREATE TABLE flag_decision (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, deal_id BIGINT NOT NULL, rule TEXT NOT NULL, subject_kind TEXT NOT NULL,
 subject TEXT NOT NULL, influence_id BIGINT, severity TEXT NOT NULL, hidden BOOLEAN NOT NULL, act TEXT NOT NULL, reason TEXT NOT NULL,
 until_on TEXT, link_kind TEXT NOT NULL, link_id BIGINT, by_id BIGINT, recorded_at BIGINT NOT NULL,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE INDEX flag_decision_deal ON flag_decision (workspace_id, deal_id, id);
CREATE INDEX flag_decision_link ON flag_decision (workspace_id, link_kind, link_id) WHERE link_id IS NOT NULL;
CREATE INDEX flag_worst ON flag (workspace_id, (CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END), id)
 WHERE cleared_at IS NULL;
CREATE INDEX flag_cleared ON flag (workspace_id, cleared_at) WHERE cleared_at IS NOT NULL;

-- +goose Down
DROP INDEX flag_cleared; DROP INDEX flag_worst; DROP TABLE flag_decision;
