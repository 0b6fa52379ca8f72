package store

import (
	"context"

	"sente/internal/sales/deal"
)

// Observations lists what was observed of an influence that the caller has read,
// oldest first: by the day on which it was true, then by id.
func (r *Reads) Observations(ctx context.Context, of deal.Influence) ([]deal.Observation, error) {
	return all[deal.Observation](ctx, r, "SELECT "+columnsOf[deal.Observation]("o")+` FROM observation o
 WHERE o.workspace_id = $1 AND o.deal_id = $2 AND o.influence_id = $3 ORDER BY o.on_day, o.id`,
		WorkspaceID, of.DealID, of.ID)
}
