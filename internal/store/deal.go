package store

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// Deal reads one deal that the scope sees and that is not in the trash.
func (r *Reads) Deal(ctx context.Context, s org.Scope, id record.ID) (deal.Deal, error) {
	w := newWhere().and("d.workspace_id = $1").and("d.id = ?", id).and("d.deleted_at IS NULL").seesDeal(s, "d")
	return one[deal.Deal](ctx, r, "SELECT "+columnsOf[deal.Deal]("d")+" FROM deal d WHERE "+w.text(), w.args...)
}
