package deal

import (
	"strconv"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Proposal is one edition of our proposal to the customer (method.md 9).
type Proposal struct {
	Row
	ProposalFields
}

// Ref points at the row.
func (x *Proposal) Ref() record.Ref { return record.Ref{Kind: record.Proposal, ID: x.ID} }

// Title is the number of the edition.
func (x *Proposal) Title() string { return strconv.Itoa(x.Edition) }

// Named is the file.
func (x *Proposal) Named() []Mention {
	return mentions(Mention{"attachment_id", record.Ref{Kind: record.Attachment, ID: x.AttachmentID}})
}

// ProposalFields are what people write about a proposal.
type ProposalFields struct {
	Edition      int          `json:"edition,omitzero" db:"edition" minimum:"1" maximum:"999" doc:"absent: 1"`
	IssuedOn     calendar.Day `json:"issued_on,omitzero" db:"issued_on" format:"date"`
	TBFeedbackOn calendar.Day `json:"tb_feedback_on,omitzero" db:"tb_feedback_on" format:"date" doc:"when the technical buyer had read it before"`
	Pages        *int         `json:"pages,omitzero" db:"pages" minimum:"1" maximum:"100000"`
	Summary      *bool        `json:"summary,omitzero" db:"summary" doc:"it begins with one page for executives"`
	Similarity   *float64     `json:"similarity,omitzero" db:"similarity" minimum:"0" maximum:"1" doc:"to another customer's proposal"`
	AttachmentID record.ID    `json:"attachment_id,omitzero" db:"attachment_id" doc:"file of the deal"`
}

// MostPages and MostEditions bound what is meant seriously.
const (
	MostPages    = 100_000
	MostEditions = 999
)

// Check cleans the fields and reports everything that is wrong with them.
func (f *ProposalFields) Check(today calendar.Day) error {
	c := &checker{}
	if f.Edition == 0 {
		f.Edition = 1
	}
	if f.Edition < 1 || f.Edition > MostEditions {
		c.refuse("out_of_range", "edition").With("min", 1).With("max", MostEditions)
	}
	for at, day := range map[string]calendar.Day{"issued_on": f.IssuedOn, "tb_feedback_on": f.TBFeedbackOn} {
		if day > today {
			c.refuse("day_in_future", at)
		}
	}
	if n := f.Pages; n != nil && (*n < 1 || *n > MostPages) {
		c.refuse("out_of_range", "pages").With("min", 1).With("max", MostPages)
	}
	if x := f.Similarity; x != nil && !(*x >= 0 && *x <= 1) {
		c.refuse("out_of_range", "similarity").With("min", 0).With("max", 1)
	}
	return fault.Join(c.bad)
}

func (p *Proposal) facts() strategy.Proposal {
	return strategy.Proposal{Version: p.Edition, IssuedAt: p.IssuedOn, TBFeedbackAt: p.TBFeedbackOn,
		Pages: p.Pages, Summary: p.Summary, Similarity: p.Similarity}
}

// Objection is a doubt that somebody of the customer has voiced.
type Objection struct {
	Row
	ObjectionFields
}

// Ref points at the row.
func (x *Objection) Ref() record.Ref { return record.Ref{Kind: record.Objection, ID: x.ID} }

// Title is the objection.
func (x *Objection) Title() string { return x.Text }

// ObjectionFields are what people write about an objection.
type ObjectionFields struct {
	Text      string       `json:"text" db:"text" maxLength:"2000"`
	PersonID  record.ID    `json:"person_id,omitzero" db:"person_id" doc:"influence of the deal whose it is"`
	On        calendar.Day `json:"on,omitzero" db:"on_day" format:"date"`
	SettledOn calendar.Day `json:"settled_on,omitzero" db:"settled_on" format:"date"`
}

// Check cleans the fields and reports everything that is wrong with them.
func (f *ObjectionFields) Check(today calendar.Day) error {
	c := &checker{}
	c.say(&f.Text, "text", TextLimit)
	for at, day := range map[string]calendar.Day{"on": f.On, "settled_on": f.SettledOn} {
		if day > today {
			c.refuse("day_in_future", at)
		}
	}
	if f.SettledOn != 0 && f.SettledOn < f.On {
		c.refuse("settled_too_early", "settled_on")
	}
	return fault.Join(c.bad)
}

// Named lists the person that is spoken of.
func (x *Objection) Named() []Mention { return persons("person_id", x.PersonID) }

// Forget leaves out a person who is gone.
func (x *Objection) Forget(gone map[record.ID]bool) { forgetOne(gone, &x.PersonID) }

// Retain brings back whom somebody left out who could not know of him.
func (x *Objection) Retain(before *Objection, gone map[record.ID]bool) {
	retainOne(gone, &x.PersonID, before.PersonID)
}

func (o *Objection) facts() strategy.Objection {
	return strategy.Objection{Text: o.Text, Person: word(o.PersonID), At: o.On, SettledAt: o.SettledOn}
}
