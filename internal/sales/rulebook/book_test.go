package rulebook_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"sente/internal/fault"
	"sente/internal/sales/limit"
	"sente/internal/sales/rulebook"
	"sente/internal/sales/strategy"
)

func TestEveryThresholdHasARangeThatHoldsItsDefault(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rulebook.Rules() {
		if seen[r.ID] || !r.Sort.Valid() || (r.Sort == rulebook.Strength) != (len(r.Levels) == 0) {
			t.Errorf("%+v", r)
		}
		seen[r.ID] = true
		for _, l := range r.Limits {
			if k := rulebook.RangeOf(l.Name); !k.Holds(l.Value) || !k.Unit.Valid() {
				t.Errorf("%s %s is %v, its range %+v", r.ID, l.Name, l.Value, k)
			}
		}
	}
	if len(seen) != 83+14+15 {
		t.Errorf("got %d rules", len(seen))
	}
	if rulebook.RangeOf("weeks").Holds(1) {
		t.Error("an unknown threshold has a range")
	}
}

func draft(changes ...rulebook.Change) rulebook.Draft {
	return rulebook.Draft{Content: rulebook.Content{Changes: changes}}
}

func TestDraftKeepsOnlyWhatDiffers(t *testing.T) {
	d := draft(
		rulebook.Change{Rule: "NG-05", Levels: []string{"error", "error"}},
		rulebook.Change{Rule: "RF-46", Levels: []string{"critical"}},
		rulebook.Change{Rule: "RF-20", Limits: map[limit.Name]float64{"days": 45, "grave_from": 2}},
		rulebook.Change{Rule: "RF-02", Off: true},
	)
	delete(d.Changes[2].Limits, "grave_from")
	d.Note = "  quarterly \n"
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	want := []rulebook.Change{{Rule: "RF-02", Off: true}, {Rule: "RF-20", Limits: map[limit.Name]float64{"days": 45}},
		{Rule: "NG-05", Levels: []string{"error", "error"}}}
	if !reflect.DeepEqual(d.Changes, want) || d.Note != "quarterly" {
		t.Errorf("got %+v", d)
	}
	s := d.Settings()
	if err := s.Check(); err != nil {
		t.Error(err)
	}
	if !s.Flags[1].Off || s.Flags[19].Limit("days").Value != 45 || s.Bargain[4].Levels[0] != "error" {
		t.Errorf("%+v %+v %+v", s.Flags[1], s.Flags[19], s.Bargain[4])
	}
	if strategy.Defaults().Flags[19].Limit("days").Value != 30 {
		t.Error("the method was changed")
	}
}

func TestMethodChangesNothing(t *testing.T) {
	m := rulebook.Method()
	if got := m.Content.Settings(); !reflect.DeepEqual(got, strategy.Defaults()) {
		t.Errorf("%+v", got)
	}
}

func TestWhatTheProgramNoLongerKnowsHasNoEffect(t *testing.T) {
	c := draft(rulebook.Change{Rule: "RF-99", Off: true},
		rulebook.Change{Rule: "RF-20", Levels: []string{"fatal"}, Limits: map[limit.Name]float64{"weeks": 3, "days": -1}}).Content
	if got := c.Settings(); !reflect.DeepEqual(got, strategy.Defaults()) {
		t.Errorf("%+v", got)
	}
}

func TestDraftRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		d           rulebook.Draft
		field, code string
	}{
		"unknown": {draft(rulebook.Change{Rule: "RF-99"}), "changes.0.rule", "rule_unknown"},
		"twice":   {draft(rulebook.Change{Rule: "RF-20", Off: true}, rulebook.Change{Rule: "RF-20"}), "changes.1.rule", "rule_unknown"},
		"level":   {draft(rulebook.Change{Rule: "RF-20", Levels: []string{"fatal"}}), "changes.RF-20.levels", "rule_levels"},
		"levels":  {draft(rulebook.Change{Rule: "RF-20", Levels: []string{"high", "high"}}), "changes.RF-20.levels", "rule_levels"},
		"order":   {draft(rulebook.Change{Rule: "RF-01", Levels: []string{"high", "low"}}), "changes.RF-01.levels", "rule_levels"},
		"none":    {draft(rulebook.Change{Rule: "ST-01", Levels: []string{"high"}}), "changes.ST-01.levels", "rule_levels"},
		"limit":   {draft(rulebook.Change{Rule: "RF-20", Limits: map[limit.Name]float64{"weeks": 3}}), "changes.RF-20.weeks", "rule_limit"},
		"half":    {draft(rulebook.Change{Rule: "RF-20", Limits: map[limit.Name]float64{"days": 3.5}}), "changes.RF-20.days", "rule_whole"},
		"far":     {draft(rulebook.Change{Rule: "RF-20", Limits: map[limit.Name]float64{"days": 4000}}), "changes.RF-20.days", "out_of_range"},
		"note":    {rulebook.Draft{Note: strings.Repeat("字", 501)}, "note", "too_long"},
	} {
		before, _ := json.Marshal(c.d.Changes)
		err := fault.Of(c.d.Check())
		if err == nil || err.Field != c.field || err.Code != c.code {
			t.Errorf("%s: got %v at %v", name, err, err)
		}
		if after, _ := json.Marshal(c.d.Changes); string(after) != string(before) {
			t.Errorf("%s: the draft was changed", name)
		}
	}
}
