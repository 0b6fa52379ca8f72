package deal_test

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

var today = calendar.MustDay("2026-11-23")

func seen(id record.ID, field, value, on string) deal.Observation {
	return deal.Observation{ID: id, Field: field, Value: json.RawMessage(value), On: calendar.MustDay(on), Origin: "coach"}
}

func TestPresentValuesDoNotDependOnTheOrderOfRecording(t *testing.T) {
	all := []deal.Observation{
		seen(1, "support", "3", "2026-10-01"), seen(2, "support", "-2", "2026-11-01"), seen(3, "support", "5", "2026-09-01"),
		seen(4, "mode", `"G"`, "2026-10-01"), seen(5, "mode", `"EK"`, "2026-10-01"), seen(6, "contact", "4", "2026-08-01"),
		seen(7, "contact", "1", "2026-09-01"), seen(8, "roles", `["CO","EB"]`, "2026-09-01"), seen(9, "presence", `"joined"`, "2026-07-01"),
		seen(10, "presence", `"left"`, "2026-11-20"), seen(11, "expectation", "7", "2026-09-01"), seen(12, "expectation", "null", "2026-09-02"),
	}
	var want deal.Influence
	if err := want.Derive(all); err != nil {
		t.Fatal(err)
	}
	o := want.Observed
	if o.Support != -2 || o.Mode != "EK" || o.Contact != 1 || o.ContactPeak != 4 || o.Expectation != nil ||
		o.LeftOn != calendar.MustDay("2026-11-20") || o.JoinedOn != calendar.MustDay("2026-07-01") ||
		!reflect.DeepEqual(o.Roles, []influence.Role{"EB", "CO"}) {
		t.Fatalf("got %+v", o)
	}
	for range 50 {
		rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		var got deal.Influence
		if err := got.Derive(all); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("in the order %v: got %+v (%v), want %+v", all, got, err, want)
		}
	}
}

// TestCourse: each observation comes with how the person stood then, by the day on
// which it was true; a mode that is set goes before a computed one.
func TestCourse(t *testing.T) {
	got, err := deal.Course([]deal.Observation{
		seen(1, "support", "3", "2026-10-05"), seen(2, "expectation", "8", "2026-10-01"), seen(3, "reality", "4", "2026-10-02"),
		seen(4, "baseline", "7", "2026-10-03"), seen(5, "mode", `"EK"`, "2026-10-06"), seen(6, "support", "-2", "2026-10-04"),
		seen(7, "support", "null", "2026-10-07"), seen(8, "mode", "null", "2026-10-07"),
	})
	type then struct {
		id      record.ID
		support influence.Support
		mode    influence.Mode
	}
	want := []then{{2, 0, ""}, {3, 0, ""}, {4, 0, "T"}, {6, -2, "T"}, {1, 3, "T"}, {5, 3, "EK"}, {7, 0, "EK"}, {8, 0, "T"}}
	var have []then
	for _, x := range got {
		have = append(have, then{x.ID, x.Support, x.Mode})
	}
	if err != nil || !reflect.DeepEqual(have, want) {
		t.Errorf("got %v (%v), want %v", have, err, want)
	}
	if _, err := deal.Course([]deal.Observation{seen(1, "support", "9", "2026-10-05")}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a value off the scale: %v", err)
	}
}

func TestObservationIsChecked(t *testing.T) {
	healthy := deal.Observation{Field: "support", Value: json.RawMessage("3"), On: today}
	for name, tc := range map[string]struct {
		spoil func(*deal.Observation)
		code  string
	}{
		"healthy":        {func(*deal.Observation) {}, ""},
		"unknown again":  {func(o *deal.Observation) { o.Value = json.RawMessage("null") }, ""},
		"contact 0":      {func(o *deal.Observation) { o.Field, o.Value = "contact", json.RawMessage("0") }, ""},
		"no roles":       {func(o *deal.Observation) { o.Field, o.Value = "roles", json.RawMessage("[]") }, ""},
		"support 0":      {func(o *deal.Observation) { o.Value = json.RawMessage("0") }, "value_invalid"},
		"support 6":      {func(o *deal.Observation) { o.Value = json.RawMessage("6") }, "value_invalid"},
		"a text":         {func(o *deal.Observation) { o.Value = json.RawMessage(`"3"`) }, "value_invalid"},
		"a fraction":     {func(o *deal.Observation) { o.Value = json.RawMessage("2.5") }, "value_invalid"},
		"not JSON":       {func(o *deal.Observation) { o.Value = json.RawMessage("{") }, "value_invalid"},
		"mode X":         {func(o *deal.Observation) { o.Field, o.Value = "mode", json.RawMessage(`"X"`) }, "value_invalid"},
		"felt 11":        {func(o *deal.Observation) { o.Field, o.Value = "reality", json.RawMessage("11") }, "value_invalid"},
		"contact 5":      {func(o *deal.Observation) { o.Field, o.Value = "contact", json.RawMessage("5") }, "value_invalid"},
		"role XX":        {func(o *deal.Observation) { o.Field, o.Value = "roles", json.RawMessage(`["XX"]`) }, "value_invalid"},
		"presence":       {func(o *deal.Observation) { o.Field, o.Value = "presence", json.RawMessage(`"away"`) }, "value_invalid"},
		"unknown field":  {func(o *deal.Observation) { o.Field = "mood" }, "value_invalid"},
		"unknown source": {func(o *deal.Observation) { o.Origin = "rumour" }, "value_invalid"},
		"no day":         {func(o *deal.Observation) { o.On = 0 }, "day_missing"},
		"tomorrow":       {func(o *deal.Observation) { o.On = today.Add(1) }, "day_in_future"},
		"long evidence":  {func(o *deal.Observation) { o.Evidence = string(make([]byte, 2001)) }, "too_long"},
	} {
		o := healthy
		tc.spoil(&o)
		err := o.Check(today)
		if code := codeOf(err); code != tc.code {
			t.Errorf("%s: got %q, want %q", name, code, tc.code)
		}
	}
}

func codeOf(err error) string {
	if err == nil {
		return ""
	}
	return fault.Of(err).Code
}

func TestVerdictsAndOverridesDecideACriterion(t *testing.T) {
	step := func(act deal.JudgementAct, until calendar.Day) deal.Judgement {
		return deal.Judgement{Stage: "S2", Criterion: "X1", Act: act, ExpiresOn: until}
	}
	for name, tc := range map[string]struct {
		steps []deal.Judgement
		want  string
	}{
		"nothing":                 {nil, "absent"},
		"submitted":               {[]deal.Judgement{step(deal.Submitted, 0)}, "absent"},
		"accepted":                {[]deal.Judgement{step(deal.Submitted, 0), step(deal.Accepted, 0)}, "met"},
		"refused later":           {[]deal.Judgement{step(deal.Accepted, 0), step(deal.Refused, 0)}, "unmet"},
		"overridden until today":  {[]deal.Judgement{step(deal.Refused, 0), step(deal.Overridden, today)}, "met"},
		"override ended":          {[]deal.Judgement{step(deal.Refused, 0), step(deal.Overridden, today.Add(-1))}, "unmet"},
		"refused after override":  {[]deal.Judgement{step(deal.Overridden, today.Add(9)), step(deal.Refused, 0)}, "unmet"},
		"override of nothing":     {[]deal.Judgement{step(deal.Overridden, today.Add(-1))}, "absent"},
		"accepted, then override": {[]deal.Judgement{step(deal.Accepted, 0), step(deal.Overridden, today.Add(-1))}, "met"},
	} {
		met, decided := deal.ExitMet(tc.steps, playbook.S2, today)["X1"]
		got := map[bool]string{true: "met", false: "unmet"}[met]
		if !decided {
			got = "absent"
		}
		if got != tc.want {
			t.Errorf("%s: got %s, want %s", name, got, tc.want)
		}
		if len(deal.ExitMet(tc.steps, playbook.S3, today)) != 0 {
			t.Errorf("%s: another stage is decided too", name)
		}
	}
}

func TestMovesOfAStanding(t *testing.T) {
	at := deal.Standing{Status: strategy.Open, Stage: "S3", StageVerified: "S2", StageEnteredOn: today.Add(-40), ObjectiveOn: today}
	next := at.Advance(today)
	if next.Stage != "S4" || next.StageVerified != "S3" || next.StageEnteredOn != today || next.ObjectiveOn != today {
		t.Errorf("advanced: %+v", next)
	}
	back, err := at.BackTo("S2", today)
	if err != nil || back.Stage != "S2" || back.StageVerified != "S1" {
		t.Errorf("back: %+v (%v)", back, err)
	}
	first, err := back.BackTo("S1", today)
	if err != nil || first.StageVerified != "" {
		t.Errorf("back to the first: %+v (%v)", first, err)
	}
	for _, to := range []playbook.Stage{"S3", "S4", "D0", ""} {
		if _, err := at.BackTo(to, today); codeOf(err) != "stage_not_earlier" {
			t.Errorf("back to %q: %v", to, err)
		}
	}
	last := deal.Standing{Status: strategy.Open, Stage: "S6", StageVerified: "S5"}
	if won := last.Advance(today); won.Status != strategy.Won || won.Stage != "D0" || won.StageVerified != "S6" || won.ClosedOn != today {
		t.Errorf("past S6: %+v", won)
	}
	imported := deal.Standing{Status: strategy.Won, Stage: "D0", StageVerified: "S6", ClosedOn: today}
	if open := imported.Reopen(nil, today); open.Stage != "S6" || open.StageVerified != "S5" || open.ClosedOn != 0 {
		t.Errorf("an imported won deal reopened: %+v", open)
	}
	lost := deal.Standing{Status: strategy.Lost, ClosedReason: "x", LostTo: "y"}
	if open := lost.Reopen(nil, today); open.Stage != "S1" || open.Status != strategy.Open || open.LostTo != "" {
		t.Errorf("an imported lost deal reopened: %+v", open)
	}
}

// TestSupportCourses: one point a day, the later word of a day counts, and a person
// who became unknown again is that.
func TestSupportCourses(t *testing.T) {
	of := func(o deal.Observation, person int64) deal.Observation { o.InfluenceID = record.ID(person); return o }
	f := deal.Facts{Support: []deal.Observation{of(seen(1, "support", "3", "2026-09-01"), 7),
		of(seen(2, "support", "4", "2026-09-01"), 7), of(seen(3, "support", "-2", "2026-09-05"), 8),
		of(seen(4, "support", "null", "2026-10-01"), 7)}}
	day := calendar.MustDay
	want := map[record.ID][]deal.SupportPoint{
		7: {{On: day("2026-09-01"), Support: 4}, {On: day("2026-10-01")}},
		8: {{On: day("2026-09-05"), Support: -2}},
	}
	if got := f.SupportCourses(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestSilent: the limit of the rules in force says who counts as silent.
func TestSilent(t *testing.T) {
	someone := func(id record.ID, last string) deal.Person {
		p := deal.Person{Influence: deal.Influence{Meta: record.Meta{ID: id}}}
		if last != "" {
			p.LastContactOn = calendar.MustDay(last)
		}
		return p
	}
	f := deal.Facts{People: []deal.Person{someone(1, "2026-10-24"), someone(2, "2026-10-23"), someone(3, "")}}
	if got, want := f.Silent(today, strategy.Defaults()), map[record.ID]int{2: 31}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v: more than 30 days, and nobody whose contact is unknown", got, want)
	}
}
