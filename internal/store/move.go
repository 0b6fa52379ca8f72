package store

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/record"
)

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
