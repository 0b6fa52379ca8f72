package store

import (
	"context"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
)

// maxCandidates is how many rows a search brings for ranking in Go.
const maxCandidates = 200

// index puts a row's tokens into the search index of its kind, in the same
// transaction as the row.
func (tx *Tx) index(ctx context.Context, kind record.Kind, id record.ID, x record.Indexed) error {
	tokens := []string{"t"}
	if !x.Drop {
		tokens = append(append(tokens, search.Tokens(x.Title)...), search.TextTokens(x.Text)...)
	}
	table := "search_" + string(kind)
	if tx.Engine() == "sqlite" {
		_, err := tx.q.ExecContext(ctx, "DELETE FROM "+table+" WHERE rowid = $1", id)
		if err != nil || x.Drop {
			return err
		}
		_, err = tx.q.ExecContext(ctx, "INSERT INTO "+table+" (rowid, tok) VALUES ($1, $2)", id,
			strings.Join(tokens, " "))
		return err
	}
	if x.Drop {
		return tx.send(ctx, "DELETE FROM "+table+" WHERE workspace_id = $1 AND id = $2", id)
	}
	return tx.send(ctx, "INSERT INTO "+table+` (workspace_id, id, tok) VALUES ($1, $2,
 array_to_tsvector($3::text[]))
 ON CONFLICT (workspace_id, id) DO UPDATE SET tok = EXCLUDED.tok`, id, "{"+strings.Join(tokens, ",")+"}")
}

// found is the condition that a row of kind matches the query, for use in any
// list: "a.id IN (…)". The newest 20,000 hits are considered, so that
// a narrow scope finds its own among many.
func (w *where) found(r *Reads, kind record.Kind, column string, q search.Query) {
	table := "search_" + string(kind)
	if q.Empty() {
		w.and("false")
		return
	}
	if r.Engine() == "sqlite" {
		w.and(column+" IN (SELECT rowid FROM "+table+" WHERE "+table+
			" MATCH ? ORDER BY rowid DESC LIMIT 20000)", ftsQuery(q))
		return
	}
	w.and(column+" IN (SELECT id FROM "+table+
		" WHERE workspace_id = $1 AND tok @@ ?::tsquery ORDER BY id DESC LIMIT 20000)", tsQuery(q))
}

// ftsQuery is q in the language of FTS5.
func ftsQuery(q search.Query) string {
	return joined(q, " AND ", " OR ", func(t search.Term) string {
		if t.Prefix {
			return `"` + t.Token + `"*`
		}
		return `"` + t.Token + `"`
	})
}

// tsQuery is q in the language of PostgreSQL.
func tsQuery(q search.Query) string {
	return joined(q, " & ", " | ", func(t search.Term) string {
		if t.Prefix {
			return `'` + t.Token + `':*`
		}
		return `'` + t.Token + `'`
	})
}

func joined(q search.Query, and, or string, form func(search.Term) string) string {
	groups := make([]string, len(q.Groups))
	for i, g := range q.Groups {
		terms := make([]string, len(g))
		for j, t := range g {
			terms[j] = form(t)
		}
		groups[i] = "(" + strings.Join(terms, or) + ")"
	}
	return strings.Join(groups, and)
}

// Query reads what a person typed; a text without any word is refused.
func Query(typed string) (search.Query, error) {
	q := search.Parse(typed)
	if q.Empty() {
		return q, fault.New(fault.Invalid, "query_empty").At("q")
	}
	return q, nil
}
