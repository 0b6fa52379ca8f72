package strategy

import (
	"strings"

	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
)

// view is a dossier with what follows from it at once, so that a rule is a
// plain condition. It lives for one diagnosis.
type view struct {
	*Dossier
	open    bool
	persons []Person
	eb      *Person // the key person with EB, or nil
	coaches int     // valid coaches
	rank    int     // highest known rank of valid coaches, 0 none
	near    int     // key persons with contact at or above appointment
	score   qualify.Result
	rule    *rule // the one that is being asked
	flags   []Flag
}

// see derives the view of a dossier. The caller owns the memory.
func (v *view) see(d *Dossier) {
	v.Dossier = d
	v.open = d.Deal.Status.open()
	v.score = qualify.Score(d.Deal.Risk, d.Deal.RiskWeights, d.Deal.Veto)
	v.persons = make([]Person, len(d.Influences))
	phase := influence.Phase(playbook.Of(d.Deal.Stage).Phase)
	for i := range d.Influences {
		p := &v.persons[i]
		p.derive(&d.Influences[i], d.AsOf, phase)
		if p.Key && p.eb {
			v.eb = p
		}
		if p.Key && p.met() {
			v.near++
		}
		if p.validCoach() {
			v.coaches++
			v.rank = max(v.rank, p.LevelRank)
		}
	}
}

// from reports whether the deal is at a stage or a later one.
func (v *view) from(s playbook.Stage) bool { return v.Deal.Stage.From(s) }

// days is how long ago a known day was; negative in the future.
func (v *view) days(x calendar.Day) int { return v.AsOf.Since(x) }

// within reports whether a day is known and 0 to n days ago, both ends counted.
func (v *view) within(x calendar.Day, n int) bool {
	return x != 0 && x <= v.AsOf && v.days(x) <= n
}

// held reports whether a call took place.
func (v *view) held(c *Call) bool { return c.At <= v.AsOf }

// leftWithin reports whether a person left in the last n days.
func (v *view) leftWithin(p *Person, n int) bool { return !p.Present && v.within(p.LeftAt, n) }

// person finds somebody on the map, gone or not; nil when there is none.
func (v *view) person(id string) *Person {
	for i := range v.persons {
		if v.persons[i].ID == id {
			return &v.persons[i]
		}
	}
	return nil
}

// some reports whether a person meets a condition.
func (v *view) some(is func(*Person) bool) bool { return v.count(is) > 0 }

// count is the number of persons that meet a condition.
func (v *view) count(is func(*Person) bool) int {
	n := 0
	for i := range v.persons {
		if is(&v.persons[i]) {
			n++
		}
	}
	return n
}

// tender reports whether the offers are scored by published criteria.
func (v *view) tender() bool {
	return v.Deal.Procurement == Invited || v.Deal.Procurement == PublicTender
}

// featured is the sum of weights of the criteria that favour us.
func (v *view) featured() float64 {
	sum := 0.0
	for i := range v.Criteria {
		if c := &v.Criteria[i]; c.Featured && c.Weight != nil {
			sum += *c.Weight
		}
	}
	return sum
}

// deciderProved reports whether the EB's support is +3 or more and was seen in
// the last 30 days.
func (v *view) deciderProved() bool {
	if v.eb == nil || v.eb.Support < 3 {
		return false
	}
	for _, o := range v.eb.History {
		if v.within(o.On, 30) {
			return true
		}
	}
	return false
}

// winsComplete reports whether all three roles are filled, every holder has a
// result, and the EB has a win.
func (v *view) winsComplete() bool {
	lacks := func(p *Person) bool { return p.winner() && len(p.Results) == 0 }
	return v.rolesFilled() && !v.some(lacks) && len(v.eb.Wins) > 0
}

// rolesFilled reports whether there are a key EB, TB and UB.
func (v *view) rolesFilled() bool {
	return v.eb != nil && v.some((*Person).keyTB) && v.some((*Person).keyUB)
}

// informed is the share, 0 to 1, of the first n information items that are known.
func (v *view) informed(n int) float64 {
	sum := 0.0
	for i := range n {
		switch v.Info[InfoItem(i+1)] {
		case InfoConfirmed:
			sum++
		case InfoPartial:
			sum += 0.5
		}
	}
	return sum / float64(n)
}

// itemsDue is the number of information items that the phase asks for.
func (v *view) itemsDue() int {
	switch playbook.Of(v.Deal.Stage).Phase {
	case playbook.Early:
		return 11
	case playbook.Middle:
		return 14
	}
	return InfoItems
}

// budgeted reports whether the customer's money is approved.
func (v *view) budgeted() bool {
	return v.Deal.Budget.Status == BudgetApproved || v.Deal.Budget.Status == BudgetInPlace
}

// blank reports whether a text is empty or only white space.
func blank(s string) bool { return strings.TrimSpace(s) == "" }

// is reports whether a fact is known and true, isNot whether it is known and false.
func is(b *bool) bool    { return b != nil && *b }
func isNot(b *bool) bool { return b != nil && !*b }
