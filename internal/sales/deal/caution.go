package deal

import (
	"sente/internal/sales/comply"
	"sente/internal/sales/record"
)

// Caution is a plan that touches a rule of lawful selling and stands all the
// same: it is shown until it is written otherwise (method.md 6.9).
type Caution struct {
	Rule  comply.Rule
	Of    record.Ref
	Field string
	Name  string // of the person, or what the record is about
	Words string // of the plan
}

// Plans gives what is meant to be done about the person.
func (f *InfluenceFields) Plans() []comply.Plan { return []comply.Plan{{Field: "plan", Text: f.Plan}} }

// Plans gives what is meant to be said about the weakness.
func (f *WeaknessFields) Plans() []comply.Plan { return []comply.Plan{{Field: "plan", Text: f.Plan}} }

// Plans gives what the visit is for.
func (f *VisitFields) Plans() []comply.Plan {
	return []comply.Plan{{Field: "vbr", Text: f.Reason}, {Field: "goal_best", Text: f.GoalBest},
		{Field: "goal_min", Text: f.GoalMin}}
}

// Cautions lists the plans of the deal that touch a rule of lawful selling.
func (f *Facts) Cautions() (out []Caution) {
	look := func(p comply.Planned, of record.Ref, name string) {
		for _, x := range p.Plans() {
			if words := comply.Words(comply.Tender, x.Text); words != "" {
				out = append(out, Caution{comply.Tender, of, x.Field, name, words})
			}
		}
	}
	for i := range f.People {
		p := &f.People[i]
		look(p, record.Ref{Kind: record.Influence, ID: p.ID}, p.Name)
	}
	for i := range f.Weaknesses {
		look(&f.Weaknesses[i], f.Weaknesses[i].Ref(), f.Weaknesses[i].Title())
	}
	for i := range f.Visits {
		look(&f.Visits[i], f.Visits[i].Ref(), f.Visits[i].Title())
	}
	return out
}
