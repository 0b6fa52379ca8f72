package store

import (
	"context"
	"errors"

	"sente/internal/sales/event"
)

// errUnrecorded reports changes without an event: each act records one.
var errUnrecorded = errors.New("rows changed without a recorded event")

// Record makes e the event of all changes since the last Record of this
// transaction. It fills in id and moment.
func (tx *Tx) Record(ctx context.Context, e event.Event) error {
	e.ID, e.At = tx.NewID(), tx.now
	_, err := tx.exec(ctx, `INSERT INTO event (workspace_id, id, recorded_at, on_day, actor_id, act,
 subject_kind, subject_id, deal_id, account_id, params) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)`,
		e.ID, e.At, e.On, e.ActorID, e.Act, e.Kind, e.SubjectID, e.DealID, e.AccountID, jsonText(e.Params))
	if err != nil {
		return err
	}
	for i, c := range tx.changes {
		_, err := tx.exec(ctx, `INSERT INTO event_change (workspace_id, event_id, seq, kind, row_id, about_id,
 before_row, after_row) VALUES ($1,$2,$3,$4,$5,$6,$7,$8)`,
			e.ID, i, c.Kind, c.RowID, c.AboutID, nullJSON(c.Before), nullJSON(c.After))
		if err != nil {
			return err
		}
	}
	tx.changes = tx.changes[:0]
	tx.events = append(tx.events, e)
	return nil
}

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
