package qualify_test

import (
	"math"
	"slices"
	"testing"

	"sente/internal/sales/calendar"
	"sente/internal/sales/qualify"
)

// points gives every item n points; change then spoils it.
func points(n int, change func(map[qualify.Item]int)) map[qualify.Item]int {
	m := map[qualify.Item]int{}
	for _, item := range qualify.Item.All("") {
		m[item] = n
	}
	change(m)
	return m
}

func verdict(pass *bool) string {
	switch {
	case pass == nil:
		return "open"
	case *pass:
		return "pass"
	}
	return "fail"
}

// The parts of a score are its sum, and say what is unknown and what has a veto.
func TestParts(t *testing.T) {
	given := points(1, func(m map[qualify.Item]int) { m["R1"] = 2; delete(m, "R4") })
	weights := map[qualify.Item]float64{"R2": 3}
	parts := qualify.Parts(given, weights, []qualify.Item{"R3"})
	sum, most := 0.0, 0.0
	for _, p := range parts {
		sum, most = sum+p.Score, most+p.Most
		if (p.Points == nil) != (p.Item == "R4") || p.Veto != (p.Item == "R3") || (p.Weight == 3) != (p.Item == "R2") {
			t.Errorf("part %+v", p)
		}
	}
	if r := qualify.Score(given, weights, nil); math.Abs(sum-r.Score20) > 1e-9 || math.Abs(most-20) > 1e-9 || len(parts) != 10 {
		t.Errorf("%d parts make %v of %v, want %v of 20", len(parts), sum, most, r.Score20)
	}
}

func TestScore(t *testing.T) {
	none := func(map[qualify.Item]int) {}
	for _, c := range []struct {
		name       string
		points     map[qualify.Item]int
		weights    map[qualify.Item]float64
		veto       []qualify.Item
		score, max float64
		verdict    string
		failed     int
	}{
		{"all good", points(2, none), nil, nil, 20, 20, "pass", 0},
		{"on the line", points(1, func(m map[qualify.Item]int) { m["R1"], m["R2"] = 2, 2 }), nil, nil, 12, 12, "pass", 0},
		{"below the line", points(1, func(m map[qualify.Item]int) { m["R1"] = 2 }), nil, nil, 11, 11, "fail", 0},
		{"nothing known", nil, nil, nil, 0, 20, "open", 0},
		{"one unknown, may pass", points(2, func(m map[qualify.Item]int) { delete(m, "R4") }), nil, nil, 18, 20, "open", 0},
		{"one unknown, cannot pass", points(1, func(m map[qualify.Item]int) { delete(m, "R4") }), nil, nil, 9, 11, "fail", 0},
		{"veto", points(2, func(m map[qualify.Item]int) { m["R3"] = 0 }), nil, []qualify.Item{"R3"}, 18, 18, "fail", 1},
		{"zero without veto", points(2, func(m map[qualify.Item]int) { m["R3"] = 0 }), nil, []qualify.Item{"R4"},
			18, 18, "pass", 0},
		{"unknown veto item", points(2, func(m map[qualify.Item]int) { delete(m, "R3") }), nil, []qualify.Item{"R3"},
			18, 20, "open", 0},
		{"weight", points(2, func(m map[qualify.Item]int) { m["R1"] = 0 }), map[qualify.Item]float64{"R1": 2}, nil,
			20.0 * 18 / 22, 20.0 * 18 / 22, "pass", 0},
		{"weight 0", points(2, func(m map[qualify.Item]int) { m["R1"] = 0 }), map[qualify.Item]float64{"R1": 0}, nil,
			20, 20, "pass", 0},
		{"0.1 is not exact", points(0, func(m map[qualify.Item]int) {
			m["R1"], m["R2"], m["R3"], m["R4"], m["R5"], m["R6"] = 2, 2, 2, 2, 2, 2
		}), tenths(), nil, 12, 12, "pass", 0},
	} {
		r := qualify.Score(c.points, c.weights, c.veto)
		if math.Abs(r.Score20-c.score) > 1e-9 || math.Abs(r.Max-c.max) > 1e-9 || verdict(r.Pass) != c.verdict ||
			len(r.VetoFailed) != c.failed || r.Final != (len(c.points) == 10) {
			t.Errorf("%s: %+v, %s", c.name, r, verdict(r.Pass))
		}
	}
}

func tenths() map[qualify.Item]float64 {
	m := map[qualify.Item]float64{}
	for _, item := range qualify.Item.All("") {
		m[item] = 0.1
	}
	return m
}

func TestVetoOrder(t *testing.T) {
	r := qualify.Score(points(0, func(map[qualify.Item]int) {}), nil, []qualify.Item{"R10", "R2", "R2"})
	if !slices.Equal(r.VetoFailed, []qualify.Item{"R2", "R10"}) {
		t.Error(r.VetoFailed)
	}
}

func TestLargeChance(t *testing.T) {
	sound := qualify.Score(points(2, func(map[qualify.Item]int) {}), nil, nil)
	if !sound.LargeChance(qualify.Unknown) || sound.LargeChance(qualify.No) {
		t.Error("only a no to the second question makes the chance small")
	}
	for name, r := range map[string]qualify.Result{
		"open":   qualify.Score(points(2, func(m map[qualify.Item]int) { delete(m, "R1") }), nil, nil),
		"low":    qualify.Score(points(1, func(map[qualify.Item]int) {}), nil, nil),
		"vetoed": qualify.Score(points(2, func(m map[qualify.Item]int) { m["R1"] = 0 }), nil, []qualify.Item{"R1"}),
	} {
		if r.LargeChance(qualify.Yes) {
			t.Errorf("%s score has a large chance", name)
		}
	}
}

func TestGrade(t *testing.T) {
	day := calendar.MustDay("2026-03-02")
	for _, c := range []struct {
		large bool
		close calendar.Day
		want  qualify.Grade
	}{
		{true, day.Add(180), qualify.A}, {false, day.Add(180), qualify.B}, {true, day.Add(181), qualify.C},
		{false, day.Add(181), qualify.D}, {true, 0, qualify.C}, {true, day.Add(-400), qualify.A},
	} {
		if got := qualify.GradeOf(c.large, qualify.ShortTime(day, c.close)); got != c.want {
			t.Errorf("%v %s: %s, want %s", c.large, c.close, got, c.want)
		}
	}
}

func TestMAN(t *testing.T) {
	if n := (qualify.MAN{M: qualify.Yes, A: qualify.Unknown, N: qualify.No}).Score(); n != 1 {
		t.Error(n)
	}
	if n := (qualify.MAN{M: qualify.Yes, A: qualify.Yes, N: qualify.Yes}).Score(); n != 3 {
		t.Error(n)
	}
}

func TestClosedLists(t *testing.T) {
	if !qualify.Answer("yes").Valid() || qualify.Answer("maybe").Valid() || qualify.Answer("").Known() ||
		qualify.Unknown.Known() || !qualify.No.Known() {
		t.Error("answers")
	}
	if !qualify.Item("R10").Valid() || qualify.Item("R0").Valid() || len(qualify.Item.All("")) != 10 {
		t.Error("items")
	}
	if !qualify.D.Valid() || qualify.Grade("E").Valid() {
		t.Error("grades")
	}
}
