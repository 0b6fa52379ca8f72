package deal

import (
	"slices"

	"sente/internal/sales/record"
)

// A fact may name persons of the map. Those who may not know of a hidden coach
// neither read nor overwrite that he is named: Forget leaves him out of what they
// see, Retain puts him back into what they write.

// leaveOut takes the persons who are gone out of a list.
func leaveOut(gone map[record.ID]bool, list *[]record.ID) {
	*list = slices.DeleteFunc(slices.Clone(*list), func(id record.ID) bool { return gone[id] })
}

// forgetOne takes a person who is gone out.
func forgetOne(gone map[record.ID]bool, one *record.ID) {
	if gone[*one] {
		*one = 0
	}
}

// retain puts persons of before who are gone back into a list.
func retain(gone map[record.ID]bool, list *[]record.ID, before []record.ID) {
	for _, id := range before {
		if gone[id] && !slices.Contains(*list, id) {
			*list = append(*list, id)
		}
	}
}

// retainOne puts a person who is gone back where nobody else is named now.
func retainOne(gone map[record.ID]bool, one *record.ID, before record.ID) {
	if *one == 0 && gone[before] {
		*one = before
	}
}

// persons are the influences that a field names.
func persons(at string, of ...record.ID) (out []Mention) {
	for _, id := range of {
		out = append(out, Mention{at, record.Ref{Kind: record.Influence, ID: id}})
	}
	return mentions(out...)
}

// words are ids as the dossier names people.
func words(list []record.ID) []string {
	out := make([]string, len(list))
	for i, id := range list {
		out[i] = id.String()
	}
	return out
}

// word is the id of one person as the dossier names him, "" for nobody.
func word(id record.ID) string {
	if id == 0 {
		return ""
	}
	return id.String()
}
