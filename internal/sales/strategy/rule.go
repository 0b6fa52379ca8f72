package strategy

import (
	"cmp"
	"slices"
	"sync"

	"sente/internal/sales/calendar"
	"sente/internal/sales/limit"
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
// Its texts are rule.<id>.title, .why, .do and .helps in the catalogue. Levels and
// limits are the defaults of the settings.
type rule struct {
	id     string
	source string // where in the method's sources it comes from
	levels levels
	limits limits
	about  standing
	late   bool // asked after the health index, on which it depends

	deal    func(*view) Severity          // about the deal as a whole
	decider func(*view, *Person) Severity // about the EB, when there is one
	person  func(*view, *Person) Severity // about each person, gone ones too
	others  func(*view)                   // about other things: raises by itself

	facts []Field // what a reader needs to see to believe it
}

// standing says which deals a rule is about.
type standing int

const (
	openDeals standing = iota
	wonDeals
	openAndWon
)

// includes reports whether a rule is asked about the view's deal.
func (s standing) includes(v *view) bool {
	switch {
	case v.open:
		return s != wonDeals
	case v.Deal.Status == Won:
		return s != openDeals
	}
	return false
}

// family is a list of rules about one side of a deal.
type family struct {
	name  string
	rules []rule
}

// families are all rules, in the order of their ids.
var families = [...]family{
	{"people", people},
	{"needs", needs},
	{"qualification", qualification},
	{"competition", competition},
	{"process", process},
	{"resources", resources},
	{"offers", offers},
	{"delivery", delivery},
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

// raiseAll asks every rule, the late ones or the others; what is raised carries
// its status.
func (v *view) raiseAll(late bool) {
	before := len(v.flags)
	for _, x := range turns()[late] {
		v.ask(x.rule, &v.settings.Flags[x.at])
	}
	for i := before; i < len(v.flags); i++ {
		v.flags[i].Status = v.StatusOf(v.flags[i].ID, v.flags[i].Subject)
	}
}

// turn is a rule and its place in the settings.
type turn struct {
	rule *rule
	at   int
}

// turns are the rules that are asked late, and the others, in order.
var turns = sync.OnceValue(func() map[bool][]turn {
	out, n := map[bool][]turn{}, 0
	for i := range families {
		for j := range families[i].rules {
			r := &families[i].rules[j]
			out[r.late] = append(out[r.late], turn{r, n})
			n++
		}
	}
	return out
})

// sortFlags puts the flags in order: worst first, then by rule and subject.
func (v *view) sortFlags() {
	slices.SortFunc(v.flags, func(a, b Flag) int {
		if c := b.Severity.Rank() - a.Severity.Rank(); c != 0 {
			return c
		}
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Subject, b.Subject))
	})
}

// ask raises the flags of one rule as it is tuned.
func (v *view) ask(r *rule, t *Tuning) {
	if t.Off || !r.about.includes(v) {
		return
	}
	if len(t.Limits) > 0 && t.Limits[0].Name == from && !t.Limits[0].Holds(v.stage) {
		return
	}
	v.rule, v.tuning = r, t
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

// raiseOn is raise for a flag about a day.
func (v *view) raiseOn(s Severity, day calendar.Day) {
	if s != "" {
		v.raise(s, day.String())
	}
}

// StatusOf is what people decided about a flag that is raised; the last entry
// wins. A flag whose condition holds cannot be cleared.
func (d *Dossier) StatusOf(rule, subject string) FlagStatus {
	for i := len(d.FlagStates) - 1; i >= 0; i-- {
		s := &d.FlagStates[i]
		if s.ID == rule && s.Subject == subject {
			if s.Status == FlagCleared || s.Status == "" {
				return FlagOpen
			}
			return s.Status
		}
	}
	return FlagOpen
}

// limit is the limit of that name of the rule that is being asked.
func (v *view) limit(name limit.Name) limit.Limit { return v.tuning.Limit(name) }

// meets reports whether n is on the side of a limit of the rule being asked.
func (v *view) meets(name limit.Name, n int) bool { return v.limit(name).Holds(float64(n)) }

// meetsReal is meets for a derived real number.
func (v *view) meetsReal(name limit.Name, x float64) bool { return v.limit(name).HoldsReal(x) }

// past reports whether the deal's stage is on the side of a limit.
func (v *view) past(name limit.Name) bool { return v.limit(name).Holds(v.stage) }

// recent reports whether a day is known, not ahead, and within a limit of days.
func (v *view) recent(name limit.Name, x calendar.Day) bool {
	return x != 0 && x <= v.AsOf && v.meets(name, v.days(x))
}

// coming reports whether a day is known, not past, and within a limit of days.
func (v *view) coming(name limit.Name, x calendar.Day) bool {
	return x >= v.AsOf && v.meets(name, -v.days(x))
}

// when is the rule's usual severity if a condition holds, else no flag.
func (v *view) when(raised bool) Severity { return v.rising(raised, false) }

// rising is the rule's usual severity, or the graver one, if a condition holds.
func (v *view) rising(raised, graver bool) Severity {
	switch {
	case !raised:
		return ""
	case graver:
		return v.tuning.Levels[1]
	}
	return v.tuning.Levels[0]
}
