package store

import (
	"context"
	"errors"
	"slices"
	"strings"

	"sente/internal/sales/event"
	"sente/internal/sales/record"
)

// errUnrecorded reports changes without an event: each act records one.
var errUnrecorded = errors.New("rows changed without a recorded event")

// Record makes e the event of all changes since the last Record of this
// transaction. It fills in id and moment.
func (tx *Tx) Record(ctx context.Context, e event.Event) error {
	tx.name(&e, tx.changes)
	all := tx.changes
	tx.changes = tx.changes[:0]
	return tx.tell(ctx, []event.Event{e}, all)
}

// RecordEach makes each of many events that of the changes to its deal since the
// last Record; one whose deal did not change did not happen, and is left out.
func (tx *Tx) RecordEach(ctx context.Context, events []event.Event) error {
	of := map[record.ID][]noted{}
	for _, c := range tx.changes {
		of[c.deal] = append(of[c.deal], c)
	}
	var told []event.Event
	var all []noted
	for _, e := range events {
		changes := of[e.DealID]
		if len(changes) == 0 {
			continue
		}
		delete(of, e.DealID)
		tx.name(&e, changes)
		told, all = append(told, e), append(all, changes...)
	}
	if len(of) > 0 {
		return errUnrecorded
	}
	tx.changes = tx.changes[:0]
	return tx.tell(ctx, told, all)
}

// name gives an event its id and moment, and its changes their places in it.
func (tx *Tx) name(e *event.Event, changes []noted) {
	e.ID, e.At = tx.NewID(), tx.now
	for i := range changes {
		changes[i].EventID, changes[i].Seq = e.ID, int64(i)
	}
}

// tell writes events and their changes.
func (tx *Tx) tell(ctx context.Context, events []event.Event, changes []noted) error {
	from := OriginOf(ctx)
	err := sendRows(ctx, tx, intoEvent, events, func(w *where, e event.Event) string {
		return w.bind("($1,?,?,?,?,?,?,?,?,?,?,?,?,?)", e.ID, e.At, e.On, e.ActorID, e.Act, e.Kind,
			e.SubjectID, e.DealID, e.AccountID, jsonText(e.Params),
			nullText(from.Address), from.TokenID, nullText(from.Request))
	})
	if err != nil {
		return err
	}
	tx.events = append(tx.events, events...)
	return sendRows(ctx, tx, intoChange, changes, func(w *where, c noted) string {
		return w.bind("($1,?,?,?,?,?,?,?)", c.EventID, c.Seq, c.Kind, c.RowID, c.AboutID,
			nullJSON(c.Before), nullJSON(c.After))
	})
}

// sendRows inserts rows with few statements; one binds the values of a row.
func sendRows[T any](ctx context.Context, tx *Tx, into string, rows []T, one func(*where, T) string) error {
	for some := range slices.Chunk(rows, together) {
		w, lines := newWhere(), make([]string, len(some))
		for i, row := range some {
			lines[i] = one(w, row)
		}
		text := into + " VALUES " + strings.Join(lines, ",")
		if err := tx.q.send(ctx, asked{text: text, args: w.args}); err != nil {
			return err
		}
	}
	return nil
}

const (
	intoEvent = `INSERT INTO event (workspace_id, id, recorded_at, on_day, actor_id, act,
 subject_kind, subject_id, deal_id, account_id, params, address, token_id, request)`
	intoChange = `INSERT INTO event_change (workspace_id, event_id, seq, kind, row_id, about_id,
 before_row, after_row)`
)

func nullJSON(b []byte) any {
	if b == nil {
		return nil
	}
	return string(b)
}

// finish checks that every change belongs to an event.
func (tx *Tx) finish(context.Context) error {
	if len(tx.changes) > 0 {
		return errUnrecorded
	}
	return nil
}

// Recorded is the events of this transaction so far.
func (tx *Tx) Recorded() []event.Event { return tx.events }

// Acts lists the acts of all events, in order.
func (r *Reads) Acts(ctx context.Context) ([]string, error) {
	rows, err := all[event.Event](
		ctx,
		r,
		"SELECT act FROM event WHERE workspace_id = $1 ORDER BY id",
		WorkspaceID,
	)
	out := make([]string, len(rows))
	for i, e := range rows {
		out[i] = e.Act
	}
	return out, err
}
