package strategy

import (
	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
)

// Person is what follows from the facts about one person on the map.
type Person struct {
	*Influence
	Present  bool           // has not left
	Key      bool           // present, with a role other than coach
	Gap      int            // expectation minus reality; only when GapKnown
	GapKnown bool           // both are known
	Computed influence.Mode // mode that follows from E, R and B
	Current  influence.Mode // mode set by the user, else the computed one
	Weight   float64        // 0 when not key
	Drop     int            // fall of support within 60 days, 0 or more

	eb, tb, ub, pb, co bool
}

// derive fills p from the facts as of a day, in a phase.
func (p *Person) derive(f *Influence, asOf calendar.Day, phase influence.Phase) {
	p.Influence = f
	p.Present = !f.gone(asOf)
	for _, r := range f.Roles {
		switch r {
		case influence.EB:
			p.eb = true
		case influence.TB:
			p.tb = true
		case influence.UB:
			p.ub = true
		case influence.PB:
			p.pb = true
		case influence.CO:
			p.co = true
		}
	}
	p.Key = p.Present && p.keyRole()
	if p.Key {
		p.Weight = influence.Weight(f.Level, f.Roles, phase)
	}
	if f.Expectation != nil && f.Reality != nil {
		p.Gap, p.GapKnown = *f.Expectation-*f.Reality, true
	}
	p.Computed = influence.ComputedMode(f.Expectation, f.Reality, f.Baseline)
	p.Current = f.Mode
	if p.Current == "" {
		p.Current = p.Computed
	}
	p.Drop = f.drop(asOf)
}

// keyRole reports whether the person has a role other than coach, gone or not.
func (p *Person) keyRole() bool { return p.eb || p.tb || p.ub || p.pb }

// keyEB, keyTB and keyUB report whether a key person has that role.
func (p *Person) keyEB() bool { return p.Key && p.eb }
func (p *Person) keyTB() bool { return p.Key && p.tb }
func (p *Person) keyUB() bool { return p.Key && p.ub }

// winner reports whether the person is a key EB, TB or UB.
func (p *Person) winner() bool { return p.Key && (p.eb || p.tb || p.ub) }

// weighty reports whether the person is a key EB or of high influence.
func (p *Person) weighty() bool { return p.Key && (p.eb || p.Level == influence.High) }

// validCoach reports whether a present coach passes the three tests.
func (p *Person) validCoach() bool { return p.Present && p.co && p.Coach.Passed() }

// met reports whether the person meets us on request, or is nearer.
func (p *Person) met() bool { return p.Contact >= influence.Appointment }

// supportDays is how far back a fall of support is looked for.
const supportDays = 60

// drop is how far support fell within 60 days: from the highest value that held
// at any time in them down to the present value (dossier.md 4 and 17.3).
func (f *Influence) drop(asOf calendar.Day) int {
	var before Observation // the last one before the window
	var top influence.Support
	recent := false
	for _, o := range f.History {
		switch days := asOf.Since(o.On); {
		case days < 0:
		case days <= supportDays:
			if !recent || o.Support > top {
				top = o.Support
			}
			recent = true
		case o.On >= before.On:
			before = o
		}
	}
	if f.Support == 0 || !recent {
		return 0
	}
	if before.On != 0 && before.Support > top {
		top = before.Support
	}
	return max(0, int(top-f.Support))
}
