package app

import (
	"context"

	"sente/internal/sales/account"
	"sente/internal/sales/org"
	"sente/internal/sales/search"
)

// contactOf finds or makes the person of a row at an account; nil when the row
// names nobody.
func (d *draft) contactOf(at *entry[account.Account], prefix string) (*entry[account.Contact], *rowFault) {
	name := d.get(prefix + "name")
	if name == "" {
		if d.get(prefix+"phone") != "" || d.get(prefix+"email") != "" {
			d.warn("contact_nameless", prefix+"phone", nil)
		}
		return nil, nil
	}
	for _, e := range d.w.contacts[at.row.ID] {
		if nameKey(e.row.Name) == nameKey(name) && !e.row.Trashed() {
			return e, d.changeContact(e, at, prefix)
		}
	}
	return d.newContact(at, prefix)
}

func (d *draft) newContact(at *entry[account.Account], prefix string) (*entry[account.Contact], *rowFault) {
	e := &entry[account.Contact]{fresh: true, seen: true}
	c := &e.row
	c.ID, c.AccountID, c.Source = d.in.a.db.NewID(), at.row.ID, d.in.source
	d.set(&c.Name, prefix+"name")
	if bad := d.fillContact(c, prefix); bad != nil {
		return nil, bad
	}
	if !d.in.mayImport(org.EditAccounts, at.row.OwnerID) {
		return nil, &rowFault{"owner_conflict", prefix + "name"}
	}
	d.does, d.news = true, d.news || prefix == ""
	d.then = append(d.then, func() {
		d.in.seen[c.ID] = d.record
		d.w.knowContact(e)
		put(d.w, e)
	})
	return e, nil
}

func (d *draft) changeContact(
	e *entry[account.Contact],
	at *entry[account.Account],
	prefix string,
) *rowFault {
	next := e.row
	if bad := d.fillContact(&next, prefix); bad != nil {
		return bad
	}
	if next == e.row {
		return nil
	}
	if !d.in.mayImport(org.EditAccounts, at.row.OwnerID) {
		return &rowFault{"owner_conflict", prefix + "name"}
	}
	d.does = true
	d.then = append(d.then, func() {
		e.row = next
		put(d.w, e)
	})
	return nil
}

func (d *draft) fillContact(c *account.Contact, prefix string) *rowFault {
	d.set(&c.Title, prefix+"title")
	d.set(&c.Phone, prefix+"phone")
	d.set(&c.Email, prefix+"email")
	if prefix == "" {
		d.set(&c.About, "about")
		d.number(&c.LevelRank, "level_rank")
		if outside := d.get("external_id"); outside != "" {
			c.ExternalID, c.Source = outside, d.in.source
		}
	}
	if len([]rune(c.Phone)) > account.NameLimit || len([]rune(c.Email)) > account.NameLimit {
		return &rowFault{"too_long", prefix + "phone"}
	}
	c.SortKey = search.SortKey(c.Name)
	if err := c.Check(); err != nil {
		return &rowFault{faultOf(err).code, prefix + "name"}
	}
	return nil
}

// judgeContact reads a row about a person.
func (d *draft) judgeContact(ctx context.Context) *rowFault {
	at, bad := d.accountOf(ctx, "account", "account.", d.in.who.ID)
	if bad != nil {
		return bad
	}
	d.detail.Title = d.get("name")
	outside := d.get("external_id")
	if d.in.plan.Key == keyExternal && outside == "" {
		return &rowFault{"external_id_missing", "external_id"}
	}
	e := d.w.people[outside]
	if outside == "" || e == nil {
		if at == nil {
			return &rowFault{"account_missing", "account"}
		}
		return d.contactByName(at)
	}
	if at == nil {
		found, err := d.w.accountByID(ctx, e.row.AccountID)
		if err != nil || found == nil {
			return &rowFault{"owner_conflict", "external_id"}
		}
		at = found
	}
	if e.row.AccountID != at.row.ID || !at.seen && !at.fresh {
		return &rowFault{"external_id_taken", "external_id"}
	}
	if e.row.Trashed() {
		return &rowFault{"match_trashed", "external_id"}
	}
	return d.knownContact(e, at)
}

func (d *draft) contactByName(at *entry[account.Account]) *rowFault {
	if d.in.plan.Key != keyExternal && d.in.plan.Duplicate != duplicateNew {
		for _, e := range d.w.contacts[at.row.ID] {
			if nameKey(e.row.Name) == nameKey(d.get("name")) && !e.row.Trashed() {
				return d.knownContact(e, at)
			}
		}
	}
	e, bad := d.newContact(at, "")
	if bad != nil {
		return bad
	}
	return d.placeContact(e, at)
}

func (d *draft) knownContact(e *entry[account.Contact], at *entry[account.Account]) *rowFault {
	if d.in.plan.Duplicate == duplicateSkip {
		d.verdict, d.code = RowSkipped, "unchanged_skipped"
		return nil
	}
	d.old = true
	d.twice(e.row.ID)
	if outside := d.get("external_id"); outside != "" && e.row.ExternalID != "" &&
		e.row.ExternalID != outside {
		return &rowFault{"external_id_taken", "external_id"}
	}
	if bad := d.changeContact(e, at, ""); bad != nil {
		return bad
	}
	return d.placeContact(e, at)
}

// placeContact puts a contact into the department that the row names, which is
// made when it is not there.
func (d *draft) placeContact(e *entry[account.Contact], at *entry[account.Account]) *rowFault {
	name := d.get("department")
	if name == "" {
		return nil
	}
	var in *entry[account.Department]
	for _, x := range d.w.departments[at.row.ID] {
		if nameKey(x.row.Name) == nameKey(name) {
			in = x
		}
	}
	if in != nil && e.row.DepartmentID == in.row.ID {
		return nil
	}
	if !d.in.mayImport(org.EditAccounts, at.row.OwnerID) {
		return &rowFault{"owner_conflict", "department"}
	}
	d.does = true
	d.then = append(d.then, func() {
		if in == nil {
			in = &entry[account.Department]{fresh: true}
			in.row = account.Department{AccountID: at.row.ID, Name: name}
			in.row.ID, in.row.Source = d.in.a.db.NewID(), d.in.source
			d.w.departments[at.row.ID] = append(d.w.departments[at.row.ID], in)
			put(d.w, in)
		}
		e.row.DepartmentID = in.row.ID
		put(d.w, e)
	})
	return nil
}
