package app

import (
	"context"
	"encoding/json"
	"io"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
	"sente/internal/store"
	"sente/internal/text"
)

// ExportDossier gives a deal as a dossier as of today, one JSON object, to those
// who may export it, and notes that they took it. What tells of hidden coaches,
// and what the deal costs us, is only in it for those who may know. ImportDossier
// and `sente diagnose` read it.
func (a *App) ExportDossier(ctx context.Context, who org.Actor, id record.ID) (func(io.Writer) error, error) {
	d, err := a.dossier(ctx, who, id)
	if err != nil {
		return nil, err
	}
	err = a.take(ctx, who, func(*tally) int { return 1 })
	if fault.Is(err, fault.Limited) {
		return nil, fault.New(fault.Limited, "export_limited").With("limit", a.reading.limits.Day)
	}
	if err != nil {
		return nil, err
	}
	said := handedOut{what: "dossier", format: "json", deal: d.row}
	if err := a.recordExport(ctx, who, "deal.exported", said); err != nil {
		return nil, err
	}
	return a.handOut(ctx, who, said, func(w io.Writer) (int, error) {
		return 1, writeDossier(w, &d.dossier)
	}), nil
}

// outgoing is a deal that is taken away.
type outgoing struct {
	row     deal.Deal
	dossier strategy.Dossier
}

// ExportDossiers gives every deal that the actor may export as a dossier, one
// JSON object per line, and notes that he took them. Deals of unknown stage are
// left out: the method knows nothing of them.
func (a *App) ExportDossiers(ctx context.Context, who org.Actor) (func(io.Writer) error, error) {
	if err := holds(who, org.ExportRows); err != nil {
		return nil, err
	}
	said := handedOut{what: "dossier", format: "jsonl"}
	if err := a.recordExport(ctx, who, "export.made", said); err != nil {
		return nil, err
	}
	return a.handOut(ctx, who, said, func(w io.Writer) (n int, err error) {
		reach := who.Scope(org.ExportRows)
		err = a.db.Reads().ExportDeals(ctx, who.Scope(org.ReadDeals), reach, store.DealFilter{},
			func(part []store.DealOut) error {
				written, err := a.writeDossiers(ctx, who, part, w)
				n += written
				return err
			})
		return n, err
	}), nil
}

func (a *App) writeDossiers(ctx context.Context, who org.Actor, part []store.DealOut,
	w io.Writer) (n int, err error) {
	for _, row := range part {
		d, err := a.dossier(ctx, who, row.ID)
		if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Conflict) {
			continue
		}
		if err == nil {
			err = writeDossier(w, &d.dossier)
		}
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func writeDossier(w io.Writer, d *strategy.Dossier) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return out.Encode(d)
}

// dossier reads a deal as the actor may take it away.
func (a *App) dossier(ctx context.Context, who org.Actor, id record.ID) (outgoing, error) {
	r, scope := a.db.Reads(), who.Scope(org.ReadDeals)
	found, err := r.Facts(ctx, scope, id)
	if err != nil {
		return outgoing{}, err
	}
	if len(found) == 0 {
		return outgoing{}, fault.New(fault.NotFound, "not_found")
	}
	f := found[0]
	if err := permit(who, org.ExportRows, f.Deal.OwnerID, false); err != nil {
		return outgoing{}, err
	}
	if !f.Diagnosable() {
		return outgoing{}, fault.New(fault.Conflict, "stage_unknown").At("stage")
	}
	if !scope.SeesSecrets(f.Deal.OwnerID) {
		f = f.Masked()
	}
	team, err := r.Members(ctx, id)
	if err != nil {
		return outgoing{}, err
	}
	d := f.Outgoing(a.Today())
	if !seesCost(who, f.Deal.OwnerID, team) {
		d = d.Costless()
	}
	return outgoing{f.Deal, d}, nil
}

// ImportDossier makes a deal of a dossier, with all its facts, at the stage where
// it says it stands, for an owner; 0 is the actor. The customer is the account of
// that name which the actor sees, or a new one. Either all of it is done or
// nothing; a refusal names the member by its path. Behind a gate, or with
// verdicts, it may be put only by who may override gates.
func (a *App) ImportDossier(ctx context.Context, who org.Actor, owner record.ID,
	data []byte) (deal.Deal, error) {
	if owner == 0 {
		owner = who.ID
	}
	for _, p := range []org.Permission{org.ImportRows, org.CreateDeals} {
		if err := permit(who, p, owner, false); err != nil {
			return deal.Deal{}, err
		}
	}
	given, err := strategy.ReadDossier(data)
	if err != nil {
		return deal.Deal{}, err
	}
	in := &arrival{a: a, who: who, owner: owner, given: given}
	err = a.db.Write(ctx, func(tx *store.Tx) error { return in.come(ctx, tx) })
	return in.deal, err
}

// arrival is a dossier on its way into the house.
type arrival struct {
	a     *App
	who   org.Actor
	owner record.ID
	given strategy.Dossier
	today calendar.Day
	names map[record.ID]string // what the dossier calls people, by influence
	rows  deal.Unfolded
	deal  deal.Deal
}

func (x *arrival) come(ctx context.Context, tx *store.Tx) error {
	x.today = x.a.day(tx.Now())
	if err := activeOwner(ctx, tx, x.who, x.owner); err != nil {
		return err
	}
	if err := x.lawful(); err != nil {
		return err
	}
	id := tx.NewID()
	given := x.settle(tx, id)
	x.rows = deal.Unfold(&given, id, x.today, tx.NewID)
	if err := x.addDeal(ctx, tx); err != nil {
		return err
	}
	if err := x.addPeople(ctx, tx); err != nil {
		return err
	}
	if err := x.addEntries(ctx, tx); err != nil {
		return err
	}
	if err := x.carry(ctx, tx, &given); err != nil {
		return err
	}
	if err := x.a.reflag(ctx, tx, id); err != nil {
		return err
	}
	var err error
	if x.deal, err = tx.Deal(ctx, x.who.Scope(org.ReadDeals), id); err != nil {
		return err
	}
	return tx.Record(ctx, dealEvent(x.who, "deal.imported", x.deal, x.given.AsOf))
}

// settle gives the dossier with the ids that the deal and its people have here.
func (x *arrival) settle(tx *store.Tx, id record.ID) strategy.Dossier {
	x.names = map[record.ID]string{}
	table := map[string]string{}
	for _, p := range x.given.Influences {
		at := tx.NewID()
		x.names[at], table[p.ID] = p.ID, at.String()
	}
	given := x.given.Rename(table)
	given.ID = id.String()
	return given
}

// addDeal adds the customer, the deal and the move that says how it came.
func (x *arrival) addDeal(ctx context.Context, tx *store.Tx) error {
	d := &x.rows.Deal
	d.OwnerID = x.owner
	if d.Name == "" {
		return fault.New(fault.Invalid, "name_missing").At("deal.name")
	}
	var err error
	if d.AccountID, err = x.customer(ctx, tx); err != nil {
		return err
	}
	if err := x.a.prepareDeal(ctx, tx, x.who, deal.Deal{}, d); err != nil {
		return located("deal.", err)
	}
	if err := store.Add(ctx, tx, d); err != nil {
		return err
	}
	seen := deal.Glance{By: x.who.ID, On: x.given.AsOf, At: tx.Now()}
	for _, o := range d.ObservedSince(deal.Deal{}, seen) {
		if err := store.Add(ctx, tx, &o); err != nil {
			return err
		}
	}
	return store.Add(ctx, tx, &deal.Move{DealID: d.ID, Act: deal.Imported, ByID: x.who.ID,
		RecordedAt: tx.Now(), On: x.today, After: d.Standing})
}

// located puts the path of the object before the fields of a refusal.
func located(at string, err error) error {
	e := fault.Of(err)
	if e.Field != "" {
		e.Field = at + e.Field
	}
	return e
}

// carry keeps what the rows could not hold, and what people had decided about the
// flags that are raised.
func (x *arrival) carry(ctx context.Context, tx *store.Tx, given *strategy.Dossier) error {
	facts, err := x.known(ctx, tx)
	if err != nil {
		return err
	}
	c := deal.Carried{DealID: x.rows.Deal.ID, Dossier: x.given.ID, Stage: given.Deal.Stage, Names: x.names,
		Kept: facts.Carry(given)}
	facts.Carried = &c
	by, err := x.a.inForce(ctx, &tx.Reads)
	if err != nil {
		return err
	}
	for _, r := range facts.Decided(given, x.brought(), by) {
		r.ByID, r.RecordedAt = x.who.ID, tx.Now()
		if err := store.Add(ctx, tx, &r); err != nil {
			return err
		}
	}
	if facts, err = x.known(ctx, tx); err != nil {
		return err
	}
	c.Kept = facts.Carry(given)
	return store.Add(ctx, tx, &c)
}

// brought is the reason of what had been decided elsewhere.
func (x *arrival) brought() deal.Ruling {
	reason := text.In(x.who.Lang).Get("dossier.brought", nil)
	return deal.Ruling{Reason: reason, UntilOn: x.today.Add(deal.AcceptDays)}
}

// known is what the rows say of the deal by now.
func (x *arrival) known(ctx context.Context, tx *store.Tx) (*deal.Facts, error) {
	found, err := tx.Facts(ctx, org.Everyone("what came in is compared with what it became"), x.rows.Deal.ID)
	if err != nil || len(found) == 0 {
		return nil, fault.New(fault.NotFound, "not_found").Because(err)
	}
	return &found[0], nil
}
