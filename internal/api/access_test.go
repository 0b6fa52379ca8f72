package api_test

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"sente/internal/api"
	"sente/internal/app"
	"sente/internal/cast"
)

func TestSessionAndPeopleRoutes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		user := h.do(call{who: h.Ada, method: "GET", path: "/api/users"})
		if !strings.Contains(user.body, "米娜") || strings.Contains(user.body, "argon2") {
			t.Errorf("users: %s", user.body)
		}
		v1 := map[string]string{"If-Match": `"1"`}
		for _, s := range []scenario{
			{name: "setup is done", call: call{method: "GET", path: "/api/setup"}, status: 200, has: []string{`"needed":false`}},
			{name: "setup again", call: call{method: "POST", path: "/api/setup", body: `{"secret":"secret","login":"x","name":"x","password":"correct horse 9","workspace_name":"x"}`},
				status: 404, has: []string{`"not_found"`}},
			{name: "nobody", call: call{method: "GET", path: "/api/session"}, status: 401, has: []string{`"not_logged_in"`}},
			{name: "session", call: call{who: h.Mina, method: "GET", path: "/api/session"}, status: 200, has: []string{`"role":"rep"`, `"login":"mina"`, "Asia/Shanghai"}},
			{name: "log in", call: call{method: "POST", path: "/api/login", body: `{"login":"ada","password":"` + cast.Password + `"}`},
				status: 200, acts: []string{"user.logged_in"}},
			{name: "wrong password", call: call{method: "POST", path: "/api/login", body: `{"login":"ada","password":"nope"}`},
				status: 401, has: []string{"login_wrong"}},
			{name: "wrong name", call: call{method: "POST", path: "/api/login", body: `{"login":"nobody","password":"nope"}`},
				status: 401, has: []string{"login_wrong"}},
			{name: "log out without session", call: call{method: "POST", path: "/api/logout"}, status: 204},
			{name: "dead link", call: call{method: "GET", path: "/api/links/xyz"}, status: 404, has: []string{"link_dead"}},
			{name: "use dead link", call: call{method: "POST", path: "/api/links/xyz", body: `{"password":"correct horse 9"}`}, status: 404},
			{name: "language", call: call{who: h.Mina, method: "PATCH", path: "/api/me", body: `{"lang":"zh"}`}, status: 204, acts: []string{"user.edited"}},
			{name: "wrong present password", call: call{who: h.Mina, method: "POST", path: "/api/password", body: `{"current":"no","next":"another horse 9"}`},
				status: 422, has: []string{"password_wrong"}},
			{name: "new password", call: call{who: h.Mina, method: "POST", path: "/api/password", body: `{"current":"` + cast.Password + `","next":"another horse 9"}`},
				status: 204, acts: []string{"user.password_changed"}},
			{name: "people for all", call: call{who: h.Mina, method: "GET", path: "/api/people"}, status: 200, has: []string{"米娜"}, hasNot: []string{"login", "role"}},
			{name: "users not for reps", call: call{who: h.Mina, method: "GET", path: "/api/users"}, status: 403},
			{name: "reps add nobody", call: call{who: h.Mina, method: "POST", path: "/api/users", body: `{"name":"x","role_id":"1"}`}, status: 403},
			{name: "role is checked", call: call{who: h.Ada, method: "POST", path: "/api/users", body: `{"name":"x","role_id":"1"}`}, status: 422, has: []string{`"field":"role_id"`}},
			{name: "name taken", call: call{who: h.Ada, method: "PATCH", path: "/api/users/" + h.Tao.String(), body: `{"login":"ada"}`, header: v1}, status: 409, has: []string{"login_taken"}},
			{name: "last administrator", call: call{who: h.Ada, method: "PATCH", path: "/api/users/" + h.Ada.String(), body: `{"active":false}`, header: map[string]string{"If-Match": `"2"`}},
				status: 409, has: []string{"last_administrator"}},
			{name: "teams", call: call{who: h.Mo, method: "GET", path: "/api/teams"}, status: 200, has: []string{"一部"}},
			{name: "team", call: call{who: h.Ada, method: "POST", path: "/api/teams", body: `{"name":"三部"}`}, status: 200, acts: []string{"team.added"}},
			{name: "team without name", call: call{who: h.Ada, method: "POST", path: "/api/teams", body: `{"name":" "}`}, status: 422, has: []string{"name_missing"}},
			{name: "team is versioned", call: call{who: h.Ada, method: "PATCH", path: "/api/teams/" + h.As(h.Mina).TeamID.String(), body: `{"name":"y"}`}, status: 428},
			{name: "roles", call: call{who: h.Ada, method: "GET", path: "/api/roles"}, status: 200, has: []string{"deal.read"}},
			{name: "unknown grant", call: call{who: h.Ada, method: "PATCH", path: "/api/roles/1", body: `{"grants":{"fly":"all"}}`, header: v1}, status: 422, has: []string{"grant_unknown"}},
			{name: "link for whom", call: call{who: h.Ada, method: "POST", path: "/api/users/1/link"}, status: 404},
			{name: "unknown route", call: call{who: h.Ada, method: "GET", path: "/api/nothing"}, status: 404, has: []string{"route_unknown"}},
			{name: "from elsewhere", call: call{who: h.Ada, method: "POST", path: "/api/teams", body: `{"name":"z"}`, header: map[string]string{"Sec-Fetch-Site": "cross-site"}}, status: 403, has: []string{"cross_origin"}},
		} {
			h.run(s)
		}
	})
}

func TestLinkWorksOnceAndInTime(t *testing.T) {
	ctx := context.Background()
	eachHouse(t, func(t *testing.T, h *house) {
		l, err := h.App.AddLink(ctx, h.As(h.Ada), h.Tao)
		if err != nil {
			t.Fatal(err)
		}
		path := "/api/links/" + l.Token
		h.run(scenario{name: "whose", call: call{method: "GET", path: path}, status: 200, has: []string{"陶然"}})
		h.run(scenario{name: "short", call: call{method: "POST", path: path, body: `{"password":"short"}`}, status: 422, has: []string{"password_length"}})
		h.run(scenario{name: "use", call: call{method: "POST", path: path, body: `{"password":"` + cast.Password + `"}`}, status: 204,
			acts: []string{"user.password_changed"}})
		h.run(scenario{name: "again", call: call{method: "POST", path: path, body: `{"password":"` + cast.Password + `"}`}, status: 404})
		l, err = h.App.AddLink(ctx, h.As(h.Ada), h.Tao)
		if err != nil {
			t.Fatal(err)
		}
		h.Clock.Pass(app.LinkLife + time.Second)
		h.run(scenario{name: "late", call: call{method: "GET", path: "/api/links/" + l.Token}, status: 404})
	})
}

func TestLogInIsLimitedPerName(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		wrong := call{method: "POST", path: "/api/login", body: `{"login":"ada","password":"nope"}`}
		for range 10 {
			if r := h.do(wrong); r.status != 401 {
				t.Fatalf("got %d, want 401", r.status)
			}
		}
		r := h.do(call{method: "POST", path: "/api/login", body: `{"login":"ada","password":"` + cast.Password + `"}`})
		if r.status != 429 || r.header.Get("Retry-After") == "" {
			t.Errorf("got %d %v, want 429 with Retry-After", r.status, r.header)
		}
		h.Clock.Pass(16 * time.Minute)
		h.run(scenario{name: "later", call: call{method: "POST", path: "/api/login", body: `{"login":"ada","password":"` + cast.Password + `"}`},
			status: 200, acts: []string{"user.logged_in"}})
	})
}

func TestDisabledUserIsOutAtOnce(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		h.run(scenario{name: "in", call: call{who: h.Tao, method: "GET", path: "/api/session"}, status: 200})
		h.run(scenario{name: "disable", call: call{who: h.Ada, method: "PATCH", path: "/api/users/" + h.Tao.String(), body: `{"active":false}`,
			header: map[string]string{"If-Match": `"2"`}}, status: 200, acts: []string{"user.edited"}})
		r := h.do(call{who: h.Tao, method: "GET", path: "/api/session"})
		if r.status != 401 {
			t.Errorf("got %d, want 401", r.status)
		}
	})
}

func TestIdempotencyKeyMakesOneRecord(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		post := call{who: h.Mina, method: "POST", path: "/api/accounts", body: `{"name":"东岸电子"}`, header: map[string]string{"Idempotency-Key": "k1"}}
		first := h.run(scenario{name: "first", call: post, status: 200, acts: []string{"account.added"}})
		again := h.run(scenario{name: "again", call: post, status: 200})
		if first.body != again.body || again.header.Get("Idempotent-Replay") != "true" {
			t.Errorf("got %s, want %s", again.body, first.body)
		}
		post.body = `{"name":"西岸电子"}`
		h.run(scenario{name: "other body", call: post, status: 422, has: []string{"key_reused"}})
		post.header = map[string]string{"Idempotency-Key": "k2"}
		post.body = `{"name":""}`
		h.run(scenario{name: "refused", call: post, status: 422})
		post.body = `{"name":"南岸电子"}`
		h.run(scenario{name: "a refused key is free", call: post, status: 200, acts: []string{"account.added"}})
	})
}

func TestAccountRoutes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		harbor := "/api/accounts/" + h.Harbor.String()
		for _, s := range []scenario{
			{name: "list", call: call{who: h.Mina, method: "GET", path: "/api/accounts"}, status: 200, has: []string{"海港集团", `"total":1`}, hasNot: []string{"江州银行"}},
			{name: "pinyin", call: call{who: h.Mo, method: "GET", path: "/api/accounts?q=jzyh"}, status: 200, has: []string{"江州银行"}, hasNot: []string{"海港"}},
			{name: "unknown sort", call: call{who: h.Mo, method: "GET", path: "/api/accounts?sort=password"}, status: 422, has: []string{"sort_unknown"}},
			{name: "bad cursor", call: call{who: h.Mo, method: "GET", path: "/api/accounts?cursor=xx"}, status: 422, has: []string{"cursor_invalid"}},
			{name: "one", call: call{who: h.Mina, method: "GET", path: harbor}, status: 200, has: []string{`"may":["edit","trash","assign"]`}},
			{name: "not his", call: call{who: h.Tao, method: "GET", path: harbor}, status: 404},
			{name: "missing", call: call{who: h.Tao, method: "GET", path: "/api/accounts/1"}, status: 404},
			{name: "no id", call: call{who: h.Tao, method: "GET", path: "/api/accounts/x"}, status: 422},
			{name: "edit", call: call{who: h.Mina, method: "PATCH", path: harbor, body: `{"industry":"port"}`, header: map[string]string{"If-Match": `"1"`}},
				status: 200, has: []string{`"version":2`}, acts: []string{"account.edited"}},
			{name: "stale", call: call{who: h.Mina, method: "PATCH", path: harbor, body: `{"industry":"x"}`, header: map[string]string{"If-Match": `"1"`}},
				status: 412, has: []string{`"current_version":2`}},
			{name: "add", call: call{who: h.Mina, method: "POST", path: "/api/accounts", body: `{"name":"新客户"}`}, status: 200, acts: []string{"account.added"}},
		} {
			h.run(s)
		}
	})
}

func TestInsecureHTTPRefusesLogIn(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		s := api.New(api.Options{App: h.App})
		req := httptest.NewRequest("POST", "http://sente.example/api/login", strings.NewReader(`{"login":"ada","password":"`+cast.Password+`"}`))
		req.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		s.ServeHTTP(w, req)
		if w.Code != 403 || !strings.Contains(w.Body.String(), "insecure_http") || w.Header().Get("Set-Cookie") != "" {
			t.Errorf("got %d %s", w.Code, w.Body)
		}
		s = api.New(api.Options{App: h.App, InsecureHTTP: true})
		req = httptest.NewRequest("POST", "http://sente.example/api/login", strings.NewReader(`{"login":"ada","password":"`+cast.Password+`"}`))
		req.Header.Set("Content-Type", "application/json")
		w = httptest.NewRecorder()
		s.ServeHTTP(w, req)
		if c := w.Header().Get("Set-Cookie"); w.Code != 200 || !strings.HasPrefix(c, "sente=") || strings.Contains(c, "Secure") {
			t.Errorf("got %d %q", w.Code, c)
		}
	})
}
