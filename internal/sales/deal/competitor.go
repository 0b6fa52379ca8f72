package deal

import (
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Competitor is a rival on one deal.
type Competitor struct {
	Row
	CompetitorFields
}

// CompetitorFields are what people write about a rival.
type CompetitorFields struct {
	Name        string                 `json:"name" db:"name" maxLength:"255"`
	Position    strategy.RivalPosition `json:"position,omitzero" db:"position"`
	Incumbent   bool                   `json:"incumbent,omitzero" db:"incumbent"`
	FirstSeenOn calendar.Day           `json:"first_seen_on,omitzero" db:"first_seen_on" format:"date"`
	LastIntelOn calendar.Day           `json:"last_intel_on,omitzero" db:"last_intel_on" format:"date"`
	CounterPlan string                 `json:"counter_plan,omitzero" db:"counter_plan" maxLength:"4000"`
	Backers     []Backer               `json:"backers,omitempty" db:"backers,json" doc:"who wants the rival to win"`
	Points      []RivalPoint           `json:"points,omitempty" db:"points,json" doc:"where he is strong and weak, and for whom"`
}

// Ref points at the rival.
func (c *Competitor) Ref() record.Ref { return record.Ref{Kind: record.Competitor, ID: c.ID} }

// Title is the name of the rival.
func (c *Competitor) Title() string { return c.Name }

// Check cleans the fields and reports everything that is wrong with them.
func (f *CompetitorFields) Check(today calendar.Day) error {
	c := &checker{}
	f.Name, f.CounterPlan = strings.TrimSpace(f.Name), strings.TrimSpace(f.CounterPlan)
	if f.Name == "" {
		c.refuse("name_missing", "name")
	}
	c.text(f.Name, "name", NameLimit)
	c.text(f.CounterPlan, "counter_plan", PlanLimit)
	member(c, f.Position, "position")
	c.past(today, map[string]calendar.Day{"first_seen_on": f.FirstSeenOn, "last_intel_on": f.LastIntelOn})
	f.checkDepth(c, today)
	return fault.Join(c.bad)
}
