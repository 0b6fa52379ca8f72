package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/deal"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// Trash lists what the actor may restore, the latest first.
func (a *App) Trash(ctx context.Context, who org.Actor) ([]store.Trashed, error) {
	out, err := a.db.Reads().Trash(ctx, who.Scope(org.EditDeals), who.Scope(org.EditAccounts))
	slices.SortFunc(out, func(x, y store.Trashed) int { return cmp.Compare(y.DeletedAt, x.DeletedAt) })
	return out, err
}

// TrashDeal puts a deal into the trash, with its influences, notes and tasks.
func (a *App) TrashDeal(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		d, err := dealToChange(ctx, tx, who, id, org.EditDeals)
		if err != nil {
			return err
		}
		if err := fresh(d.Meta, version); err != nil {
			return err
		}
		next := d
		next.DeletedAt = tx.Now()
		if err := store.Save(ctx, tx, d, &next); err != nil {
			return err
		}
		if err := tx.MoveFollowing(ctx, d.Ref(), 0, tx.Now()); err != nil {
			return err
		}
		return tx.Record(ctx, dealEvent(who, "deal.trashed", next, a.day(tx.Now())))
	})
}

// TrashAccount puts an account into the trash, with its departments, contacts,
// notes and tasks. One with open deals or with subsidiaries is refused, naming
// those that the actor sees.
func (a *App) TrashAccount(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		x, err := accountSeen(ctx, tx, who, id)
		if err != nil {
			return err
		}
		if err := permit(who, org.EditAccounts, x.OwnerID, false); err != nil {
			return err
		}
		if err := fresh(x.Meta, version); err != nil {
			return err
		}
		if err := unused(ctx, tx, who, x); err != nil {
			return err
		}
		next := x
		next.DeletedAt = tx.Now()
		if err := store.Save(ctx, tx, x, &next); err != nil {
			return err
		}
		if err := tx.MoveFollowing(ctx, x.Ref(), 0, tx.Now()); err != nil {
			return err
		}
		return tx.Record(ctx, accountEvent(who, "account.trashed", next))
	})
}

// unused refuses an account on which something still goes on.
func unused(ctx context.Context, tx *store.Tx, who org.Actor, x account.Account) error {
	deals, err := tx.OpenDealsOn(ctx, x)
	if err != nil {
		return err
	}
	below, err := tx.SubsidiariesOf(ctx, x)
	if err != nil {
		return err
	}
	code, names := "account_has_deals", []string{}
	for _, d := range deals {
		if _, err := tx.Deal(ctx, who.Scope(org.ReadDeals), d.ID); err == nil {
			names = append(names, d.Name)
		}
	}
	if len(deals) == 0 && len(below) > 0 {
		code = "account_has_subsidiaries"
		for _, b := range below {
			if _, err := accountSeen(ctx, tx, who, b.ID); err == nil {
				names = append(names, b.Name)
			}
		}
	}
	if len(deals)+len(below) == 0 {
		return nil
	}
	return fault.New(fault.Conflict, code).With("names", named(names))
}

// TrashContact puts a contact into the trash, with his notes and tasks. One who
// is an influence on an open deal that the actor sees is refused, naming the
// deals; deals that he does not see keep the person.
func (a *App) TrashContact(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		row, err := tx.Contact(ctx, who.Scope(org.ReadAccounts), id)
		if err != nil {
			return err
		}
		if err := permit(who, org.EditAccounts, row.AccountOwner, false); err != nil {
			return err
		}
		c := row.Contact
		if err := fresh(c.Meta, version); err != nil {
			return err
		}
		deals, err := tx.OpenDealsWith(ctx, who.Scope(org.ReadDeals), id)
		if err != nil {
			return err
		}
		if len(deals) > 0 {
			return fault.New(fault.Conflict, "contact_on_deals").With("names", named(dealNames(deals)))
		}
		next := c
		next.DeletedAt = tx.Now()
		if err := store.Save(ctx, tx, c, &next); err != nil {
			return err
		}
		if err := tx.MoveFollowing(ctx, c.Ref(), 0, tx.Now()); err != nil {
			return err
		}
		return tx.Record(ctx, trashEvent(who, "contact.trashed", next))
	})
}

// named lists names for a text; when the actor sees none of them, dots stand.
func named(names []string) string { return cmp.Or(strings.Join(names, ", "), "…") }

func dealNames(deals []deal.Deal) []string {
	out := make([]string, len(deals))
	for i, d := range deals {
		out[i] = d.Name
	}
	return out
}

func trashEvent(who org.Actor, act string, c account.Contact) event.Event {
	return event.Event{ActorID: who.ID, Act: act, Kind: record.Contact, SubjectID: c.ID,
		AccountID: c.AccountID, Params: event.Params{"name": c.Name}}
}

// Restore takes a deal, an account or a contact out of the trash, with
// everything that went there with it. A deal whose account is in the trash
// waits for that.
func (a *App) Restore(ctx context.Context, who org.Actor, of record.Ref) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		switch of.Kind {
		case record.Deal:
			return a.restoreDeal(ctx, tx, who, of.ID)
		case record.Account:
			return restoreAccount(ctx, tx, who, of.ID)
		case record.Contact:
			return restoreContact(ctx, tx, who, of.ID)
		}
		return fault.New(fault.NotFound, "not_found")
	})
}

func (a *App) restoreDeal(ctx context.Context, tx *store.Tx, who org.Actor, id record.ID) error {
	d, err := tx.TrashedDeal(ctx, who.Scope(org.EditDeals), id)
	if err != nil {
		return err
	}
	gone, err := tx.IsTrashed(ctx, record.Ref{Kind: record.Account, ID: d.AccountID})
	if err != nil {
		return err
	}
	if gone {
		return fault.New(fault.Conflict, "account_in_trash")
	}
	next := d
	next.DeletedAt = 0
	if err := store.Save(ctx, tx, d, &next); err != nil {
		return err
	}
	if err := tx.MoveFollowing(ctx, d.Ref(), d.DeletedAt, 0); err != nil {
		return err
	}
	return a.dealChanged(ctx, tx, dealAct{who, "deal.restored", next}, &next)
}

func restoreAccount(ctx context.Context, tx *store.Tx, who org.Actor, id record.ID) error {
	x, err := tx.TrashedAccount(ctx, who.Scope(org.EditAccounts), id)
	if err != nil {
		return err
	}
	gone, err := tx.IsTrashed(ctx, record.Ref{Kind: record.Account, ID: x.ParentID})
	if err != nil {
		return err
	}
	if gone {
		return fault.New(fault.Conflict, "account_in_trash")
	}
	next := x
	next.DeletedAt = 0
	if err := store.Save(ctx, tx, x, &next); err != nil {
		return err
	}
	if err := tx.MoveFollowing(ctx, x.Ref(), x.DeletedAt, 0); err != nil {
		return err
	}
	return tx.Record(ctx, accountEvent(who, "account.restored", next))
}

func restoreContact(ctx context.Context, tx *store.Tx, who org.Actor, id record.ID) error {
	c, err := tx.TrashedContact(ctx, who.Scope(org.EditAccounts), id)
	if err != nil {
		return err
	}
	next := c
	next.DeletedAt = 0
	if err := store.Save(ctx, tx, c, &next); err != nil {
		return err
	}
	if err := tx.MoveFollowing(ctx, c.Ref(), c.DeletedAt, 0); err != nil {
		return err
	}
	return tx.Record(ctx, trashEvent(who, "contact.restored", next))
}
