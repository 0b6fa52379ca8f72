package app

import (
	"context"

	"sente/internal/sales/influence"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
	"sente/internal/sales/tactic"
)

// Tactics is what to do on a deal about each person and about where we stand.
type Tactics struct {
	Phase influence.Phase // of the sale; "" for a closed deal
	tactic.Tactics
}

// Tactics reads what to do on an open deal that the actor sees. It follows from
// what he may know alone: a hidden coach neither appears nor weighs for those who
// may not know of him. A closed deal asks for nothing.
func (a *App) Tactics(ctx context.Context, who org.Actor, id record.ID) (Tactics, error) {
	s, err := a.Sheet(ctx, who, id)
	if err != nil || s.Deal.Status != strategy.Open || !s.Facts.Diagnosable() {
		return Tactics{}, err
	}
	d := s.Facts.Dossier(s.Today)
	return Tactics{Phase: influence.Phase(playbook.Of(s.Deal.Stage).Phase),
		Tactics: tactic.Read(&d, &s.Diagnosis)}, nil
}
