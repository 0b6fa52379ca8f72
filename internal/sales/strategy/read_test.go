package strategy_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"sente/internal/fault"
	"sente/internal/sales/bargain"
	"sente/internal/sales/calendar"
	"sente/internal/sales/strategy"
)

// whole is a dossier with every member of the format. It is written in one line
// per top-level member so that a test can replace a part.
const whole = `{
"id": "d1", "as_of": "2026-03-02", "unknown_member": {"x": [1, null]},
"account": {"name": "n", "segment": "s", "ideal_fit": 0.5, "past_contract": true, "satisfaction": 4.5,
 "events": [{"kind": "merger", "at": "2026-01-01", "reviewed": true}, {"at": "2026-01-02"}]},
"deal": {"name": "n", "template": "T-UNI", "sales_model": "project", "opp_type": "latent", "currency": "EUR",
 "status": "open", "stage": "S3", "stage_verified": "S2", "stage_entered_at": "2026-02-01", "typical_days": 7.0,
 "gate_overrides": [{"criterion": "S2.X1", "by": "b", "still_unmet": true}], "exit_met": {"X1": true, "X2": null},
 "buyer_stage": "B3", "procurement_mode": "direct", "entry_timing": "before_need", "amount": 10.25,
 "cost_budget": 0, "cost_to_date": 1e2, "expected_close": "2026-06-30", "tender_issue_at": "2026-04-01",
 "bid_open_at": "2026-05-01", "approved_at": "2026-01-05", "need_doc_at": null, "next_action_at": "2026-03-09",
 "sso": {"when": "w", "quantity": "q", "what": "p", "who": "c", "revenue": -5}, "sso_changed_at": "2026-02-02",
 "roles_reviewed_at": "2026-02-03", "need_changed_at": "2026-02-04", "criteria_changed_at": "2026-02-05",
 "eb_changed_at": "2026-02-06", "urgency": "will", "competition": "sole", "home": "own", "temperature": 55.5,
 "budget": {"amount": 7, "status": "in_place"}, "approval_status": "rejected", "needs_own_assumption_share": 0.2,
 "needs_have_goal_problem": false, "q1": "yes", "q2": "no", "q3": "unknown", "man": {"M": "yes", "N": "no"},
 "risk": {"R1": 0, "R10": 2, "R2": null}, "risk_weights": {"R1": 0, "R2": 1.5}, "veto": ["R1", "R2", "R1"],
 "external_body_involved": true, "external_body_mapped": true, "quick_quote_request": true, "policy_limit": 0},
"influences": [{"id": "p", "name": "n", "title": "t", "dept": "d", "level_rank": 5, "roles": ["EB", "CO"],
 "role_verified": true, "influence": "L", "support": -5, "hist": [["2026-01-01", 5]], "mode": "OC", "E": 0, "R": 10,
 "B": 5, "contact": 4, "contact_peak": 4, "last": "2026-01-01", "counterpart": "c", "coach": {"c1": true, "c2": false,
 "c3": null, "wants_success": true, "visibility": "hidden"}, "results": [{"text": "t", "metric": "m", "target": "g"}],
 "wins": ["w"], "joined_at": "2025-01-01", "left_at": "2027-01-01", "moved_post_at": "2025-02-01",
 "competitor_ties": ["x"], "threatened": true, "insider": true, "blocker": true, "internal_promoter": true,
 "plan": "p"}, {"id": "q", "roles": ["EB"], "left_at": "2026-03-02"}],
"edges": [["p", "q"], ["ghost", "p"]],
"competitors": [{"name": "x", "position": "behind", "incumbent": true, "first_seen_at": "2026-01-01",
 "last_intel_at": "2026-01-02", "backers": ["p"], "backers_since": {"p": "2026-01-03"}, "counter_plan": true}],
"criteria": [{"kind": "price", "name": "n", "weight": 0, "is_key": true, "featured": true}],
"info": {"1": "c", "18": "p", "2": "u"},
"needs": [{"text": "t", "layer": 5, "source": "s", "own_assumption": true}],
"strengths": [{"text": "t", "unique": true, "linked": ["p"]}],
"weaknesses": [{"text": "t", "affects": ["p"], "plan": "q"}],
"objections": [{"text": "t", "person": "p", "at": "2026-01-01", "settled_at": "2026-01-02"}],
"proposals": [{"version": 0, "issued_at": "2026-01-01", "tb_feedback_at": "2026-01-01", "pages": 3, "summary": false,
 "similarity": 1}, {}],
"calls": [{"at": "2026-01-01", "who": ["p", "Mr. Grey"], "vbr": "v", "goal_best": "g", "goal_min": "h",
 "trigger": "plan", "commitment": "min", "coach_agreed": false, "group": "rivals", "presales": true,
 "map_shared": true, "next_step_at": "2026-03-03"}],
"actions": [{"at": "2026-01-01", "kind": "price_cut", "trigger": "plan", "price_cut_pct": 100, "value_argument": true}],
"bookings": [{"kind": "partner", "at": "2026-01-01", "with": "p", "flag": "RF-01", "same_industry": true,
 "briefed": false, "effect": 5, "cost": 9}],
"change_reviews": [{"at": "2026-01-01", "note": "n"}],
"external_bodies": [{"name": "a", "kind": "k", "influence": "p"}],
"bids": [{"name": "b", "deadline_at": "2026-05-01", "submitted_at": "2026-04-30",
 "documents": [{"name": "d"}, {"name": "e", "mandatory": false, "ready": true}]}],
"quotes": [{"no": "1", "at": "2026-01-01", "total": 5, "floor": 6, "approved": true, "status": "draft"}, {"no": "2"}],
"negotiation": {"issues": [{"name": "price", "kind": "price", "unit": "u", "better": "down", "priority": 0,
 "tradable": false, "our_open": 1, "ideal": 2, "realistic": 3, "bottom": 4, "rep_limit": 5, "rounds_planned": 6},
 {"name": "term"}], "rounds": [{"who": "us", "issue": "price", "to": 1, "at": "2026-01-01", "exchange_for": ["x"],
 "accept": true, "approved_by": "a", "nibble": true}], "alternatives": ["a"], "roles_assigned": true,
 "bottom_set_at": "2026-01-01", "interests_recorded_at": "2026-01-01", "deadlocks": [{"at": "2026-01-01",
 "caucus_at": "2026-01-02", "ended_at": "2026-01-03"}], "state": "caucus", "final_gain": "g"},
"contract": {"amount": 5, "signed_at": "2026-01-01", "payments": [{"name": "1", "milestone": "D0", "pct": 30,
 "due_at": "2026-01-01", "due_days": 0, "received": 2.5}, {"name": "2"}], "milestones": [{"code": "D9",
 "planned_at": "2026-01-01", "actual_at": "2026-01-02"}], "satisfaction": [{"at": "2026-01-01", "score": 5}]},
"intel": [{"at": "2026-01-01", "competitor": "x", "kind": "bid_price", "text": "t"}],
"expenses": [{"no": "1", "at": "2026-01-01", "amount": 1, "kind": "gift", "person": "p", "for_family": true,
 "purpose": "p", "attendees": ["a"], "approved_by": "b"}],
"flag_states": [{"id": "RF-01", "subject": "s", "status": "cleared"}]
}`

func read(t *testing.T, text string) strategy.Dossier {
	t.Helper()
	d, err := strategy.ReadDossier([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Every member is read, written and read back equal.
func TestDossierRoundTrip(t *testing.T) {
	for name, text := range map[string]string{"whole": whole, "least": least} {
		d := read(t, text)
		x := strategy.NewExplainer(strategy.Defaults(), &d)
		for _, flag := range strategy.Diagnose(&d).Flags {
			if len(x.Flag(flag)) == 0 {
				t.Fatalf("%v has no facts", flag)
			}
		}
		x.Parts()
		written, err := strategy.WriteDossier(&d)
		if err != nil {
			t.Fatal(err)
		}
		if again := read(t, string(written)); !reflect.DeepEqual(d, again) {
			t.Errorf("%s: written %s", name, written)
		}
	}
}

// No known member of the whole dossier is lost when it is written.
func TestDossierIsWhole(t *testing.T) {
	d := read(t, whole)
	written, _ := strategy.WriteDossier(&d)
	var want, got map[string]any
	if err := json.Unmarshal([]byte(whole), &want); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(written, &got); err != nil {
		t.Fatal(err)
	}
	delete(want, "unknown_member")
	lost(t, "", want, got)
}

// lost reports the members of want that got has not; null is the same as absent.
func lost(t *testing.T, path string, want, got any) {
	switch w := want.(type) {
	case map[string]any:
		g, _ := got.(map[string]any)
		for name := range w {
			lost(t, path+"."+name, w[name], g[name])
		}
	case []any:
		g, _ := got.([]any)
		if len(g) != len(w) {
			t.Errorf("%s: %v became %v", path, want, got)
			return
		}
		for i := range w {
			lost(t, path, w[i], g[i])
		}
	default:
		if want != nil && want != got && want != false && want != "" {
			t.Errorf("%s: %v became %v", path, want, got)
		}
	}
}

const least = `{"as_of": "2026-03-02", "deal": {"stage": "S1"}}`

func TestDefaults(t *testing.T) {
	d := read(t, `{"as_of": "2026-03-02", "deal": {"stage": "S1", "status": null}, "account": {"events": [{"at": "2026-01-01"}]},
		"proposals": [{}], "bids": [{"documents": [{"name": "d"}]}], "quotes": [{"no": "1"}], "calls": null,
		"actions": [{"at": "2026-01-01"}], "negotiation": {"issues": [{"name": "i"}]},
		"contract": {"payments": [{"name": "p"}]}, "intel": [{"at": "2026-01-01"}], "expenses": [{"no": "1"}],
		"flag_states": [{"id": "RF-01"}]}`)
	for name, ok := range map[string]bool{
		"status":      d.Deal.Status == strategy.Open,
		"currency":    d.Deal.Currency == "CNY",
		"event":       d.Account.Events[0].Kind == strategy.OtherEvent,
		"version":     d.Proposals[0].Version == 1,
		"mandatory":   d.Bids[0].Documents[0].Mandatory,
		"quote":       d.Quotes[0].Status == strategy.QuoteSent,
		"action":      d.Actions[0].Kind == strategy.ActionTask,
		"issue":       d.Negotiation.Issues[0].Kind == bargain.OtherIssue,
		"better":      d.Negotiation.Issues[0].Better == bargain.BetterUp,
		"priority":    d.Negotiation.Issues[0].Priority == 1,
		"tradable":    d.Negotiation.Issues[0].Tradable,
		"negotiation": d.Negotiation.State == bargain.Negotiating,
		"due days":    d.Contract.Payments[0].DueDays == 15,
		"intel":       d.Intel[0].Kind == strategy.OtherIntel,
		"expense":     d.Expenses[0].Kind == strategy.OtherExpense,
		"flag":        d.FlagStates[0].Status == strategy.FlagOpen,
		"no calls":    len(d.Calls) == 0,
		"unknown":     d.Deal.Amount == nil && d.Deal.ExpectedClose == 0 && d.Deal.PolicyLimit == nil,
		"as of":       d.AsOf == calendar.MustDay("2026-03-02"),
	} {
		if !ok {
			t.Errorf("default of %s", name)
		}
	}
}

// Each row spoils the whole dossier in one place.
func TestRefusals(t *testing.T) {
	for _, c := range []struct{ old, new, code, path string }{
		{`{`, `{{`, "json", ""},
		{"cleared\"}]\n}", "cleared\"}]\n} x", "json", ""},
		{`"id": "d1"`, "\"id\": \"\xff\"", "json", ""},
		{`"as_of": "2026-03-02",`, ``, "missing", "as_of"},
		{`"as_of": "2026-03-02"`, `"as_of": null`, "missing", "as_of"},
		{`"stage": "S3",`, ``, "missing", "deal.stage"},
		{`{"id": "p", "name"`, `{"name"`, "missing", "influences[0].id"},
		{`{"at": "2026-01-02"}`, `{}`, "missing", "account.events[1].at"},
		{`"id": "d1"`, `"id": 1`, "type", "id"},
		{`"E": 0`, `"E": 0.5`, "type", "influences[0].E"},
		{`"E": 0`, `"E": "0"`, "type", "influences[0].E"},
		{`["2026-01-01", 5]`, `["2026-01-01"]`, "type", "influences[0].hist[0]"},
		{`["2026-01-01", 5]`, `["2026-01-01", null]`, "type", "influences[0].hist[0][1]"},
		{`["2026-01-01", 5]`, `["2026-01-32", 5]`, "date", "influences[0].hist[0][0]"},
		{`["2026-01-01", 5]`, `["2026-01-01", 0]`, "range", "influences[0].hist[0][1]"},
		{`["p", "q"]`, `["p", 3]`, "type", "edges[0][1]"},
		{`["p", "Mr. Grey"]`, `["p", null]`, "type", "calls[0].who[1]"},
		{`"X1": true`, `"X1": 1`, "type", "deal.exit_met.X1"},
		{`"X1": true`, `"X8": true`, "enum", "deal.exit_met.X8"},
		{`"info": {`, `"info": {"19": "c",`, "enum", "info.19"},
		{`"info": {`, `"info": {"01": "c",`, "enum", "info.01"},
		{`"info": {`, `"info": {"3": "x",`, "enum", "info.3"},
		{`"R10": 2`, `"R11": 2`, "enum", "deal.risk.R11"},
		{`"R10": 2`, `"R10": 3`, "range", "deal.risk.R10"},
		{`"R2": 1.5`, `"R2": -1`, "range", "deal.risk_weights.R2"},
		{`{"p": "2026-01-03"}`, `{"p": 3}`, "date", "competitors[0].backers_since.p"},
		{`"expected_close": "2026-06-30"`, `"expected_close": "2026-06-31"`, "date", "deal.expected_close"},
		{`"expected_close": "2026-06-30"`, `"expected_close": 20260630`, "date", "deal.expected_close"},
		{`"expected_close": "2026-06-30"`, `"expected_close": "2026-6-30"`, "date", "deal.expected_close"},
		{`"stage": "S3"`, `"stage": "S7"`, "enum", "deal.stage"},
		{`["EB", "CO"]`, `["EB", "XX"]`, "enum", "influences[0].roles[1]"},
		{`"milestone": "D0"`, `"milestone": "S1"`, "enum", "contract.payments[0].milestone"},
		{`"support": -5`, `"support": 0`, "range", "influences[0].support"},
		{`"support": -5`, `"support": -6`, "range", "influences[0].support"},
		{`"contact": 4`, `"contact": 5`, "range", "influences[0].contact"},
		{`"typical_days": 7.0`, `"typical_days": 0`, "range", "deal.typical_days"},
		{`"amount": 10.25`, `"amount": -0.01`, "range", "deal.amount"},
		{`"temperature": 55.5`, `"temperature": 100.5`, "range", "deal.temperature"},
		{`"pages": 3`, `"pages": 1e300`, "range", "proposals[0].pages"},
		{`"amount": 10.25`, `"amount": 1e999`, "range", "deal.amount"},
		{`"amount": 10.25`, `"amount": 1e101`, "range", "deal.amount"},
		{`{"id": "q"`, `{"id": "p"`, "duplicate_id", "influences[1].id"},
		{`{"name": "term"}`, `{"name": "price"}`, "duplicate_id", "negotiation.issues[1].name"},
		{`"left_at": "2026-03-02"`, `"left_at": "2026-03-03"`, "multiple_eb", "influences"},
		{`["R1", "R2", "R1"]`, `["R1", "R2", "R3"]`, "too_many_veto", "deal.veto"},
		{`"stage": "S3"`, `"stage": "D0"`, "stage_status", "deal.stage"},
		{whole, `[]`, "type", ""},
		{whole, `null`, "type", ""},
		{whole, ``, "json", ""},
		{whole, `{"as_of": "2026-03-02", "deal": 7}`, "type", "deal"},
		{`"R1": 0, "R2": 1.5`, `"R1": 0, "R2": 0, "R3": 0, "R4": 0, "R5": 0, "R6": 0, "R7": 0, "R8": 0, "R9": 0,
			"R10": 0`, "range", "deal.risk_weights"},
	} {
		text := strings.Replace(whole, c.old, c.new, 1)
		if text == whole {
			t.Fatalf("%s is not in the whole dossier", c.old)
		}
		_, err := strategy.ReadDossier([]byte(text))
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != c.code || f.Field != c.path || f.Kind != fault.Invalid {
			t.Errorf("%s: got %v, want %s at %q", c.new, err, c.code, c.path)
		}
	}
}

func TestDeliveryStageNeedsClosedDeal(t *testing.T) {
	read(t, `{"as_of": "2026-03-02", "deal": {"stage": "D0", "status": "won"}}`)
}

func TestReadID(t *testing.T) {
	for text, want := range map[string]string{
		`{"id": "a", "deal": 3}`: "a", `{"id": 3}`: "", `[]`: "", `{`: "", `{}`: "",
	} {
		if id, ok := strategy.ReadID([]byte(text)); id != want || ok != (want != "") {
			t.Errorf("%s: %q %v", text, id, ok)
		}
	}
}

// Whatever is read can be diagnosed and written, and reads back to the same
// diagnosis.
func FuzzReadDossier(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte(least))
	f.Add([]byte(`{"as_of":"2026-03-02","deal":{"stage":"S4","amount":1e99,"risk":{"R1":2},"risk_weights":{"R1":1e99}},
		"criteria":[{"weight":1e99,"featured":true}],"contract":{"amount":1e-99,"payments":[{"name":"1","received":1e99}]}}`))
	f.Add([]byte(`{"as_of":"9999-12-31","deal":{"stage":"D9","status":"won","sso":{"revenue":1e300}}}`))
	if data, err := os.ReadFile(filepath.Join(examplesDir, "random-60.jsonl")); err == nil {
		for _, line := range lines(data) {
			f.Add(line)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := strategy.ReadDossier(data)
		if err != nil {
			if fault.KindOf(err) != fault.Invalid {
				t.Fatalf("not a refusal: %v", err)
			}
			return
		}
		first, err := json.Marshal(strategy.Diagnose(&d))
		if err != nil {
			t.Fatal(err)
		}
		x := strategy.NewExplainer(strategy.Defaults(), &d)
		for _, flag := range strategy.Diagnose(&d).Flags {
			if len(x.Flag(flag)) == 0 {
				t.Fatalf("%v has no facts", flag)
			}
		}
		x.Parts()
		written, err := strategy.WriteDossier(&d)
		if err != nil {
			t.Fatal(err)
		}
		again, err := strategy.ReadDossier(written)
		if err != nil {
			t.Fatalf("%v in %s", err, written)
		}
		second, _ := json.Marshal(strategy.Diagnose(&again))
		if string(first) != string(second) {
			t.Fatalf("%s\n%s", first, second)
		}
	})
}
