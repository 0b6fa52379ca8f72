package deal

import (
	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/money"
	"sente/internal/sales/record"
)

// Cost is what winning the deal may cost us and has cost so far; one row for a
// deal. It is for those who may edit the deal, and its finance colleagues.
type Cost struct {
	Row
	CostFields
}

// CostFields are what people write about cost.
type CostFields struct {
	Budget *money.Amount `json:"cost_budget,omitzero" db:"budget"`
	Spent  *money.Amount `json:"cost_to_date,omitzero" db:"spent"`
}

// Ref points at the cost.
func (c *Cost) Ref() record.Ref { return record.Ref{Kind: record.Cost, ID: c.ID} }

// Title is empty: a deal has one cost.
func (*Cost) Title() string { return "" }

// Check refuses amounts below zero or out of range.
func (f *CostFields) Check(calendar.Day) error {
	c := &checker{}
	for at, a := range map[string]*money.Amount{"cost_budget": f.Budget, "cost_to_date": f.Spent} {
		c.amount(a, at)
		c.positive(a, at)
	}
	return fault.Join(c.bad)
}
