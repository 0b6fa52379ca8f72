package tactic_test

import (
	"fmt"
	"strings"
	"testing"

	"sente/internal/sales/strategy"
	"sente/internal/sales/tactic"
)

// said writes steps in one line each: what leads, what else it answers, its task,
// by when in days from today.
func said(steps []tactic.Step) string {
	var out []string
	for _, s := range steps {
		line := s.Rule + s.Exit
		for _, also := range s.Also {
			line += "+" + also
		}
		if s.Person != "" {
			line += " @" + s.Person
		}
		line += " " + s.Title
		if s.On != 0 {
			line += fmt.Sprintf("%+d", s.On.Since(today))
		}
		if s.Late {
			line += "!"
		}
		out = append(out, line)
	}
	return strings.Join(out, "; ")
}

func TestNext(t *testing.T) {
	flag := func(rule, person string, s strategy.Severity) tactic.Raised {
		return tactic.Raised{Rule: rule, Person: person, Subject: person, Severity: s}
	}
	high, medium := strategy.High, strategy.Medium
	for _, c := range []struct {
		name  string
		ahead tactic.Ahead
		want  string
	}{
		{"nothing", tactic.Ahead{}, ""},
		{"the gravest first, three at most", tactic.Ahead{Flags: []tactic.Raised{flag("C", "", strategy.Critical),
			flag("H", "", high), flag("M", "", medium), flag("N", "", medium)}}, "C +2; H +5; M +7"},
		{"flags about one person are one step, and weigh together", tactic.Ahead{Flags: []tactic.Raised{
			flag("A", "", high), flag("B", "p", high), flag("D", "p", medium), flag("E", "q", high)}},
			"B+D @p +5; A +5; E @q +5"},
		{"who counts more comes first", tactic.Ahead{Weights: map[string]float64{"p": 1, "q": 3},
			Flags: []tactic.Raised{flag("A", "p", high), flag("B", "q", high)}}, "B @q +5; A @p +5"},
		{"the task that answers a flag leads", tactic.Ahead{Flags: []tactic.Raised{flag("A", "p", high), flag("B", "p", high)},
			Todo: []tactic.Todo{{ID: 7, Title: "talk", Rule: "B", Subject: "p", On: ago(3)}}}, "B+A @p talk-3!"},
		{"of two tasks the earlier", tactic.Ahead{Flags: []tactic.Raised{flag("A", "p", high)}, Todo: []tactic.Todo{
			{ID: 7, Title: "late", Person: "p", On: ago(-9)}, {ID: 8, Title: "soon", Person: "p", On: ago(-1)},
			{ID: 9, Title: "undated", Person: "p"}}}, "A @p soon+1"},
		{"a task of its own, overdue before planned, before the gate", tactic.Ahead{Unmet: []string{"X1", "X2"}, Todo: []tactic.Todo{
			{ID: 7, Title: "later", On: ago(-9)}, {ID: 8, Title: "overdue", On: ago(1)}}}, " overdue-1!;  later+9; X1 +14"},
		{"an answered flag without a task is settled", tactic.Ahead{Flags: []tactic.Raised{
			{Rule: "A", Severity: high, Answered: true}}, Unmet: []string{"X1"}}, "X1 +14"},
		{"an answered flag is its task", tactic.Ahead{Flags: []tactic.Raised{{Rule: "A", Severity: high, Answered: true}},
			Todo: []tactic.Todo{{ID: 7, Title: "act", Rule: "A", On: ago(-4)}}}, "A act+4"},
		{"undated comes last", tactic.Ahead{Todo: []tactic.Todo{{ID: 7, Title: "some day"}, {ID: 8, Title: "day", On: ago(-90)}}},
			" day+90;  some day"},
	} {
		c.ahead.Today = today
		if got := said(c.ahead.Next()); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
