package strategy

import (
	"slices"

	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
)

// replaced is DX-3 j: the decision maker changed, or key people came and went.
func (v *view) replaced() float64 {
	gone := func(p *Person) bool { return v.leftWithin(p, replaceDays) }
	switch {
	case v.within(v.Deal.EBChangedAt, replaceDays), v.some(func(p *Person) bool { return p.eb && gone(p) }):
		return 1
	case v.some(func(p *Person) bool { return p.keyRole() && p.Level == influence.High && gone(p) }),
		v.some(func(p *Person) bool { return p.Key && v.within(p.JoinedAt, replaceDays) }):
		return 0.7
	}
	return 0
}

// ambushed is DX-3 k: a rival appeared late, or won somebody who counts.
func (v *view) ambushed() float64 {
	late, won := false, false
	for i := range v.Competitors {
		c := &v.Competitors[i]
		late = late || v.within(c.FirstSeenAt, ambushDays)
		won = won || v.wonBacker(c)
	}
	switch {
	case late && v.from(playbook.S4):
		return 1
	case won:
		return 0.5
	}
	return 0
}

// wonBacker reports whether a rival lately won a person who counts.
func (v *view) wonBacker(c *Competitor) bool {
	for id, since := range c.BackersSince {
		p := v.person(id)
		if v.within(since, replaceDays) && p != nil && p.weighty() && slices.Contains(c.Backers, id) {
			return true
		}
	}
	return false
}

// slipped is DX-3 l: support of those who count fell; three points are all.
func (v *view) slipped() float64 {
	most := 0
	for i := range v.persons {
		if p := &v.persons[i]; p.weighty() {
			most = max(most, p.Drop)
		}
	}
	return min(1, float64(most)/3)
}

// shifted is DX-3 m: criteria, need or objective moved late.
func (v *view) shifted() float64 {
	d := &v.Deal
	moved := func(at calendar.Day) bool { return v.within(at, shiftDays) }
	one := moved(d.CriteriaChange) || moved(d.NeedChangeAt) || moved(d.SSOChangedAt)
	return yes(v.from(playbook.S4) && one)
}

// thin is DX-3 n: few key people are near us.
func (v *view) thin() float64 {
	switch {
	case v.near <= 1:
		return 1
	case v.near == 2:
		return 0.5
	}
	return 0
}

// companionFeatured is the weight of criteria that favour us below which we may
// be only a companion, and below which a bid needs the decision maker.
const companionFeatured = 15

// attitudeItem is the item of the information matrix about the attitude inside.
const attitudeItem InfoItem = 14

// CompanionSign is a sign of DX-4.
type CompanionSign string

// All lists the signs in order.
func (CompanionSign) All() []CompanionSign {
	return []CompanionSign{
		"no_coach", "after_tender", "rival_ties", "not_featured", "attitude_unknown", "quick_quote",
	}
}

// Valid reports whether s is one of the signs.
func (s CompanionSign) Valid() bool { return slices.Contains(s.All(), s) }

// companionSigns are the six signs of DX-4 in order; all false before S3, unless
// we came after the tender.
func (v *view) companionSigns() (signs [6]bool) {
	after := v.Deal.EntryTiming == AfterTender
	if !v.from(playbook.S3) && !after {
		return signs
	}
	attitude := v.Info[attitudeItem]
	return [6]bool{
		v.coaches == 0,
		after,
		v.some(func(p *Person) bool { return p.weighty() && len(p.CompetitorTies) > 0 }),
		v.tender() && nine(v.featured) < companionFeatured,
		attitude == "" || attitude == InfoUnknown,
		v.Deal.QuickQuote,
	}
}

// companionCount is DX-4.
func (v *view) companionCount() int {
	n := 0
	for _, sign := range v.companionSigns() {
		if sign {
			n++
		}
	}
	return n
}
