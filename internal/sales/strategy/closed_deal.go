package strategy

import "slices"

// The closed lists of a dossier. Each type's All is the one list that the API's
// enumerations and the database's checks are built from.

// DealStatus is whether a deal is still open; the zero value counts as Open.
type DealStatus string

// The values of DealStatus.
const (
	Open       DealStatus = "open"
	Won        DealStatus = "won"
	Lost       DealStatus = "lost"
	Abandoned  DealStatus = "abandoned"
	Downgraded DealStatus = "downgraded"
)

// All lists the values in order.
func (DealStatus) All() []DealStatus { return []DealStatus{Open, Won, Lost, Abandoned, Downgraded} }

// Valid reports whether the value is in the list.
func (v DealStatus) Valid() bool { return slices.Contains(v.All(), v) }

// EventKind is a kind of change at the customer.
type EventKind string

// The values of EventKind.
const (
	Reorganisation EventKind = "reorganisation"
	LeaderChange   EventKind = "leader_change"
	Merger         EventKind = "merger"
	BudgetCut      EventKind = "budget_cut"
	OtherEvent     EventKind = "other"
)

// All lists the values in order.
func (EventKind) All() []EventKind {
	return []EventKind{
		Reorganisation, LeaderChange, Merger, BudgetCut, OtherEvent,
	}
}

// Valid reports whether the value is in the list.
func (v EventKind) Valid() bool { return slices.Contains(v.All(), v) }

// Procurement is how the customer buys; "" is unknown.
type Procurement string

// The values of Procurement.
const (
	Invited                Procurement = "invited"
	CompetitiveNegotiation Procurement = "competitive_negotiation"
	PublicTender           Procurement = "public_tender"
	SingleSource           Procurement = "single_source"
	Direct                 Procurement = "direct"
)

// All lists the values in order.
func (Procurement) All() []Procurement {
	return []Procurement{
		Invited, CompetitiveNegotiation, PublicTender, SingleSource, Direct,
	}
}

// Valid reports whether the value is in the list.
func (v Procurement) Valid() bool { return slices.Contains(v.All(), v) }

// EntryTiming is when we came to the project; "" is unknown.
type EntryTiming string

// The values of EntryTiming.
const (
	BeforeNeed     EntryTiming = "before_need"
	BeforeApproval EntryTiming = "before_approval"
	AfterApproval  EntryTiming = "after_approval"
	AfterTender    EntryTiming = "after_tender"
)

// All lists the values in order.
func (EntryTiming) All() []EntryTiming {
	return []EntryTiming{
		BeforeNeed, BeforeApproval, AfterApproval, AfterTender,
	}
}

// Valid reports whether the value is in the list.
func (v EntryTiming) Valid() bool { return slices.Contains(v.All(), v) }

// Urgency is the customer's priority; "" is unknown.
type Urgency string

// The values of Urgency.
const (
	Urgent Urgency = "urgent"
	Doing  Urgency = "doing"
	WillDo Urgency = "will"
	Later  Urgency = "later"
)

// All lists the values in order.
func (Urgency) All() []Urgency { return []Urgency{Urgent, Doing, WillDo, Later} }

// Valid reports whether the value is in the list.
func (v Urgency) Valid() bool { return slices.Contains(v.All(), v) }

// Competition is our position against the rivals; "" is unknown.
type Competition string

// The values of Competition.
const (
	Sole    Competition = "sole"
	Leading Competition = "leading"
	Level   Competition = "level"
	Behind  Competition = "behind"
)

// All lists the values in order.
func (Competition) All() []Competition { return []Competition{Sole, Leading, Level, Behind} }

// Valid reports whether the value is in the list.
func (v Competition) Valid() bool { return slices.Contains(v.All(), v) }

// Home is whose ground the deal is played on; "" is unknown.
type Home string

// The values of Home.
const (
	OwnGround      Home = "own"
	OpponentGround Home = "opponent"
	NeutralGround  Home = "neutral"
)

// All lists the values in order.
func (Home) All() []Home { return []Home{OwnGround, OpponentGround, NeutralGround} }

// Valid reports whether the value is in the list.
func (v Home) Valid() bool { return slices.Contains(v.All(), v) }

// BudgetStatus is how firm the customer's money is; "" counts as BudgetUnknown.
type BudgetStatus string

// The values of BudgetStatus.
const (
	BudgetUnknown  BudgetStatus = "unknown"
	BudgetNone     BudgetStatus = "none"
	BudgetPlanned  BudgetStatus = "planned"
	BudgetApproved BudgetStatus = "approved"
	BudgetInPlace  BudgetStatus = "in_place"
)

// All lists the values in order.
func (BudgetStatus) All() []BudgetStatus {
	return []BudgetStatus{
		BudgetUnknown, BudgetNone, BudgetPlanned, BudgetApproved, BudgetInPlace,
	}
}

// Valid reports whether the value is in the list.
func (v BudgetStatus) Valid() bool { return slices.Contains(v.All(), v) }

// Approval is how far the customer's approval of the project is; "" counts as unknown.
type Approval string

// The values of Approval.
const (
	ApprovalUnknown    Approval = "unknown"
	ApprovalNotStarted Approval = "not_started"
	ApprovalRunning    Approval = "in_progress"
	Approved           Approval = "approved"
	ApprovalRejected   Approval = "rejected"
)

// All lists the values in order.
func (Approval) All() []Approval {
	return []Approval{
		ApprovalUnknown, ApprovalNotStarted, ApprovalRunning, Approved, ApprovalRejected,
	}
}

// Valid reports whether the value is in the list.
func (v Approval) Valid() bool { return slices.Contains(v.All(), v) }

// RivalPosition is how a rival stands; "" is unknown.
type RivalPosition string

// The values of RivalPosition.
const (
	RivalLeading RivalPosition = "leading"
	RivalLevel   RivalPosition = "level"
	RivalBehind  RivalPosition = "behind"
)

// All lists the values in order.
func (RivalPosition) All() []RivalPosition {
	return []RivalPosition{RivalLeading, RivalLevel, RivalBehind}
}

// Valid reports whether the value is in the list.
func (v RivalPosition) Valid() bool { return slices.Contains(v.All(), v) }

// CriterionKind is what a decision criterion is about; "" is unknown.
type CriterionKind string

// The values of CriterionKind.
const (
	OnSolution CriterionKind = "solution"
	OnProduct  CriterionKind = "product"
	OnVendor   CriterionKind = "vendor"
	OnPrice    CriterionKind = "price"
)

// All lists the values in order.
func (CriterionKind) All() []CriterionKind {
	return []CriterionKind{
		OnSolution, OnProduct, OnVendor, OnPrice,
	}
}

// Valid reports whether the value is in the list.
func (v CriterionKind) Valid() bool { return slices.Contains(v.All(), v) }
