package deal

import (
	"slices"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Visit is a meeting with the customer, held or planned: its reason, its goals
// and what came of it (method.md 7.2, 7.7).
type Visit struct {
	Row
	VisitFields
}

// Ref points at the row.
func (x *Visit) Ref() record.Ref { return record.Ref{Kind: record.Visit, ID: x.ID} }

// Title is its day.
func (x *Visit) Title() string { return x.On.String() }

// VisitFields are what people write about a visit.
type VisitFields struct {
	On          calendar.Day        `json:"on" db:"on_day" format:"date"`
	People      []record.ID         `json:"people,omitempty" db:"people,json" doc:"influences of the deal who attend"`
	Others      []string            `json:"others,omitempty" db:"others,json" maxItems:"100" doc:"names of others of the customer"`
	Reason      string              `json:"vbr,omitzero" db:"vbr" maxLength:"500" doc:"valid business reason: the customer's benefit, one sentence"`
	GoalBest    string              `json:"goal_best,omitzero" db:"goal_best" maxLength:"500"`
	GoalMin     string              `json:"goal_min,omitzero" db:"goal_min" maxLength:"500"`
	Trigger     strategy.Trigger    `json:"trigger,omitzero" db:"visit_trigger"`
	Commitment  strategy.Commitment `json:"commitment,omitzero" db:"commitment" doc:"what the customer committed to"`
	CoachAgreed *bool               `json:"coach_agreed,omitzero" db:"coach_agreed" doc:"the coach was asked before"`
	Group       strategy.Group      `json:"group,omitzero" db:"visit_group" doc:"a group session: with whom"`
	Presales    bool                `json:"presales,omitzero" db:"presales" doc:"a presales colleague goes along"`
	MapShared   bool                `json:"map_shared,omitzero" db:"map_shared" doc:"he knows the map and the progress"`
	NextStepOn  calendar.Day        `json:"next_step_on,omitzero" db:"next_step_on" format:"date"`
	Note        string              `json:"note,omitzero" db:"remark" maxLength:"4000"`
}

// Check cleans the fields and reports everything that is wrong with them. A visit
// may lie in the future: it is planned then.
func (f *VisitFields) Check(calendar.Day) error {
	c := &checker{}
	if f.On == 0 {
		c.refuse("day_missing", "on")
	}
	c.people(&f.People, "people")
	for i := range f.Others {
		f.Others[i] = strings.TrimSpace(f.Others[i])
		c.text(f.Others[i], "others", PhraseLimit)
	}
	f.Others = slices.DeleteFunc(f.Others, func(s string) bool { return s == "" })
	if len(f.Others) > PeopleLimit {
		c.refuse("too_many", "others").With("limit", PeopleLimit)
	}
	for _, x := range []struct {
		text *string
		at   string
	}{{&f.Reason, "vbr"}, {&f.GoalBest, "goal_best"}, {&f.GoalMin, "goal_min"}} {
		*x.text = strings.TrimSpace(*x.text)
		c.plan(*x.text, x.at, PointLimit)
	}
	c.may(&f.Note, "note", PlanLimit)
	member(c, f.Trigger, "trigger")
	member(c, f.Commitment, "commitment")
	member(c, f.Group, "group")
	return fault.Join(c.bad)
}

// Named lists the persons that are spoken of.
func (x *Visit) Named() []Mention { return persons("people", x.People...) }

// Forget leaves out the persons who are gone.
func (x *Visit) Forget(gone map[record.ID]bool) { leaveOut(gone, &x.People) }

// Retain brings back whom somebody left out who could not know of them.
func (x *Visit) Retain(before *Visit, gone map[record.ID]bool) {
	retain(gone, &x.People, before.People)
}

func (v *Visit) facts() strategy.Call {
	return strategy.Call{At: v.On, Who: append(words(v.People), v.Others...), VBR: v.Reason,
		GoalBest: v.GoalBest, GoalMin: v.GoalMin, Trigger: v.Trigger, Commitment: v.Commitment,
		CoachAgreed: v.CoachAgreed, Group: v.Group, Presales: v.Presales, MapShared: v.MapShared,
		NextStepAt: v.NextStepOn}
}
