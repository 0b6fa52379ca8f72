package app

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// AddDecision notes a criterion by which the customer decides on a deal.
func (a *App) AddDecision(ctx context.Context, who org.Actor, id record.ID,
	f deal.DecisionFields) (deal.Decision, error) {
	return addEntry(ctx, a, who, id, deal.Decision{DecisionFields: f})
}

// EditDecision changes fields of a decision criterion: patch is a JSON object of
// the members to change.
func (a *App) EditDecision(ctx context.Context, who org.Actor, id record.ID, version int64,
	patch []byte) (deal.Decision, error) {
	return editEntry(ctx, a, who, versioned{id, version},
		func(x *deal.Decision) error { return merge(&x.DecisionFields, patch) })
}

// RemoveDecision takes a decision criterion off a deal, into the trash.
func (a *App) RemoveDecision(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	return removeEntry[deal.Decision](ctx, a, who, versioned{id, version})
}
