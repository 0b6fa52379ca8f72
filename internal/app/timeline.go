package app

import (
	"context"
	"slices"

	"sente/internal/sales/activity"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// Happening is one event of a timeline with what of it the reader may see.
type Happening struct {
	store.EventRow
	Changes []activity.Difference `json:"changes" nullable:"false"`
}

// Sizes of a page of a timeline.
const (
	timelinePage  = 50
	timelineReads = 5 // pages read to fill one, when events vanish for the reader
)

// Timeline lists what happened to a record that the actor sees, newest first, at
// most 50 events older than before (0: the newest), and the id to go on with (0
// at the end). What concerns a hidden coach, or a deal out of scope, is left out.
func (a *App) Timeline(ctx context.Context, who org.Actor, of record.Ref,
	before record.ID) ([]Happening, record.ID, error) {
	r := a.db.Reads()
	s, err := subjectOf(ctx, r, who, of)
	if err != nil {
		return nil, 0, err
	}
	a.saw(ctx, who, of)
	authors := who.Scope(org.ReadAccounts)
	words := activity.Words{Limited: !s.Whole && !authors.All, Authors: authors.Owners, Reader: who.ID}
	out := []Happening{}
	for range timelineReads {
		rows, err := r.Events(ctx, scopes(who), s.About, before, timelinePage)
		if err != nil {
			return nil, 0, err
		}
		shown, err := happenings(ctx, r, who, angle{words, dealOf(of)}, rows)
		if err != nil {
			return nil, 0, err
		}
		out = append(out, shown...)
		if len(rows) < timelinePage {
			return out, 0, nil
		}
		before = rows[len(rows)-1].ID
		if len(out) >= timelinePage {
			break
		}
	}
	return out, before, nil
}

// angle is from where somebody looks at events.
type angle struct {
	activity.Words
	deal record.ID // whose timeline it is; 0: that of another record
}

// dealOf is the deal that a record is, 0 for none.
func dealOf(x record.Ref) record.ID {
	if x.Kind == record.Deal {
		return x.ID
	}
	return 0
}

// concerns keeps what an event changed of the deal, or of no deal: a change at a
// customer has the flags of all his deals follow.
func (v angle) concerns(list []event.Change) []event.Change {
	return slices.DeleteFunc(slices.Clone(list), func(c event.Change) bool {
		of := activity.DealOf(c)
		return v.deal != 0 && of != 0 && of != v.deal
	})
}

// happenings turns events into what the actor may see of them.
func happenings(ctx context.Context, r *store.Reads, who org.Actor, v angle,
	rows []store.EventRow) ([]Happening, error) {
	events := make([]record.ID, len(rows))
	for i, e := range rows {
		events[i] = e.ID
	}
	changes, err := r.Changes(ctx, events)
	if err != nil {
		return nil, err
	}
	deals := dealsOf(rows, changes)
	veil, err := r.Veil(ctx, who.Scope(org.ReadDeals), deals)
	if err != nil {
		return nil, err
	}
	if veil.Costless, err = r.Costless(ctx, who.Scope(org.EditDeals), who.ID, deals); err != nil {
		return nil, err
	}
	veil.Words = v.Words
	var out []Happening
	for _, e := range rows {
		if shown, ok := veil.Show(e.Event, v.concerns(changes[e.ID])); ok {
			out = append(out, Happening{e, slices.Clip(append([]activity.Difference{}, shown...))})
		}
	}
	return out, nameThem(ctx, r, out)
}

// dealsOf lists the deals that events are about, and those of the rows that they
// changed: an act on a contact has flags of his deals follow.
func dealsOf(rows []store.EventRow, changes map[record.ID][]event.Change) (out []record.ID) {
	for _, e := range rows {
		out = append(out, e.DealID)
		for _, c := range changes[e.ID] {
			out = append(out, activity.DealOf(c))
		}
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(id record.ID) bool { return id == 0 })
}

// nameThem fills in the names of the people that changes speak of; a flag keeps
// the name of its rule.
func nameThem(ctx context.Context, r *store.Reads, list []Happening) error {
	var about []record.ID
	for _, h := range list {
		for _, d := range h.Changes {
			if d.AboutID != 0 {
				about = append(about, d.AboutID)
			}
		}
	}
	names, err := r.InfluenceNames(ctx, about)
	for _, h := range list {
		for i, d := range h.Changes {
			if d.Kind != record.Flag && (d.Name == "" || d.AboutID != 0) {
				h.Changes[i].Name = names[d.AboutID]
			}
		}
	}
	return err
}

// Hears reports whether an event exists for the actor, as his rights are now: it
// is about something that he sees, and not only about a hidden coach that he may
// not know.
func (a *App) Hears(ctx context.Context, who org.Actor, e event.Event) (bool, error) {
	r := a.db.Reads()
	switch {
	case e.DealID != 0:
		sees, err := r.SeesRecord(ctx, who.Scope(org.ReadDeals), record.Ref{Kind: record.Deal, ID: e.DealID})
		if err != nil || !sees {
			return false, err
		}
		rows := []store.EventRow{{Event: e}}
		shown, err := happenings(ctx, r, who, angle{}, rows)
		return len(shown) > 0, err
	case e.AccountID != 0:
		s := who.Scope(org.ReadAccounts)
		sees, err := r.SeesRecord(ctx, s, record.Ref{Kind: record.Account, ID: e.AccountID})
		words := e.Kind == record.Note || e.Kind == record.Task || e.Kind == record.Attachment
		if err != nil || !sees || !words {
			return sees, err
		}
		owned, err := r.OwnsAccount(ctx, s, e.AccountID)
		if err != nil || owned {
			return owned, err
		}
		return r.SeesWords(ctx, s, e)
	}
	return hearsOf(who, e), nil
}

// hearsOf is about events of neither a deal nor an account: what everybody
// reads everybody hears of, people only those who see teams, the rest its actor.
func hearsOf(who org.Actor, e event.Event) bool {
	if e.Act == ReadAlarm {
		return who.Has(org.ReadAudit)
	}
	switch e.Kind {
	case record.Workspace, record.Product, record.Tag, record.OwnTemplate:
		return true
	case record.User, record.Team, record.Role:
		return who.Has(org.ReadTeams) || e.Kind == record.User && e.SubjectID == who.ID
	}
	return e.ActorID == who.ID && who.ID != 0
}
