package tactic

import (
	"cmp"
	"math"
	"slices"

	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/strategy"
)

// Thresholds of the comparison of whom we should see with whom we saw.
const (
	Window    = 60 // days that are looked back on
	Deviation = 30 // points of a role's share from which it is a hint (method.md 4.5)
	silence   = 30 // days without contact after which a person is silent
	apart     = 10 // points of a person's share that make a difference
)

// Verdict is what the comparison says of one person.
type Verdict string

// The verdicts.
const (
	Never   Verdict = "never"   // he counts, and nobody ever met him
	Silent  Verdict = "silent"  // nobody met him for more than 30 days
	Under   Verdict = "under"   // seen less than he counts in this phase
	Steady  Verdict = "steady"  // seen as much as he counts
	Over    Verdict = "over"    // seen more than he counts in this phase
	Planned Verdict = "planned" // his next meeting is on the calendar
)

// All lists the verdicts, the most pressing first.
func (Verdict) All() []Verdict { return []Verdict{Never, Silent, Under, Steady, Over, Planned} }

// Valid reports whether v is one of the verdicts.
func (v Verdict) Valid() bool { return slices.Contains(v.All(), v) }

// Attention compares what a person weighs in this phase with how often we met
// him; shares are of all key persons, 0 to 1.
type Attention struct {
	Weight  float64      // 0 to 3; 0 for a coach without another role
	Want    float64      // share of the weights
	Got     float64      // share of the meetings
	Seen    int          // days within the window on which we met him
	LastOn  calendar.Day // 0 never
	NextOn  calendar.Day // 0 nothing planned
	Verdict Verdict      // "" for persons who do not weigh
}

// before orders whom to see first: those who weigh, by their verdict, then by what
// is missing, then by weight.
func (a Attention) before(b Attention) int {
	return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(b.Want-b.Got, a.Want-a.Got),
		cmp.Compare(b.Weight, a.Weight))
}

func (a Attention) rank() int {
	if a.Verdict == "" {
		return len(a.Verdict.All())
	}
	return slices.Index(a.Verdict.All(), a.Verdict)
}

// Share compares what a role weighs in this phase with how often its holders were
// met. A person counts for the role that takes part most.
type Share struct {
	Role influence.Role `json:"role"`
	Want float64        `json:"want" doc:"0 to 1, from the weights of this phase"`
	Got  float64        `json:"got" doc:"0 to 1, of the meetings of the last 60 days"`
	Off  bool           `json:"off" doc:"the two are more than 30 points apart"`
}

// attention weighs everybody, by id, and the roles.
func (r *reader) attention() (map[string]Attention, []Share) {
	seen, weights, meetings := map[string]Attention{}, 0.0, 0
	for i := range r.persons {
		p := &r.persons[i]
		if !p.Present {
			continue
		}
		a := r.meetings(p)
		if a.Weight = p.Weight; p.Weight > 0 {
			weights, meetings = weights+p.Weight, meetings+a.Seen
		}
		seen[p.ID] = a
	}
	by := map[influence.Role]*Share{}
	for i := range r.persons {
		p := &r.persons[i]
		a, here := seen[p.ID]
		if !here || a.Weight == 0 {
			continue
		}
		a.Want, a.Got = share(a.Weight, weights), share(float64(a.Seen), float64(meetings))
		a.Verdict = a.verdict(r.d.AsOf)
		seen[p.ID] = a
		role := r.roles(p)[0]
		if by[role] == nil {
			by[role] = &Share{Role: role}
		}
		by[role].Want += a.Want
		by[role].Got += a.Got
	}
	return seen, shares(by, meetings)
}

func share(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}

// shares lists the roles in their order; without a meeting none is off.
func shares(by map[influence.Role]*Share, meetings int) (out []Share) {
	for _, role := range influence.Role("").All() {
		if s := by[role]; s != nil {
			s.Off = meetings > 0 && points(s.Want-s.Got) > Deviation
			out = append(out, *s)
		}
	}
	return out
}

// points is how far a difference of shares is from none, in points of 100.
func points(difference float64) float64 { return math.Round(math.Abs(difference) * 100) }

// meetings counts the days within the window on which a person was met: visits he
// attended, and the last contact.
func (r *reader) meetings(p *strategy.Person) (a Attention) {
	var days []calendar.Day
	note := func(on calendar.Day) {
		switch ago := r.d.AsOf.Since(on); {
		case ago < 0:
			if a.NextOn == 0 || on < a.NextOn {
				a.NextOn = on
			}
			return
		case ago <= Window && !slices.Contains(days, on):
			days = append(days, on)
		}
		a.LastOn = max(a.LastOn, on)
	}
	for i := range r.d.Calls {
		if slices.Contains(r.d.Calls[i].Who, p.ID) {
			note(r.d.Calls[i].At)
		}
	}
	if p.Last != 0 {
		note(p.Last)
	}
	a.Seen = len(days)
	return a
}

func (a Attention) verdict(today calendar.Day) Verdict {
	switch {
	case a.NextOn != 0:
		return Planned
	case a.LastOn == 0:
		return Never
	case today.Since(a.LastOn) > silence:
		return Silent
	case points(a.Want-a.Got) < apart:
		return Steady
	case a.Want > a.Got:
		return Under
	}
	return Over
}
