package ownrule_test

import (
	"slices"
	"strings"
	"testing"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/ownrule"
	"sente/internal/sales/strategy"
	"sente/internal/text"
)

func dossier(t testing.TB) *strategy.Dossier {
	t.Helper()
	d, err := strategy.ReadDossier([]byte(`{"as_of":"2026-11-22","account":{"name":"海港"},
 "deal":{"name":"调度","stage":"S3","amount":1200000,"expected_close":"2026-12-31","q1":"yes","risk":{"R1":2},
  "budget":{"amount":1000000}},
 "influences":[
  {"id":"a","name":"王","roles":["EB"],"support":3,"contact":1,"last":"2026-10-01","hist":[["2026-10-01",3]]},
  {"id":"b","roles":["TB","CO"],"support":-2,"coach":{"c1":true,"c2":false,"visibility":"hidden"}},
  {"id":"c","roles":["UB"]}],
 "competitors":[{"name":"甲","position":"leading","backers":["b"],"backers_since":{"b":"2026-09-01"}}],
 "calls":[{"at":"2026-11-01","who":["a"]}],
 "info":{"3":"c"}}`))
	if err != nil {
		t.Fatal(err)
	}
	return &d
}

// TestRun: what expressions say of one dossier; unknown compares false.
func TestRun(t *testing.T) {
	for _, x := range []struct {
		text string
		want bool
	}{
		{`deal.stage == "S3"`, true}, {`deal.stage >= "S3" and deal.stage < "D0"`, true}, {`deal.stage > "S3"`, false},
		{`deal.amount > 1_000_000`, true}, {`deal.amount * 0.1 == 120000`, true}, {`deal.cost_to_date > 0`, false},
		{`deal.cost_to_date <= 0`, false}, {`deal.cost_to_date != 5`, false}, {`deal.cost_to_date == nil`, true},
		{`deal.amount != nil`, true}, {`(deal.cost_to_date ?? 0) < 1`, true}, {`not (deal.cost_to_date > 0)`, true},
		{`deal.amount / 0 > 1`, false}, {`deal.amount % 0 == 0`, false}, {`-deal.amount < 0`, true},
		{`days(deal.expected_close) == -39`, true}, {`days(today, deal.expected_close) == 39`, true},
		{`deal.expected_close - today == 39`, true}, {`deal.expected_close > today + 30`, true},
		{`deal.expected_close < date("2027-01-01")`, true}, {`days(deal.approved_at) > 5`, false}, {`as_of == today`, true},
		{`any(influences, "EB" in .roles and .support >= 3)`, true}, {`all(influences, .support > 0)`, false},
		{`none(influences, .blocker)`, true}, {`one(influences, "UB" in .roles)`, true},
		{`count(influences, .support == nil) == 1`, true}, {`len(filter(influences, .support < 0)) == 1`, true},
		{`len(influences) == 3 and len(needs) == 0`, true}, {`any(influences, .coach.c1)`, true},
		{`any(influences, .coach.c3)`, false}, {`all(influences, not .coach.c3)`, true}, {`any(influences, .coach.c2 == false)`, true},
		{`any(influences, days(.last) > 30)`, true}, {`"甲" in map(competitors, .name)`, true},
		{`any(competitors, let rival = #; any(influences, .id in rival.backers and "CO" in .roles))`, true},
		{`competitors[0].position == "leading"`, true}, {`competitors[7].position == "leading"`, false},
		{`competitors[0.5].position != "leading"`, false}, {`days(competitors[0].backers_since["b"]) > 60`, true},
		{`info["3"] == "c" and info["4"] == "u"`, true}, {`deal.risk.R1 == 2`, true}, {`deal.risk.R2 == 2`, false},
		{`deal.q1 == "yes" and deal.q2 == "unknown"`, true}, {`deal.man.M == "unknown"`, true},
		{`negotiation.state == "open"`, false}, {`negotiation == nil`, true}, {`any(negotiation.issues, .tradable)`, false},
		{`len(negotiation.issues) == 0`, true}, {`deal.stage in ["S3", "S4"]`, true}, {`deal.urgency not in ["later"]`, true},
		{`account.name contains "港"`, true}, {`account.segment contains "港"`, false}, {`deal.name startsWith "调"`, true},
		{`deal.past ?? true`, false}, {`deal.amount > 5 ? deal.stage == "S3" : false`, true},
		{`any(influences, any(.hist, .support == 3 and days(.on) < 60))`, true}, {`account.past_contract`, false},
		{`any(influences, .level_rank == nil)`, true}, {`all(influences, .contact >= 0)`, true}, {`influences | any(.support == -2)`, true},
		{`let close = deal.expected_close; close > today`, true}, {`deal.budget.amount < deal.amount`, true},
		{`deal.budget.status == "unknown"`, true}, {`true`, true}, {"deal.stage == \"S3\" // comment\n", true},
	} {
		p, err := ownrule.Compile(x.text)
		if strings.Contains(x.text, "deal.past ") {
			if err == nil {
				t.Errorf("%s compiles", x.text)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v %v", x.text, err, err.Params)
			continue
		}
		got, e := p.Run(dossier(t))
		if e != nil || got != x.want {
			t.Errorf("%s: %v, want %v (%v)", x.text, got, x.want, e)
		}
	}
}

// TestRefused: each mistake has a code and a place, and both languages a text that
// fills every placeholder.
func TestRefused(t *testing.T) {
	for _, x := range []struct {
		text, code   string
		line, column int
		word         string
	}{
		{" ", "own_empty", 0, 0, ""}, {"true\n and (deal.stage", "own_unfinished", 2, 16, ""},
		{`deal.stage = "S3"`, "own_syntax", 1, 12, "="}, {`deal.stagee == "S3"`, "own_field", 1, 6, "stagee"},
		{`doal.stage == "S3"`, "own_name", 1, 1, "doal"}, {"true and\nany(influences, .supporrt > 1)", "own_field", 2, 18, "supporrt"},
		{`deal.stage == "S9"`, "own_value", 1, 15, "S9"}, {`deal.stage in ["S1", "S9"]`, "own_value", 1, 15, "S9"},
		{`any(influences, "XX" in .roles)`, "own_value", 1, 17, "XX"}, {`info["19"] == "c"`, "own_value", 1, 6, "19"},
		{`deal.amount`, "own_kind", 1, 6, "amount"}, {`deal.amount > "1"`, "own_kinds", 1, 13, ">"},
		{`deal.name > "a"`, "own_kind", 1, 11, ">"}, {`deal.expected_close > 5`, "own_kinds", 1, 21, ">"},
		{`deal.name matches "a+"`, "own_operator", 1, 11, "matches"}, {`1..5 == 2`, "own_operator", 1, 2, ".."},
		{`now() > today`, "own_function", 1, 1, "now"}, {`reduce(calls, 1) == 1`, "own_function", 1, 1, "reduce"},
		{`deal.name.upper() == "A"`, "own_function", 1, 11, "upper"}, {`len(1, 2) == 1`, "own_arguments", 1, 1, "len"},
		{`all(calls, any(calls, any(calls, true)))`, "own_nested", 1, 23, "any"}, {`date("2026-02-30") < today`, "own_date", 1, 6, "2026-02-30"},
		{`any(deal, true)`, "own_kind", 1, 5, "deal"}, {`deal.name.x == 1`, "own_no_fields", 1, 11, "x"},
		{`any(influences, .coach.visibility == "hidden")`, "own_field", 1, 24, "visibility"}, {`len(flag_states) > 0`, "own_name", 1, 5, "flag_states"},
		{`let deal = 1; true`, "own_variable", 1, 5, "deal"}, {`let _x = 1; true`, "own_variable", 1, 5, "_x"},
		{`_run == nil`, "own_name", 1, 1, "_run"}, {`_at(1, 2, 3)`, "own_function", 1, 1, "_at"}, {`{"a": 1} == nil`, "own_syntax", 1, 1, "{"},
		{`calls[1:2] == nil`, "own_syntax", 1, 6, "["}, {`any(calls, #index > 1)`, "own_syntax", 1, 12, "#index"}, {`true; false`, "own_syntax", 1, 1, "true"},
		{strings.Repeat("true and ", 150) + "true", "own_long", 0, 0, ""}, {`"` + strings.Repeat("长", 2000) + `" == ""`, "too_long", 0, 0, ""},
		{`influences == nil or calls == calls`, "own_kind", 1, 22, "calls"}, {`count(calls) > 1`, "own_arguments", 1, 1, "count"},
	} {
		_, err := ownrule.Compile(x.text)
		if err == nil {
			t.Errorf("%.40s compiles", x.text)
			continue
		}
		line, _ := err.Params["line"].(int)
		column, _ := err.Params["column"].(int)
		found, _ := err.Params["word"].(string)
		if err.Code != x.code || line != x.line || column != x.column || found != x.word {
			t.Errorf("%.40s: %s %d:%d %q, want %s %d:%d %q (%v)", x.text, err.Code, line, column, found,
				x.code, x.line, x.column, x.word, err.Cause)
		}
		for _, lang := range []string{text.Chinese, text.English} {
			key := "fault." + err.Code
			if said := text.In(lang).Get(key, err.Params); said == key || strings.ContainsAny(said, "{}") && found != "{" {
				t.Errorf("%s: %s", lang, said)
			}
		}
	}
}

// TestNearest: a message names what was most likely meant first, and not all there is.
func TestNearest(t *testing.T) {
	_, err := ownrule.Compile(`deal.expectedclose > today`)
	if err == nil {
		t.Fatal("it compiles")
	}
	got, _ := err.Params["allowed"].([]string)
	if len(got) != 9 || got[0] != "expected_close" || got[8] != "…" {
		t.Errorf("%v", got)
	}
	_, err = ownrule.Compile(`info["19"] == "c"`)
	if got, _ = err.Params["allowed"].([]string); len(got) != 9 || got[0] != "1" {
		t.Errorf("%v", got)
	}
}

// TestFields: the fields that help shows are those that expressions read.
func TestFields(t *testing.T) {
	all := ownrule.Fields()
	at := func(path string) ownrule.RuleField {
		i := slices.IndexFunc(all, func(f ownrule.RuleField) bool { return f.Path == path })
		if i < 0 {
			t.Fatalf("no field %s", path)
		}
		return all[i]
	}
	if f := at("deal.stage"); f.Kind != ownrule.Stage || !slices.Contains(f.Values, "S3") {
		t.Errorf("%+v", f)
	}
	if f := at("influences[].support"); f.Kind != ownrule.Number {
		t.Errorf("%+v", f)
	}
	if f := at("info"); f.Kind != ownrule.Table || len(f.Keys) != 18 || !slices.Equal(f.Values, []string{"c", "p", "u"}) {
		t.Errorf("%+v", f)
	}
	for _, f := range all {
		if strings.Contains(f.Path, "visibility") || strings.HasPrefix(f.Path, "flag_states") {
			t.Errorf("%s is shown", f.Path)
		}
	}
}

// TestHelp: what help shows compiles, and has a text in both languages.
func TestHelp(t *testing.T) {
	keys := []string{}
	for _, x := range ownrule.Examples() {
		if _, err := ownrule.Compile(x.Expression); err != nil {
			t.Errorf("%s: %v %v", x.Expression, err, err.Params)
		}
		keys = append(keys, "own.example."+x.Code)
	}
	for _, f := range ownrule.Functions() {
		keys = append(keys, "own.function."+f)
	}
	for _, key := range keys {
		if text.In(text.Chinese).Get(key, nil) == text.In(text.English).Get(key, nil) {
			t.Errorf("no text %s", key)
		}
	}
}

// large is a dossier with more of everything than any deal has.
func large() *strategy.Dossier {
	const many = 1000
	d := &strategy.Dossier{AsOf: calendar.MustDay("2026-11-22"), Influences: make([]strategy.Influence, many),
		Calls: make([]strategy.Call, many), Needs: make([]strategy.Need, many), Competitors: make([]strategy.Competitor, many)}
	for i := range many {
		p := &d.Influences[i]
		p.ID, p.Roles, p.Support = "x", []influence.Role{influence.CO}, 3
		p.History = make([]strategy.Observation, many)
		d.Needs[i].Text = strings.Repeat("需要", 1000)
		d.Calls[i].Who = slices.Repeat([]string{"a"}, many)
	}
	return d
}

// hostile are expressions that try to take all time or memory there is.
var hostile = []string{
	`all(influences, let p = #; all(calls, p.support > 0 and .at == nil))`,
	`all(influences, all(.hist, .support == nil))`,
	`all(calls, all(.who, # == "a"))`,
	`all(calls, not ("b" in .who))`,
	`all(needs, let t = .text; all(needs, not (.text contains "不" or t contains "不")))`,
	`len(map(influences, map(influences, map(calls, 1) == nil))) > 0`,
	`len(map(influences, map(calls, 1))) > 0`,
	`len(map(influences, filter(calls, true))) > 0`,
	`all(map(influences, calls), all(#, true))`,
	`all(influences, len(.hist) > 1 and len(.hist) > 2 and len(.hist) > 3 and len(.hist) > 4 and len(.hist) > 5)`,
	strings.Repeat("all(influences, .support > 1 and .support > 1 and .support > 1) and ", 12) + "true",
	strings.Repeat("not ", 150) + "true", strings.Repeat("(", 900) + "true" + strings.Repeat(")", 900),
}

// TestHostile: what would take long on the largest dossier is stopped, and says so;
// BenchmarkRun tells how long the others take.
func TestHostile(t *testing.T) {
	d, stopped := large(), 0
	for _, text := range hostile {
		p, bad := ownrule.Compile(text)
		if bad != nil {
			continue
		}
		switch _, err := p.Run(d); {
		case err == nil:
		case fault.Of(err).Code == ownrule.TooMuch:
			stopped++
		default:
			t.Errorf("%v: %.60s", err, text)
		}
	}
	if stopped < 5 {
		t.Errorf("%d expressions were stopped", stopped)
	}
}

func BenchmarkRun(b *testing.B) {
	d := large()
	for i, text := range hostile {
		p, err := ownrule.Compile(text)
		if err != nil {
			continue
		}
		b.Run(string(rune('a'+i)), func(b *testing.B) {
			for b.Loop() {
				_, _ = p.Run(d)
			}
		})
	}
}

// FuzzCompile: whatever is written, nothing panics, and what compiles runs.
func FuzzCompile(f *testing.F) {
	for _, text := range append(hostile, `deal.stage == "S3"`, `any(influences, "EB" in .roles)`, `let x = 1; x > 2`,
		`competitors[0].name`, `info["3"]`, `{`, `"`, `a?.b`, `1 ?? 2`, `days(today) in [1]`, `if true {1} else {2}`) {
		f.Add(text)
	}
	empty, full := &strategy.Dossier{AsOf: calendar.MustDay("2026-11-22")}, dossier(f)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ownrule.Compile(text)
		if err != nil {
			return
		}
		for _, d := range []*strategy.Dossier{empty, full} {
			if _, err := p.Run(d); err != nil && strings.Contains(err.Error(), ownrule.Broken) {
				t.Errorf("%s: %v", text, err)
			}
		}
	})
}
