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

// Example is an expression that help shows; its text is own.example.<code>.
type Example struct {
	Code       string `json:"code"`
	Expression string `json:"expression"`
}

// Examples are expressions that help shows.
func Examples() []Example {
	return []Example{
		{"closing", `days(deal.expected_close) > -30 and len(proposals) == 0`},
		{"stage", `deal.stage >= "S3" and none(influences, "EB" in .roles and .contact >= 2)`},
		{"quiet", `deal.amount >= 1000000 and none(calls, days(.at) <= 30)`},
		{"unknown", `deal.amount == nil or deal.budget.status == "unknown"`},
		{"rival", `any(competitors, let c = #; any(influences, .id in c.backers and .influence == "H"))`},
		{"budget", `deal.budget.amount < deal.amount * 0.9`},
	}
}
