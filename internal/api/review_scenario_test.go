package api_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"sente/internal/sales/record"
)

// meeting is what the tests read of a review.
type meeting struct {
	Number   int
	Decision string
	Agenda   []struct {
		Topic    string
		First    []struct{ Why, ID string }
		Flags    []string
		Question struct {
			Number int
			State  string
		}
		Moved []struct{ Kind, Field string }
	}
	Flags []struct{ ID, Rule string }
	Last  *struct{ Number int }
	Since *struct {
		Changes []struct{ Group, Field string }
	}
	Challenges []struct {
		ID, Text, State, Answer string
		FlagName                string `json:"flag_name"`
		RaisedBy                string `json:"raised_by"`
		May                     []string
	}
	Left   []struct{ Text string }
	Tasks  []struct{ ID, Title string }
	Undone []struct{ Title string }
	May    []string
	Offer  string
}

func (x *laid) meeting(who record.ID, id string) (out meeting) {
	x.t.Helper()
	r := x.do(call{who: who, method: "GET", path: "/api/reviews/" + id})
	if err := json.Unmarshal([]byte(r.body), &out); err != nil || r.status != http.StatusOK {
		x.t.Fatalf("review: %d %s (%v)", r.status, r.body, err)
	}
	return out
}

func (m *meeting) order() (out []string) {
	for _, x := range m.Agenda {
		s := x.Topic
		if x.Topic == "question" {
			s = string(rune('0' + x.Question.Number))
		}
		if len(x.First) > 0 {
			s += "!" + x.First[0].Why
		}
		out = append(out, s)
	}
	return out
}

// TestReviewRoutes: two reviews of a deal, from the first word to the decision.
func TestReviewRoutes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		x := layTable(t, h)
		list := "/api/deals/" + x.id + "/reviews"
		pia := h.Pia.String()
		h.run(scenario{name: "on the team", call: call{who: h.Mina, method: "PUT", path: "/api/deals/" + x.id + "/members/" + pia, body: `{"role":"presales"}`}, status: 204, acts: []string{"member.put"}})
		say := func(name string, who record.ID, path, body string, status int, acts ...string) reply {
			t.Helper()
			return h.run(scenario{name: name, call: call{who: who, method: "POST", path: path, body: body}, status: status, acts: acts})
		}
		h.run(scenario{name: "none yet", call: call{who: h.Mina, method: "GET", path: list}, status: 200, has: []string{`"items":[]`, `"may_open":true`}, hasNot: []string{"due"}})
		h.run(scenario{name: "none yet, on the team", call: call{who: h.Pia, method: "GET", path: list}, status: 200, hasNot: []string{"may_open"}})
		say("opened on the team", h.Pia, list, "", 403)
		say("opened by a reader", h.Rob, list, "", 403)
		h.run(scenario{name: "opened by a stranger", call: call{who: h.Tao, method: "POST", path: "/api/deals/" + x.id + "/reviews", body: ""}, status: 404})
		id := say("opened", h.Mina, list, "", 200, "review.opened").field(t, "id")
		review := "/api/reviews/" + id
		say("opened twice", h.Mo, list, "", 409)
		first := x.meeting(h.Mo, id)
		if first.Number != 1 || first.Last != nil || first.Since != nil || len(first.Agenda) < 9 || !slices.Equal(first.May, []string{"challenge", "task", "decide"}) {
			t.Errorf("the first: %+v", first)
		}
		if may := x.meeting(h.Mina, id).May; !slices.Equal(may, []string{"challenge", "task"}) {
			t.Errorf("the owner, who is headed, may %v", may)
		}
		if may := x.meeting(h.Rob, id).May; len(may) != 0 {
			t.Errorf("a reader may %v", may)
		}

		doubts := review + "/challenges"
		say("challenge of a reader", h.Rob, doubts, `{"text":"真的？"}`, 403)
		h.run(scenario{name: "challenge of a stranger", call: call{who: h.Tao, method: "POST", path: "/api/reviews/" + id + "/challenges", body: `{"text":"真的？"}`}, status: 404})
		say("empty challenge", h.Mo, doubts, `{"question":3,"text":" "}`, 422)
		say("no such question", h.Mo, doubts, `{"question":12,"text":"x"}`, 422)
		say("no such flag", h.Mo, doubts, `{"flag_id":"123456789","text":"x"}`, 422)
		doubt := say("challenge", h.Mo, doubts, `{"question":3,"text":"高远真的是决策者？"}`, 200, "challenge.raised").field(t, "id")
		said := say("challenge of a member", h.Pia, doubts, `{"text":"预算在哪里？"}`, 200, "challenge.raised").field(t, "id")
		h.run(scenario{name: "answer of a reader", call: call{who: h.Rob, method: "POST", path: "/api/challenges/" + doubt + "/answer", body: `{"text":"是"}`}, status: 403})
		say("empty answer", h.Mina, "/api/challenges/"+doubt+"/answer", `{"text":""}`, 422)
		say("answer", h.Mina, "/api/challenges/"+doubt+"/answer", `{"text":"他签过同类合同"}`, 200, "challenge.answered")
		say("answered twice", h.Pia, "/api/challenges/"+doubt+"/answer", `{"text":"不是"}`, 409)
		say("withdrawn by another", h.Mina, "/api/challenges/"+said+"/withdraw", "", 403)
		say("withdrawn", h.Pia, "/api/challenges/"+said+"/withdraw", "", 200, "challenge.withdrawn")
		h.run(scenario{name: "withdrawn of a stranger", call: call{who: h.Tao, method: "POST", path: "/api/challenges/" + said + "/withdraw", body: ""}, status: 404})
		say("left open", h.Mo, doubts, `{"text":"谁来付款？"}`, 200, "challenge.raised")

		acts := review + "/tasks"
		say("act without a person", h.Mo, acts, `{"title":"约总工","due_on":"2026-11-30"}`, 422)
		say("act without a day", h.Mo, acts, `{"title":"约总工","assignee_id":"`+h.Mina.String()+`"}`, 422)
		say("act of one who does not see the deal", h.Mo, acts, `{"title":"约总工","due_on":"2026-11-30","assignee_id":"`+h.Tao.String()+`"}`, 422)
		h.run(scenario{name: "act of a reader", call: call{who: h.Rob, method: "POST", path: "/api/reviews/" + id + "/tasks", body: `{"title":"约总工","due_on":"2026-11-30","assignee_id":"` + h.Mina.String() + `"}`}, status: 403})
		say("act", h.Mo, acts, `{"title":"约总工","due_on":"2026-11-30","assignee_id":"`+h.Mina.String()+`"}`, 200, "task.added")

		end := review + "/decision"
		say("decided by the owner", h.Mina, end, `{"decision":"advance"}`, 403)
		say("decided by a member", h.Pia, end, `{"decision":"advance"}`, 403)
		h.run(scenario{name: "decided by a stranger", call: call{who: h.Tao, method: "POST", path: "/api/reviews/" + id + "/decision", body: `{"decision":"advance"}`}, status: 404})
		say("no decision", h.Mo, end, `{"reason":"x"}`, 422)
		say("hold without a reason", h.Mo, end, `{"decision":"hold","next_on":"2026-11-30"}`, 422)
		say("hold without a day", h.Mo, end, `{"decision":"hold","reason":"等预算"}`, 422)
		say("lower without a reason", h.Mo, end, `{"decision":"lower"}`, 422)
		say("give up with a day", h.Mo, end, `{"decision":"give_up","reason":"x","next_on":"2026-11-30"}`, 422)
		h.Clock.Pass(time.Minute)
		say("decided", h.Mo, end, `{"decision":"hold","reason":"等预算批复","next_on":"2026-11-26","remind":true}`, 200, "review.closed")
		say("decided twice", h.Mo, end, `{"decision":"advance"}`, 409)
		say("challenge afterwards", h.Mo, doubts, `{"text":"晚了"}`, 409)
		say("act afterwards", h.Mo, acts, `{"title":"约总工","due_on":"2026-11-30","assignee_id":"`+h.Mina.String()+`"}`, 409)
		h.run(scenario{name: "listed", call: call{who: h.Pia, method: "GET", path: list}, status: 200,
			has: []string{`"decision":"hold"`, `"reason":"等预算批复"`, `"closed_by":"莫明"`, `"opened_by":"米娜"`, `"next_on":"2026-11-26"`}, hasNot: []string{"due"}})
		h.run(scenario{name: "a mark", call: call{who: h.Pia, method: "GET", path: "/api/deals/" + x.id + "/history"}, status: 200, has: []string{`"what":"reviewed","act":"hold"`, "等预算批复"}})
		h.run(scenario{name: "reminds", call: call{who: h.Mina, method: "GET", path: "/api/tasks?mine=true"}, status: 200, has: []string{`"title":"Next deal review"`, `"due_on":"2026-11-26"`, `"review_id":"` + id + `"`}})

		h.Clock.Pass(3 * 24 * time.Hour)
		clear(h.cookies)
		h.run(scenario{name: "due", call: call{who: h.Mina, method: "GET", path: list}, status: 200, has: []string{`"due":true`}})
		h.run(scenario{name: "support", call: call{who: h.Mina, method: "POST", path: "/api/influences/" + x.eb + "/observations", body: `{"field":"support","value":-2}`}, status: 200, acts: []string{"influence.observed"}})
		second := say("opened again", h.Mo, list, "", 200, "review.opened").field(t, "id")
		h.run(scenario{name: "reminded", call: call{who: h.Mina, method: "GET", path: "/api/tasks?mine=true&done=false"}, status: 200, hasNot: []string{"Next deal review"}})
		m := x.meeting(h.Mina, second)
		if m.Number != 2 || m.Last == nil || m.Last.Number != 1 || m.order()[0] != "last!undone" || len(m.Undone) != 1 || m.Undone[0].Title != "约总工" ||
			len(m.Left) != 1 || m.Left[0].Text != "谁来付款？" {
			t.Errorf("the second: %v %+v", m.order(), m)
		}
		moved := slices.ContainsFunc(m.Since.Changes, func(c struct{ Group, Field string }) bool {
			return c.Group == "people" && c.Field == "support"
		})
		rated := 0
		for _, q := range m.Agenda {
			if q.Question.Number == 4 && len(q.Moved) == 1 && q.Moved[0].Field == "support" {
				rated++
			}
		}
		if !moved || rated != 1 {
			t.Errorf("support turned since the first: %+v", m)
		}
		if m.Offer != "" {
			t.Errorf("an open review calls for %q", m.Offer)
		}
		old := x.meeting(h.Mo, id)
		if old.Decision != "hold" || len(old.May) != 0 || len(old.Challenges) != 3 || old.Challenges[0].Answer != "他签过同类合同" || len(old.Challenges[0].May) != 0 ||
			len(old.Tasks) != 1 || !slices.Equal(old.order(), first.order()) {
			t.Errorf("the record of the first: %v %+v", old.order(), old)
		}
		h.run(scenario{name: "lost meanwhile", call: call{who: h.Mina, method: "POST", path: "/api/deals/" + x.id + "/abandon", body: `{"reason":"没有预算"}`, header: at("1")}, status: 200, acts: []string{"deal.abandoned"}})
		say("challenge about a closed deal", h.Mo, "/api/reviews/"+second+"/challenges", `{"text":"x"}`, 409)
		if may := x.meeting(h.Mo, second).May; !slices.Equal(may, []string{"decide"}) {
			t.Errorf("of a closed deal one may %v", may)
		}
		say("decided of a closed deal", h.Mo, "/api/reviews/"+second+"/decision", `{"decision":"give_up","reason":"没有预算"}`, 200, "review.closed")
		if m := x.meeting(h.Mo, second); m.Offer != "" {
			t.Errorf("a deal that is given up calls for %q", m.Offer)
		}
		say("opened of a closed deal", h.Mina, list, "", 409)
	})
}

// TestReviewKeepsTheCoach: who may not know of a hidden coach learns nothing of him
// from a review.
func TestReviewKeepsTheCoach(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		x := layTable(t, h)
		spy := x.person(`{"new_contact":{"name":"影子"},"roles":["CO"],"hidden":true,"c1":false,"c2":false,"c3":false}`)
		say := func(name string, who record.ID, path, body string, status int, acts ...string) reply {
			t.Helper()
			return h.run(scenario{name: name, call: call{who: who, method: "POST", path: path, body: body}, status: status, acts: acts})
		}
		id := say("opened", h.Mina, "/api/deals/"+x.id+"/reviews", "", 200, "review.opened").field(t, "id")
		flag := x.flagAbout(spy).ID
		say("challenge by one who may not know", h.Ada, "/api/reviews/"+id+"/challenges", `{"flag_id":"`+flag+`","text":"x"}`, 422)
		doubt := say("challenge", h.Mo, "/api/reviews/"+id+"/challenges", `{"flag_id":"`+flag+`","text":"他靠得住吗"}`, 200, "challenge.raised").field(t, "id")
		say("act", h.Mo, "/api/reviews/"+id+"/tasks", `{"flag_id":"`+flag+`","title":"单独见他","due_on":"2026-11-30","assignee_id":"`+h.Mina.String()+`"}`, 200, "task.added")
		say("answer by one who may not know", h.Ada, "/api/challenges/"+doubt+"/answer", `{"text":"x"}`, 404)
		if m := x.meeting(h.Mo, id); len(m.Challenges) != 1 || m.Challenges[0].FlagName != "影子" || len(m.Tasks) != 1 {
			t.Errorf("the manager sees %+v", m)
		}
		veiled := []string{"影子", `"` + spy + `"`, `"` + flag + `"`, `"` + doubt + `"`, "他靠得住吗", "单独见他"}
		room := call{who: h.Mo, method: "GET", path: "/api/reviews/" + id + "?room=true"}
		h.run(scenario{name: "in a room", call: room, status: 200, has: []string{`"may":["challenge","task","decide"]`}, hasNot: veiled})
		say("decided", h.Mo, "/api/reviews/"+id+"/decision", `{"decision":"advance"}`, 200, "review.closed")
		room.who = h.Mina
		h.run(scenario{name: "in a room, closed", call: room, status: 200, has: []string{`"offer":"advance"`}, hasNot: veiled})
		h.Clock.Pass(time.Hour)
		h.run(scenario{name: "spy turns", call: call{who: h.Mina, method: "POST", path: "/api/influences/" + spy + "/observations", body: `{"field":"support","value":4}`}, status: 200, acts: []string{"influence.observed"}})
		second := say("opened again", h.Mina, "/api/deals/"+x.id+"/reviews", "", 200, "review.opened").field(t, "id")
		for _, path := range []string{"/api/reviews/" + id, "/api/reviews/" + second, "/api/deals/" + x.id + "/reviews",
			"/api/deals/" + x.id + "/history", "/api/timeline?subject=deal:" + x.id, "/api/tasks?subject=deal:" + x.id} {
			r := h.do(call{who: h.Ada, method: "GET", path: path})
			if r.status != http.StatusOK {
				t.Errorf("%s: %d %s", path, r.status, r.body)
			}
			for _, word := range []string{"影子", `"` + spy + `"`, `"` + flag + `"`, `"` + doubt + `"`, "他靠得住吗", "单独见他", `"hidden"`} {
				if strings.Contains(r.body, word) {
					t.Errorf("%s tells one who may not know: %s", path, word)
				}
			}
		}
		if m := x.meeting(h.Ada, second); len(m.Left)+len(m.Undone) != 0 || m.order()[0] == "last!undone" {
			t.Errorf("one who may not know sees what was left: %+v", m)
		}
		if m := x.meeting(h.Mina, second); m.order()[0] != "last!undone" || len(m.Left) != 1 || len(m.Undone) != 1 {
			t.Errorf("the owner sees %v", m.order())
		}
	})
}

// TestChallengeKeepsTheCoachThenAndNow: a challenge to a flag about a coach is
// known to few when he was hidden as it was raised, and when he is hidden now.
func TestChallengeKeepsTheCoachThenAndNow(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		x := layTable(t, h)
		body := func(name string, hidden bool) string {
			return fmt.Sprintf(`{"new_contact":{"name":"%s"},"roles":["CO"],"hidden":%t,"c1":false,"c2":false,"c3":false}`, name, hidden)
		}
		then, now := x.person(body("影子", true)), x.person(body("灯塔", false))
		both := x.person(`{"new_contact":{"name":"渡口"},"roles":["CO","UB"],"c1":false,"c2":false,"c3":false}`)
		post := func(who record.ID, path, body string) reply {
			t.Helper()
			r := h.do(call{who: who, method: "POST", path: path, body: body})
			if r.status != http.StatusOK {
				t.Fatalf("%s: %d %s", path, r.status, r.body)
			}
			return r
		}
		id := post(h.Mina, "/api/deals/"+x.id+"/reviews", "").field(t, "id")
		for person, text := range map[string]string{then: "他靠得住吗", now: "她见过谁"} {
			post(h.Mo, "/api/reviews/"+id+"/challenges", `{"flag_id":"`+x.flagAbout(person).ID+`","text":"`+text+`"}`)
		}
		mixed := x.rulesAbout(h.Mina, both)
		for rule, flag := range mixed {
			post(h.Mo, "/api/reviews/"+id+"/challenges", `{"flag_id":"`+flag+`","text":"`+rule+`"}`)
		}
		told := func(who record.ID) (out []string) {
			for _, c := range x.meeting(who, id).Challenges {
				out = append(out, c.Text)
			}
			slices.Sort(out)
			return out
		}
		if got, want := told(h.Ada), append(slices.Sorted(maps.Keys(mixed)), "她见过谁"); !slices.Equal(got, want) {
			t.Errorf("before anything changed one who may not know reads %v, not %v", got, want)
		}
		for person, hidden := range map[string]bool{then: false, now: true, both: true} {
			r := h.do(call{who: h.Mina, method: "PATCH", path: "/api/influences/" + person,
				body: fmt.Sprintf(`{"hidden":%t}`, hidden), header: at(x.version(person))})
			if r.status != http.StatusOK {
				t.Fatalf("hidden: %d %s", r.status, r.body)
			}
		}
		known := x.rulesAbout(h.Ada, both)
		if len(known) >= len(mixed) {
			t.Fatalf("of %v of a user who is a coach too, one who may not know sees %v", mixed, known)
		}
		if got, want := told(h.Ada), slices.Sorted(maps.Keys(known)); !slices.Equal(got, want) {
			t.Errorf("one who may not know reads %v, not %v", got, want)
		}
		if got := told(h.Mo); len(got) != 2+len(mixed) {
			t.Errorf("the manager reads %v", got)
		}
	})
}

type flagShown struct{ ID, Rule, Subject string }

// rulesAbout are the flags about a person, by rule, as somebody sees them.
func (x *laid) rulesAbout(who record.ID, person string) map[string]string {
	x.t.Helper()
	var sheet struct{ Flags []flagShown }
	r := x.do(call{who: who, method: "GET", path: "/api/deals/" + x.id + "/sheet"})
	if err := json.Unmarshal([]byte(r.body), &sheet); err != nil {
		x.t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range sheet.Flags {
		if f.Subject == person {
			out[f.Rule] = f.ID
		}
	}
	return out
}

// flagAbout is a flag about a person, as the owner sees it.
func (x *laid) flagAbout(person string) flagShown {
	x.t.Helper()
	var sheet struct{ Flags []flagShown }
	r := x.do(call{who: x.Mina, method: "GET", path: "/api/deals/" + x.id + "/sheet"})
	if err := json.Unmarshal([]byte(r.body), &sheet); err != nil {
		x.t.Fatal(err)
	}
	at := slices.IndexFunc(sheet.Flags, func(f flagShown) bool { return f.Subject == person })
	if at < 0 {
		x.t.Fatalf("no flag about %s: %s", person, r.body)
	}
	return sheet.Flags[at]
}

// version is that of a person on the map, as the owner sees him.
func (x *laid) version(person string) string {
	x.t.Helper()
	var sheet struct {
		Influences []struct {
			ID      string
			Version int64
		}
	}
	r := x.do(call{who: x.Mina, method: "GET", path: "/api/deals/" + x.id + "/sheet"})
	if err := json.Unmarshal([]byte(r.body), &sheet); err != nil {
		x.t.Fatal(err)
	}
	for _, p := range sheet.Influences {
		if p.ID == person {
			return strconv.FormatInt(p.Version, 10)
		}
	}
	x.t.Fatalf("nobody of id %s", person)
	return ""
}
