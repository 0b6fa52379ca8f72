package app

import (
	"context"
	"strings"

	"sente/internal/sales/account"
	"sente/internal/sales/activity"
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
func (d *draft) accountOf(ctx context.Context, nameField, prefix string, owner record.ID) (*entry[account.Account], *rowFault) {
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

func (d *draft) newAccount(ctx context.Context, nameField, prefix string, owner record.ID) (*entry[account.Account], *rowFault) {
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
func (d *draft) changeAccount(ctx context.Context, e *entry[account.Account], prefix string, main bool) *rowFault {
	if main && d.in.plan.Duplicate == duplicateSkip {
		d.verdict, d.code = RowSkipped, "unchanged_skipped"
		return nil
	}
	if main {
		d.twice(e.row.ID)
	}
	next := e.row
	if bad := d.fillAccount(&next, prefix); bad != nil {
		return bad
	}
	if main && d.get("external_id") != "" && d.w.outside[d.get("external_id")] == e {
		d.set(&next.Name, "name")
		next.MatchKey, next.SortKey = account.MatchKey(next.Name), search.SortKey(next.Name)
	}
	if main && d.get("owner") != "" {
		owner, bad := d.ownerOf(next.OwnerID)
		if bad != nil {
			return bad
		}
		if bad := d.in.mayGive(next.OwnerID, owner); bad != nil {
			return bad
		}
		next.OwnerID = owner
	}
	if outside := d.get(prefix + "external_id"); outside != "" && next.ExternalID == "" {
		next.ExternalID, next.Source = outside, d.in.source
	} else if outside != "" && next.ExternalID != outside {
		return &rowFault{"external_id_taken", prefix + "external_id"}
	}
	if err := next.Check(); err != nil {
		return faultOf(err)
	}
	if bad := d.tag(ctx, main, record.Ref{Kind: record.Account, ID: e.row.ID}, e.fresh); bad != nil {
		return bad
	}
	if sameAccount(next, e.row) {
		return nil
	}
	if !d.in.mayImport(org.EditAccounts, e.row.OwnerID) && !e.fresh {
		return &rowFault{"owner_conflict", d.in.mainName(main)}
	}
	d.does = true
	d.then = append(d.then, func() {
		e.row = next
		put(d.w, e)
	})
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
	for field, to := range map[string]*string{"industry": &a.Industry, "region": &a.Region, "credit_code": &a.CreditCode,
		"phone": &a.Phone, "website": &a.Website, "address": &a.Address} {
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

func (d *draft) changeContact(e *entry[account.Contact], at *entry[account.Account], prefix string) *rowFault {
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
	d.twice(e.row.ID)
	if outside := d.get("external_id"); outside != "" && e.row.ExternalID != "" && e.row.ExternalID != outside {
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

// tag puts the tags of a row on its main record; new ones are made.
func (d *draft) tag(ctx context.Context, main bool, on record.Ref, fresh bool) *rowFault {
	if !main || d.get("tags") == "" {
		return nil
	}
	has := map[string]bool{}
	if !fresh {
		names, err := d.w.r.TagNames(ctx, on.Kind, []record.ID{on.ID})
		if err != nil {
			return faultOf(err)
		}
		for _, n := range names[on.ID] {
			has[search.Fold(n)] = true
		}
	}
	for _, word := range strings.FieldsFunc(d.get("tags"), func(r rune) bool { return strings.ContainsRune(";；,，、", r) }) {
		if strings.TrimSpace(word) == "" {
			continue
		}
		name, key, err := tagKey(word)
		if err != nil {
			return &rowFault{faultOf(err).code, "tags"}
		}
		if has[key] || len(has) >= TagsLimit {
			continue
		}
		has[key], d.does = true, true
		d.then = append(d.then, func() { d.w.tagged(name, key, on) })
	}
	return nil
}

func (w *world) tagged(name, key string, on record.Ref) {
	t := w.tags[key]
	if t == nil {
		t = &entry[activity.Tag]{fresh: true, row: activity.Tag{Name: name, MatchKey: key}}
		t.row.ID = w.in.a.db.NewID()
		w.tags[key] = t
		put(w, t)
	}
	put(w, &entry[activity.Tagging]{fresh: true, row: activity.Tagging{ID: w.in.a.db.NewID(), SubjectKind: on.Kind,
		SubjectID: on.ID, TagID: t.row.ID}})
}
