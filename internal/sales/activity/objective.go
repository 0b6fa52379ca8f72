package activity

import (
	"encoding/json"
	"slices"

	"sente/internal/sales/event"
)

// slots are the fields of a deal's single sales objective, in the order of its
// sentence.
var slots = []string{"sso_when", "sso_quantity", "sso_what", "sso_who", "sso_revenue"}

// ObjectiveTurns tells which slots of the objective a change of a deal filled,
// changed or emptied, in the order of the sentence; none when it did not.
func ObjectiveTurns(c event.Change) []Difference {
	if c.Before == nil {
		c.Before = json.RawMessage("{}")
	}
	all := Differences(c)
	var out []Difference
	for _, slot := range slots {
		i := slices.IndexFunc(all, func(d Difference) bool { return d.Field == slot })
		if i >= 0 && !(isNothing(all[i].Before) && isNothing(all[i].After)) {
			out = append(out, all[i])
		}
	}
	return out
}

// isNothing reports whether a slot was not filled.
func isNothing(value json.RawMessage) bool {
	return len(value) == 0 || string(value) == "null" || string(value) == `""`
}
