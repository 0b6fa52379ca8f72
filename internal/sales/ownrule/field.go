package ownrule

// RuleField is what an expression may read, for help.
type RuleField struct {
	Path   string   `json:"path" doc:"deal.stage; influences[].support: of each item of a list"`
	Kind   Kind     `json:"kind"`
	Values []string `json:"values,omitempty" doc:"of a closed list"`
	Keys   []string `json:"keys,omitempty" doc:"of a table with known keys"`
}

// Fields lists everything that an expression may read, in the order of the
// dossier.
func Fields() []RuleField {
	out := []RuleField{{Path: today, Kind: Date}}
	return fieldsOf(out, "", known().dossier)
}

func fieldsOf(out []RuleField, path string, s *shape) []RuleField {
	for _, f := range s.fields {
		out = fieldAt(out, path+f.name, f.shape)
	}
	return out
}

func fieldAt(out []RuleField, path string, s *shape) []RuleField {
	switch s.kind {
	case Record:
		return fieldsOf(out, path+".", s)
	case Table:
		return append(out, RuleField{path, Table, s.of.values, s.values})
	case List:
		out = append(out, RuleField{Path: path, Kind: List, Values: s.of.values})
		if s.of.kind == Record {
			return fieldsOf(out, path+"[].", s.of)
		}
		return out
	}
	return append(out, RuleField{Path: path, Kind: s.kind, Values: s.values})
}
