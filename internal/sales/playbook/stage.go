// Package playbook is the stage model of a sale: the stages S1 to S6 and D0 to
// D9 in order, what they stand for, what must be met to leave them, and how a
// gate is judged. It knows no deals. Start with Stage and Of.
package playbook

import "slices"

// Stage is a step of the unified stage model T-UNI; "" is unknown.
type Stage string

// The stages in order (method.md 1.6): six of selling, ten of delivery.
const (
	S1 Stage = "S1" // project mining
	S2 Stage = "S2" // first contact
	S3 Stage = "S3" // technical breakthrough
	S4 Stage = "S4" // commercial breakthrough
	S5 Stage = "S5" // on-site bid or selection
	S6 Stage = "S6" // contract signing
	D0 Stage = "D0" // contract signed
	D1 Stage = "D1" // kick-off
	D2 Stage = "D2" // requirement survey
	D3 Stage = "D3" // implementation
	D4 Stage = "D4" // stage payment
	D5 Stage = "D5" // initial acceptance
	D6 Stage = "D6" // trial run
	D7 Stage = "D7" // final acceptance
	D8 Stage = "D8" // full collection
	D9 Stage = "D9" // service and long-term cooperation
)

// All lists the stages in order.
func (Stage) All() []Stage {
	all := make([]Stage, len(template))
	for i := range template {
		all[i] = template[i].Stage
	}
	return all
}

// Valid reports whether s is one of the stages.
func (s Stage) Valid() bool { return s.Order() > 0 }

// Order is the place of the stage, S1 1 to D9 16; 0 when it is no stage.
func (s Stage) Order() int {
	if len(s) != 2 {
		return 0
	}
	n := int(s[1] - '0')
	switch {
	case s[0] == 'S' && n >= 1 && n <= 6:
		return n
	case s[0] == 'D' && n >= 0 && n <= 9:
		return n + 7
	}
	return 0
}

// From reports whether s is first or a later stage.
func (s Stage) From(first Stage) bool { return s.Order() >= first.Order() }

// Selling reports whether s is one of S1 to S6, the stages of an open deal.
func (s Stage) Selling() bool { return s.Valid() && !s.From(D0) }

// Next is the stage after s, "" after the last.
func (s Stage) Next() Stage {
	if n := s.Order(); n > 0 && n < len(template) {
		return template[n].Stage
	}
	return ""
}

// Prev is the stage before s, "" before the first.
func (s Stage) Prev() Stage {
	if n := s.Order(); n > 1 {
		return template[n-2].Stage
	}
	return ""
}

// Phase is the part of the sale that a stage belongs to.
type Phase string

// The phases.
const (
	Early    Phase = "early"    // S1, S2
	Middle   Phase = "middle"   // S3, S4
	Late     Phase = "late"     // S5, S6
	Delivery Phase = "delivery" // D0 to D9
)

// All lists the phases in order.
func (Phase) All() []Phase { return []Phase{Early, Middle, Late, Delivery} }

// Valid reports whether p is one of the phases.
func (p Phase) Valid() bool { return slices.Contains(p.All(), p) }

// Position is the coarse place of a deal on the customer's way.
type Position string

// The positions (method.md 5.2).
const (
	Potential  Position = "potential"
	Solution   Position = "solution"
	Commercial Position = "commercial"
	Closing    Position = "closing"
)

// All lists the positions in order.
func (Position) All() []Position { return []Position{Potential, Solution, Commercial, Closing} }

// Valid reports whether p is one of the positions.
func (p Position) Valid() bool { return slices.Contains(p.All(), p) }

// BuyerStage is a stage of the customer's own buying process; "" is unknown.
type BuyerStage string

// The buyer's stages in order (method.md 1.1).
const (
	B1 BuyerStage = "B1" // internal need
	B2 BuyerStage = "B2" // project approval
	B3 BuyerStage = "B3" // supplier survey
	B4 BuyerStage = "B4" // purchase indicators
	B5 BuyerStage = "B5" // tender and evaluation
	B6 BuyerStage = "B6" // negotiation and contract
	B7 BuyerStage = "B7" // purchase and implementation
)

// All lists the buyer's stages in order.
func (BuyerStage) All() []BuyerStage { return []BuyerStage{B1, B2, B3, B4, B5, B6, B7} }

// Valid reports whether b is one of the buyer's stages.
func (b BuyerStage) Valid() bool { return slices.Contains(b.All(), b) }

// Order is the place of the buyer's stage, B1 1 to B7 7; 0 when it is none.
func (b BuyerStage) Order() int { return slices.Index(b.All(), b) + 1 }
