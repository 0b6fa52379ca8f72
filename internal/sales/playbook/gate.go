package playbook

import "slices"

// Exit is the code of an exit criterion within its stage: "X1".
type Exit string

// exits are all codes that a stage may use.
var exits = [...]Exit{"X1", "X2", "X3", "X4", "X5", "X6", "X7"}

// All lists the codes in order.
func (Exit) All() []Exit { return slices.Clone(exits[:]) }

// Valid reports whether e is one of the codes.
func (e Exit) Valid() bool { return slices.Contains(exits[:], e) }

// Exits lists the exit criteria of a stage in order; none for delivery.
func Exits(s Stage) []Exit { return slices.Clone(exits[:Of(s).Exits]) }

// How says what an exit criterion's standing rests on.
type How string

// The grounds of a standing.
const (
	Judged  How = "judged"  // a reviewer accepted or refused it
	Derived How = "derived" // it follows from recorded facts
	None    How = "none"    // nobody judged it and nothing derives it
)

// All lists the grounds.
func (How) All() []How { return []How{Judged, Derived, None} }

// Valid reports whether h is one of the grounds.
func (h How) Valid() bool { return slices.Contains(h.All(), h) }

// Standing is where one exit criterion stands.
type Standing struct {
	Exit Exit
	Met  bool
	How  How
}

// Gate is where a stage's exit criteria stand, in order.
type Gate struct {
	Stage     Stage
	Standings []Standing
}

// Derivation tells what the facts say of one exit criterion: met or not, and
// whether it can be derived from facts at all.
type Derivation func(Exit) (met, derivable bool)

// Evaluate judges the exit criteria of a stage. A reviewer's judgement wins over
// facts in both directions; a criterion with neither is not met (dossier.md 8).
func Evaluate(s Stage, judged map[Exit]bool, derive Derivation) Gate {
	g := Gate{s, make([]Standing, Of(s).Exits)}
	for i := range g.Standings {
		x := exits[i]
		g.Standings[i] = Standing{x, false, None}
		if met, ok := judged[x]; ok {
			g.Standings[i] = Standing{x, met, Judged}
			continue
		}
		if met, ok := derive(x); ok {
			g.Standings[i] = Standing{x, met, Derived}
		}
	}
	return g
}

// Total is the number of criteria.
func (g Gate) Total() int { return len(g.Standings) }

// Met is the number of criteria that are met.
func (g Gate) Met() int {
	n := 0
	for _, s := range g.Standings {
		if s.Met {
			n++
		}
	}
	return n
}

// Unmet lists the criteria that are not met, in order; never nil.
func (g Gate) Unmet() []Exit {
	out := []Exit{}
	for _, s := range g.Standings {
		if !s.Met {
			out = append(out, s.Exit)
		}
	}
	return out
}
