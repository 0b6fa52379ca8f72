// Package record holds what every stored thing has: an ID, a Kind, a version,
// and a Ref that points at anything. Start with ID and Meta.
package record

import (
	"database/sql/driver"
	"errors"
	"reflect"
	"strconv"
	"strings"

	"sente/internal/sales/calendar"
)

// ID names one record: a positive, time-ordered 63-bit number, written as a
// decimal string in JSON and URLs. Zero is "none"; it is null in JSON and SQL.
type ID int64

// ErrID reports a text that is no ID.
var ErrID = errors.New("not an id")

// ParseID reads the decimal form of an ID.
func ParseID(s string) (ID, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n <= 0 || s[0] == '+' || s[0] == '0' {
		return 0, ErrID
	}
	return ID(n), nil
}

// String is the decimal form, "" for none.
func (id ID) String() string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(int64(id), 10)
}

// MarshalText writes the decimal form.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// MarshalJSON writes a string, or null for none.
func (id ID) MarshalJSON() ([]byte, error) {
	if id == 0 {
		return []byte("null"), nil
	}
	return strconv.AppendQuote(nil, id.String()), nil
}

// UnmarshalText reads the decimal form; "" is none.
func (id *ID) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*id = 0
		return nil
	}
	*id, err = ParseID(string(b))
	return err
}

// UnmarshalJSON reads a string; null is none.
func (id *ID) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*id = 0
		return nil
	}
	s, err := strconv.Unquote(string(b))
	if err != nil {
		return ErrID
	}
	return id.UnmarshalText([]byte(s))
}

// Receiver is what a reader of URL parameters fills, so that they are read as
// the decimal form and not as a plain number.
func (id *ID) Receiver() reflect.Value { return reflect.ValueOf(&textOf{id}).Elem() }

type textOf struct{ to *ID }

// UnmarshalText fills the ID behind.
func (t *textOf) UnmarshalText(b []byte) error { return t.to.UnmarshalText(b) }

// Value stores none as NULL.
func (id ID) Value() (driver.Value, error) {
	if id == 0 {
		return nil, nil
	}
	return int64(id), nil
}

// Scan reads a BIGINT; NULL is none.
func (id *ID) Scan(v any) error {
	switch x := v.(type) {
	case nil:
		*id = 0
	case int64:
		*id = ID(x)
	default:
		return ErrID
	}
	return nil
}

// Kind is a kind of record, one word used in SQL, JSON and URLs.
type Kind string

// Kinds of records that a Ref may point at.
const (
	Account      Kind = "account"
	Department   Kind = "department"
	Contact      Kind = "contact"
	Product      Kind = "product"
	Deal         Kind = "deal"
	Member       Kind = "member"
	Influence    Kind = "influence"
	Edge         Kind = "edge"
	Observation  Kind = "observation"
	Judgement    Kind = "judgement"
	Move         Kind = "move"
	Flag         Kind = "flag"
	Ruling       Kind = "ruling"
	Question     Kind = "question" // what somebody found about one of the nine
	Review       Kind = "review"   // a meeting about a deal
	Challenge    Kind = "challenge"
	Carried      Kind = "carried" // what came with a deal's dossier
	Competitor   Kind = "competitor"
	Intel        Kind = "intel"
	Strength     Kind = "strength"
	Weakness     Kind = "weakness"
	Proposal     Kind = "proposal"
	ChangeReview Kind = "change_review"
	ExternalBody Kind = "external_body"
	Objection    Kind = "objection"
	Visit        Kind = "visit"
	Booking      Kind = "booking"
	AccountEvent Kind = "account_event"
	Need         Kind = "need"
	Decision     Kind = "decision_criterion"
	Info         Kind = "info_item"
	Cost         Kind = "cost"
	Note         Kind = "note"
	Attachment   Kind = "attachment"
	Task         Kind = "task"
	Tag          Kind = "tag"
	Tagging      Kind = "tagging"
	View         Kind = "view"
	User         Kind = "user"
	Team         Kind = "team"
	Role         Kind = "role"
	Import       Kind = "import"
	Workspace    Kind = "workspace"
	RuleBook     Kind = "rule_book"
	OwnTemplate  Kind = "own_template"
)

// Ref points at any record. Its text form is "deal:123".
type Ref struct {
	Kind Kind
	ID   ID
}

// String is "kind:id".
func (r Ref) String() string { return string(r.Kind) + ":" + r.ID.String() }

// MarshalText writes "kind:id".
func (r Ref) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads "kind:id".
func (r *Ref) UnmarshalText(b []byte) error {
	kind, id, ok := strings.Cut(string(b), ":")
	if !ok || kind == "" {
		return ErrID
	}
	n, err := ParseID(id)
	*r = Ref{Kind(kind), n}
	return err
}

// Meta is the head of every business row. Embed it first.
type Meta struct {
	ID         ID               `json:"id" db:"id"`
	Version    int64            `json:"version" db:"version" doc:"rises by one with every change; send it back in If-Match"`
	CreatedAt  calendar.Instant `json:"created_at" db:"created_at"`
	UpdatedAt  calendar.Instant `json:"updated_at" db:"updated_at"`
	DeletedAt  calendar.Instant `json:"deleted_at,omitzero" db:"deleted_at" doc:"when it went to the trash"`
	ExternalID string           `json:"external_id,omitzero" db:"external_id" doc:"key in the source system; unique per source"`
	Source     string           `json:"source,omitzero" db:"source" doc:"where it came from: import name, api"`
}

// Head returns the Meta itself, so that generic code can reach it.
func (m *Meta) Head() *Meta { return m }

// Trashed reports whether the row is in the trash.
func (m Meta) Trashed() bool { return m.DeletedAt != 0 }

// Indexed is what the search index holds of a row: a title that is found also
// by pinyin, and a text that is found by its words.
type Indexed struct {
	Title string
	Text  string
	Drop  bool // not to be found, e.g. in the trash
}
