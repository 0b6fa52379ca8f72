package app

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// AddNeed notes a need of the customer on a deal.
func (a *App) AddNeed(ctx context.Context, who org.Actor, id record.ID,
	f deal.NeedFields) (deal.Need, error) {
	return addEntry(ctx, a, who, id, deal.Need{NeedFields: f})
}

// EditNeed changes fields of a need: patch is a JSON object of the members to
// change.
func (a *App) EditNeed(ctx context.Context, who org.Actor, id record.ID, version int64,
	patch []byte) (deal.Need, error) {
	return editEntry(ctx, a, who, versioned{id, version},
		func(n *deal.Need) error { return merge(&n.NeedFields, patch) })
}

// RemoveNeed takes a need off a deal, into the trash; those that served it stay.
func (a *App) RemoveNeed(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	return removeEntry[deal.Need](ctx, a, who, versioned{id, version})
}
