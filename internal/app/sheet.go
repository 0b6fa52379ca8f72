package app

import (
	"context"
	"slices"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/rulebook"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

// Sheet is the strategy sheet of a deal as one person sees it: what is known,
// and what the method says of it. Scores, gate and health follow from the full
// truth, the same for everybody; people, edges and flags that tell of hidden
// coaches are left out for those who may not know of them, and so are the parts
// of numbers in which one could find them, on every deal.
type Sheet struct {
	Deal      deal.Deal
	Facts     deal.Facts // as he may know them
	Diagnosis strategy.Diagnosis
	Parts     strategy.Parts   // what the numbers are made of; zero when closed
	Criteria  []deal.Criterion // of the present gate; empty when closed
	Flags     []deal.Flag      // worst first
	Ghosts    []influence.Role // roles that nobody on the map holds
	Members   []deal.Member
	Tags      []string
	May       []string // what he may do on the deal
	Days      *int     // in the stage; nil: unknown, or closed
	Stale     bool     // longer in the stage than is typical
	Moves     []deal.Move
	Today     calendar.Day
	Secrets   bool              // hidden coaches exist for him
	Silent    map[record.ID]int // days without contact of people who count as silent
	AsOf      calendar.Day      // the day that it tells of; 0: now
	Erased    int               // acts up to then whose content was erased from the audit trail
}

// Sheet reads the strategy sheet of a deal that the actor sees.
func (a *App) Sheet(ctx context.Context, who org.Actor, id record.ID) (Sheet, error) {
	r, scope := a.db.Reads(), who.Scope(org.ReadDeals)
	found, err := r.Facts(ctx, scope, id)
	if err != nil {
		return Sheet{}, err
	}
	if len(found) == 0 {
		return Sheet{}, fault.New(fault.NotFound, "not_found")
	}
	full := &found[0]
	out := Sheet{Deal: full.Deal, Facts: *full, Today: a.Today(),
		Secrets: scope.SeesSecrets(full.Deal.OwnerID)}
	if !out.Secrets {
		secret, err := r.Veil(ctx, scope, []record.ID{id})
		if err != nil {
			return Sheet{}, err
		}
		out.Facts = full.Without(secret.Gone)
	}
	out.Ghosts = out.Facts.Ghosts(out.Today)
	if err := out.readRest(ctx, r, scope, full); err != nil {
		return Sheet{}, err
	}
	by, err := a.inForce(ctx, r)
	if err != nil {
		return Sheet{}, err
	}
	out.diagnose(full, by)
	if !seesCost(who, out.Deal.OwnerID, out.Members) {
		out.veilCost()
	}
	member := slices.ContainsFunc(out.Members, func(m deal.Member) bool { return m.UserID == who.ID })
	out.May = DealMay(who, out.Deal.OwnerID, out.Deal.Status, member)
	out.Days, out.Stale = inStage(out.Deal.Standing, out.Today, full.Own)
	a.saw(ctx, who, record.Ref{Kind: record.Deal, ID: id})
	return out, nil
}

// inStage is how long an open deal has stood in its stage, and whether that is
// longer than typical.
func inStage(s deal.Standing, today calendar.Day, own *playbook.Own) (*int, bool) {
	if s.Status != strategy.Open || s.StageEnteredOn == 0 {
		return nil, false
	}
	days, typical := today.Since(s.StageEnteredOn), own.TypicalDays(s.Stage)
	return &days, typical > 0 && days > typical
}

// diagnose asks the rules in force about the deal.
func (s *Sheet) diagnose(full *deal.Facts, by *rulebook.InForce) {
	s.Silent = s.Facts.Silent(s.Today, by.Settings)
	if !full.Diagnosable() {
		return
	}
	d := full.Dossier(s.Today)
	x := strategy.NewExplainer(by.Settings, &d)
	s.Diagnosis, s.Parts = x.Diagnosis(), x.Parts()
	s.Criteria = full.Criteria(s.Diagnosis.Gate, s.Today)
	if !s.Secrets {
		s.veilPeople(by)
	}
}

// veilPeople leaves out what is said of people whom the reader may not know.
func (s *Sheet) veilPeople(by *rulebook.InForce) {
	d := s.Facts.Dossier(s.Today)
	seen, all := strategy.DiagnoseWith(by.Settings, &d), &s.Diagnosis
	all.Persons, all.Flags, all.Strengths, all.Cases = seen.Persons, seen.Flags, seen.Strengths, seen.Cases
	s.Parts = s.Parts.WithoutPeople()
}

// veilCost leaves out what the deal costs us, in facts and in what raised flags.
func (s *Sheet) veilCost() {
	s.Facts.Cost, s.Facts.Bookings = nil, slices.Clone(s.Facts.Bookings)
	for i := range s.Facts.Bookings {
		s.Facts.Bookings[i].Cost = nil
	}
	for i := range s.Flags {
		s.Flags[i] = s.Flags[i].WithoutCost()
	}
}

func (s *Sheet) readRest(ctx context.Context, r *store.Reads, scope org.Scope, full *deal.Facts) error {
	x, err := r.DealBeside(ctx, scope, s.Deal)
	if err != nil {
		return err
	}
	s.Flags, s.Members, s.Moves, s.Tags = x.Flags, x.Members, x.Moves, x.Tags
	deal.SortFlags(s.Flags)
	if !s.Secrets {
		for i := range s.Flags {
			s.Flags[i] = s.Flags[i].Masked(full)
		}
	}
	return nil
}
