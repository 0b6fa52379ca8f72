package store

import (
	"context"

	"sente/internal/sales/account"
	"sente/internal/sales/record"
)

// Products lists every product, by name; products are known to all.
func (r *Reads) Products(ctx context.Context) ([]account.Product, error) {
	return all[account.Product](ctx, r, rowsOf[account.Product]("p")+
		" WHERE p.workspace_id = $1 AND p.deleted_at IS NULL ORDER BY p.match_key, p.id", WorkspaceID)
}

// Product reads one product that is not in the trash.
func (r *Reads) Product(ctx context.Context, id record.ID) (account.Product, error) {
	return one[account.Product](ctx, r, rowsOf[account.Product]("p")+
		" WHERE p.workspace_id = $1 AND p.id = $2 AND p.deleted_at IS NULL", WorkspaceID, id)
}

// ProductsByKey finds the products of a match key, those in the trash too.
func (r *Reads) ProductsByKey(ctx context.Context, key string) ([]account.Product, error) {
	return all[account.Product](ctx, r, rowsOf[account.Product]("p")+
		" WHERE p.workspace_id = $1 AND p.match_key = $2 ORDER BY p.id", WorkspaceID, key)
}
