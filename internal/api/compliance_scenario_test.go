package api_test

import (
	"strings"
	"testing"
)

// TestLawfulPlans: what would give somebody a benefit is refused, changes
// nothing and stands in the audit without its text; what would steer a tender is
// written, warned of on the sheet and in the list of tasks, and marked in the
// audit, until it is written otherwise.
func TestLawfulPlans(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		x := layTable(t, h)
		deal, audit := "/api/deals/"+x.id, "/api/audit?source=access&act=compliance"
		bribe := "签约后给他回扣七万"
		for _, s := range []scenario{
			{name: "person", call: call{who: h.Mina, method: "PATCH", path: "/api/influences/" + x.eb, body: `{"plan":"` + bribe + `"}`, header: at("1")}},
			{name: "result", call: call{who: h.Mina, method: "PATCH", path: "/api/influences/" + x.eb, body: `{"results":[{"text":"` + bribe + `"}]}`, header: at("1")}},
			{name: "weakness", call: call{who: h.Mina, method: "POST", path: deal + "/weaknesses", body: `{"text":"贵","plan":"` + bribe + `"}`}},
			{name: "visit", call: call{who: h.Mina, method: "POST", path: deal + "/visits", body: `{"on":"2026-11-25","goal_min":"` + bribe + `"}`}},
			{name: "task", call: call{who: h.Mina, method: "POST", path: "/api/tasks", body: `{"subject":"deal:` + x.id + `","title":"` + bribe + `"}`}},
		} {
			s.status, s.has = 422, []string{"improper_benefit", "CP-02", "回扣"}
			h.run(s)
		}
		said := h.run(scenario{name: "the audit", call: call{who: h.Ada, method: "GET", path: audit}, status: 200, hasNot: []string{"七万"}}).body
		if n := strings.Count(said, `"act":"compliance.blocked"`); n != 5 || !strings.Contains(said, `"tried":"AddTask"`) {
			t.Errorf("%d tries are noted: %s", n, said)
		}
		h.run(scenario{name: "a note of what was asked", call: call{who: h.Mina, method: "POST", path: "/api/notes", body: `{"subject":"deal:` + x.id + `","text":"他要回扣，已拒绝并上报"}`}, status: 200, acts: []string{"note.added"}})

		steer := "请教练搞定评委"
		h.run(scenario{name: "steered", call: call{who: h.Mina, method: "PATCH", path: "/api/influences/" + x.eb, body: `{"plan":"` + steer + `"}`, header: at("1")}, status: 200, acts: []string{"influence.edited"}})
		visit := h.run(scenario{name: "steering visit", call: call{who: h.Mina, method: "POST", path: deal + "/visits", body: `{"on":"2026-11-25","goal_best":"` + steer + `"}`}, status: 200, acts: []string{"visit.added"}}).field(t, "id")
		h.run(scenario{name: "steering task", call: call{who: h.Mina, method: "POST", path: "/api/tasks", body: `{"subject":"deal:` + x.id + `","title":"` + steer + `"}`}, status: 200, has: []string{`"caution":"CP-03"`}, acts: []string{"task.added"}})
		h.run(scenario{name: "tasks", call: call{who: h.Mina, method: "GET", path: "/api/tasks?subject=deal:" + x.id}, status: 200, has: []string{`"caution":"CP-03"`}})
		h.run(scenario{name: "warned", call: call{who: h.Mina, method: "GET", path: deal + "/sheet"}, status: 200,
			has: []string{`{"rule":"CP-03","subject":"高远","kind":"influence","id":"` + x.eb + `","field":"plan","words":"搞定评委"}`, `"id":"` + visit + `","field":"goal_best"`}})
		log := h.run(scenario{name: "marked", call: call{who: h.Ada, method: "GET", path: "/api/audit?source=event"}, status: 200}).body
		if n := strings.Count(log, `"caution":"CP-03"`); n != 3 {
			t.Errorf("%d acts are marked", n)
		}
		h.run(scenario{name: "mended", call: call{who: h.Mina, method: "PATCH", path: "/api/influences/" + x.eb, body: `{"plan":"公开讲解标准"}`, header: at("2")}, status: 200, acts: []string{"influence.edited"}})
		h.run(scenario{name: "not warned", call: call{who: h.Mina, method: "GET", path: deal + "/sheet"}, status: 200, hasNot: []string{`"subject":"高远","kind":"influence"`}})
	})
}
