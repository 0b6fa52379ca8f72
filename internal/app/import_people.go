package app

import (
	"strconv"

	"sente/internal/sales/account"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
)

// mayImport reports whether the actor may do p to a record of owner by an import.
func (in *intake) mayImport(p org.Permission, owner record.ID) bool {
	return in.who.May(org.ImportRows, owner, false) && in.who.May(p, owner, false)
}

// mayGive refuses a change of owner beyond the actor's reach.
func (in *intake) mayGive(from, to record.ID) *rowFault {
	if from == to {
		return nil
	}
	if !in.who.May(org.AssignRecords, from, false) || !in.who.May(org.ImportRows, to, false) {
		return &rowFault{"import_denied", "owner"}
	}
	return nil
}

// ownerOf is the owner that the row names: by log-in, else by name; standard
// when it names nobody.
func (d *draft) ownerOf(standard record.ID) (record.ID, *rowFault) {
	name := d.get("owner")
	switch {
	case name == "":
		return standard, nil
	case name == ownerNone && d.in.plan.Defaults["owner"] == ownerNone:
		return 0, nil
	}
	e, bad := d.w.activeNamed(name)
	if bad != nil {
		return 0, bad
	}
	return e.row.ID, nil
}

// activeNamed finds the user of a log-in or name who may own records.
func (w *world) activeNamed(name string) (*entry[org.User], *rowFault) {
	e, bad := w.userNamed(name)
	switch {
	case bad != nil:
		return nil, bad
	case e == nil:
		return nil, &rowFault{"owner_unknown", "owner"}
	case !e.row.Active:
		return nil, &rowFault{"owner_inactive", "owner"}
	}
	return e, nil
}

// userNamed finds a user by log-in or name, nil when there is none.
func (w *world) userNamed(name string) (*entry[org.User], *rowFault) {
	var found *entry[org.User]
	key := nameKey(name)
	for _, e := range w.users {
		if e.row.Login != "" && e.row.Login == name {
			return e, nil
		}
		if nameKey(e.row.Name) != key {
			continue
		}
		if found != nil {
			return nil, &rowFault{"owner_ambiguous", "owner"}
		}
		found = e
	}
	return found, nil
}

// number reads a whole number.
func (d *draft) number(to *int, field string) {
	if n, err := strconv.Atoi(d.get(field)); err == nil {
		*to = n
	}
}

// twice notes that a row means the record of an earlier row of the file.
func (d *draft) twice(id record.ID) {
	if first := d.in.seen[id]; first != 0 && first != d.record {
		d.warn("duplicate_in_file", d.in.mainName(true), map[string]any{"record": first})
		return
	}
	d.in.seen[id] = d.record
}

// nearNames finds names that are almost the same, in a dry run.
type nearNames struct{ keys *account.Keys }

// nearLimit is how many accounts are compared; beyond it nothing is suggested.
const nearLimit = 20000

// Suggestions: the least likeness in percent.
const nearLeast = 70

func (n *nearNames) add(key string) {
	if n != nil {
		n.keys.Add(key)
	}
}

// suggestNear warns of the most similar account, which is never merged.
func (d *draft) suggestNear(key, field string) {
	if d.in.near == nil {
		return
	}
	if near := d.in.near.keys.Near(key, nearLeast, 1); len(near) > 0 {
		d.warn("near_match", field, map[string]any{"name": near[0].Key, "score": near[0].Score})
	}
}

// judgeProduct reads a row about a product.
func (d *draft) judgeProduct() *rowFault {
	name, outside := d.get("name"), d.get("external_id")
	d.detail.Title = name
	if d.in.plan.Key == keyExternal && outside == "" {
		return &rowFault{"external_id_missing", "external_id"}
	}
	if !d.in.who.Has(org.EditProducts) {
		return &rowFault{"import_denied", "name"}
	}
	key := productKey(name)
	e := d.w.stock[outside]
	if e == nil {
		e = d.w.products[key]
		if e != nil && (d.in.plan.Key == keyExternal || d.in.plan.Duplicate == duplicateNew) {
			return &rowFault{"already_there", "name"}
		}
	}
	switch {
	case e != nil && e.row.Trashed():
		return &rowFault{"match_trashed", "name"}
	case e != nil && d.in.plan.Duplicate == duplicateSkip:
		d.verdict, d.code = RowSkipped, "unchanged_skipped"
		return nil
	case e == nil:
		e = &entry[account.Product]{fresh: true, seen: true}
		e.row.ID, e.row.Name, e.row.Source, d.news = d.in.a.db.NewID(), name, d.in.source, true
	default:
		d.old = true
		d.twice(e.row.ID)
	}
	return d.fillProduct(e)
}

func (d *draft) fillProduct(e *entry[account.Product]) *rowFault {
	next := e.row
	if d.get("external_id") != "" {
		d.set(&next.Name, "name")
		next.ExternalID, next.Source = d.get("external_id"), d.in.source
	}
	d.set(&next.Series, "series")
	if bad := d.amount(&next.ListPrice, "list_price"); bad != nil {
		return bad
	}
	if err := next.Check(); err != nil {
		return faultOf(err)
	}
	next.MatchKey = productKey(next.Name)
	was, is := e.row, next
	same := (was.ListPrice == nil) == (is.ListPrice == nil) &&
		(is.ListPrice == nil || *is.ListPrice == *was.ListPrice)
	if was.ListPrice, is.ListPrice = nil, nil; same && was == is && !e.fresh {
		return nil
	}
	d.does = true
	d.then = append(d.then, func() {
		e.row = next
		d.w.products[next.MatchKey] = e
		if next.ExternalID != "" {
			d.w.stock[next.ExternalID] = e
		}
		put(d.w, e)
	})
	return nil
}

// judgeUser reads a row about a colleague, with the team he is in: a manager's
// team is named after him, and stands below the team of the region.
func (d *draft) judgeUser() *rowFault {
	name := d.get("name")
	d.detail.Title = name
	if name == "" {
		return &rowFault{"name_missing", "name"}
	}
	if !d.in.who.Has(org.AdminPeople) {
		return &rowFault{"import_denied", "name"}
	}
	e, bad := d.matchUser(name)
	if bad != nil || d.verdict == RowSkipped {
		return bad
	}
	next := org.User{Name: name, Lang: d.in.lang(), Active: true}
	if e != nil {
		next, d.old = e.row, true
	} else {
		e, d.news, d.does = &entry[org.User]{fresh: true}, true, true
		next.ID, next.Source, next.RoleID = d.in.a.db.NewID(), d.in.source, d.w.roles[org.Rep]
		e.row.ID = next.ID
	}
	d.set(&next.Login, "login")
	d.set(&next.ExternalID, "external_id")
	if code := d.get("role"); code != "" {
		next.RoleID = d.w.roles[code]
	}
	for _, other := range d.w.users {
		if next.Login != "" && other.row.Login == next.Login && other.row.ID != next.ID {
			return &rowFault{"login_taken", "login"}
		}
	}
	next.SortKey = search.SortKey(next.Name)
	if d.placed(&next); next == e.row {
		return nil
	}
	d.does = true
	d.then = append(d.then, func() { d.w.keepUser(e, next) })
	return nil
}

// matchUser finds the user that the row means: by external id, log-in or name.
func (d *draft) matchUser(name string) (*entry[org.User], *rowFault) {
	outside, login := d.get("external_id"), d.get("login")
	if d.in.plan.Key == keyExternal && outside == "" {
		return nil, &rowFault{"external_id_missing", "external_id"}
	}
	var found *entry[org.User]
	for _, e := range d.w.users {
		if outside != "" && e.row.ExternalID == outside && e.row.Source == d.in.source ||
			login != "" && e.row.Login == login {
			found = e
		}
	}
	if found == nil && d.in.plan.Key == keyMatch && d.in.plan.Duplicate != duplicateNew {
		var bad *rowFault
		if found, bad = d.w.userNamed(name); bad != nil {
			return nil, &rowFault{bad.code, "name"}
		}
	}
	if found != nil && d.in.plan.Duplicate == duplicateSkip {
		d.verdict, d.code = RowSkipped, "unchanged_skipped"
	}
	return found, nil
}

func (w *world) keepUser(e *entry[org.User], next org.User) {
	if e.fresh && !e.queued {
		w.users = append(w.users, e)
	}
	e.row = next
	put(w, e)
}

// placed puts a user into the team that the row names; what is missing of the
// tree of teams is made along with the row.
func (d *draft) placed(u *org.User) {
	region, manager, team := d.get("region"), d.get("manager"), d.get("team")
	if region == "" && manager == "" && team == "" {
		return
	}
	var up record.ID
	if region != "" {
		up = d.teamNamed(region, 0, 0)
	}
	if manager != "" && nameKey(manager) != nameKey(u.Name) {
		name := team
		if name == "" {
			name = manager
		}
		up = d.teamOf(name, manager, up)
	} else if team != "" {
		up = d.teamNamed(team, up, 0)
	}
	u.TeamID = up
}

// teamNamed finds a team below another one, or makes it.
func (d *draft) teamNamed(name string, up, head record.ID) record.ID {
	for _, t := range d.w.teams {
		if nameKey(t.row.Name) == nameKey(name) && (up == 0 || t.row.ParentID == up) {
			return t.row.ID
		}
	}
	t := &entry[org.Team]{fresh: true, row: org.Team{Name: name, ParentID: up, HeadID: head}}
	t.row.ID, t.row.Source = d.in.a.db.NewID(), d.in.source
	d.does = true
	d.then = append(d.then, func() {
		d.w.teams = append(d.w.teams, t)
		put(d.w, t)
	})
	return t.row.ID
}

// teamOf is the team of a manager, who is made when he is not there.
func (d *draft) teamOf(name, manager string, up record.ID) record.ID {
	boss, _ := d.w.userNamed(manager)
	if boss == nil {
		boss = &entry[org.User]{
			fresh: true,
			row: org.User{Name: manager, SortKey: search.SortKey(manager), Lang: d.in.lang(),
				Active: true, RoleID: d.w.roles[org.Manager]},
		}
		boss.row.ID, boss.row.Source = d.in.a.db.NewID(), d.in.source
		boss.row.TeamID = d.teamNamed(name, up, boss.row.ID)
		d.does = true
		d.then = append(d.then, func() { d.w.keepUser(boss, boss.row) })
		return boss.row.TeamID
	}
	return d.teamNamed(name, up, boss.row.ID)
}

func (in *intake) lang() string {
	w, err := in.a.Workspace()
	if err != nil {
		return ""
	}
	return w.Lang
}
