package influence_test

import (
	"testing"

	"sente/internal/sales/influence"
)

func TestComputedMode(t *testing.T) {
	for _, c := range []struct {
		e, r, b int
		want    influence.Mode
	}{
		{8, 6, 6, "G"}, {8, 6, 7, "G"}, {8, 6, 8, "T"}, {8, 4, 6, "T"}, {8, 5, 6, "G"},
		{7, 6, 10, "EK"}, {6, 6, 6, "EK"}, {5, 6, 6, "EK"}, {4, 6, 6, "OC"}, {0, 10, 10, "OC"},
	} {
		if got := influence.ComputedMode(&c.e, &c.r, &c.b); got != c.want {
			t.Errorf("(%d, %d, %d): %s, want %s", c.e, c.r, c.b, got, c.want)
		}
	}
	five := 5
	if influence.ComputedMode(nil, &five, &five)+influence.ComputedMode(&five, nil, &five)+
		influence.ComputedMode(&five, &five, nil) != "" {
		t.Error("an unknown value gives a mode")
	}
}

func TestWeight(t *testing.T) {
	for _, c := range []struct {
		level influence.Level
		roles []influence.Role
		phase influence.Phase
		want  float64
	}{
		{influence.High, []influence.Role{"UB"}, influence.Early, 3},
		{influence.High, []influence.Role{"UB"}, influence.Mid, 1.8},
		{influence.Low, []influence.Role{"UB"}, influence.Late, 0.3},
		{influence.Middle, []influence.Role{"UB"}, influence.Delivery, 2},
		{"", []influence.Role{"TB"}, influence.Early, 1.2},
		{"", []influence.Role{"TB"}, influence.Mid, 2},
		{influence.High, []influence.Role{"TB"}, influence.Late, 0.9},
		{influence.High, []influence.Role{"TB"}, influence.Delivery, 3},
		{influence.High, []influence.Role{"EB"}, influence.Early, 0.9},
		{influence.High, []influence.Role{"EB"}, influence.Late, 3},
		{influence.High, []influence.Role{"EB"}, influence.Delivery, 0.9},
		{influence.High, []influence.Role{"PB"}, influence.Mid, 1.8},
		{influence.High, []influence.Role{"PB"}, influence.Delivery, 1.8},
		{influence.High, []influence.Role{"UB", "EB", "CO"}, influence.Late, 3},
		{influence.High, []influence.Role{"CO"}, influence.Late, 0},
		{influence.High, nil, influence.Late, 0},
		{influence.High, []influence.Role{"EB"}, "", 0},
	} {
		if got := influence.Weight(c.level, c.roles, c.phase); got != c.want {
			t.Errorf("%s %v %s: %v, want %v", c.level, c.roles, c.phase, got, c.want)
		}
	}
	if got := influence.Participation(influence.EB, influence.Early); got != 0.3 {
		t.Error(got)
	}
}

func TestCoach(t *testing.T) {
	sound := func() influence.Coach {
		return influence.Coach{Credits: new(true), Credible: new(true), WantsUs: new(true)}
	}
	if !sound().Passed() {
		t.Error("all three tests are met")
	}
	for name, spoil := range map[string]func(*influence.Coach){
		"unknown c1": func(c *influence.Coach) { c.Credits = nil },
		"no c2":      func(c *influence.Coach) { c.Credible = new(false) },
		"unknown c3": func(c *influence.Coach) { c.WantsUs = nil },
	} {
		c := sound()
		if spoil(&c); c.Passed() {
			t.Errorf("passes with %s", name)
		}
	}
}

func TestScales(t *testing.T) {
	for s := influence.Support(-7); s <= 7; s++ {
		if want := s != 0 && s >= -5 && s <= 5; s.Valid() != want {
			t.Errorf("support %d: %v", s, s.Valid())
		}
	}
	codes := map[influence.Support]string{5: "p5", 1: "p1", -1: "m1", -5: "m5", 0: "", 6: "", -6: ""}
	for s, want := range codes {
		if s.Code() != want {
			t.Errorf("support %d has the code %q, want %q", s, s.Code(), want)
		}
	}
	for c := influence.Contact(-1); c <= 5; c++ {
		if want := c >= 0 && c <= 4; c.Valid() != want {
			t.Errorf("contact %d: %v", c, c.Valid())
		}
	}
	if len(influence.Support(0).All()) != 10 || len(influence.Contact(0).All()) != 5 {
		t.Error("the scales have 10 and 5 values")
	}
}

func TestClosedLists(t *testing.T) {
	checkList(t, influence.EB.All(), 5)
	checkList(t, influence.High.All(), 3)
	checkList(t, influence.Growth.All(), 4)
	checkList(t, influence.Open.All(), 2)
	checkList(t, influence.Early.All(), 4)
	checkList(t, influence.Safety.All(), 20)
	for _, r := range influence.EB.All() {
		if r.Key() != (r != influence.CO) {
			t.Errorf("%s: key %v", r, r.Key())
		}
	}
	for _, m := range influence.Growth.All() {
		if m.Receptive() != (m == "G" || m == "T") {
			t.Errorf("%s: receptive %v", m, m.Receptive())
		}
	}
}

// checkList checks that a list has n different values, each of which is valid,
// and that no other is.
func checkList[T interface {
	~string
	Valid() bool
}](t *testing.T, list []T, n int) {
	t.Helper()
	seen := map[T]bool{}
	for _, v := range list {
		seen[v] = true
		if !v.Valid() {
			t.Errorf("%q is listed and not valid", v)
		}
	}
	if len(seen) != n || T("").Valid() || T("?").Valid() {
		t.Errorf("%v: want %d values and no others", list, n)
	}
}
