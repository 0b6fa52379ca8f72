package strategy

import (
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
)

// people are the rules about buying influences, RF-01 to RF-33 (method.md 6.1;
// exact conditions dossier.md 6.1).
var people = []rule{
	{id: "RF-01", source: "002, 004", levels: levels{High, Critical},
		limits: limits{since(playbook.S2), onward(graveFrom, playbook.S3)},
		facts:  []Field{FieldStage, FieldHoldersEB},
		deal:   func(v *view) Severity { return v.rising(v.eb == nil, v.past(graveFrom)) }},
	{id: "RF-02", source: "000, 004", levels: levels{High}, limits: limits{since(playbook.S3)},
		facts:   []Field{FieldStage, FieldRoleVerified},
		decider: func(v *view, e *Person) Severity { return v.when(!e.RoleVerified) }},
	{id: "RF-03", source: "003, 004", levels: levels{High, Critical},
		limits: limits{since(playbook.S3), onward(graveFrom, playbook.S4),
			contact.Under(float64(influence.Appointment))},
		facts: []Field{FieldStage, FieldContact},
		decider: func(v *view, e *Person) Severity {
			return v.rising(v.meets(contact, int(e.Contact)), v.past(graveFrom))
		}},
	{id: "RF-04", source: "002, 004", levels: levels{High}, limits: limits{since(playbook.S3)},
		facts: []Field{FieldStage, FieldHoldersUB},
		deal:  func(v *view) Severity { return v.when(!v.some((*Person).keyUB)) }},
	{id: "RF-05", source: "002", levels: levels{High}, limits: limits{since(playbook.S3)},
		facts: []Field{FieldStage, FieldHoldersTB},
		deal:  func(v *view) Severity { return v.when(!v.some((*Person).keyTB)) }},
	{id: "RF-06", source: "002", levels: levels{High, Critical},
		limits: limits{since(playbook.S2), onward(graveFrom, playbook.S3)},
		facts:  []Field{FieldStage, FieldValidCoaches},
		deal:   func(v *view) Severity { return v.rising(v.coaches == 0, v.past(graveFrom)) }},
	{id: "RF-07", source: "002", levels: levels{Critical}, limits: limits{days.AtMost(90)},
		facts: []Field{FieldRoles, FieldLeftAt, FieldMovedPostAt},
		person: func(v *view, p *Person) Severity {
			moved := p.Present && v.recent(days, p.MovedPostAt)
			return v.when(p.co && (moved || v.left(p)))
		}},
	{id: "RF-08", source: "002", levels: levels{Medium}, limits: limits{since(playbook.S3), rank.Under(3)},
		facts: []Field{FieldStage, FieldCoachRank},
		deal:  func(v *view) Severity { return v.when(v.rank > 0 && v.meets(rank, v.rank)) }},
	{id: "RF-09", source: "002, 004", levels: levels{Medium},
		facts: []Field{FieldCredits, FieldCredible, FieldWantsUs},
		person: func(v *view, p *Person) Severity {
			return v.when(p.Present && p.co && !p.Coach.Passed())
		}},
	{id: "RF-10", source: "002", levels: levels{High}, limits: limits{days.AtMost(60)},
		facts: []Field{FieldAttendee, FieldCoachAgreed}, others: coachBypassed},
	{id: "RF-11", source: "004", levels: levels{Medium}, limits: limits{since(playbook.S4), count.Exactly(1)},
		facts: []Field{FieldStage, FieldValidCoaches},
		deal:  func(v *view) Severity { return v.when(v.meets(count, v.coaches)) }},
	{id: "RF-12", source: "004", levels: levels{Medium}, limits: limits{count.AtLeast(2), days.AtMost(30)},
		facts: []Field{FieldPromoter, FieldGroupCalls},
		person: func(v *view, p *Person) Severity {
			return v.when(p.Present && p.co && (p.Promoter || v.meets(count, v.groupCalls(p.ID))))
		}},
	{id: "RF-13", source: "002, 003", levels: levels{High},
		limits: limits{since(playbook.S3), count.AtMost(1)},
		facts:  []Field{FieldStage, FieldNear},
		deal:   func(v *view) Severity { return v.when(v.meets(count, v.near)) }},
	{id: "RF-14", source: "002", levels: levels{Medium}, limits: limits{since(playbook.S3)},
		facts:  []Field{FieldStage, FieldInfluence},
		person: func(v *view, p *Person) Severity { return v.when(p.Key && p.Level == "") }},
	{id: "RF-15", source: "002, 004", levels: levels{Medium, High}, limits: limits{since(playbook.S3)},
		facts:  []Field{FieldStage, FieldRoles, FieldSupport},
		person: func(v *view, p *Person) Severity { return v.rising(p.winner() && p.Support == 0, p.eb) }},
	{id: "RF-16", source: "004", levels: levels{High, Critical},
		limits: limits{support.AtMost(-3), graveSupport.AtMost(-4)},
		facts:  []Field{FieldRoles, FieldInfluence, FieldSupport},
		person: func(v *view, p *Person) Severity {
			against := p.Key && p.Level == influence.High && p.opposes(v)
			return v.rising(against, p.eb || v.meets(graveSupport, int(p.Support)))
		}},
	{id: "RF-17", source: "004", levels: levels{High}, limits: limits{support.AtMost(-5)},
		facts: []Field{FieldRoles, FieldSupport},
		person: func(v *view, p *Person) Severity {
			return v.when(p.Key && p.opposes(v))
		}},
	{id: "RF-18", source: "004", levels: levels{Medium},
		limits: limits{support.Exactly(3), onward(alsoFrom, playbook.S4)},
		facts:  []Field{FieldRoles, FieldInfluence, FieldSupport, FieldStage, FieldCompetition},
		person: func(v *view, p *Person) Severity {
			tested := v.past(alsoFrom) || v.pressed()
			return v.when(p.weighty() && v.meets(support, int(p.Support)) && tested)
		}},
	{id: "RF-19", source: "000, 004", levels: levels{High}, limits: limits{drop.AtLeast(2)},
		facts:  []Field{FieldSupport, FieldSupportDrop},
		person: func(v *view, p *Person) Severity { return v.when(p.Present && v.meets(drop, p.Drop)) }},
	{id: "RF-20", source: "002, 004", levels: levels{Medium},
		limits: limits{since(playbook.S2), days.Over(30)},
		facts:  []Field{FieldRoles, FieldInfluence, FieldLast},
		person: func(v *view, p *Person) Severity {
			return v.when(p.weighty() && p.Last != 0 && v.meets(days, v.days(p.Last)))
		}},
	{id: "RF-21", source: "000, 002", levels: levels{Medium},
		limits: limits{since(playbook.S3), rank.AtLeast(4)},
		facts:  []Field{FieldStage, FieldLevelRank, FieldCounterpart},
		decider: func(v *view, e *Person) Severity {
			return v.when(v.meets(rank, e.LevelRank) && blank(e.Counterpart))
		}},
	{id: "RF-22", source: "003", levels: levels{High}, limits: limits{days.AtMost(60)},
		facts: []Field{FieldJoinedAt, FieldSupport, FieldMode},
		person: func(v *view, p *Person) Severity {
			unread := p.Support == 0 || p.Current == ""
			return v.when(p.Key && unread && v.recent(days, p.JoinedAt))
		}},
	{id: "RF-23", source: "003", levels: levels{High}, limits: limits{days.AtMost(60)},
		facts: []Field{FieldRoles, FieldLeftAt, FieldEBChangedAt}, others: holderLost},
	{id: "RF-24", source: "004", levels: levels{High}, limits: limits{days.AtMost(90)},
		facts: []Field{FieldEvent}, others: eventUnreviewed},
	{id: "RF-25", source: "004", levels: levels{High},
		facts: []Field{FieldThreatened, FieldInsider, FieldPlan},
		person: func(v *view, p *Person) Severity {
			return v.when(p.Present && (p.Threatened || p.Insider) && blank(p.Plan))
		}},
	{id: "RF-26", source: "004", levels: levels{Medium}, limits: limits{days.Over(7)},
		facts: []Field{FieldSeenAt}, others: stranger},
	{id: "RF-27", source: "000", levels: levels{Medium}, facts: []Field{FieldBody}, others: bodyUnmapped},
	{id: "RF-28", source: "002, 004", levels: levels{Medium}, limits: limits{since(playbook.S3)},
		facts:  []Field{FieldStage, FieldRoles, FieldMode},
		person: func(v *view, p *Person) Severity { return v.when(p.winner() && p.Current == "") }},
	{id: "RF-29", source: "004", levels: levels{High}, facts: []Field{FieldMode, FieldPlan},
		decider: func(v *view, e *Person) Severity {
			return v.when(e.Current == influence.EvenKeel && blank(e.Plan))
		}},
	{id: "RF-30", source: "002, 004", levels: levels{High}, facts: []Field{FieldMode},
		decider: func(v *view, e *Person) Severity { return v.when(e.Current == influence.Overconfident) }},
	{id: "RF-31", source: "004", levels: levels{Critical}, limits: limits{since(playbook.S3)},
		facts: []Field{FieldStage, FieldReceptive},
		deal:  func(v *view) Severity { return v.when(!v.some((*Person).receptive)) }},
	{id: "RF-32", source: "our rule", levels: levels{Low}, facts: []Field{FieldModeSet, FieldModeComputed},
		person: func(v *view, p *Person) Severity {
			return v.when(p.Present && p.Mode != "" && p.Computed != "" && p.Mode != p.Computed)
		}},
	{id: "RF-33", source: "public knowledge", levels: levels{Medium}, limits: limits{support.AtLeast(4)},
		facts: []Field{FieldMode, FieldSupport},
		person: func(v *view, p *Person) Severity {
			content := p.Current == influence.EvenKeel || p.Current == influence.Overconfident
			return v.when(p.Present && content && v.meets(support, int(p.Support)))
		}},
}
