package strategy

import (
	"slices"

	"sente/internal/sales/playbook"
)

// needs are the rules about needs, wins, criteria and our answer to them, RF-34
// to RF-43 (method.md 6.2; exact conditions dossier.md 6.2).
var needs = []rule{
	{id: "RF-34", source: "002, 004", levels: levels{Medium}, limits: limits{since(playbook.S3)},
		facts:  []Field{FieldStage, FieldRoles, FieldResults},
		person: func(v *view, p *Person) Severity { return v.when(p.winner() && len(p.Results) == 0) }},
	{id: "RF-35", source: "002, 004", levels: levels{High}, limits: limits{since(playbook.S4)},
		facts:  []Field{FieldStage, FieldRoles, FieldInfluence, FieldWins},
		person: func(v *view, p *Person) Severity { return v.when(p.weighty() && len(p.Wins) == 0) }},
	{id: "RF-36", source: "004", levels: levels{Medium}, limits: limits{since(playbook.S4)},
		facts:   []Field{FieldStage, FieldResults},
		decider: func(v *view, e *Person) Severity { return v.when(len(e.Results) > 0 && !e.measured()) }},
	{id: "RF-37", source: "001", levels: levels{High}, limits: limits{since(playbook.S4)},
		facts: []Field{FieldStage, FieldNeedDocAt},
		deal:  func(v *view) Severity { return v.when(v.Deal.NeedDocAt == 0) }},
	{id: "RF-38", source: "001, 004", levels: levels{Medium},
		limits: limits{since(playbook.S3), share.Over(0.5), layer.AtMost(2)},
		facts:  []Field{FieldStage, FieldAssumedShare, FieldGoalNeeds}, deal: needsGuessed},
	{id: "RF-39", source: "000", levels: levels{High}, limits: limits{since(playbook.S3)},
		facts: []Field{FieldStage, FieldCriteria},
		deal:  func(v *view) Severity { return v.when(len(v.Criteria) == 0) }},
	{id: "RF-40", source: "000", levels: levels{Medium}, limits: limits{since(playbook.S4)},
		facts: []Field{FieldStage, FieldUnweighed, FieldKeyCriteria},
		deal: func(v *view) Severity {
			return v.when(len(v.Criteria) > 0 && (v.unweighed() > 0 || v.keyCriteria() == 0))
		}},
	{id: "RF-41", source: "000", levels: levels{High}, limits: limits{since(playbook.S4), weight.Under(30)},
		facts: []Field{FieldStage, FieldProcurement, FieldFeatured},
		deal:  func(v *view) Severity { return v.when(v.tender() && v.meetsReal(weight, v.featured)) }},
	{id: "RF-42", source: "000", levels: levels{Medium}, facts: []Field{FieldIssuedAt, FieldFeedbackAt},
		deal: func(v *view) Severity {
			p := v.latestProposal()
			issued := p != nil && p.IssuedAt != 0 && p.IssuedAt <= v.AsOf
			return v.when(issued && (p.TBFeedbackAt == 0 || p.TBFeedbackAt > p.IssuedAt))
		}},
	{id: "RF-43", source: "001", levels: levels{Medium}, limits: limits{since(playbook.S4)},
		facts: []Field{FieldStage, FieldWeakness},
		deal: func(v *view) Severity {
			return v.when(slices.ContainsFunc(v.Weaknesses, Weakness.unplanned))
		}},
}

// measured reports whether a result of the person has a metric and a target.
func (p *Person) measured() bool {
	for i := range p.Results {
		if r := &p.Results[i]; !blank(r.Metric) && !blank(r.Target) {
			return true
		}
	}
	return false
}

// needsGuessed is RF-38: most needs are our own assumptions, or none is a goal or
// a problem of the customer.
func needsGuessed(v *view) Severity {
	assumed, known := v.assumedShare()
	return v.when(known && v.meetsReal(share, assumed) || v.goalNeeds() == 0)
}

// assumedShare is the share of the needs that we only assume; from the deal when
// no need is recorded.
func (v *view) assumedShare() (assumed float64, known bool) {
	if len(v.Needs) == 0 {
		if v.Deal.AssumedShare == nil {
			return 0, false
		}
		return *v.Deal.AssumedShare, true
	}
	n := 0
	for i := range v.Needs {
		if v.Needs[i].OwnAssumption {
			n++
		}
	}
	return float64(n) / float64(len(v.Needs)), true
}

// goalNeeds is the number of needs in the layers of goals and problems, as RF-38
// counts; from the deal when no need is recorded.
func (v *view) goalNeeds() int {
	n := 0
	for i := range v.Needs {
		if x := v.Needs[i].Layer; x > 0 && v.meets(layer, x) {
			n++
		}
	}
	if len(v.Needs) == 0 && is(v.Deal.GoalProblem) {
		return 1
	}
	return n
}

// unweighed is the number of criteria whose weight is unknown.
func (v *view) unweighed() int {
	n := 0
	for i := range v.Criteria {
		if v.Criteria[i].Weight == nil {
			n++
		}
	}
	return n
}

func (v *view) keyCriteria() int {
	n := 0
	for i := range v.Criteria {
		if v.Criteria[i].IsKey {
			n++
		}
	}
	return n
}

// latestProposal is the one of the highest version, of equal ones the later in
// the list; nil without one.
func (v *view) latestProposal() *Proposal {
	var latest *Proposal
	for i := range v.Proposals {
		if p := &v.Proposals[i]; latest == nil || p.Version >= latest.Version {
			latest = p
		}
	}
	return latest
}

// unplanned reports whether we have no answer to a weak point of ours.
func (w Weakness) unplanned() bool { return blank(w.Plan) }
