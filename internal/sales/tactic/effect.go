package tactic

import (
	"slices"
	"strconv"

	"sente/internal/sales/influence"
)

// Effect is what became of a value that a step of the action plan was to move.
type Effect string

// The effects.
const (
	Reached Effect = "reached" // it stands where it was to go, or beyond
	Nearer  Effect = "nearer"  // it moved that way
	Same    Effect = "same"    // it stands where it stood
	Back    Effect = "back"    // it moved the other way
)

// All lists the effects.
func (Effect) All() []Effect { return []Effect{Reached, Nearer, Same, Back} }

// EffectOf compares where a value stood, where it was to go and where it stands
// now: support, a level of contact or a feedback mode, as a text; "" is unknown.
// Without a target, or when today's value is unknown, there is no effect. From an
// unknown value everything that is known is nearer.
func EffectOf(from, to, now string) Effect {
	a, b, c := place(from), place(to), place(now)
	switch {
	case to == "" || now == "":
		return ""
	case now == to:
		return Reached
	case from == "":
		return Nearer
	case now == from || a == c:
		return Same
	case a <= b && c >= b, a > b && c <= b:
		return Reached
	case (c > a) == (b > a):
		return Nearer
	}
	return Back
}

// place is where a value stands on its scale. Modes stand in the order in which
// they are open to change, growth and trouble alike (method.md 4.6).
func place(v string) int {
	if n, err := strconv.Atoi(v); err == nil {
		return n
	}
	if influence.Mode(v).Receptive() {
		return 2
	}
	return slices.Index([]influence.Mode{influence.Overconfident, influence.EvenKeel}, influence.Mode(v))
}
