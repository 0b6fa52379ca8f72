-- +goose Up
CREATE VIRTUAL TABLE search_account USING fts5(tok, content='', contentless_delete=1, detail=none, tokenize="ascii", prefix='3 4 5');
CREATE VIRTUAL TABLE search_contact USING fts5(tok, content='', contentless_delete=1, detail=none, tokenize="ascii", prefix='3 4 5');
CREATE VIRTUAL TABLE search_deal USING fts5(tok, content='', contentless_delete=1, detail=none, tokenize="ascii", prefix='3 4 5');
CREATE VIRTUAL TABLE search_note USING fts5(tok, content='', contentless_delete=1, detail=none, tokenize="ascii", prefix='3 4 5');

-- +goose Down
DROP TABLE search_account; DROP TABLE search_contact; DROP TABLE search_deal; DROP TABLE search_note;
