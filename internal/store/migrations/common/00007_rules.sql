-- +goose Up
CREATE TABLE rule_book (
 workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, number BIGINT NOT NULL, content TEXT NOT NULL, note TEXT NOT NULL,
 by_id BIGINT, recorded_at BIGINT NOT NULL,
 PRIMARY KEY (workspace_id, id));
CREATE UNIQUE INDEX rule_book_number ON rule_book (workspace_id, number);

-- +goose Down
DROP TABLE rule_book;
