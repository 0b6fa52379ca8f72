package api_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"sente/internal/sales/record"
)

// nine is what the tests read of a worksheet.
type nine struct {
	Answered, Held, Met, Total int
	Seen                       string
	Questions                  []struct {
		Number  int
		State   string
		Items   []struct{ Code, About string }
		Flags   []string
		Changed []struct{ Kind, Field, Name, By string }
	}
}

func (x *laid) nine(who record.ID) (out nine) {
	x.t.Helper()
	r := x.do(call{who: who, method: "GET", path: "/api/deals/" + x.id + "/questions"})
	if err := json.Unmarshal([]byte(r.body), &out); err != nil || r.status != 200 || len(out.Questions) != 9 {
		x.t.Fatalf("worksheet: %d %s (%v)", r.status, r.body, err)
	}
	return out
}

// again are the questions to be looked at again, as a person sees them.
func (n nine) again() (out []int) {
	for _, q := range n.Questions {
		if q.State == "again" {
			out = append(out, q.Number)
		}
	}
	return out
}

// TestQuestionRoutes: a finding holds until what it builds on changes; who may not
// know of a hidden coach learns nothing of him by it.
func TestQuestionRoutes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		x := layTable(t, h)
		path := "/api/deals/" + x.id + "/questions"
		spy := x.person(`{"new_contact":{"name":"影子"},"roles":["CO"],"hidden":true}`)
		first := x.nine(h.Mina)
		find := func(name string, who record.ID, body string, status int, acts ...string) {
			h.run(scenario{name: name, call: call{who: who, method: "POST", path: path, body: body}, status: status, acts: acts})
		}
		seen := `"seen":"` + first.Seen + `"}`
		find("of a reader", h.Rob, `{"question":1,"act":"confirmed",`+seen, 403)
		find("of a stranger", h.Tao, `{"question":1,"act":"confirmed",`+seen, 404)
		find("no question", h.Mina, `{"question":10,"act":"confirmed",`+seen, 422)
		find("no act", h.Mina, `{"question":1,"act":"maybe",`+seen, 422)
		find("of nothing", h.Mina, `{"question":1,"act":"confirmed"}`, 422)
		find("in the future", h.Mina, `{"question":1,"act":"confirmed","seen":"9123456789123456789"}`, 422)
		for _, q := range []string{"1", "3", "4", "8"} {
			find("holds", h.Mina, `{"question":`+q+`,"act":"confirmed",`+seen, 200, "question.confirmed")
		}
		if now := x.nine(h.Mina); now.Held != 4 || now.again() != nil || now.Met != first.Met {
			t.Errorf("four hold: %+v", now)
		}
		h.run(scenario{name: "spy turns", call: call{who: h.Mina, method: "POST", path: "/api/influences/" + spy + "/observations", body: `{"field":"support","value":4}`}, status: 200, acts: []string{"influence.observed"}})
		if now := x.nine(h.Mina); !slices.Equal(now.again(), []int{4}) || now.Questions[3].Changed[0].Name != "影子" {
			t.Errorf("the owner looks again at %v: %+v", now.again(), now.Questions[3])
		}
		if now := x.nine(h.Ada); now.again() != nil || now.Held != 4 {
			t.Errorf("who may not know of the coach is told of %v", now.again())
		}
		h.run(scenario{name: "support", call: call{who: h.Mina, method: "POST", path: "/api/influences/" + x.eb + "/observations", body: `{"field":"support","value":-2}`}, status: 200, acts: []string{"influence.observed"}})
		h.run(scenario{name: "objective", call: call{who: h.Mina, method: "PATCH", path: "/api/deals/" + x.id, body: `{"sso_what":"调度平台"}`, header: at("1")}, status: 200, acts: []string{"deal.edited"}})
		now := x.nine(h.Ada)
		if q := now.Questions[3]; !slices.Equal(now.again(), []int{1, 3, 4}) || q.Changed[0].Field != "support" || q.Changed[0].By != "米娜" {
			t.Errorf("after support and objective again are %v: %+v", now.again(), q)
		}
		find("late", h.Mina, `{"question":4,"act":"confirmed",`+seen, 200, "question.confirmed")
		if now := x.nine(h.Mina); !slices.Contains(now.again(), 4) {
			t.Error("who looked before the change has not seen it")
		}
		find("now", h.Mina, `{"question":4,"act":"confirmed","seen":"`+now.Seen+`"}`, 200, "question.confirmed")
		find("again by hand", h.Mo, `{"question":8,"act":"reopened","seen":"`+now.Seen+`"}`, 200, "question.reopened")
		if now := x.nine(h.Mina); !slices.Equal(now.again(), []int{1, 3, 8}) {
			t.Errorf("at last again are %v", now.again())
		}
		h.run(scenario{name: "given up", call: call{who: h.Mina, method: "POST", path: "/api/deals/" + x.id + "/abandon", body: `{"reason":"没有预算"}`, header: at("2")}, status: 200, acts: []string{"deal.abandoned"}})
		find("of a closed deal", h.Mina, `{"question":1,"act":"confirmed",`+seen, 409)
		h.run(scenario{name: "worksheet of a stranger", call: call{who: h.Tao, method: "GET", path: "/api/deals/" + x.id + "/questions"}, status: 404})
	})
}

// TestSinceRoute: what others did since somebody last looked, and nothing of what
// he may not know.
func TestSinceRoute(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		x := layTable(t, h)
		since := func(name string, who record.ID, has, hasNot []string) {
			t.Helper()
			h.run(scenario{name: name, call: call{who: who, method: "GET", path: "/api/deals/" + x.id + "/since"}, status: 200, has: has, hasNot: hasNot})
		}
		look := func(who record.ID) {
			h.do(call{who: who, method: "GET", path: "/api/deals/" + x.id + "/sheet"})
			if err := h.App.FlushReading(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
		since("for the first time", h.Mo, []string{`"items":[]`}, []string{"looked_at"})
		look(h.Mo)
		look(h.Ada)
		h.Clock.Pass(2 * time.Hour)
		spy := x.person(`{"new_contact":{"name":"影子"},"roles":["CO"],"hidden":true}`)
		h.run(scenario{name: "support", call: call{who: h.Mina, method: "POST", path: "/api/influences/" + x.eb + "/observations", body: `{"field":"support","value":-2}`}, status: 200, acts: []string{"influence.observed"}})
		look(h.Mo)
		since("the manager", h.Mo, []string{"influence.observed", spy, `"looked_at"`}, nil)
		since("who may not know", h.Ada, []string{"influence.observed"}, []string{spy, "影子"})
		since("who did it", h.Mina, []string{`"items":[]`}, nil)
		h.Clock.Pass(2 * time.Hour)
		since("seen", h.Mo, []string{`"items":[]`, `"looked_at"`}, nil)
		h.run(scenario{name: "since of a stranger", call: call{who: h.Tao, method: "GET", path: "/api/deals/" + x.id + "/since"}, status: 404})
	})
}
