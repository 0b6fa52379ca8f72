package store

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/record"
)

// Moves lists the life of a deal that the caller has read, oldest first.
func (r *Reads) Moves(ctx context.Context, of record.ID) ([]deal.Move, error) {
	return all[deal.Move](ctx, r, "SELECT "+columnsOf[deal.Move]("m")+
		" FROM stage_move m WHERE m.workspace_id = $1 AND m.deal_id = $2 ORDER BY m.id", WorkspaceID, of)
}
