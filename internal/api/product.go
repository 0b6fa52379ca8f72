package api

import (
	"context"

	"sente/internal/sales/account"
	"sente/internal/sales/org"
)

func (s *Server) productRoutes() []route {
	return []route{
		on("GET /api/products", "Products", "", s.listProducts),
		on("POST /api/products", "AddProduct", org.EditProducts, s.addProduct),
		on("PATCH /api/products/{id}", "EditProduct", org.EditProducts, s.editProduct),
		on("DELETE /api/products/{id}", "RemoveProduct", org.EditProducts, s.removeProduct),
	}
}

// ProductRow is a product with what the reader may do to it.
type ProductRow struct {
	account.Product
	May []string `json:"may" nullable:"false" enum:"edit,remove"`
}

func productRow(who org.Actor) func(account.Product) ProductRow {
	return func(p account.Product) ProductRow {
		out := ProductRow{Product: p, May: []string{}}
		if who.Has(org.EditProducts) {
			out.May = append(out.May, "edit", "remove")
		}
		return out
	}
}

func (s *Server) listProducts(
	ctx context.Context, who org.Actor, _ *struct{},
) (*body[all[ProductRow]], error) {
	products, err := s.app.Products(ctx, who)
	return whole(products, productRow(who), err)
}

func (s *Server) addProduct(
	ctx context.Context, who org.Actor, in *body[account.ProductFields],
) (*body[ProductRow], error) {
	p, err := s.app.AddProduct(ctx, who, in.Body)
	return answer(productRow(who)(p), err)
}

func (s *Server) editProduct(
	ctx context.Context, who org.Actor, in *edit[account.ProductFields],
) (*body[ProductRow], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	p, err := s.app.EditProduct(ctx, who, in.ID, v, in.RawBody)
	return answer(productRow(who)(p), err)
}

func (s *Server) removeProduct(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.RemoveProduct(ctx, who, in.ID, v)
}
