// Package limit holds thresholds as data, so that a rule names what it measures
// and a workspace may tune how much is too much. Start with Limit.
package limit

import (
	"math"
	"slices"
)

// Op says on which side of its value a limit holds.
type Op string

// The comparisons.
const (
	AtLeast Op = ">="
	Over    Op = ">"
	AtMost  Op = "<="
	Under   Op = "<"
	Exactly Op = "="
)

// All lists the comparisons.
func (Op) All() []Op { return []Op{AtLeast, Over, AtMost, Under, Exactly} }

// Valid reports whether o is one of the comparisons.
func (o Op) Valid() bool { return slices.Contains(o.All(), o) }

// Name says what a limit measures; it is unique within a rule. Its text is
// limit.<name> in the catalogue.
type Name string

// AtLeast is a limit that holds from x on.
func (n Name) AtLeast(x float64) Limit { return Limit{n, AtLeast, x} }

// Over is a limit that holds above x.
func (n Name) Over(x float64) Limit { return Limit{n, Over, x} }

// AtMost is a limit that holds up to x.
func (n Name) AtMost(x float64) Limit { return Limit{n, AtMost, x} }

// Under is a limit that holds below x.
func (n Name) Under(x float64) Limit { return Limit{n, Under, x} }

// Exactly is a limit that holds at x.
func (n Name) Exactly(x float64) Limit { return Limit{n, Exactly, x} }

// Limit is one threshold: {days, ">", 30}.
type Limit struct {
	Name  Name    `json:"name"`
	Op    Op      `json:"op"`
	Value float64 `json:"value"`
}

// Holds reports whether x is on the limit's side.
func (l Limit) Holds(x float64) bool {
	switch l.Op {
	case AtLeast:
		return x >= l.Value
	case Over:
		return x > l.Value
	case AtMost:
		return x <= l.Value
	case Under:
		return x < l.Value
	}
	return x == l.Value
}

// HoldsReal is Holds for a derived real number: the noise of float64 does not
// count.
func (l Limit) HoldsReal(x float64) bool {
	l.Value = Clean(l.Value)
	return l.Holds(Clean(x))
}

// Times is the limit with its value taken so many times, e.g. a share of a sum.
func (l Limit) Times(x float64) Limit {
	l.Value *= x
	return l
}

// hugeNine is where nine decimals are beyond the precision of float64.
const hugeNine = (1 << 53) / 1e9

// Clean takes the noise of float64 off a derived number: nine decimals, or 15
// digits of a large one, half away from zero.
func Clean(x float64) float64 {
	abs := math.Abs(x)
	if abs < hugeNine {
		return math.Round(x*1e9) / 1e9
	}
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return x
	}
	unit := math.Pow10(14 - int(math.Log10(abs)))
	return math.Round(x*unit) / unit
}
