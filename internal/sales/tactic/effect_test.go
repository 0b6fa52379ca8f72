package tactic_test

import (
	"testing"

	"sente/internal/sales/tactic"
)

func TestEffect(t *testing.T) {
	for _, c := range []struct {
		from, to, now string
		want          tactic.Effect
	}{
		{"-3", "1", "1", "reached"}, {"-3", "1", "4", "reached"}, {"-3", "1", "-1", "nearer"},
		{"-3", "1", "-3", "same"}, {"-3", "1", "-4", "back"}, {"", "1", "-4", "nearer"}, {"", "1", "2", "nearer"},
		{"-3", "1", "", ""}, {"-3", "", "2", ""}, {"5", "3", "2", "reached"}, {"5", "1", "3", "nearer"},
		{"0", "2", "1", "nearer"}, {"2", "3", "1", "back"},
		{"EK", "G", "G", "reached"}, {"EK", "G", "T", "reached"}, {"OC", "G", "EK", "nearer"},
		{"EK", "G", "OC", "back"}, {"G", "T", "G", "same"}, {"EK", "T", "EK", "same"},
	} {
		if got := tactic.EffectOf(c.from, c.to, c.now); got != c.want {
			t.Errorf("from %q to %q, now %q: %q, want %q", c.from, c.to, c.now, got, c.want)
		}
	}
}
