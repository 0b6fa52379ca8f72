-- +goose Up
CREATE TABLE carried (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, deal_id BIGINT NOT NULL, dossier TEXT NOT NULL, stage TEXT NOT NULL,
 names TEXT, members TEXT,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE UNIQUE INDEX carried_deal ON carried (workspace_id, deal_id);

-- +goose Down
DROP TABLE carried;
