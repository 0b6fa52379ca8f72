package deal

import (
	"errors"
	"math"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/comply"
	"sente/internal/sales/money"
	"sente/internal/sales/qualify"
)

// Limits of what people write about a deal, in code points.
const (
	NameLimit = 255
	SlotLimit = 255 // objective: what, who
	TermLimit = 100 // objective: when, quantity
)

// checker collects what is wrong with the fields.
type checker struct{ bad []*fault.Error }

func (c *checker) refuse(code, at string) *fault.Error {
	e := fault.New(fault.Invalid, code).At(at)
	c.bad = append(c.bad, e)
	return e
}

// Check cleans the fields and reports everything that is wrong with them: the
// name, amounts (ground rule: |amount| < 10^15), closed lists, and the
// qualification card (method.md 3.2).
func (f *Fields) Check(today calendar.Day) error {
	c := &checker{}
	f.Name = strings.TrimSpace(f.Name)
	if f.Name == "" {
		c.refuse("name_missing", "name")
	}
	c.text(f.Name, "name", NameLimit)
	c.amount(f.Amount, "amount")
	f.Objective.check(c)
	f.Position.check(c)
	f.Qualification.check(c)
	f.Project.check(c, today)
	return fault.Join(c.bad)
}

func (c *checker) text(s, at string, limit int) {
	if len([]rune(s)) > limit {
		c.refuse("too_long", at).With("limit", limit)
	}
}

// plan is text for what somebody means to do: an improper benefit is refused
// (CP-02).
func (c *checker) plan(s, at string, limit int) {
	c.text(s, at, limit)
	if bad := comply.Check(s, at); bad != nil {
		c.bad = append(c.bad, bad)
	}
}

func (c *checker) amount(a *money.Amount, at string) {
	if a == nil {
		return
	}
	switch _, err := money.Parse(a.Decimal(), a.Currency); {
	case err == nil:
	case errors.Is(err, money.ErrCurrency):
		c.refuse("currency_unknown", at)
	default:
		c.refuse("out_of_range", at).With("min", "-10^15").With("max", "10^15")
	}
}

// positive refuses an amount below zero.
func (c *checker) positive(a *money.Amount, at string) {
	if a != nil && a.Minor < 0 {
		c.refuse("out_of_range", at).With("min", 0).With("max", "10^15")
	}
}

// within refuses a whole number outside its limits.
func (c *checker) within(n int, at string, low, high int) {
	if n < low || n > high {
		c.refuse("out_of_range", at).With("min", low).With("max", high)
	}
}

// past refuses days that are yet to come.
func (c *checker) past(today calendar.Day, days map[string]calendar.Day) {
	for at, day := range days {
		if day > today {
			c.refuse("day_in_future", at)
		}
	}
}

// listed is a value of a closed list.
type listed interface {
	~string
	Valid() bool
}

// member refuses a value that is not in its list; "" is unknown and fits.
func member[T listed](c *checker, v T, at string) {
	if v != "" && !v.Valid() {
		c.refuse("value_invalid", at)
	}
}

func (o *Objective) check(c *checker) {
	for _, slot := range []struct {
		text  *string
		at    string
		limit int
	}{
		{&o.When, "sso_when", TermLimit}, {&o.Quantity, "sso_quantity", TermLimit},
		{&o.What, "sso_what", SlotLimit}, {&o.Who, "sso_who", SlotLimit},
	} {
		*slot.text = strings.TrimSpace(*slot.text)
		c.text(*slot.text, slot.at, slot.limit)
	}
	c.amount(o.Revenue, "sso_revenue")
}

func (p Position) check(c *checker) {
	member(c, p.BuyerStage, "buyer_stage")
	member(c, p.Procurement, "procurement_mode")
	member(c, p.EntryTiming, "entry_timing")
	member(c, p.Urgency, "urgency")
	member(c, p.Competition, "competition")
	member(c, p.Home, "home")
	if t := p.Temperature; t != nil && (*t < 0 || *t > 100) {
		c.refuse("out_of_range", "temperature").With("min", 0).With("max", 100)
	}
}

func (q Qualification) check(c *checker) {
	for at, a := range map[string]qualify.Answer{"man_m": q.M, "man_a": q.A, "man_n": q.N,
		"q1": q.Q1, "q2": q.Q2, "q3": q.Q3, "q4": q.Q4} {
		member(c, a, at)
	}
	for item, points := range q.Risk {
		at := "risk." + string(item)
		member(c, item, at)
		if points < 0 || points > qualify.MaxPoints {
			c.refuse("out_of_range", at).With("min", 0).With("max", qualify.MaxPoints)
		}
	}
	q.checkWeights(c)
	q.checkVeto(c)
}

// checkWeights wants weights that are not negative and leave something to
// divide by; an item without a weight has weight 1.
func (q Qualification) checkWeights(c *checker) {
	sum := float64(len(qualify.Item("").All()) - len(q.RiskWeights))
	for item, w := range q.RiskWeights {
		at := "risk_weights." + string(item)
		member(c, item, at)
		if !(w >= 0 && w <= WeightLimit) {
			c.refuse("out_of_range", at).With("min", 0).With("max", WeightLimit)
		}
		sum += math.Max(w, 0)
	}
	if !(sum > 0) {
		c.refuse("weights_zero", "risk_weights")
	}
}

// WeightLimit is the largest weight of a risk item.
const WeightLimit = 1000

func (q Qualification) checkVeto(c *checker) {
	if len(q.Veto) > qualify.MaxVeto {
		c.refuse("too_many_veto", "veto")
	}
	seen := map[qualify.Item]bool{}
	for _, item := range q.Veto {
		if !item.Valid() || seen[item] {
			c.refuse("value_invalid", "veto")
		}
		seen[item] = true
	}
}
