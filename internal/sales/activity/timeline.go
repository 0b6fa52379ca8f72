package activity

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"sente/internal/sales/event"
	"sente/internal/sales/money"
	"sente/internal/sales/record"
)

// Difference is one thing that an act changed, as a reader of the timeline sees
// it: a row that came or went, or one field of a row.
type Difference struct {
	Kind    record.Kind     `json:"kind"`
	ID      record.ID       `json:"id" doc:"of the row"`
	AboutID record.ID       `json:"about_id,omitzero" doc:"the influence that the row speaks of"`
	Name    string          `json:"name,omitzero" doc:"of the row, or of the person it speaks of"`
	How     How             `json:"how"`
	Field   string          `json:"field,omitzero" doc:"absent: the row as a whole"`
	Before  json.RawMessage `json:"before,omitempty"`
	After   json.RawMessage `json:"after,omitempty"`
}

// How says what happened to a row.
type How string

// What may happen to a row.
const (
	Added    How = "added"
	Changed  How = "changed"
	Removed  How = "removed"
	Trashed  How = "trashed"
	Restored How = "restored"
)

// All lists what may happen to a row.
func (How) All() []How { return []How{Added, Changed, Removed, Trashed, Restored} }

// technical are columns that say nothing to people, or that count what some of
// them may not know.
var technical = map[string]bool{
	"v": true, "id": true, "version": true, "created_at": true, "updated_at": true, "deleted_at": true,
	"sort_key": true, "match_key": true, "deal_id": true, "subject_kind": true, "subject_id": true,
	"flags_all": true, "worst_all": true, "flags_open": true, "worst_open": true,
	"rules_version": true, "recorded_at": true, "seen_id": true, "review_id": true, "next_task_id": true,
	"opened_by_id": true, "closed_by_id": true, "closed_at": true, "answered_by_id": true, "ended_at": true,
}

// ofRules are the fields of a flag that only the rules read: its evidence tells of
// coaches and of cost, and the sheet shows of it what each may see.
var ofRules = map[string]bool{"evidence": true, "hidden": true}

// derived are the fields of a deal that follow from other rows.
var derived = map[string]bool{"win_prob": true, "grade": true}

// Differences tells a change apart into what a reader sees; nothing when only
// technical columns changed.
func Differences(c event.Change) []Difference {
	before, after := members(c.Before), members(c.After)
	whole := Difference{Kind: c.Kind, ID: c.RowID, AboutID: c.AboutID, How: Changed}
	switch {
	case before == nil:
		whole.How, whole.Name = Added, nameOf(after)
		whole.Field, whole.After = observed(c.Kind, after)
		return []Difference{whole}
	case after == nil:
		whole.How, whole.Name = Removed, nameOf(before)
		return []Difference{whole}
	}
	whole.Name = nameOf(after)
	var out []Difference
	if was, is := before["deleted_at"] != nil, after["deleted_at"] != nil; was != is {
		gone := whole
		gone.How = map[bool]How{true: Trashed, false: Restored}[is]
		out = append(out, gone)
	}
	joinMoney(before)
	joinMoney(after)
	fields := maps.Clone(before)
	maps.Copy(fields, after)
	for _, f := range slices.Sorted(maps.Keys(fields)) {
		if technical[f] || c.Kind == record.Flag && ofRules[f] || string(before[f]) == string(after[f]) {
			continue
		}
		one := whole
		one.Field, one.Before, one.After = f, before[f], after[f]
		out = append(out, one)
	}
	return out
}

// observed is the field and value of an observation, which is a row of its own.
func observed(kind record.Kind, row map[string]json.RawMessage) (string, json.RawMessage) {
	if kind != record.Observation {
		return "", nil
	}
	return text(row["field"]), row["value"]
}

// members reads a row as an event keeps it; nil when there is none.
func members(row json.RawMessage) map[string]json.RawMessage {
	if len(row) == 0 {
		return nil
	}
	out := map[string]json.RawMessage{}
	if err := json.Unmarshal(row, &out); err != nil {
		return nil
	}
	return out
}

// joinMoney makes one field of the two columns of an amount.
func joinMoney(row map[string]json.RawMessage) {
	for column := range maps.Clone(row) {
		name, ok := strings.CutSuffix(column, "_minor")
		if !ok {
			continue
		}
		amount := money.Amount{Currency: text(row[name+"_currency"])}
		if err := json.Unmarshal(row[column], &amount.Minor); err != nil {
			continue
		}
		if b, err := json.Marshal(amount); err == nil {
			row[name] = b
			delete(row, column)
			delete(row, name+"_currency")
		}
	}
}

// nameLimit is how much of a text stands for a row, in code points.
const nameLimit = 80

func nameOf(row map[string]json.RawMessage) string {
	for _, column := range []string{"name", "title", "text", "criterion", "rule"} {
		if s := []rune(text(row[column])); len(s) > 0 {
			return string(s[:min(len(s), nameLimit)])
		}
	}
	return ""
}

func text(b json.RawMessage) string {
	var s string
	_ = json.Unmarshal(b, &s)
	return s
}
