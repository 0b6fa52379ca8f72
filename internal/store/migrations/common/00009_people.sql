-- +goose Up
ALTER TABLE task ADD COLUMN person_id BIGINT;
ALTER TABLE task ADD COLUMN aim TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN aim_from TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN aim_to TEXT NOT NULL DEFAULT '';
CREATE INDEX task_person ON task (workspace_id, person_id) WHERE person_id IS NOT NULL;

-- +goose Down
DROP INDEX task_person;
ALTER TABLE task DROP COLUMN aim_to;
ALTER TABLE task DROP COLUMN aim_from;
ALTER TABLE task DROP COLUMN aim;
ALTER TABLE task DROP COLUMN person_id;
