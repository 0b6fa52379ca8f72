package api_test

import (
	"encoding/json"
	"strings"
	"testing"

	"sente/internal/sales/record"
)

// made sends a request that creates something and gives its id.
func (h *house) made(who record.ID, path, body string) string {
	h.t.Helper()
	r := h.do(call{who: who, method: "POST", path: path, body: body})
	if r.status != 200 {
		h.t.Fatalf("POST %s gave %d: %s", path, r.status, r.body)
	}
	return r.field(h.t, "id")
}

func ifMatch(v string) map[string]string { return map[string]string{"If-Match": `"` + v + `"`} }

func TestContactAndDepartmentRoutes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		harbor := "/api/accounts/" + h.Harbor.String()
		it := h.made(h.Mina, harbor+"/departments", `{"name":"信息中心"}`)
		wei := h.made(h.Mina, "/api/contacts", `{"account_id":"`+h.Harbor.String()+`","name":"魏建国","department_id":"`+it+`","level_rank":3}`)
		for _, s := range []scenario{
			{name: "list", call: call{who: h.Mina, method: "GET", path: "/api/contacts?account=" + h.Harbor.String()}, status: 200,
				has: []string{"魏建国", `"account_name":"海港集团有限公司"`, `"total":1`, `"may":["edit","trash","contribute"]`}},
			{name: "initials", call: call{who: h.Mina, method: "GET", path: "/api/contacts?q=wjg&sort=-updated_at"}, status: 200, has: []string{"魏建国"}},
			{name: "not his", call: call{who: h.Tao, method: "GET", path: "/api/contacts"}, status: 200, hasNot: []string{"魏建国"}},
			{name: "one", call: call{who: h.Mina, method: "GET", path: "/api/contacts/" + wei}, status: 200, has: []string{`"deals":[]`}},
			{name: "one, not his", call: call{who: h.Tao, method: "GET", path: "/api/contacts/" + wei}, status: 404},
			{name: "read-only", call: call{who: h.Rob, method: "GET", path: "/api/contacts/" + wei}, status: 200, has: []string{`"may":[]`}},
			{name: "add without name", call: call{who: h.Mina, method: "POST", path: "/api/contacts", body: `{"account_id":"` + h.Harbor.String() + `","name":" "}`},
				status: 422, has: []string{"name_missing"}},
			{name: "add elsewhere", call: call{who: h.Tao, method: "POST", path: "/api/contacts", body: `{"account_id":"` + h.Harbor.String() + `","name":"x"}`},
				status: 422, has: []string{`"field":"account_id"`, "reference_missing"}},
			{name: "edit", call: call{who: h.Mina, method: "PATCH", path: "/api/contacts/" + wei, body: `{"title":"主任"}`, header: ifMatch("1")},
				status: 200, has: []string{`"version":2`}, acts: []string{"contact.edited"}},
			{name: "edit stale", call: call{who: h.Mina, method: "PATCH", path: "/api/contacts/" + wei, body: `{"title":"x"}`, header: ifMatch("1")}, status: 412},
			{name: "chart", call: call{who: h.Mina, method: "GET", path: harbor + "/chart"}, status: 200, has: []string{"信息中心", "魏建国", `"may":["edit"]`}},
			{name: "chart, not his", call: call{who: h.Tao, method: "GET", path: harbor + "/chart"}, status: 404},
			{name: "department on another's", call: call{who: h.Tao, method: "POST", path: harbor + "/departments", body: `{"name":"x"}`}, status: 404},
			{name: "rename", call: call{who: h.Mina, method: "PATCH", path: "/api/departments/" + it, body: `{"name":"数字中心"}`, header: ifMatch("1")},
				status: 200, acts: []string{"department.edited"}},
			{name: "in use", call: call{who: h.Mina, method: "DELETE", path: "/api/departments/" + it, header: ifMatch("2")}, status: 409,
				has: []string{"department_in_use", `"people":1`}},
			{name: "move out", call: call{who: h.Mina, method: "PATCH", path: "/api/contacts/" + wei, body: `{"department_id":null}`, header: ifMatch("2")},
				status: 200, acts: []string{"contact.edited"}},
			{name: "delete", call: call{who: h.Mina, method: "DELETE", path: "/api/departments/" + it, header: ifMatch("2")}, status: 204,
				acts: []string{"department.removed"}},
			{name: "gone", call: call{who: h.Mina, method: "DELETE", path: "/api/departments/" + it, header: ifMatch("3")}, status: 404},
		} {
			h.run(s)
		}
	})
}

func TestNoteTaskAndTimelineRoutes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		id := h.made(h.Mina, "/api/deals", `{"name":"海港调度系统","account_id":"`+h.Harbor.String()+`"}`)
		on := `"subject":"deal:` + id + `"`
		note := h.made(h.Mina, "/api/notes", `{`+on+`,"text":"见了主任"}`)
		task := h.made(h.Mina, "/api/tasks", `{`+on+`,"title":"约决策者","due_on":"2026-12-01"}`)
		for _, s := range []scenario{
			{name: "notes", call: call{who: h.Mo, method: "GET", path: "/api/notes?subject=deal:" + id}, status: 200,
				has: []string{"见了主任", `"author_name":"米娜"`, `"may":["edit","remove"]`}},
			{name: "notes, not his", call: call{who: h.Tao, method: "GET", path: "/api/notes?subject=deal:" + id}, status: 404},
			{name: "notes on what", call: call{who: h.Mina, method: "GET", path: "/api/notes?subject=x"}, status: 422, has: []string{`"field":"subject"`}},
			{name: "add, not his", call: call{who: h.Tao, method: "POST", path: "/api/notes", body: `{` + on + `,"text":"x"}`}, status: 404},
			{name: "add, read-only", call: call{who: h.Rob, method: "POST", path: "/api/notes", body: `{` + on + `,"text":"x"}`}, status: 403},
			{name: "edit", call: call{who: h.Mina, method: "PATCH", path: "/api/notes/" + note, body: `{"text":"见了主任和书记"}`, header: ifMatch("1")},
				status: 200, acts: []string{"note.edited"}},
			{name: "tasks", call: call{who: h.Mina, method: "GET", path: "/api/tasks?mine=true&done=false"}, status: 200,
				has: []string{"约决策者", `"subject_name":"海港调度系统"`, `"due_on":"2026-12-01"`}},
			{name: "tasks by day", call: call{who: h.Mina, method: "GET", path: "/api/tasks?subject=deal:" + id + "&due_by=2026-11-30"}, status: 200,
				has: []string{`"items":[]`, `"total":0`}},
			{name: "tasks of nothing", call: call{who: h.Mina, method: "GET", path: "/api/tasks"}, status: 422, has: []string{"subject_missing"}},
			{name: "task for the blind", call: call{who: h.Mina, method: "POST", path: "/api/tasks", body: `{` + on + `,"title":"x","assignee_id":"` + h.Tao.String() + `"}`},
				status: 422, has: []string{"assignee_blind", "陶然"}},
			{name: "task on what", call: call{who: h.Mina, method: "POST", path: "/api/tasks", body: `{"subject":"x","title":"x"}`}, status: 422},
			{name: "done", call: call{who: h.Mina, method: "PATCH", path: "/api/tasks/" + task, body: `{"done":true}`, header: ifMatch("1")},
				status: 200, has: []string{`"done_at"`}, acts: []string{"task.done"}},
			{name: "undone", call: call{who: h.Mina, method: "PATCH", path: "/api/tasks/" + task, body: `{"done":false}`, header: ifMatch("2")},
				status: 200, hasNot: []string{`"done_at"`}, acts: []string{"task.undone"}},
			{name: "remove task", call: call{who: h.Mina, method: "DELETE", path: "/api/tasks/" + task, header: ifMatch("3")}, status: 204,
				acts: []string{"task.removed"}},
			{name: "remove note", call: call{who: h.Mina, method: "DELETE", path: "/api/notes/" + note, header: ifMatch("2")}, status: 204,
				acts: []string{"note.removed"}},
			{name: "timeline", call: call{who: h.Mo, method: "GET", path: "/api/timeline?subject=deal:" + id}, status: 200,
				has: []string{"task.undone", "note.added", `"actor_name":"米娜"`, `"how":"changed","field":"text"`}},
			{name: "timeline, not his", call: call{who: h.Tao, method: "GET", path: "/api/timeline?subject=deal:" + id}, status: 404},
			{name: "timeline, bad cursor", call: call{who: h.Mina, method: "GET", path: "/api/timeline?subject=deal:" + id + "&cursor=x"}, status: 422},
		} {
			h.run(s)
		}
	})
}

func TestSearchRoute(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		for _, s := range []scenario{
			{name: "pinyin", call: call{who: h.Mina, method: "GET", path: "/api/search?q=haigang"}, status: 200,
				has: []string{`"title":"海港集团有限公司"`, `"hit":[0,2]`, `"kind":"account"`}},
			{name: "kind", call: call{who: h.Mina, method: "GET", path: "/api/search?q=haigang&kind=deal"}, status: 200, has: []string{`"items":[]`}},
			{name: "not his", call: call{who: h.Tao, method: "GET", path: "/api/search?q=haigang"}, status: 200, has: []string{`"items":[]`}},
			{name: "nothing typed", call: call{who: h.Mina, method: "GET", path: "/api/search?q=%20"}, status: 422, has: []string{"query_empty"}},
			{name: "kind unknown", call: call{who: h.Mina, method: "GET", path: "/api/search?q=x&kind=user"}, status: 422},
		} {
			h.run(s)
		}
	})
}

// TestListsOfNothingAreLists: an empty list is [], never null.
func TestListsOfNothingAreLists(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		for _, path := range []string{"/api/contacts", "/api/tasks?mine=true", "/api/notes?subject=account:" + h.Metro.String(), "/api/search?q=zzz"} {
			r := h.do(call{who: h.Tao, method: "GET", path: path})
			var all map[string]json.RawMessage
			if err := json.Unmarshal([]byte(r.body), &all); err != nil || strings.TrimSpace(string(all["items"])) != "[]" {
				t.Errorf("%s: got %s (%v)", path, r.body, err)
			}
		}
	})
}
