package strategy

import "sente/internal/sales/playbook"

// delivery are the rules about the money and the time after the contract, RF-81
// to RF-83 (method.md 6.6; exact conditions dossier.md 6.6).
var delivery = []rule{
	{id: "RF-81", source: "000, 004", levels: levels{Medium, High, Critical}, about: openAndWon,
		limits: limits{days.Over(0), graveDays.Over(30), worstDays.Over(90)},
		facts:  []Field{FieldOverdue, FieldReceived}, others: paymentOverdue},
	{id: "RF-82", source: "003", levels: levels{Medium}, about: wonDeals, limits: limits{days.Over(30)},
		facts: []Field{FieldPlannedAt}, others: milestoneLate},
	{id: "RF-83", source: "000, 004", levels: levels{Medium}, about: wonDeals,
		limits: limits{days.AtMost(90)},
		facts:  []Field{FieldAcceptedAt, FieldSatisfactionAt},
		deal:   func(v *view) Severity { return v.when(v.accepted() != nil && !v.lookedAfter()) }},
}

// paymentOverdue is RF-81; it knows three severities.
func paymentOverdue(v *view) {
	if v.Contract == nil {
		return
	}
	for i := range v.Contract.Payments {
		p := &v.Contract.Payments[i]
		n := v.overdue(v.Contract, p)
		s := v.rising(v.meets(days, n), v.meets(graveDays, n))
		if s != "" && v.meets(worstDays, n) {
			s = v.tuning.Levels[2]
		}
		v.raise(s, p.Name)
	}
}

// milestoneLate is RF-82: the trial run or the final acceptance is long past its
// plan and not done.
func milestoneLate(v *view) {
	if v.Contract == nil {
		return
	}
	for i := range v.Contract.Milestones {
		m := &v.Contract.Milestones[i]
		last := m.Code == trialRun || m.Code == finalAcceptance
		late := m.PlannedAt != 0 && v.meets(days, v.days(m.PlannedAt))
		v.raise(v.when(last && late && !v.done(m)), string(m.Code))
	}
}

// The milestones that end the project for the customer.
const (
	trialRun        = DeliveryStage(playbook.D6)
	finalAcceptance = DeliveryStage(playbook.D7)
)

// done reports whether a milestone is reached.
func (v *view) done(m *Milestone) bool { return m.ActualAt != 0 && m.ActualAt <= v.AsOf }

// accepted is the final acceptance when it is done, else nil.
func (v *view) accepted() *Milestone {
	if v.Contract == nil {
		return nil
	}
	for i := range v.Contract.Milestones {
		if m := &v.Contract.Milestones[i]; m.Code == finalAcceptance && v.done(m) {
			return m
		}
	}
	return nil
}

// lookedAfter reports whether somebody lately asked how content the customer is.
func (v *view) lookedAfter() bool {
	for i := range v.Contract.Satisfaction {
		if v.recent(days, v.Contract.Satisfaction[i].At) {
			return true
		}
	}
	return false
}
