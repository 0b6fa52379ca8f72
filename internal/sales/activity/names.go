package activity

import (
	"encoding/json"
	"slices"

	"sente/internal/sales/record"
)

// personFields are columns in which a fact names persons of the map: an id, a
// list of ids, or a list of objects with ids in them.
var personFields = []string{"affects", "backers", "linked", "people", "person_id", "points"}

// nameless takes persons who do not exist for the reader out of what changed; a
// change that was only of them is left out.
func (v Veil) nameless(list []Difference) []Difference {
	if len(v.Gone) == 0 {
		return list
	}
	out := list[:0]
	for _, d := range list {
		if slices.Contains(personFields, d.Field) {
			d.Before, d.After = v.forget(d.Before), v.forget(d.After)
			if string(d.Before) == string(d.After) {
				continue
			}
		}
		out = append(out, d)
	}
	return out
}

// forget takes persons who do not exist for the reader out of a value; nothing
// stays nothing.
func (v Veil) forget(value json.RawMessage) json.RawMessage {
	var read any
	if json.Unmarshal(value, &read) != nil {
		return nil
	}
	kept, here := v.known(read)
	list, isList := kept.([]any)
	if !here || isList && len(list) == 0 {
		return nil
	}
	b, err := json.Marshal(kept)
	if err != nil {
		return nil
	}
	return b
}

// known is a value without persons who do not exist for the reader; false when
// it is one.
func (v Veil) known(value any) (any, bool) {
	switch x := value.(type) {
	case string:
		id, err := record.ParseID(x)
		return x, err != nil || !v.Gone[id]
	case []any:
		out := []any{}
		for _, one := range x {
			if kept, here := v.known(one); here {
				out = append(out, kept)
			}
		}
		return out, true
	case map[string]any:
		for name, one := range x {
			kept, here := v.known(one)
			if !here {
				return nil, false
			}
			x[name] = kept
		}
		return x, true
	}
	return value, true
}
