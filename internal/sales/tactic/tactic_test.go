package tactic_test

import (
	"math"
	"slices"
	"testing"

	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/strategy"
	"sente/internal/sales/tactic"
)

var today, _ = calendar.ParseDay("2026-11-23")

// ago is a day before today; a negative number is a day to come.
func ago(days int) calendar.Day { return today.Add(-days) }

// plain is a deal in the commercial stage with one technical gatekeeper who is
// met, neither for nor against us, and keeps an even keel.
func plain() strategy.Dossier {
	d := strategy.Dossier{AsOf: today, Deal: strategy.Deal{Status: strategy.Open, Stage: playbook.S4,
		Competition: strategy.Level}}
	d.Influences = []strategy.Influence{{ID: "p", Roles: []influence.Role{influence.TB}, Level: influence.High,
		Support: 1, Mode: influence.EvenKeel, Contact: influence.Appointment, Last: ago(5), Wins: []string{"safety"}}}
	return d
}

func read(d strategy.Dossier) tactic.Tactics {
	g := strategy.Diagnose(&d)
	return tactic.Read(&d, &g)
}

func codes(list []tactic.Advice) (out []string) {
	for _, a := range list {
		out = append(out, a.Code)
	}
	return out
}

func TestAdviceOnAPerson(t *testing.T) {
	yes, no := new(true), new(false)
	for _, c := range []struct {
		name  string
		spoil func(*strategy.Influence, *strategy.Deal)
		want  []string
	}{
		{"plain", func(*strategy.Influence, *strategy.Deal) {}, []string{"TB.EK", "support.secure"}},
		{"growth", func(p *strategy.Influence, _ *strategy.Deal) { p.Mode = influence.Growth }, []string{"TB.G", "support.secure"}},
		{"computed", func(p *strategy.Influence, _ *strategy.Deal) {
			p.Mode, p.Expectation, p.Reality, p.Baseline = "", new(8), new(3), new(6)
		}, []string{"TB.T", "support.secure"}},
		{"unknown", func(p *strategy.Influence, _ *strategy.Deal) { p.Mode, p.Support = "", 0 }, []string{"unknown.TB", "support.unknown"}},
		{"stranger", func(p *strategy.Influence, _ *strategy.Deal) { p.Contact, p.Last = 0, 0 }, []string{"first", "TB.EK", "support.secure"}},
		{"seen once", func(p *strategy.Influence, _ *strategy.Deal) { p.Contact = 0 }, []string{"TB.EK", "support.secure"}},
		{"advocate", func(p *strategy.Influence, _ *strategy.Deal) { p.Support = 4 }, []string{"TB.EK", "support.act"}},
		{"cool", func(p *strategy.Influence, _ *strategy.Deal) { p.Support = -2 }, []string{"TB.EK", "support.needs"}},
		{"negative", func(p *strategy.Influence, _ *strategy.Deal) { p.Support = -3 }, []string{"TB.EK", "support.listen"}},
		{"against", func(p *strategy.Influence, _ *strategy.Deal) { p.Support = -4 }, []string{"TB.EK", "support.isolate"}},
		{"fallen", func(p *strategy.Influence, _ *strategy.Deal) {
			p.History = []strategy.Observation{{On: ago(40), Support: 3}, {On: ago(1), Support: 1}}
		}, []string{"fallen", "TB.EK", "support.secure"}},
		{"threatened", func(p *strategy.Influence, _ *strategy.Deal) { p.Threatened = true }, []string{"threatened", "TB.EK", "support.secure"}},
		{"no win known", func(p *strategy.Influence, _ *strategy.Deal) { p.Wins = nil }, []string{"TB.EK", "support.secure", "wins"}},
		{"two roles", func(p *strategy.Influence, d *strategy.Deal) {
			p.Roles, d.Stage = []influence.Role{influence.EB, influence.UB}, playbook.S1
			p.LevelRank = 5
		}, []string{"UB.EK", "EB.EK", "support.secure", "executive", "counterpart"}},
		{"executive late", func(p *strategy.Influence, d *strategy.Deal) {
			p.Roles, d.Stage = []influence.Role{influence.EB, influence.UB}, playbook.S5
			p.LevelRank, p.Counterpart = 4, "Han"
		}, []string{"EB.EK", "UB.EK", "support.secure", "executive"}},
		{"coach", func(p *strategy.Influence, _ *strategy.Deal) {
			p.Roles, p.Coach = []influence.Role{influence.CO}, influence.Coach{Credits: yes, Credible: yes, WantsUs: yes}
		}, []string{"CO.EK", "support.secure", "coach.use"}},
		{"half a coach", func(p *strategy.Influence, _ *strategy.Deal) {
			p.Roles, p.Coach = []influence.Role{influence.CO}, influence.Coach{Credits: yes}
			p.Promoter = true
		}, []string{"CO.EK", "support.secure", "coach.verify", "coach.promoter"}},
		{"no coach", func(p *strategy.Influence, _ *strategy.Deal) {
			p.Roles, p.Coach = []influence.Role{influence.CO}, influence.Coach{Credits: yes, WantsUs: no}
		}, []string{"CO.EK", "support.secure", "coach.failed"}},
	} {
		d := plain()
		c.spoil(&d.Influences[0], &d.Deal)
		if got := codes(read(d).People[0].Advice); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestBypass: to go past a blocker takes every one of the four conditions.
func TestBypass(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*strategy.Influence, *strategy.Deal)
		want  string
	}{
		{"all four", func(*strategy.Influence, *strategy.Deal) {}, "bypass"},
		{"level", func(_ *strategy.Influence, d *strategy.Deal) { d.Competition = strategy.Level }, "blocker"},
		{"unknown position", func(_ *strategy.Influence, d *strategy.Deal) { d.Competition = "" }, "blocker"},
		{"early", func(_ *strategy.Influence, d *strategy.Deal) { d.Stage = playbook.S3 }, "blocker"},
		{"only negative", func(p *strategy.Influence, _ *strategy.Deal) { p.Support = -3 }, "blocker"},
		{"unknown support", func(p *strategy.Influence, _ *strategy.Deal) { p.Support = 0 }, "blocker"},
		{"coach", func(p *strategy.Influence, _ *strategy.Deal) { p.Roles = append(p.Roles, influence.CO) }, "blocker"},
	} {
		d := plain()
		d.Deal.Competition, d.Influences[0].Blocker, d.Influences[0].Support = strategy.Behind, true, -4
		c.spoil(&d.Influences[0], &d.Deal)
		if got := read(d).People[0].Advice[0].Code; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestAdviceOnThePosition(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*strategy.Dossier)
		want  []string
	}{
		{"plain", func(*strategy.Dossier) {}, []string{"find.EB", "find.CO", "closing.wait"}},
		{"early", func(d *strategy.Dossier) { d.Deal.Stage = playbook.S2 }, []string{"find.EB", "find.CO"}},
		{"leading", func(d *strategy.Dossier) { d.Deal.Competition = strategy.Leading }, []string{"find.EB", "find.CO", "leading", "closing.hasten"}},
		{"alone", func(d *strategy.Dossier) { d.Deal.Competition = strategy.Sole }, []string{"find.EB", "find.CO", "closing.hasten"}},
		{"behind, late, away", func(d *strategy.Dossier) {
			d.Deal.Competition, d.Deal.Stage, d.Deal.Home = strategy.Behind, playbook.S5, strategy.OpponentGround
		}, []string{"find.EB", "find.CO", "home.opponent", "behind", "price", "closing.delay"}},
		{"one coach", func(d *strategy.Dossier) {
			d.Influences = append(d.Influences, strategy.Influence{ID: "c", Roles: []influence.Role{influence.CO, influence.EB},
				Coach: influence.Coach{Credits: new(true), Credible: new(true), WantsUs: new(true)}})
			d.Deal.Home = strategy.OwnGround
		}, []string{"coach.second", "home.own", "closing.wait"}},
		{"a coach who left", func(d *strategy.Dossier) {
			d.Influences = append(d.Influences, strategy.Influence{ID: "c", Roles: []influence.Role{influence.CO}, LeftAt: ago(1)})
		}, []string{"find.EB", "find.CO", "closing.wait"}},
		{"rivals", func(d *strategy.Dossier) {
			d.Competitors = []strategy.Competitor{{Name: "A", CounterPlan: true}, {Name: "B"}}
		}, []string{"find.EB", "find.CO", "rival", "rival.unknown", "third_party", "closing.wait"}},
		{"tender", func(d *strategy.Dossier) { d.Deal.Procurement = strategy.PublicTender }, []string{"find.EB", "find.CO", "tender", "closing.wait"}},
	} {
		d := plain()
		c.spoil(&d)
		if got := codes(read(d).Position); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// crowd is a deal with a decision maker, a gatekeeper and a coach besides.
func crowd() strategy.Dossier {
	d := plain()
	d.Deal.Stage = playbook.S3
	d.Influences = append(d.Influences,
		strategy.Influence{ID: "e", Roles: []influence.Role{influence.EB}, Level: influence.High, Contact: 2},
		strategy.Influence{ID: "c", Roles: []influence.Role{influence.CO}, Level: influence.High, Contact: 2},
		strategy.Influence{ID: "gone", Roles: []influence.Role{influence.EB}, LeftAt: ago(3)})
	d.Calls = []strategy.Call{{At: ago(20), Who: []string{"p", "somebody else"}}, {At: ago(5), Who: []string{"p"}},
		{At: ago(70), Who: []string{"p", "e"}}, {At: ago(3), Who: []string{"c"}}}
	return d
}

func TestWhomToSee(t *testing.T) {
	d := crowd()
	got := read(d)
	var order []string
	by := map[string]tactic.Person{}
	for _, p := range got.People {
		order, by[p.ID] = append(order, p.ID), p
	}
	if !slices.Equal(order, []string{"e", "p", "c"}) {
		t.Errorf("order %v", order)
	}
	e, p := by["e"].Attention, by["p"].Attention
	if e.Verdict != tactic.Silent || e.Seen != 0 || e.LastOn != ago(70) || math.Abs(e.Want-1.8/4.8) > 1e-9 {
		t.Errorf("decision maker %+v", e)
	}
	if p.Verdict != tactic.Over || p.Seen != 2 || p.Got != 1 || p.LastOn != ago(5) {
		t.Errorf("gatekeeper %+v: two days, the last contact is that of a visit", p)
	}
	if c := by["c"].Attention; c.Verdict != "" || c.Seen != 1 || c.Want != 0 {
		t.Errorf("coach %+v", c)
	}
	want := []influence.Role{influence.EB, influence.TB}
	for i, s := range got.Shares {
		if s.Role != want[i] || !s.Off {
			t.Errorf("share %+v, want %s far off", s, want[i])
		}
	}
}

func TestVerdicts(t *testing.T) {
	for _, c := range []struct {
		name  string
		calls []strategy.Call
		want  tactic.Verdict
	}{
		{"never", nil, tactic.Never},
		{"long ago", []strategy.Call{{At: ago(31), Who: []string{"e"}}}, tactic.Silent},
		{"as much as he counts", []strategy.Call{{At: ago(30), Who: []string{"e", "p"}}}, tactic.Steady},
		{"too little", []strategy.Call{{At: ago(9), Who: []string{"e", "p"}}, {At: ago(8), Who: []string{"p"}},
			{At: ago(7), Who: []string{"p"}}, {At: ago(6), Who: []string{"p"}}}, tactic.Under},
		{"soon", []strategy.Call{{At: ago(-3), Who: []string{"e"}}, {At: ago(-9), Who: []string{"e"}}}, tactic.Planned},
	} {
		d := crowd()
		d.Calls = c.calls
		for _, p := range read(d).People {
			if p.ID == "e" && p.Verdict != c.want {
				t.Errorf("%s: %+v, want %s", c.name, p.Attention, c.want)
			}
			if p.ID == "e" && c.want == tactic.Planned && p.NextOn != ago(-3) {
				t.Errorf("the next meeting is on %v", p.NextOn)
			}
		}
	}
}
