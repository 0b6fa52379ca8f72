package app

import (
	"context"
	"reflect"

	"sente/internal/sales/deal"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// reflag evaluates the rules of deals anew in the transaction of an act that may
// have changed what they say: flags are raised, changed and cleared, and the
// deals' summaries written, as part of the act's event. Call it after the last
// write of the act and before tx.Record. A deal's version stays; its row must be
// read again to see the new summary.
func (a *App) reflag(ctx context.Context, tx *store.Tx, deals ...record.ID) error {
	return a.reflagEach(ctx, tx, deals, func(deal.Deal) error { return nil })
}

// reflagEach evaluates deals and calls done after each.
func (a *App) reflagEach(ctx context.Context, tx *store.Tx, deals []record.ID,
	done func(deal.Deal) error) error {
	if err := tx.LockDeals(ctx, deals...); err != nil {
		return err
	}
	facts, err := tx.Facts(ctx, org.Everyone("rules look at the full truth"), deals...)
	if err != nil {
		return err
	}
	flags, err := tx.OpenFlags(ctx, deals...)
	if err != nil {
		return err
	}
	open := flagsByDeal(flags)
	by, err := a.inForce(ctx, &tx.Reads)
	if err != nil {
		return err
	}
	today, still := a.day(tx.Now()), []record.ID{}
	for i := range facts {
		f := &facts[i]
		verdict := f.Diagnose(today, by)
		if err := saveVerdict(ctx, tx, &verdict, open[f.Deal.ID]); err != nil {
			return err
		}
		after := f.Deal
		after.Summary = verdict.Summary(&f.Deal)
		if after.Summary.Same(f.Deal.Summary) {
			still = append(still, f.Deal.ID)
		} else if err := store.Amend(ctx, tx, f.Deal, &after); err != nil {
			return err
		}
		if err := done(f.Deal); err != nil {
			return err
		}
	}
	return tx.Evaluated(ctx, today, still...)
}

func flagsByDeal(flags []deal.Flag) map[record.ID][]deal.Flag {
	out := map[record.ID][]deal.Flag{}
	for _, x := range flags {
		out[x.DealID] = append(out[x.DealID], x)
	}
	return out
}

// saveDeal saves a deal and what the rules then say of it with one write of its
// row; f is what was known of it before, read in this transaction. A deal without
// an id is a new one. Only what a person changed raises the version, not the
// summary.
func (a *App) saveDeal(ctx context.Context, tx *store.Tx, f store.Flagged, d *deal.Deal) error {
	before := f.Deal
	if d.ID == 0 {
		d.ID = tx.NewID()
	}
	if d.AccountID != before.AccountID {
		if err := tx.ReadCustomer(ctx, &f.Facts, d.AccountID); err != nil {
			return err
		}
	}
	by, err := a.inForce(ctx, &tx.Reads)
	if err != nil {
		return err
	}
	f.Deal = *d
	verdict := f.Diagnose(a.day(tx.Now()), by)
	d.Summary = verdict.Summary(&f.Deal)
	if err := saveSummed(ctx, tx, before, d); err != nil {
		return err
	}
	return saveVerdict(ctx, tx, &verdict, f.Open)
}

func saveSummed(ctx context.Context, tx *store.Tx, before deal.Deal, d *deal.Deal) error {
	if before.ID == 0 {
		return store.Add(ctx, tx, d)
	}
	summed := before
	summed.Summary = d.Summary
	if reflect.DeepEqual(summed, *d) {
		return store.Amend(ctx, tx, before, d)
	}
	return store.Save(ctx, tx, before, d)
}

// saveVerdict writes flags and what facts decided about them; open are the flags
// as they were.
func saveVerdict(ctx context.Context, tx *store.Tx, v *deal.Verdict, open []deal.Flag) error {
	for _, x := range v.Rulings {
		x.RecordedAt = tx.Now()
		if err := store.Add(ctx, tx, &x); err != nil {
			return err
		}
	}
	if err := reportFailed(ctx, tx, v.Failed); err != nil {
		return err
	}
	var raised []*deal.Flag
	var changed []store.Changed[deal.Flag]
	for _, c := range v.FlagChanges(open, tx.Now()) {
		if c.Before == nil {
			raised = append(raised, &c.After)
		} else {
			changed = append(changed, store.Changed[deal.Flag]{Before: *c.Before, After: c.After})
		}
	}
	if err := store.AddAll(ctx, tx, raised...); err != nil {
		return err
	}
	return store.AmendAll(ctx, tx, changed)
}

// reflagBatch is how many deals one transaction of ReflagAll evaluates.
const reflagBatch = 500

// ReflagAll evaluates the rules of every open deal that was not evaluated today,
// since days pass also when nobody acts. Each deal that changed gets its own
// event, without an actor. It is for the nightly run and goes on where an
// interrupted run stopped.
func (a *App) ReflagAll(ctx context.Context) error {
	var last record.ID
	for {
		batch, err := a.db.Reads().StaleDeals(ctx, a.Today(), last, reflagBatch)
		if err != nil || len(batch) == 0 {
			return err
		}
		if err := a.ReflagDeals(ctx, batch); err != nil {
			return err
		}
		last = batch[len(batch)-1]
	}
}

// ReflagDeals evaluates the rules of given deals in one transaction, with an
// event for each deal that changed. It is for jobs after an act that concerns
// many deals.
func (a *App) ReflagDeals(ctx context.Context, deals []record.ID) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		return a.reflagEach(ctx, tx, deals, func(d deal.Deal) error {
			if !tx.Changed() {
				return nil
			}
			return tx.Record(ctx, event.Event{On: a.day(tx.Now()), Act: "deal.reflagged", Kind: record.Deal,
				SubjectID: d.ID, DealID: d.ID, AccountID: d.AccountID, Params: event.Params{"name": d.Name}})
		})
	})
}
