package store

import (
	"context"
	"database/sql"
	"errors"
	"reflect"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// batch is several queries that go to the database in one trip: ask adds one,
// run runs them all. On SQLite nothing travels, and they run one by one.
type batch struct {
	r    *Reads
	asks []asked
}

// asked is one query of a batch, and who takes its rows.
type asked struct {
	text string
	args []any
	take func(answer) error
}

// answer walks over the rows of a query, of either driver.
type answer interface {
	Columns() ([]string, error)
	Next() bool
	Scan(targets ...any) error
	Err() error
}

func (r *Reads) batch() *batch { return &batch{r: r} }

// ask adds a query; each of its rows goes to one, in order, when the batch runs.
func ask[T any](b *batch, one func(T), text string, args ...any) {
	b.asks = append(b.asks, asked{text, args, func(rows answer) error { return each(b.r.db, rows, one) }})
}

// keep is where ask puts rows into a list.
func keep[T any](into *[]T) func(T) { return func(x T) { *into = append(*into, x) } }

func (b *batch) run(ctx context.Context) error {
	ctx, done, err := b.r.begin(ctx)
	if err != nil {
		return err
	}
	return done(b.r.q.queryEach(ctx, b.asks))
}

// each reads the rows of an answer into structs; the columns are matched by name.
func each[T any](db *DB, rows answer, one func(T)) error {
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	targets, fields := make([]any, len(names)), db.plans.of(reflect.TypeFor[T]()).named(names)
	for rows.Next() {
		var row T
		v := reflect.ValueOf(&row).Elem()
		for i, f := range fields {
			targets[i] = f.target(v)
		}
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		one(row)
	}
	return rows.Err()
}

// oneByOne runs queries one after the other.
func oneByOne(ctx context.Context, q querier, asks []asked) error {
	for _, a := range asks {
		if err := query(ctx, q, a); err != nil {
			return err
		}
	}
	return nil
}

func query(ctx context.Context, q querier, a asked) (err error) {
	rows, err := q.QueryContext(ctx, a.text, a.args...) //nolint:rowserrcheck // take asks for it
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	return a.take(rows)
}

// pipeline sends writes and then queries to PostgreSQL all at once, and then reads
// their answers.
func pipeline(ctx context.Context, conn *sql.Conn, writes, asks []asked) error {
	return conn.Raw(func(c any) error {
		var b pgx.Batch
		for _, a := range slices.Concat(writes, asks) {
			b.Queue(a.text, a.args...)
		}
		answers := c.(*stdlib.Conn).Conn().SendBatch(ctx, &b)
		for range writes {
			tag, err := answers.Exec()
			if err == nil && tag.String() == "ROLLBACK" {
				err = errRolledBack
			}
			if err != nil {
				return errors.Join(err, answers.Close())
			}
		}
		for _, a := range asks {
			rows, err := answers.Query()
			if err == nil {
				err = a.take(postgresRows{rows})
				rows.Close()
			}
			if err != nil {
				return errors.Join(err, answers.Close())
			}
		}
		return answers.Close()
	})
}

// errRolledBack reports a COMMIT that PostgreSQL answered with a rollback, as it
// does when a statement before it failed and nobody minded.
var errRolledBack = errors.New("the transaction was rolled back")

// postgresRows is the answer to one query of a pipeline.
type postgresRows struct{ pgx.Rows }

func (r postgresRows) Columns() ([]string, error) {
	fields := r.FieldDescriptions()
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = f.Name
	}
	return out, nil
}
