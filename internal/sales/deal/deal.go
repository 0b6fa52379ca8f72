// Package deal is one sale to one customer: its objective, where it stands, who
// decides, how its gates were judged and what happened to it. It turns itself
// into a strategy.Dossier. Start with Deal; influences are in influence.go,
// gates in gate.go, the life of a deal in move.go, the dossier in dossier.go.
package deal

import (
	"sente/internal/sales/calendar"
	"sente/internal/sales/money"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Deal is one sale. Its stage, status and outcome change only through moves
// (move.go); Fields are what people edit.
type Deal struct {
	record.Meta
	Fields
	Standing
	Summary
	OwnerID record.ID `json:"owner_id" db:"owner_id"`
	SortKey string    `json:"-" db:"sort_key"`
}

// Fields are what people write about a deal.
type Fields struct {
	Name          string        `json:"name" db:"name" maxLength:"255"`
	AccountID     record.ID     `json:"account_id,omitzero" db:"account_id"`
	ProductID     record.ID     `json:"product_id,omitzero" db:"product_id"`
	Amount        *money.Amount `json:"amount,omitzero" db:"amount" doc:"absent: unknown"`
	ExpectedClose calendar.Day  `json:"expected_close,omitzero" db:"expected_close" format:"date"`
	NextActionOn  calendar.Day  `json:"next_action_on,omitzero" db:"next_action_on" format:"date"`
	EngagedOn     calendar.Day  `json:"engaged_on,omitzero" db:"engaged_on" format:"date" doc:"day of the first contact"`
	Objective
	Position
	Qualification
	Project
}

// Objective is the single sales objective: five slots of one sentence
// (method.md 5.1).
type Objective struct {
	When     string        `json:"sso_when,omitzero" db:"sso_when" maxLength:"100"`
	Quantity string        `json:"sso_quantity,omitzero" db:"sso_quantity" maxLength:"100"`
	What     string        `json:"sso_what,omitzero" db:"sso_what" maxLength:"255"`
	Who      string        `json:"sso_who,omitzero" db:"sso_who" maxLength:"255"`
	Revenue  *money.Amount `json:"sso_revenue,omitzero" db:"sso_revenue"`
}

// Position is where the deal stands at the customer (method.md 5.2). Every
// change is also an observation with its date and source.
type Position struct {
	BuyerStage      playbook.BuyerStage  `json:"buyer_stage,omitzero" db:"buyer_stage"`
	Procurement     strategy.Procurement `json:"procurement_mode,omitzero" db:"procurement_mode"`
	EntryTiming     strategy.EntryTiming `json:"entry_timing,omitzero" db:"entry_timing"`
	Urgency         strategy.Urgency     `json:"urgency,omitzero" db:"urgency"`
	Competition     strategy.Competition `json:"competition,omitzero" db:"competition"`
	Home            strategy.Home        `json:"home,omitzero" db:"home"`
	Temperature     *int                 `json:"temperature,omitzero" db:"temperature" minimum:"0" maximum:"100" doc:"self-felt, 50 is OK"`
	RolesReviewedOn calendar.Day         `json:"roles_reviewed_on,omitzero" db:"roles_reviewed_on" format:"date"`
}

// Qualification is the card that decides whether the deal is worth our time
// (method.md 2.4, 3.1, 3.2). Absent answers and points are unknown.
type Qualification struct {
	M           qualify.Answer           `json:"man_m,omitzero" db:"man_m"`
	A           qualify.Answer           `json:"man_a,omitzero" db:"man_a"`
	N           qualify.Answer           `json:"man_n,omitzero" db:"man_n"`
	Q1          qualify.Answer           `json:"q1,omitzero" db:"q1"`
	Q2          qualify.Answer           `json:"q2,omitzero" db:"q2"`
	Q3          qualify.Answer           `json:"q3,omitzero" db:"q3"`
	Q4          qualify.Answer           `json:"q4,omitzero" db:"q4"`
	Risk        map[qualify.Item]int     `json:"risk,omitempty" db:"risk,json" doc:"R1…R10: 2 good, 1 fair, 0 poor"`
	RiskWeights map[qualify.Item]float64 `json:"risk_weights,omitempty" db:"risk_weights,json" doc:"absent item: 1"`
	Veto        []qualify.Item           `json:"veto,omitempty" db:"veto,json" maxItems:"2"`
}

// Standing is where the deal stands in our own process and how it ended.
type Standing struct {
	Template          playbook.ModelCode  `json:"template" db:"template" doc:"how its team divides the stages"`
	Status            strategy.DealStatus `json:"status" db:"status"`
	Stage             playbook.Stage      `json:"stage,omitzero" db:"stage" doc:"absent: unknown (an imported closed deal)"`
	StageVerified     playbook.Stage      `json:"stage_verified,omitzero" db:"stage_verified"`
	StageEnteredOn    calendar.Day        `json:"stage_entered_on,omitzero" db:"stage_entered_on" format:"date"`
	ClosedOn          calendar.Day        `json:"closed_on,omitzero" db:"closed_on" format:"date"`
	ClosedReason      string              `json:"closed_reason,omitzero" db:"closed_reason"`
	LostTo            string              `json:"lost_to,omitzero" db:"lost_to"`
	ObjectiveOn       calendar.Day        `json:"sso_changed_on,omitzero" db:"sso_changed_on" format:"date"`
	NeedChangedOn     calendar.Day        `json:"need_changed_on,omitzero" db:"need_changed_on" format:"date"`
	CriteriaChangedOn calendar.Day        `json:"criteria_changed_on,omitzero" db:"criteria_changed_on" format:"date" doc:"the customer's decision criteria"`
	EBChangedOn       calendar.Day        `json:"eb_changed_on,omitzero" db:"eb_changed_on" format:"date" doc:"the EB role moved to another person"`
}

// Summary is what lists and boards show of the last diagnosis; it is written
// in the transaction of each act that can change it.
type Summary struct {
	WinProb   float64       `json:"win_prob" db:"win_prob" doc:"0 to 1, earned by verified stages; 0 shows as <5 %"`
	Grade     qualify.Grade `json:"grade,omitzero" db:"grade"`
	FlagsAll  int           `json:"-" db:"flags_all"`
	WorstAll  int           `json:"-" db:"worst_all"`
	FlagsOpen int           `json:"-" db:"flags_open"`
	WorstOpen int           `json:"-" db:"worst_open"`
}

// Ref points at the deal.
func (d Deal) Ref() record.Ref { return record.Ref{Kind: record.Deal, ID: d.ID} }

// Indexed is what people find the deal by.
func (d Deal) Indexed() record.Indexed {
	return record.Indexed{Title: d.Name, Text: d.What, Drop: d.Trashed()}
}

// Member is a colleague on the deal's team.
type Member struct {
	ID     record.ID  `json:"-" db:"id"`
	DealID record.ID  `json:"-" db:"deal_id"`
	UserID record.ID  `json:"user_id" db:"user_id"`
	Role   MemberRole `json:"role" db:"role"`
}

// MemberRole is what a colleague does on the deal.
type MemberRole string

// All lists the roles on a deal's team.
func (MemberRole) All() []MemberRole {
	return []MemberRole{"presales", "bid", Finance, "delivery", "rep"}
}

// Finance is the role of those who look after the deal's money.
const Finance MemberRole = "finance"
