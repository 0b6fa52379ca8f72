package api_test

import (
	"slices"
	"strings"
	"testing"

	"sente/internal/cast"
)

// laid is a deal of Mina's whose sheet scenarios play on.
type laid struct {
	*house
	id, eb, ub string
}

func layTable(t *testing.T, h *house) *laid {
	t.Helper()
	made := h.run(scenario{name: "deal", call: call{who: h.Mina, method: "POST", path: "/api/deals",
		body: `{"name":"港口调度","account_id":"` + h.Harbor.String() + `","amount":{"amount":"1000000.00","currency":"CNY"}}`},
		status: 200, acts: []string{"deal.added"}})
	x := &laid{house: h, id: made.field(t, "id")}
	x.eb = x.person(`{"new_contact":{"name":"高远","title":"总经理","level_rank":5},"roles":["EB"],"influence":"H","support":3,"contact":2}`)
	x.ub = x.person(`{"new_contact":{"name":"何立"},"roles":["UB","CO"],"hidden":true,"c1":true,"expectation":8,"reality":4,"baseline":6}`)
	return x
}

func (x *laid) person(body string) string {
	x.t.Helper()
	return x.run(scenario{name: "person", call: call{who: x.Mina, method: "POST", path: "/api/deals/" + x.id + "/influences", body: body},
		status: 200, acts: []string{"influence.added"}}).field(x.t, "id")
}

func TestSheetRoutes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		x := layTable(t, h)
		deal := "/api/deals/" + x.id
		eb := "/api/influences/" + x.eb
		ub := "/api/influences/" + x.ub
		edge := deal + "/edges/" + x.ub + "/" + x.eb
		for _, s := range []scenario{
			{name: "sheet", call: call{who: h.Mina, method: "GET", path: deal + "/sheet"}, status: 200, has: []string{`"ghosts":["TB"]`, `"mode_computed":"T"`, `"gap":4`,
				`"weight":0.9`, `"gate":{"stage":"S1","met":0,"total":6`, `"how":"derived"`, `"missing":["when"`, `"forecast":{"amount":"0.00"`, `"act":"started"`,
				`"members":[]`, `"account_name":"海港集团有限公司"`, `"owner_name":"米娜"`, `"SUP"`}, hasNot: []string{`"":`}},
			{name: "sheet of one who may not know", call: call{who: h.Ada, method: "GET", path: deal + "/sheet"}, status: 200, has: []string{`"ghosts":["TB","CO"]`, "何立"},
				hasNot: []string{`"hidden"`, `"c1"`, `"CO"]}`}},
			{name: "sheet of a stranger", call: call{who: h.Tao, method: "GET", path: deal + "/sheet"}, status: 404},
			{name: "sheet of a day", call: call{who: h.Mina, method: "GET", path: deal + "/sheet?at=2026-11-23"}, status: 200,
				has: []string{`"as_of":"2026-11-23"`, `"secrets":true`, `"may":[]`, "高远", `"hidden":true`, `"weight":0.9`}, hasNot: []string{`"edit"`, `"may_judge":true`, `"edit_customer":true`}},
			{name: "sheet of a day of one who may not know", call: call{who: h.Ada, method: "GET", path: deal + "/sheet?at=2026-11-23"}, status: 200,
				has: []string{`"ghosts":["TB","CO"]`, "何立"}, hasNot: []string{`"hidden"`, `"c1"`, `"CO"]}`}},
			{name: "sheet of a day of a stranger", call: call{who: h.Tao, method: "GET", path: deal + "/sheet?at=2026-11-23"}, status: 404},
			{name: "sheet before the deal", call: call{who: h.Mina, method: "GET", path: deal + "/sheet?at=2026-11-22"}, status: 422,
				has: []string{"past_before_deal", `"field":"at"`, "2026-11-23"}},
			{name: "sheet of tomorrow", call: call{who: h.Mina, method: "GET", path: deal + "/sheet?at=2026-11-24"}, status: 422, has: []string{"past_in_future", `"field":"at"`}},
			{name: "history", call: call{who: h.Mina, method: "GET", path: deal + "/history"}, status: 200,
				has: []string{`"first":"2026-11-23"`, `"on":"2026-11-23"`, `"what":"moved"`, `"act":"started"`, `"chapters":[]`}},
			{name: "history of a stranger", call: call{who: h.Tao, method: "GET", path: deal + "/history"}, status: 404},
			{name: "compare", call: call{who: h.Mina, method: "GET", path: deal + "/compare?from=2026-11-23"}, status: 200, has: []string{`"to":"2026-11-23"`, `"changes":[]`}},
			{name: "compare before the deal", call: call{who: h.Mina, method: "GET", path: deal + "/compare?from=2026-11-20&to=2026-11-23"}, status: 422,
				has: []string{"past_before_deal", `"field":"from"`}},
			{name: "compare with tomorrow", call: call{who: h.Mina, method: "GET", path: deal + "/compare?from=2026-11-23&to=2026-11-24"}, status: 422,
				has: []string{"past_in_future", `"field":"to"`}},
			{name: "compare of a stranger", call: call{who: h.Tao, method: "GET", path: deal + "/compare?from=2026-11-23"}, status: 404},
			{name: "sheet of no day", call: call{who: h.Mina, method: "GET", path: deal + "/sheet?at=yesterday"}, status: 422},
			{name: "map for members only by name", call: call{who: h.Rob, method: "PATCH", path: eb, body: `{"plan":"x"}`, header: at("1")}, status: 403},
			{name: "unlawful win", call: call{who: h.Mina, method: "PATCH", path: eb, body: `{"wins":["bribe"]}`, header: at("1")}, status: 422, has: []string{"win_unknown"}},
			{name: "edit", call: call{who: h.Mina, method: "PATCH", path: eb, body: `{"wins":["recognition"],"role_verified":true}`, header: at("1")}, status: 200,
				has: []string{`"version":2`, `"wins":["recognition"]`}, acts: []string{"influence.edited"}},
			{name: "all at once", call: call{who: h.Mina, method: "PATCH", path: eb, body: `{"plan":"先见面","seen":[{"field":"support","value":-1,"on":"2026-11-19"}],"sways":["` + x.ub + `"]}`, header: at("2")},
				status: 200, has: []string{`"version":3`, `"support":3`, `"plan":"先见面"`}, acts: []string{"influence.edited"}},
			{name: "nothing by halves", call: call{who: h.Mina, method: "PATCH", path: eb, body: `{"plan":"x","seen":[{"field":"support","value":9}]}`, header: at("3")},
				status: 422, has: []string{`"field":"seen[0].value"`}},
			{name: "no version", call: call{who: h.Mina, method: "DELETE", path: eb}, status: 428},
			{name: "second decider", call: call{who: h.Mina, method: "POST", path: ub + "/observations", body: `{"field":"roles","value":["EB"]}`}, status: 409,
				has: []string{"multiple_eb", `"holder":"高远"`}},
			{name: "observe", call: call{who: h.Mina, method: "POST", path: eb + "/observations", body: `{"field":"support","value":-2,"source":"coach","evidence":"会上反对","on":"2026-11-20"}`},
				status: 200, has: []string{`"support":3`}, acts: []string{"influence.observed"}},
			{name: "unknown again", call: call{who: h.Mina, method: "POST", path: eb + "/observations", body: `{"field":"support","value":null}`},
				status: 200, hasNot: []string{`"support"`}, acts: []string{"influence.observed"}},
			{name: "unknown field", call: call{who: h.Mina, method: "POST", path: eb + "/observations", body: `{"field":"mood","value":1}`}, status: 422},
			{name: "observations", call: call{who: h.Mina, method: "GET", path: eb + "/observations"}, status: 200, has: []string{`"会上反对"`, `"source":"coach"`, `"value":null`}},
			{name: "how he stood then", call: call{who: h.Mina, method: "GET", path: eb + "/observations"}, status: 200,
				has: []string{`"value":-2,"on":"2026-11-20"`, `"support_then":-2`, `"support_then":3`}},
			{name: "mode of a gap", call: call{who: h.Rob, method: "GET", path: "/api/influences/mode?expectation=8&reality=4&baseline=7"},
				status: 200, has: []string{`"mode":"T"`}},
			{name: "mode of no gap", call: call{who: h.Rob, method: "GET", path: "/api/influences/mode?expectation=0&reality=0&baseline=0"},
				status: 200, has: []string{`"mode":"EK"`}},
			{name: "mode off the scale", call: call{who: h.Rob, method: "GET", path: "/api/influences/mode?expectation=11&reality=4&baseline=7"}, status: 422},
			{name: "mode of half a gap", call: call{who: h.Rob, method: "GET", path: "/api/influences/mode?expectation=8&reality=4"}, status: 422},
			{name: "observations hidden", call: call{who: h.Ada, method: "GET", path: ub + "/observations"}, status: 200, has: []string{`["UB"]`}, hasNot: []string{"CO"}},
			{name: "edge", call: call{who: h.Mina, method: "PUT", path: edge}, status: 204, acts: []string{"edge.added"}},
			{name: "edge again", call: call{who: h.Mina, method: "PUT", path: edge}, status: 204},
			{name: "edge to oneself", call: call{who: h.Mina, method: "PUT", path: deal + "/edges/" + x.eb + "/" + x.eb}, status: 422, has: []string{"edge_to_self"}},
			{name: "edge away", call: call{who: h.Mina, method: "DELETE", path: edge}, status: 204, acts: []string{"edge.removed"}},
			{name: "no edge", call: call{who: h.Mina, method: "DELETE", path: edge}, status: 404},
			{name: "layout", call: call{who: h.Mina, method: "PUT", path: deal + "/layout", body: `{"positions":{"` + x.eb + `":{"x":10.5,"y":-4}}}`}, status: 204,
				acts: []string{"deal.map_arranged"}},
			{name: "layout of nobody", call: call{who: h.Mina, method: "PUT", path: deal + "/layout", body: `{"positions":{"5":{"x":1,"y":1}}}`}, status: 422},
			{name: "meta", call: call{who: h.Rob, method: "GET", path: "/api/meta"}, status: 200,
				has: []string{`"code":"S4"`, `"criteria":["X1","X2","X3","X4","X5","X6","X7"]`, `"id":"RF-01"`, `"recognition"`}},
			{name: "remove", call: call{who: h.Mina, method: "DELETE", path: ub, header: at("1")}, status: 204, acts: []string{"influence.removed"}},
		} {
			h.run(s)
		}
		rival := h.run(scenario{name: "rival", call: call{who: h.Mina, method: "POST", path: deal + "/competitors", body: `{"name":"远帆软件","position":"level"}`},
			status: 200, acts: []string{"competitor.added"}}).field(t, "id")
		for _, s := range []scenario{
			{name: "rival edited", call: call{who: h.Mina, method: "PATCH", path: "/api/competitors/" + rival, body: `{"incumbent":true}`, header: at("1")}, status: 200,
				acts: []string{"competitor.edited"}},
			{name: "rival of others", call: call{who: h.Tao, method: "DELETE", path: "/api/competitors/" + rival, header: at("2")}, status: 404},
			{name: "rival gone", call: call{who: h.Mina, method: "DELETE", path: "/api/competitors/" + rival, header: at("2")}, status: 204, acts: []string{"competitor.removed"}},
		} {
			h.run(s)
		}
	})
}

// shows fails the test unless r, the answer to a move, is the deal as its reader
// is given it afterwards.
func (x *laid) shows(s scenario, r reply) {
	x.t.Helper()
	act := s.call.path[strings.LastIndex(s.call.path, "/")+1:]
	moves := []string{"advance", "undo", "back", "win", "lose", "abandon", "downgrade", "reopen"}
	if s.status != 200 || !slices.Contains(moves, act) {
		return
	}
	now := x.do(call{who: s.call.who, method: "GET", path: "/api/deals/" + x.id})
	if r.body != now.body || !strings.Contains(r.body, "重点") || !strings.Contains(r.body, x.Pia.String()) {
		x.t.Errorf("%s: the answer is\n%s\nbut the deal is\n%s", s.name, r.body, now.body)
	}
}

func TestEntryRoutes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		x := layTable(t, h)
		deal := "/api/deals/" + x.id
		goal := h.run(scenario{name: "need", call: call{who: h.Mina, method: "POST", path: deal + "/needs", body: `{"text":"少停机","layer":1,"said_by_id":"` + x.eb + `"}`},
			status: 200, acts: []string{"need.added"}}).field(t, "id")
		rival := h.run(scenario{name: "rival", call: call{who: h.Mina, method: "POST", path: deal + "/competitors", body: `{"name":"远帆软件"}`},
			status: 200, acts: []string{"competitor.added"}}).field(t, "id")
		price := h.run(scenario{name: "criterion", call: call{who: h.Mina, method: "POST", path: deal + "/criteria", body: `{"name":"可靠性","kind":"solution","weight":30,"our_score":8,"rival_scores":{"` + rival + `":5}}`},
			status: 200, acts: []string{"decision_criterion.added"}}).field(t, "id")
		for _, s := range []scenario{
			{name: "need of nobody", call: call{who: h.Mina, method: "POST", path: deal + "/needs", body: `{"text":"x","layer":1,"said_by_id":"5"}`}, status: 422, has: []string{`"said_by_id"`}},
			{name: "need without layer", call: call{who: h.Mina, method: "POST", path: deal + "/needs", body: `{"text":"x","layer":6}`}, status: 422, has: []string{`layer`}},
			{name: "need of others", call: call{who: h.Tao, method: "POST", path: deal + "/needs", body: `{"text":"x","layer":1}`}, status: 404},
			{name: "need below", call: call{who: h.Mina, method: "POST", path: deal + "/needs", body: `{"text":"告警","layer":5,"parent_id":"` + goal + `"}`}, status: 200, acts: []string{"need.added"}},
			{name: "shallow need", call: call{who: h.Mina, method: "POST", path: deal + "/needs", body: `{"text":"20 台探针","layer":4,"own_assumption":true}`}, status: 200, acts: []string{"need.added"}},
			{name: "need edited", call: call{who: h.Mina, method: "PATCH", path: "/api/needs/" + goal, body: `{"text":"全年少停机"}`, header: at("1")}, status: 200, has: []string{`"version":2`, "全年少停机"}, acts: []string{"need.edited"}},
			{name: "criterion of an unknown rival", call: call{who: h.Mina, method: "PATCH", path: "/api/criteria/" + price, body: `{"rival_scores":{"5":1}}`, header: at("1")}, status: 422, has: []string{"rival_scores"}},
			{name: "criterion edited", call: call{who: h.Mina, method: "PATCH", path: "/api/criteria/" + price, body: `{"featured":true}`, header: at("1")}, status: 200, acts: []string{"decision_criterion.edited"}},
			{name: "one source", call: call{who: h.Mina, method: "PUT", path: deal + "/info", body: `{"item":7,"status":"confirmed","text":"三家在谈","source_role":"EB","said_by_id":"` + x.eb + `","sources":1}`}, status: 200,
				has: []string{`"status":"partial"`, `"lacks":"one_source"`}, acts: []string{"info_item.added"}},
			{name: "without version", call: call{who: h.Mina, method: "PUT", path: deal + "/info", body: `{"item":7,"status":"unknown"}`}, status: 428},
			{name: "two sources", call: call{who: h.Mina, method: "PUT", path: deal + "/info", body: `{"item":7,"status":"confirmed","text":"三家在谈","sources":2}`, header: at("1")}, status: 200,
				has: []string{`"status":"confirmed"`}, hasNot: []string{"lacks"}, acts: []string{"info_item.edited"}},
			{name: "no such item", call: call{who: h.Mina, method: "PUT", path: deal + "/info", body: `{"item":19,"status":"partial"}`}, status: 422},
			{name: "cost", call: call{who: h.Mina, method: "PUT", path: deal + "/cost", body: `{"cost_budget":{"amount":"80000","currency":"CNY"}}`}, status: 200, has: []string{"80000.00"}, acts: []string{"cost.added"}},
			{name: "cost below zero", call: call{who: h.Mina, method: "PUT", path: deal + "/cost", body: `{"cost_budget":{"amount":"-1","currency":"CNY"}}`}, status: 422, has: []string{"cost_budget"}},
			{name: "sheet", call: call{who: h.Mina, method: "GET", path: deal + "/sheet"}, status: 200,
				has: []string{`"shallow":true`, `"leverage":90`, `"weight":30`, `"featured":30`, `"share":0.0909`, `"need_changed_on"`, `"criteria_changed_on"`, "80000.00"}},
			{name: "sheet without cost", call: call{who: h.Rob, method: "GET", path: deal + "/sheet"}, status: 200, has: []string{"少停机"}, hasNot: []string{`"cost"`}},
			{name: "project", call: call{who: h.Mina, method: "PATCH", path: deal, body: `{"budget":{"amount":"1000000","currency":"CNY"},"budget_status":"approved","approval_status":"approved","approved_on":"2026-01-05"}`, header: at("1")}, status: 200, acts: []string{"deal.edited"}},
			{name: "bid before tender", call: call{who: h.Mina, method: "PATCH", path: deal, body: `{"tender_issue_on":"2027-02-01","bid_open_on":"2027-01-01"}`, header: at("2")}, status: 422, has: []string{"bid_before_tender"}},
			{name: "need gone", call: call{who: h.Mina, method: "DELETE", path: "/api/needs/" + goal, header: at("2")}, status: 204, acts: []string{"need.removed"}},
			{name: "criterion gone", call: call{who: h.Mina, method: "DELETE", path: "/api/criteria/" + price, header: at("2")}, status: 204, acts: []string{"decision_criterion.removed"}},
		} {
			h.run(s)
		}
	})
}

func TestGateAndMoveRoutes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		x := layTable(t, h)
		deal := "/api/deals/" + x.id
		h.do(call{who: h.Mina, method: "PUT", path: "/api/tags/on/deal/" + x.id, body: `{"names":["重点"]}`})
		h.do(call{who: h.Mina, method: "PUT", path: deal + "/members/" + h.Pia.String(), body: `{"role":"presales"}`})
		scenarios := []scenario{
			{name: "refused", call: call{who: h.Mina, method: "POST", path: deal + "/advance", header: at("1")}, status: 409, has: []string{"gate_unmet", `"unmet":["X1","X2","X3","X4","X5","X6"]`, `"stage":"S1"`}},
			{name: "no reason", call: call{who: h.Mo, method: "POST", path: deal + "/overrides", body: `{"criterion":"X1","reason":" ","expires_on":"2026-12-01"}`, header: at("1")}, status: 422, has: []string{"reason_missing"}},
			{name: "no right", call: call{who: h.Mina, method: "POST", path: deal + "/overrides", body: `{"criterion":"X1","reason":"x","expires_on":"2026-12-01"}`, header: at("1")}, status: 403},
			{name: "no evidence", call: call{who: h.Mo, method: "POST", path: deal + "/judgements", body: `{"criterion":"X4","verdict":"accepted"}`, header: at("1")}, status: 409, has: []string{"evidence_missing"}},
			{name: "no verdict", call: call{who: h.Mo, method: "POST", path: deal + "/judgements", body: `{"criterion":"X4","verdict":"submitted"}`, header: at("1")}, status: 422},
			{name: "evidence", call: call{who: h.Mina, method: "POST", path: deal + "/evidence", body: `{"criterion":"X4","text":"立项批文"}`, header: at("1")}, status: 200, has: []string{`"act":"submitted"`, `"stage":"S1"`}, acts: []string{"gate.submitted"}},
			{name: "evidence by unknown note", call: call{who: h.Mina, method: "POST", path: deal + "/evidence", body: `{"criterion":"X4","note_id":"5"}`, header: at("1")}, status: 422, has: []string{`"field":"note_id"`}},
			{name: "evidence by unknown file", call: call{who: h.Mina, method: "POST", path: deal + "/evidence", body: `{"criterion":"X4","file_id":"5"}`, header: at("1")}, status: 422, has: []string{`"field":"file_id"`}},
			{name: "may judge", call: call{who: h.Mo, method: "GET", path: deal + "/sheet"}, status: 200, has: []string{`"may_judge":true`, "立项批文"}},
			{name: "may not judge", call: call{who: h.Mina, method: "GET", path: deal + "/sheet"}, status: 200, hasNot: []string{`"may_judge":true`}},
			{name: "verdict", call: call{who: h.Mo, method: "POST", path: deal + "/judgements", body: `{"criterion":"X4","verdict":"accepted","note":"核实"}`, header: at("1")}, status: 200, acts: []string{"gate.accepted"}},
		}
		for _, code := range []string{"X1", "X2", "X3", "X5", "X6"} {
			scenarios = append(scenarios, scenario{name: "override " + code, status: 200, acts: []string{"gate.overridden"},
				call: call{who: h.Mo, method: "POST", path: deal + "/overrides", body: `{"criterion":"` + code + `","reason":"客户催促","expires_on":"2026-12-01"}`, header: at("1")}})
		}
		scenarios = append(scenarios,
			scenario{name: "no version", call: call{who: h.Mina, method: "POST", path: deal + "/advance"}, status: 428},
			scenario{name: "advance", call: call{who: h.Mina, method: "POST", path: deal + "/advance", header: at("1")}, status: 200, has: []string{`"stage":"S2"`, `"stage_verified":"S1"`, `"win_prob":0.05`, `"version":2`}, acts: []string{"deal.advanced"}},
			scenario{name: "undo", call: call{who: h.Mina, method: "POST", path: deal + "/undo", header: at("2")}, status: 200, has: []string{`"stage":"S1"`}, hasNot: []string{"stage_verified"}, acts: []string{"deal.undone"}},
			scenario{name: "advance again", call: call{who: h.Mina, method: "POST", path: deal + "/advance", header: at("3")}, status: 200, acts: []string{"deal.advanced"}},
			scenario{name: "back", call: call{who: h.Mina, method: "POST", path: deal + "/back", body: `{"to":"S1","reason":"重新评估"}`, header: at("4")}, status: 200, has: []string{`"stage":"S1"`}, acts: []string{"deal.back"}},
			scenario{name: "back nowhere", call: call{who: h.Mina, method: "POST", path: deal + "/back", body: `{"to":"S2","reason":"x"}`, header: at("5")}, status: 422, has: []string{"stage_not_earlier"}},
			scenario{name: "win early", call: call{who: h.Mina, method: "POST", path: deal + "/win", header: at("5")}, status: 409, has: []string{"win_before_contract"}},
			scenario{name: "lose", call: call{who: h.Mina, method: "POST", path: deal + "/lose", body: `{"lost_to":"远帆软件","reason":"价格"}`, header: at("5")}, status: 200, has: []string{`"status":"lost"`, `"may":["edit","contribute","assign","trash"]`}, acts: []string{"deal.lost"}},
			scenario{name: "reopen is not for reps", call: call{who: h.Mina, method: "POST", path: deal + "/reopen", body: `{"reason":"x"}`, header: at("6")}, status: 403},
			scenario{name: "reopen", call: call{who: h.Mo, method: "POST", path: deal + "/reopen", body: `{"reason":"客户重启"}`, header: at("6")}, status: 200, has: []string{`"status":"open"`}, acts: []string{"deal.reopened"}},
			scenario{name: "abandon", call: call{who: h.Mina, method: "POST", path: deal + "/abandon", body: `{"reason":"预算取消"}`, header: at("7")}, status: 200, has: []string{`"status":"abandoned"`}, acts: []string{"deal.abandoned"}},
			scenario{name: "reopen again", call: call{who: h.Mo, method: "POST", path: deal + "/reopen", body: `{"reason":"x"}`, header: at("8")}, status: 200, acts: []string{"deal.reopened"}},
			scenario{name: "downgrade", call: call{who: h.Mina, method: "POST", path: deal + "/downgrade", body: `{"reason":"x"}`, header: at("9")}, status: 200, has: []string{`"status":"downgraded"`}, acts: []string{"deal.downgraded"}},
			scenario{name: "reopen for the last time", call: call{who: h.Mo, method: "POST", path: deal + "/reopen", body: `{"reason":"x"}`, header: at("10")}, status: 200, acts: []string{"deal.reopened"}},
			scenario{name: "win as a manager", call: call{who: h.Mo, method: "POST", path: deal + "/win", body: `{"reason":"单一来源"}`, header: at("11")}, status: 200, has: []string{`"status":"won"`, `"stage":"D0"`, `"win_prob":1`}, acts: []string{"deal.won"}},
			scenario{name: "sheet of a closed deal", call: call{who: h.Mina, method: "GET", path: deal + "/sheet"}, status: 200, hasNot: []string{`"gate"`, `"health"`}},
		)
		for _, s := range scenarios {
			x.shows(s, h.run(s))
		}
	})
}

func TestShadowedSheetIsTheSame(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		x := layTable(t, h)
		deal := "/api/deals/" + x.id
		read := func() string {
			return h.do(call{who: h.Mina, method: "GET", path: deal + "/sheet"}).body +
				h.do(call{who: h.Mina, method: "GET", path: "/api/influences/" + x.eb + "/observations"}).body
		}
		before := read()
		cast.Shadow(t, h.DB)
		if after := read(); after != before || !strings.Contains(before, "高远") {
			t.Errorf("rows of another workspace show:\n%s\n%s", before, after)
		}
	})
}
