package store

import (
	"cmp"
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
)

// past are rows as they were at a moment, folded from what events kept of them.
type past struct {
	at     calendar.Instant
	last   map[record.Kind]map[record.ID]keptRow
	erased map[record.ID]bool // events whose content was erased
	bad    error
}

// keptRow is a row as one event left it; After is "" for one that it removed.
type keptRow struct {
	Event  record.ID   `db:"event_id"`
	Seq    int64       `db:"seq"`
	Kind   record.Kind `db:"kind"`
	Row    record.ID   `db:"row_id"`
	After  string      `db:"after_row"`
	Erased bool        `db:"erased"`
}

// keptRows is the head of a query for rows as events kept them. A change keeps at
// least one side, unless its content was erased.
const keptRows = `SELECT c.event_id, c.seq, c.kind, c.row_id, c.after_row,
 CASE WHEN c.before_row IS NULL AND c.after_row IS NULL THEN true ELSE false END AS erased
 FROM event e JOIN event_change c ON c.workspace_id = e.workspace_id AND c.event_id = e.id WHERE `

func newPast(at calendar.Instant) *past {
	return &past{at: at, last: map[record.Kind]map[record.ID]keptRow{}, erased: map[record.ID]bool{}}
}

// add folds one change in; changes may come in any order. Erased ones leave the
// row as it was before them.
func (p *past) add(k keptRow) {
	if k.Erased {
		p.erased[k.Event] = true
		return
	}
	rows := p.last[k.Kind]
	if rows == nil {
		rows = map[record.ID]keptRow{}
		p.last[k.Kind] = rows
	}
	old, known := rows[k.Row]
	if !known || cmp.Or(cmp.Compare(k.Event, old.Event), cmp.Compare(k.Seq, old.Seq)) > 0 {
		rows[k.Row] = k
	}
}

// living are the ids of the rows of a kind that were there.
func (p *past) living(kind record.Kind) (out []record.ID) {
	for id, k := range p.last[kind] {
		if k.After != "" {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// rowsAt are the rows of T that were there and not in the trash, by id.
func rowsAt[T any](p *past) (out []T) {
	t := tableFor(reflect.TypeFor[T]())
	for _, id := range p.living(t.kind) {
		row, _ := rowAt[T](p, id)
		if x, ok := any(row).(interface{ Trashed() bool }); ok && x.Trashed() {
			continue
		}
		out = append(out, row)
	}
	return out
}

// rowAt is one row of T, also from the trash; false when it was not there.
func rowAt[T any](p *past, id record.ID) (row T, ok bool) {
	t := tableFor(reflect.TypeFor[T]())
	k := p.last[t.kind][id]
	if k.After == "" {
		return row, false
	}
	p.bad = cmp.Or(p.bad, t.readJSON(reflect.ValueOf(&row).Elem(), json.RawMessage(k.After)))
	return row, true
}

// ofDeal reads what hung on a deal: the changes by its own events, and by others
// those of its rows. Rows that somebody removed since are looked up by their ids.
func (r *Reads) ofDeal(ctx context.Context, p *past, id record.ID) error {
	add := func(k keptRow) {
		if k.on(id) {
			p.add(k)
		}
	}
	b := r.byKey()
	ask(b, add, keptRows+"e.workspace_id = $1 AND e.deal_id = $2 AND e.recorded_at <= $3",
		WorkspaceID, id, p.at)
	for _, t := range tables.byKind {
		of, column := "SELECT x.id FROM "+t.name+" x WHERE x.workspace_id = $1 AND x.", "deal_id = $2"
		switch {
		case t.kind == record.Deal:
			column = "id = $2"
		case t.kind == record.Tagging:
			column = "subject_kind = 'deal' AND x.subject_id = $2"
		case !tables.hangs(t.kind):
			continue
		}
		ask(b, p.add, keptRows+"c.workspace_id = $1 AND c.kind = $4 AND c.row_id IN ("+of+column+
			") AND e.recorded_at <= $3 AND (e.deal_id IS NULL OR e.deal_id <> $2)",
			WorkspaceID, id, p.at, string(t.kind))
	}
	if err := b.run(ctx); err != nil {
		return err
	}
	for _, kind := range []record.Kind{record.Edge, record.Member, record.Tagging} {
		if err := r.rowsOfPast(ctx, p, kind, p.living(kind)...); err != nil {
			return err
		}
	}
	return nil
}

// on reports whether the row may hang on a deal: an act on one deal has the flags
// of others follow when they share people.
func (k *keptRow) on(id record.ID) bool {
	column := "deal_id"
	switch {
	case k.After == "":
		return true
	case k.Kind == record.Deal:
		return k.Row == id
	case k.Kind == record.Tagging:
		column = "subject_id"
	case !tables.hangs(k.Kind):
		return true
	}
	return strings.Contains(k.After, `"`+column+`":"`+id.String()+`"`)
}

// rowsOfPast folds rows in by their ids.
func (r *Reads) rowsOfPast(ctx context.Context, p *past, kind record.Kind, of ...record.ID) error {
	of = slices.DeleteFunc(slices.Clone(of), func(id record.ID) bool { return id == 0 })
	if len(of) == 0 {
		return nil
	}
	w := newWhere().and("c.workspace_id = $1").and("c.kind = ?", string(kind)).
		and("e.recorded_at <= ?", p.at).in("c.row_id", of)
	b := r.byKey()
	ask(b, p.add, keptRows+w.text(), w.args...)
	return b.run(ctx)
}
