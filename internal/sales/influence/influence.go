// Package influence describes the people who decide on a deal: their roles,
// their influence, how they see their gap, how far they support us, and how near
// we are to them. It holds the closed lists that the API and the database are
// built from, and the arithmetic of modes and weights. Start with Role and
// ComputedMode.
package influence

import (
	"slices"
	"strconv"
)

// Role is a part that a person plays in the customer's decision.
type Role string

// The roles (method.md 4.1). A person may hold several; only one present person
// holds EB.
const (
	EB Role = "EB" // decision maker: gives the final approval
	TB Role = "TB" // technical gatekeeper: cannot say yes, can say no
	UB Role = "UB" // user: judges the effect on his own work
	CO Role = "CO" // coach: guides us
	PB Role = "PB" // purchaser: runs procurement and terms
)

// All lists the roles in order.
func (Role) All() []Role { return []Role{EB, TB, UB, CO, PB} }

// Valid reports whether r is one of the roles.
func (r Role) Valid() bool { return slices.Contains(r.All(), r) }

// Key reports whether the role makes its holder a key influence: all but CO.
func (r Role) Key() bool { return r == EB || r == TB || r == UB || r == PB }

// Level is a person's influence on this deal; "" is unknown.
type Level string

// The levels of influence.
const (
	High   Level = "H"
	Middle Level = "M"
	Low    Level = "L"
)

// All lists the levels from the highest.
func (Level) All() []Level { return []Level{High, Middle, Low} }

// Valid reports whether l is one of the levels.
func (l Level) Valid() bool { return slices.Contains(l.All(), l) }

// points of a level; an unknown one counts as Middle.
func (l Level) points() int {
	switch l {
	case High:
		return 3
	case Low:
		return 1
	}
	return 2
}

// Mode is how a person sees the gap between what he expects and what he has;
// "" is unknown.
type Mode string

// The feedback modes (method.md 4.6).
const (
	Growth        Mode = "G"  // reality fine, expectation higher: receptive
	Trouble       Mode = "T"  // reality below its normal level: receptive, fastest
	EvenKeel      Mode = "EK" // nothing to improve: not receptive
	Overconfident Mode = "OC" // reality better than expected: least receptive
)

// All lists the modes in order.
func (Mode) All() []Mode { return []Mode{Growth, Trouble, EvenKeel, Overconfident} }

// Valid reports whether m is one of the modes.
func (m Mode) Valid() bool { return slices.Contains(m.All(), m) }

// Receptive reports whether a person in this mode sees a reason to buy.
func (m Mode) Receptive() bool { return m == Growth || m == Trouble }

// MaxFelt is the top of the scale 0 to 10 of expectation, reality and baseline.
const MaxFelt = 10

// ComputedMode derives the mode from expectation, reality and the baseline of
// reality, each 0 to 10; "" when one of them is unknown (method.md 4.6).
func ComputedMode(expectation, reality, baseline *int) Mode {
	if expectation == nil || reality == nil || baseline == nil {
		return ""
	}
	switch gap := *expectation - *reality; {
	case gap <= -2:
		return Overconfident
	case gap <= 1:
		return EvenKeel
	case *reality <= *baseline-2:
		return Trouble
	}
	return Growth
}

// Support is how far a person backs us: -5 boycotts us, +5 advocates us. There
// is no 0 on the scale; the zero value is unknown (method.md 4.7).
type Support int

// All lists the values from the highest.
func (Support) All() []Support { return []Support{5, 4, 3, 2, 1, -1, -2, -3, -4, -5} }

// Code names the value in texts: "p5" for 5, "m5" for -5; "" for one off the scale.
// The text support.<code> is its name, support.<code>.anchor how such a person
// behaves.
func (s Support) Code() string {
	switch {
	case !s.Valid():
		return ""
	case s < 0:
		return "m" + strconv.Itoa(int(-s))
	}
	return "p" + strconv.Itoa(int(s))
}

// Valid reports whether s is on the scale; 0 is not.
func (s Support) Valid() bool { return s >= -5 && s <= 5 && s != 0 }

// Contact is how near we are to a person; the zero value is no contact.
type Contact int

// The levels of contact (method.md 4.2).
const (
	NoContact   Contact = 0
	Known       Contact = 1 // phone or one meeting
	Appointment Contact = 2 // meets us on request
	Trust       Contact = 3
	Alliance    Contact = 4
)

// All lists the levels from none to alliance.
func (Contact) All() []Contact { return []Contact{NoContact, Known, Appointment, Trust, Alliance} }

// Valid reports whether c is one of the levels.
func (c Contact) Valid() bool { return c >= NoContact && c <= Alliance }

// Visibility says who may know that a person is our coach; "" is unknown, which
// is treated as open.
type Visibility string

// The kinds of coach (method.md 4.3).
const (
	Open   Visibility = "open"
	Hidden Visibility = "hidden" // only for the deal's owner and the managers above
)

// All lists the kinds of coach.
func (Visibility) All() []Visibility { return []Visibility{Open, Hidden} }

// Valid reports whether v is one of the kinds.
func (v Visibility) Valid() bool { return slices.Contains(v.All(), v) }

// Coach is what we know about a person as our coach; nil is unknown.
type Coach struct {
	Credits      *bool      `json:"c1,omitzero"` // he finds us credible
	Credible     *bool      `json:"c2,omitzero"` // the buying influences find him credible
	WantsUs      *bool      `json:"c3,omitzero"` // he wants our solution
	WantsSuccess *bool      `json:"wants_success,omitzero"`
	Visibility   Visibility `json:"visibility,omitzero"`
}

// Passed reports whether all three tests of a coach are met; an unknown one is
// not.
func (c Coach) Passed() bool { return isTrue(c.Credits) && isTrue(c.Credible) && isTrue(c.WantsUs) }

func isTrue(b *bool) bool { return b != nil && *b }
