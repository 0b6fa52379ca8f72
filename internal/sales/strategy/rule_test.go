package strategy_test

import (
	"slices"
	"testing"

	"sente/internal/sales/limit"
	"sente/internal/sales/strategy"
)

// ruleRows are the rows of all red-flag rules.
func ruleRows() []spoiled {
	return slices.Concat(peopleRows(), needRows(), criteriaRows(), qualificationRows(), moneyRows(), rivalRows(),
		paceRows(), habitRows(), resourceRows(), proposalRows(), offerRows(), deliveryRows())
}

// Every rule has a row that raises it and a boundary row that does not.
func TestRules(t *testing.T) {
	raisedOnce, keptOnce := map[string]bool{}, map[string]bool{}
	for i, row := range ruleRows() {
		if got := row.raised(strategy.Defaults()); got != row.want {
			t.Errorf("row %d, %s: got %q, want %q", i, row.rule, got, row.want)
		}
		raisedOnce[row.rule] = raisedOnce[row.rule] || row.want != ""
		keptOnce[row.rule] = keptOnce[row.rule] || row.want == ""
	}
	for _, r := range strategy.Rules() {
		if !raisedOnce[r.ID] || !keptOnce[r.ID] {
			t.Errorf("%s: needs a row that raises it and a boundary row", r.ID)
		}
	}
	if n := len(strategy.Rules()); n != 83 {
		t.Errorf("%d rules", n)
	}
}

// raised lists the row's flags by settings as "subject severity".
func (row *spoiled) raised(s *strategy.Settings) string {
	d := healthy()
	row.change(d)
	return raisedBy(s, d, row.rule)
}

// steps are by how much a limit is moved; 1 where none is named.
var steps = map[limit.Name]float64{
	"share": 0.05, "fit": 0.05, "similarity": 0.05, "times": 0.1, "grave_times": 0.1,
	"change": 0.01, "ratio": 0.05, "grave_ratio": 0.05, "last_share": 0.05, "room_share": 0.05,
}

// twists are the ways to get one rule a little wrong: each limit a step up, a
// step down and strict or not, each level a step up and down.
func twists[S ~string](t limit.Tuning[S], scale []S) (out []limit.Tuning[S]) {
	twist := func(change func(*limit.Tuning[S])) {
		wrong := t.Clone()
		change(&wrong)
		out = append(out, wrong)
	}
	for i, l := range t.Limits {
		step := steps[l.Name]
		if step == 0 {
			step = 1
		}
		twist(func(t *limit.Tuning[S]) { t.Limits[i].Value += step })
		twist(func(t *limit.Tuning[S]) { t.Limits[i].Value -= step })
		if l.Op.Twin() != l.Op {
			twist(func(t *limit.Tuning[S]) { t.Limits[i].Op = l.Op.Twin() })
		}
	}
	for i, l := range t.Levels {
		n := slices.Index(scale, l)
		for _, other := range []int{n - 1, n + 1} {
			if other >= 0 && other < len(scale) {
				twist(func(t *limit.Tuning[S]) { t.Levels[i] = scale[other] })
			}
		}
	}
	twist(func(t *limit.Tuning[S]) { t.Off = true })
	return out
}

// Every small mistake in the table of rules changes what some row sees.
func TestTheRowsNoticeEveryMistake(t *testing.T) {
	rows := map[string][]spoiled{}
	for _, row := range ruleRows() {
		rows[row.rule] = append(rows[row.rule], row)
	}
	s := strategy.Defaults().Clone()
	noticed, all := 0, 0
	for i := range s.Flags {
		right := s.Flags[i]
		for _, wrong := range twists(right, strategy.High.All()) {
			s.Flags[i] = wrong
			all++
			if slices.ContainsFunc(rows[right.ID], func(row spoiled) bool { return row.raised(s) != row.want }) {
				noticed++
				continue
			}
			t.Errorf("no row notices %+v instead of %+v", wrong, right)
		}
		s.Flags[i] = right
	}
	t.Logf("%d of %d mistakes noticed: %.0f %%", noticed, all, 100*float64(noticed)/float64(all))
}
