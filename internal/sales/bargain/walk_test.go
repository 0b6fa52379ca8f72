package bargain_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sente/internal/sales/bargain"
	"sente/internal/sales/calendar"
	"sente/internal/sales/limit"
)

var today = calendar.MustDay("2026-03-02")

// sound is a negotiation without a violation: price opens at 200, its bottom is
// 100; a lesser issue is conceded first.
func sound() *bargain.Negotiation {
	return &bargain.Negotiation{
		Issues: []bargain.Issue{
			{Name: "price", Kind: bargain.PriceIssue, Better: bargain.BetterUp, Priority: 1, Tradable: true,
				OurOpen: new(200.0), Ideal: new(190.0), Realistic: new(150.0), Bottom: new(100.0)},
			{Name: "days", Better: bargain.BetterDown, Priority: 2, Tradable: true, OurOpen: new(10.0), Bottom: new(60.0)},
		},
		Rounds:       []bargain.Round{us("days", 20)},
		Alternatives: []string{"lease", "phases"}, RolesAssigned: true, BottomSetAt: today.Add(-9),
		InterestsRecordedAt: today.Add(-9), State: bargain.Negotiating,
	}
}

// us is a concession of ours against something.
func us(issue string, to float64) bargain.Round {
	return bargain.Round{Who: bargain.Us, Issue: issue, To: &to, At: today, ExchangeFor: []string{"order now"}}
}

func them(issue string) bargain.Round {
	return bargain.Round{Who: bargain.Them, Issue: issue, To: new(90.0), At: today}
}

type row struct {
	rule   string
	change func(*bargain.Negotiation)
	want   string // "subject level, …"
}

func (r *row) violations(rules []bargain.Rule) string {
	n := sound()
	r.change(n)
	var out []string
	for _, v := range bargain.Walk(n, true, rules) {
		if v.ID == r.rule {
			out = append(out, strings.TrimSpace(v.Subject+" "+string(v.Level)))
		}
	}
	return strings.Join(out, ", ")
}

// rounds adds rounds.
func rounds(all ...bargain.Round) func(*bargain.Negotiation) {
	return func(n *bargain.Negotiation) { n.Rounds = append(n.Rounds, all...) }
}

// prices adds offers of ours on the price.
func prices(to ...float64) func(*bargain.Negotiation) {
	return func(n *bargain.Negotiation) {
		for _, x := range to {
			n.Rounds = append(n.Rounds, us("price", x))
		}
	}
}

func rows() []row {
	issue := func(change func(*bargain.Issue)) func(*bargain.Negotiation) {
		return func(n *bargain.Negotiation) { change(&n.Issues[0]) }
	}
	with := func(r bargain.Round, change func(*bargain.Round)) bargain.Round {
		change(&r)
		return r
	}
	both := func(all ...func(*bargain.Negotiation)) func(*bargain.Negotiation) {
		return func(n *bargain.Negotiation) {
			for _, change := range all {
				change(n)
			}
		}
	}
	accept := bargain.Round{Who: bargain.Us, Issue: "price", Accept: true}
	nibble := with(them("price"), func(r *bargain.Round) { r.Nibble = true })
	back := with(us("price", 190), func(r *bargain.Round) { r.ApprovedBy = "manager" })
	again := with(us("price", 195), func(r *bargain.Round) { r.ApprovedBy = "manager" })
	stray := with(nibble, func(r *bargain.Round) { r.Issue = "colour" })
	limited := issue(func(i *bargain.Issue) { i.RepLimit = new(180.0) })
	planned := issue(func(i *bargain.Issue) { i.RoundsPlanned = new(3) })
	deadlock := func(d bargain.Deadlock) func(*bargain.Negotiation) {
		return func(n *bargain.Negotiation) { n.Deadlocks = []bargain.Deadlock{d}; n.Rounds = nil; prices(190)(n) }
	}
	interests := func(at calendar.Day) func(*bargain.Negotiation) {
		return func(n *bargain.Negotiation) { n.InterestsRecordedAt = at; prices(190)(n) }
	}
	first := func(n *bargain.Negotiation) { n.Rounds = nil; prices(190)(n) }
	return []row{
		{"NG-01", issue(func(i *bargain.Issue) { i.OurOpen = new(150.0) }), "price error"},
		{"NG-01", issue(func(i *bargain.Issue) { i.Better = bargain.BetterDown }), "price error"},
		{"NG-01", issue(func(i *bargain.Issue) { i.OurOpen = new(150.01) }), ""},
		{"NG-01", issue(func(i *bargain.Issue) { i.OurOpen, i.Realistic = new(1.0), nil }), ""},
		{"NG-02", rounds(accept), "price#1 error"},
		{"NG-02", rounds(them("price"), accept), "price#1 error"},
		{"NG-02", rounds(them("price"), us("price", 190), them("price"), accept), ""},
		{"NG-02", rounds(them("price"), them("days"), accept), "price#1 error"},
		{"NG-03", rounds(with(us("price", 190), func(r *bargain.Round) { r.ExchangeFor = []string{" "} })), "price#1 error"},
		{"NG-03", rounds(with(us("days", 30), func(r *bargain.Round) { r.ExchangeFor = nil })), "days#2 error"},
		{"NG-03", prices(190), ""},
		{"NG-03", rounds(with(us("price", 200), func(r *bargain.Round) { r.ExchangeFor = nil })), ""},
		{"NG-04", prices(180, 161), "price#2 error"}, // 20, 19
		{"NG-04", prices(180, 159), "price#2 error"}, // 20, 21
		{"NG-04", prices(180, 161.02), ""},
		{"NG-04", prices(180, 161.1), ""},
		{"NG-05", prices(180, 163.9), "price#2 warn"}, // 20, 16.1
		{"NG-05", prices(180, 164), ""},
		{"NG-05", prices(180, 160), "price#2 error"},
		{"NG-05", prices(180, 160.1), "price#2 warn"},
		{"NG-05", prices(180, 159), "price#2 error"},
		{"NG-05", prices(180, 164.5), ""},
		{"NG-05", prices(180, 180, 160), "price#3 error"},
		{"NG-06", prices(180, 174), "price error"}, // 6 of 26
		{"NG-06", prices(180, 175), ""},            // 5 of 25
		{"NG-06", prices(180, 174.5), "price error"},
		{"NG-06", prices(180, 175.5), ""},
		{"NG-06", prices(180), ""},
		{"NG-06", both(planned, prices(180, 174)), ""},
		{"NG-06", both(planned, prices(180, 171, 165)), ""},
		{"NG-06", both(planned, prices(180, 170, 160)), "price error"},
		{"NG-07", prices(120), "price#1 error"}, // 80 of 100
		{"NG-07", prices(120.1), ""},
		{"NG-07", prices(123), ""},
		{"NG-07", both(issue(func(i *bargain.Issue) { i.Bottom = nil }), prices(1)), ""},
		{"NG-08", prices(99.99), "price#1 error"},
		{"NG-08", prices(100), ""},
		{"NG-08", rounds(with(us("price", 90), func(r *bargain.Round) { r.ApprovedBy = "board" })), ""},
		{"NG-08", both(issue(func(i *bargain.Issue) { i.OurOpen = nil }), prices(99)), "price#1 error"},
		{"NG-09", both(limited, prices(179)), "price#1 warn"},
		{"NG-09", both(limited, prices(180)), ""},
		{"NG-10", first, "price warn"},
		{"NG-10", prices(190), ""},
		{"NG-10", both(first, func(n *bargain.Negotiation) { n.Issues[1].Tradable = false }), ""},
		{"NG-10", both(first, func(n *bargain.Negotiation) { n.Issues[1].Priority = 1 }), ""},
		{"NG-10", both(first, func(n *bargain.Negotiation) { n.Issues[1].Priority = 3 }), "price warn"},
		{"NG-10", both(first, rounds(us("days", 30))), "price warn"},
		{"NG-11", rounds(us("price", 180), nibble, nibble, back), ""},
		{"NG-11", rounds(us("price", 180), nibble, back), "price#2 warn"},
		{"NG-11", rounds(us("price", 180), nibble, stray, back), "price#2 warn"},
		{"NG-11", rounds(us("price", 180), nibble, nibble, us("price", 190)), "price#2 warn"},
		{"NG-11", rounds(us("price", 180), nibble, nibble, back, again), "price#3 warn"},
		{"NG-11", rounds(us("price", 180), nibble, nibble, nibble, back), ""},
		{"NG-12", func(n *bargain.Negotiation) { n.Alternatives = []string{"lease", "\t"} }, "alternatives error"},
		{"NG-12", func(n *bargain.Negotiation) { n.RolesAssigned = false }, "roles error"},
		{"NG-12", func(n *bargain.Negotiation) { n.BottomSetAt = 0 }, "bottom error"},
		{"NG-12", func(n *bargain.Negotiation) { n.BottomSetAt = today.Add(1) }, "bottom error"},
		{"NG-12", func(n *bargain.Negotiation) { n.BottomSetAt = today }, ""},
		{"NG-12", func(n *bargain.Negotiation) { n.Issues[1].Bottom = nil }, "bottom error"},
		{"NG-12", func(n *bargain.Negotiation) { n.Alternatives = append(n.Alternatives, "third") }, ""},
		{"NG-13", deadlock(bargain.Deadlock{At: today}), "price#1 error"},
		{"NG-13", deadlock(bargain.Deadlock{At: today.Add(1)}), ""},
		{"NG-13", deadlock(bargain.Deadlock{At: today.Add(-5), EndedAt: today}), ""},
		{"NG-13", deadlock(bargain.Deadlock{At: today.Add(-5), EndedAt: today.Add(1)}), "price#1 error"},
		{"NG-13", deadlock(bargain.Deadlock{At: today.Add(-5), CaucusAt: today}), ""},
		{"NG-14", interests(0), "price#1 warn"},
		{"NG-14", interests(today.Add(1)), "price#1 warn"},
		{"NG-14", interests(today), ""},
		{"NG-14", func(n *bargain.Negotiation) { n.InterestsRecordedAt = 0 }, ""}, // days is no price
		{"NG-15", func(n *bargain.Negotiation) { n.State = bargain.Agreed }, "hint"},
		{"NG-15", func(n *bargain.Negotiation) { n.State, n.FinalGain = bargain.Agreed, "training" }, ""},
	}
}

func TestRules(t *testing.T) {
	broken, kept := map[string]bool{}, map[string]bool{}
	for i, r := range rows() {
		if got := r.violations(bargain.Defaults()); got != r.want {
			t.Errorf("row %d, %s: got %q, want %q", i, r.rule, got, r.want)
		}
		broken[r.rule] = broken[r.rule] || r.want != ""
		kept[r.rule] = kept[r.rule] || r.want == ""
	}
	for _, r := range bargain.Defaults() {
		if !broken[r.ID] || !kept[r.ID] {
			t.Errorf("%s: needs a row that breaks it and one that keeps it", r.ID)
		}
	}
	if v := bargain.Walk(sound(), true, bargain.Defaults()); len(v) > 0 {
		t.Errorf("the sound negotiation: %v", v)
	}
}

// wrongs are the ways to get a rule a little wrong.
func wrongs(right bargain.Rule) (out []bargain.Rule) {
	steps := map[limit.Name]float64{"change": 0.0025, "ratio": 0.03, "grave_ratio": 0.005, "last_share": 0.02, "room_share": 0.02}
	add := func(change func(*bargain.Rule)) {
		wrong := right.Clone()
		change(&wrong)
		out = append(out, wrong)
	}
	for i, l := range right.Limits {
		step := steps[l.Name]
		if step == 0 {
			step = 1
		}
		add(func(r *bargain.Rule) { r.Limits[i].Value += step })
		add(func(r *bargain.Rule) { r.Limits[i].Value -= step })
		add(func(r *bargain.Rule) { r.Limits[i].Op = l.Op.Twin() })
	}
	for i, l := range right.Levels {
		for _, other := range bargain.Error.All() {
			if other != l {
				add(func(r *bargain.Rule) { r.Levels[i] = other })
			}
		}
	}
	add(func(r *bargain.Rule) { r.Off = true })
	return out
}

// Every small mistake in the table of rules changes what some row sees.
func TestTheRowsNoticeEveryMistake(t *testing.T) {
	noticed, all := 0, 0
	for i, right := range bargain.Defaults() {
		for _, wrong := range wrongs(right) {
			rules := slices.Clone(bargain.Defaults())
			rules[i] = wrong
			all++
			if slices.ContainsFunc(rows(), func(r row) bool { return r.rule == right.ID && r.violations(rules) != r.want }) {
				noticed++
				continue
			}
			t.Errorf("no row notices %+v instead of %+v", wrong, right)
		}
	}
	t.Logf("%d of %d mistakes noticed", noticed, all)
}

func TestViolationsAreInOrder(t *testing.T) {
	n := sound()
	n.Rounds = []bargain.Round{{Who: bargain.Us, Issue: "price", To: new(100.0)}, {Who: bargain.Us, Issue: "price", To: new(101.0)}}
	n.State = bargain.Agreed
	want := "NG-03 price#1, NG-07 price#1, NG-10 price, NG-11 price#2, NG-15 "
	var got []string
	for _, v := range bargain.Walk(n, false, bargain.Defaults()) {
		got = append(got, v.ID+" "+v.Subject)
	}
	if strings.Join(got, ", ") != want {
		t.Errorf("%v, want %s", got, want)
	}
}

func TestDisordered(t *testing.T) {
	n := sound()
	if got := n.Disordered(); got != nil {
		t.Errorf("%v", got)
	}
	n.Issues[0].Ideal = nil
	n.Issues[0].Bottom, n.Issues[1].Ideal = new(150.01), new(61.0)
	if got := fmt.Sprint(n.Disordered()); got != "[price days]" {
		t.Errorf("%v", got)
	}
}

// A plan gives away its room in whole units, in shrinking steps, and breaks no
// rule of concessions.
func TestPlanConcessions(t *testing.T) {
	for _, c := range []struct {
		open, realistic float64
		rounds          int
		want            string
	}{
		{3860000, 3600000, 4, "[107537 64522 38713 23228] 3.626e+06"},
		{100, 200, 4, "[41 25 15 9] 190"},
		{1000, 1000, 2, "[0 0] 1000"},
		{1000, 500, 1, "[450] 550"},
	} {
		p := bargain.PlanConcessions(c.open, c.realistic, c.rounds, bargain.PlannedRatio)
		if got := fmt.Sprint(p.Steps, p.FinalOffer); got != c.want {
			t.Errorf("%v to %v: %s, want %s", c.open, c.realistic, got, c.want)
		}
	}
	n := sound()
	n.Issues[0].Bottom, n.Issues[0].RoundsPlanned = new(0.0), new(bargain.PlannedRounds)
	n.Issues[0].OurOpen, n.Issues[0].Realistic, n.Issues[0].Ideal = new(9000.0), new(8000.0), nil
	at := 9000.0
	for _, step := range bargain.PlanConcessions(9000, 8000, bargain.PlannedRounds, bargain.PlannedRatio).Steps {
		at -= step
		n.Rounds = append(n.Rounds, us("price", at))
	}
	if v := bargain.Walk(n, true, bargain.Defaults()); len(v) > 0 {
		t.Errorf("the plan breaks %v", v)
	}
}
