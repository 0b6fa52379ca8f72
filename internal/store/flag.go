package store

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// OpenFlags reads the open flags of deals, by deal and id, hidden ones too: it
// is for acts that evaluate the rules. Who shows flags uses FlagsSeen.
func (r *Reads) OpenFlags(ctx context.Context, of ...record.ID) ([]deal.Flag, error) {
	if len(of) == 0 {
		return nil, nil
	}
	w := newWhere().and("f.workspace_id = $1").amongst("f.deal_id", of).and("f.cleared_at IS NULL")
	return all[deal.Flag](ctx, r, "SELECT "+columnsOf[deal.Flag]("f")+" FROM flag f WHERE "+w.text()+
		" ORDER BY f.deal_id, f.id", w.args...)
}

// FlagsSeen reads the open flags of a deal that the caller has read, as far as
// they exist for the scope: those that name a hidden coach do not, outside the
// deal's owner and the managers above.
func (r *Reads) FlagsSeen(ctx context.Context, s org.Scope, of deal.Deal) ([]deal.Flag, error) {
	w := newWhere().and("f.workspace_id = $1").and("f.deal_id = ?", of.ID).and("f.cleared_at IS NULL")
	if !s.SeesSecrets(of.OwnerID) {
		w.and("f.hidden = false")
	}
	return all[deal.Flag](ctx, r, "SELECT "+columnsOf[deal.Flag]("f")+" FROM flag f WHERE "+w.text()+
		" ORDER BY f.id", w.args...)
}

// Changed reports whether rows were changed since the last Record.
func (tx *Tx) Changed() bool { return len(tx.changes) > 0 }
