package app

import (
	"context"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/store"
)

// Products lists every product; all who are logged in may read them.
func (a *App) Products(ctx context.Context, _ org.Actor) ([]account.Product, error) {
	return a.db.Reads().Products(ctx)
}

// AddProduct adds a product to the catalogue.
func (a *App) AddProduct(
	ctx context.Context, who org.Actor, f account.ProductFields,
) (account.Product, error) {
	if err := holds(who, org.EditProducts); err != nil {
		return account.Product{}, err
	}
	out := account.Product{ProductFields: f}
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		if err := prepareProduct(ctx, tx, &out); err != nil {
			return err
		}
		if err := store.Add(ctx, tx, &out); err != nil {
			return err
		}
		return tx.Record(ctx, productEvent(who, "product.added", out))
	})
	return out, err
}

// EditProduct changes fields of a product: patch is a JSON object of the
// members to change. Amounts of deals stay as they are.
func (a *App) EditProduct(
	ctx context.Context, who org.Actor, id record.ID, version int64, patch []byte,
) (account.Product, error) {
	if err := holds(who, org.EditProducts); err != nil {
		return account.Product{}, err
	}
	var out account.Product
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		old, err := tx.Product(ctx, id)
		if err != nil {
			return err
		}
		if err := fresh(old.Meta, version); err != nil {
			return err
		}
		out = old
		if err := merge(&out.ProductFields, patch); err != nil {
			return err
		}
		if err := prepareProduct(ctx, tx, &out); err != nil {
			return err
		}
		if err := store.Save(ctx, tx, old, &out); err != nil {
			return err
		}
		return tx.Record(ctx, productEvent(who, "product.edited", out))
	})
	return out, err
}

// RemoveProduct takes a product out of the catalogue; deals keep it.
func (a *App) RemoveProduct(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	if err := holds(who, org.EditProducts); err != nil {
		return err
	}
	return a.db.Write(ctx, func(tx *store.Tx) error {
		old, err := tx.Product(ctx, id)
		if err != nil {
			return err
		}
		if err := fresh(old.Meta, version); err != nil {
			return err
		}
		next := old
		next.DeletedAt = tx.Now()
		if err := store.Save(ctx, tx, old, &next); err != nil {
			return err
		}
		return tx.Record(ctx, productEvent(who, "product.removed", next))
	})
}

// prepareProduct checks a product; another of the same name is refused.
func prepareProduct(ctx context.Context, tx *store.Tx, p *account.Product) error {
	if err := p.Check(); err != nil {
		return err
	}
	p.MatchKey = productKey(p.Name)
	same, err := tx.ProductsByKey(ctx, p.MatchKey)
	for _, x := range same {
		if x.ID != p.ID && !x.Trashed() {
			return fault.New(fault.Conflict, "already_there").At("name")
		}
	}
	return err
}

// productKey makes equal what people take for the same product: without case,
// width and blanks.
func productKey(name string) string { return strings.Join(strings.Fields(search.Fold(name)), "") }

func productEvent(who org.Actor, act string, p account.Product) event.Event {
	return event.Event{ActorID: who.ID, Act: act, Kind: record.Product, SubjectID: p.ID,
		Params: event.Params{"name": p.Name}}
}
