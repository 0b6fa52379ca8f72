package store

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/record"
)

// Members lists the colleagues on the team of a deal that the caller has read.
func (r *Reads) Members(ctx context.Context, of record.ID) (out []deal.Member, err error) {
	b := r.batch()
	askMembers(b, of, keep(&out))
	err = b.run(ctx)
	return out, err
}

func askMembers(b *batch, of record.ID, to func(deal.Member)) {
	ask(b, to, rowsOf[deal.Member]("m")+" WHERE m.workspace_id = $1 AND m.deal_id = $2 ORDER BY m.id",
		WorkspaceID, of)
}
