package strategy

import (
	"slices"
	"strconv"
)

// Fact is one thing that raised a flag, e.g. {contact, P1, 1}. Subject is a
// person's id, or the flag's subject when that is no person, or the date or name
// that the fact is about, or "" for the deal. Value is a code, a number, a date
// YYYY-MM-DD, or yes and no; "" is unknown.
type Fact struct {
	Field   Field  `json:"field"`
	Subject string `json:"subject,omitzero"`
	Value   string `json:"value,omitzero"`
}

// Explain gives the facts that raised a flag of the dossier, in the order in
// which they are best read; nil for a flag that is not raised. For several flags of one
// dossier use an Explainer.
func Explain(d *Dossier, f Flag) []Fact { return NewExplainer(Defaults(), d).Flag(f) }

// Explainer opens what a diagnosis says into the facts and parts behind it. It
// costs as much as the diagnosis, so make it only where these are shown or kept.
type Explainer struct {
	view
	found Diagnosis
}

// NewExplainer diagnoses a dossier by settings and keeps what it saw.
func NewExplainer(s *Settings, d *Dossier) *Explainer {
	var x Explainer
	x.found = x.diagnose(s, d)
	return &x
}

// Diagnosis is what the method says of the dossier.
func (x *Explainer) Diagnosis() Diagnosis { return x.found }

// Flag gives the facts that raised a flag; nil when it is not raised.
func (x *Explainer) Flag(f Flag) []Fact {
	raised := func(g Flag) bool { return g.ID == f.ID && g.Subject == f.Subject }
	if !slices.ContainsFunc(x.flags, raised) {
		return nil
	}
	n := 0
	for i := range families {
		for j := range families[i].rules {
			if r := &families[i].rules[j]; r.id == f.ID {
				x.rule, x.tuning = r, &x.settings.Flags[n]
				return x.explain(r, f.Subject)
			}
			n++
		}
	}
	return nil
}

func (v *view) explain(r *rule, subject string) []Fact {
	out := make([]Fact, 0, len(r.facts)+2)
	p := v.person(subject)
	for _, field := range r.facts {
		if say := dealFacts[field]; say != nil {
			out = append(out, Fact{field, "", say(v)})
		} else if say := personFacts[field]; say != nil && p != nil {
			if value, ok := say(p); ok {
				out = append(out, Fact{field, p.ID, value})
			}
		} else if list := listOf(field); list != nil {
			for _, row := range list(v, subject) {
				out = append(out, Fact{field, row.about, row.value})
			}
		}
	}
	return out
}

// listOf is the list behind a field that says several things.
func listOf(f Field) func(*view, string) []saying {
	if list := rowFacts[f]; list != nil {
		return list
	}
	return workFacts[f]
}

// number is the decimal form, "" for an unknown 0.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// percentage is a share in percent, at most one decimal.
func percentage(share float64) string { return decimal(share*100, 1) }

// decimal is a number with at most so many decimals.
func decimal(x float64, places int) string {
	return strconv.FormatFloat(round(x, places), 'f', -1, 64)
}

// cash is a known sum of money, "" for an unknown one.
func cash(x *float64) string {
	if x == nil {
		return ""
	}
	return grouped(*x)
}

func yesNo(b *bool) string {
	switch {
	case b == nil:
		return ""
	case *b:
		return "yes"
	}
	return "no"
}
