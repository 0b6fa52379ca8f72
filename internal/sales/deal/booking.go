package deal

import (
	"regexp"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/money"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Booking is a resource of ours that we bring to the customer: an expert, an
// executive, a model customer (method.md 12.1).
type Booking struct {
	Row
	BookingFields
}

// Ref points at the row.
func (x *Booking) Ref() record.Ref { return record.Ref{Kind: record.Booking, ID: x.ID} }

// Title is its day.
func (x *Booking) Title() string { return x.On.String() }

// BookingFields are what people write about a booking.
type BookingFields struct {
	Kind         strategy.ResourceKind `json:"kind" db:"kind"`
	On           calendar.Day          `json:"on" db:"on_day" format:"date"`
	PersonID     record.ID             `json:"person_id,omitzero" db:"person_id" doc:"influence of the deal whom it is for"`
	Rule         string                `json:"rule,omitzero" db:"rule" maxLength:"10" doc:"red flag that it answers: RF-06"`
	SameIndustry bool                  `json:"same_industry,omitzero" db:"same_industry" doc:"a model customer of the same industry"`
	Briefed      *bool                 `json:"briefed,omitzero" db:"briefed" doc:"he knows the customer"`
	Effect       *float64              `json:"effect,omitzero" db:"effect" minimum:"0" maximum:"5" doc:"how well it worked; absent: not rated"`
	Cost         *money.Amount         `json:"cost,omitzero" db:"cost"`
}

// MostEffect is the best rating of a resource.
const MostEffect = 5

// isRule is the form of a rule's id.
var isRule = regexp.MustCompile(`^(RF-\d\d|C-\d{2,4})$`)

// Check cleans the fields and reports everything that is wrong with them. A
// booking may lie in the future.
func (f *BookingFields) Check(calendar.Day) error {
	c := &checker{}
	if !f.Kind.Valid() {
		c.refuse("value_invalid", "kind")
	}
	if f.On == 0 {
		c.refuse("day_missing", "on")
	}
	if f.Rule != "" && !isRule.MatchString(f.Rule) {
		c.refuse("value_invalid", "rule")
	}
	if x := f.Effect; x != nil && !(*x >= 0 && *x <= MostEffect) {
		c.refuse("out_of_range", "effect").With("min", 0).With("max", MostEffect)
	}
	c.amount(f.Cost, "cost")
	return fault.Join(c.bad)
}

// Named lists the person that is spoken of.
func (x *Booking) Named() []Mention { return persons("person_id", x.PersonID) }

// Forget leaves out a person who is gone.
func (x *Booking) Forget(gone map[record.ID]bool) { forgetOne(gone, &x.PersonID) }

// Retain brings back whom somebody left out who could not know of him.
func (x *Booking) Retain(before *Booking, gone map[record.ID]bool) {
	retainOne(gone, &x.PersonID, before.PersonID)
}

func (b *Booking) facts() strategy.Booking {
	return strategy.Booking{Kind: b.Kind, At: b.On, With: word(b.PersonID), Flag: b.Rule,
		SameIndustry: b.SameIndustry, Briefed: b.Briefed, Effect: b.Effect, Cost: major(b.Cost)}
}
