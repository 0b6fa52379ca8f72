-- +goose Up
CREATE TABLE search_account (workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, tok tsvector NOT NULL, PRIMARY KEY (workspace_id, id));
CREATE TABLE search_contact (workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, tok tsvector NOT NULL, PRIMARY KEY (workspace_id, id));
CREATE TABLE search_deal (workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, tok tsvector NOT NULL, PRIMARY KEY (workspace_id, id));
CREATE TABLE search_note (workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, tok tsvector NOT NULL, PRIMARY KEY (workspace_id, id));
CREATE INDEX search_account_tok ON search_account USING GIN (tok);
CREATE INDEX search_contact_tok ON search_contact USING GIN (tok);
CREATE INDEX search_deal_tok ON search_deal USING GIN (tok);
CREATE INDEX search_note_tok ON search_note USING GIN (tok);
ALTER TABLE search_account ALTER COLUMN tok SET STATISTICS 1000;
ALTER TABLE search_deal ALTER COLUMN tok SET STATISTICS 1000;

-- +goose Down
DROP TABLE search_account; DROP TABLE search_contact; DROP TABLE search_deal; DROP TABLE search_note;
