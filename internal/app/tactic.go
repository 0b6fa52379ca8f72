package app

import (
	"context"

	"sente/internal/sales/influence"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
	"sente/internal/sales/tactic"
	"sente/internal/store"
)

// Tactics is what to do on a deal about each person and about where we stand.
type Tactics struct {
	Phase influence.Phase // of the sale; "" for a closed deal
	Next  []tactic.Step   // the few things to do next; none for deals that are lost or given up
	tactic.Tactics
}

// Tactics reads what to do on a deal that the actor sees. It follows from what he
// may know alone: a hidden coach neither appears nor weighs for those who may not
// know of him. A deal that is won has only what is to be done next.
func (a *App) Tactics(ctx context.Context, who org.Actor, id record.ID) (Tactics, error) {
	s, err := a.Sheet(ctx, who, id)
	if err != nil || !s.Facts.Diagnosable() {
		return Tactics{}, err
	}
	if s.Deal.Status != strategy.Open && s.Deal.Status != strategy.Won {
		return Tactics{}, nil
	}
	out := Tactics{}
	if out.Next, err = a.next(ctx, who, &s); err != nil || s.Deal.Status == strategy.Won {
		return out, err
	}
	d := s.Facts.Dossier(s.Today)
	out.Phase, out.Tactics = influence.Phase(playbook.Of(s.Deal.Stage).Phase), tactic.Read(&d, &s.Diagnosis)
	return out, nil
}

// next are the few things to do next on the deal of a sheet.
func (a *App) next(ctx context.Context, who org.Actor, s *Sheet) ([]tactic.Step, error) {
	open := false
	tasks, err := a.Tasks(ctx, who, TaskQuery{Page: store.Page{Limit: store.MaxPage}, Done: &open,
		Subject: &record.Ref{Kind: record.Deal, ID: s.Deal.ID}})
	if err != nil {
		return nil, err
	}
	ahead := tactic.Ahead{Today: s.Today, Weights: map[string]float64{}}
	for i := range tasks.Items {
		t := &tasks.Items[i]
		ahead.Todo = append(ahead.Todo, tactic.Todo{ID: t.ID, Title: t.Title, Rule: t.Rule,
			Subject: t.FlagSubject, Person: idOf(t.PersonID), On: t.DueOn})
	}
	for i := range s.Flags {
		if f := &s.Flags[i]; f.Counts() {
			ahead.Flags = append(ahead.Flags, tactic.Raised{Rule: f.Rule, Subject: f.Subject,
				Person: idOf(f.InfluenceID), Severity: strategy.Severity(f.Severity),
				Answered: f.Status == string(strategy.FlagMitigating)})
		}
	}
	for _, c := range s.Criteria {
		if !c.Met && s.Facts.Own.Asks(s.Diagnosis.Gate.Stage, c.Code) {
			ahead.Unmet = append(ahead.Unmet, string(c.Code))
		}
	}
	for i := range s.Diagnosis.Persons {
		ahead.Weights[s.Diagnosis.Persons[i].ID] = s.Diagnosis.Persons[i].Weight
	}
	return ahead.Next(), nil
}

// idOf is an id in words, "" for none.
func idOf(id record.ID) string {
	if id == 0 {
		return ""
	}
	return id.String()
}
