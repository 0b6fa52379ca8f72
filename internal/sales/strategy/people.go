package strategy

import (
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
)

// people are the rules about buying influences, RF-01 to RF-33 (method.md 6.1;
// exact conditions dossier.md 6.1).
var people = []rule{
	{id: "RF-01", source: "002, 004", facts: []Field{FieldStage, FieldHoldersEB},
		deal: func(v *view) Severity {
			return when(v.from(playbook.S2) && v.eb == nil, rising(High, v.from(playbook.S3), Critical))
		}},
	{id: "RF-02", source: "000, 004", facts: []Field{FieldStage, FieldRoleVerified},
		decider: func(v *view, e *Person) Severity {
			return when(v.from(playbook.S3) && !e.RoleVerified, High)
		}},
	{id: "RF-03", source: "003, 004", facts: []Field{FieldStage, FieldContact},
		decider: func(v *view, e *Person) Severity {
			return when(v.from(playbook.S3) && !e.met(), rising(High, v.from(playbook.S4), Critical))
		}},
	{id: "RF-04", source: "002, 004", facts: []Field{FieldStage, FieldHoldersUB},
		deal: func(v *view) Severity {
			return when(v.from(playbook.S3) && !v.some((*Person).keyUB), High)
		}},
	{id: "RF-05", source: "002", facts: []Field{FieldStage, FieldHoldersTB},
		deal: func(v *view) Severity {
			return when(v.from(playbook.S3) && !v.some((*Person).keyTB), High)
		}},
	{id: "RF-06", source: "002", facts: []Field{FieldStage, FieldValidCoaches},
		deal: func(v *view) Severity {
			return when(v.from(playbook.S2) && v.coaches == 0, rising(High, v.from(playbook.S3), Critical))
		}},
	{id: "RF-07", source: "002", facts: []Field{FieldRoles, FieldLeftAt, FieldMovedPostAt},
		person: func(v *view, p *Person) Severity {
			moved := p.Present && v.within(p.MovedPostAt, 90)
			return when(p.co && (moved || v.leftWithin(p, 90)), Critical)
		}},
	{id: "RF-08", source: "002", facts: []Field{FieldStage, FieldCoachRank},
		deal: func(v *view) Severity {
			return when(v.from(playbook.S3) && v.rank > 0 && v.rank < 3, Medium)
		}},
	{id: "RF-09", source: "002, 004", facts: []Field{FieldCredits, FieldCredible, FieldWantsUs},
		person: func(v *view, p *Person) Severity {
			return when(p.Present && p.co && !p.Coach.Passed(), Medium)
		}},
	{id: "RF-10", source: "002", facts: []Field{FieldAttendee, FieldCoachAgreed}, others: coachBypassed},
	{id: "RF-11", source: "004", facts: []Field{FieldStage, FieldValidCoaches},
		deal: func(v *view) Severity {
			return when(v.from(playbook.S4) && v.coaches == 1, Medium)
		}},
	{id: "RF-12", source: "004", facts: []Field{FieldPromoter, FieldGroupCalls},
		person: func(v *view, p *Person) Severity {
			return when(p.Present && p.co && (p.Promoter || v.groupCalls(p.ID) >= 2), Medium)
		}},
	{id: "RF-13", source: "002, 003", facts: []Field{FieldStage, FieldNear},
		deal: func(v *view) Severity {
			return when(v.from(playbook.S3) && v.near <= 1, High)
		}},
	{id: "RF-14", source: "002", facts: []Field{FieldStage, FieldInfluence},
		person: func(v *view, p *Person) Severity {
			return when(v.from(playbook.S3) && p.Key && p.Level == "", Medium)
		}},
	{id: "RF-15", source: "002, 004", facts: []Field{FieldStage, FieldRoles, FieldSupport},
		person: func(v *view, p *Person) Severity {
			return when(v.from(playbook.S3) && p.winner() && p.Support == 0, rising(Medium, p.eb, High))
		}},
	{id: "RF-16", source: "004", facts: []Field{FieldRoles, FieldInfluence, FieldSupport},
		person: func(v *view, p *Person) Severity {
			against := p.Key && p.Support <= -3 && p.Level == influence.High
			return when(against, rising(High, p.eb || p.Support <= -4, Critical))
		}},
	{id: "RF-17", source: "004", facts: []Field{FieldRoles, FieldSupport},
		person: func(v *view, p *Person) Severity {
			return when(p.Key && p.Support == -5, High)
		}},
	{id: "RF-18", source: "004",
		facts: []Field{FieldRoles, FieldInfluence, FieldSupport, FieldStage, FieldCompetition},
		person: func(v *view, p *Person) Severity {
			pressed := v.from(playbook.S4) || v.Deal.Competition == Level || v.Deal.Competition == Behind
			return when(p.weighty() && p.Support == 3 && pressed, Medium)
		}},
	{id: "RF-19", source: "000, 004", facts: []Field{FieldSupport, FieldSupportDrop},
		person: func(v *view, p *Person) Severity {
			return when(p.Present && p.Drop >= 2, High)
		}},
	{id: "RF-20", source: "002, 004", facts: []Field{FieldRoles, FieldInfluence, FieldLast},
		person: func(v *view, p *Person) Severity {
			silent := p.Last != 0 && v.days(p.Last) > 30
			return when(v.from(playbook.S2) && p.weighty() && silent, Medium)
		}},
	{id: "RF-21", source: "000, 002", facts: []Field{FieldStage, FieldLevelRank, FieldCounterpart},
		decider: func(v *view, e *Person) Severity {
			return when(v.from(playbook.S3) && e.LevelRank >= 4 && blank(e.Counterpart), Medium)
		}},
	{id: "RF-22", source: "003", facts: []Field{FieldJoinedAt, FieldSupport, FieldMode},
		person: func(v *view, p *Person) Severity {
			unread := p.Support == 0 || p.Current == ""
			return when(p.Key && v.within(p.JoinedAt, 60) && unread, High)
		}},
	{id: "RF-23", source: "003", facts: []Field{FieldRoles, FieldLeftAt, FieldEBChangedAt},
		others: holderLost},
	{id: "RF-24", source: "004", facts: []Field{FieldEvent}, others: eventUnreviewed},
	{id: "RF-25", source: "004", facts: []Field{FieldThreatened, FieldInsider, FieldPlan},
		person: func(v *view, p *Person) Severity {
			return when(p.Present && (p.Threatened || p.Insider) && blank(p.Plan), High)
		}},
	{id: "RF-26", source: "004", facts: []Field{FieldSeenAt}, others: stranger},
	{id: "RF-27", source: "000", facts: []Field{FieldBody}, others: bodyUnmapped},
	{id: "RF-28", source: "002, 004", facts: []Field{FieldStage, FieldRoles, FieldMode},
		person: func(v *view, p *Person) Severity {
			return when(v.from(playbook.S3) && p.winner() && p.Current == "", Medium)
		}},
	{id: "RF-29", source: "004", facts: []Field{FieldMode, FieldPlan},
		decider: func(v *view, e *Person) Severity {
			return when(e.Current == influence.EvenKeel && blank(e.Plan), High)
		}},
	{id: "RF-30", source: "002, 004", facts: []Field{FieldMode},
		decider: func(v *view, e *Person) Severity {
			return when(e.Current == influence.Overconfident, High)
		}},
	{id: "RF-31", source: "004", facts: []Field{FieldStage, FieldReceptive},
		deal: func(v *view) Severity {
			return when(v.from(playbook.S3) && !v.some((*Person).receptive), Critical)
		}},
	{id: "RF-32", source: "our rule", facts: []Field{FieldModeSet, FieldModeComputed},
		person: func(v *view, p *Person) Severity {
			return when(p.Present && p.Mode != "" && p.Computed != "" && p.Mode != p.Computed, Low)
		}},
	{id: "RF-33", source: "public knowledge", facts: []Field{FieldMode, FieldSupport},
		person: func(v *view, p *Person) Severity {
			content := p.Current == influence.EvenKeel || p.Current == influence.Overconfident
			return when(p.Present && content && p.Support >= 4, Medium)
		}},
}
