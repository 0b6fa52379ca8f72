package strategy

import (
	"unicode"

	"sente/internal/sales/bargain"
	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/limit"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
)

// view is a dossier with what follows from it at once, so that a rule is a
// plain condition. It lives for one diagnosis.
type view struct {
	*Dossier
	settings *Settings
	open     bool
	persons  []Person
	eb       *Person // the key person with EB, or nil
	coaches  int     // valid coaches
	rank     int     // highest known rank of valid coaches, 0 none
	near     int     // key persons with contact at or above appointment
	score    qualify.Result

	stage       float64 // its order, as limits count
	stageDays   int     // days in the stage; only when it is known since when
	typicalDays int
	featured    float64             // weight of the criteria that favour us
	informedDue float64             // INF, 0 to 1
	violations  []bargain.Violation // open deals
	companion   int                 // DX-4, open deals

	index          int // DHI; from here on known only to late rules
	grade          qualify.Grade
	temperatureGap *float64 // felt temperature minus health

	rule   *rule   // the one that is being asked
	tuning *Tuning // its settings, or those of a strength
	flags  []Flag
}

// see derives the view of a dossier. The caller owns the memory.
func (v *view) see(s *Settings, d *Dossier) {
	v.settings, v.Dossier = s, d
	v.open = d.Deal.Status.open()
	v.score = qualify.Score(d.Deal.Risk, d.Deal.RiskWeights, d.Deal.Veto)
	v.stage = float64(d.Deal.Stage.Order())
	v.seePeople()
	v.featured = v.featuredWeight()
	if v.open {
		v.seeOpen()
	}
}

// seeOpen derives what only open deals need.
func (v *view) seeOpen() {
	v.typicalDays = v.Deal.TypicalDays
	if v.typicalDays == 0 {
		v.typicalDays = playbook.Of(v.Deal.Stage).TypicalDays
	}
	v.stageDays = v.days(v.Deal.StageEnteredAt)
	v.informedDue = v.informed(v.itemsDue())
	v.companion = v.companionCount()
	if v.Negotiation != nil {
		v.violations = bargain.Walk(v.Negotiation, v.Deal.Stage == playbook.S6, v.settings.Bargain)
	}
}

func (v *view) seePeople() {
	d := v.Dossier
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

// left reports whether a person left within the rule's limit of days.
func (v *view) left(p *Person) bool { return !p.Present && v.recent(days, p.LeftAt) }

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

// featuredWeight is the sum of weights of the criteria that favour us.
func (v *view) featuredWeight() float64 {
	sum := 0.0
	for i := range v.Criteria {
		if c := &v.Criteria[i]; c.Featured && c.Weight != nil {
			sum += *c.Weight
		}
	}
	return sum
}

// proved reports whether a person's support is high enough and was seen lately,
// by the limits of the strength that is being asked.
func (v *view) proved(p *Person) bool {
	if !v.meets(support, int(p.Support)) {
		return false
	}
	for _, o := range p.History {
		if v.recent(days, o.On) {
			return true
		}
	}
	return false
}

// bridged reports whether one of our senior people met the EB within a limit of
// days.
func (v *view) bridged(within limit.Limit) bool {
	for i := range v.Bookings {
		b := &v.Bookings[i]
		if v.eb == nil || b.With != v.eb.ID || b.At > v.AsOf || !within.Holds(float64(v.days(b.At))) {
			continue
		}
		switch b.Kind {
		case ProfessionalConsultant, IndustryExpert, SalesSuperior, CompanyExecutive:
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
	if len(v.Info) == 0 {
		return 0
	}
	sum := 0.0
	for i := range n {
		sum += v.Info[InfoItem(i+1)].known()
	}
	return sum / float64(n)
}

// known is how much of an item is known, as it counts.
func (s InfoStatus) known() float64 {
	switch s {
	case InfoConfirmed:
		return 1
	case InfoPartial:
		return 0.5
	}
	return 0
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
func blank(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) {
			return false
		}
	}
	return true
}

// is reports whether a fact is known and true, isNot whether it is known and false.
func is(b *bool) bool    { return b != nil && *b }
func isNot(b *bool) bool { return b != nil && !*b }
