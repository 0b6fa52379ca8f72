package store

import (
	"context"
	"reflect"

	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// Entry reads a row that people wrote about a deal which the scope sees, neither
// in the trash.
func Entry[T any](ctx context.Context, r *Reads, s org.Scope, id record.ID) (T, error) {
	w := newWhere().and("x.workspace_id = $1").and("x.id = ?", id).and("x.deleted_at IS NULL").
		and("d.deleted_at IS NULL").seesDeal(s, "d")
	return one[T](ctx, r, "SELECT "+columnsOf[T]("x")+" FROM "+tableFor(reflect.TypeFor[T]()).name+` x
 JOIN deal d ON d.workspace_id = x.workspace_id AND d.id = x.deal_id WHERE `+w.text(), w.args...)
}
