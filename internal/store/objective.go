package store

import (
	"context"
	"encoding/json"

	"sente/internal/sales/record"
)

// DealTurn is how one act changed the row of a deal.
type DealTurn struct {
	EventRow
	Before json.RawMessage `db:"before_row,json"`
	After  json.RawMessage `db:"after_row,json"`
}

// DealTurns lists how acts on a deal itself, or an import, changed its row, the
// newest first, at most limit; what only follows from other rows is left out. The
// caller has read the deal.
func (r *Reads) DealTurns(ctx context.Context, deal record.ID, limit int) ([]DealTurn, error) {
	return all[DealTurn](ctx, r, "SELECT "+eventColumns+`, u.name AS actor_name, ch.before_row, ch.after_row
 FROM event_change ch JOIN event e ON e.workspace_id = ch.workspace_id AND e.id = ch.event_id
 LEFT JOIN app_user u ON u.workspace_id = e.workspace_id AND u.id = e.actor_id
 WHERE ch.workspace_id = $1 AND ch.kind = 'deal' AND ch.row_id = $2
 AND e.subject_kind IN ('deal', 'import') ORDER BY ch.event_id DESC, ch.seq DESC LIMIT $3`,
		WorkspaceID, deal, limit)
}
