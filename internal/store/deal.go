package store

import (
	"context"
	"reflect"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// Deal reads one deal that the scope sees and that is not in the trash.
func (r *Reads) Deal(ctx context.Context, s org.Scope, id record.ID) (deal.Deal, error) {
	w := livingDeal(id).seesDeal(s, "d")
	return one[deal.Deal](ctx, r, rowsOf[deal.Deal]("d")+" WHERE "+w.text(), w.args...)
}

// livingDeal is one deal that is not in the trash.
func livingDeal(id record.ID) *where {
	return newWhere().and("d.workspace_id = $1").and("d.id = ?", id).and("d.deleted_at IS NULL")
}

// rowsOf is the head of a query for whole rows: "SELECT d.id, … FROM deal d".
func rowsOf[T any](alias string) string {
	return "SELECT " + columnsOf[T](alias) + " FROM " + tableFor(reflect.TypeFor[T]()).name + " " + alias
}
