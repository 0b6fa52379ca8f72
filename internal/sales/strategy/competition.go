package strategy

import "sente/internal/sales/playbook"

// competition are the rules about rivals, RF-53 to RF-61 (method.md 6.4; exact
// conditions dossier.md 6.4).
var competition = []rule{
	{id: "RF-53", source: "000, 003", levels: levels{High}, limits: limits{since(playbook.S3)},
		facts: []Field{FieldStage, FieldRivals, FieldCompetition},
		deal: func(v *view) Severity {
			return v.when(len(v.Competitors) == 0 && v.Deal.Competition != Sole)
		}},
	{id: "RF-54", source: "004", levels: levels{Medium}, limits: limits{since(playbook.S3)},
		facts: []Field{FieldStage, FieldHome, FieldCompetition},
		deal:  func(v *view) Severity { return v.when(v.Deal.Home == OpponentGround && v.pressed()) }},
	{id: "RF-55", source: "003", levels: levels{High}, limits: limits{since(playbook.S4), days.AtMost(45)},
		facts: []Field{FieldStage, FieldFirstSeenAt},
		others: func(v *view) {
			for i := range v.Competitors {
				c := &v.Competitors[i]
				v.raise(v.when(v.recent(days, c.FirstSeenAt)), c.Name)
			}
		}},
	{id: "RF-56", source: "002, 004", levels: levels{Critical}, limits: limits{share.Under(0.5)},
		facts: []Field{FieldEntry, FieldInformed, FieldValidCoaches},
		deal: func(v *view) Severity {
			blind := v.coaches == 0 || v.meetsReal(share, v.informedDue)
			return v.when(v.Deal.EntryTiming == AfterTender && blind)
		}},
	{id: "RF-57", source: "000", levels: levels{High}, limits: limits{count.AtLeast(3)},
		facts: []Field{FieldCompanion},
		deal:  func(v *view) Severity { return v.when(v.meets(count, v.companion)) }},
	{id: "RF-58", source: "002", levels: levels{High}, facts: []Field{FieldRoles, FieldInfluence, FieldTies},
		person: func(v *view, p *Person) Severity {
			return v.when(p.weighty() && len(p.CompetitorTies) > 0)
		}},
	{id: "RF-59", source: "004", levels: levels{Medium}, limits: limits{percent.Over(10), days.AtMost(30)},
		facts: []Field{FieldHome, FieldPriceCut}, others: cheapAttack},
	{id: "RF-60", source: "004", levels: levels{Medium}, limits: limits{days.AtMost(30)},
		facts: []Field{FieldHome, FieldReviewAt},
		deal:  func(v *view) Severity { return v.when(v.Deal.Home == OwnGround && !v.changesReviewed()) }},
	{id: "RF-61", source: "003", levels: levels{Medium}, limits: limits{since(playbook.S4), days.Over(45)},
		facts: []Field{FieldStage, FieldLastIntelAt},
		others: func(v *view) {
			for i := range v.Competitors {
				c := &v.Competitors[i]
				v.raise(v.when(c.LastIntelAt == 0 || v.meets(days, v.days(c.LastIntelAt))), c.Name)
			}
		}},
}

// pressed reports whether rivals stand level with us or ahead.
func (v *view) pressed() bool { return v.Deal.Competition == Level || v.Deal.Competition == Behind }

// cheapAttack is RF-59: a deep price cut on the opponent's ground without an
// argument of value, lately or planned.
func cheapAttack(v *view) {
	if v.Deal.Home != OpponentGround {
		return
	}
	for i := range v.Actions {
		a := &v.Actions[i]
		deep := a.Kind == PriceCut && a.PriceCut != nil && v.meetsReal(percent, *a.PriceCut)
		v.raiseOn(v.when(deep && !a.ValueArgument && v.meets(days, v.days(a.At))), a.At)
	}
}

// changesReviewed reports whether somebody lately looked what changed at the
// customer.
func (v *view) changesReviewed() bool {
	for i := range v.ChangeReviews {
		if v.recent(days, v.ChangeReviews[i].At) {
			return true
		}
	}
	return false
}
