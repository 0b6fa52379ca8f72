package limit_test

import (
	"math"
	"testing"

	"sente/internal/sales/limit"
)

func TestHolds(t *testing.T) {
	const days limit.Name = "days"
	for _, c := range []struct {
		limit            limit.Limit
		below, at, above bool
	}{
		{days.AtLeast(3), false, true, true},
		{days.Over(3), false, false, true},
		{days.AtMost(3), true, true, false},
		{days.Under(3), true, false, false},
		{days.Exactly(3), false, true, false},
	} {
		for x, want := range map[float64]bool{2: c.below, 3: c.at, 4: c.above} {
			if c.limit.Holds(x) != want || c.limit.HoldsReal(x+1e-12) != want {
				t.Errorf("%v at %v: not %v", c.limit, x, want)
			}
		}
		if twin := c.limit.Op.Twin(); twin.Twin() != c.limit.Op || !twin.Valid() {
			t.Errorf("%s, %s", c.limit.Op, twin)
		}
	}
}

// The noise of float64 does not move a number over a limit.
func TestNoise(t *testing.T) {
	const share limit.Name = "share"
	for _, x := range []float64{0.1, 0.7, 1.1, 3, 123456.78, 98765432.1, 1e12, 1e90} {
		if share.Over(0.3).Times(x).HoldsReal(0.1*x + 0.2*x) {
			t.Errorf("30 %% of %v is over 30 %%", x)
		}
		if !share.Over(0.3).Times(x).HoldsReal(0.3001 * x) {
			t.Errorf("30.01 %% of %v is not over 30 %%", x)
		}
	}
	if got := limit.Clean(math.Inf(1)); !math.IsInf(got, 1) {
		t.Errorf("%v", got)
	}
	if limit.Clean(0.4996) == 0.5 || limit.Clean(-0.1-0.2) != -0.3 {
		t.Error("clean is not nine decimals")
	}
}

func TestFits(t *testing.T) {
	rule := limit.Tuning[string]{ID: "R", Levels: []string{"high"}, Limits: []limit.Limit{{Name: "days", Op: limit.Over, Value: 3}}}
	for name, c := range map[string]struct {
		change func(*limit.Tuning[string])
		want   bool
	}{
		"same":    {func(*limit.Tuning[string]) {}, true},
		"tuned":   {func(t *limit.Tuning[string]) { t.Limits[0].Value, t.Levels[0], t.Off = 9, "low", true }, true},
		"twin":    {func(t *limit.Tuning[string]) { t.Limits[0].Op = limit.AtLeast }, true},
		"other":   {func(t *limit.Tuning[string]) { t.Limits[0].Op = limit.Under }, false},
		"renamed": {func(t *limit.Tuning[string]) { t.Limits[0].Name = "weeks" }, false},
		"levels":  {func(t *limit.Tuning[string]) { t.Levels = nil }, false},
		"id":      {func(t *limit.Tuning[string]) { t.ID = "S" }, false},
	} {
		t2 := rule.Clone()
		c.change(&t2)
		if t2.Fits(&rule) != c.want {
			t.Errorf("%s: not %v", name, c.want)
		}
	}
	if rule.Limits[0].Value != 3 || rule.Has("weeks") || !rule.Has("days") {
		t.Errorf("%+v", rule)
	}
}
