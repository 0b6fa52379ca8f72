package app

import (
	"cmp"
	"context"
	"slices"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// History is the life of a deal as one person may know it: the days on which
// something changed, and, once it is closed, its story.
type History struct {
	First, Last calendar.Day // from the day on which it was made to today
	Days        []HistoryDay // oldest first
	Chapters    []deal.Chapter
	Partial     bool // older days are left out
}

// HistoryDay is a day on which something changed.
type HistoryDay struct {
	On      calendar.Day `json:"on" format:"date"`
	Changes int          `json:"changes" doc:"acts that the reader may know of"`
	Turns   []deal.Turn  `json:"turns" nullable:"false" doc:"what is worth a mark, oldest first"`
}

// historyReads is how many events a history looks at, the latest ones.
const historyReads = 5000

// History tells the life of a deal that the actor sees. What concerns a hidden
// coach is left out for those who may not know of him, and so are days on which
// nothing else happened.
func (a *App) History(ctx context.Context, who org.Actor, id record.ID) (History, error) {
	r, scope := a.db.Reads(), who.Scope(org.ReadDeals)
	found, err := r.Facts(ctx, scope, id)
	if err != nil {
		return History{}, err
	}
	if len(found) == 0 {
		return History{}, fault.New(fault.NotFound, "not_found")
	}
	past := deal.Past{Facts: &found[0], DayOf: a.day}
	if past.Flags, err = r.FlagsEver(ctx, scope, id); err != nil {
		return History{}, err
	}
	if past.Moves, err = r.Moves(ctx, id); err != nil {
		return History{}, err
	}
	reviews, err := r.Reviews(ctx, id)
	if err != nil {
		return History{}, err
	}
	past.More = reviewTurns(reviews)
	if !scope.SeesSecrets(past.Deal.OwnerID) {
		veil, err := r.Veil(ctx, scope, []record.ID{id})
		if err != nil {
			return History{}, err
		}
		past.Veil(veil.Gone, veil.Masked)
	}
	out := History{First: a.day(past.Deal.CreatedAt), Last: a.Today(), Chapters: past.Chapters()}
	if out.Days, out.Partial, err = a.changedDays(ctx, r, who, id); err != nil {
		return History{}, err
	}
	out.mark(past.Turns())
	a.saw(ctx, who, record.Ref{Kind: record.Deal, ID: id})
	return out, nil
}

// changedDays are the days with events that exist for the actor.
func (a *App) changedDays(ctx context.Context, r *store.Reads, who org.Actor,
	id record.ID) (out []HistoryDay, more bool, err error) {
	ref := record.Ref{Kind: record.Deal, ID: id}
	rows, err := r.Events(ctx, scopes(who), store.About{Ref: ref, Whole: true}, 0, historyReads+1)
	if err != nil {
		return nil, false, err
	}
	if more = len(rows) > historyReads; more {
		rows = rows[:historyReads]
	}
	shown, err := happenings(ctx, r, who, angle{deal: id}, rows)
	out = []HistoryDay{}
	for _, h := range slices.Backward(shown) {
		on := a.day(h.At)
		if n := len(out); n == 0 || out[n-1].On != on {
			out = append(out, HistoryDay{On: on, Turns: []deal.Turn{}})
		}
		out[len(out)-1].Changes++
	}
	return out, more, err
}

// mark puts what turned where it belongs; a day without an event that the reader
// may know of has no mark.
func (h *History) mark(turns []deal.Turn) {
	for _, t := range turns {
		at, found := slices.BinarySearchFunc(h.Days, t.On, func(d HistoryDay, on calendar.Day) int {
			return cmp.Compare(d.On, on)
		})
		if found {
			h.Days[at].Turns = append(h.Days[at].Turns, t)
		}
	}
}
