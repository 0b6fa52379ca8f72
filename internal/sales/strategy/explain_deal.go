package strategy

import (
	"strconv"

	"sente/internal/sales/calendar"
	"sente/internal/sales/qualify"
)

// dealFacts are the fields that say one thing of the deal.
var dealFacts = map[Field]func(*view) string{
	FieldStage:        func(v *view) string { return string(v.Deal.Stage) },
	FieldCompetition:  func(v *view) string { return string(v.Deal.Competition) },
	FieldHoldersEB:    func(v *view) string { return strconv.Itoa(v.count((*Person).keyEB)) },
	FieldHoldersTB:    func(v *view) string { return strconv.Itoa(v.count((*Person).keyTB)) },
	FieldHoldersUB:    func(v *view) string { return strconv.Itoa(v.count((*Person).keyUB)) },
	FieldValidCoaches: func(v *view) string { return strconv.Itoa(v.coaches) },
	FieldCoachRank:    func(v *view) string { return number(v.rank) },
	FieldNear:         func(v *view) string { return strconv.Itoa(v.near) },
	FieldReceptive:    func(v *view) string { return strconv.Itoa(v.count((*Person).receptive)) },

	FieldNeedDocAt: func(v *view) string { return v.Deal.NeedDocAt.String() },
	FieldAssumedShare: func(v *view) string {
		if assumed, known := v.assumedShare(); known {
			return percentage(assumed)
		}
		return ""
	},
	FieldGoalNeeds:   func(v *view) string { return strconv.Itoa(v.goalNeeds()) },
	FieldCriteria:    func(v *view) string { return strconv.Itoa(len(v.Criteria)) },
	FieldUnweighed:   func(v *view) string { return strconv.Itoa(v.unweighed()) },
	FieldKeyCriteria: func(v *view) string { return strconv.Itoa(v.keyCriteria()) },
	FieldProcurement: func(v *view) string { return string(v.Deal.Procurement) },
	FieldFeatured:    func(v *view) string { return decimal(v.featured, 2) },

	FieldQ1:         func(v *view) string { return answer(v.Deal.Q1) },
	FieldQ2:         func(v *view) string { return answer(v.Deal.Q2) },
	FieldQ3:         func(v *view) string { return answer(v.Deal.Q3) },
	FieldQ4:         func(v *view) string { return answer(v.Deal.Q4) },
	FieldScore:      func(v *view) string { return decimal(v.score.Score20, 2) },
	FieldMoney:      func(v *view) string { return answer(v.Deal.MAN.M) },
	FieldAuthority:  func(v *view) string { return answer(v.Deal.MAN.A) },
	FieldNeed:       func(v *view) string { return answer(v.Deal.MAN.N) },
	FieldBudget:     func(v *view) string { return string(v.Deal.Budget.Status) },
	FieldApproval:   func(v *view) string { return string(v.Deal.Approval) },
	FieldGrade:      func(v *view) string { return string(v.grade) },
	FieldCost:       func(v *view) string { return cash(v.Deal.CostToDate) },
	FieldCostBudget: func(v *view) string { return cash(v.Deal.CostBudget) },
	FieldCloseAt:    func(v *view) string { return v.Deal.ExpectedClose.String() },
	FieldUrgency:    func(v *view) string { return string(v.Deal.Urgency) },
	FieldFit: func(v *view) string {
		if v.Account.IdealFit == nil {
			return ""
		}
		return percentage(*v.Account.IdealFit)
	},
	FieldExpected: func(v *view) string {
		if v.Deal.Amount == nil {
			return ""
		}
		return grouped(v.Deal.expected())
	},

	FieldRivals:   func(v *view) string { return strconv.Itoa(len(v.Competitors)) },
	FieldHome:     func(v *view) string { return string(v.Deal.Home) },
	FieldEntry:    func(v *view) string { return string(v.Deal.EntryTiming) },
	FieldInformed: func(v *view) string { return percentage(v.informedDue) },
	FieldReviewAt: func(v *view) string {
		var last calendar.Day
		for i := range v.ChangeReviews {
			if at := v.ChangeReviews[i].At; at <= v.AsOf {
				last = max(last, at)
			}
		}
		return last.String()
	},

	FieldStageDays:   func(v *view) string { return strconv.Itoa(v.stageDays) },
	FieldTypicalDays: func(v *view) string { return strconv.Itoa(v.typicalDays) },
	FieldBuyerStage:  func(v *view) string { return string(v.Deal.BuyerStage) },
	FieldNextAt:      func(v *view) string { return v.nextAt().String() },
	FieldTemperature: func(v *view) string {
		if v.Deal.Temperature == nil {
			return ""
		}
		return decimal(*v.Deal.Temperature, 2)
	},
	FieldHealth:     func(v *view) string { return strconv.Itoa(v.index) },
	FieldAimless:    func(v *view) string { return strconv.Itoa(v.aimless()) },
	FieldAcceptedAt: func(v *view) string { return v.accepted().ActualAt.String() },
	FieldSatisfactionAt: func(v *view) string {
		var last calendar.Day
		for i := range v.Contract.Satisfaction {
			if at := v.Contract.Satisfaction[i].At; at <= v.AsOf {
				last = max(last, at)
			}
		}
		return last.String()
	},
}

func answer(a qualify.Answer) string {
	if a == "" {
		return string(qualify.Unknown)
	}
	return string(a)
}

// nextAt is the earliest day from today on for which something is planned; 0 when
// nothing is.
func (v *view) nextAt() (next calendar.Day) {
	consider := func(at calendar.Day) {
		if at >= v.AsOf && (next == 0 || at < next) {
			next = at
		}
	}
	consider(v.Deal.NextActionAt)
	for i := range v.Calls {
		consider(v.Calls[i].NextStepAt)
		if v.Calls[i].At > v.AsOf {
			consider(v.Calls[i].At)
		}
	}
	for i := range v.Actions {
		if v.Actions[i].At > v.AsOf {
			consider(v.Actions[i].At)
		}
	}
	return next
}
