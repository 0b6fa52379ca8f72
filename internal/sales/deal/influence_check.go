package deal

import (
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
)

// Limits of what people write about an influence.
const (
	PlanLimit    = 4000 // code points
	ResultsLimit = 20   // results, wins, competitor ties: entries
	PhraseLimit  = 255  // code points of each part of them
)

// Check cleans the fields and reports everything that is wrong with them: wins
// come from the list of lawful motives (method.md 4.8), days are not after today.
func (f *InfluenceFields) Check(today calendar.Day) error {
	c := &checker{}
	member(c, f.Level, "influence")
	f.Plan = strings.TrimSpace(f.Plan)
	c.plan(f.Plan, "plan", PlanLimit)
	c.past(today, map[string]calendar.Day{"last_contact_on": f.LastContactOn, "moved_post_on": f.MovedPostOn})
	for at, n := range map[string]int{"results": len(f.Results), "wins": len(f.Wins),
		"competitor_ties": len(f.CompetitorTies)} {
		if n > ResultsLimit {
			c.refuse("too_many", at).With("limit", ResultsLimit)
		}
	}
	for _, w := range f.Wins {
		if !influence.Win(w).Valid() {
			c.refuse("win_unknown", "wins")
			break
		}
	}
	for i := range f.Results {
		r := &f.Results[i]
		for _, s := range []*string{&r.Text, &r.Metric, &r.Target} {
			*s = strings.TrimSpace(*s)
			c.plan(*s, "results", PhraseLimit)
		}
		if r.Text == "" {
			c.refuse("text_missing", "results")
		}
	}
	for _, tie := range f.CompetitorTies {
		c.text(tie, "competitor_ties", PhraseLimit)
	}
	return fault.Join(c.bad)
}

// MapLimit is how far from its middle a card may lie on the map, in map units.
const MapLimit = 100_000

// Check refuses a place that is not on the map.
func (p Place) Check() error {
	c := &checker{}
	if !(p.X >= -MapLimit && p.X <= MapLimit && p.Y >= -MapLimit && p.Y <= MapLimit) {
		c.refuse("out_of_range", "positions").With("min", -MapLimit).With("max", MapLimit)
	}
	return fault.Join(c.bad)
}
