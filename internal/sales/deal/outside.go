package deal

import (
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// ChangeReview is a check of what changed at the customer since the last one
// (method.md 6.4, RF-60).
type ChangeReview struct {
	Row
	ChangeReviewFields
}

// Ref points at the row.
func (x *ChangeReview) Ref() record.Ref { return record.Ref{Kind: record.ChangeReview, ID: x.ID} }

// Title is its day.
func (x *ChangeReview) Title() string { return x.On.String() }

// ChangeReviewFields are what people write about a change review.
type ChangeReviewFields struct {
	On   calendar.Day `json:"on" db:"on_day" format:"date"`
	Text string       `json:"text" db:"text" maxLength:"2000" doc:"what was found; that nothing changed is a finding"`
}

// Check cleans the fields and reports everything that is wrong with them.
func (f *ChangeReviewFields) Check(today calendar.Day) error {
	c := &checker{}
	c.say(&f.Text, "text", TextLimit)
	c.happened(f.On, "on", today)
	return fault.Join(c.bad)
}

func (r *ChangeReview) facts() strategy.ChangeReview {
	return strategy.ChangeReview{At: r.On, Note: r.Text}
}

// ExternalBody is an outside party in the decision, e.g. a tender agency.
type ExternalBody struct {
	Row
	ExternalBodyFields
}

// Ref points at the row.
func (x *ExternalBody) Ref() record.Ref { return record.Ref{Kind: record.ExternalBody, ID: x.ID} }

// Title is its name.
func (x *ExternalBody) Title() string { return x.Name }

// ExternalBodyFields are what people write about an outside party.
type ExternalBodyFields struct {
	Name     string    `json:"name" db:"name" maxLength:"255"`
	Kind     string    `json:"kind,omitzero" db:"kind" maxLength:"100" doc:"tender agency, design institute, …"`
	PersonID record.ID `json:"person_id,omitzero" db:"person_id" doc:"influence of the deal who speaks for it"`
}

// Check cleans the fields and reports everything that is wrong with them.
func (f *ExternalBodyFields) Check(calendar.Day) error {
	c := &checker{}
	if f.Name = strings.TrimSpace(f.Name); f.Name == "" {
		c.refuse("name_missing", "name")
	}
	c.text(f.Name, "name", NameLimit)
	c.may(&f.Kind, "kind", TermLimit)
	return fault.Join(c.bad)
}

// Named lists the person that is spoken of.
func (x *ExternalBody) Named() []Mention { return persons("person_id", x.PersonID) }

// Forget leaves out a person who is gone.
func (x *ExternalBody) Forget(gone map[record.ID]bool) { forgetOne(gone, &x.PersonID) }

// Retain brings back whom somebody left out who could not know of him.
func (x *ExternalBody) Retain(before *ExternalBody, gone map[record.ID]bool) {
	retainOne(gone, &x.PersonID, before.PersonID)
}

func (b *ExternalBody) facts() strategy.ExternalBody {
	return strategy.ExternalBody{Name: b.Name, Kind: b.Kind, Influence: word(b.PersonID)}
}
