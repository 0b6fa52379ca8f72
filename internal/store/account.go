package store

import (
	"context"

	"sente/internal/sales/account"
	"sente/internal/sales/money"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/sales/strategy"
)

// AccountFilter narrows a list of accounts; zero members do not.
type AccountFilter struct {
	Page
	Q        search.Query
	OwnerID  record.ID
	ParentID record.ID
	Industry string
	TagID    record.ID
}

var accountSorts = sorts{"name": "sort_key!", "updated_at": "updated_at!", "industry": "industry!"}

// List is one page of a list.
type List[T any] struct {
	Items []T
	Next  string // cursor of the next page, "" at the end
	Total int64  // MaxCounted+1 stands for more
}

// Account reads one account that the scope sees and that is not in the trash.
func (r *Reads) Account(ctx context.Context, s org.Scope, id record.ID) (account.Account, error) {
	w := newWhere().and("a.workspace_id = $1").
		and("a.id = ?", id).and("a.deleted_at IS NULL").seesAccount(s, "a")
	text := "SELECT " + columnsOf[account.Account]("a") + " FROM account a WHERE " + w.text()
	return one[account.Account](ctx, r, text, w.args...)
}

// Accounts lists the accounts that the scope sees, by name unless sorted.
func (r *Reads) Accounts(ctx context.Context, s org.Scope, f AccountFilter) (List[account.Account], error) {
	var out List[account.Account]
	w := f.where(r, s)
	var err error
	if out.Total, err = r.count(ctx, "account a", w); err != nil {
		return out, err
	}
	o, err := w.order(f.Page.of(r), "a", "name", accountSorts)
	if err != nil {
		return out, err
	}
	out.Items, err = all[account.Account](
		ctx,
		r,
		"SELECT "+columnsOf[account.Account]("a")+" FROM account a WHERE "+
			w.text()+o.sql("a")+w.bind(" LIMIT ?", o.limit+1),
		w.args...)
	if err == nil && len(out.Items) > o.limit {
		out.Items = out.Items[:o.limit]
		last := out.Items[o.limit-1]
		out.Next = o.next(map[string]any{"a.sort_key": last.SortKey, "a.updated_at": last.UpdatedAt.Milli(),
			"a.industry": last.Industry}[o.column], last.ID)
	}
	return out, err
}

func (f AccountFilter) where(r *Reads, s org.Scope) *where {
	w := newWhere().and("a.workspace_id = $1").and("a.deleted_at IS NULL").seesAccount(s, "a")
	if len(f.Q.Groups) > 0 {
		w.found(r, record.Account, "a.id", f.Q)
	}
	if f.OwnerID != 0 {
		w.and("a.owner_id = ?", f.OwnerID)
	}
	if f.ParentID != 0 {
		w.and("a.parent_id = ?", f.ParentID)
	}
	if f.Industry != "" {
		w.and("a.industry = ?", f.Industry)
	}
	if f.TagID != 0 {
		w.tagged(record.Account, "a.id", f.TagID)
	}
	return w
}

// tagged keeps rows that carry a tag.
func (w *where) tagged(kind record.Kind, column string, tag record.ID) {
	w.and(column+` IN (SELECT g.subject_id FROM tagging g
 WHERE g.workspace_id = $1 AND g.subject_kind = ? AND g.tag_id = ?)`, string(kind), tag)
}

// AccountsByKey finds the accounts with a match key that the scope sees.
func (r *Reads) AccountsByKey(ctx context.Context, s org.Scope, key string) ([]account.Account, error) {
	w := newWhere().and("a.workspace_id = $1").and("a.match_key = ?", key).seesAccount(s, "a")
	text := "SELECT " + columnsOf[account.Account]("a") + " FROM account a WHERE " + w.text() +
		" ORDER BY a.id"
	return all[account.Account](ctx, r, text, w.args...)
}

// Departments lists the departments of an account that the caller has read.
func (r *Reads) Departments(ctx context.Context, of account.Account) ([]account.Department, error) {
	return all[account.Department](ctx, r, "SELECT "+columnsOf[account.Department]("p")+
		" FROM department p WHERE p.workspace_id = $1 AND p.account_id = $2 AND p.deleted_at IS NULL "+
		"ORDER BY p.id", WorkspaceID, of.ID)
}

// Department reads a department of an account that the scope sees.
func (r *Reads) Department(ctx context.Context, s org.Scope, id record.ID) (account.Department, error) {
	w := newWhere().and("p.workspace_id = $1").and("p.id = ?", id).
		and("p.deleted_at IS NULL").seesAccount(s, "a")
	return one[account.Department](ctx, r, "SELECT "+columnsOf[account.Department]("p")+` FROM department p
 JOIN account a ON a.workspace_id = p.workspace_id AND a.id = p.account_id AND a.deleted_at IS NULL WHERE
 `+w.text(), w.args...)
}

// DealTotal is the money of the deals on an account in one status and one
// currency; the currency is empty for deals without an amount.
type DealTotal struct {
	Status   strategy.DealStatus `db:"status"`
	Count    int64               `db:"n"`
	Unknown  int64               `db:"unknown"`
	Currency string              `db:"currency"`
	Minor    int64               `db:"minor"`
}

// Amount is the total as money.
func (t DealTotal) Amount() money.Amount { return money.Amount{Minor: t.Minor, Currency: t.Currency} }

// AccountTotals sums the deals on an account that the scope sees, per status
// and currency; deals without an amount are counted as unknown.
func (r *Reads) AccountTotals(ctx context.Context, s org.Scope, id record.ID) ([]DealTotal, error) {
	w := newWhere().and("d.workspace_id = $1").and("d.account_id = ?", id).
		and("d.deleted_at IS NULL").seesDeal(s, "d")
	out, err := all[DealTotal](ctx, r, `SELECT d.status, count(*) AS n,
 count(*) - count(d.amount_minor) AS unknown, COALESCE(d.amount_currency, '') AS currency,
 CAST(COALESCE(sum(d.amount_minor), 0) AS BIGINT) AS minor
 FROM deal d WHERE `+w.text()+" GROUP BY d.status, d.amount_currency ORDER BY 1, 4", w.args...)
	if failureOf(err) == failRange {
		return nil, totalsTooLarge()
	}
	return out, err
}
