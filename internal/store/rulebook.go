package store

import (
	"context"

	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/rulebook"
)

// BookID is the id of the rules in force, 0 while they are those of the method. It
// is cheap: acts ask it each time, and read the book only when it is a new one.
func (r *Reads) BookID(ctx context.Context) (record.ID, error) {
	return value[record.ID](ctx, r, `SELECT b.id FROM rule_book b WHERE b.workspace_id = $1
 ORDER BY b.number DESC LIMIT 1`, WorkspaceID)
}

// Book reads the rules in force; those of the method when nobody changed them.
func (r *Reads) Book(ctx context.Context) (rulebook.Book, error) {
	list, err := r.Books(ctx, 1)
	if err != nil || len(list) == 0 {
		return rulebook.Method(), err
	}
	return list[0], nil
}

// Books lists the latest versions of the rules, the newest first, without that of
// the method.
func (r *Reads) Books(ctx context.Context, limit int) ([]rulebook.Book, error) {
	return all[rulebook.Book](ctx, r, rowsOf[rulebook.Book]("b")+
		" WHERE b.workspace_id = $1 ORDER BY b.number DESC LIMIT $2", WorkspaceID, limit)
}

// OpenDeals lists open deals that the scope sees, by id, after an id.
func (r *Reads) OpenDeals(ctx context.Context, s org.Scope, after record.ID,
	limit int) ([]record.ID, error) {
	w := newWhere().and("d.workspace_id = $1").and("d.status = 'open'").and("d.deleted_at IS NULL").
		and("d.id > ?", int64(after)).seesDeal(s, "d")
	rows, err := all[idRow](ctx, r, "SELECT d.id FROM deal d WHERE "+w.text()+
		w.bind(" ORDER BY d.id LIMIT ?", limit), w.args...)
	return idsOf(rows), err
}

// WonDeals lists deals that are won and came with a dossier, by id, after an id:
// they may have money outstanding. It reads past any scope, for the nightly run.
func (r *Reads) WonDeals(ctx context.Context, after record.ID, limit int) ([]record.ID, error) {
	rows, err := all[idRow](ctx, r, `SELECT d.id FROM carried c
 JOIN deal d ON d.workspace_id = c.workspace_id AND d.id = c.deal_id
 WHERE c.workspace_id = $1 AND d.status = 'won' AND d.deleted_at IS NULL AND d.id > $2
 ORDER BY d.id LIMIT $3`, WorkspaceID, int64(after), limit)
	return idsOf(rows), err
}
