package strategy

import (
	"slices"

	"sente/internal/sales/calendar"
	"sente/internal/sales/playbook"
)

// process are the rules about our own process and behaviour, RF-62 to RF-70
// (method.md 6.5; exact conditions dossier.md 6.5).
var process = []rule{
	{id: "RF-62", source: "003", levels: levels{Medium, High},
		limits: limits{times.Over(1.5), graveTimes.Over(2)},
		facts:  []Field{FieldStageDays, FieldTypicalDays},
		deal: func(v *view) Severity {
			stood, typical := float64(v.stageDays), float64(v.typicalDays)
			slow := v.Deal.StageEnteredAt != 0 && v.limit(times).Times(typical).HoldsReal(stood)
			return v.rising(slow, v.limit(graveTimes).Times(typical).HoldsReal(stood))
		}},
	{id: "RF-63", source: "003", levels: levels{Medium}, facts: []Field{FieldOverride},
		deal: func(v *view) Severity {
			return v.when(slices.ContainsFunc(v.Deal.GateOverrides, GateOverride.unmet))
		}},
	{id: "RF-64", source: "000", levels: levels{High, Critical},
		limits: limits{lead.AtLeast(2), lag.AtLeast(1), graveBuyer.AtLeast(5), graveUntil.AtMost(3)},
		facts:  []Field{FieldStage, FieldBuyerStage}, deal: outOfStep},
	{id: "RF-65", source: "003", levels: levels{Medium}, limits: limits{ahead.AtMost(14)},
		facts: []Field{FieldNextAt},
		deal:  func(v *view) Severity { return v.when(!v.somethingNext()) }},
	{id: "RF-66", source: "004", levels: levels{Low}, limits: limits{days.AtMost(30)},
		facts: []Field{FieldReason, FieldGoalMin},
		others: func(v *view) {
			for i := range v.Calls {
				c := &v.Calls[i]
				v.raiseOn(v.when((blank(c.VBR) || blank(c.GoalMin)) && v.recent(days, c.At)), c.At)
			}
		}},
	{id: "RF-67", source: "public knowledge", levels: levels{Medium}, limits: limits{window.AtMost(3)},
		facts: []Field{FieldCommitment},
		deal:  func(v *view) Severity { return v.when(v.stuck()) }},
	{id: "RF-68", source: "004", levels: levels{Medium, Low},
		limits: limits{heat.AtLeast(25), chill.AtMost(-25)},
		late:   true, facts: []Field{FieldTemperature, FieldHealth},
		deal: func(v *view) Severity {
			hot := v.temperatureGap != nil && v.meetsReal(heat, *v.temperatureGap)
			cold := v.temperatureGap != nil && v.meetsReal(chill, *v.temperatureGap)
			return v.rising(hot || cold, !hot)
		}},
	{id: "RF-69", source: "004", levels: levels{High},
		limits: limits{onward(alsoFrom, playbook.S2), days.AtMost(30)},
		facts:  []Field{FieldStage, FieldSlot, FieldSSOChangedAt, FieldRolesReviewedAt},
		deal: func(v *view) Severity {
			d := &v.Deal
			moved := v.recent(days, d.SSOChangedAt) && d.RolesReviewAt < d.SSOChangedAt
			return v.when(moved || v.past(alsoFrom) && !d.SSO.complete())
		}},
	{id: "RF-70", source: "004", levels: levels{Low}, limits: limits{window.AtMost(5), count.AtLeast(2)},
		facts: []Field{FieldTrigger},
		deal:  func(v *view) Severity { return v.when(v.driven()) }},
}

// unmet reports whether the criterion is still not met.
func (o GateOverride) unmet() bool { return o.StillUnmet }

// outOfStep is RF-64: we run ahead of the buyer, or the buyer of us.
func outOfStep(v *view) Severity {
	b := v.Deal.BuyerStage.Order()
	if b == 0 {
		return ""
	}
	step := playbook.Of(v.Deal.Stage)
	late := v.meets(lag, b-step.BuyerLast.Order())
	early := v.meets(lead, step.BuyerFirst.Order()-b)
	return v.rising(early || late, late && v.meets(graveBuyer, b) && v.past(graveUntil))
}

// somethingNext reports whether a next step is dated within the coming days.
func (v *view) somethingNext() bool {
	if v.coming(ahead, v.Deal.NextActionAt) {
		return true
	}
	for i := range v.Calls {
		if c := &v.Calls[i]; v.coming(ahead, c.NextStepAt) || v.planned(c.At) {
			return true
		}
	}
	for i := range v.Actions {
		if v.planned(v.Actions[i].At) {
			return true
		}
	}
	return false
}

// planned reports whether something lies in the coming days, from tomorrow on.
func (v *view) planned(at calendar.Day) bool { return at > v.AsOf && v.coming(ahead, at) }

// stuck is RF-67: the latest calls brought no commitment.
func (v *view) stuck() bool {
	var c cursor
	for n := 1; v.meets(window, n); n++ {
		if !v.previous(&c, v.Calls, nil) {
			return false
		}
		switch v.Calls[c.index].Commitment {
		case NoCommitment, Continuation:
		default:
			return false
		}
	}
	return true
}

// driven is RF-70: of the latest things we did, several answered a rival and none
// a need of the customer.
func (v *view) driven() bool {
	var c cursor
	moves := 0
	for n := 1; v.meets(window, n) && v.previous(&c, v.Calls, v.Actions); n++ {
		switch v.triggerAt(c) {
		case CustomerNeed:
			return false
		case CompetitorMove:
			moves++
		}
	}
	return v.meets(count, moves)
}

// triggerAt is why we did what the cursor points at.
func (v *view) triggerAt(c cursor) Trigger {
	if c.action {
		return v.Actions[c.index].Trigger
	}
	return v.Calls[c.index].Trigger
}

// cursor points at a held call or action while one goes back in time.
type cursor struct {
	at     calendar.Day // 0: before the first step
	action bool
	index  int
}

// before orders calls and actions: by date, on one date calls before actions,
// then as listed.
func (c cursor) before(d cursor) bool {
	switch {
	case c.at != d.at:
		return c.at < d.at
	case c.action != d.action:
		return d.action
	}
	return c.index < d.index
}

// previous moves the cursor to the latest held call or action before it; false
// when there is none.
func (v *view) previous(c *cursor, calls []Call, actions []Action) bool {
	var best cursor
	consider := func(x cursor) {
		if x.at <= v.AsOf && (c.at == 0 || x.before(*c)) && (best.at == 0 || best.before(x)) {
			best = x
		}
	}
	for i := range calls {
		consider(cursor{calls[i].At, false, i})
	}
	for i := range actions {
		consider(cursor{actions[i].At, true, i})
	}
	*c = best
	return best.at != 0
}

// complete reports whether every slot of the objective is filled.
func (s *SSO) complete() bool {
	return !blank(s.When) && !blank(s.Quantity) && !blank(s.What) && !blank(s.Who) && s.Revenue != nil
}
