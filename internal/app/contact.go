package app

import (
	"context"
	"strconv"

	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/store"
)

// Contact reads a contact of an account that the actor sees.
func (a *App) Contact(ctx context.Context, who org.Actor, id record.ID) (store.ContactRow, error) {
	c, err := a.db.Reads().Contact(ctx, who.Scope(org.ReadAccounts), id)
	if err == nil {
		a.saw(ctx, who, record.Ref{Kind: record.Contact, ID: id})
	}
	return c, err
}

// ContactDeals lists on which deals that the actor sees a contact has which
// roles. Hidden coaches are kept from those who may not know them.
func (a *App) ContactDeals(
	ctx context.Context, who org.Actor, c account.Contact,
) ([]store.ContactDeal, error) {
	return a.db.Reads().DealsOfContacts(ctx, who.Scope(org.ReadDeals), c.AccountID, c.ID)
}

// Contacts lists the contacts of the accounts that the actor sees.
func (a *App) Contacts(
	ctx context.Context, who org.Actor, f store.ContactFilter,
) (store.List[store.ContactRow], error) {
	l, err := a.db.Reads().Contacts(ctx, who.Scope(org.ReadAccounts), f)
	if err == nil {
		err = listed(ctx, a, who, l.Items, func(x store.ContactRow) record.ID { return x.ID })
	}
	return l, err
}

// AddContact creates a contact of an account.
func (a *App) AddContact(
	ctx context.Context, who org.Actor, f account.ContactFields,
) (store.ContactRow, error) {
	var out store.ContactRow
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		c := account.Contact{ContactFields: f}
		if err := addContact(ctx, tx, who, &c); err != nil {
			return err
		}
		if err := tx.Record(ctx, contactEvent(who, "contact.added", c)); err != nil {
			return err
		}
		var err error
		out, err = tx.Contact(ctx, who.Scope(org.ReadAccounts), c.ID)
		return err
	})
	return out, err
}

// addContact checks and writes a new contact as part of an act.
func addContact(ctx context.Context, tx *store.Tx, who org.Actor, c *account.Contact) error {
	if err := c.Check(); err != nil {
		return err
	}
	if err := permitContact(ctx, tx, who, c.AccountID); err != nil {
		return err
	}
	if err := prepareContact(ctx, tx, who, c); err != nil {
		return err
	}
	return store.Add(ctx, tx, c)
}

// permitContact refuses unless the actor may edit the contacts of an account.
func permitContact(ctx context.Context, tx *store.Tx, who org.Actor, of record.ID) error {
	acc, err := tx.Account(ctx, who.Scope(org.ReadAccounts), of)
	if err != nil {
		return missing(err, "account_id")
	}
	return permit(who, org.EditAccounts, acc.OwnerID, false)
}

// EditContact changes fields of a contact. A change that the rules look at has
// his deals evaluated anew.
func (a *App) EditContact(
	ctx context.Context, who org.Actor, id record.ID, version int64, patch []byte,
) (store.ContactRow, error) {
	var out store.ContactRow
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		row, err := tx.Contact(ctx, who.Scope(org.ReadAccounts), id)
		if err != nil {
			return err
		}
		if err := permit(who, org.EditAccounts, row.AccountOwner, false); err != nil {
			return err
		}
		if err := fresh(row.Meta, version); err != nil {
			return err
		}
		next := row.Contact
		if err := merge(&next.ContactFields, patch); err != nil {
			return err
		}
		if err := a.saveContact(ctx, tx, who, row.Contact, next); err != nil {
			return err
		}
		out, err = tx.Contact(ctx, who.Scope(org.ReadAccounts), id)
		return err
	})
	return out, err
}

func (a *App) saveContact(ctx context.Context, tx *store.Tx, who org.Actor, old, next account.Contact) error {
	if err := next.Check(); err != nil {
		return err
	}
	if next.AccountID != old.AccountID {
		if err := permitContact(ctx, tx, who, next.AccountID); err != nil {
			return err
		}
	}
	if err := prepareContact(ctx, tx, who, &next); err != nil {
		return err
	}
	if err := store.Save(ctx, tx, old, &next); err != nil {
		return err
	}
	if next.Weighs(old) {
		deals, err := tx.OpenDealsOfContact(ctx, next.ID)
		if err != nil {
			return err
		}
		if err := a.reflagSoon(ctx, tx, record.Ref{Kind: record.Contact, ID: next.ID}, deals); err != nil {
			return err
		}
	}
	return tx.Record(ctx, contactEvent(who, "contact.edited", next))
}

// reflagNow is how many deals an act evaluates itself; more become a job.
const reflagNow = 20

// ReflagPayload is the payload of the job "reflag".
type ReflagPayload struct {
	Deals []record.ID `json:"deals"`
}

// reflagSoon evaluates the deals that an act on something else concerns: in the
// act itself, or by jobs when they are many.
func (a *App) reflagSoon(ctx context.Context, tx *store.Tx, of record.Ref, deals []record.ID) error {
	if len(deals) <= reflagNow {
		return a.reflag(ctx, tx, deals...)
	}
	return reflagLater(ctx, tx, of, deals)
}

// reflagLater has jobs evaluate the deals that an act on something else concerns.
func reflagLater(ctx context.Context, tx *store.Tx, of record.Ref, deals []record.ID) error {
	for i := 0; i < len(deals); i += reflagBatch {
		part := deals[i:min(len(deals), i+reflagBatch)]
		uniq := "reflag:" + of.String() + ":" + strconv.Itoa(i) + ":" + part[len(part)-1].String()
		if err := tx.Enqueue(ctx, "reflag", ReflagPayload{part}, uniq); err != nil {
			return err
		}
	}
	return nil
}

// prepareContact checks what a contact refers to: a department of his account,
// and a superior in the same group who does not report to him.
func prepareContact(ctx context.Context, tx *store.Tx, who org.Actor, c *account.Contact) error {
	c.SortKey = search.SortKey(c.Name)
	if c.DepartmentID != 0 {
		d, err := tx.Department(ctx, who.Scope(org.ReadAccounts), c.DepartmentID)
		if err != nil {
			return missing(err, "department_id")
		}
		if d.AccountID != c.AccountID {
			return fault.New(fault.Invalid, "department_elsewhere").At("department_id")
		}
	}
	if c.ReportsToID == 0 {
		return nil
	}
	up, err := tx.Contact(ctx, who.Scope(org.ReadAccounts), c.ReportsToID)
	if err != nil {
		return missing(err, "reports_to_id")
	}
	if err := sameGroup(ctx, tx, up.AccountID, c.AccountID); err != nil {
		return err
	}
	return noLoop(ctx, tx, c)
}

func sameGroup(ctx context.Context, tx *store.Tx, one, other record.ID) error {
	if one == other {
		return nil
	}
	top, err := tx.GroupOf(ctx, one)
	if err != nil {
		return err
	}
	of, err := tx.GroupOf(ctx, other)
	if err != nil {
		return err
	}
	if top != of {
		return fault.New(fault.Invalid, "superior_elsewhere").At("reports_to_id")
	}
	return nil
}

// noLoop refuses a reporting line that comes back to the contact.
func noLoop(ctx context.Context, tx *store.Tx, c *account.Contact) error {
	seen := map[record.ID]bool{}
	for up := c.ReportsToID; up != 0 && !seen[up]; {
		if up == c.ID {
			return fault.New(fault.Invalid, "reports_loop").At("reports_to_id")
		}
		seen[up] = true
		next, err := tx.Superior(ctx, up)
		if err != nil {
			return err
		}
		up = next
	}
	return nil
}

func contactEvent(who org.Actor, act string, c account.Contact) event.Event {
	return event.Event{ActorID: who.ID, Act: act, Kind: record.Contact, SubjectID: c.ID,
		AccountID: c.AccountID, Params: event.Params{"name": c.Name}}
}
