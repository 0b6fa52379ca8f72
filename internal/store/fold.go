package store

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"sente/internal/sales/record"
)

// Unfolded compares every row with the last "after" that events keep of it and
// names the rows that differ: nothing may change without an event. It reads
// everything, so it is for doctor and tests.
func (r *Reads) Unfolded(ctx context.Context) ([]string, error) {
	var out []string
	for _, kind := range slices.Sorted(maps.Keys(tables.byKind)) {
		t := tables.byKind[kind]
		last, err := r.lastAfter(ctx, kind)
		if err != nil {
			return nil, err
		}
		err = r.eachRow(ctx, t, func(row reflect.Value) error {
			id := t.id(row)
			want, err := t.rowJSON(row)
			if err != nil {
				return err
			}
			if got := last[id]; got != string(want) {
				out = append(out, fmt.Sprintf("%s %s: events say %s, the row is %s", t.name, id, got, want))
			}
			delete(last, id)
			return nil
		})
		if err != nil {
			return nil, err
		}
		for id, after := range last {
			if after != "" {
				out = append(out, fmt.Sprintf("%s %s: events say %s, the row is gone", t.name, id, after))
			}
		}
	}
	return out, nil
}

// lastAfter is the last state of each row of a kind, "" for a removed one.
func (r *Reads) lastAfter(ctx context.Context, kind record.Kind) (map[record.ID]string, error) {
	rows, err := r.q.QueryContext(ctx, `SELECT c.row_id, COALESCE(c.after_row, '') FROM event_change c
 WHERE c.workspace_id = $1 AND c.kind = $2 ORDER BY c.event_id, c.seq`, WorkspaceID, string(kind))
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	out := map[record.ID]string{}
	for rows.Next() {
		var id record.ID
		var after string
		if err := rows.Scan(&id, &after); err != nil {
			return nil, err
		}
		out[id] = after
	}
	return out, rows.Err()
}

// eachRow reads a whole table as structs.
func (r *Reads) eachRow(ctx context.Context, t *table, f func(reflect.Value) error) error {
	rows, err := r.q.QueryContext(
		ctx,
		"SELECT "+t.columns+" FROM "+t.name+" WHERE workspace_id = $1 ORDER BY id",
		WorkspaceID,
	)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	targets := make([]any, len(t.plan.names))
	for rows.Next() {
		row := reflect.New(t.row).Elem()
		for i, n := range t.plan.names {
			targets[i] = t.plan.fields[n].target(row)
		}
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		if err := f(row); err != nil {
			return err
		}
	}
	return rows.Err()
}
