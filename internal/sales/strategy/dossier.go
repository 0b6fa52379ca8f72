// Package strategy knows the method. A Dossier is all that is known of one deal
// as of one day; Diagnose turns it into a Diagnosis: scores, red flags, gate,
// health, forecast. It is pure: the same dossier gives the same diagnosis, with
// no clock, no database and no settings. A rule is one row of a family's list
// (people.go); the forms are those of the interchange format. Start with
// Dossier, then Diagnose, then the rows of people.go.
package strategy

import (
	"sente/internal/sales/bargain"
	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
)

// Dossier is one deal as of one day. Unknown is nil, the empty text, or the zero
// Day; lists are empty when nothing is known. ReadDossier fills defaults; a
// dossier built by hand sets the members that have a `default` tag itself.
// Money is in major units of the deal's currency.
type Dossier struct {
	ID             string                  `json:"id,omitzero"`
	AsOf           calendar.Day            `json:"as_of" need:"1"`
	Account        Account                 `json:"account,omitzero"`
	Deal           Deal                    `json:"deal" need:"1"`
	Influences     []Influence             `json:"influences,omitempty"`
	Edges          []Edge                  `json:"edges,omitempty"`
	Competitors    []Competitor            `json:"competitors,omitempty"`
	Criteria       []Criterion             `json:"criteria,omitempty"`
	Needs          []Need                  `json:"needs,omitempty"`
	Strengths      []Strength              `json:"strengths,omitempty"`
	Weaknesses     []Weakness              `json:"weaknesses,omitempty"`
	Objections     []Objection             `json:"objections,omitempty"`
	Proposals      []Proposal              `json:"proposals,omitempty"`
	Calls          []Call                  `json:"calls,omitempty"`
	Actions        []Action                `json:"actions,omitempty"`
	ChangeReviews  []ChangeReview          `json:"change_reviews,omitempty"`
	Bookings       []Booking               `json:"bookings,omitempty"`
	ExternalBodies []ExternalBody          `json:"external_bodies,omitempty"`
	Bids           []Bid                   `json:"bids,omitempty"`
	Quotes         []Quote                 `json:"quotes,omitempty"`
	Intel          []Intel                 `json:"intel,omitempty"`
	Expenses       []Expense               `json:"expenses,omitempty"`
	FlagStates     []FlagState             `json:"flag_states,omitempty"`
	Info           map[InfoItem]InfoStatus `json:"info,omitempty"`
	Negotiation    *bargain.Negotiation    `json:"negotiation,omitzero"`
	Contract       *Contract               `json:"contract,omitzero"`
}

// Account is the customer.
type Account struct {
	Name         string         `json:"name,omitzero"`
	Segment      string         `json:"segment,omitzero"`
	IdealFit     *float64       `json:"ideal_fit,omitzero" min:"0" max:"1"`
	PastContract bool           `json:"past_contract,omitzero"`
	Satisfaction *float64       `json:"satisfaction,omitzero" min:"1" max:"5"`
	Events       []AccountEvent `json:"events,omitempty"`
}

// AccountEvent is a change at the customer.
type AccountEvent struct {
	Kind     EventKind    `json:"kind" default:"other"`
	At       calendar.Day `json:"at" need:"1"`
	Reviewed bool         `json:"reviewed,omitzero"`
}

// Deal is the deal itself.
type Deal struct {
	Name           string                   `json:"name,omitzero"`
	Template       string                   `json:"template,omitzero"`
	SalesModel     string                   `json:"sales_model,omitzero"`
	OppType        string                   `json:"opp_type,omitzero"`
	Currency       string                   `json:"currency" default:"CNY"`
	Status         DealStatus               `json:"status" default:"open"`
	Stage          playbook.Stage           `json:"stage" need:"1"`
	StageVerified  playbook.Stage           `json:"stage_verified,omitzero"`
	StageEnteredAt calendar.Day             `json:"stage_entered_at,omitzero"`
	TypicalDays    int                      `json:"typical_days,omitzero" min:"1"` // 0: that of the stage
	GateOverrides  []GateOverride           `json:"gate_overrides,omitempty"`
	ExitMet        map[playbook.Exit]bool   `json:"exit_met,omitempty"`
	BuyerStage     playbook.BuyerStage      `json:"buyer_stage,omitzero"`
	Procurement    Procurement              `json:"procurement_mode,omitzero"`
	EntryTiming    EntryTiming              `json:"entry_timing,omitzero"`
	Amount         *float64                 `json:"amount,omitzero" min:"0"`
	CostBudget     *float64                 `json:"cost_budget,omitzero" min:"0"`
	CostToDate     *float64                 `json:"cost_to_date,omitzero" min:"0"`
	ExpectedClose  calendar.Day             `json:"expected_close,omitzero"`
	TenderIssueAt  calendar.Day             `json:"tender_issue_at,omitzero"`
	BidOpenAt      calendar.Day             `json:"bid_open_at,omitzero"`
	ApprovedAt     calendar.Day             `json:"approved_at,omitzero"`
	NeedDocAt      calendar.Day             `json:"need_doc_at,omitzero"`
	NextActionAt   calendar.Day             `json:"next_action_at,omitzero"`
	SSO            SSO                      `json:"sso,omitzero"`
	SSOChangedAt   calendar.Day             `json:"sso_changed_at,omitzero"`
	RolesReviewAt  calendar.Day             `json:"roles_reviewed_at,omitzero"`
	NeedChangeAt   calendar.Day             `json:"need_changed_at,omitzero"`
	CriteriaChange calendar.Day             `json:"criteria_changed_at,omitzero"`
	EBChangedAt    calendar.Day             `json:"eb_changed_at,omitzero"` // another person got the role
	Urgency        Urgency                  `json:"urgency,omitzero"`
	Competition    Competition              `json:"competition,omitzero"`
	Home           Home                     `json:"home,omitzero"`
	Temperature    *float64                 `json:"temperature,omitzero" min:"0" max:"100"`
	Budget         Budget                   `json:"budget,omitzero"`
	Approval       Approval                 `json:"approval_status,omitzero"`
	AssumedShare   *float64                 `json:"needs_own_assumption_share,omitzero" min:"0" max:"1"`
	GoalProblem    *bool                    `json:"needs_have_goal_problem,omitzero"`
	Q1             qualify.Answer           `json:"q1,omitzero"`
	Q2             qualify.Answer           `json:"q2,omitzero"`
	Q3             qualify.Answer           `json:"q3,omitzero"`
	Q4             qualify.Answer           `json:"q4,omitzero"`
	MAN            qualify.MAN              `json:"man,omitzero"`
	Risk           map[qualify.Item]int     `json:"risk,omitempty" min:"0" max:"2"`
	RiskWeights    map[qualify.Item]float64 `json:"risk_weights,omitempty" min:"0"`
	Veto           []qualify.Item           `json:"veto,omitempty"`
	BodyInvolved   bool                     `json:"external_body_involved,omitzero"`
	BodyMapped     bool                     `json:"external_body_mapped,omitzero"`
	QuickQuote     bool                     `json:"quick_quote_request,omitzero"`
	PolicyLimit    *float64                 `json:"policy_limit,omitzero"` // nil: DefaultPolicyLimit
}

// DefaultPolicyLimit is the limit of a gift's value where the dossier gives none.
const DefaultPolicyLimit = 200.0

// GateOverride is a gate passed although a criterion was not met.
type GateOverride struct {
	Criterion  string `json:"criterion,omitzero"`
	By         string `json:"by,omitzero"`
	StillUnmet bool   `json:"still_unmet,omitzero"`
}

// SSO is the single sales objective: five slots of one sentence.
type SSO struct {
	When     string   `json:"when,omitzero"`
	Quantity string   `json:"quantity,omitzero"`
	What     string   `json:"what,omitzero"`
	Who      string   `json:"who,omitzero"`
	Revenue  *float64 `json:"revenue,omitzero"`
}

// Budget is the customer's money for the project.
type Budget struct {
	Amount *float64     `json:"amount,omitzero"`
	Status BudgetStatus `json:"status,omitzero"`
}

// Influence is one person on the map.
type Influence struct {
	ID             string            `json:"id" need:"1"`
	Name           string            `json:"name,omitzero"`
	Title          string            `json:"title,omitzero"`
	Dept           string            `json:"dept,omitzero"`
	LevelRank      int               `json:"level_rank,omitzero" min:"1" max:"5"` // 0: unknown
	Roles          []influence.Role  `json:"roles,omitempty"`
	RoleVerified   bool              `json:"role_verified,omitzero"`
	Level          influence.Level   `json:"influence,omitzero"`
	Support        influence.Support `json:"support,omitzero"`
	History        []Observation     `json:"hist,omitempty"`
	Mode           influence.Mode    `json:"mode,omitzero"` // as set by the user
	Expectation    *int              `json:"E,omitzero" min:"0" max:"10"`
	Reality        *int              `json:"R,omitzero" min:"0" max:"10"`
	Baseline       *int              `json:"B,omitzero" min:"0" max:"10"`
	Contact        influence.Contact `json:"contact,omitzero"`
	ContactPeak    influence.Contact `json:"contact_peak,omitzero"`
	Last           calendar.Day      `json:"last,omitzero"` // last contact
	Counterpart    string            `json:"counterpart,omitzero"`
	Coach          influence.Coach   `json:"coach,omitzero"`
	Results        []Result          `json:"results,omitempty"`
	Wins           []string          `json:"wins,omitempty"`
	JoinedAt       calendar.Day      `json:"joined_at,omitzero"`
	LeftAt         calendar.Day      `json:"left_at,omitzero"`
	MovedPostAt    calendar.Day      `json:"moved_post_at,omitzero"`
	CompetitorTies []string          `json:"competitor_ties,omitempty"`
	Threatened     bool              `json:"threatened,omitzero"`
	Insider        bool              `json:"insider,omitzero"`
	Blocker        bool              `json:"blocker,omitzero"`
	Promoter       bool              `json:"internal_promoter,omitzero"`
	Plan           string            `json:"plan,omitzero"` // approach plan
}

// Result is what the customer's organisation gains, as one person sees it.
type Result struct {
	Text   string `json:"text,omitzero" maxLength:"255"`
	Metric string `json:"metric,omitzero" maxLength:"255"`
	Target string `json:"target,omitzero" maxLength:"255"`
}

// Observation is a support value seen on a day; in JSON a pair [date, support].
type Observation struct {
	On      calendar.Day
	Support influence.Support
}

// Edge says that From influences To, by person id; in JSON a pair [from, to].
type Edge struct{ From, To string }
