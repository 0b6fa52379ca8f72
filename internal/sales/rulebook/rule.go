package rulebook

import (
	"maps"
	"math"
	"slices"

	"sente/internal/fault"
	"sente/internal/sales/bargain"
	"sente/internal/sales/limit"
	"sente/internal/sales/strategy"
)

// Sort says what a rule finds.
type Sort string

// The sorts of rules.
const (
	RedFlag  Sort = "flag"     // RF: an obstacle
	Strength Sort = "strength" // ST: what helps us
	Bargain  Sort = "bargain"  // NG: a mistake of bargaining
)

// All lists the sorts.
func (Sort) All() []Sort { return []Sort{RedFlag, Strength, Bargain} }

// Valid reports whether s is one of the sorts.
func (s Sort) Valid() bool { return slices.Contains(s.All(), s) }

// Rule is a rule of the method with all that may be set of it. Its texts are
// rule.<id>.title or strength.<id>.title in the catalogue.
type Rule struct {
	ID     string
	Sort   Sort
	Family string   // of flags, "people"; else ""
	Source string   // of flags: where in the sources of the method
	Levels []string // as in the method, the usual one first; none of strengths
	Scale  []string // what each level may be, from the gravest
	Limits []limit.Limit
}

// Rules lists every rule of the method: flags, strengths, bargaining.
func Rules() []Rule {
	d := strategy.Defaults()
	out := make([]Rule, 0, len(d.Flags)+len(d.Strengths)+len(d.Bargain))
	for i, r := range strategy.Rules() {
		x := ruleOf(&d.Flags[i], RedFlag, strategy.Severity("").All())
		x.Family, x.Source = r.Family, r.Source
		out = append(out, x)
	}
	for i := range d.Strengths {
		out = append(out, ruleOf(&d.Strengths[i], Strength, nil))
	}
	for i := range d.Bargain {
		out = append(out, ruleOf(&d.Bargain[i], Bargain, bargain.Level("").All()))
	}
	return out
}

func ruleOf[S ~string](t *limit.Tuning[S], sort Sort, scale []S) Rule {
	return Rule{ID: t.ID, Sort: sort, Levels: words(t.Levels), Scale: words(scale), Limits: t.Limits}
}

func words[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

// check reports what of a change the rule does not allow.
func (r *Rule) check(c *Change) (bad []*fault.Error) {
	field := "changes." + r.ID
	if len(c.Levels) > 0 && !r.allows(c.Levels) {
		bad = append(bad, fault.New(fault.Invalid, "rule_levels").At(field+".levels").With("rule", r.ID))
	}
	for _, name := range slices.Sorted(maps.Keys(c.Limits)) {
		v := c.Limits[name]
		at := field + "." + string(name)
		if !slices.ContainsFunc(r.Limits, func(l limit.Limit) bool { return l.Name == name }) {
			bad = append(bad, fault.New(fault.Invalid, "rule_limit").At(at).With("rule", r.ID))
			continue
		}
		switch k := RangeOf(name); {
		case k.Holds(v):
		case k.Whole && v != math.Trunc(v):
			bad = append(bad, fault.New(fault.Invalid, "rule_whole").At(at))
		default:
			bad = append(bad, fault.New(fault.Invalid, "out_of_range").At(at).
				With("min", k.Min).With("max", k.Max))
		}
	}
	return bad
}

// allows reports whether levels may stand in for the rule's: as many, known, and
// a case that is graver than the usual one in the method is not milder than it.
func (r *Rule) allows(levels []string) bool {
	if len(levels) != len(r.Levels) {
		return false
	}
	rank := func(l string) int { return slices.Index(r.Scale, l) } // 0 is the gravest
	for i, l := range levels {
		if rank(l) < 0 {
			return false
		}
		if i > 0 && rank(r.Levels[i]) < rank(r.Levels[i-1]) && rank(l) > rank(levels[i-1]) {
			return false
		}
	}
	return true
}

// tidy leaves out of a change what is as in the method, and reports whether
// nothing is left.
func (r *Rule) tidy(c *Change) (empty bool) {
	if slices.Equal(c.Levels, r.Levels) {
		c.Levels = nil
	}
	kept := map[limit.Name]float64{}
	for _, l := range r.Limits {
		if v, ok := c.Limits[l.Name]; ok && v != l.Value {
			kept[l.Name] = v
		}
	}
	c.Limits = nil
	if len(kept) > 0 {
		c.Limits = kept
	}
	return !c.Off && len(c.Levels)+len(c.Limits) == 0
}
