package api_test

import "testing"

func TestScenarioTemplate(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		add := func(more string) call {
			return call{who: h.Mina, method: "POST", path: "/api/deals", body: `{"name":"港口调度","account_id":"` + h.Harbor.String() + `"` + more + `}`}
		}
		h.run(scenario{name: "an unknown one at the start", call: add(`,"template":"T-005"`), status: 422, has: []string{`"field":"template"`}})
		made := h.run(scenario{name: "chosen at the start", call: add(`,"template":"T-000"`), status: 200, has: []string{`"template":"T-000"`, `"stage":"S1"`}, acts: []string{"deal.added"}})
		deal := "/api/deals/" + made.field(t, "id")
		h.run(scenario{name: "evidence", call: call{who: h.Mina, method: "POST", path: deal + "/evidence", body: `{"criterion":"X6","text":"见纪要"}`}, status: 200, acts: []string{"gate.submitted"}})
		h.run(scenario{name: "verdict", call: call{who: h.Mo, method: "POST", path: deal + "/judgements", body: `{"criterion":"X6","verdict":"accepted"}`}, status: 200, acts: []string{"gate.accepted"}})
		put := func(body string) call {
			return call{who: h.Mina, method: "PUT", path: deal + "/template", body: body, header: at("1")}
		}
		for _, s := range []scenario{
			{name: "unknown", call: put(`{"template":"T-005"}`), status: 422, has: []string{`"field":"template"`}},
			{name: "not his", call: call{who: h.Tao, method: "PUT", path: deal + "/template", body: `{"template":"T-004"}`, header: at("1")}, status: 404},
			{name: "changed", call: put(`{"template":"T-004"}`), status: 200, has: []string{`"template":"T-004"`, `"stage":"S1"`, `"version":2`}, acts: []string{"deal.template_set"}},
			{name: "by an old version", call: put(`{"template":"T-001"}`), status: 412},
			{name: "judgements stay", call: call{who: h.Mina, method: "GET", path: deal + "/sheet"}, status: 200,
				has: []string{`"template":"T-004"`, `{"code":"X6","met":true,"how":"judged"`, "见纪要"}},
			{name: "steps", call: call{who: h.Mina, method: "GET", path: "/api/meta"}, status: 200,
				has: []string{`{"code":"T-004","steps":[{"code":"a","stages":["S1","S2"]},{"code":"b","stages":["S3"]}`}},
		} {
			h.run(s)
		}
	})
}
