package app

import (
	"context"

	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// FlagQuery is a filter of red flags with the team that owners belong to.
type FlagQuery struct {
	store.FlagFilter
	TeamID record.ID // with the teams below it; 0: all
}

// Flags lists the raised red flags of the deals that the actor sees.
func (a *App) Flags(ctx context.Context, who org.Actor, q FlagQuery) (store.List[store.FlagItem], error) {
	f, err := a.flagFilter(ctx, q)
	if err != nil {
		return store.List[store.FlagItem]{}, err
	}
	l, err := a.db.Reads().Flags(ctx, who.Scope(org.ReadDeals), f)
	if err != nil {
		return l, err
	}
	return l, listed(ctx, a, who, l.Items, func(x store.FlagItem) record.ID { return x.DealID })
}

// FlagCounts counts the flags that Flags lists, by rule and severity.
func (a *App) FlagCounts(ctx context.Context, who org.Actor, q FlagQuery) ([]store.FlagCount, error) {
	f, err := a.flagFilter(ctx, q)
	if err != nil {
		return nil, err
	}
	return a.db.Reads().FlagCounts(ctx, who.Scope(org.ReadDeals), f)
}

func (a *App) flagFilter(ctx context.Context, q FlagQuery) (store.FlagFilter, error) {
	d, err := a.filter(ctx, DealQuery{TeamID: q.TeamID})
	q.Teams = d.Teams
	return q.FlagFilter, err
}
