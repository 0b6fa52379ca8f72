package app

import (
	"context"
	"encoding/json"

	"sente/internal/sales/account"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// deepestGroup bounds how far a chain of parents or superiors is followed.
const deepestGroup = 64

// link is the second pass: rows that name a parent company or a superior are
// joined with them, wherever in the file these stand. A row whose other end is
// not found keeps its record and gets a warning.
func (in *intake) link(ctx context.Context, w *world, rows []*importRow) error {
	was, err := in.a.db.Reads().
		ImportRows(ctx, in.imp.ID, store.ImportRowFilter{After: rows[0].record - 1, Limit: len(rows)})
	if err != nil {
		return err
	}
	kept := map[int]store.ImportRow{}
	for _, x := range was {
		kept[x.Record] = x
	}
	for _, r := range rows {
		x := kept[r.record]
		r.verdict, r.code, r.column = "", x.Code, x.Column
		if v := Verdict(x.Verdict); v == RowRefused || v == RowSkipped || v == "" {
			continue
		}
		d := &draft{importRow: r, in: in, w: w}
		if err := json.Unmarshal([]byte(x.Detail), &r.detail); err != nil {
			return err
		}
		joined, err := d.join(ctx)
		if err != nil {
			return err
		}
		in.joined(r, Verdict(x.Verdict), joined)
	}
	return nil
}

// joined keeps what the second pass found out about a row.
func (in *intake) joined(r *importRow, was Verdict, joined string) {
	switch {
	case joined == "":
		return
	case joined != linkMade:
		r.verdict = was
		r.detail.Warnings = append(
			r.detail.Warnings,
			ImportNote{Code: joined, Column: in.columnOf(in.linkField())},
		)
		add(&in.report.Warnings, joined)
	case was == RowSame:
		r.verdict = RowUpdated
		in.report.recount(was, RowUpdated)
	}
}

// linkMade says that a row was joined; other words are codes of warnings.
const linkMade = "made"

func (in *intake) linkField() string {
	if in.kind == ImportAccounts {
		return "parent"
	}
	return "reports_to"
}

// join makes the link of one row: "" when there is none to make.
func (d *draft) join(ctx context.Context) (string, error) {
	if d.get(d.in.linkField()) == "" {
		return "", nil
	}
	if d.in.kind == ImportAccounts {
		return d.joinParent(ctx)
	}
	return d.joinSuperior(ctx)
}

func (d *draft) joinParent(ctx context.Context) (string, error) {
	const lost = "parent_unknown"
	child := d.only(d.get("name"), d.get("external_id"))
	parent := d.only(d.get("parent"), "")
	if child == nil || parent == nil || child == parent {
		return lost, nil
	}
	if child.row.ParentID == parent.row.ID {
		return "", nil
	}
	for up, n := parent, 0; up != nil && up.row.ParentID != 0 && n < deepestGroup; n++ {
		if up.row.ParentID == child.row.ID {
			return "parent_loop", nil
		}
		var err error
		if up, err = d.w.accountByID(ctx, up.row.ParentID); err != nil {
			return "", err
		}
	}
	if !d.in.mayImport(org.EditAccounts, child.row.OwnerID) {
		return "owner_conflict", nil
	}
	child.row.ParentID = parent.row.ID
	if child.row.Relation == account.Company {
		child.row.Relation = account.Subsidiary
	}
	put(d.w, child)
	return linkMade, nil
}

// only is the one account of a name or external id that the actor knows.
func (d *draft) only(name, outside string) *entry[account.Account] {
	if e := d.w.outside[outside]; outside != "" && e != nil {
		return e
	}
	var found *entry[account.Account]
	for _, e := range d.w.accounts[account.MatchKey(name)] {
		if !e.seen && !e.fresh || e.row.Trashed() {
			continue
		}
		if found != nil {
			return nil
		}
		found = e
	}
	return found
}

func (d *draft) joinSuperior(ctx context.Context) (string, error) {
	const lost = "superior_unknown"
	at := d.only(d.get("account"), d.get("account.external_id"))
	if at == nil {
		e := d.w.people[d.get("external_id")]
		if e == nil {
			return lost, nil
		}
		var err error
		if at, err = d.w.accountByID(ctx, e.row.AccountID); err != nil || at == nil {
			return lost, err
		}
	}
	people := d.w.contacts[at.row.ID]
	who, up := personNamed(people, d.get("name")), personNamed(people, d.get("reports_to"))
	if who == nil || up == nil || who == up {
		return lost, nil
	}
	if who.row.ReportsToID == up.row.ID {
		return "", nil
	}
	for next, n := up.row.ReportsToID, 0; next != 0 && n < deepestGroup; n++ {
		if next == who.row.ID {
			return "reports_loop", nil
		}
		next = superiorIn(people, next)
	}
	if !d.in.mayImport(org.EditAccounts, at.row.OwnerID) {
		return "owner_conflict", nil
	}
	who.row.ReportsToID = up.row.ID
	put(d.w, who)
	return linkMade, nil
}

func personNamed(people []*entry[account.Contact], name string) *entry[account.Contact] {
	for _, e := range people {
		if nameKey(e.row.Name) == nameKey(name) && !e.row.Trashed() {
			return e
		}
	}
	return nil
}

func superiorIn(people []*entry[account.Contact], id record.ID) record.ID {
	for _, e := range people {
		if e.row.ID == id {
			return e.row.ReportsToID
		}
	}
	return 0
}
