package playbook_test

import (
	"slices"
	"testing"

	"sente/internal/sales/playbook"
)

func TestModels(t *testing.T) {
	steps := map[playbook.ModelCode]int{"T-UNI": 16, "T-000": 6, "T-001": 6, "T-002": 12, "T-003": 14, "T-004": 4}
	for _, m := range playbook.Models() {
		if len(m.Steps) != steps[m.Code] {
			t.Errorf("%s has %d steps, want %d", m.Code, len(m.Steps), steps[m.Code])
		}
		last, codes := 0, map[string]bool{}
		for _, s := range m.Steps {
			if codes[s.Code] || len(s.Marks) == 0 || s.Marks[0].Order() < last {
				t.Errorf("%s %s: %v after %d", m.Code, s.Code, s.Marks, last)
			}
			last, codes[s.Code] = s.Marks[0].Order(), true
		}
		for _, s := range playbook.S1.All() {
			if s.Selling() && !slices.Contains(m.At(s).Marks, s) {
				t.Errorf("%s: nowhere to stand at %s", m.Code, s)
			}
		}
	}
}

func TestModelAt(t *testing.T) {
	for _, c := range []struct {
		model playbook.ModelCode
		stage playbook.Stage
		step  string
	}{
		{"T-UNI", "S4", "S4"}, {"T-000", "S3", "c"}, {"T-000", "S4", "c"}, {"T-000", "D9", "f"}, {"T-001", "S5", "d"},
		{"T-002", "S2", "a"}, {"T-002", "S4", "f"}, {"T-002", "S6", "k"}, {"T-002", "D0", ""}, {"T-003", "D7", "D7"},
		{"T-003", "D8", ""}, {"T-004", "S2", "a"}, {"T-004", "D3", "d"}, {"own", "S2", "S2"},
	} {
		if got := playbook.ModelOf(c.model).At(c.stage).Code; got != c.step {
			t.Errorf("%s at %s: %q, want %q", c.model, c.stage, got, c.step)
		}
	}
	if playbook.ModelCode("T-005").Valid() || !playbook.FourPlaces.Valid() {
		t.Error("the list of templates")
	}
}
