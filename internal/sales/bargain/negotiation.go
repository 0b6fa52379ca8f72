// Package bargain knows how to negotiate: the issues, the rounds, and what is
// wrong with them (the walk NG-01 to NG-15), and a plan of shrinking
// concessions. It is pure. Start with Negotiation and Walk.
package bargain

import "sente/internal/sales/calendar"

// Negotiation is the record of bargaining.
type Negotiation struct {
	Issues              []Issue          `json:"issues,omitempty"`
	Rounds              []Round          `json:"rounds,omitempty"`
	Alternatives        []string         `json:"alternatives,omitempty"`
	RolesAssigned       bool             `json:"roles_assigned,omitzero"`
	BottomSetAt         calendar.Day     `json:"bottom_set_at,omitzero"`
	InterestsRecordedAt calendar.Day     `json:"interests_recorded_at,omitzero"`
	Deadlocks           []Deadlock       `json:"deadlocks,omitempty"`
	State               NegotiationState `json:"state" default:"open"`
	FinalGain           string           `json:"final_gain,omitzero"`
}

// Issue is one thing that is bargained over.
type Issue struct {
	Name          string    `json:"name" need:"1"`
	Kind          IssueKind `json:"kind" default:"other"`
	Unit          string    `json:"unit,omitzero"`
	Better        Better    `json:"better" default:"up"`
	Priority      int       `json:"priority" default:"1"`
	Tradable      bool      `json:"tradable" default:"true"`
	OurOpen       *float64  `json:"our_open,omitzero"`
	Ideal         *float64  `json:"ideal,omitzero"`
	Realistic     *float64  `json:"realistic,omitzero"`
	Bottom        *float64  `json:"bottom,omitzero"`
	RepLimit      *float64  `json:"rep_limit,omitzero"`
	RoundsPlanned *int      `json:"rounds_planned,omitzero"`
}

// Round is one offer of ours or theirs.
type Round struct {
	Who         Side         `json:"who" need:"1"`
	Issue       string       `json:"issue" need:"1"`
	To          *float64     `json:"to,omitzero"`
	At          calendar.Day `json:"at,omitzero"`
	ExchangeFor []string     `json:"exchange_for,omitempty"`
	Accept      bool         `json:"accept,omitzero"`
	ApprovedBy  string       `json:"approved_by,omitzero"`
	Nibble      bool         `json:"nibble,omitzero"` // theirs: one more small ask
}

// Deadlock is a time in which bargaining stood still.
type Deadlock struct {
	At       calendar.Day `json:"at" need:"1"`
	CaucusAt calendar.Day `json:"caucus_at,omitzero"`
	EndedAt  calendar.Day `json:"ended_at,omitzero"`
}
