package strategy

import (
	"cmp"
	"slices"

	"sente/internal/sales/calendar"
	"sente/internal/sales/comply"
)

// Collection is where the contract's money stands (dossier.md 12).
type Collection struct {
	SumPct     float64  // of the payments; 100 when the plan is complete
	Valid      bool     // there are payments, they sum to 100, each has pct and milestone
	Collected  *float64 // share of the contract's amount; nil without one
	Complete   bool     // exactly all of it
	MaxOverdue int      // days
}

// Owing is what a contract says payment by payment and step by step.
type Owing struct {
	Owed  []Owed // one for each payment, in order
	Steps []Step // of delivery, in order
}

// Owed is where one payment of the contract stands; money in major units.
type Owed struct {
	Name      string
	Milestone DeliveryStage // "" unknown
	Amount    *float64      // nil unknown
	Received  float64
	Due       calendar.Day // 0 unknown: the milestone is not reached
	Paid      bool         // all of it
	Overdue   int          // days; 0 when it is not late
}

// Step is where one milestone of delivery stands.
type Step struct {
	Code    DeliveryStage
	Planned calendar.Day // 0 unknown
	Done    calendar.Day // 0 not yet
	Late    int          // days past its plan while it is not done
}

// collection is nil without a contract.
func (v *view) collection() *Collection {
	c := v.Contract
	if c == nil {
		return nil
	}
	out := &Collection{SumPct: c.sumPct(), Valid: c.planValid()}
	received := 0.0
	for i := range c.Payments {
		received += c.Payments[i].Received
		out.MaxOverdue = max(out.MaxOverdue, v.overdue(c, &c.Payments[i]))
	}
	if c.Amount != nil && *c.Amount != 0 {
		out.Collected = new(received / *c.Amount)
		out.Complete = nine(received) == nine(*c.Amount)
	}
	return out
}

// Owing tells of each payment and each milestone of the contract on the dossier's
// day; nothing without a contract.
func (d *Dossier) Owing() (out Owing) {
	c, v := d.Contract, &view{Dossier: d}
	if c == nil {
		return out
	}
	for i := range c.Payments {
		p := &c.Payments[i]
		o := Owed{Name: p.Name, Milestone: p.Milestone, Received: p.Received, Due: c.due(p),
			Overdue: v.overdue(c, p)}
		if c.Amount != nil && p.Pct != nil {
			o.Amount = new(*c.Amount * *p.Pct / 100)
			o.Paid = nine(p.Received) >= nine(*o.Amount)
		}
		out.Owed = append(out.Owed, o)
	}
	for i := range c.Milestones {
		m := &c.Milestones[i]
		step := Step{Code: m.Code, Planned: m.PlannedAt}
		switch {
		case v.done(m):
			step.Done = m.ActualAt
		case m.PlannedAt != 0:
			step.Late = max(0, v.days(m.PlannedAt))
		}
		out.Steps = append(out.Steps, step)
	}
	return out
}

func (c *Contract) sumPct() float64 {
	sum := 0.0
	for i := range c.Payments {
		if pct := c.Payments[i].Pct; pct != nil {
			sum += *pct
		}
	}
	return sum
}

// planValid reports whether the payments cover the contract.
func (c *Contract) planValid() bool {
	for i := range c.Payments {
		if p := &c.Payments[i]; p.Pct == nil || p.Milestone == "" {
			return false
		}
	}
	return len(c.Payments) > 0 && nine(c.sumPct()) == 100
}

// overdue is by how many days a payment is late; 0 when it is not.
func (v *view) overdue(c *Contract, p *Payment) int {
	due := c.due(p)
	if due == 0 || c.Amount == nil || p.Pct == nil {
		return 0
	}
	if nine(p.Received) >= nine(*c.Amount**p.Pct/100) {
		return 0
	}
	return max(0, v.days(due))
}

// due is the day by which a payment is owed; 0 when it is not known.
func (c *Contract) due(p *Payment) calendar.Day {
	if p.DueAt != 0 {
		return p.DueAt
	}
	for i := range c.Milestones {
		if m := &c.Milestones[i]; m.Code == p.Milestone && m.ActualAt != 0 {
			return m.ActualAt.Add(p.DueDays)
		}
	}
	return 0
}

// Case is a possible breach of the rules of lawful selling.
type Case struct {
	ID      comply.Rule `json:"id"`
	Subject string      `json:"subject"`
}

// comply finds the cases CP-01, CP-02 and CP-04 (dossier.md 13).
func (v *view) comply(out *Diagnosis) {
	if v.Deal.TenderIssueAt != 0 && v.Deal.BidOpenAt != 0 {
		out.SealedFrom, out.SealedTo = v.Deal.TenderIssueAt, v.Deal.BidOpenAt
	}
	for i := range v.Intel {
		x := &v.Intel[i]
		if x.Kind == BidPrice && out.SealedFrom != 0 && x.At >= out.SealedFrom && x.At <= out.SealedTo {
			out.Cases = append(out.Cases, Case{comply.SealedPrice, x.At.String()})
		}
	}
	for i := range v.Expenses {
		x := &v.Expenses[i]
		if v.improper(x) {
			out.Cases = append(out.Cases, Case{comply.Benefit, x.No})
		}
		if blank(x.Purpose) || blank(x.ApprovedBy) || len(x.Attendees) == 0 {
			out.Cases = append(out.Cases, Case{comply.Unapproved, x.No})
		}
	}
	slices.SortFunc(out.Cases, func(a, b Case) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Subject, b.Subject))
	})
	out.Cases = slices.Compact(out.Cases)
}

// improper reports whether an expense is for family, cash, or a gift above the
// limit.
func (v *view) improper(x *Expense) bool {
	amount, limit := 0.0, DefaultPolicyLimit
	if x.Amount != nil {
		amount = *x.Amount
	}
	if v.Deal.PolicyLimit != nil {
		limit = *v.Deal.PolicyLimit
	}
	switch x.Kind {
	case Cash:
		return x.ForFamily || amount > 0
	case Gift, Benefit:
		return x.ForFamily || amount > limit
	}
	return x.ForFamily
}
