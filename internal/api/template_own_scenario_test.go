package api_test

import (
	"strings"
	"testing"
)

// TestScenarioOwnTemplate: the company copies a template, changes it in versions,
// and deals that follow it are judged by it; what a verified stage earns stays.
func TestScenarioOwnTemplate(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		made := h.run(scenario{name: "copy", call: call{who: h.Ada, method: "POST", path: "/api/templates", body: `{"base":"T-001","name":{"zh":"大客户六步"}}`},
			status: 200, has: []string{`"code":"O-1"`, `"number":1`, `"base":"T-001"`}, acts: []string{"template.added"}})
		if made.field(t, "code") != "O-1" {
			t.Fatal(made.body)
		}
		put := func(version, body string) call {
			return call{who: h.Ada, method: "PUT", path: "/api/templates/O-1", body: body, header: at(version)}
		}
		const open = `{"base":"T-UNI","name":{"zh":"大客户六步","en":"Key accounts"},"steps":[{"code":"a","name":{"zh":"立项"}}],"gates":[` +
			`{"stage":"S1","open":true,"typical_days":7,"criteria":[{"code":"X3","skipped":true,"text":{}},{"code":"X6","text":{"zh":"约好拜访"}}],"entry":{"zh":"线索分派"}}]}`
		for _, s := range []scenario{
			{name: "copy without a name", call: call{who: h.Ada, method: "POST", path: "/api/templates", body: `{"base":"T-001","name":{}}`}, status: 422, has: []string{"name_missing", `"field":"name"`}},
			{name: "copy of nothing", call: call{who: h.Ada, method: "POST", path: "/api/templates", body: `{"base":"O-1","name":{"zh":"x"}}`}, status: 422, has: []string{`"field":"base"`}},
			{name: "copy without the right", call: call{who: h.Mina, method: "POST", path: "/api/templates", body: `{"base":"T-001","name":{"zh":"x"}}`}, status: 403},
			{name: "no version", call: call{who: h.Ada, method: "PUT", path: "/api/templates/O-1", body: open}, status: 428},
			{name: "of another version", call: put("4", open), status: 412},
			{name: "no such one", call: call{who: h.Ada, method: "PUT", path: "/api/templates/O-9", body: open, header: at("1")}, status: 404},
			{name: "last gate", call: put("1", `{"base":"T-001","name":{"zh":"x"},"steps":[],"gates":[{"stage":"S6","open":true,"criteria":[]}]}`), status: 422, has: []string{"template_last_gate", `"field":"gates[0].open"`}},
			{name: "the same", call: put("1", `{"base":"T-001","name":{"zh":"大客户六步"},"steps":[],"gates":[]}`), status: 422, has: []string{"template_same"}},
			{name: "save", call: put("1", open), status: 200, has: []string{`"number":2`, `"base":"T-001"`, `"typical_days":7`}, acts: []string{"template.saved"}},
			{name: "versions", call: call{who: h.Ada, method: "GET", path: "/api/templates/O-1/versions"}, status: 200, has: []string{`"number":2`, `"number":1`}},
			{name: "versions of none", call: call{who: h.Ada, method: "GET", path: "/api/templates/O-9/versions"}, status: 404},
			{name: "list", call: call{who: h.Ada, method: "GET", path: "/api/templates"}, status: 200, has: []string{`"number":2`, `"deals":0`}, hasNot: []string{`"number":1`}},
			{name: "everybody reads them among the codes", call: call{who: h.Rob, method: "GET", path: "/api/meta"}, status: 200,
				has: []string{`{"code":"O-1","steps":[{"code":"a","stages":["S1"]}`, `"entry":{"zh":"线索分派"}`}},
		} {
			h.run(s)
		}
		deal := h.ownDeal(t)
		h.run(scenario{name: "retired", call: put("2", strings.Replace(open, `"steps"`, `"retired":true,"steps"`, 1)), status: 200, has: []string{`"retired":true`}, acts: []string{"template.saved"}})
		h.run(scenario{name: "cannot be chosen any more", call: call{who: h.Mina, method: "POST", path: "/api/deals", body: `{"name":"b","account_id":"` + h.Harbor.String() + `","template":"O-1"}`},
			status: 422, has: []string{"template_retired", `"field":"template"`}})
		h.run(scenario{name: "who follows it goes on", call: call{who: h.Mina, method: "GET", path: deal}, status: 200, has: []string{`"template":"O-1"`}})
		h.run(scenario{name: "one follows it", call: call{who: h.Ada, method: "GET", path: "/api/templates"}, status: 200, has: []string{`"deals":1`}})
	})
}

// ownDeal takes a deal under O-1 through its first gate, which is open and does not
// ask for X3, and gives its path.
func (h *house) ownDeal(t *testing.T) string {
	t.Helper()
	add := h.run(scenario{name: "a deal under it", call: call{who: h.Mina, method: "POST", path: "/api/deals", body: `{"name":"a","account_id":"` + h.Harbor.String() + `","template":"O-1"}`},
		status: 200, has: []string{`"template":"O-1"`}, acts: []string{"deal.added"}})
	deal := "/api/deals/" + add.field(t, "id")
	h.run(scenario{name: "unknown one", call: call{who: h.Mina, method: "PUT", path: deal + "/template", body: `{"template":"O-7"}`, header: at("1")}, status: 422, has: []string{`"field":"template"`}})
	h.run(scenario{name: "its gate", call: call{who: h.Mina, method: "GET", path: deal + "/sheet"}, status: 200,
		has: []string{`"stage":"S1","met":0,"total":5`, `"open":true`, `"code":"X3","met":false,"how":"derived","skipped":true`}})
	h.run(scenario{name: "goes on unmet", call: call{who: h.Mina, method: "POST", path: deal + "/advance", header: at("1")}, status: 200,
		has: []string{`"stage":"S2"`, `"win_prob":0,`}, hasNot: []string{"stage_verified"}, acts: []string{"deal.advanced"}})
	h.run(scenario{name: "the next gate blocks", call: call{who: h.Mina, method: "POST", path: deal + "/advance", header: at("2")}, status: 409, has: []string{"gate_unmet"}})
	h.run(scenario{name: "back to the method's", call: call{who: h.Mina, method: "PUT", path: deal + "/template", body: `{"template":"T-UNI"}`, header: at("2")},
		status: 200, has: []string{`"stage":"S2"`}, acts: []string{"deal.template_set"}})
	h.run(scenario{name: "and again", call: call{who: h.Mina, method: "PUT", path: deal + "/template", body: `{"template":"O-1"}`, header: at("3")}, status: 200, acts: []string{"deal.template_set"}})
	return deal
}
