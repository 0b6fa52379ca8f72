package strategy

import (
	"cmp"
	"slices"
)

// Severity is how much a flag weighs; "" is no flag.
type Severity string

// The severities.
const (
	Critical Severity = "critical"
	High     Severity = "high"
	Medium   Severity = "medium"
	Low      Severity = "low"
)

// All lists the severities from the worst.
func (Severity) All() []Severity { return []Severity{Critical, High, Medium, Low} }

// Valid reports whether s is in the list.
func (s Severity) Valid() bool { return slices.Contains(s.All(), s) }

// Rank orders severities: critical 4 to low 1; 0 is no flag.
func (s Severity) Rank() int {
	switch s {
	case Critical:
		return 4
	case High:
		return 3
	case Medium:
		return 2
	case Low:
		return 1
	}
	return 0
}

// Flag is a raised red flag. Subject is what it is about: a person's id, a name,
// a date; "" is the deal itself.
type Flag struct {
	ID       string     `json:"id"`
	Subject  string     `json:"subject"`
	Severity Severity   `json:"severity"`
	Status   FlagStatus `json:"status"`
}

// rule is one row of a family's list. Exactly one of its four conditions is set.
// Its texts are rule.<id>.title, .why and .do in the catalogue.
type rule struct {
	id     string
	source string // where in the method's sources it comes from

	deal    func(*view) Severity          // about the deal as a whole
	decider func(*view, *Person) Severity // about the EB, when there is one
	person  func(*view, *Person) Severity // about each person, gone ones too
	others  func(*view)                   // about other things: raises by itself

	facts []Field // what a reader needs to see to believe it
}

// family is a list of rules about one side of a deal.
type family struct {
	name  string
	rules []rule
}

// families are all rules, in the order of their ids.
var families = [...]family{
	{"people", people},
}

// Rule names a rule for lists and filters.
type Rule struct {
	ID     string // "RF-01"
	Family string // "people"
	Source string // sources of the method
}

// Rules lists the red-flag rules in the order of their ids.
func Rules() []Rule {
	var out []Rule
	for _, f := range families {
		for _, r := range f.rules {
			out = append(out, Rule{r.id, f.name, r.source})
		}
	}
	return out
}

// raiseAll asks every rule; flags then carry their status and are in order.
func (v *view) raiseAll() {
	v.flags = make([]Flag, 0, 24)
	for _, f := range families {
		for i := range f.rules {
			v.ask(&f.rules[i])
		}
	}
	for i := range v.flags {
		v.flags[i].Status = v.statusOf(&v.flags[i])
	}
	slices.SortFunc(v.flags, func(a, b Flag) int {
		if c := b.Severity.Rank() - a.Severity.Rank(); c != 0 {
			return c
		}
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Subject, b.Subject))
	})
}

// ask raises the flags of one rule.
func (v *view) ask(r *rule) {
	v.rule = r
	switch {
	case r.deal != nil:
		v.raise(r.deal(v), "")
	case r.decider != nil:
		if v.eb != nil {
			v.raise(r.decider(v, v.eb), v.eb.ID)
		}
	case r.person != nil:
		for i := range v.persons {
			v.raise(r.person(v, &v.persons[i]), v.persons[i].ID)
		}
	default:
		r.others(v)
	}
}

// raise adds a flag of the rule that is being asked. Raised twice for one
// subject, the higher severity stays.
func (v *view) raise(s Severity, subject string) {
	if s == "" {
		return
	}
	for i := len(v.flags) - 1; i >= 0 && v.flags[i].ID == v.rule.id; i-- {
		if f := &v.flags[i]; f.Subject == subject {
			if s.Rank() > f.Severity.Rank() {
				f.Severity = s
			}
			return
		}
	}
	v.flags = append(v.flags, Flag{v.rule.id, subject, s, FlagOpen})
}

// statusOf is what people decided about a flag; the last entry wins. A flag
// whose condition holds cannot be cleared.
func (v *view) statusOf(f *Flag) FlagStatus {
	for i := len(v.FlagStates) - 1; i >= 0; i-- {
		s := &v.FlagStates[i]
		if s.ID == f.ID && s.Subject == f.Subject {
			if s.Status == FlagCleared || s.Status == "" {
				return FlagOpen
			}
			return s.Status
		}
	}
	return FlagOpen
}

// when is a severity if a condition holds, else no flag.
func when(raised bool, s Severity) Severity {
	if raised {
		return s
	}
	return ""
}

// rising is worse if a condition holds, else s.
func rising(s Severity, graver bool, worse Severity) Severity {
	if graver {
		return worse
	}
	return s
}
