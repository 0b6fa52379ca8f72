package strategy_test

import (
	"reflect"
	"strings"
	"testing"

	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/strategy"
)

// part is one component of a symptom of a dossier, by its code a to n.
func part(d *dossier, code string) float64 {
	x := strategy.Diagnose(d).Diagnoses
	i := strings.Index("abcdefghijklmn", code)
	switch {
	case i < 4:
		return x.Island.Parts[i]
	case i < 9:
		return x.Stuck.Parts[i-4]
	}
	return x.OutOfControl.Parts[i-9]
}

func TestSymptomParts(t *testing.T) {
	contact := func(c influence.Contact) func(*dossier) { return with("E", func(p *person) { p.Contact = c }) }
	edges := func(all ...strategy.Edge) func(*dossier) { return func(d *dossier) { d.Edges = all } }
	rival := func(change func(*strategy.Competitor)) func(*dossier) {
		return func(d *dossier) { change(&d.Competitors[0]) }
	}
	none := func(d *dossier) { d.Competitors = nil }
	position := func(c strategy.Competition) func(*dossier) {
		return deal(func(d *strategy.Deal) { d.Competition = c })
	}
	stood := func(days int) func(*dossier) {
		return deal(func(d *strategy.Deal) { d.StageEnteredAt, d.TypicalDays = ago(days), 10 })
	}
	bare := with("E", func(p *person) { p.Counterpart = "" })
	met := func(days int) func(*dossier) {
		return func(d *dossier) {
			d.Bookings = []strategy.Booking{{Kind: strategy.CompanyExecutive, At: ago(days), With: "E"}}
		}
	}
	won := func(id string, days int) func(*dossier) {
		return rival(func(c *strategy.Competitor) {
			c.Backers, c.BackersSince = []string{"E", "T"}, map[string]calendar.Day{id: ago(days)}
		})
	}
	late := rival(func(c *strategy.Competitor) { c.FirstSeenAt = ago(45) })
	heard := func(at calendar.Day) func(*dossier) {
		return rival(func(c *strategy.Competitor) { c.LastIntelAt = at })
	}
	highT := with("T", func(p *person) { p.Level = influence.High })
	for i, c := range []struct {
		code   string
		change func(*dossier)
		want   float64
	}{
		{"a", without("E"), 1}, {"a", with("E", func(p *person) { p.RoleVerified = false }), 0.5}, {"a", bare, 0},
		{"b", edges(), 1}, {"b", edges(strategy.Edge{From: "E", To: "T"}), 1 - 2.0/3},
		{"b", all(edges(strategy.Edge{From: "C1", To: "T"}), with("T", func(p *person) { p.Level = "" })), 1},
		{"b", edges(strategy.Edge{From: "U", To: "U"}, strategy.Edge{From: "U", To: "nobody"}), 1},
		{"b", all(edges(strategy.Edge{From: "U", To: "T"}), without("E", "U", "T")), 1},
		{"c", bare, 0}, {"c", deal(func(d *strategy.Deal) { d.NeedDocAt = 0 }), 0.5},
		{"c", with("U", func(p *person) { p.Results = nil }), 1.0 / 6},
		{"d", heard(ago(45)), 0}, {"d", heard(ago(46)), 1}, {"d", heard(0), 1},
		{"d", none, 1}, {"d", all(none, position(strategy.Sole)), 0},
		{"e", contact(0), 1}, {"e", contact(1), 0.7}, {"e", contact(2), 0.3}, {"e", contact(3), 0},
		{"f", with("E", supports(0)), 1}, {"f", with("E", supports(-1)), 0.8}, {"f", with("E", supports(1)), 0.6},
		{"f", with("E", supports(2)), 0.3}, {"f", with("E", supports(3)), 0},
		{"g", bare, 1}, {"g", all(bare, with("E", func(p *person) { p.LevelRank = 4 })), 1},
		{"g", all(bare, with("E", func(p *person) { p.LevelRank = 3 })), 0},
		{"g", met(60), 0}, {"g", met(61), 0.5}, {"g", met(-1), 0.5},
		{"h", stood(10), 0}, {"h", stood(15), 0.5}, {"h", stood(40), 1}, {"h", bare, 0},
		{"i", position(strategy.Behind), 1}, {"i", position(""), 0.5}, {"i", position(strategy.Level), 0.5},
		{"i", position(strategy.Sole), 0},
		{"j", deal(func(d *strategy.Deal) { d.EBChangedAt = ago(60) }), 1},
		{"j", deal(func(d *strategy.Deal) { d.EBChangedAt = ago(61) }), 0},
		{"j", with("E", func(p *person) { p.LeftAt = ago(60) }), 1},
		{"j", with("U", func(p *person) { p.JoinedAt = ago(60) }), 0.7},
		{"j", with("U", func(p *person) { p.JoinedAt = ago(61) }), 0},
		{"j", all(highT, with("T", func(p *person) { p.LeftAt = ago(1) })), 0.7},
		{"j", with("T", func(p *person) { p.LeftAt = ago(1) }), 0},
		{"k", late, 1}, {"k", at(playbook.S3, late), 0}, {"k", won("E", 60), 0.5}, {"k", won("E", 61), 0},
		{"k", won("T", 1), 0}, {"k", won("U", 1), 0}, {"k", all(highT, won("T", 1)), 0.5},
		{"l", with("E", supports(3)), 1.0 / 3}, {"l", with("E", supports(-5)), 1}, {"l", with("T", supports(1)), 0},
		{"m", deal(func(d *strategy.Deal) { d.NeedChangeAt = ago(30) }), 1},
		{"m", deal(func(d *strategy.Deal) { d.CriteriaChange = ago(30) }), 1},
		{"m", deal(func(d *strategy.Deal) { d.SSOChangedAt = ago(31) }), 0},
		{"m", at(playbook.S3, deal(func(d *strategy.Deal) { d.SSOChangedAt = ago(3) })), 0},
		{"n", bare, 0}, {"n", without("U"), 0.5}, {"n", without("U", "T"), 1},
	} {
		d := healthy()
		c.change(d)
		if got := part(d, c.code); !near(got, c.want) {
			t.Errorf("row %d, %s: %v, want %v", i, c.code, got, c.want)
		}
	}
}

// A symptom is 0 where the method does not ask for it, and its state follows its
// score.
func TestSymptomStates(t *testing.T) {
	far := with("E", func(p *person) { p.Contact, p.ContactPeak = 0, 2 })
	met := func(d *dossier) {
		d.Bookings = []strategy.Booking{{Kind: strategy.CompanyExecutive, At: ago(1), With: "E"}}
	}
	for name, c := range map[string]struct {
		change func(*dossier)
		want   [3]strategy.State
	}{
		"healthy":       {met, [3]strategy.State{"absent", "absent", "absent"}},
		"no decider":    {without("E"), [3]strategy.State{"present", "absent", "absent"}},
		"far decider":   {all(far, met), [3]strategy.State{"absent", "risk", "absent"}}, // exactly 0.30
		"before S2":     {at(playbook.S1, without("E", "T")), [3]strategy.State{"absent", "absent", "absent"}},
		"people change": {with("E", func(p *person) { p.LeftAt = ago(1) }), [3]strategy.State{"present", "absent", "risk"}},
		"never near": {with("E", func(p *person) { p.LeftAt, p.Contact = ago(1), 1 }),
			[3]strategy.State{"present", "absent", "absent"}},
	} {
		d := healthy()
		c.change(d)
		x := strategy.Diagnose(d).Diagnoses
		if got := [3]strategy.State{x.Island.State, x.Stuck.State, x.OutOfControl.State}; got != c.want {
			t.Errorf("%s: %v, want %v (%+v)", name, got, c.want, x)
		}
	}
}

func TestCompanionSigns(t *testing.T) {
	late := deal(func(d *strategy.Deal) { d.EntryTiming = strategy.AfterTender })
	tender := func(weight float64) func(*dossier) {
		return func(d *dossier) { d.Deal.Procurement, d.Criteria[0].Weight = strategy.PublicTender, &weight }
	}
	for i, c := range []struct {
		change func(*dossier)
		count  int
		state  strategy.State
	}{
		{known(14), 0, strategy.Absent},
		{known(13), 1, strategy.Absent},
		{all(known(13), tender(14.99)), 2, strategy.AtRisk},
		{all(known(13), tender(15)), 1, strategy.Absent},
		{all(known(13), tender(14), without("C1", "C2")), 3, strategy.Present},
		{at(playbook.S2, without("C1", "C2")), 0, strategy.Absent},
		{at(playbook.S2, all(late, without("C1", "C2"))), 3, strategy.Present},
		{all(late, known(14), deal(func(d *strategy.Deal) { d.QuickQuote = true })), 2, strategy.AtRisk},
	} {
		d := healthy()
		c.change(d)
		if x := strategy.Diagnose(d).Diagnoses; x.Companion != c.count || x.CompanionState() != c.state {
			t.Errorf("row %d: %d %s, want %d %s", i, x.Companion, x.CompanionState(), c.count, c.state)
		}
	}
}

func TestBidDecision(t *testing.T) {
	unapproved := deal(func(d *strategy.Deal) { d.Budget.Status = strategy.BudgetPlanned })
	plain := func(d *dossier) { d.Criteria[0].Featured = false }
	for i, c := range []struct {
		change func(*dossier)
		want   strategy.Decision
		failed []strategy.Condition
	}{
		{known(9), "go", nil}, // 9 of 14
		{known(8), "manager", []strategy.Condition{"info"}},
		{all(known(9), without("C1", "C2")), "manager", []strategy.Condition{"coach"}},
		{all(known(9), unapproved), "manager", []strategy.Condition{"budget"}},
		{all(known(9), plain), "go", nil},
		{all(known(9), plain, with("E", supports(2))), "go", nil},
		{all(known(9), plain, with("E", supports(1))), "manager", []strategy.Condition{"influence"}},
		{all(known(9), deal(func(d *strategy.Deal) { d.Risk["R1"], d.Risk["R10"], d.Veto = 0, 2, []qualify.Item{"R1"} })),
			"manager", []strategy.Condition{"score"}},
		{all(known(0), deal(func(d *strategy.Deal) { d.Risk = nil })), "no_bid", []strategy.Condition{"score", "info"}},
	} {
		d := ready()
		c.change(d)
		got := strategy.Diagnose(d).Bid
		if got.Decision != c.want || !reflect.DeepEqual(got.Failed, c.failed) {
			t.Errorf("row %d: %+v, want %s %v", i, got, c.want, c.failed)
		}
	}
}

// From S3 the grade follows health; the forecast is adjusted by it.
func TestGradeFollowsHealth(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*dossier)
		want   qualify.Grade
	}{
		"well, near": {func(*dossier) {}, qualify.A},
		"well, far":  {deal(func(d *strategy.Deal) { d.ExpectedClose = ago(-181) }), qualify.C},
		"ill, near":  {with("E", supports(-5)), qualify.B},
		"ill, far":   {all(with("E", supports(-5)), deal(func(d *strategy.Deal) { d.ExpectedClose = 0 })), qualify.D},
	} {
		d := healthy()
		d.Deal.ExpectedClose, d.Deal.Amount, d.Deal.StageVerified = ago(-180), new(1000.0), playbook.S3
		c.change(d)
		x := strategy.Diagnose(d)
		if x.Grade != c.want || (x.Health.Index >= 50) != strings.HasPrefix(name, "well") {
			t.Errorf("%s: %s at %d, want %s", name, x.Grade, x.Health.Index, c.want)
		}
		if want := 500 * (0.5 + float64(x.Health.Index)/200); *x.Adjusted != want {
			t.Errorf("%s: %v, want %v", name, *x.Adjusted, want)
		}
	}
}
