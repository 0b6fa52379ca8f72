package store

import (
	"context"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/event"
	"sente/internal/sales/record"
)

// ErasePayload empties what an entry of the audit trail says, and its salt, and
// records that actor had it erased. Header, hash and place in the chain stay, and
// the chain still verifies. ref names the trail and the row, e.g. event:12; an
// entry that is not sealed yet, or not there, is NotFound.
func (tx *Tx) ErasePayload(ctx context.Context, actor record.ID, ref record.Ref) error {
	t, ok := trailNamed(string(ref.Kind))
	if !ok {
		return fault.New(fault.NotFound, "not_found")
	}
	n, err := tx.exec(ctx, `UPDATE seal SET salt = NULL WHERE workspace_id = $1 AND source = $2
 AND source_id = $3 AND salt IS NOT NULL`, t.table, ref.ID)
	if err == nil && n == 0 {
		err = fault.New(fault.NotFound, "not_found")
	}
	if err != nil {
		return err
	}
	sets := make([]string, len(t.payload))
	for i, column := range t.payload {
		sets[i] = column + " = " + t.nothing()
	}
	if _, err := tx.exec(ctx, "UPDATE "+t.table+" SET "+strings.Join(sets, ", ")+
		" WHERE workspace_id = $1 AND id = $2", ref.ID); err != nil {
		return err
	}
	if t.table == "event" {
		if _, err := tx.exec(ctx, `UPDATE event_change SET before_row = NULL, after_row = NULL
 WHERE workspace_id = $1 AND event_id = $2`, ref.ID); err != nil {
			return err
		}
	}
	return tx.Record(ctx, event.Event{ActorID: actor, Act: PayloadErased, Kind: ref.Kind, SubjectID: ref.ID})
}

// nothing is what an erased column holds.
func (t trail) nothing() string {
	if t.table == "login_attempt" {
		return "''"
	}
	return "NULL"
}
