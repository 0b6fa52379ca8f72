package app

import (
	"context"

	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/store"
)

// NewDeal is what a person writes to start a deal.
type NewDeal struct {
	deal.Fields
	OwnerID  record.ID          `json:"owner_id,omitzero" doc:"absent: one's own"`
	Template playbook.ModelCode `json:"template,omitzero" doc:"how the stages are divided; absent: T-UNI"`
}

// AddDeal starts a deal at the first stage, on an account that the actor sees.
// Without an owner it becomes his own; for others he needs the reach.
func (a *App) AddDeal(ctx context.Context, who org.Actor, f NewDeal) (deal.Deal, error) {
	out := deal.Deal{Fields: f.Fields, OwnerID: f.OwnerID}
	if out.OwnerID == 0 {
		out.OwnerID = who.ID
	}
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		if err := permit(who, org.CreateDeals, out.OwnerID, false); err != nil {
			return err
		}
		if err := activeOwner(ctx, tx, who, out.OwnerID); err != nil {
			return err
		}
		if err := a.prepareDeal(ctx, tx, who, deal.Deal{}, &out); err != nil {
			return err
		}
		out.Start(a.day(tx.Now()))
		var err error
		if out.Standing, _, err = followed(ctx, &tx.Reads, out.Standing, f.Template); err != nil {
			return err
		}
		return a.dealChanged(ctx, tx, dealAct{who, "deal.added", deal.Deal{}}, &out)
	})
	return out, err
}

// activeOwner refuses owners other than the actor who are not active.
func activeOwner(ctx context.Context, tx *store.Tx, who org.Actor, owner record.ID) error {
	if owner == who.ID {
		return nil
	}
	u, err := tx.User(ctx, owner)
	if err != nil {
		return missing(err, "owner_id")
	}
	if !u.Active {
		return fault.New(fault.Invalid, "owner_inactive").At("owner_id")
	}
	return nil
}

func (a *App) startMove(ctx context.Context, tx *store.Tx, who org.Actor, d deal.Deal) error {
	return store.Add(ctx, tx, &deal.Move{DealID: d.ID, Act: deal.Started, ByID: who.ID, RecordedAt: tx.Now(),
		On: a.day(tx.Now()), After: d.Standing})
}

// EditDeal changes fields of a deal: patch is a JSON object of the members to
// change. A changed objective or position is also noted as an observation.
func (a *App) EditDeal(
	ctx context.Context, who org.Actor, id record.ID, version int64, patch []byte,
) (deal.Deal, error) {
	var out deal.Deal
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		old, err := dealToChange(ctx, tx, who, id, org.EditDeals)
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
		if err := a.prepareDeal(ctx, tx, who, old, &out); err != nil {
			return err
		}
		out.Revise(old, a.day(tx.Now()))
		return a.dealChanged(ctx, tx, dealAct{who, "deal.edited", old}, &out)
	})
	return out, err
}

// dealToChange reads a deal that the actor sees, and on which he holds p by its
// owner; being on its team is not enough.
func dealToChange(
	ctx context.Context, tx *store.Tx, who org.Actor, id record.ID, p org.Permission,
) (deal.Deal, error) {
	d, err := tx.LockedDeal(ctx, who.Scope(org.ReadDeals), id)
	if err != nil {
		return d, err
	}
	return d, permit(who, p, d.OwnerID, false)
}

// prepareDeal checks a deal and what it refers to, as far as that changed, and
// fills in what is derived from its name.
func (a *App) prepareDeal(ctx context.Context, tx *store.Tx, who org.Actor, old deal.Deal,
	d *deal.Deal) error {
	if err := d.Check(a.day(tx.Now())); err != nil {
		return err
	}
	d.SortKey = search.SortKey(d.Name)
	if d.AccountID == 0 && (old.ID == 0 || old.AccountID != 0) {
		return fault.New(fault.Invalid, "account_missing").At("account_id")
	}
	if d.AccountID != old.AccountID {
		if _, err := tx.Account(ctx, who.Scope(org.ReadAccounts), d.AccountID); err != nil {
			return missing(err, "account_id")
		}
	}
	if d.ProductID != 0 && d.ProductID != old.ProductID {
		if _, err := tx.Product(ctx, d.ProductID); err != nil {
			return missing(err, "product_id")
		}
	}
	if d.NeedDocFile != 0 && d.NeedDocFile != old.NeedDocFile {
		return missing(fileOnDeal(ctx, tx, who, d.ID, d.NeedDocFile), "need_doc_file_id")
	}
	return nil
}

// fileOnDeal finds a file that is on a deal or on one of its notes, and that the
// actor sees.
func fileOnDeal(ctx context.Context, tx *store.Tx, who org.Actor, of, id record.ID) error {
	_, s, err := attachmentThere(ctx, &tx.Reads, who, id)
	if err == nil && (of == 0 || s.DealID != of) {
		err = fault.New(fault.NotFound, "not_found")
	}
	return err
}

// dealAct is what somebody did to a deal that was so before.
type dealAct struct {
	who    org.Actor
	name   string // of the event
	before deal.Deal
}

// dealChanged saves a deal with its flags and summary, notes observations and the
// first move of a new one, and records the event.
func (a *App) dealChanged(ctx context.Context, tx *store.Tx, act dealAct, d *deal.Deal) error {
	f, err := tx.FactsOf(ctx, act.before)
	if err != nil {
		return err
	}
	if err := a.saveDeal(ctx, tx, f, d); err != nil {
		return err
	}
	if act.before.ID == 0 {
		if err := a.startMove(ctx, tx, act.who, *d); err != nil {
			return err
		}
	}
	seen := deal.Glance{By: act.who.ID, On: a.day(tx.Now()), At: tx.Now()}
	for _, o := range d.ObservedSince(act.before, seen) {
		if err := store.Add(ctx, tx, &o); err != nil {
			return err
		}
	}
	return tx.Record(ctx, dealEvent(act.who, act.name, *d, seen.On))
}

func dealEvent(who org.Actor, act string, d deal.Deal, on calendar.Day) event.Event {
	return event.Event{ActorID: who.ID, Act: act, Kind: record.Deal, SubjectID: d.ID, DealID: d.ID,
		AccountID: d.AccountID, On: on, Params: event.Params{"name": d.Name}}
}

// AssignDeal gives a deal to another owner: with reach Own away from oneself,
// with reach Tree within the tree. A new owner leaves the deal's team.
func (a *App) AssignDeal(
	ctx context.Context, who org.Actor, id record.ID, version int64, owner record.ID,
) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		old, err := dealToChange(ctx, tx, who, id, org.AssignRecords)
		if err != nil {
			return err
		}
		if err := fresh(old.Meta, version); err != nil {
			return err
		}
		if err := mayAssign(ctx, tx, who, old, owner); err != nil {
			return err
		}
		return a.assign(ctx, tx, who, old, owner)
	})
}

func mayAssign(ctx context.Context, tx *store.Tx, who org.Actor, d deal.Deal, owner record.ID) error {
	if owner == 0 {
		return fault.New(fault.Invalid, "owner_missing").At("owner_id")
	}
	return permitOwner(ctx, tx, who, d.OwnerID, owner)
}

func (a *App) assign(ctx context.Context, tx *store.Tx, who org.Actor, old deal.Deal, owner record.ID) error {
	if old.OwnerID == owner {
		return nil
	}
	d := old
	d.OwnerID = owner
	team, err := tx.Members(ctx, d.ID)
	if err != nil {
		return err
	}
	for _, m := range team {
		if m.UserID == owner {
			if err := store.Remove(ctx, tx, m); err != nil {
				return err
			}
		}
	}
	return a.dealChanged(ctx, tx, dealAct{who, "deal.assigned", old}, &d)
}

// accountSeen reads an account that the actor sees.
func accountSeen(ctx context.Context, tx *store.Tx, who org.Actor, id record.ID) (account.Account, error) {
	return tx.Account(ctx, who.Scope(org.ReadAccounts), id)
}
