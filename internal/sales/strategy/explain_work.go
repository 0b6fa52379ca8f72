package strategy

import (
	"strconv"

	"sente/internal/sales/bargain"
)

// workFacts are the rows about process, resources and money, like rowFacts.
var workFacts = map[Field]func(v *view, subject string) []saying{
	FieldOverride: func(v *view, _ string) (out []saying) {
		for i := range v.Deal.GateOverrides {
			if o := &v.Deal.GateOverrides[i]; o.unmet() {
				out = append(out, saying{"", o.Criterion})
			}
		}
		return out
	},
	FieldReason:     blankOfCall(func(c *Call) string { return c.VBR }),
	FieldGoalMin:    blankOfCall(func(c *Call) string { return c.GoalMin }),
	FieldCommitment: (*view).lastCommitments,
	FieldTrigger:    (*view).lastTriggers,
	FieldSlot: func(v *view, _ string) (out []saying) {
		for _, slot := range v.Deal.sentence().Missing {
			out = append(out, saying{"", slot})
		}
		return out
	},
	FieldSSOChangedAt: func(v *view, _ string) []saying {
		if !v.recent(days, v.Deal.SSOChangedAt) {
			return nil
		}
		return []saying{{"", v.Deal.SSOChangedAt.String()}}
	},
	FieldRolesReviewedAt: func(v *view, _ string) []saying {
		if !v.recent(days, v.Deal.SSOChangedAt) {
			return nil
		}
		return []saying{{"", v.Deal.RolesReviewAt.String()}}
	},
	FieldBooking: func(v *view, day string) (out []saying) {
		for i := range v.Bookings {
			if b := &v.Bookings[i]; b.At.String() == day {
				out = append(out, saying{day, string(b.Kind)})
			}
		}
		return out
	},
	FieldBriefed:   func(_ *view, day string) []saying { return []saying{{day, "no"}} },
	FieldMapShared: func(_ *view, day string) []saying { return []saying{{day, "no"}} },
	FieldDeadlineAt: func(v *view, document string) (out []saying) {
		for i := range v.Bids {
			b := &v.Bids[i]
			for j := range b.Documents {
				if b.Documents[j].Name == document && v.due(b) {
					out = append(out, saying{b.Name, b.DeadlineAt.String()})
				}
			}
		}
		return out
	},
	FieldDocument:   func(_ *view, name string) []saying { return []saying{{name, name}} },
	FieldQuoteTotal: quoteFact(func(q *Quote) *float64 { return q.Total }),
	FieldQuoteFloor: quoteFact(func(q *Quote) *float64 { return q.Floor }),
	FieldViolation: func(v *view, _ string) (out []saying) {
		for i := range v.violations {
			if x := &v.violations[i]; x.Level == bargain.Error {
				out = append(out, saying{x.Subject, x.ID})
			}
		}
		return out
	},
	FieldOverdue: paymentFact(func(v *view, p *Payment) string {
		return strconv.Itoa(v.overdue(v.Contract, p))
	}),
	FieldReceived: paymentFact(func(_ *view, p *Payment) string { return grouped(p.Received) }),
	FieldPlannedAt: func(v *view, code string) (out []saying) {
		for i := range v.Contract.Milestones {
			if m := &v.Contract.Milestones[i]; string(m.Code) == code {
				out = append(out, saying{code, m.PlannedAt.String()})
			}
		}
		return out
	},
}

// blankOfCall is a text that a day's call should have and has not.
func blankOfCall(text func(*Call) string) func(*view, string) []saying {
	return func(v *view, day string) (out []saying) {
		for i := range v.Calls {
			if c := &v.Calls[i]; c.At.String() == day && blank(text(c)) {
				out = append(out, saying{day, ""})
			}
		}
		return out
	}
}

func quoteFact(sum func(*Quote) *float64) func(*view, string) []saying {
	return func(v *view, no string) (out []saying) {
		for i := range v.Quotes {
			if q := &v.Quotes[i]; q.No == no {
				out = append(out, saying{no, cash(sum(q))})
			}
		}
		return out
	}
}

func paymentFact(say func(*view, *Payment) string) func(*view, string) []saying {
	return func(v *view, name string) (out []saying) {
		for i := range v.Contract.Payments {
			if p := &v.Contract.Payments[i]; p.Name == name && v.overdue(v.Contract, p) > 0 {
				out = append(out, saying{name, say(v, p)})
			}
		}
		return out
	}
}

// lastCommitments are what the latest calls brought, as RF-67 counts.
func (v *view) lastCommitments(string) (out []saying) {
	var c cursor
	for n := 1; v.meets(window, n) && v.previous(&c, v.Calls, nil); n++ {
		out = append(out, saying{c.at.String(), string(v.Calls[c.index].Commitment)})
	}
	return out
}

// lastTriggers are why we did the latest things, as RF-70 counts.
func (v *view) lastTriggers(string) (out []saying) {
	var c cursor
	for n := 1; v.meets(window, n) && v.previous(&c, v.Calls, v.Actions); n++ {
		out = append(out, saying{c.at.String(), string(v.triggerAt(c))})
	}
	return out
}
