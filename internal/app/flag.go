package app

import (
	"context"
	"errors"
	"reflect"

	"golang.org/x/sync/errgroup"

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
	_, err := a.reflagged(ctx, tx, deals)
	return err
}

// reflagged is reflag, and what is known of the deals.
func (a *App) reflagged(ctx context.Context, tx *store.Tx, deals []record.ID) ([]deal.Facts, error) {
	if err := tx.LockDeals(ctx, deals...); err != nil {
		return nil, err
	}
	facts, err := tx.Facts(ctx, org.Everyone("rules look at the full truth"), deals...)
	if err != nil {
		return nil, err
	}
	flags, err := tx.OpenFlags(ctx, deals...)
	if err != nil {
		return nil, err
	}
	by, err := a.inForce(ctx, &tx.Reads)
	if err != nil {
		return nil, err
	}
	open, today, said := flagsByDeal(flags), a.day(tx.Now()), verdicts{}
	for i := range facts {
		f := &facts[i]
		verdict := f.Diagnose(today, by)
		if err := said.add(ctx, tx, &verdict, open[f.Deal.ID]); err != nil {
			return nil, err
		}
		after := f.Deal
		after.Summary = verdict.Summary(&f.Deal)
		if err := store.Amend(ctx, tx, f.Deal, &after); err != nil {
			return nil, err
		}
	}
	return facts, said.save(ctx, tx)
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
	said := verdicts{}
	if err := said.add(ctx, tx, &verdict, f.Open); err != nil {
		return err
	}
	return said.save(ctx, tx)
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

// verdicts is what the rules said of deals, as far as it is not written yet.
type verdicts struct {
	raised  []*deal.Flag
	changed []store.Changed[deal.Flag]
}

// add writes what facts decided about the flags of a deal, and keeps the flags to
// be written; open are the flags as they were.
func (w *verdicts) add(ctx context.Context, tx *store.Tx, v *deal.Verdict, open []deal.Flag) error {
	for _, x := range v.Rulings {
		x.RecordedAt = tx.Now()
		if err := store.Add(ctx, tx, &x); err != nil {
			return err
		}
	}
	for _, c := range v.FlagChanges(open, tx.Now()) {
		if c.Before == nil {
			w.raised = append(w.raised, &c.After)
		} else {
			w.changed = append(w.changed, store.Changed[deal.Flag]{Before: *c.Before, After: c.After})
		}
	}
	return reportFailed(ctx, tx, v.Failed)
}

// save writes the flags.
func (w *verdicts) save(ctx context.Context, tx *store.Tx) error {
	if err := store.AddAll(ctx, tx, w.raised...); err != nil {
		return err
	}
	return store.AmendAll(ctx, tx, w.changed)
}

// reflagBatch is how many deals one transaction of ReflagAll evaluates.
const reflagBatch = 500

// ReflagAll evaluates the rules of every open deal, and of those that are won with
// money outstanding, since days pass also when nobody acts, and rules change. Each
// deal that changed gets its own event, without an actor. It is for jobs; what an
// interrupted run has done stays done, and asking again changes nothing.
func (a *App) ReflagAll(ctx context.Context) error {
	each, within := errgroup.WithContext(ctx)
	each.SetLimit(a.db.Lanes())
	r, all := a.db.Reads(), org.Everyone("rules look at every deal")
	err := inBatches(within, func(after record.ID) ([]record.ID, error) {
		return r.OpenDeals(ctx, all, after, reflagBatch)
	}, func(batch []record.ID) { each.Go(func() error { return a.ReflagDeals(within, batch) }) })
	if err == nil {
		err = inBatches(within, func(after record.ID) ([]record.ID, error) {
			return r.WonDeals(ctx, after, reflagBatch)
		}, func(batch []record.ID) { each.Go(func() error { return a.ReflagDeals(within, batch) }) })
	}
	return errors.Join(err, each.Wait())
}

// inBatches hands on what is listed, batch after batch, until there is no more or
// ctx is done.
func inBatches(ctx context.Context, list func(after record.ID) ([]record.ID, error),
	do func([]record.ID)) error {
	var last record.ID
	for ctx.Err() == nil {
		batch, err := list(last)
		if err != nil || len(batch) == 0 {
			return err
		}
		do(batch)
		last = batch[len(batch)-1]
	}
	return nil
}

// ReflagDeals evaluates the rules of given deals in one transaction, with an
// event for each deal that changed. It is for jobs after an act that concerns
// many deals.
func (a *App) ReflagDeals(ctx context.Context, deals []record.ID) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		facts, err := a.reflagged(ctx, tx, deals)
		if err != nil {
			return err
		}
		today, events := a.day(tx.Now()), make([]event.Event, len(facts))
		for i := range facts {
			d := &facts[i].Deal
			events[i] = event.Event{On: today, Act: "deal.reflagged", Kind: record.Deal,
				SubjectID: d.ID, DealID: d.ID, AccountID: d.AccountID, Params: event.Params{"name": d.Name}}
		}
		return tx.RecordEach(ctx, events)
	})
}
