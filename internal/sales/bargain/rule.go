package bargain

import (
	"slices"
	"sync"

	"sente/internal/sales/limit"
)

// Level is how grave a violation is.
type Level string

// The levels.
const (
	Error Level = "error" // it weakens us; raises RF-80
	Warn  Level = "warn"
	Hint  Level = "hint"
)

// All lists the levels from the gravest.
func (Level) All() []Level { return []Level{Error, Warn, Hint} }

// Valid reports whether l is one of the levels.
func (l Level) Valid() bool { return slices.Contains(l.All(), l) }

// rank orders the levels from the gravest.
func (l Level) rank() int { return slices.Index(l.All(), l) }

// Rule is what may be set of one rule of bargaining.
type Rule = limit.Tuning[Level]

// What the limits of the rules measure.
const (
	theirOffers  limit.Name = "their_offers" // their rounds on the issue before ours
	change       limit.Name = "change"       // of a step, as a share of the step before
	ratio        limit.Name = "ratio"        // of a step to the step before
	graveRatio   limit.Name = "grave_ratio"
	steps        limit.Name = "steps" // concessions on one issue
	lastShare    limit.Name = "last_share"
	roomShare    limit.Name = "room_share" // of what was left above the bottom
	priority     limit.Name = "priority"   // 1 is the most important
	goingBack    limit.Name = "going_back" // which time, over all issues
	nibbles      limit.Name = "nibbles"    // small asks of theirs before
	alternatives limit.Name = "alternatives"
)

// Rules are the rules of bargaining with their defaults, NG-01 to NG-15
// (method.md 10.3; exact conditions dossier.md 11).
func Rules() []Rule {
	return []Rule{
		{ID: "NG-01", Levels: []Level{Error}},
		{ID: "NG-02", Levels: []Level{Error}, Limits: []limit.Limit{theirOffers.AtMost(1)}},
		{ID: "NG-03", Levels: []Level{Error}},
		{ID: "NG-04", Levels: []Level{Error}, Limits: []limit.Limit{change.AtMost(0.05)}},
		{ID: "NG-05", Levels: []Level{Warn, Error},
			Limits: []limit.Limit{ratio.Over(0.8), graveRatio.AtLeast(1)}},
		{ID: "NG-06", Levels: []Level{Error},
			Limits: []limit.Limit{steps.AtLeast(2), lastShare.Over(0.2)}},
		{ID: "NG-07", Levels: []Level{Error}, Limits: []limit.Limit{roomShare.AtLeast(0.8)}},
		{ID: "NG-08", Levels: []Level{Error}},
		{ID: "NG-09", Levels: []Level{Warn}},
		{ID: "NG-10", Levels: []Level{Warn}, Limits: []limit.Limit{priority.Over(1)}},
		{ID: "NG-11", Levels: []Level{Warn},
			Limits: []limit.Limit{goingBack.AtLeast(2), nibbles.Under(2)}},
		{ID: "NG-12", Levels: []Level{Error}, Limits: []limit.Limit{alternatives.Under(2)}},
		{ID: "NG-13", Levels: []Level{Error}},
		{ID: "NG-14", Levels: []Level{Warn}},
		{ID: "NG-15", Levels: []Level{Hint}},
	}
}

// Defaults are the rules as the method sets them, made once; do not change them.
var Defaults = sync.OnceValue(Rules)
