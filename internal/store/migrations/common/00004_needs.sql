-- +goose Up
ALTER TABLE deal ADD COLUMN budget_minor BIGINT;
ALTER TABLE deal ADD COLUMN budget_currency TEXT;
ALTER TABLE deal ADD COLUMN budget_status TEXT NOT NULL DEFAULT '';
ALTER TABLE deal ADD COLUMN approval_status TEXT NOT NULL DEFAULT '';
ALTER TABLE deal ADD COLUMN approved_on TEXT;
ALTER TABLE deal ADD COLUMN need_doc_on TEXT;
ALTER TABLE deal ADD COLUMN need_doc_file_id BIGINT;
ALTER TABLE deal ADD COLUMN tender_issue_on TEXT;
ALTER TABLE deal ADD COLUMN bid_open_on TEXT;
ALTER TABLE deal ADD COLUMN quick_quote_request BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE deal ADD COLUMN sales_model TEXT NOT NULL DEFAULT '';
ALTER TABLE deal ADD COLUMN opp_type TEXT NOT NULL DEFAULT '';
ALTER TABLE deal ADD COLUMN need_changed_on TEXT;
ALTER TABLE deal ADD COLUMN criteria_changed_on TEXT;

CREATE TABLE deal_cost (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 deal_id BIGINT NOT NULL, budget_minor BIGINT, budget_currency TEXT, spent_minor BIGINT, spent_currency TEXT,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE UNIQUE INDEX deal_cost_deal ON deal_cost (workspace_id, deal_id);

CREATE TABLE need (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 deal_id BIGINT NOT NULL, text TEXT NOT NULL, layer BIGINT NOT NULL, parent_id BIGINT, place BIGINT NOT NULL,
 said_by_id BIGINT, said_by TEXT NOT NULL, own_assumption BOOLEAN NOT NULL,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE INDEX need_deal ON need (workspace_id, deal_id);

CREATE TABLE decision_criterion (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 deal_id BIGINT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, weight DOUBLE PRECISION, is_key BOOLEAN NOT NULL,
 featured BOOLEAN NOT NULL, our_score BIGINT, rival_scores {{json}}, place BIGINT NOT NULL,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE INDEX decision_criterion_deal ON decision_criterion (workspace_id, deal_id);

CREATE TABLE info_item (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 deal_id BIGINT NOT NULL, item BIGINT NOT NULL, status TEXT NOT NULL, text TEXT NOT NULL, source_role TEXT NOT NULL,
 said_by_id BIGINT, own_assumption BOOLEAN NOT NULL, sources BIGINT NOT NULL, document BOOLEAN NOT NULL,
 evidence TEXT NOT NULL, file_id BIGINT,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE UNIQUE INDEX info_item_one ON info_item (workspace_id, deal_id, item);

-- +goose Down
DROP TABLE info_item; DROP TABLE decision_criterion; DROP TABLE need; DROP TABLE deal_cost;
ALTER TABLE deal DROP COLUMN criteria_changed_on; ALTER TABLE deal DROP COLUMN need_changed_on;
ALTER TABLE deal DROP COLUMN opp_type; ALTER TABLE deal DROP COLUMN sales_model; ALTER TABLE deal DROP COLUMN quick_quote_request;
ALTER TABLE deal DROP COLUMN bid_open_on; ALTER TABLE deal DROP COLUMN tender_issue_on; ALTER TABLE deal DROP COLUMN need_doc_file_id;
ALTER TABLE deal DROP COLUMN need_doc_on; ALTER TABLE deal DROP COLUMN approved_on; ALTER TABLE deal DROP COLUMN approval_status;
ALTER TABLE deal DROP COLUMN budget_status; ALTER TABLE deal DROP COLUMN budget_currency; ALTER TABLE deal DROP COLUMN budget_minor;
