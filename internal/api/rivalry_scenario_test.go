package api_test

import (
	"strings"
	"testing"
)

// TestRivalryRoutes plays every kind of fact around a deal: added, changed and
// removed, refused when it is wrong, and hidden coaches kept.
func TestRivalryRoutes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		x := layTable(t, h)
		deal := "/api/deals/" + x.id
		spy := x.person(`{"new_contact":{"name":"影子"},"roles":["CO"],"hidden":true,"support":3}`)
		rival := h.run(scenario{name: "rival", call: call{who: h.Mina, method: "POST", path: deal + "/competitors",
			body: `{"name":"远帆","backers":[{"person_id":"` + spy + `","since":"2026-11-01"},{"person_id":"` + x.eb + `"}],"points":[{"side":"strength","text":"低价","affects":["` + spy + `","` + x.eb + `"]}]}`},
			status: 200, has: []string{spy}, acts: []string{"competitor.added"}}).field(t, "id")
		both := `["` + spy + `","` + x.eb + `"]`
		for _, k := range []struct{ room, kind, add, edit, wrong, field string }{
			{"intel", "intel", `{"competitor_id":"` + rival + `","on":"2026-11-20","text":"换了售前"}`, `{"text":"换了总监"}`, `{"competitor_id":"9","on":"2026-11-20","text":"x"}`, "competitor_id"},
			{"strengths", "strength", `{"text":"同业案例","unique":true,"linked":` + both + `}`, `{"linked":["` + x.eb + `"]}`, `{"text":" "}`, "text"},
			{"weaknesses", "weakness", `{"text":"没有本地团队","affects":` + both + `}`, `{"plan":"驻场"}`, `{"text":"x","affects":["5"]}`, "affects"},
			{"proposals", "proposal", `{"issued_on":"2026-11-20","pages":60,"summary":true,"similarity":0.4}`, `{"tb_feedback_on":"2026-11-19"}`, `{"attachment_id":"5"}`, "attachment_id"},
			{"objections", "objection", `{"text":"太贵","person_id":"` + spy + `","on":"2026-11-10"}`, `{"settled_on":"2026-11-20"}`, `{"text":"x","on":"2026-11-20","settled_on":"2026-11-10"}`, "settled_on"},
			{"change-reviews", "change_review", `{"on":"2026-11-20","text":"无变化"}`, `{"text":"换了处长"}`, `{"on":"2026-12-20","text":"x"}`, "on"},
			{"external-bodies", "external_body", `{"name":"诚信招标","kind":"招标代理","person_id":"` + x.eb + `"}`, `{"kind":"设计院"}`, `{"name":""}`, "name"},
			{"visits", "visit", `{"on":"2026-11-25","people":` + both + `,"others":["司机"],"vbr":"降本数据","goal_min":"见局长","trigger":"plan"}`, `{"commitment":"min"}`, `{"on":"2026-11-25","trigger":"mood"}`, "trigger"},
			{"bookings", "booking", `{"kind":"industry_expert","on":"2026-11-24","person_id":"` + x.eb + `","rule":"RF-06","cost":{"amount":"2000.00","currency":"CNY"}}`, `{"effect":4.5,"briefed":true}`, `{"kind":"partner","on":"2026-11-24","rule":"x"}`, "rule"},
		} {
			h.run(scenario{name: k.kind + " wrong", call: call{who: h.Mina, method: "POST", path: deal + "/" + k.room, body: k.wrong}, status: 422, has: []string{k.field}})
			h.run(scenario{name: k.kind + " of others", call: call{who: h.Tao, method: "POST", path: deal + "/" + k.room, body: k.add}, status: 404})
			id := h.run(scenario{name: k.kind, call: call{who: h.Mina, method: "POST", path: deal + "/" + k.room, body: k.add}, status: 200, acts: []string{k.kind + ".added"}}).field(t, "id")
			h.run(scenario{name: k.kind + " edited", call: call{who: h.Mina, method: "PATCH", path: "/api/" + k.room + "/" + id, body: k.edit, header: at("1")}, status: 200,
				has: []string{`"version":2`}, acts: []string{k.kind + ".edited"}})
			h.run(scenario{name: k.kind + " stale", call: call{who: h.Mina, method: "DELETE", path: "/api/" + k.room + "/" + id, header: at("1")}, status: 412})
			again := h.run(scenario{name: k.kind + " again", call: call{who: h.Mina, method: "POST", path: deal + "/" + k.room, body: k.add}, status: 200, acts: []string{k.kind + ".added"}}).field(t, "id")
			h.run(scenario{name: k.kind + " removed", call: call{who: h.Mina, method: "DELETE", path: "/api/" + k.room + "/" + again, header: at("1")}, status: 204, acts: []string{k.kind + ".removed"}})
		}
		mine := h.run(scenario{name: "sheet", call: call{who: h.Mina, method: "GET", path: deal + "/sheet"}, status: 200, has: []string{`"last_intel_on":"2026-11-20"`,
			`"plan":"驻场"`, `"settled_on":"2026-11-20"`, `"tb_feedback_on":"2026-11-19"`, `"effect":4.5`, `"commitment":"min"`, `"edit_customer":true`}})
		if n := strings.Count(mine.body, spy); n < 5 {
			t.Errorf("the owner reads of the coach %d times", n)
		}
		h.run(scenario{name: "sheet of one who may not know", call: call{who: h.Ada, method: "GET", path: deal + "/sheet"}, status: 200, has: []string{"同业案例", x.eb}, hasNot: []string{spy}})
	})
}

// TestSealedBidPrice: from the issue of the tender to the opening of bids nobody
// records a rival's bid price; before and after, and other news, he may.
func TestSealedBidPrice(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		x := layTable(t, h)
		deal := "/api/deals/" + x.id
		rival := h.run(scenario{name: "rival", call: call{who: h.Mina, method: "POST", path: deal + "/competitors", body: `{"name":"远帆"}`}, status: 200, acts: []string{"competitor.added"}}).field(t, "id")
		h.run(scenario{name: "tender", call: call{who: h.Mina, method: "PATCH", path: deal, body: `{"tender_issue_on":"2026-11-10","bid_open_on":"2026-11-20"}`, header: at("1")},
			status: 200, acts: []string{"deal.edited"}})
		price := func(on, kind string) call {
			return call{who: h.Mina, method: "POST", path: deal + "/intel", body: `{"competitor_id":"` + rival + `","on":"` + on + `","kind":"` + kind + `","text":"380 万"}`}
		}
		for _, day := range []string{"2026-11-10", "2026-11-15", "2026-11-20"} {
			h.run(scenario{name: day, call: price(day, "bid_price"), status: 422, has: []string{"sealed_bid_price", `"field":"kind"`, "2026-11-10"}})
		}
		id := h.run(scenario{name: "before", call: price("2026-11-09", "bid_price"), status: 200, acts: []string{"intel.added"}}).field(t, "id")
		h.run(scenario{name: "moved into it", call: call{who: h.Mina, method: "PATCH", path: "/api/intel/" + id, body: `{"on":"2026-11-12"}`, header: at("1")}, status: 422, has: []string{"sealed_bid_price"}})
		h.run(scenario{name: "after", call: price("2026-11-21", "bid_price"), status: 200, acts: []string{"intel.added"}})
		h.run(scenario{name: "other news", call: price("2026-11-15", "other"), status: 200, acts: []string{"intel.added"}})
	})
}

// TestHiddenCoachStaysNamed: who may not know of a coach changes a fact that names
// him, neither learns of him nor takes him out.
func TestHiddenCoachStaysNamed(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		x := layTable(t, h)
		deal := "/api/deals/" + x.id
		spy := x.person(`{"new_contact":{"name":"影子"},"roles":["CO"],"hidden":true}`)
		for _, k := range []struct{ room, kind, add, edit, still string }{
			{"strengths", "strength", `{"text":"案例","linked":["` + spy + `"]}`, `{"linked":["` + x.eb + `"]}`, `"linked":["` + x.eb + `",`},
			{"weaknesses", "weakness", `{"text":"价格","affects":["` + spy + `"]}`, `{"affects":null}`, `"affects":[`},
			{"objections", "objection", `{"text":"太贵","person_id":"` + spy + `"}`, `{"person_id":null,"text":"贵"}`, `"person_id":`},
			{"competitors", "competitor", `{"name":"远帆","backers":[{"person_id":"` + spy + `"}]}`, `{"backers":[{"person_id":"` + x.eb + `"}]}`, `{"person_id":`},
		} {
			id := h.run(scenario{name: k.kind, call: call{who: h.Mina, method: "POST", path: deal + "/" + k.room, body: k.add}, status: 200, acts: []string{k.kind + ".added"}}).field(t, "id")
			h.run(scenario{name: k.kind + " blindly", call: call{who: h.Ada, method: "PATCH", path: "/api/" + k.room + "/" + id, body: k.edit, header: at("1")}, status: 200,
				hasNot: []string{spy}, acts: []string{k.kind + ".edited"}})
			h.run(scenario{name: k.kind + " kept", call: call{who: h.Mina, method: "GET", path: deal + "/sheet"}, status: 200, has: []string{k.still + `"` + spy}})
		}
		h.run(scenario{name: "blind to his name", call: call{who: h.Ada, method: "POST", path: deal + "/strengths", body: `{"text":"x","linked":["` + spy + `"]}`},
			status: 422, has: []string{"reference_missing", "linked"}})
		h.run(scenario{name: "timeline", call: call{who: h.Ada, method: "GET", path: "/api/timeline?subject=deal:" + x.id}, status: 200, hasNot: []string{spy}})
	})
}

// TestAccountEventRoutes: a change at the customer is told on the account, comes
// to its deals, and is reviewed by somebody on a day.
func TestAccountEventRoutes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		x := layTable(t, h)
		account := "/api/accounts/" + h.Harbor.String()
		id := h.run(scenario{name: "added", call: call{who: h.Mina, method: "POST", path: account + "/events", body: `{"kind":"leader_change","on":"2026-11-15","text":"总经理换人"}`},
			status: 200, acts: []string{"account_event.added"}}).field(t, "id")
		event := "/api/account-events/" + id
		for _, s := range []scenario{
			{name: "tomorrow", call: call{who: h.Mina, method: "POST", path: account + "/events", body: `{"on":"2026-12-15"}`}, status: 422, has: []string{"day_in_future"}},
			{name: "of a stranger", call: call{who: h.Tao, method: "PATCH", path: event, body: `{"text":"x"}`, header: at("1")}, status: 404},
			{name: "of a reader", call: call{who: h.Rob, method: "PATCH", path: event, body: `{"text":"x"}`, header: at("1")}, status: 403},
			{name: "on the deal", call: call{who: h.Mina, method: "GET", path: "/api/deals/" + x.id + "/sheet"}, status: 200, has: []string{"总经理换人"}, hasNot: []string{"reviewed_on"}},
			{name: "reviewed", call: call{who: h.Mina, method: "PATCH", path: event, body: `{"reviewed":true}`, header: at("1")}, status: 200,
				has: []string{`"reviewed_on":"2026-11-23"`, `"reviewed_by_id":"` + h.Mina.String() + `"`}, acts: []string{"account_event.edited"}},
			{name: "on the account", call: call{who: h.Mina, method: "GET", path: account}, status: 200, has: []string{"总经理换人", "reviewed_on"}},
			{name: "in the timeline", call: call{who: h.Mina, method: "GET", path: "/api/timeline?subject=account:" + h.Harbor.String()}, status: 200, has: []string{"account_event.added"}},
			{name: "removed", call: call{who: h.Mina, method: "DELETE", path: event, header: at("2")}, status: 204, acts: []string{"account_event.removed"}},
			{name: "gone", call: call{who: h.Mina, method: "DELETE", path: event, header: at("3")}, status: 404},
			{name: "standing", call: call{who: h.Mina, method: "PATCH", path: account, body: `{"ideal_fit":0.3,"satisfaction":4,"past_contract":true,"segment":"港口"}`, header: at("1")}, status: 200,
				has: []string{`"ideal_fit":0.3`, `"satisfaction":4`}, acts: []string{"account.edited"}},
			{name: "too satisfied", call: call{who: h.Mina, method: "PATCH", path: account, body: `{"satisfaction":6}`, header: at("2")}, status: 422, has: []string{"satisfaction"}},
		} {
			h.run(s)
		}
	})
}

// TestEntriesComeBack: each kind of what people write about a deal is taken out of
// the trash by who may edit the deal.
func TestEntriesComeBack(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		x := layTable(t, h)
		deal := "/api/deals/" + x.id
		rival := ""
		for _, e := range []struct{ kind, room, body string }{
			{"competitor", "competitors", `{"name":"远帆"}`}, {"need", "needs", `{"text":"不停机","layer":1}`},
			{"decision_criterion", "criteria", `{"name":"价格"}`}, {"intel", "intel", `{"text":"在降价","on":"2026-11-20","kind":"other","competitor_id":"RIVAL"}`},
			{"strength", "strengths", `{"text":"国密"}`}, {"weakness", "weaknesses", `{"text":"价高"}`},
			{"proposal", "proposals", `{"edition":1}`}, {"objection", "objections", `{"text":"太贵"}`},
			{"change_review", "change-reviews", `{"text":"无变化","on":"2026-11-20"}`},
			{"external_body", "external-bodies", `{"name":"设计院"}`}, {"visit", "visits", `{"on":"2026-11-20"}`},
			{"booking", "bookings", `{"kind":"partner","on":"2026-11-20"}`},
		} {
			id := h.run(scenario{name: e.kind, call: call{who: h.Mina, method: "POST", path: deal + "/" + e.room,
				body: strings.Replace(e.body, "RIVAL", rival, 1)}, status: 200, acts: []string{e.kind + ".added"}}).field(t, "id")
			if e.kind == "competitor" {
				rival = h.run(scenario{name: "another rival", call: call{who: h.Mina, method: "POST", path: deal + "/competitors", body: `{"name":"近舟"}`},
					status: 200, acts: []string{"competitor.added"}}).field(t, "id")
			}
			for _, s := range []scenario{
				{name: "not gone", call: call{who: h.Mina, method: "POST", path: "/api/entries/" + e.kind + "/" + id + "/restore"}, status: 404},
				{name: "goes", call: call{who: h.Mina, method: "DELETE", path: "/api/" + e.room + "/" + id, header: map[string]string{"If-Match": `"1"`}}, status: 204,
					acts: []string{e.kind + ".removed"}},
				{name: "in the trash", call: call{who: h.Mina, method: "GET", path: "/api/trash"}, status: 200, has: []string{`"kind":"` + e.kind + `"`, `"deal_name":"港口调度"`, id}},
				{name: "in no trash of others", call: call{who: h.Tao, method: "GET", path: "/api/trash"}, status: 200, hasNot: []string{id}},
				{name: "a stranger", call: call{who: h.Tao, method: "POST", path: "/api/entries/" + e.kind + "/" + id + "/restore"}, status: 404},
				{name: "a reader", call: call{who: h.Rob, method: "POST", path: "/api/entries/" + e.kind + "/" + id + "/restore"}, status: 403},
				{name: "comes back", call: call{who: h.Mina, method: "POST", path: "/api/entries/" + e.kind + "/" + id + "/restore"}, status: 204, acts: []string{e.kind + ".restored"}},
				{name: "is there", call: call{who: h.Mina, method: "GET", path: deal + "/sheet"}, status: 200, has: []string{id}},
			} {
				h.run(s)
			}
		}
		h.run(scenario{name: "unknown kind", call: call{who: h.Mina, method: "POST", path: "/api/entries/deal/" + x.id + "/restore"}, status: 422})
	})
}
