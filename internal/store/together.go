package store

import (
	"context"
	"reflect"
	"strings"

	"sente/internal/sales/record"
)

// together is how many rows one statement writes at most: each number is a
// statement of its own that is kept prepared.
const together = 16

// AddAll is Add for many rows of one table, with few statements.
func AddAll[T any](ctx context.Context, tx *Tx, rows ...*T) error {
	t := tableFor(reflect.TypeFor[T]())
	for start := 0; start < len(rows); start += together {
		some := rows[start:min(start+together, len(rows))]
		w, lines := &where{}, make([]string, len(some))
		for i, row := range some {
			v := reflect.ValueOf(row).Elem()
			tx.stamp(row, v, t)
			values := t.values(v)
			lines[i] = w.bind("("+strings.Repeat("?, ", len(values)-1)+"?)", values...)
		}
		text := "INSERT INTO " + t.name + " (workspace_id, " + t.columns + ") VALUES " +
			strings.Join(lines, ", ")
		if err := tx.write(ctx, asked{text: text, args: w.args, refused: t.refusal}, t.hangs()); err != nil {
			return err
		}
		for _, row := range some {
			if err := tx.note(ctx, t, reflect.Value{}, reflect.ValueOf(row).Elem()); err != nil {
				return err
			}
		}
	}
	return nil
}

// Changed is a row before and after.
type Changed[T any] struct{ Before, After T }

// AmendAll is Amend for many rows of one table without versions: those in which
// the same columns get the same values are written with one statement.
func AmendAll[T any](ctx context.Context, tx *Tx, rows []Changed[T]) error {
	t := tableFor(reflect.TypeFor[T]())
	if t.versioned {
		panic("store: rows with versions are saved one by one, not those of " + t.name)
	}
	for start := 0; start < len(rows); {
		set := t.changed(rows[start].values())
		ids := []record.ID{}
		end := start
		for ; end < len(rows) && len(ids) < together; end++ {
			before, after := rows[end].values()
			if end > start && !reflect.DeepEqual(set, t.changed(before, after)) {
				break
			}
			ids = append(ids, t.id(after))
		}
		if len(set.columns) > 0 {
			if err := tx.write(ctx, set.write(t, ids...), t.hangs()); err != nil {
				return err
			}
		}
		for ; start < end; start++ {
			before, after := rows[start].values()
			if err := tx.note(ctx, t, before, after); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *Changed[T]) values() (before, after reflect.Value) {
	return reflect.ValueOf(&c.Before).Elem(), reflect.ValueOf(&c.After).Elem()
}
