package app

import (
	"context"
	"strconv"

	"sente/internal/fault"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/rulebook"
	"sente/internal/store"
)

// inForce gives the rules by which deals are diagnosed, as r sees them. It asks
// the database each time which version holds, so that acts of every node follow a
// change at once, and reads it only when it is a new one.
func (a *App) inForce(ctx context.Context, r *store.Reads) (*rulebook.InForce, error) {
	id, err := r.BookID(ctx)
	if err != nil {
		return nil, err
	}
	if kept := a.rules.Load(); kept != nil && kept.Book == id {
		return kept, nil
	}
	b, err := r.Book(ctx)
	if err != nil {
		return nil, err
	}
	out := b.InForce()
	a.rules.Store(out)
	return out, nil
}

// Rules is the version of the rules in force.
func (a *App) Rules(ctx context.Context, who org.Actor) (rulebook.Book, error) {
	if err := holds(who, org.AdminSettings); err != nil {
		return rulebook.Book{}, err
	}
	return a.db.Reads().Book(ctx)
}

// rulesListed is how many versions RuleVersions lists at most.
const rulesListed = 100

// RuleVersions lists the versions of the rules, the newest first; the method
// itself is the last.
func (a *App) RuleVersions(ctx context.Context, who org.Actor) ([]rulebook.Book, error) {
	if err := holds(who, org.AdminSettings); err != nil {
		return nil, err
	}
	list, err := a.db.Reads().Books(ctx, rulesListed)
	return append(list, rulebook.Method()), err
}

// RulesJob is the kind of job that evaluates all open deals after the rules were
// changed.
const RulesJob = "rules"

// SaveRules makes a draft the rules in force, as a new version; version is that
// of which the draft was made. The open deals are evaluated anew by a job.
func (a *App) SaveRules(ctx context.Context, who org.Actor, version int64,
	d rulebook.Draft) (rulebook.Book, error) {
	if err := holds(who, org.AdminSettings); err != nil {
		return rulebook.Book{}, err
	}
	var out rulebook.Book
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		before, err := tx.Book(ctx)
		if err != nil {
			return err
		}
		if err := fresh(record.Meta{Version: before.Number}, version); err != nil {
			return err
		}
		if err := complete(&d, &before.Content); err != nil {
			return err
		}
		if d.Same(&before.Content) {
			return fault.New(fault.Invalid, "rules_same").At("changes")
		}
		out = rulebook.Book{Content: d.Content, Note: d.Note, ByID: who.ID}
		if err := addBook(ctx, tx, before, &out); err != nil {
			return err
		}
		return tx.Record(ctx, event.Event{ActorID: who.ID, Act: "rules.saved", Kind: record.RuleBook,
			SubjectID: out.ID, On: a.day(tx.Now()),
			Params: event.Params{"number": strconv.FormatInt(out.Number, 10)}})
	})
	return out, err
}

// complete makes a draft whole and checks it.
func complete(d *rulebook.Draft, before *rulebook.Content) error {
	if bad := d.After(before); len(bad) > 0 {
		return fault.Join(bad)
	}
	return d.Check()
}

// addBook appends a version; the open deals are evaluated anew by a job.
func addBook(ctx context.Context, tx *store.Tx, before rulebook.Book, b *rulebook.Book) error {
	b.ID, b.Number, b.RecordedAt = tx.NewID(), before.Number+1, tx.Now()
	if err := store.Add(ctx, tx, b); err != nil {
		return err
	}
	return tx.Enqueue(ctx, RulesJob, b.Number, RulesJob)
}
