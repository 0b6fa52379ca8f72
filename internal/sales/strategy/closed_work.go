package strategy

import (
	"slices"

	"sente/internal/sales/playbook"
)

// Trigger is why we acted; "" is unknown.
type Trigger string

// The values of Trigger.
const (
	CustomerNeed   Trigger = "customer_need"
	ByPlan         Trigger = "plan"
	CompetitorMove Trigger = "competitor_move"
	ManagerRequest Trigger = "manager_request"
)

// All lists the values in order.
func (Trigger) All() []Trigger {
	return []Trigger{CustomerNeed, ByPlan, CompetitorMove, ManagerRequest}
}

// Valid reports whether the value is in the list.
func (v Trigger) Valid() bool { return slices.Contains(v.All(), v) }

// Commitment is what the customer committed to in a call; "" is unknown.
type Commitment string

// The values of Commitment.
const (
	NoCommitment   Commitment = "none"
	Continuation   Commitment = "continuation"
	MinCommitment  Commitment = "min"
	BestCommitment Commitment = "best"
)

// All lists the values in order.
func (Commitment) All() []Commitment {
	return []Commitment{
		NoCommitment, Continuation, MinCommitment, BestCommitment,
	}
}

// Valid reports whether the value is in the list.
func (v Commitment) Valid() bool { return slices.Contains(v.All(), v) }

// Group is who else sat in a group session; "" is no group session.
type Group string

// The values of Group.
const (
	WithRivals    Group = "rivals"
	WithCommittee Group = "committee"
)

// All lists the values in order.
func (Group) All() []Group { return []Group{WithRivals, WithCommittee} }

// Valid reports whether the value is in the list.
func (v Group) Valid() bool { return slices.Contains(v.All(), v) }

// ActionKind is a kind of action.
type ActionKind string

// The values of ActionKind.
const (
	ActionTask  ActionKind = "task"
	PriceCut    ActionKind = "price_cut"
	OtherAction ActionKind = "other"
)

// All lists the values in order.
func (ActionKind) All() []ActionKind { return []ActionKind{ActionTask, PriceCut, OtherAction} }

// Valid reports whether the value is in the list.
func (v ActionKind) Valid() bool { return slices.Contains(v.All(), v) }

// ResourceKind is a kind of resource that we bring to a customer.
type ResourceKind string

// The values of ResourceKind.
const (
	ProfessionalConsultant ResourceKind = "professional_consultant"
	IndustryExpert         ResourceKind = "industry_expert"
	SalesSuperior          ResourceKind = "sales_superior"
	CompanyExecutive       ResourceKind = "company_executive"
	Partner                ResourceKind = "partner"
	ModelCustomer          ResourceKind = "model_customer"
)

// All lists the values in order.
func (ResourceKind) All() []ResourceKind {
	return []ResourceKind{
		ProfessionalConsultant, IndustryExpert, SalesSuperior, CompanyExecutive, Partner, ModelCustomer,
	}
}

// Valid reports whether the value is in the list.
func (v ResourceKind) Valid() bool { return slices.Contains(v.All(), v) }

// QuoteStatus is where a quote stands.
type QuoteStatus string

// The values of QuoteStatus.
const (
	QuoteDraft     QuoteStatus = "draft"
	QuoteSent      QuoteStatus = "sent"
	QuoteWithdrawn QuoteStatus = "withdrawn"
)

// All lists the values in order.
func (QuoteStatus) All() []QuoteStatus { return []QuoteStatus{QuoteDraft, QuoteSent, QuoteWithdrawn} }

// Valid reports whether the value is in the list.
func (v QuoteStatus) Valid() bool { return slices.Contains(v.All(), v) }

// IntelKind is what a piece of intelligence is about.
type IntelKind string

// The values of IntelKind.
const (
	BidPrice   IntelKind = "bid_price"
	OtherIntel IntelKind = "other"
)

// All lists the values in order.
func (IntelKind) All() []IntelKind { return []IntelKind{BidPrice, OtherIntel} }

// Valid reports whether the value is in the list.
func (v IntelKind) Valid() bool { return slices.Contains(v.All(), v) }

// ExpenseKind is what money was spent on.
type ExpenseKind string

// The values of ExpenseKind.
const (
	Meal         ExpenseKind = "meal"
	Travel       ExpenseKind = "travel"
	Gift         ExpenseKind = "gift"
	Cash         ExpenseKind = "cash"
	Benefit      ExpenseKind = "benefit"
	OtherExpense ExpenseKind = "other"
)

// All lists the values in order.
func (ExpenseKind) All() []ExpenseKind {
	return []ExpenseKind{
		Meal, Travel, Gift, Cash, Benefit, OtherExpense,
	}
}

// Valid reports whether the value is in the list.
func (v ExpenseKind) Valid() bool { return slices.Contains(v.All(), v) }

// FlagStatus is what people decided about a flag; cleared on a raised flag counts as open.
type FlagStatus string

// The values of FlagStatus.
const (
	FlagOpen       FlagStatus = "open"
	FlagMitigating FlagStatus = "mitigating"
	FlagAccepted   FlagStatus = "accepted"
	FlagCleared    FlagStatus = "cleared"
)

// All lists the values in order.
func (FlagStatus) All() []FlagStatus {
	return []FlagStatus{
		FlagOpen, FlagMitigating, FlagAccepted, FlagCleared,
	}
}

// Valid reports whether the value is in the list.
func (v FlagStatus) Valid() bool { return slices.Contains(v.All(), v) }

// InfoStatus is how well an item of information is known; "" counts as InfoUnknown.
type InfoStatus string

// The values of InfoStatus.
const (
	InfoConfirmed InfoStatus = "c"
	InfoPartial   InfoStatus = "p"
	InfoUnknown   InfoStatus = "u"
)

// All lists the values in order.
func (InfoStatus) All() []InfoStatus { return []InfoStatus{InfoConfirmed, InfoPartial, InfoUnknown} }

// Valid reports whether the value is in the list.
func (v InfoStatus) Valid() bool { return slices.Contains(v.All(), v) }

// All lists the delivery stages in order.
func (DeliveryStage) All() []DeliveryStage {
	var all []DeliveryStage
	for _, s := range playbook.D0.All() {
		if s.From(playbook.D0) {
			all = append(all, DeliveryStage(s))
		}
	}
	return all
}

// Valid reports whether the value is one of D0 to D9.
func (v DeliveryStage) Valid() bool { return playbook.Stage(v).From(playbook.D0) }

// InfoItem is the number of an item of the information matrix, 1 to InfoItems.
type InfoItem int

// InfoItems is the number of items in the information matrix (method.md 2.5).
const InfoItems = 18

// Valid reports whether the number is one of the matrix.
func (v InfoItem) Valid() bool { return v >= 1 && v <= InfoItems }
