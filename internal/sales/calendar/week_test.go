package calendar_test

import (
	"testing"

	"sente/internal/sales/calendar"
)

func TestWeeks(t *testing.T) {
	for day, want := range map[string][2]string{
		"2026-11-22": {"2026-W47", "2026-11-16"}, "2026-11-23": {"2026-W48", "2026-11-23"},
		"2027-01-01": {"2026-W53", "2026-12-28"}, "2024-12-30": {"2025-W01", "2024-12-30"},
	} {
		d := calendar.MustDay(day)
		if d.Week() != want[0] || d.Monday().String() != want[1] {
			t.Errorf("%s is in %s from %s, want %v", day, d.Week(), d.Monday(), want)
		}
		if m, err := calendar.ParseWeek(want[0]); err != nil || m != d.Monday() {
			t.Errorf("%s begins on %s: %v", want[0], m, err)
		}
	}
	for _, s := range []string{"", "2026-47", "2025-W53", "2026-W00", "2026-W54", "0000-W01", "2026-w47", "26-W47"} {
		if d, err := calendar.ParseWeek(s); err == nil {
			t.Errorf("%q is taken for %s", s, d)
		}
	}
}
