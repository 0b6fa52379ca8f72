package influence

import "slices"

// Phase is a part of the sale in which the roles take part to different degrees.
// Package playbook tells the phase of a stage.
type Phase string

// The phases (method.md 4.5).
const (
	Early    Phase = "early"
	Mid      Phase = "middle"
	Late     Phase = "late"
	Delivery Phase = "delivery"
)

// All lists the phases in order.
func (Phase) All() []Phase { return []Phase{Early, Mid, Late, Delivery} }

// Valid reports whether p is one of the phases.
func (p Phase) Valid() bool { return slices.Contains(p.All(), p) }

// Degrees of participation, in tenths, so that sums stay exact.
const (
	highPart   = 10
	mediumPart = 6
	lowPart    = 3
)

// Participation is how much a role takes part in a phase: 1, 0.6 or 0.3; 0 for
// CO and for an unknown phase (method.md 4.5).
func Participation(r Role, p Phase) float64 { return float64(participation(r, p)) / 10 }

func participation(r Role, p Phase) int {
	var curve [4]int // early, middle, late, delivery
	switch r {
	case UB:
		curve = [4]int{highPart, mediumPart, lowPart, highPart}
	case TB:
		curve = [4]int{mediumPart, highPart, lowPart, highPart}
	case EB:
		curve = [4]int{lowPart, mediumPart, highPart, lowPart}
	case PB:
		curve = [4]int{lowPart, mediumPart, highPart, mediumPart}
	}
	switch p {
	case Early:
		return curve[0]
	case Mid:
		return curve[1]
	case Late:
		return curve[2]
	case Delivery:
		return curve[3]
	}
	return 0
}

// Weight is a person's weight in a phase, 0 to 3: points of the level (H 3, M 2,
// L 1, unknown 2) times the largest participation among his roles. It is 0 for a
// person without a key role (method.md 4.5).
func Weight(level Level, roles []Role, p Phase) float64 {
	most := 0
	for _, r := range roles {
		most = max(most, participation(r, p))
	}
	return float64(level.points()*most) / 10
}
