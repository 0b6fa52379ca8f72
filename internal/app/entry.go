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
	return putEntry[T, P](ctx, a, who, id, func(*store.Tx) (*T, T, error) { return nil, row, nil })
}

// putEntry writes an entry about a deal; put gives it as it was, nil for a new
// one, and as it is to be.
func putEntry[T any, P written[T]](ctx context.Context, a *App, who org.Actor, id record.ID,
	put func(*store.Tx) (*T, T, error)) (T, error) {
	var row T
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		d, err := dealToChange(ctx, tx, who, id, org.EditDeals)
		if err != nil {
			return err
		}
		act := entryAct[T, P]{a: a, who: who, deal: d, act: "edited"}
		if act.before, row, err = put(tx); err != nil {
			return err
		}
		if act.before == nil {
			*P(&row).Head(), act.act = record.Meta{}, "added"
		}
		*P(&row).Of() = id
		return act.write(ctx, tx, &row)
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
		return "removed", unlink(ctx, tx, who, P(row).Ref())
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
		if err := act.retain(ctx, tx, &out); err != nil {
			return err
		}
		return act.write(ctx, tx, &out)
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

// write checks an entry, saves it, and ends the act.
func (x entryAct[T, P]) write(ctx context.Context, tx *store.Tx, row *T) error {
	if err := x.prepare(ctx, tx, row); err != nil {
		return err
	}
	var err error
	if x.before == nil {
		err = store.Add(ctx, tx, row)
	} else {
		err = store.Save(ctx, tx, *x.before, row)
	}
	if err != nil {
		return err
	}
	return x.done(ctx, tx, row)
}

// keeper is an entry that keeps whom somebody left out who could not know of them.
type keeper[T any] interface {
	Retain(before *T, gone map[record.ID]bool)
}

// retain puts hidden coaches back whom the entry named and the actor cannot see.
func (x entryAct[T, P]) retain(ctx context.Context, tx *store.Tx, row *T) error {
	k, ok := any(row).(keeper[T])
	if !ok || len(P(x.before).Named()) == 0 {
		return nil
	}
	veil, err := tx.Veil(ctx, x.who.Scope(org.ReadDeals), []record.ID{x.deal.ID})
	k.Retain(x.before, veil.Gone)
	return err
}

// prepare checks an entry. The records that it newly names must be there, on its
// deal, and exist for the actor.
func (x entryAct[T, P]) prepare(ctx context.Context, tx *store.Tx, row *T) error {
	if P(row).Head().Trashed() {
		return nil
	}
	if err := P(row).Check(x.a.day(tx.Now())); err != nil {
		return err
	}
	if err := x.lawful(row); err != nil {
		return err
	}
	var was []deal.Mention
	if x.before != nil {
		was = P(x.before).Named()
	}
	for _, m := range P(row).Named() {
		if slices.Contains(was, m) {
			continue
		}
		if err := x.find(ctx, tx, m.Ref); err != nil {
			return missing(err, m.At)
		}
	}
	return nil
}

// find looks for a record of the deal.
func (x entryAct[T, P]) find(ctx context.Context, tx *store.Tx, ref record.Ref) error {
	scope, of := x.who.Scope(org.ReadDeals), record.ID(0)
	var err error
	switch ref.Kind {
	case record.Influence:
		var p deal.Person
		p, err = tx.Person(ctx, scope, ref.ID)
		of = p.DealID
	case record.Need:
		var n deal.Need
		n, err = store.Entry[deal.Need](ctx, &tx.Reads, scope, ref.ID)
		of = n.DealID
	case record.Competitor:
		var c deal.Competitor
		c, err = store.Entry[deal.Competitor](ctx, &tx.Reads, scope, ref.ID)
		of = c.DealID
	case record.Attachment:
		return fileOnDeal(ctx, tx, x.who, x.deal.ID, ref.ID)
	}
	if err == nil && of != x.deal.ID {
		err = fault.New(fault.NotFound, "not_found")
	}
	return err
}

// done ends an act on an entry: the deal remembers it, the flags follow, one
// event tells of it, and the entry is as the actor may see it.
func (x entryAct[T, P]) done(ctx context.Context, tx *store.Tx, row *T) error {
	var before deal.Entry
	if x.before != nil {
		before = P(x.before)
	}
	marked, today := x.deal, x.a.day(tx.Now())
	P(row).Mark(before, &marked, today)
	if err := store.Amend(ctx, tx, x.deal, &marked); err != nil {
		return err
	}
	if err := x.a.reflag(ctx, tx, x.deal.ID); err != nil {
		return err
	}
	ref := P(row).Ref()
	e := dealEvent(x.who, string(ref.Kind)+"."+x.act, x.deal, today)
	e.Kind, e.SubjectID, e.Params["name"] = ref.Kind, ref.ID, P(row).Title()
	caution(&e, row)
	if err := tx.Record(ctx, e); err != nil || len(P(row).Named()) == 0 {
		return err
	}
	veil, err := tx.Veil(ctx, x.who.Scope(org.ReadDeals), []record.ID{x.deal.ID})
	P(row).Forget(veil.Gone)
	return err
}
