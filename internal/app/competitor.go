package app

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// AddCompetitor notes a rival on a deal.
func (a *App) AddCompetitor(ctx context.Context, who org.Actor, id record.ID,
	f deal.CompetitorFields) (deal.Competitor, error) {
	return addEntry(ctx, a, who, id, deal.Competitor{CompetitorFields: f})
}

// EditCompetitor changes fields of a rival: patch is a JSON object of the members
// to change.
func (a *App) EditCompetitor(ctx context.Context, who org.Actor, id record.ID, version int64,
	patch []byte) (deal.Competitor, error) {
	return editEntry(ctx, a, who, versioned{id, version},
		func(c *deal.Competitor) error { return merge(&c.CompetitorFields, patch) })
}

// RemoveCompetitor takes a rival off a deal, into the trash.
func (a *App) RemoveCompetitor(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	return removeEntry[deal.Competitor](ctx, a, who, versioned{id, version})
}
