package rulebook

import (
	"math"
	"slices"

	"sente/internal/sales/limit"
)

// Unit says in what a threshold is counted.
type Unit string

// The units.
const (
	Plain  Unit = "plain"  // a number
	Days   Unit = "days"   // days
	Stages Unit = "stage"  // 1 for S1 to 6 for S6
	Shares Unit = "share"  // 0 to 1, shown in percent
	Points Unit = "points" // of a scale of the method
)

// All lists the units.
func (Unit) All() []Unit { return []Unit{Plain, Days, Stages, Shares, Points} }

// Valid reports whether u is one of the units.
func (u Unit) Valid() bool { return slices.Contains(u.All(), u) }

// Range is what a threshold may be.
type Range struct {
	Unit     Unit
	Min, Max float64
	Whole    bool // no fractions
}

// Holds reports whether a threshold may be v.
func (r Range) Holds(v float64) bool {
	return v >= r.Min && v <= r.Max && (!r.Whole || v == math.Trunc(v))
}

// The ranges that several thresholds have.
var (
	days   = Range{Days, 0, 3650, true}
	stages = Range{Stages, 1, 6, true}
	shares = Range{Shares, 0, 1, false}
	counts = Range{Plain, 1, 50, true}
)

// ranges says what each threshold may be, by its name.
var ranges = map[limit.Name]Range{
	"from": stages, "grave_from": stages, "also_from": stages, "before": stages, "grave_until": stages,
	"days": days, "grave_days": days, "worst_days": days, "ahead": days,
	"share": shares, "fit": shares, "similarity": shares, "change": shares,
	"last_share": shares, "room_share": shares,
	"count": counts, "window": counts, "steps": counts, "going_back": counts, "priority": counts,
	"rank":          {Points, 1, 5, true},
	"contact":       {Points, 0, 4, true},
	"support":       {Points, -5, 5, true},
	"grave_support": {Points, -5, 5, true},
	"drop":          {Points, 1, 10, true},
	"layer":         {Points, 1, 5, true},
	"effect":        {Points, 0, 5, true},
	"satisfaction":  {Points, 1, 5, false},
	"score":         {Points, 0, 20, false},
	"weight":        {Points, 0, 100, false},
	"percent":       {Points, 0, 100, false},
	"heat":          {Points, 1, 100, false},
	"chill":         {Points, -100, -1, false},
	"times":         {Plain, 0.1, 20, false},
	"grave_times":   {Plain, 0.1, 20, false},
	"lead":          {Plain, 1, 6, true},
	"lag":           {Plain, 1, 6, true},
	"grave_buyer":   {Points, 1, 7, true},
	"pages":         {Plain, 1, 5000, true},
	"ratio":         {Plain, 0, 10, false},
	"grave_ratio":   {Plain, 0, 10, false},
	"their_offers":  {Plain, 0, 20, true},
	"nibbles":       {Plain, 0, 50, true},
	"alternatives":  {Plain, 0, 50, true},
}

// RangeOf is what a threshold may be; nothing for an unknown name.
func RangeOf(name limit.Name) Range {
	if r, ok := ranges[name]; ok {
		return r
	}
	return Range{Min: 1, Max: 0}
}
