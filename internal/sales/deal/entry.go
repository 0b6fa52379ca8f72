package deal

import (
	"slices"

	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
)

// Entry is a row of a kind of its own that people write about a deal: a
// competitor, a need. A kind embeds Row and writes Ref, Title and Check; one that
// names other records of the deal also writes Named and Forget, one whose change
// the deal remembers Mark.
type Entry interface {
	Head() *record.Meta
	Of() *record.ID
	Ref() record.Ref
	Title() string // what its events call it
	Check(today calendar.Day) error
	Named() []Mention
	Forget(gone map[record.ID]bool)
	Mark(before Entry, d *Deal, today calendar.Day)
}

// EntryKinds are the kinds of entries that go to the trash one by one.
func EntryKinds() []record.Kind {
	return []record.Kind{record.Need, record.Decision, record.Competitor, record.Intel, record.Strength,
		record.Weakness, record.Proposal, record.ChangeReview, record.ExternalBody, record.Objection,
		record.Visit, record.Booking}
}

// Mention is a record of the deal that a field of an entry names: an influence,
// another entry, a file.
type Mention struct {
	At string // name of the field
	record.Ref
}

// mentions lists the records that are given.
func mentions(list ...Mention) []Mention {
	return slices.DeleteFunc(list, func(m Mention) bool { return m.ID == 0 })
}

// Row is the head of an entry.
type Row struct {
	record.Meta
	DealID record.ID `json:"deal_id" db:"deal_id"`
}

// Of is the deal that the entry is about.
func (r *Row) Of() *record.ID { return &r.DealID }

// Named lists the records that the entry names; most name none.
func (r *Row) Named() []Mention { return nil }

// Forget takes influences out of the entry that do not exist for its reader.
func (r *Row) Forget(map[record.ID]bool) {}

// Mark notes on the deal that the entry came, changed or went; before is nil for
// a new one. The deal remembers nothing of most.
func (r *Row) Mark(Entry, *Deal, calendar.Day) {}

// forget gives entries as they appear to somebody for whom influences do not
// exist.
func forget[T any, P interface {
	*T
	Entry
}](list []T, gone map[record.ID]bool) []T {
	out := slices.Clone(list)
	for i := range out {
		P(&out[i]).Forget(gone)
	}
	return out
}
