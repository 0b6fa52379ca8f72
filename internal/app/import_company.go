package app

import (
	"context"

	"sente/internal/sales/account"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
)

// judgeAccount reads a row about an account, and perhaps a person in it.
func (d *draft) judgeAccount(ctx context.Context) *rowFault {
	e, bad := d.accountOf(ctx, "name", "", 0)
	if bad != nil || d.verdict == RowSkipped {
		return bad
	}
	if e == nil {
		return &rowFault{"name_missing", "name"}
	}
	d.detail.Title = e.row.Name
	_, bad = d.contactOf(e, "contact.")
	return bad
}

// accountOf finds or makes the account that a row names. nameField and prefix
// say where its fields stand; owner is that of a new one that the row is not
// about. It is nil when the row names none.
func (d *draft) accountOf(
	ctx context.Context,
	nameField, prefix string,
	owner record.ID,
) (*entry[account.Account], *rowFault) {
	name, outside := d.get(nameField), d.get(prefix+"external_id")
	if name == "" && outside == "" {
		return nil, nil
	}
	main := prefix == ""
	if main && d.in.plan.Key == keyExternal && outside == "" {
		return nil, &rowFault{"external_id_missing", "external_id"}
	}
	e, bad := d.matchAccount(name, outside, nameField, main)
	if bad != nil {
		return nil, bad
	}
	if e != nil {
		return e, d.changeAccount(ctx, e, prefix, main)
	}
	if name == "" {
		return nil, &rowFault{"name_missing", nameField}
	}
	return d.newAccount(ctx, nameField, prefix, owner)
}

// matchAccount finds the account that is meant, nil for a new one.
func (d *draft) matchAccount(name, outside, at string, main bool) (*entry[account.Account], *rowFault) {
	if outside != "" {
		if e := d.w.outside[outside]; e != nil {
			return usable(e, e.row.Trashed(), at)
		}
	}
	if main && (d.in.plan.Key == keyExternal || d.in.plan.Duplicate == duplicateNew) || name == "" {
		return nil, nil
	}
	var mine []*entry[account.Account]
	all := d.w.accounts[account.MatchKey(name)]
	for _, e := range all {
		if (e.seen || e.fresh) && !e.row.Trashed() {
			mine = append(mine, e)
		}
	}
	switch {
	case len(mine) > 1:
		return nil, &rowFault{"match_ambiguous", at}
	case len(mine) == 1 && main && account.MixedScript(name):
		return nil, &rowFault{"duplicate_doubtful", at}
	case len(mine) == 1:
		return mine[0], nil
	case len(all) > 0:
		return usable(all[0], all[0].row.Trashed(), at)
	}
	return nil, nil
}

// usable refuses a record that is in the trash or that the actor does not know.
func usable[T any](e *entry[T], trashed bool, at string) (*entry[T], *rowFault) {
	switch {
	case !e.seen && !e.fresh:
		return nil, &rowFault{"owner_conflict", at}
	case trashed:
		return nil, &rowFault{"match_trashed", at}
	}
	return e, nil
}

func (d *draft) newAccount(
	ctx context.Context,
	nameField, prefix string,
	owner record.ID,
) (*entry[account.Account], *rowFault) {
	e := &entry[account.Account]{fresh: true, seen: true}
	a := &e.row
	a.ID, a.Name = d.in.a.db.NewID(), d.get(nameField)
	if bad := d.fillAccount(a, prefix); bad != nil {
		return nil, bad
	}
	main := prefix == ""
	if a.OwnerID = owner; main {
		var bad *rowFault
		if a.OwnerID, bad = d.ownerOf(d.in.who.ID); bad != nil {
			return nil, bad
		}
	}
	if !d.in.mayImport(org.CreateAccounts, a.OwnerID) {
		return nil, &rowFault{"import_denied", "owner"}
	}
	if outside := d.get(prefix + "external_id"); outside != "" {
		a.ExternalID = outside
	}
	a.Source = d.in.source
	if err := a.Check(); err != nil {
		return nil, &rowFault{faultOf(err).code, nameField}
	}
	a.MatchKey, a.SortKey = account.MatchKey(a.Name), search.SortKey(a.Name)
	d.suggestNear(a.MatchKey, nameField)
	d.does, d.news = true, d.news || main
	d.then = append(d.then, func() {
		d.in.seen[a.ID] = d.record
		d.w.knowAccount(e)
		put(d.w, e)
		d.in.near.add(a.MatchKey)
	})
	return e, d.tag(ctx, main, record.Ref{Kind: record.Account, ID: a.ID}, true)
}

// changeAccount puts what the row says over an account that is there.
func (d *draft) changeAccount(
	ctx context.Context, e *entry[account.Account], prefix string, main bool,
) *rowFault {
	if main && d.in.plan.Duplicate == duplicateSkip {
		d.verdict, d.code = RowSkipped, "unchanged_skipped"
		return nil
	}
	if main {
		d.old = true
		d.twice(e.row.ID)
	}
	next := e.row
	if bad := d.reviseAccount(&next, e, prefix); bad != nil {
		return bad
	}
	before := len(d.then)
	if bad := d.tag(ctx, main, record.Ref{Kind: record.Account, ID: e.row.ID}, e.fresh); bad != nil {
		return bad
	}
	if sameAccount(next, e.row) && len(d.then) == before {
		return nil
	}
	if !e.fresh && !d.in.mayImport(org.EditAccounts, e.row.OwnerID) {
		return &rowFault{"owner_conflict", d.in.mainName(main)}
	}
	d.does = true
	d.then = append(d.then, func() {
		e.row = next
		put(d.w, e)
	})
	return nil
}

// reviseAccount puts the row over an account: its fields, and where the row is
// about it also its name, which only an external id can change, and its owner.
func (d *draft) reviseAccount(a *account.Account, e *entry[account.Account], prefix string) *rowFault {
	if bad := d.fillAccount(a, prefix); bad != nil {
		return bad
	}
	if prefix == "" {
		if outside := d.get("external_id"); outside != "" && d.w.outside[outside] == e {
			d.set(&a.Name, "name")
			a.MatchKey, a.SortKey = account.MatchKey(a.Name), search.SortKey(a.Name)
		}
		if bad := d.give(&a.OwnerID); bad != nil {
			return bad
		}
	}
	if bad := d.call(&a.Meta, prefix); bad != nil {
		return bad
	}
	if err := a.Check(); err != nil {
		return faultOf(err)
	}
	return nil
}

// give changes the owner of a record when the row names another one.
func (d *draft) give(owner *record.ID) *rowFault {
	to, bad := d.ownerOf(*owner)
	if bad == nil {
		bad = d.in.mayGive(*owner, to)
	}
	if bad == nil {
		*owner = to
	}
	return bad
}

// call gives a record the external id of the row; one that has another keeps it,
// and the row is refused.
func (d *draft) call(m *record.Meta, prefix string) *rowFault {
	outside := d.get(prefix + "external_id")
	switch {
	case outside == "" || m.ExternalID == outside:
	case m.ExternalID == "":
		m.ExternalID, m.Source = outside, d.in.source
	default:
		return &rowFault{"external_id_taken", prefix + "external_id"}
	}
	return nil
}

func (in *intake) mainName(main bool) string {
	if main {
		return "name"
	}
	return "account"
}

func sameAccount(a, b account.Account) bool {
	if (a.Revenue == nil) != (b.Revenue == nil) || a.Revenue != nil && *a.Revenue != *b.Revenue {
		return false
	}
	a.Revenue, b.Revenue = nil, nil
	return a == b
}

// fillAccount puts the fields of a row over an account; its name stays.
func (d *draft) fillAccount(a *account.Account, prefix string) *rowFault {
	for field, to := range map[string]*string{
		"industry": &a.Industry, "region": &a.Region, "credit_code": &a.CreditCode,
		"phone": &a.Phone, "website": &a.Website, "address": &a.Address,
	} {
		d.set(to, prefix+field)
	}
	if len([]rune(a.Phone)) > 100 {
		return &rowFault{"too_long", prefix + "phone"}
	}
	if prefix != "" {
		return nil
	}
	d.set(&a.About, "about")
	d.number(&a.Founded, "founded")
	d.number(&a.Employees, "employees")
	return d.amount(&a.Revenue, "revenue")
}

// accountByID finds an account that is known or stored.
func (w *world) accountByID(ctx context.Context, id record.ID) (*entry[account.Account], error) {
	if e := w.byID[id]; e != nil {
		return e, nil
	}
	found, err := w.r.AccountsWith(ctx, w.in.who.Scope(org.ReadAccounts), []record.ID{id})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return w.putAccount(found[0]), nil
}
