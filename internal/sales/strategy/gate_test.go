package strategy_test

import (
	"testing"

	"sente/internal/sales/bargain"
	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/strategy"
)

// ready is a deal for which every exit criterion that facts derive is met, at
// any stage.
func ready() *dossier {
	d := healthy()
	d.Deal.Q1, d.Deal.Q2, d.Deal.Q3, d.Deal.Q4 = qualify.Yes, qualify.Yes, qualify.No, qualify.Yes
	d.Deal.MAN = qualify.MAN{M: qualify.No, A: qualify.Yes, N: qualify.Yes}
	d.Deal.Risk = map[qualify.Item]int{}
	for i, item := range qualify.Item.All("") {
		d.Deal.Risk[item] = 1 + min(1, i/8) // 8 fair, 2 good: 12 of 20
	}
	d.Deal.ExpectedClose = ago(-90)
	d.Deal.NeedDocAt = ago(3)
	d.Deal.Procurement = strategy.Invited
	d.Deal.Budget.Status = strategy.BudgetInPlace
	with("T", func(p *person) { p.Level = influence.High })(d)
	d.Info = map[strategy.InfoItem]strategy.InfoStatus{}
	for i := range strategy.InfoItem(8) {
		d.Info[i+1] = strategy.InfoConfirmed
	}
	d.Criteria = []strategy.Criterion{{Weight: new(30.0), Featured: true}, {Weight: new(70.0)}}
	d.Competitors = []strategy.Competitor{{Name: "x", CounterPlan: true}}
	d.Proposals = []strategy.Proposal{{TBFeedbackAt: today}}
	d.Bids = []strategy.Bid{{SubmittedAt: ago(2), DeadlineAt: ago(2), Documents: []strategy.Document{{Mandatory: false}}}}
	d.Negotiation = &bargain.Negotiation{
		Issues: []bargain.Issue{{Name: "price", Bottom: new(1.0)}}, Alternatives: []string{"a", "b"}, RolesAssigned: true,
		BottomSetAt: ago(9), Rounds: []bargain.Round{{At: ago(9)}, {}}, State: bargain.Negotiating,
	}
	d.Contract = &strategy.Contract{Payments: []strategy.Payment{{Milestone: "D0", Pct: new(100.0)}}}
	return d
}

func standing(d *dossier, x playbook.Exit) playbook.Standing {
	for _, s := range strategy.Diagnose(d).Gate.Standings {
		if s.Exit == x {
			return s
		}
	}
	return playbook.Standing{}
}

// Each row spoils what derives one exit criterion.
func TestDerivedExits(t *testing.T) {
	deal := func(change func(*strategy.Deal)) func(*dossier) {
		return func(d *dossier) { change(&d.Deal) }
	}
	bid := func(change func(*strategy.Bid)) func(*dossier) {
		return func(d *dossier) { change(&d.Bids[0]) }
	}
	talk := func(change func(*bargain.Negotiation)) func(*dossier) {
		return func(d *dossier) { change(d.Negotiation) }
	}
	old := with("E", func(p *person) { p.History[0].On = ago(31) })
	for i, c := range []struct {
		stage playbook.Stage
		exit  playbook.Exit
		spoil func(*dossier)
	}{
		{"S1", "X1", deal(func(d *strategy.Deal) { d.MAN.N = qualify.No })},
		{"S1", "X1", deal(func(d *strategy.Deal) { d.MAN.M = "" })},
		{"S1", "X2", deal(func(d *strategy.Deal) { d.Q3 = qualify.Unknown })},
		{"S1", "X2", deal(func(d *strategy.Deal) { d.Q2 = qualify.No })},
		{"S1", "X3", deal(func(d *strategy.Deal) { d.Risk["R10"] = 1 })},
		{"S1", "X3", deal(func(d *strategy.Deal) { d.Risk["R1"], d.Risk["R2"], d.Veto = 0, 2, []qualify.Item{"R1"} })},
		{"S1", "X5", deal(func(d *strategy.Deal) { d.ExpectedClose = 0 })},
		{"S1", "X5", deal(func(d *strategy.Deal) { delete(d.Risk, "R1") })},
		{"S2", "X2", without("T")},
		{"S2", "X3", without("C1", "C2")},
		{"S2", "X4", with("T", func(p *person) { p.Contact = 1 })},
		{"S2", "X4", without("E", "U")},
		{"S2", "X5", func(d *dossier) { d.Info[1] = strategy.InfoPartial }},
		{"S3", "X1", deal(func(d *strategy.Deal) { d.NeedDocAt = 0 })},
		{"S3", "X3", func(d *dossier) { d.Proposals[0].TBFeedbackAt = ago(-1) }},
		{"S3", "X4", with("E", func(p *person) { p.Contact = 1 })},
		{"S3", "X5", func(d *dossier) { d.Criteria[1].Weight = nil }},
		{"S3", "X5", func(d *dossier) { d.Criteria = nil }},
		{"S3", "X6", with("U", supports(1))},
		{"S3", "X6", with("T", supports(0))},
		{"S4", "X1", with("E", supports(2))},
		{"S4", "X1", old},
		{"S4", "X2", func(d *dossier) { d.Criteria[0].Weight = new(29.99) }},
		{"S4", "X3", func(d *dossier) { d.Competitors[0].CounterPlan = false }},
		{"S4", "X3", func(d *dossier) { d.Competitors = nil }},
		{"S4", "X4", deal(func(d *strategy.Deal) { d.Budget.Status = strategy.BudgetPlanned })},
		{"S4", "X4", deal(func(d *strategy.Deal) { d.Procurement = "" })},
		{"S4", "X5", with("T", func(p *person) { p.Wins = nil })},
		{"S4", "X5", without("E")},
		{"S4", "X6", with("C2", func(p *person) { p.MovedPostAt = ago(1) })},
		{"S5", "X1", func(d *dossier) { d.Bids = nil }},
		{"S5", "X1", bid(func(b *strategy.Bid) { b.SubmittedAt = ago(1) })},
		{"S5", "X1", bid(func(b *strategy.Bid) { b.SubmittedAt = 0 })},
		{"S5", "X1", bid(func(b *strategy.Bid) { b.SubmittedAt, b.DeadlineAt = ago(-1), ago(-1) })},
		{"S5", "X1", bid(func(b *strategy.Bid) { b.Documents[0].Mandatory = true })},
		{"S6", "X1", func(d *dossier) { d.Negotiation = nil }},
		{"S6", "X1", talk(func(n *bargain.Negotiation) { n.Issues = nil })},
		{"S6", "X1", talk(func(n *bargain.Negotiation) { n.Issues[0].Bottom = nil })},
		{"S6", "X1", talk(func(n *bargain.Negotiation) { n.Alternatives[0] = " " })},
		{"S6", "X1", talk(func(n *bargain.Negotiation) { n.RolesAssigned = false })},
		{"S6", "X1", talk(func(n *bargain.Negotiation) { n.BottomSetAt = ago(8) })},
		{"S6", "X1", talk(func(n *bargain.Negotiation) { n.BottomSetAt = 0 })},
		{"S6", "X3", func(d *dossier) { d.Contract.Payments[0].Pct = new(99.0) }},
		{"S6", "X3", func(d *dossier) { d.Contract = nil }},
	} {
		d := ready()
		d.Deal.Stage = c.stage
		if s := standing(d, c.exit); !s.Met || s.How != playbook.Derived {
			t.Errorf("row %d: %s.%s of the ready deal: %+v", i, c.stage, c.exit, s)
		}
		c.spoil(d)
		if s := standing(d, c.exit); s.Met || s.How != playbook.Derived {
			t.Errorf("row %d: %s.%s spoiled: %+v", i, c.stage, c.exit, s)
		}
	}
}

func TestExitsThatPass(t *testing.T) {
	d := ready()
	d.Deal.Stage = playbook.S2
	without("U")(d)
	if !standing(d, "X4").Met {
		t.Error("two near persons, one of high influence, are enough for S2.X4")
	}
	d = ready()
	d.Deal.Stage = playbook.S3
	with("U", supports(2))(d)
	with("T", supports(-1))(d)
	if !standing(d, "X6").Met {
		t.Error("a user at +2 and a known gatekeeper are enough for S3.X6")
	}
	d = ready()
	with("E", supports(3))(d)
	if !standing(d, "X1").Met {
		t.Error("support +3, seen lately, is enough for S4.X1")
	}
	d.Criteria, d.Deal.Procurement = nil, strategy.Direct
	if !standing(d, "X2").Met {
		t.Error("without scored criteria S4.X2 passes")
	}
	with("C2", func(p *person) { p.MovedPostAt = ago(1) })(d)
	d.FlagStates = []strategy.FlagState{{ID: "RF-07", Subject: "C2", Status: strategy.FlagMitigating}}
	if !standing(d, "X6").Met {
		t.Error("a critical flag that somebody deals with does not block S4.X6")
	}
	d.Competitors, d.Deal.Competition = nil, strategy.Sole
	if !standing(d, "X3").Met {
		t.Error("without rivals, confirmed, S4.X3 passes")
	}
}

// A judgement wins over facts in both directions; what nobody judged and nothing
// derives is not met.
func TestJudgedExits(t *testing.T) {
	d := ready()
	d.Deal.Stage = playbook.S3
	d.Deal.NeedDocAt = calendar.Day(0)
	d.Deal.ExitMet = map[playbook.Exit]bool{"X1": true, "X4": false, "X7": true}
	g := strategy.Diagnose(d).Gate
	want := []playbook.Standing{
		{Exit: "X1", Met: true, How: playbook.Judged}, {Exit: "X2", How: playbook.None},
		{Exit: "X3", Met: true, How: playbook.Derived}, {Exit: "X4", How: playbook.Judged},
		{Exit: "X5", Met: true, How: playbook.Derived}, {Exit: "X6", Met: true, How: playbook.Derived},
	}
	for i := range want {
		if g.Standings[i] != want[i] {
			t.Errorf("%+v, want %+v", g.Standings[i], want[i])
		}
	}
	if g.Met() != 4 || g.Total() != 6 || len(g.Unmet()) != 2 {
		t.Errorf("%d of %d, unmet %v", g.Met(), g.Total(), g.Unmet())
	}
}
