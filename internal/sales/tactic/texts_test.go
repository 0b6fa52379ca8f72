package tactic_test

import (
	"testing"

	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/strategy"
	"sente/internal/sales/tactic"
	"sente/internal/text"
)

// every gives the advice of every role, mode and support, of marked and unmarked
// people, in every position.
func every(use func(tactic.Advice)) {
	show := func(d strategy.Dossier) {
		got := read(d)
		for _, a := range got.Position {
			use(a)
		}
		for _, p := range got.People {
			for _, a := range p.Advice {
				use(a)
			}
		}
	}
	for _, role := range influence.EB.All() {
		for _, mode := range append(influence.Growth.All(), "") {
			for _, s := range append(influence.Support(0).All(), 0) {
				d := plain()
				p := &d.Influences[0]
				p.Roles, p.Mode, p.Support, p.LevelRank, p.Wins = []influence.Role{role}, mode, s, 5, nil
				show(d)
				p.Blocker, p.Threatened, p.Promoter, p.Contact, p.Last = true, true, true, 0, 0
				p.History = []strategy.Observation{{On: ago(30), Support: 5}, {On: ago(1), Support: s}}
				p.Coach = influence.Coach{Credits: new(true), Credible: new(true), WantsUs: new(true)}
				show(d)
				p.Coach.WantsUs = new(false)
				show(d)
			}
		}
	}
	for _, c := range append(strategy.Sole.All(), "") {
		for _, h := range append(strategy.OwnGround.All(), "") {
			d := plain()
			d.Deal.Competition, d.Deal.Home, d.Deal.Stage = c, h, playbook.S5
			d.Deal.Procurement = strategy.PublicTender
			d.Influences[0].Blocker, d.Influences[0].Support = true, -5
			d.Competitors = []strategy.Competitor{{Name: "A", CounterPlan: true}, {Name: "B"}}
			show(d)
		}
	}
}

// TestEveryAdviceHasTexts: each advice says what to do, what not, why, and gives a
// task its title, in both languages.
func TestEveryAdviceHasTexts(t *testing.T) {
	seen := map[string]bool{}
	every(func(a tactic.Advice) {
		seen[a.Code] = true
		for _, key := range []string{"do." + a.Code, "task." + a.Code, "dont." + a.Dont, "why." + a.Why} {
			if !text.In(text.Chinese).Has("tactic."+key) || !text.In(text.English).Has("tactic."+key) {
				t.Errorf("no text tactic.%s", key)
			}
		}
		if a.Days < 1 || a.Days > 30 {
			t.Errorf("%s: within %d days", a.Code, a.Days)
		}
	})
	if len(seen) != 58 {
		t.Errorf("%d kinds of advice were met, want all 58: %v", len(seen), seen)
	}
}
