-- +goose Up
CREATE TABLE workspace (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 name TEXT NOT NULL, zone TEXT NOT NULL, currency TEXT NOT NULL, lang TEXT NOT NULL, demo BOOLEAN NOT NULL,
 PRIMARY KEY (workspace_id, id));

CREATE TABLE role (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 code TEXT NOT NULL, grants {{json}},
 PRIMARY KEY (workspace_id, id));
CREATE UNIQUE INDEX role_code ON role (workspace_id, code);

CREATE TABLE team (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 name TEXT NOT NULL, parent_id BIGINT, head_id BIGINT,
 PRIMARY KEY (workspace_id, id));

CREATE INDEX team_head ON team (workspace_id, head_id);

CREATE TABLE app_user (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 login {{name}}, name TEXT NOT NULL, sort_key {{name}} NOT NULL, team_id BIGINT, role_id BIGINT NOT NULL, lang TEXT NOT NULL,
 active BOOLEAN NOT NULL, password_hash TEXT NOT NULL, password_at BIGINT,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, role_id) REFERENCES role (workspace_id, id),
 FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id));
CREATE UNIQUE INDEX app_user_login ON app_user (workspace_id, login) WHERE login <> '';
CREATE UNIQUE INDEX app_user_external ON app_user (workspace_id, source, external_id) WHERE external_id <> '';

CREATE TABLE session (
 workspace_id BIGINT NOT NULL, token_hash {{name}} NOT NULL, user_id BIGINT NOT NULL, created_at BIGINT NOT NULL,
 seen_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, address TEXT NOT NULL, agent TEXT NOT NULL,
 PRIMARY KEY (workspace_id, token_hash));
CREATE INDEX session_of_user ON session (workspace_id, user_id);

CREATE TABLE user_link (
 workspace_id BIGINT NOT NULL, token_hash {{name}} NOT NULL, user_id BIGINT NOT NULL, purpose TEXT NOT NULL,
 created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, used_at BIGINT,
 PRIMARY KEY (workspace_id, token_hash));

CREATE TABLE login_failure (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, subject {{name}} NOT NULL, failed_at BIGINT NOT NULL,
 PRIMARY KEY (workspace_id, id));
CREATE INDEX login_failure_subject ON login_failure (workspace_id, subject, failed_at);

CREATE TABLE idempotency (
 workspace_id BIGINT NOT NULL, user_id BIGINT NOT NULL, idem_key {{name}} NOT NULL, fingerprint TEXT NOT NULL,
 claimed_at BIGINT NOT NULL, status BIGINT, headers {{json}}, body TEXT,
 PRIMARY KEY (workspace_id, user_id, idem_key));

CREATE TABLE account (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 name TEXT NOT NULL, parent_id BIGINT, relation TEXT NOT NULL, industry TEXT NOT NULL, region TEXT NOT NULL, credit_code TEXT NOT NULL,
 phone TEXT NOT NULL, website TEXT NOT NULL, address TEXT NOT NULL, founded BIGINT NOT NULL, employees BIGINT NOT NULL,
 revenue_minor BIGINT, revenue_currency TEXT, owner_id BIGINT, about TEXT NOT NULL,
 match_key {{name}} NOT NULL, sort_key {{name}} NOT NULL,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, parent_id) REFERENCES account (workspace_id, id),
 FOREIGN KEY (workspace_id, owner_id) REFERENCES app_user (workspace_id, id));
CREATE INDEX account_match ON account (workspace_id, match_key);
CREATE INDEX account_parent ON account (workspace_id, parent_id);
CREATE INDEX account_name ON account (workspace_id, sort_key, id);
CREATE INDEX account_updated ON account (workspace_id, updated_at, id);
CREATE INDEX account_owner ON account (workspace_id, owner_id, updated_at, id);
CREATE UNIQUE INDEX account_external ON account (workspace_id, source, external_id) WHERE external_id <> '';

CREATE TABLE department (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 account_id BIGINT NOT NULL, parent_id BIGINT, name TEXT NOT NULL,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, account_id) REFERENCES account (workspace_id, id));
CREATE INDEX department_account ON department (workspace_id, account_id);

CREATE TABLE contact (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 account_id BIGINT NOT NULL, department_id BIGINT, name TEXT NOT NULL, title TEXT NOT NULL, level_rank BIGINT NOT NULL,
 reports_to_id BIGINT, phone TEXT NOT NULL, email TEXT NOT NULL, about TEXT NOT NULL, sort_key {{name}} NOT NULL,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, account_id) REFERENCES account (workspace_id, id),
 FOREIGN KEY (workspace_id, department_id) REFERENCES department (workspace_id, id),
 FOREIGN KEY (workspace_id, reports_to_id) REFERENCES contact (workspace_id, id));
CREATE INDEX contact_account ON contact (workspace_id, account_id);
CREATE INDEX contact_superior ON contact (workspace_id, reports_to_id) WHERE reports_to_id IS NOT NULL;
CREATE INDEX contact_department ON contact (workspace_id, department_id) WHERE department_id IS NOT NULL;
CREATE INDEX contact_name ON contact (workspace_id, sort_key, id);
CREATE UNIQUE INDEX contact_external ON contact (workspace_id, source, external_id) WHERE external_id <> '';

CREATE TABLE product (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 name TEXT NOT NULL, series TEXT NOT NULL, list_minor BIGINT, list_currency TEXT, match_key {{name}} NOT NULL,
 PRIMARY KEY (workspace_id, id));
CREATE UNIQUE INDEX product_external ON product (workspace_id, source, external_id) WHERE external_id <> '';

CREATE TABLE deal (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 name TEXT NOT NULL, sort_key {{name}} NOT NULL, account_id BIGINT, owner_id BIGINT NOT NULL, product_id BIGINT,
 template TEXT NOT NULL, status TEXT NOT NULL, stage TEXT NOT NULL, stage_verified TEXT NOT NULL, stage_entered_on TEXT,
 amount_minor BIGINT, amount_currency TEXT, expected_close TEXT, next_action_on TEXT, engaged_on TEXT,
 closed_on TEXT, closed_reason TEXT NOT NULL, lost_to TEXT NOT NULL,
 sso_when TEXT NOT NULL, sso_quantity TEXT NOT NULL, sso_what TEXT NOT NULL, sso_who TEXT NOT NULL,
 sso_revenue_minor BIGINT, sso_revenue_currency TEXT, sso_changed_on TEXT, roles_reviewed_on TEXT, eb_changed_on TEXT,
 buyer_stage TEXT NOT NULL, procurement_mode TEXT NOT NULL, entry_timing TEXT NOT NULL, urgency TEXT NOT NULL,
 competition TEXT NOT NULL, home TEXT NOT NULL, temperature BIGINT,
 man_m TEXT NOT NULL, man_a TEXT NOT NULL, man_n TEXT NOT NULL,
 q1 TEXT NOT NULL, q2 TEXT NOT NULL, q3 TEXT NOT NULL, q4 TEXT NOT NULL,
 risk {{json}}, risk_weights {{json}}, veto {{json}},
 win_prob DOUBLE PRECISION NOT NULL, grade TEXT NOT NULL,
 flags_all BIGINT NOT NULL, worst_all BIGINT NOT NULL, flags_open BIGINT NOT NULL, worst_open BIGINT NOT NULL, flagged_on TEXT,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, account_id) REFERENCES account (workspace_id, id),
 FOREIGN KEY (workspace_id, owner_id) REFERENCES app_user (workspace_id, id),
 FOREIGN KEY (workspace_id, product_id) REFERENCES product (workspace_id, id));
CREATE INDEX deal_status_updated ON deal (workspace_id, status, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_owner_updated ON deal (workspace_id, owner_id, status, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_stage_updated ON deal (workspace_id, status, stage, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_totals ON deal (workspace_id, status, stage, amount_currency, win_prob, amount_minor, owner_id, id, grade,
 worst_all, worst_open, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX deal_owner_totals ON deal (workspace_id, owner_id, status, stage, amount_currency, win_prob, amount_minor, id, grade,
 worst_all, worst_open, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX deal_account ON deal (workspace_id, account_id);
CREATE INDEX deal_trashed ON deal (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX deal_amount ON deal (workspace_id, status, amount_minor, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_close ON deal (workspace_id, status, expected_close, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_name ON deal (workspace_id, status, sort_key, id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX deal_external ON deal (workspace_id, source, external_id) WHERE external_id <> '';

CREATE TABLE deal_member (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, deal_id BIGINT NOT NULL, user_id BIGINT NOT NULL, role TEXT NOT NULL,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id),
 FOREIGN KEY (workspace_id, user_id) REFERENCES app_user (workspace_id, id));
CREATE UNIQUE INDEX deal_member_one ON deal_member (workspace_id, deal_id, user_id);
CREATE INDEX deal_member_user ON deal_member (workspace_id, user_id, deal_id);

CREATE TABLE influence (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 deal_id BIGINT NOT NULL, contact_id BIGINT NOT NULL, roles {{json}}, role_verified BOOLEAN NOT NULL, influence TEXT NOT NULL,
 support BIGINT NOT NULL, mode TEXT NOT NULL, expectation BIGINT, reality BIGINT, baseline BIGINT,
 contact BIGINT NOT NULL, contact_peak BIGINT NOT NULL, last_contact_on TEXT, counterpart_id BIGINT,
 c1 BOOLEAN, c2 BOOLEAN, c3 BOOLEAN, wants_success BOOLEAN, hidden BOOLEAN NOT NULL,
 results {{json}}, wins {{json}}, joined_on TEXT, left_on TEXT, moved_post_on TEXT, competitor_ties {{json}},
 threatened BOOLEAN NOT NULL, insider BOOLEAN NOT NULL, blocker BOOLEAN NOT NULL, internal_promoter BOOLEAN NOT NULL,
 plan TEXT NOT NULL, place {{json}},
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id),
 FOREIGN KEY (workspace_id, contact_id) REFERENCES contact (workspace_id, id));
CREATE UNIQUE INDEX influence_one ON influence (workspace_id, deal_id, contact_id) WHERE deleted_at IS NULL AND hidden = false;
CREATE INDEX influence_deal ON influence (workspace_id, deal_id);
CREATE INDEX influence_contact ON influence (workspace_id, contact_id);

CREATE TABLE observation (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, deal_id BIGINT NOT NULL, influence_id BIGINT, field TEXT NOT NULL,
 value {{json}}, on_day TEXT NOT NULL, recorded_at BIGINT NOT NULL, by_id BIGINT NOT NULL, origin TEXT NOT NULL, evidence TEXT NOT NULL,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE INDEX observation_deal ON observation (workspace_id, deal_id, influence_id, field, on_day, id);

CREATE TABLE influence_edge (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, deal_id BIGINT NOT NULL, from_id BIGINT NOT NULL, to_id BIGINT NOT NULL,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE UNIQUE INDEX influence_edge_one ON influence_edge (workspace_id, deal_id, from_id, to_id);

CREATE TABLE competitor (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 deal_id BIGINT NOT NULL, name TEXT NOT NULL, position TEXT NOT NULL, incumbent BOOLEAN NOT NULL, first_seen_on TEXT, last_intel_on TEXT,
 counter_plan TEXT NOT NULL,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE INDEX competitor_deal ON competitor (workspace_id, deal_id);

CREATE TABLE judgement (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, deal_id BIGINT NOT NULL, stage TEXT NOT NULL, criterion TEXT NOT NULL,
 act TEXT NOT NULL, by_id BIGINT NOT NULL, recorded_at BIGINT NOT NULL, text TEXT NOT NULL, evidence_kind TEXT NOT NULL,
 evidence_id BIGINT, evidence_by BIGINT, expires_on TEXT,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE INDEX judgement_deal ON judgement (workspace_id, deal_id, stage, id);

CREATE TABLE stage_move (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, deal_id BIGINT NOT NULL, act TEXT NOT NULL, by_id BIGINT, recorded_at BIGINT NOT NULL,
 on_day TEXT NOT NULL, before_move {{json}}, after_move {{json}}, reason TEXT NOT NULL, undoes_id BIGINT,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE INDEX stage_move_deal ON stage_move (workspace_id, deal_id, id);

CREATE TABLE flag (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, deal_id BIGINT NOT NULL, rule TEXT NOT NULL, subject_kind TEXT NOT NULL,
 subject TEXT NOT NULL, influence_id BIGINT, severity TEXT NOT NULL, status TEXT NOT NULL, opened_at BIGINT NOT NULL, cleared_at BIGINT,
 evidence {{json}}, rules_version TEXT NOT NULL, hidden BOOLEAN NOT NULL,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id));
CREATE UNIQUE INDEX flag_open ON flag (workspace_id, deal_id, rule, subject) WHERE cleared_at IS NULL;
CREATE INDEX flag_deal ON flag (workspace_id, deal_id);
CREATE INDEX flag_rule ON flag (workspace_id, rule, deal_id) WHERE cleared_at IS NULL;

CREATE TABLE note (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 subject_kind TEXT NOT NULL, subject_id BIGINT NOT NULL, author_id BIGINT NOT NULL, text TEXT NOT NULL,
 PRIMARY KEY (workspace_id, id));
CREATE INDEX note_subject ON note (workspace_id, subject_kind, subject_id, id);

CREATE TABLE task (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 subject_kind TEXT NOT NULL, subject_id BIGINT NOT NULL, title TEXT NOT NULL, due_on TEXT, assignee_id BIGINT, author_id BIGINT NOT NULL,
 done_at BIGINT, rule TEXT NOT NULL, flag_subject TEXT NOT NULL,
 PRIMARY KEY (workspace_id, id));
CREATE INDEX task_subject ON task (workspace_id, subject_kind, subject_id, id);
CREATE INDEX task_assignee ON task (workspace_id, assignee_id, due_on, id) WHERE done_at IS NULL;

CREATE TABLE tag (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT, name TEXT NOT NULL, match_key {{name}} NOT NULL,
 PRIMARY KEY (workspace_id, id));
CREATE UNIQUE INDEX tag_name ON tag (workspace_id, match_key);

CREATE TABLE tagging (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, subject_kind TEXT NOT NULL, subject_id BIGINT NOT NULL, tag_id BIGINT NOT NULL,
 PRIMARY KEY (workspace_id, id),
 FOREIGN KEY (workspace_id, tag_id) REFERENCES tag (workspace_id, id));
CREATE UNIQUE INDEX tagging_one ON tagging (workspace_id, subject_kind, subject_id, tag_id);
CREATE INDEX tagging_tag ON tagging (workspace_id, tag_id, subject_kind, subject_id);

CREATE TABLE view (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 owner_id BIGINT NOT NULL, screen TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL, shared BOOLEAN NOT NULL,
 PRIMARY KEY (workspace_id, id));

CREATE TABLE event (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, recorded_at BIGINT NOT NULL, on_day TEXT, actor_id BIGINT, act TEXT NOT NULL,
 subject_kind TEXT NOT NULL, subject_id BIGINT NOT NULL, deal_id BIGINT, account_id BIGINT, params {{json}},
 PRIMARY KEY (workspace_id, id));
CREATE INDEX event_deal ON event (workspace_id, deal_id, id) WHERE deal_id IS NOT NULL;
CREATE INDEX event_account ON event (workspace_id, account_id, id) WHERE account_id IS NOT NULL;

CREATE TABLE event_change (
 workspace_id BIGINT NOT NULL, event_id BIGINT NOT NULL, seq BIGINT NOT NULL, kind TEXT NOT NULL, row_id BIGINT NOT NULL, about_id BIGINT,
 before_row {{json}}, after_row {{json}},
 PRIMARY KEY (workspace_id, event_id, seq));
CREATE INDEX event_change_row ON event_change (workspace_id, kind, row_id, event_id);

CREATE TABLE job (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, queue TEXT NOT NULL, kind TEXT NOT NULL, payload {{json}} NOT NULL,
 state BIGINT NOT NULL, priority BIGINT NOT NULL, run_at BIGINT NOT NULL, attempt BIGINT NOT NULL, max_attempts BIGINT NOT NULL,
 locked_by TEXT NOT NULL, lease_until BIGINT NOT NULL, uniq {{name}}, last_error TEXT NOT NULL, finished_at BIGINT,
 PRIMARY KEY (workspace_id, id));
CREATE INDEX job_ready ON job (workspace_id, queue, priority, run_at, id) WHERE state = 0;
CREATE UNIQUE INDEX job_uniq ON job (workspace_id, uniq) WHERE uniq IS NOT NULL AND state = 0;
CREATE INDEX job_running ON job (workspace_id, lease_until) WHERE state = 1;

CREATE TABLE import (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
 deleted_at BIGINT, external_id {{name}}, source TEXT,
 by_id BIGINT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, file_name TEXT NOT NULL, file_hash TEXT NOT NULL,
 file_size BIGINT NOT NULL, plan {{json}}, detection {{json}}, report {{json}}, done_rows BIGINT NOT NULL, total_rows BIGINT NOT NULL, problem TEXT NOT NULL,
 PRIMARY KEY (workspace_id, id));

CREATE TABLE import_row (
 workspace_id BIGINT NOT NULL, import_id BIGINT NOT NULL, record BIGINT NOT NULL, verdict TEXT NOT NULL, code TEXT NOT NULL,
 column_name TEXT NOT NULL, detail {{json}},
 PRIMARY KEY (workspace_id, import_id, record));

CREATE TABLE import_batch (
 workspace_id BIGINT NOT NULL, import_id BIGINT NOT NULL, event_id BIGINT NOT NULL, PRIMARY KEY (workspace_id, import_id, event_id));

-- +goose Down
DROP TABLE import_batch; DROP TABLE import_row; DROP TABLE import; DROP TABLE job; DROP TABLE event_change; DROP TABLE event;
DROP TABLE view; DROP TABLE tagging; DROP TABLE tag; DROP TABLE task; DROP TABLE note; DROP TABLE flag; DROP TABLE stage_move;
DROP TABLE judgement; DROP TABLE competitor; DROP TABLE influence_edge; DROP TABLE observation; DROP TABLE influence;
DROP TABLE deal_member; DROP TABLE deal; DROP TABLE product; DROP TABLE contact; DROP TABLE department; DROP TABLE account;
DROP TABLE idempotency; DROP TABLE login_failure; DROP TABLE user_link; DROP TABLE session; DROP TABLE app_user; DROP TABLE team;
DROP TABLE role; DROP TABLE workspace;
