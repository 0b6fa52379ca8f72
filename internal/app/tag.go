package app

import (
	"context"
	"slices"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/activity"
	"sente/internal/sales/calendar"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/store"
)

// Limits of tags.
const (
	TagLimit  = 50 // longest name, in code points
	TagsLimit = 20 // tags on one record
)

// Tags lists every tag; all who are logged in may read them.
func (a *App) Tags(ctx context.Context, _ org.Actor) ([]activity.Tag, error) {
	return a.db.Reads().Tags(ctx)
}

// AddTag makes a tag; one that is there already, compared without case and
// width, is given instead.
func (a *App) AddTag(ctx context.Context, who org.Actor, name string) (activity.Tag, error) {
	if err := holds(who, org.Contribute); err != nil {
		return activity.Tag{}, err
	}
	var out activity.Tag
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		var err error
		if out, err = tagNamed(ctx, tx, name); err != nil || !tx.Changed() {
			return err
		}
		return tx.Record(ctx, event.Event{ActorID: who.ID, Act: "tag.added", Kind: record.Tag,
			SubjectID: out.ID, Params: event.Params{"name": out.Name}})
	})
	return out, err
}

// TagsOn reads the names of the tags on records that the caller has read.
func (a *App) TagsOn(ctx context.Context, kind record.Kind, on ...record.ID) (map[record.ID][]string, error) {
	return a.db.Reads().TagNames(ctx, kind, on)
}

// tagKey cleans the name of a tag and gives the key under which it is the same
// as others: without case and width.
func tagKey(name string) (string, string, error) {
	name = strings.Join(strings.Fields(name), " ")
	switch n := len([]rune(name)); {
	case n == 0:
		return "", "", fault.New(fault.Invalid, "name_missing").At("name")
	case n > TagLimit:
		return "", "", fault.New(fault.Invalid, "too_long").At("name").With("limit", TagLimit)
	}
	return name, search.Fold(name), nil
}

// tagNamed finds the tag of a name, or makes it.
func tagNamed(ctx context.Context, tx *store.Tx, name string) (activity.Tag, error) {
	name, key, err := tagKey(name)
	if err != nil {
		return activity.Tag{}, err
	}
	t, err := tx.TagByKey(ctx, key)
	if !fault.Is(err, fault.NotFound) {
		return t, err
	}
	t = activity.Tag{Name: name, MatchKey: key}
	return t, store.Add(ctx, tx, &t)
}

// tagged is a record that may carry tags, once the actor was allowed to.
type tagged struct {
	ref             record.Ref
	name            string
	dealID, account record.ID
}

// taggable reads the record and permits: on a deal whoever may contribute, on an
// account whoever may edit it.
func taggable(ctx context.Context, tx *store.Tx, who org.Actor, on record.Ref) (tagged, error) {
	switch on.Kind {
	case record.Deal:
		d, err := tx.Deal(ctx, who.Scope(org.ReadDeals), on.ID)
		if err != nil {
			return tagged{}, err
		}
		member, err := tx.IsMember(ctx, d.ID, who.ID)
		if err != nil {
			return tagged{}, err
		}
		return tagged{on, d.Name, d.ID, d.AccountID}, permit(who, org.Contribute, d.OwnerID, member)
	case record.Account:
		x, err := accountSeen(ctx, tx, who, on.ID)
		if err != nil {
			return tagged{}, err
		}
		return tagged{on, x.Name, 0, x.ID}, permit(who, org.EditAccounts, x.OwnerID, false)
	}
	return tagged{}, fault.New(fault.NotFound, "not_found")
}

// PutTags makes a record carry exactly the tags of these names; new names
// become tags. It gives the names as they then stand.
func (a *App) PutTags(ctx context.Context, who org.Actor, on record.Ref, names []string) ([]string, error) {
	out := []string{}
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		x, err := taggable(ctx, tx, who, on)
		if err != nil {
			return err
		}
		have, err := tx.TagNames(ctx, on.Kind, []record.ID{on.ID})
		if err != nil {
			return err
		}
		gone := slices.DeleteFunc(slices.Clone(have[on.ID]), func(n string) bool { return hasTag(names, n) })
		if err := retag(ctx, tx, x, names, gone); err != nil {
			return err
		}
		if tx.Changed() {
			if err := tx.Record(ctx, tagEvent(who, x, a.day(tx.Now()))); err != nil {
				return err
			}
		}
		have, err = tx.TagNames(ctx, on.Kind, []record.ID{on.ID})
		out = append(out, have[on.ID]...)
		return err
	})
	return out, err
}

// hasTag compares names as tags do.
func hasTag(names []string, name string) bool {
	_, key, _ := tagKey(name)
	return slices.ContainsFunc(names, func(n string) bool {
		_, k, _ := tagKey(n)
		return k == key
	})
}

// retag puts tags on a record and takes others off.
func retag(ctx context.Context, tx *store.Tx, x tagged, add, remove []string) error {
	now, err := tx.Taggings(ctx, x.ref)
	if err != nil {
		return err
	}
	on := map[record.ID]activity.Tagging{}
	for _, g := range now {
		on[g.TagID] = g
	}
	for _, name := range remove {
		t, err := tagOf(ctx, tx, name)
		if err != nil {
			return err
		}
		if g, ok := on[t.ID]; ok {
			delete(on, t.ID)
			if err := store.Remove(ctx, tx, g); err != nil {
				return err
			}
		}
	}
	for _, name := range add {
		t, err := tagNamed(ctx, tx, name)
		if err != nil {
			return err
		}
		if _, ok := on[t.ID]; ok {
			continue
		}
		g := activity.Tagging{SubjectKind: x.ref.Kind, SubjectID: x.ref.ID, TagID: t.ID}
		if err := store.Add(ctx, tx, &g); err != nil {
			return err
		}
		on[t.ID] = g
	}
	if len(on) > TagsLimit {
		return fault.New(fault.Invalid, "too_many_tags").At("names").With("limit", TagsLimit)
	}
	return nil
}

// tagOf finds the tag of a name; a name without a tag is the zero Tag.
func tagOf(ctx context.Context, tx *store.Tx, name string) (activity.Tag, error) {
	_, key, err := tagKey(name)
	if err != nil {
		return activity.Tag{}, err
	}
	t, err := tx.TagByKey(ctx, key)
	if fault.Is(err, fault.NotFound) {
		return activity.Tag{}, nil
	}
	return t, err
}

func tagEvent(who org.Actor, x tagged, on calendar.Day) event.Event {
	return event.Event{ActorID: who.ID, Act: string(x.ref.Kind) + ".tagged", Kind: x.ref.Kind,
		SubjectID: x.ref.ID, DealID: x.dealID, AccountID: x.account, On: on,
		Params: event.Params{"name": x.name}}
}
