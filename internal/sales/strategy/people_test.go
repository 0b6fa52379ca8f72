package strategy_test

import (
	"slices"
	"strings"
	"testing"

	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/strategy"
)

type (
	dossier = strategy.Dossier
	person  = strategy.Influence
)

var today = calendar.MustDay("2026-03-02")

func ago(days int) calendar.Day { return today.Add(-days) }

// member is a well-known person: role verified, close to us, in trouble, for us.
func member(id string, rank int, roles ...influence.Role) person {
	return person{
		ID: id, Dept: id, LevelRank: rank, Roles: roles, RoleVerified: true, Level: influence.Middle,
		Support: 4, History: []strategy.Observation{{On: ago(10), Support: 4}}, Mode: influence.Trouble,
		Expectation: new(8), Reality: new(4), Baseline: new(6), Contact: influence.Trust, Last: ago(5),
		Counterpart: "our vice president", Results: []strategy.Result{{Text: "uptime", Metric: "percent", Target: "99.9"}}, Wins: []string{"safety"},
	}
}

func coach(id string, rank int) person {
	p := member(id, rank, influence.CO)
	p.Coach = influence.Coach{Credits: new(true), Credible: new(true), WantsUs: new(true)}
	return p
}

// healthy is a deal at S4 without any flag.
func healthy() *dossier {
	return &dossier{
		ID: "healthy", AsOf: today,
		Deal: strategy.Deal{
			Status: strategy.Open, Stage: playbook.S4, Competition: strategy.Leading, NeedDocAt: ago(3),
			Q1: qualify.Yes, Q2: qualify.Yes, Q3: qualify.No, Q4: qualify.Yes,
			Budget: strategy.Budget{Status: strategy.BudgetApproved}, Approval: strategy.Approved,
			SSO:          strategy.SSO{When: "May", Quantity: "1", What: "pump", Who: "Harbour Works", Revenue: new(100.0)},
			NextActionAt: ago(-3),
		},
		Influences: []person{
			member("E", 5, influence.EB),
			member("T", 3, influence.TB),
			member("U", 3, influence.UB),
			coach("C1", 3),
			coach("C2", 2),
		},
		Needs:       []strategy.Need{{Text: "grow", Layer: 1}},
		Criteria:    []strategy.Criterion{{Weight: new(40.0), IsKey: true, Featured: true}, {Weight: new(60.0)}},
		Competitors: []strategy.Competitor{{Name: "Rival", FirstSeenAt: ago(100), LastIntelAt: ago(5)}},
	}
}

// at gives a change that moves the deal to a stage and then applies the rest.
func at(s playbook.Stage, rest ...func(*dossier)) func(*dossier) {
	return func(d *dossier) {
		d.Deal.Stage = s
		for _, change := range rest {
			change(d)
		}
	}
}

// with gives a change of one person.
func with(id string, change func(*person)) func(*dossier) {
	return func(d *dossier) {
		i := slices.IndexFunc(d.Influences, func(p person) bool { return p.ID == id })
		change(&d.Influences[i])
	}
}

// both gives both changes.
func both(a, b func(*dossier)) func(*dossier) { return func(d *dossier) { a(d); b(d) } }

// without takes people off the map.
func without(ids ...string) func(*dossier) {
	return func(d *dossier) {
		d.Influences = slices.DeleteFunc(d.Influences, func(p person) bool { return slices.Contains(ids, p.ID) })
	}
}

// joins adds somebody to the map.
func joins(p person) func(*dossier) {
	return func(d *dossier) { d.Influences = append(d.Influences, p) }
}

// call adds a call.
func call(c strategy.Call) func(*dossier) {
	return func(d *dossier) { d.Calls = append(d.Calls, c) }
}

func event(kind strategy.EventKind, at calendar.Day, reviewed bool) func(*dossier) {
	return func(d *dossier) {
		d.Account.Events = []strategy.AccountEvent{{Kind: kind, At: at, Reviewed: reviewed}}
	}
}

func supports(s influence.Support) func(*person) { return func(p *person) { p.Support = s } }

// raisedBy lists the flags of one rule by settings as "subject severity".
func raisedBy(s *strategy.Settings, d *dossier, id string) string {
	var out []string
	for _, f := range strategy.DiagnoseWith(s, d).Flags {
		if f.ID == id {
			out = append(out, strings.TrimSpace(f.Subject+" "+string(f.Severity)))
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

func TestHealthyDealHasNoFlags(t *testing.T) {
	if flags := strategy.Diagnose(healthy()).Flags; len(flags) > 0 {
		t.Errorf("raised: %v", flags)
	}
}

// spoiled is a change that raises a rule; want "" is a change at the boundary
// that must not.
type spoiled struct {
	rule   string
	change func(*dossier)
	want   string
}

func peopleRows() []spoiled {
	return slices.Concat(roleRows(), coachRows(), standRows(), changeRows(), strangerRows(), modeRows())
}

func roleRows() []spoiled {
	leaves := func(day calendar.Day) func(*person) { return func(p *person) { p.LeftAt = day } }
	return []spoiled{
		{"RF-01", at(playbook.S2, without("E")), "high"},
		{"RF-01", at(playbook.S3, without("E")), "critical"},
		{"RF-01", with("E", leaves(today)), "critical"},
		{"RF-01", with("E", leaves(ago(-1))), ""},
		{"RF-01", at(playbook.S1, without("E")), ""},
		{"RF-02", at(playbook.S3, with("E", func(p *person) { p.RoleVerified = false })), "E high"},
		{"RF-02", at(playbook.S2, with("E", func(p *person) { p.RoleVerified = false })), ""},
		{"RF-03", at(playbook.S3, with("E", func(p *person) { p.Contact = 1 })), "E high"},
		{"RF-03", at(playbook.S4, with("E", func(p *person) { p.Contact = 1 })), "E critical"},
		{"RF-03", with("E", func(p *person) { p.Contact = 2 }), ""},
		{"RF-03", at(playbook.S2, with("E", func(p *person) { p.Contact = 1 })), ""},
		{"RF-04", at(playbook.S3, without("U")), "high"},
		{"RF-04", at(playbook.S2, without("U")), ""},
		{"RF-05", at(playbook.S3, without("T")), "high"},
		{"RF-05", at(playbook.S2, without("T")), ""},
		{"RF-13", without("E", "T"), "high"},
		{"RF-13", without("E"), ""},
		{"RF-13", at(playbook.S3, without("E", "T")), "high"},
		{"RF-13", at(playbook.S2, without("E", "T")), ""},
		{"RF-14", at(playbook.S3, with("T", func(p *person) { p.Level = "" })), "T medium"},
		{"RF-14", at(playbook.S2, with("T", func(p *person) { p.Level = "" })), ""},
		{"RF-14", with("C1", func(p *person) { p.Level = "" }), ""},
		{"RF-21", with("E", func(p *person) { p.Counterpart, p.LevelRank = " \t", 4 }), "E medium"},
		{"RF-21", with("E", func(p *person) { p.Counterpart, p.LevelRank = "", 3 }), ""},
		{"RF-21", at(playbook.S3, with("E", func(p *person) { p.Counterpart = "" })), "E medium"},
		{"RF-21", at(playbook.S2, with("E", func(p *person) { p.Counterpart = "" })), ""},
	}
}

func coachRows() []spoiled {
	session := func(days int, group strategy.Group) func(*dossier) {
		return call(strategy.Call{At: ago(days), Who: []string{"C1", "C1"}, Group: group})
	}
	visit := func(days int, agreed *bool) func(*dossier) {
		return call(strategy.Call{At: ago(days), Who: []string{"T"}, CoachAgreed: agreed})
	}
	above := both(with("T", func(p *person) { p.LevelRank, p.Dept = 4, "IT" }),
		with("C1", func(p *person) { p.Dept = "IT" }))
	left := func(days int) func(*dossier) {
		return with("C1", func(p *person) { p.LeftAt = ago(days) })
	}
	moved := func(days int) func(*dossier) {
		return with("C1", func(p *person) { p.MovedPostAt = ago(days) })
	}
	unsure := with("C1", func(p *person) { p.Coach.WantsUs = nil })
	return []spoiled{
		{"RF-06", at(playbook.S2, without("C1", "C2")), "high"},
		{"RF-06", at(playbook.S3, without("C1", "C2")), "critical"},
		{"RF-06", both(without("C2"), unsure), "critical"},
		{"RF-06", at(playbook.S1, without("C1", "C2")), ""},
		{"RF-06", without("C1"), ""},
		{"RF-07", left(90), "C1 critical"},
		{"RF-07", left(91), ""},
		{"RF-07", left(-1), ""},
		{"RF-07", moved(90), "C1 critical"},
		{"RF-07", moved(91), ""},
		{"RF-08", at(playbook.S3, without("C1")), "medium"},
		{"RF-08", at(playbook.S2, without("C1")), ""},
		{"RF-08", without("C2"), ""},
		{"RF-08", both(without("C1"), with("C2", func(p *person) { p.LevelRank = 1 })), "medium"},
		{"RF-08", both(without("C1"), with("C2", func(p *person) { p.LevelRank = 0 })), ""},
		{"RF-09", unsure, "C1 medium"},
		{"RF-09", both(unsure, left(0)), ""},
		{"RF-10", both(above, visit(60, new(false))), ago(60).String() + " high"},
		{"RF-10", both(above, visit(61, new(false))), ""},
		{"RF-10", both(both(above, visit(3, new(false))), with("C1", func(p *person) { p.LevelRank = 1 })),
			ago(3).String() + " high"},
		{"RF-10", both(both(above, visit(3, new(false))), with("C1", func(p *person) { p.LevelRank = 0 })), ""},
		{"RF-10", both(above, visit(-1, new(false))), ""},
		{"RF-10", both(above, visit(3, nil)), ""},
		{"RF-10", both(both(above, visit(3, new(false))), unsure), ""},
		{"RF-10", both(both(above, visit(3, new(false))), with("T", func(p *person) { p.LevelRank = 3 })), ""},
		{"RF-10", both(both(above, visit(3, new(false))), with("T", func(p *person) { p.Dept = "" })), ""},
		{"RF-11", without("C2"), "medium"},
		{"RF-11", at(playbook.S3, without("C2")), ""},
		{"RF-12", with("C1", func(p *person) { p.Promoter = true }), "C1 medium"},
		{"RF-12", both(session(1, strategy.WithRivals), session(30, strategy.WithCommittee)), "C1 medium"},
		{"RF-12", both(session(1, strategy.WithRivals), session(31, strategy.WithRivals)), ""},
		{"RF-12", both(session(1, strategy.WithRivals), session(2, "")), ""},
		{"RF-12", session(1, strategy.WithRivals), ""},
	}
}

func standRows() []spoiled {
	high := func(p *person) { p.Level = influence.High }
	seen := func(values ...strategy.Observation) func(*person) {
		return func(p *person) { p.History = values }
	}
	low := supports(2)
	return []spoiled{
		{"RF-15", at(playbook.S3, with("E", supports(0))), "E high"},
		{"RF-15", at(playbook.S3, with("U", supports(0))), "U medium"},
		{"RF-15", at(playbook.S2, with("U", supports(0))), ""},
		{"RF-15", joins(func() person { p := member("P", 2, influence.PB); p.Support = 0; return p }()), ""},
		{"RF-16", both(with("T", high), with("T", supports(-3))), "T high"},
		{"RF-16", both(with("T", high), with("T", supports(-4))), "T critical"},
		{"RF-16", both(with("E", high), with("E", supports(-3))), "E critical"},
		{"RF-16", with("E", supports(-3)), ""},
		{"RF-16", both(with("T", high), with("T", supports(-2))), ""},
		{"RF-17", with("U", supports(-5)), "U high"},
		{"RF-17", with("U", supports(-4)), ""},
		{"RF-17", with("C1", supports(-5)), ""},
		{"RF-18", with("E", supports(3)), "E medium"},
		{"RF-18", at(playbook.S3, with("E", supports(3)), func(d *dossier) { d.Deal.Competition = strategy.Level }),
			"E medium"},
		{"RF-18", at(playbook.S3, with("E", supports(3))), ""},
		{"RF-18", with("T", supports(3)), ""},
		{"RF-18", with("E", supports(2)), ""},
		{"RF-19", with("C1", low), "C1 high"},
		{"RF-19", with("C1", supports(3)), ""},
		{"RF-19", both(with("T", low), with("T", seen(strategy.Observation{On: ago(0), Support: 4}))), "T high"},
		{"RF-19", both(with("T", supports(-1)), with("T", seen(
			strategy.Observation{On: ago(5), Support: 1}, strategy.Observation{On: ago(9), Support: -4}))), "T high"},
		{"RF-19", both(with("T", low), with("T", seen(strategy.Observation{On: ago(5), Support: 2},
			strategy.Observation{On: ago(90), Support: 2}, strategy.Observation{On: ago(90), Support: 4}))), "T high"},
		{"RF-19", both(with("T", low), with("T", seen(strategy.Observation{On: ago(5), Support: 2},
			strategy.Observation{On: ago(90), Support: 4}, strategy.Observation{On: ago(90), Support: 2}))), ""},
		{"RF-19", both(with("T", supports(0)), with("T", seen(strategy.Observation{On: ago(5), Support: 5}))), ""},
		{"RF-19", both(with("T", low), with("T", seen(strategy.Observation{On: ago(60), Support: 4}))), "T high"},
		{"RF-19", both(with("T", low), with("T", seen(strategy.Observation{On: ago(61), Support: 4}))), ""},
		{"RF-19", both(with("T", low), with("T", seen(strategy.Observation{On: ago(-1), Support: 4}))), ""},
		{"RF-19", both(with("T", low), with("T", seen(
			strategy.Observation{On: ago(5), Support: 2}, strategy.Observation{On: ago(200), Support: 4}))), "T high"},
		{"RF-19", both(with("T", low), with("T", seen(strategy.Observation{On: ago(5), Support: 2},
			strategy.Observation{On: ago(100), Support: 3}, strategy.Observation{On: ago(200), Support: 4}))), ""},
		{"RF-20", with("E", func(p *person) { p.Last = ago(31) }), "E medium"},
		{"RF-20", both(with("T", high), with("T", func(p *person) { p.Last = ago(31) })), "T medium"},
		{"RF-20", with("E", func(p *person) { p.Last = ago(30) }), ""},
		{"RF-20", at(playbook.S2, with("E", func(p *person) { p.Last = ago(31) })), "E medium"},
		{"RF-20", with("E", func(p *person) { p.Last = 0 }), ""},
		{"RF-20", at(playbook.S1, with("E", func(p *person) { p.Last = ago(31) })), ""},
	}
}

func changeRows() []spoiled {
	left := func(id string, days int) func(*dossier) {
		return with(id, func(p *person) { p.LeftAt = ago(days) })
	}
	decider := func(days int) func(*dossier) {
		return func(d *dossier) { d.Deal.EBChangedAt = ago(days) }
	}
	joined := func(days int, s influence.Support) func(*dossier) {
		return with("U", func(p *person) { p.JoinedAt, p.Support = ago(days), s })
	}
	return []spoiled{
		{"RF-22", joined(60, 0), "U high"},
		{"RF-22", joined(61, 0), ""},
		{"RF-22", joined(1, 4), ""},
		{"RF-23", left("T", 60), "T high"},
		{"RF-23", left("T", 61), ""},
		{"RF-23", both(left("T", 1), with("T", func(p *person) {
			p.Roles = []influence.Role{influence.TB, influence.CO}
		})), ""},
		{"RF-23", decider(60), "EB high"},
		{"RF-23", decider(61), ""},
		{"RF-23", both(decider(1), left("E", 1)), "E high"},
		{"RF-23", both(decider(1), left("T", 1)), "EB high, T high"},
		{"RF-24", event(strategy.Reorganisation, ago(90), false), ago(90).String() + " high"},
		{"RF-24", event(strategy.LeaderChange, today, false), today.String() + " high"},
		{"RF-24", event(strategy.Reorganisation, ago(91), false), ""},
		{"RF-24", event(strategy.Reorganisation, ago(1), true), ""},
		{"RF-24", event(strategy.Merger, ago(1), false), ""},
		{"RF-25", with("C2", func(p *person) { p.Threatened = true }), "C2 high"},
		{"RF-25", with("T", func(p *person) { p.Insider, p.Plan = true, "　" }), "T high"},
		{"RF-25", with("T", func(p *person) { p.Insider, p.Plan = true, "give him a role" }), ""},
	}
}

func strangerRows() []spoiled {
	seen := func(days int, who ...string) func(*dossier) {
		return call(strategy.Call{At: ago(days), Who: who})
	}
	bodies := func(all ...strategy.ExternalBody) func(*dossier) {
		return func(d *dossier) { d.ExternalBodies, d.Deal.BodyInvolved = all, true }
	}
	return []spoiled{
		{"RF-26", both(seen(8, "Mr. Grey"), seen(9, "Mr. Grey")), "Mr. Grey medium"},
		{"RF-26", seen(7, "Mr. Grey"), ""},
		{"RF-26", seen(8, "Mr. Grey"), "Mr. Grey medium"},
		{"RF-26", seen(30, " ", "E"), ""},
		{"RF-27", bodies(strategy.ExternalBody{Name: "agency", Influence: "nobody"}), "agency medium"},
		{"RF-27", bodies(strategy.ExternalBody{Name: "agency"}), "agency medium"},
		{"RF-27", bodies(), "medium"},
		{"RF-27", bodies(strategy.ExternalBody{Name: "agency", Influence: "C1"}), ""},
		{"RF-27", both(bodies(), func(d *dossier) { d.Deal.BodyMapped = true }), ""},
	}
}

func modeRows() []spoiled {
	mode := func(id string, m influence.Mode) func(*dossier) {
		return with(id, func(p *person) { p.Mode, p.Expectation = m, nil })
	}
	all := func(m influence.Mode) func(*dossier) {
		return both(mode("E", m), both(mode("T", m), mode("U", m)))
	}
	return []spoiled{
		{"RF-28", at(playbook.S3, mode("T", "")), "T medium"},
		{"RF-28", at(playbook.S2, mode("T", "")), ""},
		{"RF-28", mode("C1", ""), ""},
		{"RF-29", mode("E", influence.EvenKeel), "E high"},
		{"RF-29", both(mode("E", influence.EvenKeel), with("E", func(p *person) { p.Plan = "vision" })), ""},
		{"RF-29", mode("T", influence.EvenKeel), ""},
		{"RF-30", at(playbook.S1, mode("E", influence.Overconfident)), "E high"},
		{"RF-30", mode("T", influence.Overconfident), ""},
		{"RF-31", at(playbook.S3, all(influence.EvenKeel)), "critical"},
		{"RF-31", at(playbook.S3, without("E", "T", "U")), "critical"},
		{"RF-31", at(playbook.S2, all(influence.EvenKeel)), ""},
		{"RF-31", both(all(influence.EvenKeel), mode("U", influence.Growth)), ""},
		{"RF-32", with("C1", func(p *person) { p.Mode = influence.Growth }), "C1 low"},
		{"RF-32", mode("C1", influence.Growth), ""},
		{"RF-32", with("C1", func(p *person) { p.Mode = "" }), ""},
		{"RF-33", mode("U", influence.EvenKeel), "U medium"},
		{"RF-33", mode("C1", influence.Overconfident), "C1 medium"},
		{"RF-33", both(mode("U", influence.EvenKeel), with("U", supports(3))), ""},
	}
}
