package deal

import (
	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
)

// Entry is a row of a kind of its own that people write about a deal: a
// competitor, a need. A kind embeds Row and writes Ref, Title and Check; one that
// names influences of the deal also writes Named and Forget.
type Entry interface {
	Head() *record.Meta
	Of() *record.ID
	Ref() record.Ref
	Title() string // what its events call it
	Check(today calendar.Day) error
	Named() []Mention
	Forget(gone map[record.ID]bool)
}

// Mention is an influence that a field of an entry names.
type Mention struct {
	At string // name of the field
	ID record.ID
}

// Row is the head of an entry.
type Row struct {
	record.Meta
	DealID record.ID `json:"deal_id" db:"deal_id"`
}

// Of is the deal that the entry is about.
func (r *Row) Of() *record.ID { return &r.DealID }

// Named lists the influences that the entry names; most name none.
func (r *Row) Named() []Mention { return nil }

// Forget takes influences out of the entry that do not exist for its reader.
func (r *Row) Forget(map[record.ID]bool) {}
