package store

import (
	"context"
	"database/sql"
	"strings"

	"sente/internal/sales/record"
)

// trail is a table whose rows are sealed: the columns that can never change,
// and those that may be erased.
type trail struct {
	table           string
	header, payload []string
}

func trails() []trail {
	return []trail{
		{"event", []string{"recorded_at", "on_day", "actor_id", "act", "subject_kind", "subject_id",
			"deal_id", "account_id", "address", "token_id", "request"}, []string{"params"}},
		{"access", []string{"recorded_at", "actor_id", "token_id", "address", "act", "subject_kind",
			"subject_id"}, []string{"params"}},
		{"login_attempt", []string{"recorded_at", "user_id", "outcome"}, []string{"address", "agent"}},
	}
}

func trailNamed(table string) (trail, bool) {
	for _, t := range trails() {
		if t.table == table {
			return t, true
		}
	}
	return trail{}, false
}

// entry is one row of a trail in the form that is sealed.
type entry struct {
	trail           string
	id              record.ID
	header, payload []byte
	empty           bool // nothing of the payload is left
}

// entriesBetween reads the entries of a trail from one id to another, in order.
func (r *Reads) entriesBetween(ctx context.Context, t trail, from, to record.ID) ([]entry, error) {
	return r.entries(ctx, t, "FROM "+t.table+
		" x WHERE x.workspace_id = $1 AND x.id BETWEEN $2 AND $3", from, to)
}

// entries reads entries as x of a FROM and WHERE, with the changes of events.
func (r *Reads) entries(ctx context.Context, t trail, from string, args ...any) ([]entry, error) {
	columns := "x.id, x." + strings.Join(t.header, ", x.") + ", x." + strings.Join(t.payload, ", x.")
	rows, err := r.cells(ctx, "SELECT "+columns+" "+from+" ORDER BY x.id", args...)
	if err != nil {
		return nil, err
	}
	out, at := make([]entry, len(rows)), map[record.ID]*entry{}
	for i, row := range rows {
		head, body := row[1:1+len(t.header)], row[1+len(t.header):]
		out[i] = entry{trail: t.table, id: idOf(row[0]), header: cellsOf(head), payload: cellsOf(body),
			empty: blank(body)}
		at[out[i].id] = &out[i]
	}
	if t.table != "event" || len(out) == 0 {
		return out, nil
	}
	changes, err := r.cells(ctx, `SELECT c.event_id, c.seq, c.kind, c.row_id, c.about_id, c.before_row,
 c.after_row FROM event_change c WHERE c.workspace_id = $1 AND c.event_id IN (SELECT x.id `+from+
		") ORDER BY c.event_id, c.seq", args...)
	for _, c := range changes {
		e := at[idOf(c[0])]
		if e == nil {
			continue // committed since the entries were read
		}
		e.header = append(e.header, cellsOf(c[1:5])...)
		e.payload = append(e.payload, cellsOf(c[5:])...)
		e.empty = e.empty && blank(c[5:])
	}
	return out, err
}

// cells reads rows as texts, whatever their columns; $1 is the workspace.
func (r *Reads) cells(ctx context.Context, query string, args ...any) (out [][]sql.NullString, err error) {
	rows, err := r.q.QueryContext(ctx, query, append([]any{WorkspaceID}, args...)...)
	if err != nil {
		return nil, err
	}
	defer func() {
		if e := rows.Close(); err == nil {
			err = e
		}
	}()
	names, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	targets := make([]any, len(names))
	for rows.Next() {
		row := make([]sql.NullString, len(names))
		for i := range row {
			targets[i] = &row[i]
		}
		if err := rows.Scan(targets...); err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, rows.Err()
}

// cellsOf writes cells so that no two rows look the same: NULL is not "".
func cellsOf(row []sql.NullString) (out []byte) {
	for _, c := range row {
		if !c.Valid {
			out = append(out, '-')
			continue
		}
		out = append(out, written(c.String)...)
	}
	return out
}

func blank(row []sql.NullString) bool {
	for _, c := range row {
		if c.String != "" {
			return false
		}
	}
	return true
}

func idOf(c sql.NullString) record.ID {
	id, _ := record.ParseID(c.String)
	return id
}
