package app

import (
	"context"
	"strings"

	"sente/internal/sales/account"
	"sente/internal/sales/activity"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/money"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

// dealEntry is a deal that rows may mean, with what is written along with it.
type dealEntry struct {
	entry[deal.Deal]
	account string // name
	note    string // of a new deal
}

// flush writes the deal. A new one gets its flags and its first move at once;
// one that was there is looked at anew with all its people.
func (e *dealEntry) flush(ctx context.Context, in *intake, tx *store.Tx) error {
	e.queued = false
	if e.fresh {
		e.fresh = false
		err := e.add(ctx, in, tx)
		e.stored = e.row
		return err
	}
	before := e.stored
	err := store.Save(ctx, tx, before, &e.row)
	if err == nil && before.Standing != e.row.Standing {
		err = store.Add(ctx, tx, in.move(tx, before.Standing, e.row))
	}
	e.stored = e.row
	return err
}

func (e *dealEntry) add(ctx context.Context, in *intake, tx *store.Tx) error {
	facts := deal.Facts{Deal: e.row, Account: e.account}
	by, err := in.a.inForce(ctx, &tx.Reads)
	if err != nil {
		return err
	}
	verdict := facts.Diagnose(in.today, by)
	e.row.Summary = verdict.Summary(&e.row)
	if err := store.Add(ctx, tx, &e.row); err != nil {
		return err
	}
	if err := reportFailed(ctx, tx, verdict.Failed); err != nil {
		return err
	}
	for _, c := range verdict.FlagChanges(nil, tx.Now()) {
		if err := store.Add(ctx, tx, &c.After); err != nil {
			return err
		}
	}
	if e.note != "" {
		n := activity.Note{SubjectKind: record.Deal, SubjectID: e.row.ID, AuthorID: in.who.ID, Text: e.note}
		if err := store.Add(ctx, tx, &n); err != nil {
			return err
		}
	}
	return store.Add(ctx, tx, in.move(tx, deal.Standing{}, e.row))
}

func (in *intake) move(tx *store.Tx, before deal.Standing, d deal.Deal) *deal.Move {
	return &deal.Move{DealID: d.ID, Act: deal.Imported, ByID: in.who.ID, RecordedAt: tx.Now(), On: in.today,
		Before: before, After: d.Standing}
}

// judgeDeal reads a row about a deal, with its account and a person there.
func (d *draft) judgeDeal(ctx context.Context) *rowFault {
	owner, bad := d.ownerOf(0)
	if bad != nil {
		return bad
	}
	if owner == 0 {
		owner = d.in.who.ID
	}
	at, bad := d.accountOf(ctx, "account", "account.", owner)
	if bad != nil {
		return bad
	}
	if at != nil {
		if _, bad = d.contactOf(at, "contact."); bad != nil {
			return bad
		}
	}
	e, bad := d.matchDeal(at)
	switch {
	case bad != nil:
		return bad
	case e == nil:
		return d.newDeal(ctx, at, owner)
	case d.in.plan.Duplicate == duplicateSkip:
		d.verdict, d.code = RowSkipped, "unchanged_skipped"
		d.detail.Title = e.row.Name
		return nil
	}
	return d.changeDeal(ctx, e, at)
}

// matchDeal finds the deal that the row means: by external id, else by name on
// the same account.
func (d *draft) matchDeal(at *entry[account.Account]) (*dealEntry, *rowFault) {
	outside := d.get("external_id")
	if d.in.plan.Key == keyExternal && outside == "" {
		return nil, &rowFault{"external_id_missing", "external_id"}
	}
	if e := d.w.deals[outside]; e != nil && outside != "" {
		_, bad := usable(&e.entry, e.row.Trashed(), "external_id")
		return e, bad
	}
	if d.in.plan.Key == keyExternal || d.in.plan.Duplicate == duplicateNew {
		return nil, nil
	}
	var on record.ID
	if at != nil {
		on = at.row.ID
	}
	for _, e := range d.w.named[d.get("name")] {
		if e.row.AccountID == on && (outside == "" || e.row.ExternalID == "") {
			_, bad := usable(&e.entry, e.row.Trashed(), "name")
			return e, bad
		}
	}
	return nil, nil
}

func (d *draft) newDeal(ctx context.Context, at *entry[account.Account], owner record.ID) *rowFault {
	e := &dealEntry{entry: entry[deal.Deal]{fresh: true, seen: true}}
	x := &e.row
	x.ID, x.OwnerID, x.Source, x.ExternalID = d.in.a.db.NewID(), owner, d.in.source, d.get("external_id")
	if !d.in.mayImport(org.CreateDeals, owner) {
		return &rowFault{"import_denied", "owner"}
	}
	if bad := d.fillDeal(x, at); bad != nil {
		return bad
	}
	if x.Name == "" {
		x.Name = d.composedName(at)
	}
	if bad := d.standing(x); bad != nil {
		return bad
	}
	if x.AccountID == 0 && x.Status != strategy.Open {
		return &rowFault{"account_missing", "account"}
	}
	if bad := d.checkDeal(x); bad != nil {
		return bad
	}
	if at != nil {
		e.account = at.row.Name
	}
	e.note = d.get("note")
	d.detail.Title, d.news, d.does = x.Name, true, true
	d.then = append(d.then, func() {
		d.in.seen[x.ID] = d.record
		d.w.knowDeal(e)
		d.w.putDealEntry(e)
	})
	return d.tag(ctx, true, record.Ref{Kind: record.Deal, ID: x.ID}, true)
}

// composedName is the name of a deal whose row has none: its account, product
// and external id, as far as there are.
func (d *draft) composedName(at *entry[account.Account]) string {
	var parts []string
	if at != nil {
		parts = append(parts, at.row.Name)
	}
	for _, field := range []string{"product", "external_id"} {
		if s := d.get(field); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}

func (d *draft) checkDeal(x *deal.Deal) *rowFault {
	if err := x.Check(d.in.today); err != nil {
		return faultOf(err)
	}
	x.SortKey = search.SortKey(x.Name)
	return nil
}

// fillDeal puts the fields of a row over a deal, except its standing.
func (d *draft) fillDeal(x *deal.Deal, at *entry[account.Account]) *rowFault {
	d.set(&x.Name, "name")
	if at != nil {
		x.AccountID = at.row.ID
	}
	if name := d.get("product"); name != "" {
		p, bad := d.w.productNamed(name)
		if bad != nil {
			return bad
		}
		x.ProductID = p.row.ID
	}
	d.day(&x.EngagedOn, "engaged_on")
	d.day(&x.ExpectedClose, "expected_close")
	d.day(&x.NextActionOn, "next_action_on")
	return d.amount(&x.Amount, "amount")
}

// standing puts a deal where the row says it stands. Behind a gate it may be put
// only by who may override gates; where it stands open without a word of when it
// came there, that is unknown. A lost deal has no stage, and an amount of 0 on it
// is none.
func (d *draft) standing(x *deal.Deal) *rowFault {
	code := d.get("stage")
	if code == "" || code == string(strategy.Open) {
		x.Start(d.in.today)
		return nil
	}
	was := x.Standing
	x.Standing = deal.Standing{Template: deal.Template, Status: strategy.DealStatus(code)}
	stage := playbook.Stage(code)
	switch {
	case stage.Selling():
		x.Status, x.Stage, x.StageVerified = strategy.Open, stage, stage.Prev()
		d.day(&x.StageEnteredOn, "stage_entered_on")
	case stage.Valid() || x.Status == strategy.Won:
		if x.Status == strategy.Won {
			stage = playbook.D0
		}
		d.day(&x.ClosedOn, "closed_on")
		x.Status, x.Stage, x.StageVerified, x.StageEnteredOn = strategy.Won, stage, playbook.S6, x.ClosedOn
		d.day(&x.StageEnteredOn, "stage_entered_on")
	default:
		d.day(&x.ClosedOn, "closed_on")
		d.set(&x.LostTo, "lost_to")
		if x.Amount != nil && x.Amount.Minor == 0 {
			x.Amount = nil
		}
	}
	d.set(&x.ClosedReason, "closed_reason")
	if x.Status == strategy.Open {
		x.ClosedReason = ""
	}
	if x.StageVerified != "" && !d.in.who.May(org.OverrideGates, x.OwnerID, false) &&
		x.StageVerified != was.StageVerified {
		return &rowFault{"gate_override_needed", "stage"}
	}
	if x.Status != strategy.Open && !d.in.who.May(org.MoveDeals, x.OwnerID, false) {
		return &rowFault{"import_denied", "stage"}
	}
	return nil
}

// changeDeal puts what the row says over a deal that is there.
func (d *draft) changeDeal(ctx context.Context, e *dealEntry, at *entry[account.Account]) *rowFault {
	d.old = true
	d.twice(e.row.ID)
	next := e.row
	if bad := d.fillDeal(&next, at); bad != nil {
		return bad
	}
	for _, bad := range []*rowFault{d.call(&next.Meta, ""), d.give(&next.OwnerID), d.restand(e.row, &next)} {
		if bad != nil {
			return bad
		}
	}
	if bad := d.checkDeal(&next); bad != nil {
		return bad
	}
	d.detail.Title = next.Name
	before := len(d.then)
	if bad := d.tag(ctx, true, record.Ref{Kind: record.Deal, ID: e.row.ID}, e.fresh); bad != nil {
		return bad
	}
	if d.get("note") != "" && d.get("note") != e.note {
		d.warn("note_kept", "note", nil)
	}
	if sameDeal(next, e.row) && len(d.then) == before {
		return nil
	}
	if !d.in.mayImport(org.EditDeals, e.row.OwnerID) {
		return &rowFault{"owner_conflict", "name"}
	}
	d.does = true
	d.then = append(d.then, func() {
		next.Summary = e.row.Summary
		e.row = next
		d.w.putDealEntry(e)
	})
	return nil
}

// restand moves a deal that is there, when the row says that it stands elsewhere.
func (d *draft) restand(old deal.Deal, next *deal.Deal) *rowFault {
	if d.get("stage") == "" {
		return nil
	}
	if bad := d.standing(next); bad != nil {
		return bad
	}
	was, is := old.Standing, next.Standing
	is.ObjectiveOn, is.EBChangedOn = was.ObjectiveOn, was.EBChangedOn
	if is.StageEnteredOn == 0 && is.Stage == was.Stage {
		is.StageEnteredOn = was.StageEnteredOn
	}
	if was.Status == is.Status && (was.Stage == is.Stage || is.Stage == "") {
		is.Stage, is.StageVerified, is.StageEnteredOn = was.Stage, was.StageVerified, was.StageEnteredOn
		keep(&is.ClosedOn, was.ClosedOn)
		keepText(&is.ClosedReason, was.ClosedReason)
		keepText(&is.LostTo, was.LostTo)
	}
	next.Standing = is
	if was.Status != strategy.Open && is.Status == strategy.Open &&
		!d.in.who.May(org.ReopenDeals, old.OwnerID, false) {
		return &rowFault{"import_denied", "stage"}
	}
	return nil
}

func keep(to *calendar.Day, was calendar.Day) {
	if *to == 0 {
		*to = was
	}
}

func keepText(to *string, was string) {
	if *to == "" {
		*to = was
	}
}

// sameDeal compares what an import can change.
func sameDeal(a, b deal.Deal) bool {
	return a.Name == b.Name && a.AccountID == b.AccountID && a.ProductID == b.ProductID &&
		a.OwnerID == b.OwnerID && a.EngagedOn == b.EngagedOn && a.ExpectedClose == b.ExpectedClose &&
		a.NextActionOn == b.NextActionOn &&
		a.ExternalID == b.ExternalID && a.Standing == b.Standing &&
		equalAmounts(a.Amount, b.Amount)
}

func equalAmounts(a, b *money.Amount) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// putDealEntry queues a deal for writing, and one that was there for the rules.
func (w *world) putDealEntry(e *dealEntry) {
	if e.queued {
		return
	}
	e.queued = true
	w.queue = append(w.queue, e)
	if !e.fresh {
		w.again = append(w.again, e.row.ID)
	}
}
