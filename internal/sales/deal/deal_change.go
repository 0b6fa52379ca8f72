package deal

import (
	"encoding/json"
	"reflect"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/money"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
)

// OwnEyes is the origin of what people enter themselves.
const OwnEyes Origin = "own_eyes"

// Template is the stage template of a deal that names none.
const Template = playbook.Unified

// Equal reports whether two objectives say the same.
func (o Objective) Equal(other Objective) bool {
	money := sameAmount(o.Revenue, other.Revenue)
	o.Revenue, other.Revenue = nil, nil
	return money && o == other
}

func sameAmount(a, b *money.Amount) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// Start puts a new deal at the first gate of the template, entered today.
func (d *Deal) Start(today calendar.Day) {
	d.Standing = Standing{Template: Template, Status: "open", Stage: playbook.S1, StageEnteredOn: today}
	if !d.Objective.Equal(Objective{}) {
		d.ObjectiveOn = today
	}
}

// Follow is the standing with another template of stages; "" is the default, and
// whether there is such a one of the company's own the caller has seen.
// Where the deal stands, and all that was judged, stays: both are kept by the
// unified stages.
func (s Standing) Follow(template playbook.ModelCode) (Standing, error) {
	if template == "" {
		template = Template
	}
	if !template.Valid() && !template.Owned() {
		return s, fault.New(fault.Invalid, "value_invalid").At("template")
	}
	s.Template = template
	return s, nil
}

// Revise notes the day on which a slot of the objective really changed.
func (d *Deal) Revise(before Deal, today calendar.Day) {
	if !d.Objective.Equal(before.Objective) {
		d.ObjectiveOn = today
	}
}

// Glance is when and by whom the deal itself was looked at.
type Glance struct {
	By record.ID
	On calendar.Day
	At calendar.Instant
}

// ObservedSince lists what changed between two states of a deal as dated
// observations of the deal itself: the objective as one, and each field of the
// position (ground rule on observations). A value that was cleared is null.
func (d Deal) ObservedSince(before Deal, seen Glance) []Observation {
	var out []Observation
	note := func(field string, value any) {
		b, err := json.Marshal(value)
		if err != nil || reflect.ValueOf(value).IsZero() {
			b = []byte("null")
		}
		out = append(out, Observation{DealID: d.ID, Field: field, Value: b, On: seen.On, RecordedAt: seen.At,
			ByID: seen.By, Origin: OwnEyes})
	}
	if !d.Objective.Equal(before.Objective) {
		note("objective", d.Objective)
	}
	was, is := before.Position.values(), d.Position.values()
	for i, v := range is {
		if !reflect.DeepEqual(v.value, was[i].value) {
			note(v.field, v.value)
		}
	}
	return out
}

type fieldValue struct {
	field string
	value any
}

func (p Position) values() []fieldValue {
	return []fieldValue{{"buyer_stage", p.BuyerStage}, {"procurement_mode", p.Procurement},
		{"entry_timing", p.EntryTiming}, {"urgency", p.Urgency}, {"competition", p.Competition},
		{"home", p.Home}, {"temperature", p.Temperature}, {"roles_reviewed_on", p.RolesReviewedOn}}
}
