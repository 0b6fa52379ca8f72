package store

import (
	"context"
	"errors"
	"strings"

	"sente/internal/sales/event"
	"sente/internal/sales/record"
)

// errUnrecorded reports changes without an event: each act records one.
var errUnrecorded = errors.New("rows changed without a recorded event")

// Record makes e the event of all changes since the last Record of this
// transaction. It fills in id and moment.
func (tx *Tx) Record(ctx context.Context, e event.Event) error {
	e.ID, e.At = tx.NewID(), tx.now
	from := OriginOf(ctx)
	err := tx.send(ctx, `INSERT INTO event (workspace_id, id, recorded_at, on_day, actor_id, act,
 subject_kind, subject_id, deal_id, account_id, params, address, token_id, request)
 VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)`,
		e.ID, e.At, e.On, e.ActorID, e.Act, e.Kind, e.SubjectID, e.DealID, e.AccountID,
		jsonText(e.Params),
		nullText(from.Address), from.TokenID, nullText(from.Request))
	if err != nil {
		return err
	}
	for start := 0; start < len(tx.changes); start += changesAtOnce {
		end := min(start+changesAtOnce, len(tx.changes))
		if err := tx.addChanges(ctx, e.ID, start, tx.changes[start:end]); err != nil {
			return err
		}
	}
	tx.changes = tx.changes[:0]
	tx.events = append(tx.events, e)
	return nil
}

// changesAtOnce is how many changes one statement writes.
const changesAtOnce = 16

// addChanges writes changes of an event, the first of which is number seq.
func (tx *Tx) addChanges(ctx context.Context, of record.ID, seq int, changes []event.Change) error {
	w := newWhere()
	rows := make([]string, len(changes))
	for i, c := range changes {
		rows[i] = w.bind("($1,?,?,?,?,?,?,?)", of, seq+i, c.Kind, c.RowID, c.AboutID,
			nullJSON(c.Before), nullJSON(c.After))
	}
	return tx.q.send(ctx, asked{text: `INSERT INTO event_change (workspace_id, event_id, seq, kind, row_id,
 about_id, before_row, after_row) VALUES ` + strings.Join(rows, ","), args: w.args})
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
