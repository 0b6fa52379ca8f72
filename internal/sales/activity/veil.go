package activity

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"sente/internal/sales/event"
	"sente/internal/sales/record"
)

// Veil is what a reader must not learn of an event: of buying influences (coach
// protection, ground.md 1), of which some do not exist for him and some appear
// without their role as a coach; of deals that he does not see; and of what
// others wrote.
type Veil struct {
	Gone    map[record.ID]bool // their only role is a hidden coach
	Masked  map[record.ID]bool // hidden coaches who have other roles too
	Blind   map[record.ID]bool // deals whose hidden coaches he may not know
	Foreign map[record.ID]bool // deals that he does not see
	// Costless are deals of whose cost he may not know.
	Costless map[record.ID]bool
	Words
}

// Words are the notes, tasks and files on accounts and contacts that a reader
// reads.
type Words struct {
	Limited bool // only those by Authors, and his own tasks
	Authors []record.ID
	Reader  record.ID
}

// DealOf is the deal that a changed row belongs to, 0 for none.
func DealOf(c event.Change) record.ID {
	if c.Kind == record.Deal {
		return c.RowID
	}
	return max(idIn(c.Before, "deal_id"), idIn(c.After, "deal_id"))
}

// coachFields are those of an influence that only a coach has.
var coachFields = []string{"c1", "c2", "c3", "wants_success", "hidden"}

// Show gives what a reader may see of an event. False means that the event does
// not exist for him: it concerned a person who does not.
func (v Veil) Show(e event.Event, changes []event.Change) ([]Difference, bool) {
	if e.Kind == record.Influence && v.Gone[e.SubjectID] {
		return nil, false
	}
	var out []Difference
	concealed, primary, other := false, false, false
	for _, c := range changes {
		if v.conceals(e, c) {
			if c.Kind == record.Ruling && strings.HasPrefix(e.Act, decisions) {
				return nil, false
			}
			concealed, primary = true, primary || c.Kind != record.Flag && c.Kind != record.Ruling
			continue
		}
		all := Differences(c)
		said := len(all)
		open := v.mask(c, all)
		about := len(open)
		shown := v.nameless(open)
		concealed, primary = concealed || len(shown) < said, primary || len(shown) == 0 && about > 0
		himself := c.Kind == record.Contact && e.Kind == record.Contact
		other = other || himself || speaksForItself(c.Kind, shown)
		out = append(out, shown...)
	}
	if primary && !other || concealed && len(out) == 0 {
		return nil, false
	}
	return out, true
}

// decisions is how the acts begin that decide about a flag.
const decisions = "flag."

// speaksForItself reports whether a change shows that an act did more than
// something to a person who does not exist for the reader: flags, the person as
// a contact and what is computed of the deal only follow from it.
func speaksForItself(kind record.Kind, shown []Difference) bool {
	switch kind {
	case record.Flag, record.Ruling, record.Contact:
		return false
	case record.Deal:
		return slices.ContainsFunc(shown, func(d Difference) bool { return !derived[d.Field] })
	}
	return len(shown) > 0
}

// conceals reports whether a change speaks of somebody who does not exist for
// the reader.
func (v Veil) conceals(e event.Event, c event.Change) bool {
	if v.Foreign[DealOf(c)] || v.keeps(e, c) || ofFlag(c.Kind) && v.hidesFlag(c.Before, c.After) {
		return true
	}
	if c.Kind == record.Cost && v.Costless[DealOf(c)] {
		return true
	}
	if c.Kind == record.Task && v.Masked[c.AboutID] {
		return true
	}
	if len(v.Gone) == 0 {
		return false
	}
	if v.Gone[c.AboutID] || c.Kind == record.Influence && v.Gone[c.RowID] {
		return true
	}
	for _, row := range []json.RawMessage{c.Before, c.After} {
		for _, column := range []string{"from_id", "to_id", "flag_subject"} {
			if v.Gone[idIn(row, column)] {
				return true
			}
		}
	}
	return false
}

// keeps reports whether a change is of a note, task or file that the reader does
// not read.
func (w Words) keeps(e event.Event, c event.Change) bool {
	if e.DealID != 0 && c.Kind == record.Attachment {
		return false
	}
	if !w.Limited || c.Kind != record.Note && c.Kind != record.Task && c.Kind != record.Attachment {
		return false
	}
	row := c.After
	if row == nil {
		row = c.Before
	}
	if text(members(row)["subject_kind"]) == string(record.Deal) || idIn(row, "assignee_id") == w.Reader {
		return false
	}
	return !slices.Contains(w.Authors, idIn(row, "author_id"))
}

// ofFlag reports whether rows of a kind are hidden with a flag.
func ofFlag(kind record.Kind) bool {
	return kind == record.Flag || kind == record.Ruling || kind == record.Challenge
}

// hidesFlag reports whether a flag names a hidden coach, of a deal of which the
// reader may not know them.
func (v Veil) hidesFlag(rows ...json.RawMessage) bool {
	return slices.ContainsFunc(rows, func(row json.RawMessage) bool {
		return v.Blind[idIn(row, "deal_id")] && string(members(row)["hidden"]) == "true"
	})
}

func idIn(row json.RawMessage, column string) record.ID {
	s := text(members(row)[column])
	if s == "" {
		return 0
	}
	id, err := record.ParseID(s)
	if err != nil {
		return 0
	}
	return id
}

// mask takes people who do not exist for the reader out of the fields that name
// people, and the coach's data out of the changes of a person with other roles.
func (v Veil) mask(c event.Change, shown []Difference) []Difference {
	out := shown[:0]
	for _, d := range shown {
		if c.Kind == record.Booking && d.Field == "cost" && v.Costless[DealOf(c)] {
			continue
		}
		if namesPeople[d.Field] {
			d.Before, d.After = v.without(d.Before), v.without(d.After)
			if string(d.Before) == string(d.After) {
				continue
			}
		}
		if !v.Masked[c.AboutID] {
			out = append(out, d)
			continue
		}
		if slices.Contains(coachFields, d.Field) {
			continue
		}
		if d.Field == "roles" {
			d.Before, d.After = withoutCoach(d.Before), withoutCoach(d.After)
			if string(d.Before) == string(d.After) {
				continue
			}
		}
		out = append(out, d)
	}
	return out
}

// namesPeople are fields of entries that hold the id of an influence, a list of
// them, or a map by them.
var namesPeople = map[string]bool{"said_by_id": true}

// without takes ids of people who do not exist for the reader out of a value.
func (v Veil) without(value json.RawMessage) json.RawMessage {
	gone := func(s string) bool {
		id, err := record.ParseID(s)
		return err == nil && v.Gone[id]
	}
	var list []string
	var by map[string]json.RawMessage
	switch {
	case len(v.Gone) == 0:
		return value
	case json.Unmarshal(value, &list) == nil:
		return whole(slices.DeleteFunc(list, gone))
	case json.Unmarshal(value, &by) == nil:
		maps.DeleteFunc(by, func(id string, _ json.RawMessage) bool { return gone(id) })
		return whole(by)
	case gone(text(value)):
		return nil
	}
	return value
}

// whole is a list or map as JSON; nothing when it is empty.
func whole[T []string | map[string]json.RawMessage](v T) json.RawMessage {
	if len(v) == 0 {
		return nil
	}
	b, _ := json.Marshal(v)
	return b
}

// withoutCoach takes CO out of a JSON list of roles; nothing stays nothing.
func withoutCoach(roles json.RawMessage) json.RawMessage {
	var list []string
	if err := json.Unmarshal(roles, &list); err != nil {
		return nil
	}
	list = slices.DeleteFunc(list, func(r string) bool { return r == "CO" })
	if len(list) == 0 {
		return nil
	}
	b, _ := json.Marshal(list)
	return b
}
