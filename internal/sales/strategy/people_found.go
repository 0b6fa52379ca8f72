package strategy

import (
	"slices"

	"sente/internal/sales/calendar"
)

// coachBypassed is RF-10: a recent call, not agreed with the coach, on somebody
// above a valid coach of the same department.
func coachBypassed(v *view) {
	for i := range v.Calls {
		c := &v.Calls[i]
		if !v.recent(days, c.At) || !isNot(c.CoachAgreed) {
			continue
		}
		if slices.ContainsFunc(c.Who, func(id string) bool { return v.aboveCoach(v.person(id)) }) {
			v.raiseOn(v.when(true), c.At)
		}
	}
}

// aboveCoach reports whether p ranks above another person of his department who
// is a valid coach; both ranks must be known.
func (v *view) aboveCoach(p *Person) bool {
	if p == nil || blank(p.Dept) {
		return false
	}
	return v.some(func(coach *Person) bool {
		return coach != p && coach.validCoach() && coach.Dept == p.Dept &&
			coach.LevelRank > 0 && p.LevelRank > coach.LevelRank
	})
}

// groupCalls is the number of group sessions that a person attended lately, as
// RF-12 counts.
func (v *view) groupCalls(id string) int {
	n := 0
	for i := range v.Calls {
		c := &v.Calls[i]
		if c.Group != "" && v.recent(days, c.At) && slices.Contains(c.Who, id) {
			n++
		}
	}
	return n
}

// subjectEB is the subject of RF-23 when the EB role moved.
const subjectEB = "EB"

// holderLost is RF-23: a holder of a key role left lately, or the EB role moved to
// another person.
func holderLost(v *view) {
	deciderLeft := false
	for i := range v.persons {
		p := &v.persons[i]
		if p.keyRole() && !p.co && v.left(p) {
			deciderLeft = deciderLeft || p.eb
			v.raise(v.when(true), p.ID)
		}
	}
	v.raise(v.when(!deciderLeft && v.recent(days, v.Deal.EBChangedAt)), subjectEB)
}

// eventUnreviewed is RF-24: people moved at the customer and nobody looked what
// it means.
func eventUnreviewed(v *view) {
	for i := range v.Account.Events {
		e := &v.Account.Events[i]
		moves := e.Kind == Reorganisation || e.Kind == LeaderChange
		if moves && !e.Reviewed && v.recent(days, e.At) {
			v.raiseOn(v.when(true), e.At)
		}
	}
}

// stranger is RF-26: somebody of the customer in our calls who is not on the map
// after a week.
func stranger(v *view) {
	for i := range v.Calls {
		c := &v.Calls[i]
		if !v.meets(days, v.days(c.At)) {
			continue
		}
		for _, who := range c.Who {
			if !blank(who) && v.person(who) == nil {
				v.raise(v.when(true), who)
			}
		}
	}
}

// bodyUnmapped is RF-27: an outside body in the decision without a person on the
// map.
func bodyUnmapped(v *view) {
	for i := range v.ExternalBodies {
		if b := &v.ExternalBodies[i]; v.person(b.Influence) == nil {
			v.raise(v.when(true), b.Name)
		}
	}
	if len(v.ExternalBodies) == 0 {
		v.raise(v.when(v.Deal.BodyInvolved && !v.Deal.BodyMapped), "")
	}
}

// opposes reports whether support is known and down at the rule's limit.
func (p *Person) opposes(v *view) bool { return p.Support != 0 && v.meets(support, int(p.Support)) }

// receptive reports whether a key EB, TB or UB sees a reason to buy.
func (p *Person) receptive() bool { return p.winner() && p.Current.Receptive() }

// lastSeen is the last held call that names somebody; 0 when there is none.
func (v *view) lastSeen(who string) calendar.Day {
	var last calendar.Day
	for i := range v.Calls {
		c := &v.Calls[i]
		if v.held(c) && slices.Contains(c.Who, who) {
			last = max(last, c.At)
		}
	}
	return last
}
