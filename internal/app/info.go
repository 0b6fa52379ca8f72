package app

import (
	"context"

	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

// Learnt is what is now known of an item of the information map. Version is that
// of the item as it was seen, 0 when nothing was known of it.
type Learnt struct {
	Item    strategy.InfoItem
	Version int64
	deal.InfoFields
}

// PutInfo notes what is known of an item of the information map, in place of what
// was. An item that lacks a second source or a document is kept as partial.
func (a *App) PutInfo(ctx context.Context, who org.Actor, id record.ID, in Learnt) (deal.Info, error) {
	return putEntry(ctx, a, who, id, func(tx *store.Tx) (*deal.Info, deal.Info, error) {
		next := deal.Info{Item: in.Item, InfoFields: in.InfoFields}
		old, err := tx.InfoOf(ctx, id, in.Item)
		switch {
		case fault.Is(err, fault.NotFound):
			return nil, next, nil
		case err != nil:
			return nil, next, err
		}
		next.Row = old.Row
		return &old, next, fresh(old.Meta, in.Version)
	})
}
