package app

import (
	"context"
	"slices"
	"strconv"
	"time"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
	"sente/internal/sales/worksheet"
	"sente/internal/store"
)

// Worksheet is the nine questions of a deal as one person sees them.
type Worksheet struct {
	Sheet
	worksheet.Answers
	Seen     record.ID // the newest event that he sees: say it with what you find
	MayCheck bool      // he may say what he finds
}

// Worksheet reads the nine questions of a deal that the actor sees (method.md 13).
// They follow from what he may know alone: a hidden coach neither answers a
// question nor opens one again for those who may not know of him. A deal whose
// stage is unknown has none.
func (a *App) Worksheet(ctx context.Context, who org.Actor, id record.ID) (Worksheet, error) {
	var out Worksheet
	var err error
	if out.Sheet, err = a.Sheet(ctx, who, id); err != nil || !out.Facts.Diagnosable() {
		return out, err
	}
	r := a.db.Reads()
	checks, err := r.Checks(ctx, id)
	if err != nil {
		return out, err
	}
	changes, err := out.changes(ctx, r, who, worksheet.Oldest(checks))
	if err != nil {
		return out, err
	}
	d := out.Facts.Dossier(out.Today)
	out.Answers = worksheet.Read(&d, &out.Diagnosis, checks, changes)
	out.MayCheck = out.Deal.Status == strategy.Open && who.May(org.EditDeals, out.Deal.OwnerID, false)
	return out, nil
}

// changes reads what happened to the deal after an event, 0 for none, and what
// happened last. Before everything else it came to be.
func (w *Worksheet) changes(ctx context.Context, r *store.Reads, who org.Actor,
	seen record.ID) ([]worksheet.Change, error) {
	var list []Happening
	var err error
	if seen != 0 {
		list, err = happened(ctx, r, who, w.Deal.ID, after{id: seen, pages: sincePages})
	}
	latest := list
	if err == nil && len(list) == 0 {
		latest, err = happened(ctx, r, who, w.Deal.ID, after{pages: 1})
	}
	if w.Seen = w.Deal.ID; len(latest) > 0 {
		w.Seen = latest[0].ID
	}
	return changesOf(list), err
}

// Finding is what somebody finds about one of the nine questions.
type Finding struct {
	Question worksheet.Number `json:"question" minimum:"1" maximum:"9"`
	Act      worksheet.Act    `json:"act"`
	Seen     record.ID        `json:"seen" doc:"as in the worksheet that he looked at"`
}

// CheckQuestion notes that a question of an open deal holds, or that it is to be
// looked at again.
func (a *App) CheckQuestion(ctx context.Context, who org.Actor, id record.ID,
	f Finding) (worksheet.Check, error) {
	row := worksheet.Check{DealID: id, Question: f.Question, Act: f.Act, ByID: who.ID, SeenID: f.Seen}
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		d, err := dealToChange(ctx, tx, who, id, org.EditDeals)
		if err != nil {
			return err
		}
		if err := d.Open(); err != nil {
			return err
		}
		row.ID, row.RecordedAt = 0, tx.Now()
		if err := f.check(tx.NewID()); err != nil {
			return err
		}
		if err := store.Add(ctx, tx, &row); err != nil {
			return err
		}
		e := dealEvent(who, "question."+string(f.Act), d, a.day(tx.Now()))
		e.Params["question"] = strconv.Itoa(int(f.Question))
		return tx.Record(ctx, e)
	})
	return row, err
}

// check refuses a finding about no question, of no known kind, or of what has not
// happened yet: it has a later id than the next one.
func (f Finding) check(next record.ID) error {
	switch {
	case !f.Question.Valid():
		return fault.New(fault.Invalid, "value_invalid").At("question")
	case !f.Act.Valid():
		return fault.New(fault.Invalid, "value_invalid").At("act")
	case f.Seen == 0 || f.Seen >= next:
		return fault.New(fault.Invalid, "question_unseen").At("seen")
	}
	return nil
}

// Since is what happened to a deal after somebody last looked at it.
type Since struct {
	LookedAt calendar.Instant `json:"looked_at,omitzero" format:"date-time" doc:"absent: he looks for the first time"`
	Items    []Happening      `json:"items" nullable:"false" doc:"newest first, without what he did himself"`
}

// One look lasts as long as readings follow each other within lookPause; so many
// readings are told apart.
const (
	lookPause = 30 * time.Minute
	lookReads = 100
)

// DealSince lists what others did to a deal that the actor sees since he last
// looked at it, as far as the audit trail tells of his reading; not that the system
// looked and found what he may see unchanged.
func (a *App) DealSince(ctx context.Context, who org.Actor, id record.ID) (Since, error) {
	r, out := a.db.Reads(), Since{Items: []Happening{}}
	ref := record.Ref{Kind: record.Deal, ID: id}
	if _, err := subjectOf(ctx, r, who, ref); err != nil {
		return out, err
	}
	a.saw(ctx, who, ref)
	looks, err := r.Looks(ctx, who.ID, ref, lookReads)
	if err != nil {
		return out, err
	}
	if out.LookedAt = lastLook(a.db.Now(), looks); out.LookedAt == 0 {
		return out, nil
	}
	list, err := happened(ctx, r, who, id, after{at: out.LookedAt, pages: sincePages})
	for _, h := range list {
		if silent := h.ActorID == 0 && len(h.Changes) == 0; h.ActorID != who.ID && !silent {
			out.Items = append(out.Items, h)
		}
	}
	return out, err
}

// lastLook is the end of the look before the present one; 0 when there is none.
// Readings are the latest first.
func lastLook(now calendar.Instant, readings []calendar.Instant) calendar.Instant {
	at := now
	for _, x := range readings {
		if at-x > calendar.Instant(lookPause.Milliseconds()) {
			return x
		}
		at = x
	}
	return 0
}

// sincePages is how many pages of events are read back at most.
const sincePages = 20

// after says from where on events are read: after an event, or a moment; 0: from
// the first. So many pages of them are read at most, back from an event that is
// left out; 0: from the last.
type after struct {
	id    record.ID
	at    calendar.Instant
	upto  record.ID
	pages int
}

func (x after) passed(e store.EventRow) bool { return e.ID <= x.id || e.At <= x.at }

// happened lists what happened to a deal that the actor sees, newest first.
func happened(ctx context.Context, r *store.Reads, who org.Actor, id record.ID,
	from after) ([]Happening, error) {
	about := store.About{Ref: record.Ref{Kind: record.Deal, ID: id}, Whole: true}
	var out []Happening
	before := from.upto
	for range from.pages {
		rows, err := r.Events(ctx, scopes(who), about, before, timelinePage)
		if err != nil || len(rows) == 0 {
			return out, err
		}
		before = rows[len(rows)-1].ID
		wanted := rows
		if at := slices.IndexFunc(rows, from.passed); at >= 0 {
			wanted = rows[:at]
		}
		shown, err := happenings(ctx, r, who, angle{deal: id}, wanted)
		if err != nil {
			return nil, err
		}
		if out = append(out, shown...); len(wanted) < timelinePage {
			break
		}
	}
	return out, nil
}

// changesOf are the single changes of what happened.
func changesOf(list []Happening) (out []worksheet.Change) {
	for _, h := range list {
		for _, d := range h.Changes {
			out = append(out, worksheet.Change{EventID: h.ID, At: h.At, By: h.ActorName, Kind: d.Kind,
				AboutID: d.AboutID, Name: d.Name, Field: d.Field})
		}
	}
	return out
}
