package deal

import (
	"slices"
	"strconv"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Info is what we know of one item of the information map (method.md 2.5), and
// how we know it.
type Info struct {
	Row
	Item strategy.InfoItem `json:"item" db:"item" minimum:"1" maximum:"18"`
	InfoFields
}

// InfoFields are what people write about an item.
type InfoFields struct {
	Status        InfoStatus     `json:"status" db:"status"`
	Text          string         `json:"text,omitzero" db:"text" maxLength:"4000" doc:"what we learnt"`
	Role          influence.Role `json:"source_role,omitzero" db:"source_role" doc:"the role of who told us"`
	SaidByID      record.ID      `json:"said_by_id,omitzero" db:"said_by_id" doc:"the influence who told us"`
	OwnAssumption bool           `json:"own_assumption,omitzero" db:"own_assumption"`
	Sources       int            `json:"sources,omitzero" db:"sources" minimum:"0" maximum:"99" doc:"independent sources"`
	Document      bool           `json:"document,omitzero" db:"document" doc:"a document shows it"`
	Evidence      string         `json:"evidence,omitzero" db:"evidence" maxLength:"2000" doc:"which document, or where"`
	FileID        record.ID      `json:"file_id,omitzero" db:"file_id" doc:"the file on the deal that shows it"`
}

// InfoStatus is how well an item is known; "" counts as unknown.
type InfoStatus string

// The values of InfoStatus.
const (
	InfoUnknown   InfoStatus = "unknown"
	InfoPartial   InfoStatus = "partial"
	InfoConfirmed InfoStatus = "confirmed"
)

// All lists the values from the worst.
func (InfoStatus) All() []InfoStatus { return []InfoStatus{InfoUnknown, InfoPartial, InfoConfirmed} }

// Valid reports whether the value is in the list.
func (s InfoStatus) Valid() bool { return slices.Contains(s.All(), s) }

// Lack is what keeps an item from being confirmed.
type Lack string

// The values of Lack.
const (
	Assumed   Lack = "own_assumption" // it is our own assumption
	OneSource Lack = "one_source"     // neither two sources nor a document
)

// All lists the values.
func (Lack) All() []Lack { return []Lack{Assumed, OneSource} }

// Limits of what people write about an item.
const (
	InfoTextLimit = 4000
	SourcesLimit  = 99
	SourcesWanted = 2 // independent ones that confirm without a document
)

// Lacks says what keeps the item from being confirmed; "" is nothing.
func (f *InfoFields) Lacks() Lack {
	switch {
	case f.OwnAssumption:
		return Assumed
	case f.Sources < SourcesWanted && !f.Document:
		return OneSource
	}
	return ""
}

// Ref points at the item.
func (x *Info) Ref() record.Ref { return record.Ref{Kind: record.Info, ID: x.ID} }

// Title is the number of the item.
func (x *Info) Title() string { return strconv.Itoa(int(x.Item)) }

// Named are the person who told of it and the file that shows it.
func (x *Info) Named() []Mention {
	return mentions(Mention{"said_by_id", record.Ref{Kind: record.Influence, ID: x.SaidByID}},
		Mention{"file_id", record.Ref{Kind: record.Attachment, ID: x.FileID}})
}

// Forget takes out who told of it, if he does not exist for the reader.
func (x *Info) Forget(gone map[record.ID]bool) {
	if gone[x.SaidByID] {
		x.SaidByID = 0
	}
}

// Check cleans the fields and reports everything that is wrong with them. What
// lacks a second source or a document is partial, whatever was said.
func (x *Info) Check(calendar.Day) error {
	c := &checker{}
	x.Text, x.Evidence = strings.TrimSpace(x.Text), strings.TrimSpace(x.Evidence)
	if !x.Item.Valid() {
		c.refuse("out_of_range", "item").With("min", 1).With("max", strategy.InfoItems)
	}
	if x.Status == "" {
		x.Status = InfoUnknown
	}
	member(c, x.Status, "status")
	member(c, x.Role, "source_role")
	c.text(x.Text, "text", InfoTextLimit)
	c.text(x.Evidence, "evidence", EvidenceLimit)
	c.within(x.Sources, "sources", 0, SourcesLimit)
	if x.Status == InfoConfirmed && x.Lacks() != "" {
		x.Status = InfoPartial
	}
	return fault.Join(c.bad)
}

func (f *Facts) infoFacts() map[strategy.InfoItem]strategy.InfoStatus {
	if len(f.Info) == 0 {
		return nil
	}
	out := map[strategy.InfoItem]strategy.InfoStatus{}
	for _, x := range f.Info {
		switch x.Status {
		case InfoConfirmed:
			out[x.Item] = strategy.InfoConfirmed
		case InfoPartial:
			out[x.Item] = strategy.InfoPartial
		}
	}
	return out
}

// Matter is one row of the information matrix: an item, from which phase on it is
// due, and the roles from whom to learn it.
type Matter struct {
	Item  strategy.InfoItem `json:"item"`
	Roles []influence.Role  `json:"roles" nullable:"false"`
	Phase playbook.Phase    `json:"phase"`
}

// Matters is the information matrix (method.md 2.5).
func Matters() []Matter {
	const (
		eb, tb, ub = influence.EB, influence.TB, influence.UB
		co, pb     = influence.CO, influence.PB
	)
	rows := []struct {
		phase playbook.Phase
		roles [][]influence.Role
	}{
		{playbook.Early, [][]influence.Role{{co}, {co}, {co}, {co}, {pb}, {pb}, {co}, {co}, {ub},
			{co}, {co}}},
		{playbook.Middle, [][]influence.Role{{co}, {tb}, {co}}},
		{playbook.Late, [][]influence.Role{{pb}, {eb}, {eb}, {co, tb}}},
	}
	var out []Matter
	for _, r := range rows {
		for _, roles := range r.roles {
			out = append(out, Matter{strategy.InfoItem(len(out) + 1), roles, r.phase})
		}
	}
	return out
}

// Ask says what to learn from people of a role now.
type Ask struct {
	Role   influence.Role      `json:"role"`
	People []record.ID         `json:"people" nullable:"false" doc:"influences of the deal who hold the role; empty: nobody yet"`
	Items  []strategy.InfoItem `json:"items" nullable:"false" doc:"due, and not confirmed"`
}

// Asks lists what to learn from whom in the present phase, by role.
func (f *Facts) Asks(on calendar.Day) []Ask {
	known := f.infoFacts()
	due := playbook.Of(f.Deal.Stage).Phase
	out := []Ask{}
	for _, role := range influence.EB.All() {
		a := Ask{Role: role, People: f.holders(role, on), Items: []strategy.InfoItem{}}
		for _, m := range Matters() {
			open := known[m.Item] != strategy.InfoConfirmed && m.due(due)
			if open && slices.Contains(m.Roles, role) {
				a.Items = append(a.Items, m.Item)
			}
		}
		if len(a.Items) > 0 {
			out = append(out, a)
		}
	}
	return out
}

// due reports whether the item is to be known in a phase.
func (m Matter) due(in playbook.Phase) bool {
	all := in.All()
	return slices.Index(all, m.Phase) <= slices.Index(all, in)
}

// holders are the influences present on a day who hold a role.
func (f *Facts) holders(role influence.Role, on calendar.Day) []record.ID {
	out := []record.ID{}
	for _, p := range f.People {
		if (p.LeftOn == 0 || p.LeftOn > on) && slices.Contains(p.Roles, role) {
			out = append(out, p.ID)
		}
	}
	return out
}
