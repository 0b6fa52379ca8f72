package deal

import (
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Strength is where we differ from the rivals: a bell, when it means something to
// somebody (method.md 6.7).
type Strength struct {
	Row
	StrengthFields
}

// Ref points at the row.
func (x *Strength) Ref() record.Ref { return record.Ref{Kind: record.Strength, ID: x.ID} }

// Title is the strength.
func (x *Strength) Title() string { return x.Text }

// StrengthFields are what people write about a strength of ours.
type StrengthFields struct {
	Text   string      `json:"text" db:"text" maxLength:"500"`
	Unique bool        `json:"unique,omitzero" db:"only_ours" doc:"no rival has it"`
	Linked []record.ID `json:"linked,omitempty" db:"linked,json" doc:"influences of the deal to whom it means something"`
}

// Check cleans the fields and reports everything that is wrong with them.
func (f *StrengthFields) Check(calendar.Day) error {
	c := &checker{}
	c.say(&f.Text, "text", PointLimit)
	c.people(&f.Linked, "linked")
	return fault.Join(c.bad)
}

// PointLimit is the longest strength, weakness, or goal of a visit, in code
// points.
const PointLimit = 500

// Named lists the persons that are spoken of.
func (x *Strength) Named() []Mention { return persons("linked", x.Linked...) }

// Forget leaves out the persons who are gone.
func (x *Strength) Forget(gone map[record.ID]bool) { leaveOut(gone, &x.Linked) }

// Retain brings back whom somebody left out who could not know of them.
func (x *Strength) Retain(before *Strength, gone map[record.ID]bool) {
	retain(gone, &x.Linked, before.Linked)
}

// Weakness is where rivals are better, and what we say to whom it touches.
type Weakness struct {
	Row
	WeaknessFields
}

// Ref points at the row.
func (x *Weakness) Ref() record.Ref { return record.Ref{Kind: record.Weakness, ID: x.ID} }

// Title is the weakness.
func (x *Weakness) Title() string { return x.Text }

// WeaknessFields are what people write about a weakness of ours.
type WeaknessFields struct {
	Text    string      `json:"text" db:"text" maxLength:"500"`
	Affects []record.ID `json:"affects,omitempty" db:"affects,json" doc:"influences of the deal whom it touches"`
	Plan    string      `json:"plan,omitzero" db:"plan" maxLength:"4000" doc:"solution or talk track"`
}

// Check cleans the fields and reports everything that is wrong with them.
func (f *WeaknessFields) Check(calendar.Day) error {
	c := &checker{}
	c.say(&f.Text, "text", PointLimit)
	c.people(&f.Affects, "affects")
	f.Plan = strings.TrimSpace(f.Plan)
	c.plan(f.Plan, "plan", PlanLimit)
	return fault.Join(c.bad)
}

// Named lists the persons that are spoken of.
func (x *Weakness) Named() []Mention { return persons("affects", x.Affects...) }

// Forget leaves out the persons who are gone.
func (x *Weakness) Forget(gone map[record.ID]bool) { leaveOut(gone, &x.Affects) }

// Retain brings back whom somebody left out who could not know of them.
func (x *Weakness) Retain(before *Weakness, gone map[record.ID]bool) {
	retain(gone, &x.Affects, before.Affects)
}

func (s *Strength) facts() strategy.Strength {
	return strategy.Strength{Text: s.Text, Unique: s.Unique, Linked: words(s.Linked)}
}

func (w *Weakness) facts() strategy.Weakness {
	return strategy.Weakness{Text: w.Text, Affects: words(w.Affects), Plan: w.Plan}
}
