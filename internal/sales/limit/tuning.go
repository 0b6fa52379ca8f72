package limit

import "slices"

// Tuning is what a workspace may set of one rule: whether it is asked, how grave
// it is, and its limits. S is the scale of gravity; the first level is the usual
// one, the next are graver or other cases as the rule says.
type Tuning[S ~string] struct {
	ID     string  `json:"id"`
	Off    bool    `json:"off,omitzero"`
	Levels []S     `json:"levels"`
	Limits []Limit `json:"limits,omitempty"`
}

// Limit is the rule's limit of that name; the zero Limit when it has none.
func (t *Tuning[S]) Limit(name Name) Limit {
	for i := range t.Limits {
		if t.Limits[i].Name == name {
			return t.Limits[i]
		}
	}
	return Limit{}
}

// Has reports whether the rule has a limit of that name.
func (t *Tuning[S]) Has(name Name) bool { return t.Limit(name).Name != "" }

// Clone is a copy that shares nothing.
func (t *Tuning[S]) Clone() Tuning[S] {
	out := *t
	out.Levels, out.Limits = slices.Clone(t.Levels), slices.Clone(t.Limits)
	return out
}

// Fits reports whether t may stand in for a rule: the same id, as many levels,
// and the same limits with the same comparisons or their strict twins.
func (t *Tuning[S]) Fits(rule *Tuning[S]) bool {
	same := func(a, b Limit) bool { return a.Name == b.Name && (a.Op == b.Op || a.Op == b.Op.Twin()) }
	return t.ID == rule.ID && len(t.Levels) == len(rule.Levels) &&
		slices.EqualFunc(t.Limits, rule.Limits, same)
}

// Twin is the comparison that differs only at the value itself; "=" has none.
func (o Op) Twin() Op {
	switch o {
	case AtLeast:
		return Over
	case Over:
		return AtLeast
	case AtMost:
		return Under
	case Under:
		return AtMost
	}
	return o
}
