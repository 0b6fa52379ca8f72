package strategy

import (
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
)

// qualification are the rules about qualification, budget and time, RF-44 to
// RF-52 (method.md 6.3; exact conditions dossier.md 6.3).
var qualification = []rule{
	{id: "RF-44", source: "000", levels: levels{High}, limits: limits{since(playbook.S2)},
		facts: []Field{FieldStage, FieldQ1, FieldQ2, FieldQ3, FieldQ4}, deal: questionsOpen},
	{id: "RF-45", source: "000", levels: levels{High}, limits: limits{score.Under(qualify.PassLine)},
		facts: []Field{FieldScore},
		deal: func(v *view) Severity {
			return v.when(v.score.Final && v.meetsReal(score, v.score.Score20))
		}},
	{id: "RF-46", source: "000", levels: levels{Critical}, facts: []Field{FieldVeto},
		others: func(v *view) {
			for _, item := range v.score.VetoFailed {
				v.raise(v.when(true), string(item))
			}
		}},
	{id: "RF-47", source: "003, public knowledge", levels: levels{Medium},
		limits: limits{onward(alsoFrom, playbook.S2)},
		facts:  []Field{FieldStage, FieldMoney, FieldAuthority, FieldNeed},
		deal: func(v *view) Severity {
			m := v.Deal.MAN
			return v.when(m.N == qualify.No || v.past(alsoFrom) && (m.M == qualify.No || m.A == qualify.No))
		}},
	{id: "RF-48", source: "000", levels: levels{High, Critical},
		limits: limits{since(playbook.S3), onward(graveFrom, playbook.S5)},
		facts:  []Field{FieldStage, FieldBudget},
		deal: func(v *view) Severity {
			unapproved := v.past(graveFrom) && !v.budgeted()
			return v.rising(unapproved || v.Deal.Budget.Status.unknown(), unapproved)
		}},
	{id: "RF-49", source: "000", levels: levels{High}, limits: limits{since(playbook.S4)},
		facts: []Field{FieldStage, FieldApproval},
		deal:  func(v *view) Severity { return v.when(v.Deal.Approval != Approved) }},
	{id: "RF-50", source: "000, 002", levels: levels{Medium}, limits: limits{fit.Under(0.4), share.Over(0.3)},
		late: true, facts: []Field{FieldFit, FieldGrade, FieldCost, FieldCostBudget}, deal: poorReturn},
	{id: "RF-51", source: "our rule", levels: levels{Medium}, limits: limits{days.Over(0)},
		facts: []Field{FieldCloseAt},
		deal: func(v *view) Severity {
			return v.when(v.Deal.ExpectedClose != 0 && v.meets(days, v.days(v.Deal.ExpectedClose)))
		}},
	{id: "RF-52", source: "004", levels: levels{Medium}, limits: limits{ahead.AtMost(60)},
		facts: []Field{FieldUrgency, FieldCloseAt},
		deal: func(v *view) Severity {
			idle := v.Deal.Urgency == WillDo || v.Deal.Urgency == Later
			return v.when(idle && v.coming(ahead, v.Deal.ExpectedClose))
		}},
}

// questionsOpen is RF-44: a question has no answer, or one of those that decide
// (Q1, Q2, Q4) is answered no.
func questionsOpen(v *view) Severity {
	d := &v.Deal
	open := !d.Q1.Known() || !d.Q2.Known() || !d.Q3.Known() || !d.Q4.Known()
	return v.when(open || d.Q1 == qualify.No || d.Q2 == qualify.No || d.Q4 == qualify.No)
}

// poorReturn is RF-50: far from the ideal customer, or a grade D deal that eats
// up its budget.
func poorReturn(v *view) Severity {
	d := &v.Deal
	unfit := v.Account.IdealFit != nil && v.meetsReal(fit, *v.Account.IdealFit)
	eaten := v.grade == qualify.D && d.CostToDate != nil && d.CostBudget != nil &&
		v.limit(share).Times(*d.CostBudget).HoldsReal(*d.CostToDate)
	return v.when(unfit || eaten)
}

// unknown reports whether nothing is known of the customer's money.
func (s BudgetStatus) unknown() bool { return s == "" || s == BudgetUnknown }
