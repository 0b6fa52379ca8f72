package strategy

import (
	"sente/internal/sales/calendar"
	"sente/internal/sales/playbook"
)

// Call is a meeting with the customer. It is held when At is not after the
// dossier's day, else planned.
type Call struct {
	At          calendar.Day `json:"at" need:"1"`
	Who         []string     `json:"who,omitempty"` // person ids, or names of people not on the map
	VBR         string       `json:"vbr,omitzero"`  // valid business reason
	GoalBest    string       `json:"goal_best,omitzero"`
	GoalMin     string       `json:"goal_min,omitzero"`
	Trigger     Trigger      `json:"trigger,omitzero"`
	Commitment  Commitment   `json:"commitment,omitzero"`
	CoachAgreed *bool        `json:"coach_agreed,omitzero"`
	Group       Group        `json:"group,omitzero"` // set: a group session
	Presales    bool         `json:"presales,omitzero"`
	MapShared   bool         `json:"map_shared,omitzero"`
	NextStepAt  calendar.Day `json:"next_step_at,omitzero"`
}

// Action is a thing we did or will do.
type Action struct {
	At            calendar.Day `json:"at" need:"1"`
	Kind          ActionKind   `json:"kind" default:"task"`
	Trigger       Trigger      `json:"trigger,omitzero"`
	PriceCut      *float64     `json:"price_cut_pct,omitzero" min:"0" max:"100"`
	ValueArgument bool         `json:"value_argument,omitzero"`
}

// Booking is a resource of ours that we bring to the customer.
type Booking struct {
	Kind         ResourceKind `json:"kind" need:"1"`
	At           calendar.Day `json:"at" need:"1"`
	With         string       `json:"with,omitzero"` // person id
	Flag         string       `json:"flag,omitzero"` // rule id
	SameIndustry bool         `json:"same_industry,omitzero"`
	Briefed      *bool        `json:"briefed,omitzero"`
	Effect       *float64     `json:"effect,omitzero" min:"0" max:"5"`
	Cost         *float64     `json:"cost,omitzero"`
}

// ChangeReview is a check of what changed at the customer.
type ChangeReview struct {
	At   calendar.Day `json:"at" need:"1"`
	Note string       `json:"note,omitzero"`
}

// Contract is the signed deal.
type Contract struct {
	Amount       *float64         `json:"amount,omitzero"`
	SignedAt     calendar.Day     `json:"signed_at,omitzero"`
	Payments     []Payment        `json:"payments,omitempty"`
	Milestones   []Milestone      `json:"milestones,omitempty"`
	Satisfaction []SatisfactionAt `json:"satisfaction,omitempty"`
}

// Payment is one instalment.
type Payment struct {
	Name      string        `json:"name" need:"1"`
	Milestone DeliveryStage `json:"milestone,omitzero"`
	Pct       *float64      `json:"pct,omitzero" min:"0" max:"100"`
	DueAt     calendar.Day  `json:"due_at,omitzero"`
	DueDays   int           `json:"due_days" default:"15"` // after the milestone
	Received  float64       `json:"received,omitzero"`
}

// DeliveryStage is one of the stages D0 to D9; "" is unknown.
type DeliveryStage playbook.Stage

// Milestone is a step of delivery.
type Milestone struct {
	Code      DeliveryStage `json:"code" need:"1"`
	PlannedAt calendar.Day  `json:"planned_at,omitzero"`
	ActualAt  calendar.Day  `json:"actual_at,omitzero"`
}

// SatisfactionAt is how content the customer was on a day; 0 unknown.
type SatisfactionAt struct {
	At    calendar.Day `json:"at" need:"1"`
	Score int          `json:"score,omitzero" min:"1" max:"5"`
}

// Intel is something learnt about a rival.
type Intel struct {
	At         calendar.Day `json:"at" need:"1"`
	Competitor string       `json:"competitor,omitzero"`
	Kind       IntelKind    `json:"kind" default:"other"`
	Text       string       `json:"text,omitzero"`
}

// Expense is money spent on the customer's people.
type Expense struct {
	No         string       `json:"no" need:"1"`
	At         calendar.Day `json:"at,omitzero"`
	Amount     *float64     `json:"amount,omitzero"`
	Kind       ExpenseKind  `json:"kind" default:"other"`
	Person     string       `json:"person,omitzero"`
	ForFamily  bool         `json:"for_family,omitzero"`
	Purpose    string       `json:"purpose,omitzero"`
	Attendees  []string     `json:"attendees,omitempty"`
	ApprovedBy string       `json:"approved_by,omitzero"`
}

// FlagState is what people decided about a flag.
type FlagState struct {
	ID      string     `json:"id" need:"1"`
	Subject string     `json:"subject,omitzero"`
	Status  FlagStatus `json:"status" default:"open"`
}
