package store

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/record"
)

// all reads the rows of a query into structs; the columns are matched by name.
func all[T any](ctx context.Context, r *Reads, text string, args ...any) (out []T, err error) {
	b := r.batch()
	ask(b, keep(&out), text, args...)
	err = b.run(ctx)
	return out, err
}

// one reads the only row, NotFound when there is none. A second row is a bug of
// the query, most likely a condition that it forgot.
func one[T any](ctx context.Context, r *Reads, text string, args ...any) (T, error) {
	rows, err := all[T](ctx, r, text, args...)
	if len(rows) > 1 {
		err = errors.Join(err, errManyRows)
	}
	return first(rows, err)
}

var errManyRows = errors.New("several rows where one was asked for")

// first is the first of the rows that were read, NotFound when there is none.
func first[T any](rows []T, err error) (T, error) {
	if err == nil && len(rows) == 0 {
		err = fault.New(fault.NotFound, "not_found")
	}
	if err != nil {
		var none T
		return none, err
	}
	return rows[0], nil
}

// value reads one column of one row; a missing row leaves the zero value.
func value[T any](ctx context.Context, r *Reads, text string, args ...any) (out T, err error) {
	b := r.batch()
	b.asks = append(b.asks, asked{text: text, args: args, take: func(rows answer) error {
		if rows.Next() {
			if err := rows.Scan(&out); err != nil {
				return err
			}
		}
		return rows.Err()
	}})
	err = b.run(ctx)
	return out, err
}

// where builds a condition with numbered parameters; $1 is the workspace.
type where struct {
	parts []string
	args  []any
}

func newWhere() *where { return &where{args: []any{WorkspaceID}} }

// and adds a condition; each ? takes the next of args.
func (w *where) and(cond string, args ...any) *where {
	w.parts = append(w.parts, w.bind(cond, args...))
	return w
}

// bind numbers the ? of text and keeps args.
func (w *where) bind(text string, args ...any) string {
	var b strings.Builder
	for _, a := range args {
		head, tail, _ := strings.Cut(text, "?")
		w.args = append(w.args, a)
		b.WriteString(head + "$" + strconv.Itoa(len(w.args)))
		text = tail
	}
	b.WriteString(text)
	return b.String()
}

func (w *where) text() string {
	if len(w.parts) == 0 {
		return "true"
	}
	return strings.Join(w.parts, " AND ")
}

// ids writes numbers for an IN list; they are our own integers, never text.
func ids(list []record.ID) string {
	if len(list) == 0 {
		return "NULL"
	}
	var b []byte
	for i, id := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, int64(id), 10)
	}
	return string(b)
}
