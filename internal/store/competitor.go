package store

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// Competitor reads a rival on a deal that the scope sees.
func (r *Reads) Competitor(ctx context.Context, s org.Scope, id record.ID) (deal.Competitor, error) {
	w := newWhere().and("c.workspace_id = $1").and("c.id = ?", id).and("c.deleted_at IS NULL").
		and("d.deleted_at IS NULL").seesDeal(s, "d")
	return one[deal.Competitor](ctx, r, "SELECT "+columnsOf[deal.Competitor]("c")+` FROM competitor c
 JOIN deal d ON d.workspace_id = c.workspace_id AND d.id = c.deal_id WHERE `+w.text(), w.args...)
}
