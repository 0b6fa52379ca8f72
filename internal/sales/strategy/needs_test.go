package strategy_test

import (
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/strategy"
)

// deal gives a change of the deal itself.
func deal(change func(*strategy.Deal)) func(*dossier) {
	return func(d *dossier) { change(&d.Deal) }
}

// all gives several changes.
func all(changes ...func(*dossier)) func(*dossier) {
	return func(d *dossier) {
		for _, change := range changes {
			change(d)
		}
	}
}

func needRows() []spoiled {
	noResults := with("U", func(p *person) { p.Results = nil })
	noWins := with("E", func(p *person) { p.Wins = nil })
	vague := with("E", func(p *person) { p.Results = []strategy.Result{{Metric: "hours"}, {Target: "9", Metric: " "}} })
	needs := func(all ...strategy.Need) func(*dossier) { return func(d *dossier) { d.Needs = all } }
	ours := strategy.Need{Layer: 2, OwnAssumption: true}
	theirs := strategy.Need{Layer: 2}
	told := func(assumed *float64, goal *bool) func(*dossier) {
		return all(needs(), deal(func(d *strategy.Deal) { d.AssumedShare, d.GoalProblem = assumed, goal }))
	}
	unwritten := deal(func(d *strategy.Deal) { d.NeedDocAt = 0 })
	return []spoiled{
		{"RF-34", at(playbook.S3, noResults), "U medium"},
		{"RF-34", at(playbook.S2, noResults), ""},
		{"RF-34", with("C1", func(p *person) { p.Results = nil }), ""},
		{"RF-35", noWins, "E high"},
		{"RF-35", all(with("T", func(p *person) { p.Wins, p.Level = nil, influence.High })), "T high"},
		{"RF-35", with("T", func(p *person) { p.Wins = nil }), ""},
		{"RF-35", at(playbook.S3, noWins), ""},
		{"RF-36", vague, "E medium"},
		{"RF-36", with("E", func(p *person) { p.Results = nil }), ""},
		{"RF-36", at(playbook.S3, vague), ""},
		{"RF-37", unwritten, "high"},
		{"RF-37", at(playbook.S3, unwritten), ""},
		{"RF-38", at(playbook.S3, needs(ours, ours, theirs)), "medium"},
		{"RF-38", needs(ours, theirs), ""},
		{"RF-38", needs(ours, ours, ours, ours, ours, ours, theirs, theirs, theirs, theirs, theirs), "medium"},
		{"RF-38", needs(ours, ours, ours, ours, ours, theirs, theirs, theirs, theirs, theirs, theirs), ""},
		{"RF-38", needs(strategy.Need{Layer: 3}, strategy.Need{}), "medium"},
		{"RF-38", needs(strategy.Need{Layer: 2}), ""},
		{"RF-38", at(playbook.S2, needs(strategy.Need{Layer: 3})), ""},
		{"RF-38", told(nil, nil), "medium"},
		{"RF-38", told(new(0.51), new(true)), "medium"},
		{"RF-38", told(new(0.5), new(true)), ""},
		{"RF-38", told(new(0.46), new(true)), ""},
		{"RF-38", told(nil, new(true)), ""},
	}
}

func criteriaRows() []spoiled {
	criteria := func(all ...strategy.Criterion) func(*dossier) { return func(d *dossier) { d.Criteria = all } }
	weighs := func(featured float64) func(*dossier) {
		return all(deal(func(d *strategy.Deal) { d.Procurement = strategy.Invited }), criteria(
			strategy.Criterion{Weight: new(featured - 1), Featured: true, IsKey: true},
			strategy.Criterion{Weight: new(1.0), Featured: true}, strategy.Criterion{Weight: new(50.0)}))
	}
	direct := deal(func(d *strategy.Deal) { d.Procurement = strategy.CompetitiveNegotiation })
	proposals := func(all ...strategy.Proposal) func(*dossier) { return func(d *dossier) { d.Proposals = all } }
	weakness := func(plan string) func(*dossier) {
		return func(d *dossier) { d.Weaknesses = []strategy.Weakness{{Text: "slow", Plan: plan}} }
	}
	return []spoiled{
		{"RF-39", at(playbook.S3, criteria()), "high"},
		{"RF-39", at(playbook.S2, criteria()), ""},
		{"RF-40", criteria(strategy.Criterion{IsKey: true}), "medium"},
		{"RF-40", criteria(strategy.Criterion{Weight: new(5.0)}), "medium"},
		{"RF-40", criteria(strategy.Criterion{Weight: new(5.0), IsKey: true}), ""},
		{"RF-40", criteria(), ""},
		{"RF-40", at(playbook.S3, criteria(strategy.Criterion{})), ""},
		{"RF-41", weighs(29.99), "high"},
		{"RF-41", weighs(30), ""},
		{"RF-41", at(playbook.S3, weighs(0)), ""},
		{"RF-41", all(weighs(0), direct), ""},
		{"RF-42", proposals(strategy.Proposal{IssuedAt: today}), "medium"},
		{"RF-42", proposals(strategy.Proposal{IssuedAt: ago(2), TBFeedbackAt: ago(1)}), "medium"},
		{"RF-42", proposals(strategy.Proposal{IssuedAt: ago(2), TBFeedbackAt: ago(2)}), ""},
		{"RF-42", proposals(strategy.Proposal{IssuedAt: ago(-1)}), ""},
		{"RF-42", proposals(strategy.Proposal{}), ""},
		{"RF-42", proposals(strategy.Proposal{Version: 1, IssuedAt: ago(9)}, strategy.Proposal{Version: 2},
			strategy.Proposal{Version: 1, IssuedAt: ago(9)}), ""},
		{"RF-42", proposals(strategy.Proposal{Version: 1}, strategy.Proposal{Version: 1, IssuedAt: ago(9)}), "medium"},
		{"RF-43", weakness(" "), "medium"},
		{"RF-43", weakness("show the roadmap"), ""},
		{"RF-43", at(playbook.S3, weakness("")), ""},
	}
}

func qualificationRows() []spoiled {
	answers := func(change func(*strategy.Deal)) func(*dossier) { return at(playbook.S2, deal(change)) }
	points := func(each int, r10 *int, veto ...qualify.Item) func(*dossier) {
		return deal(func(d *strategy.Deal) {
			d.Risk, d.Veto = map[qualify.Item]int{}, veto
			for _, item := range qualify.Item.All("") {
				d.Risk[item] = each
			}
			delete(d.Risk, "R10")
			if r10 != nil {
				d.Risk["R10"] = *r10
			}
		})
	}
	// Of ten items with 1 point each but R10, more weight moves the score in steps.
	weighted := func(r10 float64) func(*dossier) {
		return all(points(1, new(2)), deal(func(d *strategy.Deal) {
			d.RiskWeights = map[qualify.Item]float64{"R10": r10}
		}))
	}
	man := func(m, a, n qualify.Answer) func(*dossier) {
		return deal(func(d *strategy.Deal) { d.MAN = qualify.MAN{M: m, A: a, N: n} })
	}
	return []spoiled{
		{"RF-44", answers(func(d *strategy.Deal) { d.Q1 = "" }), "high"},
		{"RF-44", answers(func(d *strategy.Deal) { d.Q2 = qualify.Unknown }), "high"},
		{"RF-44", answers(func(d *strategy.Deal) { d.Q3 = qualify.Unknown }), "high"},
		{"RF-44", answers(func(d *strategy.Deal) { d.Q4 = qualify.Unknown }), "high"},
		{"RF-44", answers(func(d *strategy.Deal) { d.Q1 = qualify.No }), "high"},
		{"RF-44", answers(func(d *strategy.Deal) { d.Q2 = qualify.No }), "high"},
		{"RF-44", answers(func(d *strategy.Deal) { d.Q4 = qualify.No }), "high"},
		{"RF-44", answers(func(d *strategy.Deal) { d.Q3 = qualify.No }), ""},
		{"RF-44", at(playbook.S1, deal(func(d *strategy.Deal) { d.Q1 = "" })), ""},
		{"RF-45", weighted(2), "high"},                            // 13/22 of 20: 11.8
		{"RF-45", weighted(2.25), ""},                             // 13.5/22.5 of 20: 12
		{"RF-45", weighted(3), ""},                                // 15/24 of 20: 12.5
		{"RF-45", points(1, nil), ""},                             // not final
		{"RF-46", points(2, new(0), "R10", "R1"), "R10 critical"}, // the other one is sound
		{"RF-46", points(0, new(0), "R10", "R2"), "R10 critical, R2 critical"},
		{"RF-46", points(0, nil, "R10"), ""},
		{"RF-47", at(playbook.S1, man("", "", qualify.No)), "medium"},
		{"RF-47", at(playbook.S2, man(qualify.No, "", "")), "medium"},
		{"RF-47", at(playbook.S2, man("", qualify.No, "")), "medium"},
		{"RF-47", at(playbook.S1, man(qualify.No, qualify.No, "")), ""},
		{"RF-47", man("", qualify.Unknown, qualify.Yes), ""},
	}
}

func moneyRows() []spoiled {
	budget := func(s strategy.BudgetStatus) func(*dossier) {
		return deal(func(d *strategy.Deal) { d.Budget.Status = s })
	}
	fit := func(x *float64) func(*dossier) { return func(d *dossier) { d.Account.IdealFit = x } }
	spent := func(cost, budget float64) func(*dossier) { // grade D: no score at S1, closing date unknown
		return at(playbook.S1, deal(func(d *strategy.Deal) { d.CostToDate, d.CostBudget = &cost, &budget }))
	}
	closes := func(days int, u strategy.Urgency) func(*dossier) {
		return deal(func(d *strategy.Deal) { d.ExpectedClose, d.Urgency = ago(-days), u })
	}
	unapproved := deal(func(d *strategy.Deal) { d.Approval = strategy.ApprovalRunning })
	return []spoiled{
		{"RF-48", at(playbook.S3, budget("")), "high"},
		{"RF-48", budget(strategy.BudgetUnknown), "high"},
		{"RF-48", at(playbook.S2, budget("")), ""},
		{"RF-48", budget(strategy.BudgetPlanned), ""},
		{"RF-48", at(playbook.S5, budget(strategy.BudgetPlanned)), "critical"},
		{"RF-48", at(playbook.S5, budget("")), "critical"},
		{"RF-48", at(playbook.S5, budget(strategy.BudgetInPlace)), ""},
		{"RF-49", unapproved, "high"},
		{"RF-49", deal(func(d *strategy.Deal) { d.Approval = "" }), "high"},
		{"RF-49", at(playbook.S3, unapproved), ""},
		{"RF-50", fit(new(0.39)), "medium"},
		{"RF-50", fit(new(0.4)), ""},
		{"RF-50", fit(nil), ""},
		{"RF-50", spent(31, 100), "medium"},
		{"RF-50", spent(1, 0), "medium"},
		{"RF-50", spent(30, 100), ""},
		{"RF-50", spent(26, 100), ""},
		{"RF-50", all(spent(31, 100), closes(180, "")), ""}, // grade B
		{"RF-51", closes(-1, ""), "medium"},
		{"RF-51", closes(0, ""), ""},
		{"RF-51", deal(func(d *strategy.Deal) { d.ExpectedClose = 0 }), ""},
		{"RF-52", closes(60, strategy.WillDo), "medium"},
		{"RF-52", closes(0, strategy.Later), "medium"},
		{"RF-52", closes(61, strategy.WillDo), ""},
		{"RF-52", closes(-1, strategy.Later), ""},
		{"RF-52", closes(30, strategy.Doing), ""},
	}
}
