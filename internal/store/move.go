package store

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// Moving is a deal that is about to be moved: all that is known of it, and what is
// shown of it to the one who moves it.
type Moving struct {
	Flagged
	Shown DealShown
}

// Moving reads a deal that the scope sees, and keeps others from changing it, or
// what hangs on it, until the transaction ends: LockedDeal, FactsOf and DealShown
// in one trip.
func (tx *Tx) Moving(ctx context.Context, s org.Scope, id record.ID) (Moving, error) {
	var m Moving
	b := tx.byKey()
	askShown(b, s, oneDeal{id, tx.db.dialect.holdDeal()}, &m.Shown)
	askFacts(b, []record.ID{id}, map[record.ID]*deal.Facts{id: &m.Facts})
	askOpenFlags(b, []record.ID{id}, keep(&m.Open))
	if err := m.Shown.orMissing(b.run(ctx)); err != nil {
		return Moving{}, err
	}
	m.Deal = m.Shown.Deal
	tx.hold(id)
	return m, tx.withTemplate(ctx, &m.Facts)
}

// Moves lists the life of a deal that the caller has read, oldest first.
func (r *Reads) Moves(ctx context.Context, of record.ID) (out []deal.Move, err error) {
	b := r.batch()
	askMoves(b, of, keep(&out))
	err = b.run(ctx)
	return out, err
}

func askMoves(b *batch, of record.ID, to func(deal.Move)) {
	ask(b, to, rowsOf[deal.Move]("m")+" WHERE m.workspace_id = $1 AND m.deal_id = $2 ORDER BY m.id",
		WorkspaceID, of)
}
