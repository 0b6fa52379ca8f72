package app

import (
	"context"

	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// Chart is the org chart of an account.
type Chart struct {
	Account     account.Account
	Departments []account.Department
	Contacts    []account.Contact
	Deals       []store.ContactDeal // what the contacts are on deals that the reader sees
}

// Chart reads the org chart of an account that the actor sees.
func (a *App) Chart(ctx context.Context, who org.Actor, id record.ID) (Chart, error) {
	r := a.db.Reads()
	acc, err := r.Account(ctx, who.Scope(org.ReadAccounts), id)
	if err != nil {
		return Chart{}, err
	}
	a.saw(ctx, who, record.Ref{Kind: record.Account, ID: id})
	out := Chart{Account: acc}
	if out.Departments, err = r.Departments(ctx, acc); err != nil {
		return out, err
	}
	if out.Contacts, err = r.ChartContacts(ctx, acc); err != nil {
		return out, err
	}
	out.Deals, err = r.DealsOfContacts(ctx, who.Scope(org.ReadDeals), id, 0)
	return out, err
}

// DepartmentFields are what people write about a department.
type DepartmentFields struct {
	Name     string    `json:"name" maxLength:"255"`
	ParentID record.ID `json:"parent_id,omitzero"`
}

// AddDepartment creates a department of an account.
func (a *App) AddDepartment(
	ctx context.Context, who org.Actor, of record.ID, f DepartmentFields,
) (account.Department, error) {
	out := account.Department{AccountID: of}
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		acc, err := tx.Account(ctx, who.Scope(org.ReadAccounts), of)
		if err != nil {
			return err
		}
		if err := permit(who, org.EditAccounts, acc.OwnerID, false); err != nil {
			return err
		}
		if err := f.fill(ctx, tx, who, &out); err != nil {
			return err
		}
		if err := store.Add(ctx, tx, &out); err != nil {
			return err
		}
		return tx.Record(ctx, departmentEvent(who, "department.added", out))
	})
	return out, err
}

// EditDepartment changes name or place of a department.
func (a *App) EditDepartment(ctx context.Context, who org.Actor, id record.ID, version int64,
	patch []byte) (account.Department, error) {
	var out account.Department
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		old, err := departmentToEdit(ctx, tx, who, id, version)
		if err != nil {
			return err
		}
		f := DepartmentFields{old.Name, old.ParentID}
		if err := merge(&f, patch); err != nil {
			return err
		}
		out = old
		if err := f.fill(ctx, tx, who, &out); err != nil {
			return err
		}
		if err := store.Save(ctx, tx, old, &out); err != nil {
			return err
		}
		return tx.Record(ctx, departmentEvent(who, "department.edited", out))
	})
	return out, err
}

// RemoveDepartment takes away a department in which nobody is and below which
// there is none.
func (a *App) RemoveDepartment(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		old, err := departmentToEdit(ctx, tx, who, id, version)
		if err != nil {
			return err
		}
		people, below, err := tx.PeopleIn(ctx, id)
		if err != nil {
			return err
		}
		if people+below > 0 {
			in := fault.New(fault.Conflict, "department_in_use")
			return in.With("people", people).With("departments", below)
		}
		if err := leaveDepartment(ctx, tx, id); err != nil {
			return err
		}
		next := old
		next.DeletedAt = tx.Now()
		if err := store.Save(ctx, tx, old, &next); err != nil {
			return err
		}
		return tx.Record(ctx, departmentEvent(who, "department.removed", old))
	})
}

// leaveDepartment takes contacts in the trash out of a department that goes, so
// that they may come back.
func leaveDepartment(ctx context.Context, tx *store.Tx, id record.ID) error {
	trashed, err := tx.TrashedIn(ctx, id)
	if err != nil {
		return err
	}
	for _, c := range trashed {
		next := c
		next.DepartmentID = 0
		if err := store.Amend(ctx, tx, c, &next); err != nil {
			return err
		}
	}
	return nil
}

func departmentToEdit(ctx context.Context, tx *store.Tx, who org.Actor, id record.ID,
	version int64) (account.Department, error) {
	d, err := tx.Department(ctx, who.Scope(org.ReadAccounts), id)
	if err != nil {
		return d, err
	}
	acc, err := tx.Account(ctx, who.Scope(org.ReadAccounts), d.AccountID)
	if err != nil {
		return d, err
	}
	if err := permit(who, org.EditAccounts, acc.OwnerID, false); err != nil {
		return d, err
	}
	return d, fresh(d.Meta, version)
}

// fill checks the fields and puts them into a department; one below itself, or
// below one of another account, is refused.
func (f DepartmentFields) fill(
	ctx context.Context, tx *store.Tx, who org.Actor, d *account.Department,
) error {
	for up := f.ParentID; up != 0; {
		parent, err := tx.Department(ctx, who.Scope(org.ReadAccounts), up)
		if err != nil {
			return missing(err, "parent_id")
		}
		if parent.AccountID != d.AccountID {
			return fault.New(fault.Invalid, "department_elsewhere").At("parent_id")
		}
		if parent.ID == d.ID {
			return fault.New(fault.Invalid, "parent_loop").At("parent_id")
		}
		up = parent.ParentID
	}
	d.Name, d.ParentID = f.Name, f.ParentID
	return d.Check()
}

func departmentEvent(who org.Actor, act string, d account.Department) event.Event {
	return event.Event{ActorID: who.ID, Act: act, Kind: record.Department, SubjectID: d.ID,
		AccountID: d.AccountID, Params: event.Params{"name": d.Name}}
}
