package strategy

import "sente/internal/sales/calendar"

// Competitor is a rival on this deal.
type Competitor struct {
	Name         string                  `json:"name" need:"1"`
	Position     RivalPosition           `json:"position,omitzero"`
	Incumbent    bool                    `json:"incumbent,omitzero"`
	FirstSeenAt  calendar.Day            `json:"first_seen_at,omitzero"`
	LastIntelAt  calendar.Day            `json:"last_intel_at,omitzero"`
	Backers      []string                `json:"backers,omitempty"`       // person ids
	BackersSince map[string]calendar.Day `json:"backers_since,omitempty"` // when each backing was won
	CounterPlan  bool                    `json:"counter_plan,omitzero"`   // analysed, with a counter-plan
}

// Criterion is one of the customer's decision criteria.
type Criterion struct {
	Kind     CriterionKind `json:"kind,omitzero"`
	Name     string        `json:"name,omitzero"`
	Weight   *float64      `json:"weight,omitzero" min:"0"`
	IsKey    bool          `json:"is_key,omitzero"`
	Featured bool          `json:"featured,omitzero"` // it favours what is special to us
}

// Strength is where we differ from the rivals.
type Strength struct {
	Text   string   `json:"text,omitzero"`
	Unique bool     `json:"unique,omitzero"`
	Linked []string `json:"linked,omitempty"` // person ids
}

// Weakness is where rivals are better.
type Weakness struct {
	Text    string   `json:"text,omitzero"`
	Affects []string `json:"affects,omitempty"` // person ids
	Plan    string   `json:"plan,omitzero"`
}

// ExternalBody is an outside party in the decision, e.g. a tender agency.
type ExternalBody struct {
	Name      string `json:"name" need:"1"`
	Kind      string `json:"kind,omitzero"`
	Influence string `json:"influence,omitzero"` // person id
}

// Need is a need of the customer; layer 1 goal to 5 purchase indicator, 0 unknown.
type Need struct {
	Text          string `json:"text,omitzero"`
	Layer         int    `json:"layer,omitzero" min:"1" max:"5"`
	Source        string `json:"source,omitzero"`
	OwnAssumption bool   `json:"own_assumption,omitzero"`
}

// Objection is carried for the record; no rule reads it.
type Objection struct {
	Text      string       `json:"text,omitzero"`
	Person    string       `json:"person,omitzero"`
	At        calendar.Day `json:"at,omitzero"`
	SettledAt calendar.Day `json:"settled_at,omitzero"`
}

// Proposal is one version of our proposal.
type Proposal struct {
	Version      int          `json:"version" default:"1"`
	IssuedAt     calendar.Day `json:"issued_at,omitzero"`
	TBFeedbackAt calendar.Day `json:"tb_feedback_at,omitzero"`
	Pages        *int         `json:"pages,omitzero"`
	Summary      *bool        `json:"summary,omitzero"`
	Similarity   *float64     `json:"similarity,omitzero" min:"0" max:"1"`
}

// Bid is one submission to a tender.
type Bid struct {
	Name        string       `json:"name,omitzero"`
	DeadlineAt  calendar.Day `json:"deadline_at,omitzero"`
	SubmittedAt calendar.Day `json:"submitted_at,omitzero"`
	Documents   []Document   `json:"documents,omitempty"`
}

// Document is a part of a bid.
type Document struct {
	Name      string `json:"name" need:"1"`
	Mandatory bool   `json:"mandatory" default:"true"`
	Ready     bool   `json:"ready,omitzero"`
}

// Quote is a price given to the customer.
type Quote struct {
	No       string       `json:"no" need:"1"`
	At       calendar.Day `json:"at,omitzero"`
	Total    *float64     `json:"total,omitzero"`
	Floor    *float64     `json:"floor,omitzero"`
	Approved bool         `json:"approved,omitzero"`
	Status   QuoteStatus  `json:"status" default:"sent"`
}
