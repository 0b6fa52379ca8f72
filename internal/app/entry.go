package app

import (
	"context"
	"slices"

	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// The acts on entries: rows of a kind of their own that people write about a deal,
// each added, edited and removed in the same way.

// written is a pointer to a row of a kind of entries.
type written[T any] interface {
	*T
	deal.Entry
}

// addEntry writes a new entry about a deal.
func addEntry[T any, P written[T]](ctx context.Context, a *App, who org.Actor, id record.ID,
	row T) (T, error) {
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		d, err := dealToChange(ctx, tx, who, id, org.EditDeals)
		if err != nil {
			return err
		}
		*P(&row).Head(), *P(&row).Of() = record.Meta{}, id
		act := entryAct[T, P]{a: a, who: who, deal: d, act: "added"}
		if err := act.prepare(ctx, tx, &row); err != nil {
			return err
		}
		if err := store.Add(ctx, tx, &row); err != nil {
			return err
		}
		return act.done(ctx, tx, &row)
	})
	return row, err
}

// editEntry changes an entry by a change of its fields.
func editEntry[T any, P written[T]](ctx context.Context, a *App, who org.Actor, of versioned,
	edit func(*T) error) (T, error) {
	return changeEntry[T, P](ctx, a, who, of, func(_ *store.Tx, row *T) (string, error) {
		return "edited", edit(row)
	})
}

// removeEntry puts an entry into the trash.
func removeEntry[T any, P written[T]](ctx context.Context, a *App, who org.Actor, of versioned) error {
	_, err := changeEntry[T, P](ctx, a, who, of, func(tx *store.Tx, row *T) (string, error) {
		P(row).Head().DeletedAt = tx.Now()
		return "removed", nil
	})
	return err
}

// versioned is a row as somebody saw it.
type versioned struct {
	id      record.ID
	version int64
}

// changeEntry is the frame of the acts on one entry; change also names the act.
func changeEntry[T any, P written[T]](ctx context.Context, a *App, who org.Actor, of versioned,
	change func(*store.Tx, *T) (string, error)) (T, error) {
	var out T
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		scope := who.Scope(org.ReadDeals)
		old, err := store.Entry[T](ctx, &tx.Reads, scope, of.id)
		if err != nil {
			return err
		}
		d, err := dealToChange(ctx, tx, who, *P(&old).Of(), org.EditDeals)
		if err != nil {
			return err
		}
		if old, err = store.Entry[T](ctx, &tx.Reads, scope, of.id); err != nil {
			return err
		}
		if err := fresh(*P(&old).Head(), of.version); err != nil {
			return err
		}
		out = old
		act := entryAct[T, P]{a: a, who: who, deal: d, before: &old}
		if act.act, err = change(tx, &out); err != nil {
			return err
		}
		if err := act.prepare(ctx, tx, &out); err != nil {
			return err
		}
		if err := store.Save(ctx, tx, old, &out); err != nil {
			return err
		}
		return act.done(ctx, tx, &out)
	})
	return out, err
}

// entryAct is what somebody does to an entry; before is nil for a new one.
type entryAct[T any, P written[T]] struct {
	a      *App
	who    org.Actor
	deal   deal.Deal
	act    string // "added"
	before *T
}

// prepare checks an entry. The influences that it newly names must be on the map of
// its deal, and exist for the actor.
func (x entryAct[T, P]) prepare(ctx context.Context, tx *store.Tx, row *T) error {
	if P(row).Head().Trashed() {
		return nil
	}
	if err := P(row).Check(x.a.day(tx.Now())); err != nil {
		return err
	}
	var was []deal.Mention
	if x.before != nil {
		was = P(x.before).Named()
	}
	named := slices.DeleteFunc(P(row).Named(), func(m deal.Mention) bool {
		return slices.ContainsFunc(was, func(w deal.Mention) bool { return w.ID == m.ID })
	})
	if len(named) == 0 {
		return nil
	}
	people, err := tx.PeopleOf(ctx, x.who.Scope(org.ReadDeals), x.deal.ID)
	for _, m := range named {
		if !slices.ContainsFunc(people, func(p deal.Person) bool { return p.ID == m.ID }) && err == nil {
			err = fault.New(fault.Invalid, "reference_missing").At(m.At)
		}
	}
	return err
}

// done ends an act on an entry: the flags follow, one event tells of it, and the
// entry is as the actor may see it.
func (x entryAct[T, P]) done(ctx context.Context, tx *store.Tx, row *T) error {
	if err := x.a.reflag(ctx, tx, x.deal.ID); err != nil {
		return err
	}
	ref := P(row).Ref()
	e := dealEvent(x.who, string(ref.Kind)+"."+x.act, x.deal, x.a.day(tx.Now()))
	e.Kind, e.SubjectID, e.Params["name"] = ref.Kind, ref.ID, P(row).Title()
	if err := tx.Record(ctx, e); err != nil || len(P(row).Named()) == 0 {
		return err
	}
	veil, err := tx.Veil(ctx, x.who.Scope(org.ReadDeals), []record.ID{x.deal.ID})
	P(row).Forget(veil.Gone)
	return err
}
