package strategy

import "slices"

// Decision says whether to bid.
type Decision string

// The decisions.
const (
	GoAhead    Decision = "go"
	AskManager Decision = "manager" // one condition fails
	NoBid      Decision = "no_bid"
)

// All lists the decisions from the best.
func (Decision) All() []Decision { return []Decision{GoAhead, AskManager, NoBid} }

// Valid reports whether d is one of the decisions.
func (d Decision) Valid() bool { return slices.Contains(d.All(), d) }

// Condition is what a bid must meet.
type Condition string

// The conditions, in order.
const (
	ScoreCondition     Condition = "score"     // at the pass line, no veto
	InfoCondition      Condition = "info"      // enough of the information due
	CoachCondition     Condition = "coach"     // a valid coach
	BudgetCondition    Condition = "budget"    // at least approved
	InfluenceCondition Condition = "influence" // our strengths count, or the EB backs us
)

// All lists the conditions in order.
func (Condition) All() []Condition {
	return []Condition{ScoreCondition, InfoCondition, CoachCondition, BudgetCondition, InfluenceCondition}
}

// Valid reports whether c is one of the conditions.
func (c Condition) Valid() bool { return slices.Contains(c.All(), c) }

// BidDecision is whether to bid, and the conditions that fail, in order.
type BidDecision struct {
	Decision Decision
	Failed   []Condition
}

// What a bid asks for (dossier.md 10).
const (
	bidInformation = 0.6
	bidSupport     = 2
)

// bidConditions tells of each condition of a bid, in order, whether it is met.
func (v *view) bidConditions() [5]bool {
	backed := v.eb != nil && v.eb.Support >= bidSupport
	return [...]bool{
		v.score.Reaches() && len(v.score.VetoFailed) == 0,
		nine(v.informedDue) >= bidInformation,
		v.coaches > 0,
		v.budgeted(),
		nine(v.featured) >= companionFeatured || backed,
	}
}

func (v *view) bidDecision() BidDecision {
	met := v.bidConditions()
	out := BidDecision{Decision: GoAhead}
	for i, c := range Condition("").All() {
		if !met[i] {
			out.Failed = append(out.Failed, c)
		}
	}
	switch len(out.Failed) {
	case 0:
	case 1:
		out.Decision = AskManager
	default:
		out.Decision = NoBid
	}
	return out
}
