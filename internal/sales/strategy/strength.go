package strategy

import (
	"slices"

	"sente/internal/sales/influence"
)

// Bell is a strength that the deal has. Subjects are the ids of the people it
// rests on, sorted; empty when it is about the deal itself.
type Bell struct {
	ID       string   `json:"id"`
	Subjects []string `json:"subjects"`
}

// strength is one row of the list of strengths. Exactly one of deal and person is
// set. Its texts are strength.<id>.title and .use in the catalogue.
type strength struct {
	id     string
	limits limits
	deal   func(*view) bool          // about the deal as a whole
	person func(*view, *Person) bool // about each person, gone ones too
	counts bool                      // a limit says how many such people it needs
}

// strengths are ST-01 to ST-14 (method.md 6.7; exact conditions dossier.md 7).
var strengths = []strength{
	{id: "ST-01", limits: limits{support.AtLeast(3), days.AtMost(30)},
		person: func(v *view, p *Person) bool { return p == v.eb && v.proved(p) }},
	{id: "ST-02", limits: limits{count.AtLeast(2)}, counts: true,
		person: func(_ *view, p *Person) bool { return p.validCoach() }},
	{id: "ST-03", limits: limits{rank.AtLeast(4)},
		person: func(v *view, p *Person) bool { return p.validCoach() && v.meets(rank, p.LevelRank) }},
	{id: "ST-04", limits: limits{support.AtLeast(3)},
		person: func(v *view, p *Person) bool {
			return p.keyUB() && p.Current == influence.Trouble && v.meets(support, int(p.Support))
		}},
	{id: "ST-05", limits: limits{weight.AtLeast(30)},
		deal: func(v *view) bool { return v.meetsReal(weight, v.featured) }},
	{id: "ST-06", limits: limits{effect.AtLeast(4)}, deal: referenceSeen},
	{id: "ST-07", deal: func(v *view) bool {
		return v.Deal.EntryTiming == BeforeNeed || v.Deal.EntryTiming == BeforeApproval
	}},
	{id: "ST-08", deal: func(v *view) bool { return v.Deal.NeedDocAt != 0 }},
	{id: "ST-09", deal: func(v *view) bool {
		return v.Deal.Competition == Sole || v.Deal.Competition == Leading
	}},
	{id: "ST-10", limits: limits{days.AtMost(60)},
		deal: func(v *view) bool {
			return v.eb != nil && !blank(v.eb.Counterpart) && v.bridged(v.limit(days))
		}},
	{id: "ST-11", deal: differenceMatters},
	{id: "ST-12", deal: func(v *view) bool { return v.Deal.Home == OwnGround }},
	{id: "ST-13", deal: (*view).winsComplete},
	{id: "ST-14", limits: limits{satisfaction.AtLeast(4)},
		deal: func(v *view) bool {
			s := v.Account.Satisfaction
			return v.Account.PastContract && s != nil && v.meetsReal(satisfaction, *s)
		}},
}

// Strengths lists the ids of the strengths in order.
func Strengths() []string {
	out := make([]string, len(strengths))
	for i := range strengths {
		out[i] = strengths[i].id
	}
	return out
}

// bells asks every strength as it is tuned.
func (v *view) bells() []Bell {
	out := make([]Bell, 0, 8)
	for i := range strengths {
		s := &strengths[i]
		v.tuning = &v.settings.Strengths[i]
		switch {
		case v.tuning.Off:
		case s.deal != nil:
			if s.deal(v) {
				out = append(out, Bell{ID: s.id})
			}
		default:
			if people := v.bearers(s); len(people) > 0 && (!s.counts || v.meets(count, len(people))) {
				out = append(out, Bell{s.id, people})
			}
		}
	}
	return out
}

// bearers are the people a strength rests on, by id.
func (v *view) bearers(s *strength) (out []string) {
	for i := range v.persons {
		if s.person(v, &v.persons[i]) {
			out = append(out, v.persons[i].ID)
		}
	}
	slices.Sort(out)
	return out
}

// referenceSeen is ST-06: the customer saw a model customer of its own industry,
// with effect.
func referenceSeen(v *view) bool {
	for i := range v.Bookings {
		b := &v.Bookings[i]
		if b.Kind == ModelCustomer && b.SameIndustry && b.At <= v.AsOf &&
			b.Effect != nil && v.meetsReal(effect, *b.Effect) {
			return true
		}
	}
	return false
}

// differenceMatters is ST-11: something only we have is linked to a person with a
// result.
func differenceMatters(v *view) bool {
	for i := range v.Strengths {
		s := &v.Strengths[i]
		matters := func(id string) bool {
			p := v.person(id)
			return p != nil && p.Present && len(p.Results) > 0
		}
		if s.Unique && slices.ContainsFunc(s.Linked, matters) {
			return true
		}
	}
	return false
}
