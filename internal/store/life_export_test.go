package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Ask asks for one number on the connections of all requests.
func (db *DB) Ask(ctx context.Context, text string) (int64, error) {
	return value[int64](ctx, db.Reads(), text)
}

// Do runs a statement as nobody else may.
func (db *DB) Do(ctx context.Context, text string) error {
	if db.writer != nil {
		return db.writer.within(ctx, func(q querier) error {
			_, err := q.ExecContext(ctx, text)
			return err
		})
	}
	_, err := db.write.ExecContext(ctx, text)
	return err
}

// Columns is a table with the columns that it had at some version.
type Columns struct{ catalogued }

// OldInstallation makes a database as a Sente of a schema version left it, with
// rows in every table, and gives its tables.
func OldInstallation(ctx context.Context, url string, version int64, rows int) (tables []Columns, err error) {
	db, err := Open(ctx, Options{URL: url, Look: true})
	if err != nil {
		return nil, err
	}
	pool := db.bulk
	if db.Engine() == "sqlite" {
		db.writer.close()
		db.writer, pool = nil, db.write
	}
	m, err := db.migrator(pool)
	if err == nil {
		_, err = m.UpTo(ctx, version)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	list, err := (&Frozen{q: pool, dialect: db.dialect}).catalogue(ctx)
	for _, t := range list {
		tables = append(tables, Columns{t})
		most := rows
		if t.name == "seal_head" {
			most = 1 // of a workspace
		}
		for i := 1; i <= most && err == nil; i++ {
			_, err = pool.ExecContext(ctx, t.example(i))
		}
	}
	return tables, errors.Join(err, db.Close())
}

// example inserts the i-th row: every reference is to the row with the same number.
func (t catalogued) example(i int) string {
	values := make([]string, len(t.columns))
	for j, name := range t.columns {
		switch kind := t.kinds[j]; {
		case name == "workspace_id":
			values[j] = "1"
		case kind == "boolean":
			values[j] = fmt.Sprint(i%2 == 0)
		case kind == "bigint":
			values[j] = fmt.Sprint(i)
		case kind == "double precision":
			values[j] = fmt.Sprintf("%d.25", i)
		case i%3 == 0:
			values[j] = fmt.Sprintf(`'{"%s":%d}'`, name, i)
		default:
			values[j] = fmt.Sprintf("'客户''s %s %d'", name, i)
		}
	}
	return "INSERT INTO " + t.name + " (" + strings.Join(t.columns, ", ") + ") VALUES (" + strings.Join(values, ", ") + ")"
}

// SumsOf counts and hashes the columns that tables had.
func (db *DB) SumsOf(ctx context.Context, tables []Columns) (out []TableContent, err error) {
	z := &Frozen{q: db.bulk, dialect: db.dialect}
	for _, t := range tables {
		c := TableContent{Table: t.name}
		var sum rowSum
		err := z.rows(ctx, t.catalogued, func(row []any) error {
			c.Rows++
			sum.add(row)
			return nil
		})
		if err != nil {
			return nil, err
		}
		c.Hash = sum.String()
		out = append(out, c)
	}
	return out, nil
}
