package store

import (
	"context"

	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
	"sente/internal/sales/worksheet"
)

// Checks lists what people found about the nine questions of a deal, oldest first.
// The caller has read the deal.
func (r *Reads) Checks(ctx context.Context, of record.ID) ([]worksheet.Check, error) {
	return all[worksheet.Check](ctx, r, rowsOf[worksheet.Check]("x")+
		" WHERE x.workspace_id = $1 AND x.deal_id = $2 ORDER BY x.id", WorkspaceID, of)
}

// lookAt is a moment at which somebody read something.
type lookAt struct {
	At calendar.Instant `db:"recorded_at"`
}

// Looks lists when a person read a record, the latest first, at most limit.
func (r *Reads) Looks(ctx context.Context, actor record.ID, of record.Ref,
	limit int) ([]calendar.Instant, error) {
	rows, err := all[lookAt](ctx, r, `SELECT x.recorded_at FROM access x WHERE x.workspace_id = $1
 AND x.subject_kind = $2 AND x.subject_id = $3 AND x.actor_id = $4 AND x.act = $5
 ORDER BY x.id DESC LIMIT $6`, WorkspaceID, string(of.Kind), of.ID, actor, string(of.Kind)+".read", limit)
	out := make([]calendar.Instant, len(rows))
	for i, x := range rows {
		out[i] = x.At
	}
	return out, err
}
