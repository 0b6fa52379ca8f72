package api_test

import (
	"strings"
	"testing"

	"sente/internal/sales/org"
)

// someDossier is a dossier that a rep may bring: at the first stage, undecided.
const someDossier = `{"id":"D-1","as_of":"2026-11-20","account":{"name":"云岭港务","satisfaction":4},
"deal":{"name":"调度平台","stage":"S1","amount":480000.5,"policy_limit":300,"sso":{"what":"平台"}},
"influences":[{"id":"P1","name":"林岚","roles":["CO"],"coach":{"c1":true,"visibility":"hidden"}},
{"id":"P2","name":"何立","dept":"信息部","roles":["EB"],"support":3,"hist":[["2026-11-01",2],["2026-11-10",3]],"counterpart":"韩总"}],
"edges":[["P1","P2"]],"quotes":[{"no":"Q1","total":480000,"floor":400000}],
"calls":[{"at":"2026-11-10","who":["P2","陌生人"]}]}`

func TestScenarioDossier(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		in := func(text string) call { return call{who: h.Mina, method: "POST", path: "/api/dossiers", body: text} }
		with := func(old, next string) string { return strings.Replace(someDossier, old, next, 1) }
		for _, s := range []scenario{
			{name: "nobody", call: call{method: "POST", path: "/api/dossiers", body: someDossier}, status: 401},
			{name: "read-only", call: call{who: h.Rob, method: "POST", path: "/api/dossiers", body: someDossier}, status: 403},
			{name: "for a colleague", call: call{who: h.Mina, method: "POST", path: "/api/dossiers?owner=" + h.Rui.String(), body: someDossier}, status: 403},
			{name: "not JSON", call: in(`{"as_of":`), status: 422, has: []string{`"json"`}},
			{name: "no stage", call: in(with(`"stage":"S1",`, "")), status: 422, has: []string{`"missing"`, `"field":"deal.stage"`}},
			{name: "no support", call: in(with(`["2026-11-10",3]`, `["2026-11-10",0]`)), status: 422, has: []string{`"field":"influences[1].hist[1][1]"`}},
			{name: "of tomorrow", call: in(with("2026-11-20", "2026-11-30")), status: 422, has: []string{`"field":"as_of"`, "day_in_future"}},
			{name: "behind a gate", call: in(with(`"S1"`, `"S3"`)), status: 403, has: []string{"gate_override_needed", `"field":"deal.stage"`}},
			{name: "a verdict", call: in(with(`"amount"`, `"exit_met":{"X1":true},"amount"`)), status: 403, has: []string{`"field":"deal.exit_met"`}},
			{name: "a sealed price", call: in(with(`"policy_limit":300,"sso":{"what":"平台"}},`, `"tender_issue_at":"2026-11-18","bid_open_at":"2026-11-19"},
"intel":[{"at":"2026-11-19","kind":"bid_price"}],`)), status: 422, has: []string{"sealed_bid_price", `"field":"intel[0].kind"`}},
		} {
			h.run(s)
		}
		h.run(scenario{name: "nothing came in", call: call{who: h.Ada, method: "GET", path: "/api/search?q=云岭"}, status: 200, hasNot: []string{"云岭港务"}})
		made := h.run(scenario{name: "in", call: in(someDossier), status: 200, has: []string{"调度平台", `"480000.50"`, "云岭港务"}, acts: []string{"deal.imported"}})
		file := "/api/deals/" + made.field(t, "id") + "/dossier"
		for _, s := range []scenario{
			{name: "out", call: call{who: h.Mina, method: "GET", path: file}, status: 200, acts: []string{"deal.exported"},
				has: []string{`"id":"D-1"`, `"policy_limit":300`, `"counterpart":"韩总"`, `"edges":[["P1","P2"]]`, `"who":["P2","陌生人"]`, `"visibility":"hidden"`}},
			{name: "without the hidden coach", call: call{who: h.Ada, method: "GET", path: file}, status: 200, acts: []string{"deal.exported"},
				has: []string{`"counterpart":"韩总"`}, hasNot: []string{"林岚", "P1", "edges", "hidden"}},
			{name: "what cannot be edited is named", call: call{who: h.Mina, method: "GET", path: strings.Replace(file, "dossier", "sheet", 1)}, status: 200,
				has: []string{`"brought":["quotes"]`}},
			{name: "out by who only reads", call: call{who: h.Rob, method: "GET", path: file}, status: 403},
			{name: "out by a stranger", call: call{who: h.Tao, method: "GET", path: file}, status: 404},
		} {
			h.run(s)
		}
		grant(t, h.Company, org.ReadOnly, org.ExportRows, org.All)
		cost := call{who: h.Mina, method: "PUT", path: strings.Replace(file, "dossier", "cost", 1), body: `{"cost_budget":{"amount":"81234","currency":"CNY"}}`}
		h.run(scenario{name: "its cost", call: cost, status: 200, acts: []string{"cost.added"}})
		h.run(scenario{name: "out with its cost", call: call{who: h.Mina, method: "GET", path: file}, status: 200, acts: []string{"deal.exported"}, has: []string{"81234"}})
		h.run(scenario{name: "out by who may not know the cost", call: call{who: h.Rob, method: "GET", path: file}, status: 200, acts: []string{"deal.exported"},
			has: []string{"调度平台"}, hasNot: []string{"81234", "cost_budget"}})
	})
}
