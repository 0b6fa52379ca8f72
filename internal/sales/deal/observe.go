package deal

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Fields of an influence that are observed over time. Observations of the deal
// itself carry the names of its own fields.
const (
	ObservedSupport     = "support"     // -5…-1, 1…5, null unknown
	ObservedMode        = "mode"        // G, T, EK, OC, null unknown
	ObservedExpectation = "expectation" // 0…10, null unknown
	ObservedReality     = "reality"     // 0…10, null unknown
	ObservedBaseline    = "baseline"    // 0…10, null unknown
	ObservedContact     = "contact"     // 0…4
	ObservedRoles       = "roles"       // list of roles
	ObservedPresence    = "presence"    // joined, left
)

// ObservedFields lists the fields of an influence that are observed.
func ObservedFields() []string {
	return []string{ObservedSupport, ObservedMode, ObservedExpectation, ObservedReality, ObservedBaseline,
		ObservedContact,
		ObservedRoles, ObservedPresence}
}

// Presence of a person at the customer.
const (
	Joined = "joined"
	Left   = "left"
)

// EvidenceLimit is the longest evidence of an observation, in code points.
const EvidenceLimit = 2000

// Check puts the value into its one form and reports what is wrong with an
// observation of an influence: an unknown field, a value off its scale, a day
// that is unknown or after today.
func (o *Observation) Check(today calendar.Day) error {
	if o.Origin == "" {
		o.Origin = o.Origin.All()[0]
	}
	switch {
	case !slices.Contains(ObservedFields(), o.Field):
		return fault.New(fault.Invalid, "value_invalid").At("field")
	case !slices.Contains(o.Origin.All(), o.Origin):
		return fault.New(fault.Invalid, "value_invalid").At("source")
	case o.On == 0:
		return fault.New(fault.Invalid, "day_missing").At("on")
	case o.On > today:
		return fault.New(fault.Invalid, "day_in_future").At("on")
	case len([]rune(o.Evidence)) > EvidenceLimit:
		return fault.New(fault.Invalid, "too_long").At("evidence").With("limit", EvidenceLimit)
	}
	var at Observed
	if err := o.apply(&at); err != nil {
		return err
	}
	return o.canonical(at)
}

// canonical rewrites the value as it is stored: roles in their order, once each.
func (o *Observation) canonical(at Observed) (err error) {
	if o.Field == ObservedRoles {
		if at.Roles == nil {
			at.Roles = []influence.Role{}
		}
		o.Value, err = json.Marshal(at.Roles)
		return err
	}
	var b bytes.Buffer
	if len(o.Value) == 0 {
		b.WriteString("null")
	} else if err = json.Compact(&b, o.Value); err != nil {
		return offScale()
	}
	o.Value = b.Bytes()
	return nil
}

func offScale() error { return fault.New(fault.Invalid, "value_invalid").At("value") }

// apply sets the observed field of at to the value.
func (o *Observation) apply(at *Observed) (err error) {
	switch o.Field {
	case ObservedSupport:
		at.Support, err = scale(o.Value, influence.Support.Valid)
	case ObservedMode:
		at.Mode, err = scale(o.Value, influence.Mode.Valid)
	case ObservedExpectation:
		at.Expectation, err = felt(o.Value)
	case ObservedReality:
		at.Reality, err = felt(o.Value)
	case ObservedBaseline:
		at.Baseline, err = felt(o.Value)
	case ObservedContact:
		at.Contact, err = scale(o.Value, influence.Contact.Valid)
		at.ContactPeak = max(at.ContactPeak, at.Contact)
	case ObservedRoles:
		at.Roles, err = o.roles()
	case ObservedPresence:
		err = o.presence(at)
	}
	return err
}

// scale reads a value on its scale; null is the zero value: unknown, none.
func scale[T comparable](value json.RawMessage, valid func(T) bool) (v T, err error) {
	var zero T
	if isNull(value) {
		return zero, nil
	}
	if json.Unmarshal(value, &v) != nil || !valid(v) {
		return zero, offScale()
	}
	return v, nil
}

func felt(value json.RawMessage) (*int, error) {
	if isNull(value) {
		return nil, nil
	}
	n, err := scale(value, func(n int) bool { return n >= 0 && n <= influence.MaxFelt })
	if err != nil {
		return nil, err
	}
	return &n, nil
}

func isNull(value json.RawMessage) bool { return len(value) == 0 || string(value) == "null" }

// roles reads a list of roles: in their order, once each.
func (o *Observation) roles() (out []influence.Role, err error) {
	var given []influence.Role
	if json.Unmarshal(o.Value, &given) != nil {
		return nil, offScale()
	}
	for _, r := range given {
		if !r.Valid() {
			return nil, offScale()
		}
	}
	return inOrder(given), nil
}

// inOrder gives roles in their order, once each.
func inOrder(given []influence.Role) (out []influence.Role) {
	for _, r := range influence.Role("").All() {
		if slices.Contains(given, r) {
			out = append(out, r)
		}
	}
	return out
}

func (o *Observation) presence(at *Observed) error {
	var v string
	if json.Unmarshal(o.Value, &v) != nil {
		return offScale()
	}
	switch v {
	case Joined:
		at.JoinedOn, at.LeftOn = o.On, 0
	case Left:
		at.LeftOn = o.On
	default:
		return offScale()
	}
	return nil
}

// support is the observed support; not ok when it became unknown.
func (o *Observation) support() (influence.Support, bool) {
	s, err := scale(o.Value, influence.Support.Valid)
	return s, err == nil && s != 0
}

// SupportPoint is a person's support from a day on.
type SupportPoint struct {
	On      calendar.Day      `json:"on" format:"date"`
	Support influence.Support `json:"support,omitzero" minimum:"-5" maximum:"5" doc:"absent: unknown"`
}

// SupportCourses says of each person how his support went, the oldest day first, one
// point a day.
func (f *Facts) SupportCourses() map[record.ID][]SupportPoint {
	out := map[record.ID][]SupportPoint{}
	for i := range f.Support {
		o := &f.Support[i]
		at, _ := o.support()
		course := out[o.InfluenceID]
		if n := len(course); n > 0 && course[n-1].On == o.On {
			course[n-1].Support = at
			continue
		}
		out[o.InfluenceID] = append(course, SupportPoint{o.On, at})
	}
	return out
}

// Silent gives the days without contact of people who count as silent on a day;
// of whom no contact is known nothing is said.
func (f *Facts) Silent(on calendar.Day, by *strategy.Settings) map[record.ID]int {
	out := map[record.ID]int{}
	for i := range f.People {
		p := &f.People[i]
		if without := on.Since(p.LastContactOn); p.LastContactOn != 0 && by.Silent(without) {
			out[p.ID] = without
		}
	}
	return out
}

// Derive sets the present values from all observations of the person, in any
// order: of each field the latest by day, then by id. Fields that were never
// observed stay; the contact's peak never falls.
func (i *Influence) Derive(all []Observation) error {
	ordered := slices.Clone(all)
	slices.SortFunc(ordered, byDay)
	for k := range ordered {
		o := &ordered[k]
		if err := o.apply(&i.Observed); err != nil {
			return err
		}
		if o.ofMeeting() && i.Contact != influence.NoContact {
			i.LastContactOn = max(i.LastContactOn, o.On)
		}
	}
	return nil
}

// Seen is an observation with how its person stood once it was known: by the
// order of days, whenever it was written down.
type Seen struct {
	Observation
	Support influence.Support `json:"support_then,omitzero" minimum:"-5" maximum:"5" doc:"his support then; absent: unknown"`
	Mode    influence.Mode    `json:"mode_then,omitzero" doc:"his feedback mode then, as set, else as computed; absent: unknown"`
}

// Course gives observations of one person, in the order of Derive, each with how
// he stood then.
func Course(all []Observation) ([]Seen, error) {
	ordered := slices.Clone(all)
	slices.SortFunc(ordered, byDay)
	var at Influence
	out := make([]Seen, len(ordered))
	for k, o := range ordered {
		if err := o.apply(&at.Observed); err != nil {
			return nil, err
		}
		out[k] = Seen{o, at.Support, at.ModeNow()}
	}
	return out, nil
}

// byDay orders observations by the day on which they were true, then as written.
func byDay(a, b Observation) int { return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.ID, b.ID)) }

// ofMeeting reports whether the observation needs the person before our eyes.
func (o *Observation) ofMeeting() bool {
	return o.Origin == o.Origin.All()[0] && o.Field != ObservedRoles && o.Field != ObservedPresence
}

// RolesSince is the day of the latest observation of roles, 0 without one.
func RolesSince(all []Observation) (on calendar.Day) {
	for _, o := range all {
		if o.Field == ObservedRoles {
			on = max(on, o.On)
		}
	}
	return on
}

// DecidesNow reports whether the person is the present decision maker on a day.
func (i *Influence) DecidesNow(on calendar.Day) bool {
	gone := i.LeftOn != 0 && i.LeftOn <= on
	return !gone && slices.Contains(i.Roles, influence.EB)
}
