package deal

import (
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// ReasonLimit is the longest reason of a move, a judgement or an override, in
// code points.
const ReasonLimit = 2000

// Reason cleans a text that must be given, and reports what is wrong with it.
func Reason(s *string, at string) error {
	*s = strings.TrimSpace(*s)
	switch n := len([]rune(*s)); {
	case n == 0:
		return fault.New(fault.Invalid, "reason_missing").At(at)
	case n > ReasonLimit:
		return fault.New(fault.Invalid, "too_long").At(at).With("limit", ReasonLimit)
	}
	return nil
}

// Open refuses what can only be done to an open deal.
func (s Standing) Open() error {
	if s.Status != strategy.Open {
		return fault.New(fault.Conflict, "deal_closed").With("status", string(s.Status))
	}
	return nil
}

// Advance passes the gate of the present stage; passing S6 wins the deal
// (ground rule of stages: forward one gate at a time).
func (s Standing) Advance(today calendar.Day) Standing {
	if s.Stage == playbook.S6 {
		return s.Win("", today)
	}
	s.StageVerified, s.Stage, s.StageEnteredOn = s.Stage, s.Stage.Next(), today
	return s
}

// Pass goes on to the next stage while the gate is not met, where the template of
// the deal lets it: the stage is not verified, so that nothing is earned by it.
func (s Standing) Pass(today calendar.Day) Standing {
	s.Stage, s.StageEnteredOn = s.Stage.Next(), today
	return s
}

// Win closes the deal as won: it goes on to delivery at D0 with S6 verified.
func (s Standing) Win(reason string, today calendar.Day) Standing {
	s.Status, s.StageVerified, s.Stage, s.StageEnteredOn = strategy.Won, playbook.S6, playbook.D0, today
	s.ClosedOn, s.ClosedReason = today, reason
	return s
}

// Close ends the deal as lost, abandoned or downgraded; it stays at its stage.
func (s Standing) Close(as strategy.DealStatus, reason string, today calendar.Day) Standing {
	s.Status, s.ClosedOn, s.ClosedReason = as, today, reason
	return s
}

// BackTo goes back to an earlier stage, whose gate and the later ones are then
// to be passed again.
func (s Standing) BackTo(to playbook.Stage, today calendar.Day) (Standing, error) {
	if !to.Selling() || to.Order() >= s.Stage.Order() {
		return s, fault.New(fault.Invalid, "stage_not_earlier").At("to").With("stage", string(s.Stage))
	}
	if before := to.Prev(); s.StageVerified.From(to) {
		s.StageVerified = before
	}
	s.Stage, s.StageEnteredOn = to, today
	return s, nil
}

// Reopen opens a closed deal again where it stood before it was closed; closing
// is the move that closed it, nil for one that was closed before it came to us:
// then a won deal returns to S6 and one of unknown stage to S1.
func (s Standing) Reopen(closing *Move, today calendar.Day) Standing {
	switch {
	case closing != nil:
		s.Stage, s.StageVerified = closing.Before.Stage, closing.Before.StageVerified
	case s.Stage.From(playbook.D0):
		s.Stage, s.StageVerified = playbook.S6, playbook.S5
	case s.Stage == "":
		s.Stage, s.StageVerified = playbook.S1, ""
	}
	s.Status, s.StageEnteredOn, s.ClosedOn, s.ClosedReason, s.LostTo = strategy.Open, today, 0, "", ""
	return s
}

// Undo gives back the standing before a move; what changes by other acts (the
// days of the objective and of the decision maker, the template) stays as it is
// now.
func (m Move) Undo(now Standing) Standing {
	s := m.Before
	s.Template = now.Template
	s.ObjectiveOn, s.EBChangedOn = now.ObjectiveOn, now.EBChangedOn
	return s
}

// Closing reports whether the move closed the deal.
func (m Move) Closing() bool {
	return m.Before.Status == strategy.Open && m.After.Status != strategy.Open
}

// UndoSeconds is how long after a move the person who made it may take it back.
const UndoSeconds = 8

// UndoableBy refuses taking back a move that is not one's own, not recent, or
// no move that can be taken back.
func (m Move) UndoableBy(user record.ID, now calendar.Instant) error {
	late := now.Time().Sub(m.RecordedAt.Time()).Seconds() > UndoSeconds
	if m.ByID != user || late || m.Act == Undone || m.Act == Started {
		return fault.New(fault.Conflict, "undo_too_late").With("seconds", UndoSeconds)
	}
	return nil
}
