package api_test

import (
	"strings"
	"testing"
)

// TestTacticsRoute: what to do about each person and about the position; who may
// not know of a hidden coach is advised as if there were none.
func TestTacticsRoute(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		x := layTable(t, h)
		deal := "/api/deals/" + x.id
		spy := x.person(`{"new_contact":{"name":"影子"},"roles":["CO"],"hidden":true,"c1":true,"c2":true,"c3":true,"contact":3}`)
		tb := x.person(`{"new_contact":{"name":"韩冬"},"roles":["TB"],"influence":"H"}`)
		h.run(scenario{name: "visit", call: call{who: h.Mina, method: "POST", path: deal + "/visits",
			body: `{"on":"2026-11-20","people":["` + x.ub + `"],"vbr":"降本"}`}, status: 200, acts: []string{"visit.added"}})
		h.run(scenario{name: "a task about the coach", call: call{who: h.Mina, method: "POST", path: "/api/tasks",
			body: `{"subject":"deal:` + x.id + `","title":"引荐影子","due_on":"2026-11-01","rule":"RF-02","person_id":"` + spy + `"}`}, status: 200, acts: []string{"task.added"}})
		mine := h.run(scenario{name: "tactics", call: call{who: h.Mina, method: "GET", path: deal + "/tactics"}, status: 200,
			has: []string{`"phase":"early"`, `"code":"UB.T"`, `"code":"unknown.EB"`, `"code":"executive"`, `"code":"coach.use"`, spy,
				`"code":"first"`, `"code":"unknown.TB"`, `"next":[{"rule":"RF-`, "引荐影子",
				`"verdict":"never"`, `"last_on":"2026-11-20"`, `{"role":"TB","want":0.38,"got":0,"off":true}`}, hasNot: []string{"find.CO", "find.EB"}})
		if stranger, user := strings.Index(mine.body, tb), strings.Index(mine.body, x.ub); stranger > user {
			t.Errorf("the gatekeeper, whom nobody met, comes after the user: %s", mine.body)
		}
		other := h.run(scenario{name: "of one who may not know", call: call{who: h.Ada, method: "GET", path: deal + "/tactics"}, status: 200,
			has: []string{`"code":"UB.T"`, `"code":"find.CO"`}, hasNot: []string{spy, "coach.", `"CO.`, "引荐影子"}})
		if !strings.Contains(other.body, x.ub) {
			t.Error("a coach with another role is a user to those who may not know")
		}
		h.run(scenario{name: "of a stranger", call: call{who: h.Tao, method: "GET", path: deal + "/tactics"}, status: 404})
		h.run(scenario{name: "given up", call: call{who: h.Mina, method: "POST", path: deal + "/abandon", body: `{"reason":"没有预算"}`, header: at("1")}, status: 200, acts: []string{"deal.abandoned"}})
		h.run(scenario{name: "of a closed deal", call: call{who: h.Mina, method: "GET", path: deal + "/tactics"}, status: 200,
			has: []string{`"people":[]`, `"roles":[]`, `"position":[]`, `"next":[]`}, hasNot: []string{`"phase"`}})
	})
}
