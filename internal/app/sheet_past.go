package app

import (
	"context"
	"slices"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/rulebook"
	"sente/internal/store"
	"sente/internal/text"
)

// SheetOn reads the strategy sheet of a deal that the actor sees as it was at the
// end of a day, to be read only. A day before the deal was made, or after today,
// is Invalid.
func (a *App) SheetOn(ctx context.Context, who org.Actor, id record.ID, on calendar.Day) (Sheet, error) {
	d, err := a.db.Reads().Deal(ctx, who.Scope(org.ReadDeals), id)
	if err != nil {
		return Sheet{}, err
	}
	if err := a.toldOf(d, on); err != nil {
		return Sheet{}, err.At("at")
	}
	return a.SheetAt(ctx, who, id, a.endOf(on))
}

// toldOf refuses a day of which there is nothing to tell.
func (a *App) toldOf(d deal.Deal, on calendar.Day) *fault.Error {
	made := a.day(d.CreatedAt)
	switch {
	case on > a.Today():
		return fault.New(fault.Invalid, "past_in_future").With("today", a.Today().String())
	case on < made:
		return fault.New(fault.Invalid, "past_before_deal").With("first", made.String())
	}
	return nil
}

// endOf is the last moment of a day in the workspace's zone.
func (a *App) endOf(d calendar.Day) calendar.Instant { return a.startOf(d.Add(1)) - 1 }

// SheetAt reads the strategy sheet of a deal that the actor sees as it was known
// at a moment: facts, flags and rules of then. Who may read it, the names of
// colleagues and who is hidden from whom are of now; who was hidden then stays so.
func (a *App) SheetAt(ctx context.Context, who org.Actor, id record.ID, at calendar.Instant) (Sheet, error) {
	r, scope := a.db.Reads(), who.Scope(org.ReadDeals)
	now, err := r.Deal(ctx, scope, id)
	if err != nil {
		return Sheet{}, err
	}
	then, err := r.PastDeal(ctx, id, at)
	if fault.Is(err, fault.NotFound) {
		return Sheet{}, fault.New(fault.Invalid, "past_not_there").At("at")
	}
	if err != nil {
		return Sheet{}, err
	}
	nameErased(&then.Facts, text.In(who.Lang).Get("past.erased", nil))
	team, err := r.Members(ctx, id)
	if err != nil {
		return Sheet{}, err
	}
	out := Sheet{Deal: then.Deal, Facts: then.Facts, Today: a.day(at), AsOf: a.day(at), Erased: then.Erased,
		Secrets: scope.SeesSecrets(now.OwnerID), Flags: then.Flags, Members: then.Members,
		Moves: then.Moves, Tags: then.Tags, May: []string{}}
	deal.SortFlags(out.Flags)
	by := a.rulesOf(then.Rules)
	if !out.Secrets {
		out.veil(&then, by)
	}
	out.Ghosts = out.Facts.Ghosts(out.Today)
	out.diagnose(&then.Facts, by)
	if !seesCost(who, now.OwnerID, team) {
		out.veilCost()
	}
	out.Days, out.Stale = inStage(out.Deal.Standing, out.Today, then.Own)
	a.saw(ctx, who, record.Ref{Kind: record.Deal, ID: id})
	return out, nil
}

// rulesOf gives a version of the rules, compiled; that in force is kept.
func (a *App) rulesOf(b rulebook.Book) *rulebook.InForce {
	if kept := a.rules.Load(); kept != nil && kept.Book == b.ID {
		return kept
	}
	return b.InForce()
}

// nameErased gives people a name of whom the trail keeps none any more.
func nameErased(f *deal.Facts, erased string) {
	for i := range f.People {
		if f.People[i].Name == "" {
			f.People[i].Name = erased
		}
	}
}

// veil leaves out what tells of hidden coaches: of those who were hidden then,
// and of those who are hidden now.
func (s *Sheet) veil(then *store.PastDeal, by *rulebook.InForce) {
	known, more := then.Veiled(then.Now)
	s.Facts = known.Without(deal.OnlyHidden(then.Now))
	s.Flags = slices.DeleteFunc(slices.Clone(s.Flags), func(f deal.Flag) bool { return f.Hidden })
	if more {
		s.Flags = known.Openly(s.Flags, s.Today, by)
	}
	for i := range s.Flags {
		s.Flags[i] = s.Flags[i].Masked(&known)
	}
}
