package api_test

import (
	"context"
	"strings"
	"testing"

	"sente/internal/sales/record"
)

// raises reports whether the sheet of a deal shows a flag of a rule.
func (h *house) raises(who record.ID, deal, rule string) bool {
	h.T.Helper()
	r := h.do(call{who: who, method: "GET", path: "/api/deals/" + deal + "/sheet"})
	if r.status != 200 {
		h.T.Fatal(r.body)
	}
	return strings.Contains(r.body, `"rule":"`+rule+`"`)
}

func TestRuleRoutes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		deal := h.run(scenario{name: "a deal", call: call{who: h.Mina, method: "POST", path: "/api/deals",
			body: `{"name":"海港调度","account_id":"` + h.Harbor.String() + `"}`}, status: 200, acts: []string{"deal.added"}}).field(t, "id")
		if !h.raises(h.Mina, deal, "RF-65") {
			t.Fatal("a new deal without a next step raises no RF-65")
		}
		read := call{who: h.Ada, method: "GET", path: "/api/rules"}
		list := call{who: h.Ada, method: "GET", path: "/api/rules/versions"}
		off := `{"changes":[{"rule":"RF-65","off":true}],"note":"周会另查"}`
		save := call{who: h.Ada, method: "POST", path: "/api/rules", body: off, header: at("1")}
		try := call{who: h.Ada, method: "POST", path: "/api/rules/try", body: `{"changes":[{"rule":"RF-65","off":true}]}`}
		bad := func(body string) call { c := try; c.body = body; return c }
		badSave := save
		badSave.body = `{"changes":[{"rule":"RF-20","limits":{"days":4000}}]}`
		noMatch, director, rep, nobody := save, save, save, save
		noMatch.header, director.who, rep.who, nobody.who = nil, h.Dora, h.Mina, 0
		for _, s := range []scenario{
			{name: "the method", call: read, status: 200, has: []string{`"number":1`, `"changes":[]`, `{"id":"RF-20"`, `"unit":"days","min":0,"max":3650`, `"ST-14"`, `"NG-15"`}},
			{name: "versions", call: list, status: 200, has: []string{`"number":1`}, hasNot: []string{`"number":2`}},
			{name: "try", call: try, status: 200, has: []string{`"raised":0,"cleared":1,"moved":0`, `"first":[{"id":"` + deal + `","name":"海港调度"`, `"cleared":["RF-65"]`}},
			{name: "out of range", call: bad(`{"changes":[{"rule":"RF-20","limits":{"days":4000}}]}`), status: 422, has: []string{"out_of_range", "changes.RF-20.days"}},
			{name: "no such rule", call: bad(`{"changes":[{"rule":"RF-99","off":true}]}`), status: 422, has: []string{"rule_unknown", "changes.0.rule"}},
			{name: "not saved out of range", call: badSave, status: 422, has: []string{"out_of_range"}},
			{name: "without If-Match", call: noMatch, status: 428},
			{name: "director", call: director, status: 403},
			{name: "rep", call: rep, status: 403},
			{name: "nobody", call: nobody, status: 401},
			{name: "still the method", call: read, status: 200, has: []string{`"number":1`, `"changes":[]`}},
			{name: "save", call: save, status: 200, has: []string{`"number":2`, `"changes":[{"rule":"RF-65","off":true}]`, "周会另查"}, acts: []string{"rules.saved"}},
			{name: "stale", call: save, status: 412, has: []string{`"current_version":2`}},
			{name: "two versions", call: list, status: 200, has: []string{`"number":2`, `"number":1`, `"by_id":"` + h.Ada.String()}},
		} {
			h.run(s)
		}
		if !h.raises(h.Mina, deal, "RF-65") {
			t.Error("the flag went before the job")
		}
		if err := h.App.ReflagAll(context.Background()); err != nil {
			t.Fatal(err)
		}
		if h.raises(h.Mina, deal, "RF-65") {
			t.Error("a rule that is off still raises its flag")
		}
		same := save
		same.header = at("2")
		h.run(scenario{name: "the same", call: same, status: 422, has: []string{"rules_same"}})
		back := same
		back.body = `{"changes":[]}`
		h.run(scenario{name: "as the method", call: back, status: 200, has: []string{`"number":3`, `"changes":[]`}, acts: []string{"rules.saved"}})
		edited := call{who: h.Mina, method: "PATCH", path: "/api/deals/" + deal, body: `{"name":"海港二期"}`, header: at("1")}
		h.run(scenario{name: "an act follows the rules at once", call: edited, status: 200, acts: []string{"deal.edited"}})
		if !h.raises(h.Mina, deal, "RF-65") {
			t.Error("the act did not follow the rules in force")
		}
	})
}
