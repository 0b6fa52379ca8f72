package strategy_test

import (
	"sente/internal/sales/bargain"
	"sente/internal/sales/calendar"
	"sente/internal/sales/playbook"
	"sente/internal/sales/strategy"
)

func resourceRows() []spoiled {
	book := func(all ...strategy.Booking) func(*dossier) { return func(d *dossier) { d.Bookings = all } }
	rated := new(3.0)
	boss := strategy.Booking{Kind: strategy.CompanyExecutive, At: ago(1), Effect: rated}
	expert := strategy.Booking{Kind: strategy.IndustryExpert, At: ago(2), Effect: rated}
	aimed := strategy.Booking{Kind: strategy.CompanyExecutive, At: ago(3), Effect: rated, Flag: "RF-03"}
	partner := strategy.Booking{Kind: strategy.Partner, At: ago(3), Effect: rated}
	briefed := func(days int, b *bool) func(*dossier) {
		return book(strategy.Booking{Kind: strategy.Partner, At: ago(days), Effect: rated, Briefed: b})
	}
	presales := func(days int, shared bool) func(*dossier) {
		return call(strategy.Call{At: ago(days), Presales: true, MapShared: shared})
	}
	spent := func(s, verified playbook.Stage, cost float64) func(*dossier) {
		return at(s, deal(func(d *strategy.Deal) { d.Amount, d.CostToDate, d.StageVerified = new(1000.0), &cost, verified }))
	}
	over := func(cost float64) func(*dossier) {
		return deal(func(d *strategy.Deal) { d.CostToDate, d.CostBudget = &cost, new(100.0) })
	}
	return []spoiled{
		{"RF-71", book(strategy.Booking{At: ago(15)}), ago(15).String() + " low"},
		{"RF-71", book(strategy.Booking{At: ago(14)}), ""},
		{"RF-71", book(strategy.Booking{At: ago(40), Effect: rated}), ""},
		{"RF-72", at(playbook.S3, book(boss, expert, boss)), "medium"},
		{"RF-72", at(playbook.S3, book(boss, expert)), ""},
		{"RF-72", at(playbook.S3, book(boss, expert, aimed, partner)), ""},
		{"RF-72", at(playbook.S3, book(boss, expert, boss, boss)), "medium"},
		{"RF-72", at(playbook.S4, book(boss, expert, boss)), ""},
		{"RF-73", briefed(60, new(false)), ago(60).String() + " medium"},
		{"RF-73", briefed(61, new(false)), ""},
		{"RF-73", briefed(-2, new(false)), ago(-2).String() + " medium"},
		{"RF-73", briefed(-3, new(false)), ""},
		{"RF-73", briefed(1, nil), ""},
		{"RF-74", presales(30, false), ago(30).String() + " medium"},
		{"RF-74", presales(31, false), ""},
		{"RF-74", presales(1, true), ""},
		{"RF-74", presales(-1, false), ""},
		{"RF-77", over(100.01), "medium"},
		{"RF-77", over(100), ""},
		{"RF-77", spent(playbook.S3, playbook.S2, 12.51), "medium"}, // 5 % of 250 is 12.50
		{"RF-77", spent(playbook.S3, playbook.S2, 12.50), ""},
		{"RF-77", spent(playbook.S3, playbook.S2, 1), ""},
		{"RF-77", spent(playbook.S3, playbook.S2, 20), "medium"},
		{"RF-77", spent(playbook.S2, "", 2.51), "medium"},
		{"RF-77", spent(playbook.S2, "", 2.50), ""},
		{"RF-77", spent(playbook.S4, playbook.S2, 900), ""},
	}
}

func proposalRows() []spoiled {
	proposal := func(p strategy.Proposal) func(*dossier) {
		return func(d *dossier) {
			d.Proposals = []strategy.Proposal{{Version: 1, Pages: new(900), Similarity: new(1.0)}, p}
		}
	}
	return []spoiled{
		{"RF-75", proposal(strategy.Proposal{Version: 2, Pages: new(151)}), "low"},
		{"RF-75", proposal(strategy.Proposal{Version: 2, Pages: new(150)}), ""},
		{"RF-75", proposal(strategy.Proposal{Version: 2, Summary: new(false)}), "low"},
		{"RF-75", proposal(strategy.Proposal{Version: 2}), ""},
		{"RF-76", proposal(strategy.Proposal{Version: 2, Similarity: new(0.8)}), "medium"},
		{"RF-76", proposal(strategy.Proposal{Version: 2, Similarity: new(0.79)}), ""},
		{"RF-76", proposal(strategy.Proposal{Version: 2}), ""},
	}
}

func offerRows() []spoiled {
	bid := func(days int, change func(*strategy.Bid)) func(*dossier) {
		b := strategy.Bid{Name: "bid", DeadlineAt: ago(-days), Documents: []strategy.Document{
			{Name: "licence", Mandatory: true}, {Name: "brochure"}, {Name: "price", Mandatory: true, Ready: true}}}
		if change != nil {
			change(&b)
		}
		return func(d *dossier) { d.Bids = []strategy.Bid{b} }
	}
	quote := func(change func(*strategy.Quote)) func(*dossier) {
		q := strategy.Quote{No: "Q1", Total: new(99.99), Floor: new(100.0), Status: strategy.QuoteSent}
		change(&q)
		return func(d *dossier) { d.Quotes = []strategy.Quote{q} }
	}
	talk := func(exchange ...string) func(*dossier) {
		return func(d *dossier) {
			d.Negotiation = &bargain.Negotiation{InterestsRecordedAt: ago(9),
				Issues: []bargain.Issue{{Name: "price", Priority: 1, OurOpen: new(100.0)}},
				Rounds: []bargain.Round{{Who: bargain.Us, Issue: "price", To: new(90.0), At: ago(1), ExchangeFor: exchange}}}
		}
	}
	return []spoiled{
		{"RF-78", bid(5, nil), "licence high"},
		{"RF-78", bid(3, nil), "licence high"},
		{"RF-78", bid(2, nil), "licence critical"},
		{"RF-78", bid(0, nil), "licence critical"},
		{"RF-78", bid(6, nil), ""},
		{"RF-78", bid(-1, nil), ""},
		{"RF-78", bid(1, func(b *strategy.Bid) { b.SubmittedAt = today }), ""},
		{"RF-78", bid(1, func(b *strategy.Bid) { b.DeadlineAt = 0 }), ""},
		{"RF-79", quote(func(*strategy.Quote) {}), "Q1 critical"},
		{"RF-79", quote(func(q *strategy.Quote) { q.Status = strategy.QuoteDraft }), "Q1 critical"},
		{"RF-79", quote(func(q *strategy.Quote) { q.Total = new(100.0) }), ""},
		{"RF-79", quote(func(q *strategy.Quote) { q.Approved = true }), ""},
		{"RF-79", quote(func(q *strategy.Quote) { q.Status = strategy.QuoteWithdrawn }), ""},
		{"RF-79", quote(func(q *strategy.Quote) { q.Floor = nil }), ""},
		{"RF-80", talk(" "), "high"},
		{"RF-80", talk("prepayment"), ""},
	}
}

func deliveryRows() []spoiled {
	owed := func(days int, received float64) func(*dossier) {
		return func(d *dossier) {
			d.Contract = &strategy.Contract{Amount: new(1000.0), Payments: []strategy.Payment{
				{Name: "first", Pct: new(30.0), DueAt: ago(days), Received: received}}}
		}
	}
	won := at(playbook.D7, deal(func(d *strategy.Deal) { d.Status = strategy.Won }))
	reached := func(code strategy.DeliveryStage, planned, actual calendar.Day) func(*dossier) {
		return func(d *dossier) {
			d.Contract = &strategy.Contract{Milestones: []strategy.Milestone{{Code: code, PlannedAt: planned, ActualAt: actual}}}
		}
	}
	asked := func(days int) func(*dossier) {
		return all(won, reached("D7", 0, ago(200)), func(d *dossier) {
			d.Contract.Satisfaction = []strategy.SatisfactionAt{{At: ago(days), Score: 4}}
		})
	}
	return []spoiled{
		{"RF-81", owed(1, 0), "first medium"},
		{"RF-81", owed(0, 0), ""},
		{"RF-81", owed(30, 299.99), "first medium"},
		{"RF-81", owed(31, 0), "first high"},
		{"RF-81", owed(90, 0), "first high"},
		{"RF-81", owed(91, 0), "first critical"},
		{"RF-81", all(won, owed(91, 0)), "first critical"},
		{"RF-81", owed(40, 300), ""},
		{"RF-81", all(owed(40, 0), deal(func(d *strategy.Deal) { d.Status = strategy.Lost })), ""},
		{"RF-82", all(won, reached("D6", ago(31), 0)), "D6 medium"},
		{"RF-82", all(won, reached("D7", ago(31), ago(-1))), "D7 medium"},
		{"RF-82", all(won, reached("D7", ago(30), 0)), ""},
		{"RF-82", all(won, reached("D7", ago(90), today)), ""},
		{"RF-82", all(won, reached("D5", ago(90), 0)), ""},
		{"RF-82", all(won, reached("D6", 0, 0)), ""},
		{"RF-82", reached("D6", ago(99), 0), ""},
		{"RF-83", all(won, reached("D7", 0, today)), "medium"},
		{"RF-83", asked(91), "medium"},
		{"RF-83", asked(-1), "medium"},
		{"RF-83", asked(90), ""},
		{"RF-83", all(won, reached("D7", 0, ago(-1))), ""},
		{"RF-83", reached("D7", 0, today), ""},
	}
}
