package deal

import (
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Decision is one of the criteria by which the customer decides, with what we
// think he gives to everyone (not to be taken for a Criterion of a gate).
type Decision struct {
	Row
	DecisionFields
}

// DecisionFields are what people write about a decision criterion.
type DecisionFields struct {
	Kind     strategy.CriterionKind `json:"kind,omitzero" db:"kind"`
	Name     string                 `json:"name" db:"name" minLength:"1" maxLength:"255"`
	Weight   *float64               `json:"weight,omitzero" db:"weight" minimum:"0" maximum:"1000" doc:"absent: unknown; all of them are to make 100"`
	IsKey    bool                   `json:"is_key,omitzero" db:"is_key"`
	Featured bool                   `json:"featured,omitzero" db:"featured" doc:"it favours what is special to us"`
	Our      *int                   `json:"our_score,omitzero" db:"our_score" minimum:"0" maximum:"10" doc:"0 to 10"`
	Rivals   map[record.ID]int      `json:"rival_scores,omitempty" db:"rival_scores,json" doc:"0 to 10, by the id of the competitor"`
	Place    int                    `json:"place,omitzero" db:"place" minimum:"0" maximum:"10000" doc:"order in the list"`
}

// TopScore is the best score on a decision criterion.
const TopScore = 10

// Ref points at the criterion.
func (x *Decision) Ref() record.Ref { return record.Ref{Kind: record.Decision, ID: x.ID} }

// Title is the name of the criterion.
func (x *Decision) Title() string { return x.Name }

// Named are the competitors that have a score.
func (x *Decision) Named() (out []Mention) {
	for id := range x.Rivals {
		out = append(out, Mention{"rival_scores", record.Ref{Kind: record.Competitor, ID: id}})
	}
	return out
}

// Mark notes the day on which the customer's criteria changed; what we think of
// the scores is no change of his.
func (x *Decision) Mark(before Entry, d *Deal, today calendar.Day) {
	old, _ := before.(*Decision)
	if old == nil || x.Trashed() || x.Kind != old.Kind || x.Name != old.Name || x.IsKey != old.IsKey ||
		!sameNumber(x.Weight, old.Weight) {
		d.CriteriaChangedOn = today
	}
}

func sameNumber(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// Check cleans the fields and reports everything that is wrong with them.
func (f *DecisionFields) Check(calendar.Day) error {
	c := &checker{}
	member(c, f.Kind, "kind")
	f.Name = strings.TrimSpace(f.Name)
	if f.Name == "" {
		c.refuse("name_missing", "name")
	}
	c.text(f.Name, "name", NameLimit)
	if w := f.Weight; w != nil && !(*w >= 0 && *w <= WeightLimit) {
		c.refuse("out_of_range", "weight").With("min", 0).With("max", WeightLimit)
	}
	if f.Our != nil {
		c.within(*f.Our, "our_score", 0, TopScore)
	}
	for _, score := range f.Rivals {
		c.within(score, "rival_scores", 0, TopScore)
	}
	c.within(f.Place, "place", 0, PlaceLimit)
	return fault.Join(c.bad)
}

// BestRival is the competitor of the deal who scores best, and his score; nobody
// when none has a score.
func (x *Decision) BestRival(of []Competitor) (best record.ID, score int) {
	for _, c := range of {
		if s, ok := x.Rivals[c.ID]; ok && (best == 0 || s > score) {
			best, score = c.ID, s
		}
	}
	return best, score
}

// Leverage is what the criterion is worth to us: its weight times our score above
// that of the best rival. Nil: one of them is unknown.
func (x *Decision) Leverage(of []Competitor) *float64 {
	best, score := x.BestRival(of)
	if x.Weight == nil || x.Our == nil || best == 0 {
		return nil
	}
	return new(*x.Weight * float64(*x.Our-score))
}

func (f *Facts) criterionFacts() (out []strategy.Criterion) {
	for _, x := range f.Decisions {
		out = append(out, strategy.Criterion{Kind: x.Kind, Name: x.Name, Weight: x.Weight, IsKey: x.IsKey,
			Featured: x.Featured})
	}
	return out
}
