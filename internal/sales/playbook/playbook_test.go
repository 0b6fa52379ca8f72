package playbook_test

import (
	"slices"
	"testing"

	"sente/internal/sales/playbook"
)

func TestOrder(t *testing.T) {
	all := playbook.S1.All()
	if len(all) != 16 || all[0] != playbook.S1 || all[6] != playbook.D0 || all[15] != playbook.D9 {
		t.Fatal(all)
	}
	for i, s := range all {
		if s.Order() != i+1 || !s.Valid() || s.Selling() != (i < 6) {
			t.Errorf("%s: order %d", s, s.Order())
		}
		if s.Next() != "" && s.Next().Prev() != s {
			t.Errorf("%s: next %s, whose previous is %s", s, s.Next(), s.Next().Prev())
		}
	}
	if playbook.S1.Prev() != "" || playbook.D9.Next() != "" || playbook.S6.Next() != playbook.D0 {
		t.Error("the ends of the list")
	}
	for _, s := range []playbook.Stage{"", "S0", "S7", "D", "D10", "X1", "S/", "D:", "s1"} {
		if s.Valid() || s.Order() != 0 || s.Next() != "" || s.Prev() != "" || s.Selling() {
			t.Errorf("%q counts as a stage", s)
		}
	}
	if !playbook.D0.From(playbook.S6) || playbook.S2.From(playbook.S3) || !playbook.S3.From(playbook.S3) {
		t.Error("From")
	}
}

func TestTemplate(t *testing.T) {
	for _, c := range []struct {
		stage       playbook.Stage
		phase       playbook.Phase
		position    playbook.Position
		win         float64
		days, exits int
	}{
		{"S1", playbook.Early, playbook.Potential, .05, 30, 6}, {"S2", playbook.Early, playbook.Potential, .25, 30, 6},
		{"S3", playbook.Middle, playbook.Solution, .5, 60, 6}, {"S4", playbook.Middle, playbook.Commercial, .8, 45, 7},
		{"S5", playbook.Late, playbook.Commercial, .95, 30, 3}, {"S6", playbook.Late, playbook.Closing, 1, 30, 5},
		{"D0", playbook.Delivery, playbook.Closing, 1, 0, 0}, {"D8", playbook.Delivery, playbook.Closing, 1, 0, 0},
		{"D9", playbook.Delivery, playbook.Potential, 1, 0, 0}, {"", "", "", 0, 0, 0},
	} {
		s := playbook.Of(c.stage)
		if s.Stage != c.stage || s.Phase != c.phase || s.Position != c.position || s.TypicalDays != c.days ||
			len(playbook.Exits(c.stage)) != c.exits || playbook.WinProb(c.stage) != c.win {
			t.Errorf("%s: %+v", c.stage, s)
		}
	}
	for i, s := range playbook.Template() {
		if s.Stage.Order() != i+1 || s.Entry == "" || !s.BuyerFirst.Valid() || !s.BuyerLast.Valid() {
			t.Errorf("row %d: %+v", i, s)
		}
	}
}

func TestTemplateIsSafe(t *testing.T) {
	playbook.Template()[0].Probability = 99
	playbook.Exits(playbook.S1)[0] = "X7"
	playbook.S1.All()[0] = playbook.D9
	if playbook.Of(playbook.S1).Probability != 5 || playbook.Exits(playbook.S1)[0] != "X1" ||
		playbook.S1.All()[0] != playbook.S1 {
		t.Error("a caller can change the template")
	}
}

func TestEvaluate(t *testing.T) {
	derive := func(x playbook.Exit) (met, derivable bool) { return x == "X1", x != "X3" }
	g := playbook.Evaluate(playbook.S5, map[playbook.Exit]bool{"X2": true, "X5": true}, derive)
	want := []playbook.Standing{
		{Exit: "X1", Met: true, How: playbook.Derived}, {Exit: "X2", Met: true, How: playbook.Judged},
		{Exit: "X3", How: playbook.None},
	}
	if !slices.Equal(g.Standings, want) || g.Met() != 2 || g.Total() != 3 || !slices.Equal(g.Unmet(), []playbook.Exit{"X3"}) {
		t.Errorf("%+v", g)
	}
	refused := playbook.Evaluate(playbook.S5, map[playbook.Exit]bool{"X1": false}, derive)
	if refused.Standings[0].Met || refused.Standings[0].How != playbook.Judged {
		t.Errorf("a refusal wins over facts: %+v", refused)
	}
	if none := playbook.Evaluate(playbook.D1, nil, derive); none.Total() != 0 || none.Unmet() == nil {
		t.Errorf("%+v", none)
	}
}

func TestClosedLists(t *testing.T) {
	if playbook.Exit("X8").Valid() || !playbook.Exit("X7").Valid() || len(playbook.Exit.All("")) != 7 {
		t.Error("exits")
	}
	if playbook.How("").Valid() || !playbook.None.Valid() || playbook.Phase("").Valid() ||
		!playbook.Late.Valid() || playbook.Position("x").Valid() || !playbook.Closing.Valid() ||
		playbook.BuyerStage("B8").Valid() || !playbook.B7.Valid() {
		t.Error("closed lists")
	}
}
