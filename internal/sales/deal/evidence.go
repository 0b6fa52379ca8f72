package deal

import (
	"cmp"
	"encoding/json"
	"slices"

	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Evidence is the facts that raised a flag, as the JSON text that is kept: most who
// handle a flag only carry them on, or ask whether they are still the same.
type Evidence string

// EvidenceOf puts facts down, "" for none.
func EvidenceOf(facts []Fact) Evidence {
	if len(facts) == 0 {
		return ""
	}
	text, _ := json.Marshal(facts) // texts and numbers can be written
	return Evidence(text)
}

// Facts opens the evidence.
func (e Evidence) Facts() (out []Fact) {
	_ = json.Unmarshal([]byte(e), &out)
	return out
}

// But is the evidence without the facts that out names.
func (e Evidence) But(out func(Fact) bool) Evidence {
	return EvidenceOf(slices.DeleteFunc(e.Facts(), out))
}

// MarshalJSON gives the text itself.
func (e Evidence) MarshalJSON() ([]byte, error) { return []byte(cmp.Or(string(e), "[]")), nil }

// UnmarshalJSON takes a list of facts.
func (e *Evidence) UnmarshalJSON(text []byte) error {
	var facts []Fact
	if err := json.Unmarshal(text, &facts); err != nil {
		return err
	}
	*e = EvidenceOf(facts)
	return nil
}

// evidenceFor puts down what the method says of a flag; people by their id in the dossier.
func evidenceFor(said []strategy.Fact, people map[string]*Person) Evidence {
	facts := make([]Fact, len(said))
	for i, x := range said {
		facts[i] = Fact{Field: string(x.Field), Value: x.Value}
		if p := people[x.Subject]; p != nil {
			facts[i].About = p.ID
		}
	}
	return EvidenceOf(facts)
}

// Fact is one piece of evidence of a flag.
type Fact struct {
	Field string    `json:"field"`
	About record.ID `json:"about,omitzero" doc:"the influence that the fact is about"`
	Value string    `json:"value,omitzero"`
}

func (e Fact) ofCoach() bool {
	switch strategy.Field(e.Field) {
	case strategy.FieldCredits, strategy.FieldCredible, strategy.FieldWantsUs, strategy.FieldPromoter:
		return true
	case strategy.FieldRoles:
		return e.Value == "CO"
	}
	return false
}

func (e Fact) countsCoaches() bool {
	f := strategy.Field(e.Field)
	return f == strategy.FieldValidCoaches || f == strategy.FieldCoachRank || f == strategy.FieldCompanion
}
