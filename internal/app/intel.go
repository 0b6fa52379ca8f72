package app

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// AddIntel notes a piece of news about a rival on a deal.
func (a *App) AddIntel(ctx context.Context, who org.Actor, id record.ID,
	f deal.IntelFields) (deal.Intel, error) {
	return addEntry(ctx, a, who, id, deal.Intel{IntelFields: f})
}

// EditIntel changes fields of a piece of news about a rival: patch is a JSON object of the members to
// change.
func (a *App) EditIntel(ctx context.Context, who org.Actor, id record.ID, version int64,
	patch []byte) (deal.Intel, error) {
	return editEntry(ctx, a, who, versioned{id, version},
		func(x *deal.Intel) error { return merge(&x.IntelFields, patch) })
}

// RemoveIntel puts a piece of news about a rival into the trash.
func (a *App) RemoveIntel(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	return removeEntry[deal.Intel](ctx, a, who, versioned{id, version})
}

// lawful refuses what nobody may hold about a rival at that time.
func (x entryAct[T, P]) lawful(row *T) error {
	if news, ok := any(row).(*deal.Intel); ok {
		return news.Lawful(x.deal.TenderIssueOn, x.deal.BidOpenOn)
	}
	return nil
}
