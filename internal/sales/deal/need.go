package deal

import (
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Need is one need of the customer, in one of the five layers (method.md 1.2).
// The needs of a deal are a tree: each may serve one of a layer above.
type Need struct {
	Row
	NeedFields
}

// NeedFields are what people write about a need.
type NeedFields struct {
	Text          string    `json:"text" db:"text" minLength:"1" maxLength:"1000"`
	Layer         NeedLayer `json:"layer" db:"layer" minimum:"1" maximum:"5" doc:"1 goal, 2 problem, 3 solution, 4 products and services, 5 purchase indicator"`
	ParentID      record.ID `json:"parent_id,omitzero" db:"parent_id" doc:"the need of a layer above that it serves"`
	Place         int       `json:"place,omitzero" db:"place" minimum:"0" maximum:"10000" doc:"order in its layer"`
	SaidByID      record.ID `json:"said_by_id,omitzero" db:"said_by_id" doc:"the influence who told us"`
	SaidBy        string    `json:"said_by,omitzero" db:"said_by" maxLength:"255" doc:"who or what told us, in words"`
	OwnAssumption bool      `json:"own_assumption,omitzero" db:"own_assumption" doc:"we assume it; nobody told us"`
}

// NeedLayer is how deep a need lies, 1 to 5.
type NeedLayer int

// The layers of needs.
const (
	Goal      NeedLayer = 1
	Solution  NeedLayer = 3
	Indicator NeedLayer = 5
)

// Limits of what people write about needs.
const (
	NeedLimit  = 1000   // code points
	PlaceLimit = 10_000 // largest place in an order
)

// Ref points at the need.
func (n *Need) Ref() record.Ref { return record.Ref{Kind: record.Need, ID: n.ID} }

// Title is the text of the need.
func (n *Need) Title() string { return n.Text }

// Named are the person who told of it and the need that it serves.
func (n *Need) Named() []Mention {
	return mentions(Mention{"said_by_id", record.Ref{Kind: record.Influence, ID: n.SaidByID}},
		Mention{"parent_id", record.Ref{Kind: record.Need, ID: n.ParentID}})
}

// Forget takes out who told of it, if he does not exist for the reader.
func (n *Need) Forget(gone map[record.ID]bool) {
	if gone[n.SaidByID] {
		n.SaidByID = 0
	}
}

// Mark notes the day on which what the customer needs changed.
func (n *Need) Mark(before Entry, d *Deal, today calendar.Day) {
	old, _ := before.(*Need)
	if old == nil || n.Trashed() || n.Text != old.Text || n.Layer != old.Layer {
		d.NeedChangedOn = today
	}
}

// Check cleans the fields and reports everything that is wrong with them.
func (f *NeedFields) Check(calendar.Day) error {
	c := &checker{}
	f.Text, f.SaidBy = strings.TrimSpace(f.Text), strings.TrimSpace(f.SaidBy)
	if f.Text == "" {
		c.refuse("text_missing", "text")
	}
	c.text(f.Text, "text", NeedLimit)
	c.text(f.SaidBy, "said_by", PhraseLimit)
	c.within(int(f.Layer), "layer", int(Goal), int(Indicator))
	c.within(f.Place, "place", 0, PlaceLimit)
	return fault.Join(c.bad)
}

// Shallow reports, by the id of each need, whether it and the needs that it serves
// lie in the layers of products and indicators only (method.md 1.2).
func Shallow(needs []Need) map[record.ID]bool {
	by, out := map[record.ID]*Need{}, map[record.ID]bool{}
	for i := range needs {
		by[needs[i].ID] = &needs[i]
	}
	for i := range needs {
		n := &needs[i]
		for n.Layer > Solution {
			up := by[n.ParentID]
			if up == nil || up.Layer >= n.Layer {
				break
			}
			n = up
		}
		out[needs[i].ID] = n.Layer > Solution
	}
	return out
}

func (f *Facts) needFacts() (out []strategy.Need) {
	names := map[record.ID]string{}
	for _, p := range f.People {
		names[p.ID] = p.Name
	}
	for _, n := range f.Needs {
		source := n.SaidBy
		if who := names[n.SaidByID]; who != "" {
			source = who
		}
		out = append(out, strategy.Need{Text: n.Text, Layer: int(n.Layer), Source: source,
			OwnAssumption: n.OwnAssumption})
	}
	return out
}
