package app

import (
	"context"

	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/deal"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/store"
)

// AccountDetail is an account with the group around it and the money of its
// deals, each as far as the actor sees it.
type AccountDetail struct {
	account.Account
	Parent       account.Account // zero: none, or not seen
	Subsidiaries store.List[account.Account]
	Totals       []store.DealTotal   // per status and currency
	Events       []deal.AccountEvent // the latest first
}

// Account reads an account that the actor sees, with what is around it.
func (a *App) Account(ctx context.Context, who org.Actor, id record.ID) (AccountDetail, error) {
	var out AccountDetail
	scope, r := who.Scope(org.ReadAccounts), a.db.Reads()
	var err error
	if out.Account, err = r.Account(ctx, scope, id); err != nil {
		return out, err
	}
	a.saw(ctx, who, record.Ref{Kind: record.Account, ID: id})
	if out.ParentID != 0 {
		out.Parent, err = r.Account(ctx, scope, out.ParentID)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return out, err
		}
	}
	below := store.AccountFilter{Page: store.Page{Limit: store.MaxPage}, ParentID: id}
	if out.Subsidiaries, err = r.Accounts(ctx, scope, below); err != nil {
		return out, err
	}
	if out.Events, err = r.AccountEvents(ctx, id); err != nil {
		return out, err
	}
	out.Totals, err = r.AccountTotals(ctx, who.Scope(org.ReadDeals), id)
	return out, err
}

// Accounts lists the accounts that the actor sees.
func (a *App) Accounts(
	ctx context.Context,
	who org.Actor,
	f store.AccountFilter,
) (store.List[account.Account], error) {
	l, err := a.db.Reads().Accounts(ctx, who.Scope(org.ReadAccounts), f)
	if err == nil {
		err = listed(ctx, a, who, l.Items, func(x account.Account) record.ID { return x.ID })
	}
	return l, err
}

// AddAccount creates an account; without an owner in the fields it becomes the
// actor's own.
func (a *App) AddAccount(ctx context.Context, who org.Actor, f account.Fields) (account.Account, error) {
	out := account.Account{Fields: f}
	if out.OwnerID == 0 {
		out.OwnerID = who.ID
	}
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		if err := permit(who, org.CreateAccounts, out.OwnerID, false); err != nil {
			return err
		}
		if err := prepareAccount(ctx, tx, who, &out); err != nil {
			return err
		}
		if err := store.Add(ctx, tx, &out); err != nil {
			return err
		}
		return tx.Record(ctx, accountEvent(who, "account.added", out))
	})
	return out, err
}

// EditAccount changes fields of an account: patch is a JSON object of the
// members to change.
func (a *App) EditAccount(
	ctx context.Context,
	who org.Actor,
	id record.ID,
	version int64,
	patch []byte,
) (account.Account, error) {
	var out account.Account
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		old, err := accountToEdit(ctx, tx, who, id)
		if err != nil {
			return err
		}
		if err := fresh(old.Meta, version); err != nil {
			return err
		}
		out = old
		if err := merge(&out.Fields, patch); err != nil {
			return err
		}
		if err := permitOwner(ctx, tx, who, old.OwnerID, out.OwnerID); err != nil {
			return err
		}
		if err := prepareAccount(ctx, tx, who, &out); err != nil {
			return err
		}
		if err := store.Save(ctx, tx, old, &out); err != nil {
			return err
		}
		if out.Weighs(old.Standing) {
			if err := a.reflagCustomer(ctx, tx, out.ID); err != nil {
				return err
			}
		}
		return tx.Record(ctx, accountEvent(who, "account.edited", out))
	})
	return out, err
}

// prepareAccount checks an account and fills in what is derived from its name.
func prepareAccount(ctx context.Context, tx *store.Tx, who org.Actor, x *account.Account) error {
	if err := x.Check(); err != nil {
		return err
	}
	x.MatchKey, x.SortKey = account.MatchKey(x.Name), search.SortKey(x.Name)
	if x.ParentID == 0 {
		return nil
	}
	for up := x.ParentID; up != 0; {
		parent, err := tx.Account(ctx, who.Scope(org.ReadAccounts), up)
		if err != nil {
			return missing(err, "parent_id")
		}
		if parent.ID == x.ID {
			return fault.New(fault.Invalid, "parent_loop").At("parent_id")
		}
		up = parent.ParentID
	}
	return nil
}

// missing turns "not found" of a referred row into a fault of the field that
// refers to it.
func missing(err error, field string) error {
	if fault.Is(err, fault.NotFound) {
		return fault.New(fault.Invalid, "reference_missing").At(field)
	}
	return err
}

// permitOwner refuses a change of owner that the actor may not make: away from
// himself at most with reach Own; to active users only.
func permitOwner(ctx context.Context, tx *store.Tx, who org.Actor, from, to record.ID) error {
	if from == to {
		return nil
	}
	if err := permit(who, org.AssignRecords, from, false); err != nil {
		return err
	}
	if to == 0 {
		return nil
	}
	u, err := tx.User(ctx, to)
	if err != nil {
		return missing(err, "owner_id")
	}
	if !u.Active {
		return fault.New(fault.Invalid, "owner_inactive").At("owner_id")
	}
	if who.Grants[org.AssignRecords] == org.Tree && !who.May(org.AssignRecords, to, false) {
		return denied(org.AssignRecords)
	}
	return nil
}

func accountEvent(who org.Actor, act string, x account.Account) event.Event {
	return event.Event{ActorID: who.ID, Act: act, Kind: record.Account, SubjectID: x.ID, AccountID: x.ID,
		Params: event.Params{"name": x.Name}}
}
