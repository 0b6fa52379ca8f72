package bargain

import "slices"

// IssueKind is what an issue of bargaining is.
type IssueKind string

// The values of IssueKind.
const (
	PriceIssue IssueKind = "price"
	OtherIssue IssueKind = "other"
)

// All lists the values in order.
func (IssueKind) All() []IssueKind { return []IssueKind{PriceIssue, OtherIssue} }

// Valid reports whether the value is in the list.
func (v IssueKind) Valid() bool { return slices.Contains(v.All(), v) }

// Better is the direction of an issue that is better for us.
type Better string

// The values of Better.
const (
	BetterUp   Better = "up"
	BetterDown Better = "down"
)

// All lists the values in order.
func (Better) All() []Better { return []Better{BetterUp, BetterDown} }

// Valid reports whether the value is in the list.
func (v Better) Valid() bool { return slices.Contains(v.All(), v) }

// Side is who makes an offer.
type Side string

// The values of Side.
const (
	Us   Side = "us"
	Them Side = "them"
)

// All lists the values in order.
func (Side) All() []Side { return []Side{Us, Them} }

// Valid reports whether the value is in the list.
func (v Side) Valid() bool { return slices.Contains(v.All(), v) }

// NegotiationState is where the bargaining stands.
type NegotiationState string

// The values of NegotiationState.
const (
	Negotiating NegotiationState = "open"
	Deadlocked  NegotiationState = "deadlock"
	InCaucus    NegotiationState = "caucus"
	OffTable    NegotiationState = "off_table"
	Resumed     NegotiationState = "resumed"
	Broken      NegotiationState = "broken"
	Agreed      NegotiationState = "agreed"
)

// All lists the values in order.
func (NegotiationState) All() []NegotiationState {
	return []NegotiationState{
		Negotiating, Deadlocked, InCaucus, OffTable, Resumed, Broken, Agreed,
	}
}

// Valid reports whether the value is in the list.
func (v NegotiationState) Valid() bool { return slices.Contains(v.All(), v) }
