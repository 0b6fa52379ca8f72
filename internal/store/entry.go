package store

import (
	"context"
	"reflect"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Entry reads a row that people wrote about a deal which the scope sees, neither
// in the trash.
func Entry[T any](ctx context.Context, r *Reads, s org.Scope, id record.ID) (T, error) {
	w := newWhere().and("x.workspace_id = $1").and("x.id = ?", id).and("x.deleted_at IS NULL").
		and("d.deleted_at IS NULL").seesDeal(s, "d")
	return one[T](ctx, r, "SELECT "+columnsOf[T]("x")+" FROM "+tableFor(reflect.TypeFor[T]()).name+` x
 JOIN deal d ON d.workspace_id = x.workspace_id AND d.id = x.deal_id WHERE `+w.text(), w.args...)
}

// TrashedEntry reads something that people wrote about a deal and that is in the
// trash, while its deal is not; the scope sees the deal.
func TrashedEntry[T any](ctx context.Context, r *Reads, s org.Scope, id record.ID) (T, error) {
	w := newWhere().and("x.workspace_id = $1").and("x.id = ?", id).and("x.deleted_at IS NOT NULL").
		seesDeal(s, "d").and("d.deleted_at IS NULL")
	return one[T](ctx, r, "SELECT "+columnsOf[T]("x")+" FROM "+tableFor(reflect.TypeFor[T]()).name+` x
 JOIN deal d ON d.workspace_id = x.workspace_id AND d.id = x.deal_id WHERE `+w.text(), w.args...)
}

// InfoOf reads what is known of an item of a deal's information map; NotFound
// when nothing is. Its caller has read the deal.
func (r *Reads) InfoOf(ctx context.Context, of record.ID, item strategy.InfoItem) (deal.Info, error) {
	return one[deal.Info](ctx, r, rowsOf[deal.Info]("x")+
		" WHERE x.workspace_id = $1 AND x.deal_id = $2 AND x.item = $3", WorkspaceID, of, int(item))
}

// CostOf reads what a deal costs us; NotFound when nothing is noted. Its caller
// has read the deal.
func (r *Reads) CostOf(ctx context.Context, of record.ID) (deal.Cost, error) {
	return one[deal.Cost](ctx, r, rowsOf[deal.Cost]("x")+
		" WHERE x.workspace_id = $1 AND x.deal_id = $2", WorkspaceID, of)
}

// Costless marks the deals whose cost somebody may not know: those that the scope
// does not hold, unless he is their finance colleague.
func (r *Reads) Costless(ctx context.Context, edits org.Scope, reader record.ID,
	deals []record.ID) (map[record.ID]bool, error) {
	out := map[record.ID]bool{}
	if edits.All || len(deals) == 0 {
		return out, nil
	}
	w := newWhere().and("d.workspace_id = $1").and("d.id IN ("+ids(deals)+")").
		and("d.owner_id NOT IN ("+ids(append([]record.ID{-1}, edits.Owners...))+")").
		and("d.id NOT IN (SELECT m.deal_id FROM deal_member m WHERE m.workspace_id = $1 AND m.user_id = ?"+
			" AND m.role = '"+string(deal.Finance)+"')", reader)
	rows, err := all[dealID](ctx, r, "SELECT d.id FROM deal d WHERE "+w.text(), w.args...)
	for _, d := range rows {
		out[d.ID] = true
	}
	return out, err
}
