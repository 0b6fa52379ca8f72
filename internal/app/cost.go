package app

import (
	"context"
	"slices"

	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// PutCost notes what winning a deal may cost us and has cost, in place of what
// was noted before.
func (a *App) PutCost(ctx context.Context, who org.Actor, id record.ID,
	f deal.CostFields) (deal.Cost, error) {
	return putEntry(ctx, a, who, id, func(tx *store.Tx) (*deal.Cost, deal.Cost, error) {
		next := deal.Cost{CostFields: f}
		old, err := tx.CostOf(ctx, id)
		switch {
		case fault.Is(err, fault.NotFound):
			return nil, next, nil
		case err != nil:
			return nil, next, err
		}
		next.Row = old.Row
		return &old, next, nil
	})
}

// seesCost reports whether the actor may know what a deal costs us: those who may
// edit it, and the finance colleagues on its team (method.md 15).
func seesCost(who org.Actor, owner record.ID, team []deal.Member) bool {
	return who.May(org.EditDeals, owner, false) || slices.ContainsFunc(team, func(m deal.Member) bool {
		return m.UserID == who.ID && m.Role == deal.Finance
	})
}
