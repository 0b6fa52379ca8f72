package strategy_test

import (
	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/strategy"
)

// known gives a change of what is known of the information items: the first n.
func known(n int) func(*dossier) {
	return func(d *dossier) {
		d.Info = map[strategy.InfoItem]strategy.InfoStatus{}
		for i := range strategy.InfoItem(n) {
			d.Info[i+1] = strategy.InfoConfirmed
		}
	}
}

func rivalRows() []spoiled {
	none := func(c strategy.Competition) func(*dossier) {
		return func(d *dossier) { d.Competitors, d.Deal.Competition = nil, c }
	}
	home := func(h strategy.Home, c strategy.Competition) func(*dossier) {
		return deal(func(d *strategy.Deal) { d.Home, d.Competition = h, c })
	}
	rival := func(change func(*strategy.Competitor)) func(*dossier) {
		return func(d *dossier) { change(&d.Competitors[0]) }
	}
	seen := func(days int) func(*dossier) {
		return rival(func(c *strategy.Competitor) { c.FirstSeenAt = ago(days) })
	}
	heard := func(at calendar.Day) func(*dossier) {
		return rival(func(c *strategy.Competitor) { c.LastIntelAt = at })
	}
	late := deal(func(d *strategy.Deal) { d.EntryTiming = strategy.AfterTender })
	quick := deal(func(d *strategy.Deal) { d.QuickQuote = true })
	tied := with("E", func(p *person) { p.CompetitorTies = []string{"Rival"} })
	cut := func(a strategy.Action) func(*dossier) {
		a.Kind = strategy.PriceCut
		return all(home(strategy.OpponentGround, strategy.Leading), func(d *dossier) { d.Actions = []strategy.Action{a} })
	}
	reviewed := func(days int) func(*dossier) {
		return all(home(strategy.OwnGround, strategy.Leading),
			func(d *dossier) { d.ChangeReviews = []strategy.ChangeReview{{At: ago(days)}} })
	}
	return []spoiled{
		{"RF-53", at(playbook.S3, none(strategy.Leading)), "high"},
		{"RF-53", at(playbook.S2, none(strategy.Leading)), ""},
		{"RF-53", none(strategy.Sole), ""},
		{"RF-54", at(playbook.S3, home(strategy.OpponentGround, strategy.Level)), "medium"},
		{"RF-54", home(strategy.OpponentGround, strategy.Behind), "medium"},
		{"RF-54", home(strategy.OpponentGround, ""), ""},
		{"RF-54", home(strategy.NeutralGround, strategy.Behind), ""},
		{"RF-54", at(playbook.S2, home(strategy.OpponentGround, strategy.Level)), ""},
		{"RF-55", seen(45), "Rival high"},
		{"RF-55", seen(46), ""},
		{"RF-55", seen(-1), ""},
		{"RF-55", at(playbook.S3, seen(1)), ""},
		{"RF-56", all(late, known(6)), "critical"}, // 6 of 14
		{"RF-56", all(late, known(7)), ""},
		{"RF-56", all(late, known(14), without("C1", "C2")), "critical"},
		{"RF-56", all(known(0), without("C1", "C2")), ""},
		{"RF-56", at(playbook.S5, all(late, known(9))), ""}, // 9 of 18
		{"RF-56", at(playbook.S5, all(late, known(8), func(d *dossier) { d.Info[9] = strategy.InfoPartial })), "critical"},
		{"RF-57", all(late, quick, known(13)), "high"},
		{"RF-57", all(late, quick, known(14)), ""},
		{"RF-57", all(late, quick, tied, known(13)), "high"},
		{"RF-58", tied, "E high"},
		{"RF-58", with("T", func(p *person) { p.CompetitorTies, p.Level = []string{"Rival"}, influence.High }), "T high"},
		{"RF-58", with("T", func(p *person) { p.CompetitorTies = []string{"Rival"} }), ""},
		{"RF-59", cut(strategy.Action{At: ago(30), PriceCut: new(10.5)}), ago(30).String() + " medium"},
		{"RF-59", cut(strategy.Action{At: ago(-40), PriceCut: new(11.0)}), ago(-40).String() + " medium"},
		{"RF-59", cut(strategy.Action{At: ago(31), PriceCut: new(50.0)}), ""},
		{"RF-59", cut(strategy.Action{At: ago(1), PriceCut: new(10.0)}), ""},
		{"RF-59", cut(strategy.Action{At: ago(1)}), ""},
		{"RF-59", cut(strategy.Action{At: ago(1), PriceCut: new(20.0), ValueArgument: true}), ""},
		{"RF-59", all(cut(strategy.Action{At: ago(1), PriceCut: new(20.0)}), home(strategy.OwnGround, "")), ""},
		{"RF-60", reviewed(31), "medium"},
		{"RF-60", reviewed(-1), "medium"},
		{"RF-60", reviewed(30), ""},
		{"RF-60", home(strategy.NeutralGround, ""), ""},
		{"RF-61", heard(0), "Rival medium"},
		{"RF-61", heard(ago(46)), "Rival medium"},
		{"RF-61", heard(ago(45)), ""},
		{"RF-61", at(playbook.S3, heard(0)), ""},
	}
}
