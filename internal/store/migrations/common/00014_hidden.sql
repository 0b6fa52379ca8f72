-- +goose Up
-- Who may not know of hidden coaches is asked row by row whether something tells of one: there are few, and they are found at once.
CREATE INDEX influence_hidden ON influence (workspace_id, id) WHERE hidden = true;

-- +goose Down
DROP INDEX influence_hidden;
