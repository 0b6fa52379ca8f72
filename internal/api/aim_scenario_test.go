package api_test

import (
	"strings"
	"testing"
)

// TestAims: a task says whom to see and which value of his is to move; where the
// value stood is noted, and a task about a hidden coach exists for nobody else.
func TestAims(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		x := layTable(t, h)
		spy := x.person(`{"new_contact":{"name":"影子"},"roles":["CO"],"hidden":true}`)
		on := `{"subject":"deal:` + x.id + `","title":"见总经理",`
		post := func(name, more string) scenario {
			return scenario{name: name, call: call{who: h.Mina, method: "POST", path: "/api/tasks", body: on + more + `}`}}
		}
		for _, c := range []struct{ name, more, has string }{
			{"nobody", `"aim":"support","aim_to":"4"`, "aim_person_missing"},
			{"unknown person", `"person_id":"5"`, `"field":"person_id"`},
			{"off the scale", `"person_id":"` + x.eb + `","aim":"support","aim_to":"0"`, `"field":"aim_to"`},
			{"no target", `"person_id":"` + x.eb + `","aim":"contact"`, `"field":"aim_to"`},
			{"no mode", `"person_id":"` + x.eb + `","aim":"mode","aim_to":"3"`, "aim_invalid"},
			{"for one who may not know", `"person_id":"` + spy + `","assignee_id":"` + h.Ada.String() + `"`, "assignee_blind"},
		} {
			s := post(c.name, c.more)
			s.status, s.has = 422, []string{c.has}
			h.run(s)
		}
		list := call{who: h.Mina, method: "GET", path: "/api/tasks?subject=deal:" + x.id}
		h.run(scenario{name: "none of them", call: list, status: 200, has: []string{`"total":0`}})
		s := post("support", `"person_id":"`+x.eb+`","aim":"support","aim_to":"4"`)
		s.status, s.acts = 200, []string{"task.added"}
		s.has = []string{`"person_id":"` + x.eb + `"`, `"aim_from":"3"`, `"aim_to":"4"`}
		id := h.run(s).field(t, "id")
		h.run(scenario{name: "seen", call: call{who: h.Mina, method: "POST", path: "/api/influences/" + x.eb + "/observations",
			body: `{"field":"support","value":4}`}, status: 200, acts: []string{"influence.observed"}})
		h.run(scenario{name: "done", call: call{who: h.Mina, method: "PATCH", path: "/api/tasks/" + id, body: `{"done":true}`, header: at("1")},
			status: 200, has: []string{`"aim_from":"3"`, `"aim_to":"4"`, `"aim_now":"4"`, `"effect":"reached"`, `"person_name":"高远"`, `"done_at"`}, acts: []string{"task.done"}})
		h.run(scenario{name: "another aim", call: call{who: h.Mina, method: "PATCH", path: "/api/tasks/" + id, body: `{"aim":"mode","aim_to":"G"}`, header: at("2")},
			status: 200, has: []string{`"aim":"mode"`}, hasNot: []string{"aim_from"}, acts: []string{"task.edited"}})
		h.run(scenario{name: "no person any more", call: call{who: h.Mina, method: "PATCH", path: "/api/tasks/" + id, body: `{"person_id":null}`, header: at("3")},
			status: 422, has: []string{"aim_person_missing"}})
		s = post("a user's gap", `"person_id":"`+x.ub+`","aim":"mode","aim_to":"G"`)
		s.status, s.acts, s.has = 200, []string{"task.added"}, []string{`"aim_from":"T"`}
		masked := h.run(s).field(t, "id")
		s = post("the coach", `"person_id":"`+spy+`","aim":"contact","aim_to":"2"`)
		s.status, s.acts, s.has = 200, []string{"task.added"}, []string{`"aim_from":"0"`}
		secret := h.run(s).field(t, "id")
		h.run(scenario{name: "mine", call: list, status: 200, has: []string{secret, masked, `"total":3`}})
		list.who = h.Ada
		h.run(scenario{name: "of one who may not know", call: list, status: 200, has: []string{x.eb, `"total":1`}, hasNot: []string{secret, masked, spy}})
		h.run(scenario{name: "changed blindly", call: call{who: h.Ada, method: "PATCH", path: "/api/tasks/" + secret, body: `{"done":true}`, header: at("1")}, status: 404})
		events := h.run(scenario{name: "timeline", call: call{who: h.Ada, method: "GET", path: "/api/timeline?subject=deal:" + x.id}, status: 200,
			has: []string{id}, hasNot: []string{spy, secret, masked}})
		if n := strings.Count(events.body, `"act":"task.`); n != 3 {
			t.Errorf("%d acts on tasks are told to one who may not know, want the three on the decision maker", n)
		}
	})
}
