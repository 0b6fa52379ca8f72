package strategy_test

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sente/internal/sales/bargain"
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/strategy"
)

// rich is a dossier with many flags, subjects and sums.
func rich() *dossier {
	d := healthy()
	d.Deal.StageVerified = playbook.S3
	d.Deal.Amount = new(1000.25)
	d.Deal.Procurement = strategy.PublicTender
	d.Deal.ExitMet = map[playbook.Exit]bool{"X6": true, "X7": false}
	d.Deal.Risk = map[qualify.Item]int{"R1": 1, "R2": 0}
	d.Deal.Veto = []qualify.Item{"R2"}
	for i, id := range []string{"a", "b", "c"} {
		p := member(id, i+2, influence.UB, influence.PB)
		p.Support, p.Mode, p.Level, p.Insider, p.Last = influence.Support(-3-i), influence.Growth, influence.High, true, ago(40)
		p.History = []strategy.Observation{{On: ago(50), Support: 3}, {On: ago(20), Support: -1}, {On: ago(70), Support: 5}}
		d.Influences = append(d.Influences, p)
		d.Calls = append(d.Calls, strategy.Call{At: ago(9 + i), Who: []string{"Mr. Grey", "Mrs. Blue", id}})
		d.Account.Events = append(d.Account.Events, strategy.AccountEvent{Kind: strategy.Reorganisation, At: ago(i)})
		d.ExternalBodies = append(d.ExternalBodies, strategy.ExternalBody{Name: "body " + id})
		d.Criteria = append(d.Criteria, strategy.Criterion{Weight: new(8.125 + float64(i)), Featured: true})
		d.Competitors = append(d.Competitors, strategy.Competitor{Name: id, CounterPlan: i > 0})
		d.Expenses = append(d.Expenses, strategy.Expense{No: id, Kind: strategy.Cash, Amount: new(1.0)})
		d.Edges = append(d.Edges, strategy.Edge{From: id, To: "E"})
		d.Needs = append(d.Needs, strategy.Need{Layer: i + 2, OwnAssumption: i == 0})
		d.Strengths = append(d.Strengths, strategy.Strength{Unique: i == 1, Linked: []string{"U", id}})
		d.Weaknesses = append(d.Weaknesses, strategy.Weakness{Text: id, Plan: id[:i%2]})
		d.Actions = append(d.Actions, strategy.Action{At: ago(30 + i), Kind: strategy.PriceCut, PriceCut: new(20.0)})
		d.Bookings = append(d.Bookings, strategy.Booking{Kind: strategy.SalesSuperior, At: ago(50 + i), With: "E"})
		d.ChangeReviews = append(d.ChangeReviews, strategy.ChangeReview{At: ago(20 + i)})
		d.Bids = append(d.Bids, strategy.Bid{Name: id, DeadlineAt: ago(-i),
			Documents: []strategy.Document{{Name: "licence", Mandatory: true}, {Name: id, Mandatory: i > 0}}})
		d.Quotes = append(d.Quotes, strategy.Quote{No: id, Total: new(1.0), Floor: new(2.0), Status: strategy.QuoteSent})
		d.Intel = append(d.Intel, strategy.Intel{At: ago(i), Kind: strategy.BidPrice})
	}
	d.Deal.Home, d.Deal.TenderIssueAt, d.Deal.BidOpenAt = strategy.OpponentGround, ago(9), ago(-9)
	d.Contract = &strategy.Contract{Amount: new(100.0), Milestones: []strategy.Milestone{{Code: "D0", ActualAt: ago(60)}}}
	for _, name := range []string{"first", "second"} {
		d.Contract.Payments = append(d.Contract.Payments,
			strategy.Payment{Name: name, Pct: new(50.0), Milestone: "D0", DueDays: 15})
	}
	d.FlagStates = []strategy.FlagState{
		{ID: "RF-24", Subject: today.String(), Status: strategy.FlagAccepted},
		{ID: "RF-25", Subject: "a", Status: strategy.FlagMitigating},
		{ID: "RF-25", Subject: "b", Status: strategy.FlagCleared},
		{ID: "RF-02", Status: strategy.FlagAccepted},
	}
	return d
}

func shuffle[T any](r *rand.Rand, list []T) {
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

// The order of the lists in a dossier does not matter, but where the method says
// so: calls of one day, observations of one day, versions of proposals, rounds.
func TestOrderDoesNotMatter(t *testing.T) {
	want := strategy.Diagnose(rich())
	if len(want.Flags) < 30 || len(want.Strengths) < 4 || len(want.Cases) < 6 {
		t.Fatalf("only %d flags, %d strengths, %d cases: the property says little",
			len(want.Flags), len(want.Strengths), len(want.Cases))
	}
	for seed := range uint64(100) {
		d := rich()
		shuffleLists(rand.New(rand.NewPCG(seed, 1)), d)
		got := strategy.Diagnose(d)
		if !near(got.Health.Base, want.Health.Base) || !near(got.Featured, want.Featured) ||
			!near(got.Health.WeightedSupport, want.Health.WeightedSupport) {
			t.Fatalf("seed %d: got %+v, want %+v", seed, got.Health, want.Health)
		}
		got.Persons, got.Health, got.Featured = want.Persons, want.Health, want.Featured
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d:\ngot  %+v\nwant %+v", seed, got, want)
		}
	}
}

func shuffleLists(r *rand.Rand, d *dossier) {
	shuffle(r, d.Influences)
	shuffle(r, d.Edges)
	shuffle(r, d.Calls)
	shuffle(r, d.Account.Events)
	shuffle(r, d.ExternalBodies)
	shuffle(r, d.Criteria)
	shuffle(r, d.Competitors)
	shuffle(r, d.Needs)
	shuffle(r, d.Strengths)
	shuffle(r, d.Weaknesses)
	shuffle(r, d.Actions)
	shuffle(r, d.Bookings)
	shuffle(r, d.ChangeReviews)
	shuffle(r, d.Bids)
	shuffle(r, d.Quotes)
	shuffle(r, d.Intel)
	shuffle(r, d.Expenses)
	shuffle(r, d.FlagStates)
	shuffle(r, d.Contract.Payments)
	for i := range d.Influences {
		shuffle(r, d.Influences[i].Roles)
		shuffle(r, d.Influences[i].History)
	}
	for i := range d.Bids {
		shuffle(r, d.Bids[i].Documents)
	}
}

func near(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 }

// Diagnose leaves the dossier as it was and gives the same answer again.
func TestDiagnoseIsPure(t *testing.T) {
	d, same := rich(), rich()
	first, second := strategy.Diagnose(d), strategy.Diagnose(d)
	if !reflect.DeepEqual(first, second) || !reflect.DeepEqual(d, same) {
		t.Error("the second diagnosis differs, or the dossier changed")
	}
}

func TestFlagsAreInOrder(t *testing.T) {
	flags := strategy.Diagnose(rich()).Flags
	sorted := slices.IsSortedFunc(flags, func(a, b strategy.Flag) int {
		if a.Severity != b.Severity {
			return b.Severity.Rank() - a.Severity.Rank()
		}
		return strings.Compare(a.ID+" "+a.Subject, b.ID+" "+b.Subject)
	})
	if !sorted {
		t.Errorf("%v", flags)
	}
}

func TestFlagStatus(t *testing.T) {
	for _, c := range []struct {
		states []strategy.FlagStatus
		want   strategy.FlagStatus
	}{
		{nil, strategy.FlagOpen},
		{[]strategy.FlagStatus{strategy.FlagAccepted}, strategy.FlagAccepted},
		{[]strategy.FlagStatus{strategy.FlagAccepted, strategy.FlagMitigating}, strategy.FlagMitigating},
		{[]strategy.FlagStatus{strategy.FlagMitigating, strategy.FlagCleared}, strategy.FlagOpen},
	} {
		d := healthy()
		without("E")(d)
		d.FlagStates = []strategy.FlagState{{ID: "RF-01", Subject: "E", Status: strategy.FlagAccepted}}
		for _, s := range c.states {
			d.FlagStates = append(d.FlagStates, strategy.FlagState{ID: "RF-01", Status: s})
		}
		if got := strategy.Diagnose(d).Flags[0]; got.ID != "RF-01" || got.Status != c.want {
			t.Errorf("%v: %v, want %s", c.states, got, c.want)
		}
	}
}

// Of a closed deal only the money of a won one matters.
func TestClosedDealsHaveNoFlags(t *testing.T) {
	for _, status := range strategy.Open.All() {
		d := rich()
		d.Deal.Status = status
		x := strategy.Diagnose(d)
		if open := status == strategy.Open; (x.Gate.Total() > 0) != open || (len(x.Flags) > 20) != open {
			t.Errorf("%s: %d flags, %d criteria", status, len(x.Flags), x.Gate.Total())
		}
		for _, f := range x.Flags {
			if status != strategy.Open && (status != strategy.Won || f.ID != "RF-81") {
				t.Errorf("%s: %v", status, f)
			}
		}
	}
}

// The budget of one diagnosis, which is asked for every deal that changes.
func TestDiagnoseIsCheap(t *testing.T) {
	for name, c := range map[string]struct {
		d      *dossier
		budget float64
	}{"healthy": {healthy(), 20}, "ready": {ready(), 20}} {
		if n := testing.AllocsPerRun(50, func() { strategy.Diagnose(c.d) }); n > c.budget {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

func result(t *testing.T, d *dossier) map[string]any {
	t.Helper()
	out, err := json.Marshal(strategy.Diagnose(d))
	if err != nil {
		t.Fatal(err)
	}
	return object(t, out)
}

// Open deals have every member; a closed deal has null or an empty list where the
// method says nothing of it.
func TestMembers(t *testing.T) {
	closed := strings.Fields("grade health forecast_adjusted temperature_gap diagnoses gate bid_decision")
	for _, status := range strategy.Open.All() {
		d := rich()
		d.Deal.Status, d.Deal.Temperature = status, new(50.0)
		d.Negotiation = &bargain.Negotiation{State: bargain.Agreed}
		got, open := result(t, d), status == strategy.Open
		if len(got) != 23 {
			t.Errorf("%s: %d members", status, len(got))
		}
		for _, name := range closed {
			if v, ok := got[name]; !ok || (v != nil) != open {
				t.Errorf("%s: %s is %v", status, name, v)
			}
		}
		talk := got["negotiation"].(map[string]any)
		if list := got["strengths"].([]any); (len(list) > 0) != open || (len(talk["violations"].([]any)) > 0) != open {
			t.Errorf("%s: strengths %v, negotiation %v", status, list, talk)
		}
	}
}

// The parts of health, computed by hand for the healthy deal at S3, middle phase:
// weights EB 2 x 0.6, TB 2 x 1, UB 2 x 0.6; all support 4.
func TestHealth(t *testing.T) {
	d := healthy()
	d.Deal.Stage = playbook.S3
	d.Deal.StageEnteredAt = ago(75) // 15 days over 60: time 0.75
	d.Deal.Risk = map[qualify.Item]int{"R1": 2, "R2": 1}
	d.Info = map[strategy.InfoItem]strategy.InfoStatus{1: "c", 2: "p", 15: "c"}
	h := strategy.Diagnose(d).Health
	for name, c := range map[string]struct{ got, want float64 }{
		"weights":     {h.WeightSum, 4.4},
		"support sum": {h.WeightedSupport, 17.6},
		"SUP":         {h.Support, 0.9},
		"COV":         {h.Coverage, 1},
		"QUA":         {h.Qualification, 0.15},
		"INF":         {h.Information, 1.5 / 14},
		"CMP":         {h.Competition, 0.8},
		"PRC":         {h.Process, 0.7*4/6 + 0.3*0.75},
		"base":        {h.Base, 27 + 15 + 2.25 + 15*1.5/14 + 8 + 15*(1.4/3+0.225)},
		"index":       {float64(h.Index), 64},
	} {
		if !near(c.got, c.want) {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
}

// Flags take points off the base by severity and status, at most 25.
func TestPenalty(t *testing.T) {
	d := healthy()
	base := strategy.Diagnose(d).Health.Base
	with("C2", func(p *person) { p.Insider = true })(d)                          // RF-25 high
	with("C1", func(p *person) { p.Insider, p.MovedPostAt = true, ago(1) })(d)   // RF-25 high, RF-07 critical
	with("U", func(p *person) { p.Insider = true })(d)                           // RF-25 high
	with("T", func(p *person) { p.Mode, p.Insider = influence.Growth, true })(d) // RF-25 high, RF-32 low
	d.Proposals = []strategy.Proposal{{IssuedAt: ago(1)}}                        // RF-42 medium
	d.FlagStates = []strategy.FlagState{{ID: "RF-25", Subject: "U", Status: strategy.FlagMitigating},
		{ID: "RF-25", Subject: "T", Status: strategy.FlagAccepted}}
	h := strategy.Diagnose(d).Health
	if want := 4 + 2 + 2 + 1 + 0.5; h.PenaltyRaw != want || h.Penalty != want || !near(h.Base, base-15*0.7/7) { // S4.X6 fails too
		t.Errorf("%+v", h)
	}
	d.Account.IdealFit, d.Deal.Temperature = new(0.1), new(100.0) // RF-50 and RF-68 come after health
	if x := strategy.Diagnose(d); x.Health != h || len(x.Flags) != 9 || *x.Gap != 100-float64(h.Index) {
		t.Errorf("%+v, %d flags", x.Health, len(x.Flags))
	}
	for _, id := range []string{"a", "b", "c", "d", "e"} {
		joins(func() person { p := coach(id, 3); p.MovedPostAt = ago(1); return p }())(d)
	}
	if x := strategy.Diagnose(d).Health; x.PenaltyRaw != h.PenaltyRaw+20 || x.Penalty != 25 {
		t.Errorf("%+v", x)
	}
}

func TestCoverageWithoutKeyPersons(t *testing.T) {
	d := healthy()
	without("E", "T", "U")(d)
	if h := strategy.Diagnose(d).Health; h.Coverage != 0.125 || h.Support != 0 || h.WeightSum != 0 {
		t.Errorf("%+v", h) // only the coach counts
	}
}

func TestGradeAndPosition(t *testing.T) {
	d := healthy()
	d.Deal.Stage = playbook.S2
	d.Deal.Risk = map[qualify.Item]int{}
	for _, item := range qualify.Item.All("") {
		d.Deal.Risk[item] = 2
	}
	for days, want := range map[int]qualify.Grade{180: qualify.A, 181: qualify.C, -5: qualify.A} {
		d.Deal.ExpectedClose = today.Add(days)
		if got := strategy.Diagnose(d).Grade; got != want {
			t.Errorf("in %d days: %s, want %s", days, got, want)
		}
	}
	for degrees, want := range map[float64]strategy.Band{
		0: strategy.Panic, 20: strategy.Panic, 20.01: strategy.Worry, 40: strategy.Worry, 60: strategy.Fair,
		80: strategy.Comfortable, 80.5: strategy.Euphoric,
	} {
		if got := strategy.BandOf(&degrees); got != want {
			t.Errorf("%v degrees: %s, want %s", degrees, got, want)
		}
	}
}

// The information items that count are those due in the phase.
func TestInformationDue(t *testing.T) {
	for stage, n := range map[playbook.Stage]float64{"S2": 11, "S3": 14, "S4": 14, "S5": 18, "S6": 18} {
		d := healthy()
		d.Deal.Stage = stage
		d.Info = map[strategy.InfoItem]strategy.InfoStatus{1: strategy.InfoConfirmed, 2: strategy.InfoUnknown}
		if got := strategy.Diagnose(d).Health.Information; !near(got, 1/n) {
			t.Errorf("%s: %v, want 1/%v", stage, got, n)
		}
	}
}

func TestCompetitionAndTime(t *testing.T) {
	for position, want := range map[strategy.Competition]float64{
		strategy.Sole: 1, strategy.Leading: 0.8, strategy.Level: 0.5, strategy.Behind: 0.2, "": 0.3,
	} {
		d := healthy()
		d.Deal.Competition = position
		if got := strategy.Diagnose(d).Health.Competition; got != want {
			t.Errorf("%q: %v, want %v", position, got, want)
		}
	}
	for days, want := range map[int]float64{10: 0.3, 12: 0.3 * 0.8, 20: 0, 30: 0, -3: 0.3} {
		d := healthy() // at S5 nothing of the gate is met
		d.Deal.Stage, d.Deal.TypicalDays, d.Deal.StageEnteredAt = playbook.S5, 10, ago(days)
		if got := strategy.Diagnose(d).Health.Process; !near(got, want) {
			t.Errorf("%d days: %v, want %v", days, got, want)
		}
	}
	d := healthy()
	d.Deal.Stage = playbook.S5
	if got := strategy.Diagnose(d).Health.Process; got != 0 {
		t.Errorf("unknown since when: %v", got)
	}
}

// Unknown support counts -1; each check of the map is an eighth.
func TestCoverageLoses(t *testing.T) {
	for name, spoil := range map[string]func(*dossier){
		"verified": with("E", func(p *person) { p.RoleVerified = false }),
		"EB near":  with("E", func(p *person) { p.Contact = 1 }),
		"UB near":  with("U", func(p *person) { p.Contact = 1 }),
		"TB near":  with("T", func(p *person) { p.Contact = 1 }),
		"coach":    without("C1", "C2"),
		"mode":     with("T", func(p *person) { p.Mode, p.Expectation = "", nil }),
		"support":  with("T", supports(0)),
		"result":   with("T", func(p *person) { p.Results = nil }),
		"win":      with("E", func(p *person) { p.Wins = nil }),
	} {
		d := healthy()
		spoil(d)
		if got := strategy.Diagnose(d).Health.Coverage; got != 0.875 {
			t.Errorf("%s: %v, want 0.875", name, got)
		}
	}
	d := healthy()
	with("T", supports(0))(d)
	if got := strategy.Diagnose(d).Health.WeightedSupport; !near(got, 4*(1.2+1.2)-2) {
		t.Errorf("%v", got)
	}
}
