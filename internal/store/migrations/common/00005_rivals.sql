-- +goose Up
ALTER TABLE competitor ADD COLUMN backers {{json}};
ALTER TABLE competitor ADD COLUMN points {{json}};

CREATE TABLE intel (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 deal_id BIGINT NOT NULL, competitor_id BIGINT NOT NULL, on_day TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id),
 FOREIGN KEY (workspace_id, competitor_id) REFERENCES competitor (workspace_id, id));
CREATE INDEX intel_deal ON intel (workspace_id, deal_id);

CREATE TABLE strength (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 deal_id BIGINT NOT NULL, text TEXT NOT NULL, only_ours BOOLEAN NOT NULL, linked {{json}},
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE INDEX strength_deal ON strength (workspace_id, deal_id);

CREATE TABLE weakness (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 deal_id BIGINT NOT NULL, text TEXT NOT NULL, affects {{json}}, plan TEXT NOT NULL,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE INDEX weakness_deal ON weakness (workspace_id, deal_id);

CREATE TABLE proposal (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 deal_id BIGINT NOT NULL, edition BIGINT NOT NULL, issued_on TEXT, tb_feedback_on TEXT, pages BIGINT, summary BOOLEAN,
 similarity DOUBLE PRECISION, attachment_id BIGINT,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE INDEX proposal_deal ON proposal (workspace_id, deal_id);

CREATE TABLE change_review (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 deal_id BIGINT NOT NULL, on_day TEXT NOT NULL, text TEXT NOT NULL,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE INDEX change_review_deal ON change_review (workspace_id, deal_id);

CREATE TABLE external_body (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 deal_id BIGINT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, person_id BIGINT,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE INDEX external_body_deal ON external_body (workspace_id, deal_id);

CREATE TABLE objection (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 deal_id BIGINT NOT NULL, text TEXT NOT NULL, person_id BIGINT, on_day TEXT, settled_on TEXT,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE INDEX objection_deal ON objection (workspace_id, deal_id);

CREATE TABLE visit (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 deal_id BIGINT NOT NULL, on_day TEXT NOT NULL, people {{json}}, others {{json}}, vbr TEXT NOT NULL, goal_best TEXT NOT NULL,
 goal_min TEXT NOT NULL, visit_trigger TEXT NOT NULL, commitment TEXT NOT NULL, coach_agreed BOOLEAN, visit_group TEXT NOT NULL,
 presales BOOLEAN NOT NULL, map_shared BOOLEAN NOT NULL, next_step_on TEXT, remark TEXT NOT NULL,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE INDEX visit_deal ON visit (workspace_id, deal_id, on_day);

CREATE TABLE booking (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 deal_id BIGINT NOT NULL, kind TEXT NOT NULL, on_day TEXT NOT NULL, person_id BIGINT, rule TEXT NOT NULL,
 same_industry BOOLEAN NOT NULL, briefed BOOLEAN, effect DOUBLE PRECISION, cost_minor BIGINT, cost_currency TEXT,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE INDEX booking_deal ON booking (workspace_id, deal_id, on_day);

ALTER TABLE account ADD COLUMN segment TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN ideal_fit DOUBLE PRECISION;
ALTER TABLE account ADD COLUMN past_contract BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE account ADD COLUMN satisfaction BIGINT NOT NULL DEFAULT 0;

CREATE TABLE account_event (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 account_id BIGINT NOT NULL, kind TEXT NOT NULL, on_day TEXT NOT NULL, text TEXT NOT NULL, reviewed_on TEXT, reviewed_by_id BIGINT,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, account_id) REFERENCES account (workspace_id, id));
CREATE INDEX account_event_account ON account_event (workspace_id, account_id);

-- +goose Down
DROP TABLE account_event; ALTER TABLE account DROP COLUMN satisfaction; ALTER TABLE account DROP COLUMN past_contract;
ALTER TABLE account DROP COLUMN ideal_fit; ALTER TABLE account DROP COLUMN segment;
DROP TABLE booking; DROP TABLE visit; DROP TABLE objection; DROP TABLE external_body; DROP TABLE change_review; DROP TABLE proposal;
DROP TABLE weakness; DROP TABLE strength; DROP TABLE intel;
ALTER TABLE competitor DROP COLUMN points; ALTER TABLE competitor DROP COLUMN backers;
