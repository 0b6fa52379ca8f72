package app

import (
	"context"

	"sente/internal/sales/activity"
	"sente/internal/sales/calendar"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// ObjectiveStep is one change of a deal's single sales objective: who wrote what
// and when (method.md 5.1).
type ObjectiveStep struct {
	ID        record.ID             `json:"id" doc:"of the event"`
	At        calendar.Instant      `json:"at"`
	ActorID   record.ID             `json:"actor_id,omitzero" doc:"absent: the system itself"`
	ActorName string                `json:"actor_name,omitzero"`
	Slots     []activity.Difference `json:"slots" nullable:"false" doc:"in the order of the sentence; before is absent where a slot was empty"`
}

// objectiveTurns is how many changes of a deal its objective is looked for in.
const objectiveTurns = 1000

// Objective lists how the objective of a deal changed, the newest first: from the
// thousand latest changes of the deal. What it holds everybody sees who sees the
// deal.
func (a *App) Objective(ctx context.Context, who org.Actor, id record.ID) ([]ObjectiveStep, error) {
	r := a.db.Reads()
	d, err := r.Deal(ctx, who.Scope(org.ReadDeals), id)
	if err != nil {
		return nil, err
	}
	a.saw(ctx, who, record.Ref{Kind: record.Deal, ID: d.ID})
	turns, err := r.DealTurns(ctx, d.ID, objectiveTurns)
	out := []ObjectiveStep{}
	for _, x := range turns {
		slots := activity.ObjectiveTurns(event.Change{Kind: record.Deal, RowID: d.ID,
			Before: x.Before, After: x.After})
		if len(slots) > 0 {
			out = append(out, ObjectiveStep{ID: x.ID, At: x.At, ActorID: x.ActorID,
				ActorName: x.ActorName, Slots: slots})
		}
	}
	return out, err
}
