package worksheet

import (
	"slices"

	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
)

// Change is one thing that somebody changed on a deal.
type Change struct {
	EventID record.ID
	At      calendar.Instant
	By      string // name; "" the system itself
	Kind    record.Kind
	AboutID record.ID // the influence that it is about
	Name    string    // of the row, or of the person
	Field   string    // "" the row as a whole
}

// touched says which questions a change of a field opens again (method.md 13:
// objective 1, 3, 5; person 3, 4, 5, 7; competitor 2, 9; support 4, 7), and which
// those do that the method leaves to us: a fact opens the questions it answers.
var touched = map[record.Kind]map[string][]Number{
	record.Deal: {
		"sso_when": {1, 3, 5}, "sso_quantity": {1, 3, 5}, "sso_what": {1, 3, 5}, "sso_who": {1, 3, 5},
		"sso_revenue": {1, 3, 5}, "need_doc_on": {1},
		"stage": {2}, "buyer_stage": {2}, "urgency": {2}, "temperature": {2}, "budget_status": {2},
		"budget": {2}, "approval_status": {2},
		"expected_close": {2}, "procurement_mode": {2}, "entry_timing": {2},
		"competition": {2, 9}, "home": {2, 9}, "next_action_on": {7},
	},
	record.Influence: {
		"": {3, 4, 5, 7}, "roles": {3, 4, 5, 7}, "joined_on": {3, 4, 5, 7}, "left_on": {3, 4, 5, 7},
		"presence": {3, 4, 5, 7}, "moved_post_on": {3, 4, 5, 7}, "role_verified": {3},
		"c1": {3}, "c2": {3}, "c3": {3}, "insider": {3, 7}, "threatened": {3, 7}, "blocker": {3, 7},
		"support": {4, 7}, "mode": {4, 7}, "expectation": {4, 7}, "reality": {4, 7}, "baseline": {4, 7},
		"influence": {5, 7}, "results": {6}, "wins": {6}, "contact": {7}, "counterpart_id": {7}, "plan": {7},
		"competitor_ties": {9},
	},
}

// whole says which questions a row of a kind opens again, whatever of it changed.
var whole = map[record.Kind][]Number{
	record.Edge: {3, 5}, record.AccountEvent: {3, 4, 5}, record.ExternalBody: {3}, record.Decision: {5},
	record.Need: {1, 6}, record.Strength: {6, 9}, record.Weakness: {6, 9},
	record.Visit: {7}, record.Objection: {7}, record.Booking: {8}, record.Cost: {8},
	record.Competitor: {2, 9}, record.Intel: {2, 9},
}

// Touches lists the questions that a change opens again; none for most fields. An
// observation counts as the field of the person that it observes.
func Touches(kind record.Kind, field string) []Number {
	if kind == record.Observation {
		kind = record.Influence
	}
	if fields, ok := touched[kind]; ok {
		return fields[field]
	}
	return whole[kind]
}

// Since lists the changes after an event that a question builds on, each thing
// once, as newest as it comes.
func Since(changes []Change, seen record.ID, n Number) (out []Change) {
	for _, c := range changes {
		same := func(x Change) bool {
			return x.AboutID == c.AboutID && x.Name == c.Name && x.Field == c.Field
		}
		if c.EventID > seen && slices.Contains(Touches(c.Kind, c.Field), n) &&
			!slices.ContainsFunc(out, same) {
			out = append(out, c)
		}
	}
	return out
}
