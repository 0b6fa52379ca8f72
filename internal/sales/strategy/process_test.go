package strategy_test

import (
	"sente/internal/sales/playbook"
	"sente/internal/sales/strategy"
)

func paceRows() []spoiled {
	stood := func(days int) func(*dossier) { // typical 10
		return deal(func(d *strategy.Deal) { d.StageEnteredAt, d.TypicalDays = ago(days), 10 })
	}
	override := func(unmet bool) func(*dossier) {
		return deal(func(d *strategy.Deal) {
			d.GateOverrides = []strategy.GateOverride{{Criterion: "S2.X1"}, {Criterion: "S3.X3", StillUnmet: unmet}}
		})
	}
	buyer := func(b playbook.BuyerStage) func(*dossier) {
		return deal(func(d *strategy.Deal) { d.BuyerStage = b })
	}
	idle := deal(func(d *strategy.Deal) { d.NextActionAt = 0 })
	next := func(days int) func(*dossier) { return deal(func(d *strategy.Deal) { d.NextActionAt = ago(-days) }) }
	action := func(days int) func(*dossier) {
		return func(d *dossier) { d.Actions = []strategy.Action{{At: ago(-days)}} }
	}
	return []spoiled{
		{"RF-62", stood(16), "medium"},
		{"RF-62", stood(15), ""},
		{"RF-62", stood(20), "medium"},
		{"RF-62", stood(21), "high"},
		{"RF-62", all(deal(func(d *strategy.Deal) { d.StageEnteredAt = ago(90) })), "medium"}, // 45 at S4
		{"RF-62", deal(func(d *strategy.Deal) { d.TypicalDays = 1 }), ""},
		{"RF-63", override(true), "medium"},
		{"RF-63", override(false), ""},
		{"RF-64", at(playbook.S4, buyer("B2")), "high"},
		{"RF-64", at(playbook.S4, buyer("B3")), ""},
		{"RF-64", at(playbook.S5, buyer("B2")), "high"},
		{"RF-64", at(playbook.S3, buyer("B3")), ""},
		{"RF-64", at(playbook.S3, buyer("B4")), ""},
		{"RF-64", at(playbook.S3, buyer("B5")), "critical"},
		{"RF-64", at(playbook.S2, buyer("B4")), "high"},
		{"RF-64", at(playbook.S2, buyer("B5")), "critical"},
		{"RF-64", at(playbook.S1, buyer("B7")), "critical"},
		{"RF-64", at(playbook.S4, buyer("B5")), "high"},
		{"RF-64", at(playbook.S4, buyer("")), ""},
		{"RF-65", idle, "medium"},
		{"RF-65", next(-1), "medium"},
		{"RF-65", next(0), ""},
		{"RF-65", next(14), ""},
		{"RF-65", next(15), "medium"},
		{"RF-65", all(idle, action(0)), "medium"},
		{"RF-65", all(idle, action(1)), ""},
		{"RF-65", all(idle, action(15)), "medium"},
		{"RF-65", all(idle, call(strategy.Call{At: ago(-14), VBR: "x", GoalMin: "y"})), ""},
		{"RF-65", all(idle, call(strategy.Call{At: today, VBR: "x", GoalMin: "y"})), "medium"},
		{"RF-65", all(idle, call(strategy.Call{At: ago(3), NextStepAt: today})), ""},
	}
}

func habitRows() []spoiled {
	calls := func(all ...strategy.Commitment) func(*dossier) { // latest last
		return func(d *dossier) {
			for i, c := range all {
				d.Calls = append(d.Calls, strategy.Call{At: ago(len(all) - i), Commitment: c, VBR: "x", GoalMin: "y"})
			}
		}
	}
	visit := func(days int, reason, goal string) func(*dossier) {
		return call(strategy.Call{At: ago(days), VBR: reason, GoalMin: goal})
	}
	felt := func(gap float64) func(*dossier) { // against the health of the same deal
		return func(d *dossier) {
			d.Deal.Temperature = nil
			d.Deal.Temperature = new(float64(strategy.Diagnose(d).Health.Index) + gap)
		}
	}
	weak := with("E", supports(-2))
	slot := deal(func(d *strategy.Deal) { d.SSO.Who = "\u3000" })
	moved := func(days, reviewed int) func(*dossier) {
		return deal(func(d *strategy.Deal) { d.SSOChangedAt, d.RolesReviewAt = ago(days), ago(reviewed) })
	}
	unread := func(days int) func(*dossier) {
		return deal(func(d *strategy.Deal) { d.SSOChangedAt = ago(days) })
	}
	acts := func(triggers ...strategy.Trigger) func(*dossier) { // latest last; the middle one is a call
		return func(d *dossier) {
			for i, x := range triggers {
				day := ago(len(triggers) - i)
				if i == len(triggers)/2 {
					d.Calls = append(d.Calls, strategy.Call{At: day, Trigger: x})
					continue
				}
				d.Actions = append(d.Actions, strategy.Action{At: day, Trigger: x})
			}
		}
	}
	none, more, least := strategy.NoCommitment, strategy.Continuation, strategy.MinCommitment
	rival, plan, need := strategy.CompetitorMove, strategy.ByPlan, strategy.CustomerNeed
	sameDay := func(d *dossier) { // the action of that day counts as later than the call
		d.Calls = []strategy.Call{{At: ago(2), Trigger: need}}
		for range 4 {
			d.Actions = append(d.Actions, strategy.Action{At: ago(1), Trigger: rival})
		}
		d.Actions = append(d.Actions, strategy.Action{At: ago(2), Trigger: plan})
	}
	return []spoiled{
		{"RF-66", visit(30, " ", "goal"), ago(30).String() + " low"},
		{"RF-66", visit(30, "reason", ""), ago(30).String() + " low"},
		{"RF-66", visit(31, "", ""), ""},
		{"RF-66", visit(-1, "", ""), ""},
		{"RF-66", visit(1, "reason", "goal"), ""},
		{"RF-67", calls(none, more, none), "medium"},
		{"RF-67", calls(least, none, more, none), "medium"},
		{"RF-67", calls(none, none, least), ""},
		{"RF-67", calls(least, more, none), ""},
		{"RF-67", calls(none, "", none), ""},
		{"RF-67", calls(none, none), ""},
		{"RF-67", all(calls(none, none, none), call(strategy.Call{At: ago(-1), Commitment: least})), "medium"},
		{"RF-68", all(weak, felt(25)), "medium"},
		{"RF-68", all(weak, felt(24.5)), ""},
		{"RF-68", felt(-25), "low"},
		{"RF-68", felt(-24.5), ""},
		{"RF-69", at(playbook.S2, slot), "high"},
		{"RF-69", deal(func(d *strategy.Deal) { d.SSO.Revenue = nil }), "high"},
		{"RF-69", at(playbook.S1, slot), ""},
		{"RF-69", at(playbook.S1, unread(30)), "high"},
		{"RF-69", unread(31), ""},
		{"RF-69", unread(-1), ""},
		{"RF-69", moved(10, 11), "high"},
		{"RF-69", moved(10, 10), ""},
		{"RF-70", acts(rival, plan, plan, plan, rival), "low"},
		{"RF-70", acts(rival, "", rival), "low"},
		{"RF-70", acts(rival, plan, plan, plan, plan, rival), ""},
		{"RF-70", acts(need, rival, plan, plan, plan, rival), "low"},
		{"RF-70", acts(need, plan, plan, plan, rival), ""},
		{"RF-70", acts(need, rival, plan, plan, rival), ""},
		{"RF-70", sameDay, "low"},
	}
}
