package strategy

import "sente/internal/sales/playbook"

// resources are the rules about what we bring and spend, RF-71 to RF-77
// (method.md 6.6; exact conditions dossier.md 6.6).
var resources = []rule{
	{id: "RF-71", source: "004", levels: levels{Low}, limits: limits{days.Over(14)},
		facts: []Field{FieldBooking},
		others: func(v *view) {
			for i := range v.Bookings {
				b := &v.Bookings[i]
				v.raiseOn(v.when(b.Effect == nil && v.meets(days, v.days(b.At))), b.At)
			}
		}},
	{id: "RF-72", source: "004", levels: levels{Medium},
		limits: limits{before.Under(float64(playbook.S4.Order())), count.AtLeast(3)},
		facts:  []Field{FieldStage, FieldAimless},
		deal:   func(v *view) Severity { return v.when(v.past(before) && v.meets(count, v.aimless())) }},
	{id: "RF-73", source: "004", levels: levels{Medium}, limits: limits{days.AtMost(60), ahead.AtMost(2)},
		facts: []Field{FieldBooking, FieldBriefed},
		others: func(v *view) {
			for i := range v.Bookings {
				b := &v.Bookings[i]
				near := v.meets(days, v.days(b.At)) && v.meets(ahead, -v.days(b.At))
				v.raiseOn(v.when(isNot(b.Briefed) && near), b.At)
			}
		}},
	{id: "RF-74", source: "000", levels: levels{Medium}, limits: limits{days.AtMost(30)},
		facts: []Field{FieldMapShared},
		others: func(v *view) {
			for i := range v.Calls {
				c := &v.Calls[i]
				v.raiseOn(v.when(c.Presales && !c.MapShared && v.recent(days, c.At)), c.At)
			}
		}},
	{id: "RF-75", source: "000", levels: levels{Low}, limits: limits{pages.Over(150)},
		facts: []Field{FieldPages, FieldSummary},
		deal: func(v *view) Severity {
			p := v.latestProposal()
			return v.when(p != nil && (p.Pages != nil && v.meets(pages, *p.Pages) || isNot(p.Summary)))
		}},
	{id: "RF-76", source: "000", levels: levels{Medium}, limits: limits{similarity.AtLeast(0.8)},
		facts: []Field{FieldSimilarity},
		deal: func(v *view) Severity {
			p := v.latestProposal()
			return v.when(p != nil && p.Similarity != nil && v.meetsReal(similarity, *p.Similarity))
		}},
	{id: "RF-77", source: "004", levels: levels{Medium},
		limits: limits{before.Under(float64(playbook.S4.Order())), share.Over(0.05)},
		facts:  []Field{FieldStage, FieldCost, FieldCostBudget, FieldExpected},
		deal: func(v *view) Severity {
			d := &v.Deal
			if d.CostToDate == nil {
				return ""
			}
			over := d.CostBudget != nil && *d.CostToDate > *d.CostBudget
			early := v.past(before) && d.Amount != nil &&
				v.limit(share).Times(d.expected()).HoldsReal(*d.CostToDate)
			return v.when(over || early)
		}},
}

// aimless is the number of executives and experts who were brought in for nobody
// and against no flag.
func (v *view) aimless() int {
	n := 0
	for i := range v.Bookings {
		b := &v.Bookings[i]
		senior := b.Kind == CompanyExecutive || b.Kind == IndustryExpert
		if senior && blank(b.With) && blank(b.Flag) {
			n++
		}
	}
	return n
}

// expected is the known amount times its probability; a deal without a verified
// stage counts as one at S1.
func (d *Deal) expected() float64 {
	chance := d.winPercent()
	if chance == 0 {
		chance = playbook.Of(playbook.S1).Probability
	}
	return *d.Amount * float64(chance) / 100
}
