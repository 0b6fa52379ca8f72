// Package qualify decides whether a deal is worth our time: money, authority
// and need (MAN), the four questions, the risk score with its veto items, and
// the grade A to D. Everything here is arithmetic on given values. Start with
// Score.
package qualify

import (
	"math"
	"slices"

	"sente/internal/sales/calendar"
)

// Answer is a judgement on one question. The zero value counts as Unknown.
type Answer string

// The answers.
const (
	Yes     Answer = "yes"
	No      Answer = "no"
	Unknown Answer = "unknown"
)

// All lists the answers in order.
func (Answer) All() []Answer { return []Answer{Yes, No, Unknown} }

// Valid reports whether a is one of the answers.
func (a Answer) Valid() bool { return slices.Contains(a.All(), a) }

// Known reports whether a is yes or no.
func (a Answer) Known() bool { return a == Yes || a == No }

// MAN is the check of a prospect: money (M), authority (A), need (N).
type MAN struct {
	M Answer `json:"M,omitzero"`
	A Answer `json:"A,omitzero"`
	N Answer `json:"N,omitzero"`
}

// Score is the number of yes, 0 to 3 (method.md 2.4).
func (m MAN) Score() int {
	n := 0
	for _, a := range [...]Answer{m.M, m.A, m.N} {
		if a == Yes {
			n++
		}
	}
	return n
}

// Item is one of the ten items of the risk score.
type Item string

// The items of the risk score (method.md 3.2).
const (
	SizeAndBudget Item = "R1"
	Credit        Item = "R2"
	Fit           Item = "R3"
	Technology    Item = "R4"
	Price         Item = "R5"
	Service       Item = "R6"
	Relations     Item = "R7"
	Timing        Item = "R8"
	FurtherTrade  Item = "R9"
	OtherItem     Item = "R10"
)

// items are the ten in order.
var items = [...]Item{
	SizeAndBudget, Credit, Fit, Technology, Price,
	Service, Relations, Timing, FurtherTrade, OtherItem,
}

// All lists the items in order.
func (Item) All() []Item { return slices.Clone(items[:]) }

// Valid reports whether i is one of the items.
func (i Item) Valid() bool { return slices.Contains(items[:], i) }

// Limits of the risk score.
const (
	MaxPoints = 2    // points of one item: 2 good, 1 fair, 0 poor
	MaxVeto   = 2    // different veto items a deal may have
	PassLine  = 12.0 // score that passes, of 20
)

// Result is a risk score on the scale 0 to 20, unrounded.
type Result struct {
	Score20    float64 // unknown items count 0; also the least that is possible
	Max        float64 // unknown items count 2
	Final      bool    // every item is known
	Pass       *bool   // nil while it is still open
	VetoFailed []Item  // veto items with 0 points, in order R1 to R10
}

// Score computes the risk score (method.md 3.2). An item without points is
// unknown; an item without a weight has weight 1; the weights' sum must be > 0.
func Score(points map[Item]int, weights map[Item]float64, veto []Item) Result {
	r := Result{Final: true}
	var got, open, all float64
	for _, item := range items {
		w := weightOf(weights, item)
		all += MaxPoints * w
		p, known := points[item]
		if !known {
			r.Final = false
			open += MaxPoints * w
			continue
		}
		got += w * float64(p)
		if p == 0 && slices.Contains(veto, item) {
			r.VetoFailed = append(r.VetoFailed, item)
		}
	}
	r.Score20, r.Max = 20*got/all, 20*(got+open)/all
	switch {
	case len(r.VetoFailed) > 0 || below(r.Max, PassLine):
		r.Pass = new(false)
	case r.Final:
		r.Pass = new(!below(r.Score20, PassLine))
	}
	return r
}

func weightOf(weights map[Item]float64, item Item) float64 {
	if w, ok := weights[item]; ok {
		return w
	}
	return 1
}

// Part is what one item brings to the score.
type Part struct {
	Item   Item
	Points *int    // 0 to MaxPoints; nil: unknown
	Weight float64 // 1 unless it was set
	Score  float64 // of the 20
	Most   float64 // what it could bring, of the 20
	Veto   bool
}

// Parts opens a score into its items, R1 to R10.
func Parts(points map[Item]int, weights map[Item]float64, veto []Item) []Part {
	all := 0.0
	for _, item := range items {
		all += MaxPoints * weightOf(weights, item)
	}
	out := make([]Part, len(items))
	for i, item := range items {
		w := weightOf(weights, item)
		out[i] = Part{Item: item, Weight: w, Most: 20 * MaxPoints * w / all,
			Veto: slices.Contains(veto, item)}
		if p, known := points[item]; known {
			out[i].Points, out[i].Score = &p, 20*w*float64(p)/all
		}
	}
	return out
}

// below compares with the noise of float64 taken off: nine decimals count.
func below(x, limit float64) bool { return math.Round(x*1e9)/1e9 < limit }

// Reaches reports whether the score is at or above the pass line.
func (r Result) Reaches() bool { return !below(r.Score20, PassLine) }

// LargeChance reports whether the chance of winning is large by the score
// alone: final, at or above the line, no veto failed, and "can we win" (Q2) not
// answered no. It is the measure at stages S1 and S2 (method.md 3.3).
func (r Result) LargeChance(canWin Answer) bool {
	return r.Final && r.Reaches() && len(r.VetoFailed) == 0 && canWin != No
}

// Grade says how much effort a deal gets; "" is none.
type Grade string

// The grades (method.md 3.3).
const (
	A Grade = "A" // large chance, short time: full effort
	B Grade = "B" // small chance, short time
	C Grade = "C" // large chance, long time
	D Grade = "D" // small chance, long time
)

// All lists the grades from best to last.
func (Grade) All() []Grade { return []Grade{A, B, C, D} }

// Valid reports whether g is one of the grades.
func (g Grade) Valid() bool { return slices.Contains(g.All(), g) }

// GradeOf crosses the chance of winning with the time to the deal.
func GradeOf(largeChance, shortTime bool) Grade {
	switch {
	case largeChance && shortTime:
		return A
	case shortTime:
		return B
	case largeChance:
		return C
	}
	return D
}

// ShortDays is how many days ahead a closing date still counts as near.
const ShortDays = 180

// ShortTime reports whether the expected close is known and at most ShortDays
// ahead of asOf; a date that has passed counts as near.
func ShortTime(asOf, expectedClose calendar.Day) bool {
	return expectedClose != 0 && expectedClose.Since(asOf) <= ShortDays
}
