package app

import (
	"context"

	"sente/internal/sales/account"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// AddAccountEvent notes a change at a customer; his deals are evaluated anew.
func (a *App) AddAccountEvent(ctx context.Context, who org.Actor, id record.ID,
	f deal.AccountEventFields) (deal.AccountEvent, error) {
	out := deal.AccountEvent{AccountID: id, AccountEventFields: f}
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		x, err := accountToEdit(ctx, tx, who, id)
		if err != nil {
			return err
		}
		if err := out.Check(a.day(tx.Now())); err != nil {
			return err
		}
		if err := store.Add(ctx, tx, &out); err != nil {
			return err
		}
		return a.customerChanged(ctx, tx, accountAct{who, "account_event.added", x}, out)
	})
	return out, err
}

// AccountEventChange are the fields of a change at a customer, and whether
// somebody thought through what it means for the deals.
type AccountEventChange struct {
	deal.AccountEventFields
	Reviewed bool `json:"reviewed,omitzero" doc:"what it means for the deals was thought through"`
}

// EditAccountEvent changes fields of a change at a customer, or says that it was
// reviewed, by the actor today: patch is a JSON object of the members to change.
func (a *App) EditAccountEvent(ctx context.Context, who org.Actor, id record.ID, version int64,
	patch []byte) (deal.AccountEvent, error) {
	const act = "account_event.edited"
	of := versioned{id, version}
	return a.changeAccountEvent(ctx, who, of, act, func(tx *store.Tx, next *deal.AccountEvent) error {
		f, today := AccountEventChange{next.AccountEventFields, next.ReviewedOn != 0}, a.day(tx.Now())
		if err := merge(&f, patch); err != nil {
			return err
		}
		next.AccountEventFields = f.AccountEventFields
		switch {
		case !f.Reviewed:
			next.ReviewedOn, next.ReviewedByID = 0, 0
		case next.ReviewedOn == 0:
			next.ReviewedOn, next.ReviewedByID = today, who.ID
		}
		return next.Check(today)
	})
}

// RemoveAccountEvent puts a change at a customer into the trash.
func (a *App) RemoveAccountEvent(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	const act = "account_event.removed"
	of := versioned{id, version}
	_, err := a.changeAccountEvent(ctx, who, of, act, func(tx *store.Tx, next *deal.AccountEvent) error {
		next.DeletedAt = tx.Now()
		return nil
	})
	return err
}

func (a *App) changeAccountEvent(ctx context.Context, who org.Actor, of versioned, act string,
	change func(*store.Tx, *deal.AccountEvent) error) (deal.AccountEvent, error) {
	var out deal.AccountEvent
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		old, err := tx.AccountEvent(ctx, of.id)
		if err != nil {
			return err
		}
		x, err := accountToEdit(ctx, tx, who, old.AccountID)
		if err != nil {
			return err
		}
		if err := fresh(old.Meta, of.version); err != nil {
			return err
		}
		out = old
		if err := change(tx, &out); err != nil {
			return err
		}
		if err := store.Save(ctx, tx, old, &out); err != nil {
			return err
		}
		return a.customerChanged(ctx, tx, accountAct{who, act, x}, out)
	})
	return out, err
}

// accountToEdit reads an account that the actor sees and may edit.
func accountToEdit(ctx context.Context, tx *store.Tx, who org.Actor, id record.ID) (account.Account, error) {
	x, err := accountSeen(ctx, tx, who, id)
	if err != nil {
		return x, err
	}
	return x, permit(who, org.EditAccounts, x.OwnerID, false)
}

// accountAct is what somebody does to a customer.
type accountAct struct {
	who     org.Actor
	name    string // of the event
	account account.Account
}

// customerChanged ends an act on a change at a customer.
func (a *App) customerChanged(ctx context.Context, tx *store.Tx, act accountAct, e deal.AccountEvent) error {
	if err := a.reflagCustomer(ctx, tx, act.account.ID); err != nil {
		return err
	}
	told := accountEvent(act.who, act.name, act.account)
	told.Kind, told.SubjectID, told.On = record.AccountEvent, e.ID, e.On
	told.Params["kind"] = string(e.Kind)
	return tx.Record(ctx, told)
}

// reflagCustomer evaluates the open deals of an account anew.
func (a *App) reflagCustomer(ctx context.Context, tx *store.Tx, of record.ID) error {
	deals, err := tx.OpenDealsOn(ctx, account.Account{Meta: record.Meta{ID: of}})
	if err != nil {
		return err
	}
	list := make([]record.ID, len(deals))
	for i, d := range deals {
		list[i] = d.ID
	}
	return a.reflagSoon(ctx, tx, record.Ref{Kind: record.Account, ID: of}, list)
}
