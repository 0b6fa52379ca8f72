package store

import (
	"context"
	"reflect"
	"strings"

	"sente/internal/sales/account"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// What an import finds already there is read past the scope and with what is in
// the trash, because keys stay reserved; Seen says whether the scope knows it.

// KnownAccount is an account that a row of a file may mean.
type KnownAccount struct {
	account.Account
	Seen bool `db:"seen"`
}

// KnownDeal is a deal that a row of a file may mean.
type KnownDeal struct {
	deal.Deal
	Seen bool `db:"seen"`
}

// seen is the condition of a scope as a column.
func (w *where) seen(add func(*where)) string {
	return ", CASE WHEN " + w.within(add) + " THEN true ELSE false END AS seen"
}

// texts adds the condition that a column is one of some texts; their number is
// rounded up, so that batches share few statements.
func (w *where) texts(column string, list []string) *where {
	n := 1
	for n < len(list) {
		n *= 2
	}
	args := make([]any, n)
	for i := range args {
		args[i] = list[min(i, len(list)-1)]
	}
	return w.and(column+" IN ("+strings.TrimSuffix(strings.Repeat("?, ", n), ", ")+")", args...)
}

// AccountsKeyed finds accounts by match key.
func (r *Reads) AccountsKeyed(ctx context.Context, s org.Scope, keys []string) ([]KnownAccount, error) {
	return r.knownAccounts(ctx, s, len(keys), func(w *where) { w.texts("a.match_key", keys) })
}

// AccountsOutside finds accounts by their ids in a source.
func (r *Reads) AccountsOutside(
	ctx context.Context,
	s org.Scope,
	source string,
	keys []string,
) ([]KnownAccount, error) {
	return r.knownAccounts(ctx, s, len(keys), func(w *where) {
		w.and("a.source = ?", source).texts("a.external_id", keys)
	})
}

// AccountsWith finds accounts by id.
func (r *Reads) AccountsWith(ctx context.Context, s org.Scope, list []record.ID) ([]KnownAccount, error) {
	return r.knownAccounts(ctx, s, len(list), func(w *where) { w.in("a.id", list) })
}

func (r *Reads) knownAccounts(
	ctx context.Context,
	s org.Scope,
	n int,
	cond func(*where),
) ([]KnownAccount, error) {
	if n == 0 {
		return nil, nil
	}
	w := newWhere()
	seen := w.seen(func(w *where) { w.seesAccount(s, "a") })
	w.and("a.workspace_id = $1")
	cond(w)
	return all[KnownAccount](ctx, r, "SELECT "+columnsOf[account.Account]("a")+seen+" FROM account a WHERE "+
		w.text()+" ORDER BY a.id", w.args...)
}

// AccountKeys lists the match keys of at most limit accounts that the scope sees.
func (r *Reads) AccountKeys(ctx context.Context, s org.Scope, limit int) ([]string, error) {
	w := newWhere().and("a.workspace_id = $1").and("a.deleted_at IS NULL").seesAccount(s, "a")
	rows, err := all[struct {
		Key string `db:"match_key"`
	}](ctx, r, "SELECT a.match_key FROM account a WHERE "+w.text()+w.bind(" LIMIT ?", limit), w.args...)
	out := make([]string, len(rows))
	for i, x := range rows {
		out[i] = x.Key
	}
	return out, err
}

// ContactsAt lists the contacts of accounts.
func (r *Reads) ContactsAt(ctx context.Context, accounts []record.ID) ([]account.Contact, error) {
	if len(accounts) == 0 {
		return nil, nil
	}
	return known[account.Contact](ctx, r, func(w *where) { w.in("x.account_id", accounts) })
}

// ContactsOutside finds contacts by their ids in a source.
func (r *Reads) ContactsOutside(
	ctx context.Context,
	source string,
	keys []string,
) ([]account.Contact, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	return known[account.Contact](
		ctx,
		r,
		func(w *where) { w.and("x.source = ?", source).texts("x.external_id", keys) },
	)
}

// DepartmentsAt lists the departments of accounts.
func (r *Reads) DepartmentsAt(ctx context.Context, accounts []record.ID) ([]account.Department, error) {
	if len(accounts) == 0 {
		return nil, nil
	}
	return known[account.Department](ctx, r, func(w *where) {
		w.and("x.deleted_at IS NULL").in("x.account_id", accounts)
	})
}

// AllProducts lists every product, those in the trash too.
func (r *Reads) AllProducts(ctx context.Context) ([]account.Product, error) {
	return known[account.Product](ctx, r, func(*where) {})
}

func known[T any](ctx context.Context, r *Reads, cond func(*where)) ([]T, error) {
	w := newWhere().and("x.workspace_id = $1")
	cond(w)
	return all[T](
		ctx,
		r,
		"SELECT "+columnsOf[T]("x")+" FROM "+tableFor(reflect.TypeFor[T]()).name+" x WHERE "+w.text()+
			" ORDER BY x.id",
		w.args...)
}

// DealsOutside finds deals by their ids in a source.
func (r *Reads) DealsOutside(
	ctx context.Context,
	s org.Scope,
	source string,
	keys []string,
) ([]KnownDeal, error) {
	return r.knownDeals(
		ctx,
		s,
		len(keys),
		func(w *where) { w.and("d.source = ?", source).texts("d.external_id", keys) },
	)
}

// DealsNamed finds deals by their names.
func (r *Reads) DealsNamed(ctx context.Context, s org.Scope, names []string) ([]KnownDeal, error) {
	return r.knownDeals(ctx, s, len(names), func(w *where) { w.texts("d.name", names) })
}

func (r *Reads) knownDeals(ctx context.Context, s org.Scope, n int, cond func(*where)) ([]KnownDeal, error) {
	if n == 0 {
		return nil, nil
	}
	w := newWhere()
	seen := w.seen(func(w *where) { w.seesDeal(s, "d") })
	w.and("d.workspace_id = $1")
	cond(w)
	return all[KnownDeal](ctx, r, "SELECT "+columnsOf[deal.Deal]("d")+seen+" FROM deal d WHERE "+w.text()+
		" ORDER BY d.id", w.args...)
}
