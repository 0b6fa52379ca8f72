package store

import (
	"context"
	"database/sql"
	"errors"
	"reflect"
)

// batch is several queries that go to the database in one trip: ask adds one,
// run runs them all. On SQLite nothing travels, and they run one by one.
type batch struct {
	r     *Reads
	asks  []asked
	byKey bool
}

// asked is one statement: a query and who takes its rows, or a write.
type asked struct {
	text string
	args []any

	take  func(answer) error // of a query
	byKey bool               // one plan is good for every value; see Reads.byKey

	meets   int64             // rows that a write must meet, 0: any; else it fails with errNotMet
	refused func(error) error // what the failure of a write means; nil: what it says
}

// errNotMet reports a write that did not meet the rows that it was to meet.
var errNotMet = errors.New("the row is not there")

// answer walks over the rows of a query, of either driver.
type answer interface {
	Columns() ([]string, error)
	Next() bool
	Scan(targets ...any) error
	Err() error
}

func (r *Reads) batch() *batch { return &batch{r: r} }

// byKey is a batch of queries that find their rows by keys: PostgreSQL keeps their
// plans, and those of what follows in the same transaction, instead of planning
// anew for each value. Lists that are filtered and searched do better without.
func (r *Reads) byKey() *batch { return &batch{r: r, byKey: true} }

// ask adds a query; each of its rows goes to one, in order, when the batch runs.
func ask[T any](b *batch, one func(T), text string, args ...any) {
	b.asks = append(b.asks, asked{text: text, args: args, byKey: b.byKey,
		take: func(rows answer) error { return each(b.r.db, rows, one) }})
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
	var row T
	v, targets := reflect.ValueOf(&row).Elem(), make([]any, len(names))
	for i, f := range db.plans.of(v.Type()).named(names) {
		targets[i] = f.target(v)
	}
	for rows.Next() {
		v.SetZero() // no value of one row shows in the next, and nothing is shared
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		one(row)
	}
	return rows.Err()
}

// met is what became of a write that was made: err, or errNotMet.
func (a asked) met(res sql.Result, err error) error {
	if err != nil || a.meets == 0 {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != a.meets {
		return errors.Join(errNotMet, err)
	}
	return nil
}

// meaning is what a failure of the statement means.
func (a asked) meaning(err error) error {
	if err == nil || a.refused == nil {
		return err
	}
	return a.refused(err)
}

// onSQLite is oneByOne on SQLite. Queries that find rows by keys take microseconds
// there: to watch each for the end of ctx would take as long.
func onSQLite(ctx context.Context, q querier, asks []asked) error {
	for _, a := range asks {
		if err := query(unwatched(ctx, a.byKey), q, a); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// unwatched is ctx without its end where a statement is brief.
func unwatched(ctx context.Context, brief bool) context.Context {
	if !brief || ctx.Err() != nil {
		return ctx
	}
	return context.WithoutCancel(ctx)
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
