package playbook_test

import (
	"slices"
	"strings"
	"testing"

	"sente/internal/fault"
	"sente/internal/sales/playbook"
)

func content(change func(*playbook.OwnContent)) playbook.OwnContent {
	c := playbook.OwnContent{Base: playbook.SixSteps, Name: playbook.Wording{Chinese: " 大客户 "},
		Steps: []playbook.OwnStep{{Code: "b", Name: playbook.Wording{English: "Meet"}}, {Code: "a"}},
		Gates: []playbook.OwnGate{
			{Stage: "S4", TypicalDays: 90}, {Stage: "S2", Open: true}, {Stage: "S5"},
			{Stage: "S3", Criteria: []playbook.OwnExit{{Code: "X5", Skipped: true}, {Code: "X2", Text: playbook.Wording{Chinese: "演示"}}, {Code: "X1"}}},
		}}
	if change != nil {
		change(&c)
	}
	return c
}

func TestOwnContentIsChecked(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*playbook.OwnContent)
		code  string
		field string
	}{
		"no name":        {func(c *playbook.OwnContent) { c.Name = playbook.Wording{English: "  "} }, "name_missing", "name"},
		"long name":      {func(c *playbook.OwnContent) { c.Name.English = strings.Repeat("x", 101) }, "too_long", "name"},
		"no base":        {func(c *playbook.OwnContent) { c.Base = "O-1" }, "value_invalid", "base"},
		"foreign step":   {func(c *playbook.OwnContent) { c.Steps[1].Code = "S1" }, "value_invalid", "steps[1].code"},
		"step twice":     {func(c *playbook.OwnContent) { c.Steps[1].Code = "b" }, "value_invalid", "steps[1].code"},
		"delivery":       {func(c *playbook.OwnContent) { c.Gates[0].Stage = "D1" }, "value_invalid", "gates[0].stage"},
		"gate twice":     {func(c *playbook.OwnContent) { c.Gates[1].Stage = "S4" }, "value_invalid", "gates[1].stage"},
		"days":           {func(c *playbook.OwnContent) { c.Gates[0].TypicalDays = 1001 }, "value_invalid", "gates[0].typical_days"},
		"last gate":      {func(c *playbook.OwnContent) { c.Gates[1].Stage = "S6" }, "template_last_gate", "gates[1].open"},
		"criterion":      {func(c *playbook.OwnContent) { c.Gates[3].Criteria[2].Code = "X7" }, "value_invalid", "gates[3].criteria[2].code"},
		"criteria twice": {func(c *playbook.OwnContent) { c.Gates[3].Criteria[2].Code = "X2" }, "value_invalid", "gates[3].criteria[2].code"},
		"long text":      {func(c *playbook.OwnContent) { c.Gates[3].Criteria[1].Text.Chinese = strings.Repeat("字", 301) }, "too_long", "gates[3].criteria[1].text"},
		"asks nothing": {func(c *playbook.OwnContent) {
			c.Gates[2].Criteria = []playbook.OwnExit{{Code: "X1", Skipped: true}, {Code: "X2", Skipped: true}, {Code: "X3", Skipped: true}}
		}, "template_gate_empty", "gates[2].criteria"},
	} {
		bad := content(c.spoil)
		if e := fault.Of(bad.Check()); e == nil || e.Code != c.code || e.Field != c.field {
			t.Errorf("%s: %+v", name, e)
		}
	}
	c := content(nil)
	if err := c.Check(); err != nil {
		t.Fatal(err)
	}
	if c.Name.Chinese != "大客户" || len(c.Steps) != 1 || c.Steps[0].Code != "b" || len(c.Gates) != 3 ||
		c.Gates[0].Stage != "S2" || c.Gates[2].Stage != "S4" || len(c.Gates[1].Criteria) != 2 || c.Gates[1].Criteria[0].Code != "X2" {
		t.Errorf("not in its one form: %+v", c)
	}
	again := content(func(c *playbook.OwnContent) { slices.Reverse(c.Gates) })
	if err := again.Check(); err != nil || !again.Same(&c) {
		t.Errorf("the order matters: %+v (%v)", again, err)
	}
}

func TestOwnGates(t *testing.T) {
	c := content(nil)
	if err := c.Check(); err != nil {
		t.Fatal(err)
	}
	own := &playbook.Own{Code: playbook.OwnCode(1), Content: c}
	var method *playbook.Own
	if own.TypicalDays("S4") != 90 || own.TypicalDays("S3") != 60 || method.TypicalDays("S4") != 45 || own.TypicalDays("D1") != 0 {
		t.Error("typical days")
	}
	if own.Blocks("S2") || !own.Blocks("S3") || !method.Blocks("S2") {
		t.Error("what blocks")
	}
	g := playbook.Evaluate("S3", map[playbook.Exit]bool{"X1": true}, func(playbook.Exit) (bool, bool) { return false, true })
	if got := own.Unmet(g); !slices.Equal(got, []playbook.Exit{"X2", "X3", "X4", "X6"}) {
		t.Errorf("own: %v", got)
	}
	if got := method.Unmet(g); len(got) != 5 {
		t.Errorf("the method's: %v", got)
	}
	if playbook.OwnCode(2) != "O-2" || !playbook.OwnCode(2).Owned() || playbook.OwnCode(2).Valid() || playbook.Unified.Owned() {
		t.Error("codes")
	}
}

// A gate counts what its template asks for; without a template of the company's
// own it counts all.
func TestOwnGateCounts(t *testing.T) {
	own := &playbook.Own{Content: content(nil)}
	gate := playbook.Evaluate("S3", map[playbook.Exit]bool{"X1": true, "X5": true},
		func(playbook.Exit) (bool, bool) { return false, false })
	for _, c := range []struct {
		own        *playbook.Own
		met, total int
	}{{own, 1, gate.Total() - 1}, {nil, 2, gate.Total()}} {
		if met, total := c.own.Count(gate); met != c.met || total != c.total {
			t.Errorf("%d of %d, want %d of %d", met, total, c.met, c.total)
		}
	}
}
