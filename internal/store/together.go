package store

import (
	"context"
	"reflect"
	"slices"
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

// AmendAll is Amend for many rows of one table without versions, with few
// statements.
func AmendAll[T any](ctx context.Context, tx *Tx, rows []Changed[T]) error {
	t := tableFor(reflect.TypeFor[T]())
	if t.versioned {
		panic("store: rows with versions are saved one by one, not those of " + t.name)
	}
	var alike grouped
	for i := range rows {
		before, after := rows[i].values()
		if set := t.changed(before, after); len(set.columns) > 0 {
			alike.add(set, t.id(after))
		}
		if err := tx.note(ctx, t, before, after); err != nil {
			return err
		}
	}
	for _, g := range alike {
		for start := 0; start < len(g.ids); start += together {
			write := g.write(t, start, min(start+together, len(g.ids)))
			if err := tx.write(ctx, write, t.hangs()); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *Changed[T]) values() (before, after reflect.Value) {
	return reflect.ValueOf(&c.Before).Elem(), reflect.ValueOf(&c.After).Elem()
}

// grouped are new values of rows, by the columns that change.
type grouped []*group

// group are rows in which the same columns change.
type group struct {
	columns []string
	ids     []record.ID
	values  [][]any // of each row, in the order of columns
}

func (g *grouped) add(s settings, of record.ID) {
	at := slices.IndexFunc(*g, func(x *group) bool { return slices.Equal(x.columns, s.columns) })
	if at < 0 {
		at = len(*g)
		*g = append(*g, &group{columns: s.columns})
	}
	x := (*g)[at]
	x.ids, x.values = append(x.ids, of), append(x.values, s.values)
}

// write is the statement that gives the rows from start to end their values; each
// must be there.
func (g *group) write(t *table, start, end int) asked {
	w, lines, sets := newWhere(), make([]string, 0, end-start), make([]string, len(g.columns))
	types := make([]string, len(g.columns))
	for i, c := range g.columns {
		types[i] = t.plan.fields[c].columnType(t.row)
		sets[i] = c + " = v." + c
	}
	for i := start; i < end; i++ {
		line := w.bind("CAST(? AS BIGINT)", g.ids[i])
		for j, v := range g.values[i] {
			line += w.bind(", CAST(? AS "+types[j]+")", v)
		}
		lines = append(lines, "("+line+")")
	}
	text := "WITH v (id, " + strings.Join(g.columns, ", ") + ") AS (VALUES " + strings.Join(lines, ", ") +
		") UPDATE " + t.name + " SET " + strings.Join(sets, ", ") +
		" FROM v WHERE " + t.name + ".workspace_id = $1 AND " + t.name + ".id = v.id"
	return asked{text: text, args: w.args, meets: int64(end - start), refused: t.refusal}
}
