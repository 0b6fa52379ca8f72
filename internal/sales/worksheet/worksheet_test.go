package worksheet_test

import (
	"slices"
	"testing"

	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
	"sente/internal/sales/worksheet"
	"sente/internal/text"
)

var today = calendar.MustDay("2026-11-23")

// known is a deal in S4 of which everything is known that the questions need.
func known() strategy.Dossier {
	p := func(id string, role influence.Role) strategy.Influence {
		return strategy.Influence{ID: id, Roles: []influence.Role{role}, RoleVerified: true, Level: influence.High,
			Support: 3, Mode: influence.Growth, Contact: influence.Trust, Plan: "拜访", Wins: []string{"recognition"},
			Results: []strategy.Result{{Text: "省电", Metric: "kWh", Target: "-10%"}},
			Coach:   influence.Coach{Credits: new(true), Credible: new(true), WantsUs: new(true)}}
	}
	return strategy.Dossier{AsOf: today,
		Deal: strategy.Deal{Status: strategy.Open, Stage: playbook.S4, StageEnteredAt: today, BuyerStage: "B4",
			Urgency: "doing", Competition: strategy.Leading, Temperature: new(60.0), Home: strategy.OwnGround,
			Budget: strategy.Budget{Status: strategy.BudgetApproved}, NeedDocAt: today, NextActionAt: today.Add(3),
			SSO: strategy.SSO{When: "Q2", Quantity: "20", What: "探针", Who: "集团", Revenue: new(100.0)}},
		Influences:  []strategy.Influence{p("1", influence.EB), p("2", influence.TB), p("3", influence.UB), p("4", influence.CO)},
		Edges:       []strategy.Edge{{From: "2", To: "1"}},
		Needs:       []strategy.Need{{Text: "少停机", Layer: 1}},
		Criteria:    []strategy.Criterion{{Name: "可靠"}},
		Competitors: []strategy.Competitor{{Name: "远帆", Position: "behind", LastIntelAt: today, CounterPlan: true}},
		Strengths:   []strategy.Strength{{Text: "唯一", Unique: true, Linked: []string{"1"}}},
		Bookings:    []strategy.Booking{{Kind: "expert", At: today.Add(-20), With: "1", Briefed: new(true), Effect: new(4.0)}},
	}
}

func read(d strategy.Dossier, checks []worksheet.Check, changes ...worksheet.Change) worksheet.Answers {
	g := strategy.Diagnose(&d)
	return worksheet.Read(&d, &g, checks, changes)
}

func TestEverythingKnownAnswersAllNine(t *testing.T) {
	got := read(known(), nil)
	for _, q := range got.Questions {
		if q.State != worksheet.Answered || q.Met != len(q.Items) {
			t.Errorf("question %d is %s: %+v", q.Number, q.State, q.Items)
		}
	}
	if got.Answered != 9 || got.Met != got.All || got.All < 40 || got.Held != 0 {
		t.Errorf("answered %d of 9, %d of %d facts, %d held", got.Answered, got.Met, got.All, got.Held)
	}
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*strategy.Dossier)
		n     worksheet.Number
		code  string
		about string
		state worksheet.State
	}{
		{"slot", func(d *strategy.Dossier) { d.Deal.SSO.Who = "" }, 1, "sso_who", "", worksheet.Partly},
		{"deep need", func(d *strategy.Dossier) { d.Needs[0].Layer = 4 }, 1, "goal_needs", "", worksheet.Partly},
		{"written need", func(d *strategy.Dossier) { d.Deal.NeedDocAt = 0 }, 1, "need_doc_at", "", worksheet.Partly},
		{"measure", func(d *strategy.Dossier) {
			for i := range d.Influences {
				d.Influences[i].Results = []strategy.Result{{Text: "省电"}}
			}
		}, 1, "measured", "", worksheet.Partly},
		{"budget", func(d *strategy.Dossier) { d.Deal.Budget.Status = strategy.BudgetUnknown }, 2, "budget_status", "", worksheet.Partly},
		{"temperature", func(d *strategy.Dossier) { d.Deal.Temperature = nil }, 2, "temperature", "", worksheet.Partly},
		{"decider gone", func(d *strategy.Dossier) { d.Influences[0].LeftAt = today }, 3, "holders_eb", "", worksheet.Partly},
		{"no coach", func(d *strategy.Dossier) { d.Influences[3].Coach.WantsUs = nil }, 3, "valid_coaches", "", worksheet.Partly},
		{"role", func(d *strategy.Dossier) { d.Influences[1].RoleVerified = false }, 3, "role_verified", "2", worksheet.Partly},
		{"support", func(d *strategy.Dossier) { d.Influences[2].Support = 0 }, 4, "support", "3", worksheet.Partly},
		{"mode", func(d *strategy.Dossier) { d.Influences[0].Mode = "" }, 4, "mode", "1", worksheet.Partly},
		{"weight", func(d *strategy.Dossier) { d.Influences[0].Level = "" }, 5, "influence", "1", worksheet.Partly},
		{"who moves whom", func(d *strategy.Dossier) { d.Edges = nil }, 5, "relations", "", worksheet.Partly},
		{"criteria", func(d *strategy.Dossier) { d.Criteria = nil }, 5, "criteria", "", worksheet.Partly},
		{"gain", func(d *strategy.Dossier) { d.Influences[1].Results = nil }, 6, "result_count", "2", worksheet.Partly},
		{"win", func(d *strategy.Dossier) { d.Influences[0].Wins = nil }, 6, "win_count", "1", worksheet.Partly},
		{"difference", func(d *strategy.Dossier) { d.Strengths[0].Linked = nil }, 6, "differences", "", worksheet.Partly},
		{"contact", func(d *strategy.Dossier) { d.Influences[0].Contact = 0 }, 7, "contact", "1", worksheet.Partly},
		{"plan", func(d *strategy.Dossier) { d.Influences[0].Plan = "" }, 7, "plan", "1", worksheet.Partly},
		{"next step passed", func(d *strategy.Dossier) { d.Deal.NextActionAt = today.Add(-1) }, 7, "next_at", "", worksheet.Partly},
		{"no resource", func(d *strategy.Dossier) { d.Bookings = nil }, 8, "booking", "", worksheet.Open},
		{"purpose", func(d *strategy.Dossier) { d.Bookings[0].With = "" }, 8, "purpose", "", worksheet.Partly},
		{"not briefed", func(d *strategy.Dossier) { d.Bookings[0].Briefed = new(false) }, 8, "briefed", "", worksheet.Partly},
		{"effect", func(d *strategy.Dossier) { d.Bookings[0].Effect = nil }, 8, "effect", "", worksheet.Partly},
		{"ground", func(d *strategy.Dossier) { d.Deal.Home = "" }, 9, "home", "", worksheet.Partly},
		{"rivals", func(d *strategy.Dossier) { d.Competitors = nil }, 9, "rivals", "", worksheet.Partly},
		{"news", func(d *strategy.Dossier) { d.Competitors[0].LastIntelAt = 0 }, 9, "last_intel_at", "", worksheet.Partly},
		{"plan against", func(d *strategy.Dossier) { d.Competitors[0].CounterPlan = false }, 9, "counter_plan", "", worksheet.Partly},
	} {
		d := known()
		c.spoil(&d)
		q := read(d, nil).Questions[c.n-1]
		at := slices.IndexFunc(q.Items, func(x worksheet.Item) bool { return x.Code == c.code && x.About == c.about })
		if at < 0 || q.Items[at].Met || q.State != c.state {
			t.Errorf("%s: question %d is %s with %+v", c.name, c.n, q.State, q.Items)
		}
	}
}

func TestEarlyDealsAreAskedForLess(t *testing.T) {
	d := known()
	d.Deal.Stage, d.Deal.NeedDocAt, d.Criteria, d.Influences = playbook.S1, 0, nil, d.Influences[:1]
	d.Competitors, d.Deal.Competition = nil, strategy.Sole
	for _, n := range []int{0, 2, 4, 8} {
		if q := read(d, nil).Questions[n]; q.State != worksheet.Answered {
			t.Errorf("question %d is %s: %+v", q.Number, q.State, q.Items)
		}
	}
}

func TestAChangeOpensAgain(t *testing.T) {
	check := func(act worksheet.Act, at record.ID) []worksheet.Check {
		var out []worksheet.Check
		for n := worksheet.Number(1); n <= 9; n++ {
			out = append(out, worksheet.Check{Question: n, Act: act, SeenID: at})
		}
		return out
	}
	for _, c := range []struct {
		kind  record.Kind
		field string
		want  []worksheet.Number
	}{
		{record.Deal, "sso_what", []worksheet.Number{1, 3, 5}},
		{record.Influence, "", []worksheet.Number{3, 4, 5, 7}},
		{record.Observation, "roles", []worksheet.Number{3, 4, 5, 7}},
		{record.Competitor, "position", []worksheet.Number{2, 9}},
		{record.Intel, "", []worksheet.Number{2, 9}},
		{record.Observation, "support", []worksheet.Number{4, 7}},
		{record.Influence, "support", []worksheet.Number{4, 7}},
		{record.Booking, "effect", []worksheet.Number{8}},
		{record.Need, "", []worksheet.Number{1, 6}},
		{record.Deal, "name", nil}, {record.Influence, "place", nil}, {record.Question, "", nil},
		{record.Flag, "", nil}, {record.Note, "", nil},
	} {
		change := worksheet.Change{EventID: 20, Kind: c.kind, Field: c.field}
		var again, before []worksheet.Number
		got := read(known(), check(worksheet.Confirmed, 10), change)
		for _, q := range got.Questions {
			if q.State == worksheet.Again {
				again = append(again, q.Number)
			}
		}
		for _, q := range read(known(), check(worksheet.Confirmed, 20), change).Questions {
			if q.State == worksheet.Again {
				before = append(before, q.Number)
			}
		}
		if !slices.Equal(again, c.want) || before != nil || got.Held != 9-len(c.want) {
			t.Errorf("%s %s opens %v, want %v; before the look %v; %d hold", c.kind, c.field, again, c.want, before, got.Held)
		}
	}
	if got := read(known(), append(check(worksheet.Confirmed, 10), check(worksheet.Reopened, 11)...)); got.Answered+got.Held != 0 {
		t.Errorf("opened again by hand: %d answered, %d hold", got.Answered, got.Held)
	}
	if got := read(known(), append(check(worksheet.Reopened, 10), check(worksheet.Confirmed, 11)...)); got.Answered != 9 || got.Held != 9 {
		t.Errorf("confirmed at last: %d answered, %d hold", got.Answered, got.Held)
	}
}

// TestEveryRuleBelongsToAQuestion: no flag is lost on the worksheet, and no
// question names a rule that is not there.
func TestEveryRuleBelongsToAQuestion(t *testing.T) {
	for _, r := range strategy.Rules() {
		some := false
		for n := worksheet.Number(1); n <= 9; n++ {
			some = some || n.Belongs(r.ID)
		}
		if !some {
			t.Errorf("%s belongs to no question", r.ID)
		}
	}
	if !worksheet.Number(2).Belongs("OWN-1") || worksheet.Number(1).Belongs("OWN-1") {
		t.Error("a rule of the company's own belongs to the position")
	}
}

func TestQuestionsHaveTexts(t *testing.T) {
	keys := []string{}
	for n := '1'; n <= '9'; n++ {
		for _, s := range []string{"title", "ask", "rests"} {
			keys = append(keys, "question."+string(n)+"."+s)
		}
	}
	for _, s := range worksheet.Open.All() {
		keys = append(keys, "question_state."+string(s))
	}
	for _, p := range worksheet.Board.All() {
		keys = append(keys, "question_part."+string(p))
	}
	for _, a := range worksheet.Confirmed.All() {
		keys = append(keys, "act.question."+string(a))
	}
	for _, key := range keys {
		if !text.In(text.Chinese).Has(key) || !text.In(text.English).Has(key) {
			t.Errorf("no text %s", key)
		}
	}
}
