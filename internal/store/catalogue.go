package store

import (
	"context"
	"fmt"
	"slices"
)

// catalogued is a table as the database itself describes it.
type catalogued struct {
	name    string
	columns []string // sorted
	kinds   []string // of the columns, as the engine calls them
	refs    []string // tables whose rows it names
}

// What a database says of its own tables: those that hold something of their own,
// without the search index and the list of migrations.
const (
	sqliteColumns = `SELECT m.name, c.name, lower(c.type) FROM sqlite_schema m, pragma_table_info(m.name) c
 WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE 'goose%'
 AND substr(m.name, 1, 7) <> 'search_' ORDER BY 1, 2`
	sqliteReferences = `SELECT DISTINCT m.name, f."table"
 FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
 WHERE m.type = 'table' AND f."table" <> m.name ORDER BY 1, 2`
	postgresColumns = `SELECT c.relname::text, a.attname::text, format_type(a.atttypid, NULL)
 FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
 WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
 AND c.relname NOT LIKE 'goose%' AND substr(c.relname, 1, 7) <> 'search_' ORDER BY 1, 2`
	postgresReferences = `SELECT DISTINCT c.relname::text, r.relname::text FROM pg_constraint k
 JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class r ON r.oid = k.confrelid
 WHERE k.contype = 'f' AND c.oid <> r.oid AND c.relnamespace = current_schema()::regnamespace ORDER BY 1, 2`
)

// catalogue lists the tables, each behind those whose rows it names.
func (z *Frozen) catalogue(ctx context.Context) ([]catalogued, error) {
	columns, references := sqliteColumns, sqliteReferences
	if z.dialect.name() == "postgres" {
		columns, references = postgresColumns, postgresReferences
	}
	byName := map[string]*catalogued{}
	var names []string
	err := z.words(ctx, columns, 3, func(w []string) {
		t := byName[w[0]]
		if t == nil {
			t = &catalogued{name: w[0]}
			byName[w[0]], names = t, append(names, w[0])
		}
		t.columns, t.kinds = append(t.columns, w[1]), append(t.kinds, w[2])
	})
	if err != nil {
		return nil, err
	}
	err = z.words(ctx, references, 2, func(w []string) {
		if t := byName[w[0]]; t != nil {
			t.refs = append(t.refs, w[1])
		}
	})
	if err != nil {
		return nil, err
	}
	return inOrder(names, byName)
}

// inOrder puts tables behind those that they name.
func inOrder(names []string, byName map[string]*catalogued) (out []catalogued, err error) {
	done := map[string]bool{}
	for len(out) < len(names) {
		before := len(out)
		for _, name := range names {
			t := byName[name]
			open := func(ref string) bool { return !done[ref] && byName[ref] != nil }
			if !done[name] && !slices.ContainsFunc(t.refs, open) {
				done[name], out = true, append(out, *t)
			}
		}
		if len(out) == before {
			return nil, fmt.Errorf("tables name each other in a circle: %d of %d fit", before, len(names))
		}
	}
	return out, nil
}

// words reads rows of n texts.
func (z *Frozen) words(ctx context.Context, text string, n int, f func([]string)) (err error) {
	rows, err := z.q.QueryContext(ctx, text)
	if err != nil {
		return err
	}
	defer func() {
		if e := rows.Close(); err == nil {
			err = e
		}
	}()
	row, targets := make([]string, n), make([]any, n)
	for i := range row {
		targets[i] = &row[i]
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		f(slices.Clone(row))
	}
	return rows.Err()
}
