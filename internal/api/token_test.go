package api_test

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"sente/internal/api"
	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/sales/record"
)

// bearing sends a request with an Authorization header and no cookie.
func (h *house) bearing(authorization, method, path, body string) reply {
	h.t.Helper()
	return h.do(call{method: method, path: path, body: body, header: map[string]string{"Authorization": authorization}})
}

// token makes an API token.
func (h *house) token(who record.ID, scope string) app.AddedToken {
	h.t.Helper()
	t, err := h.App.AddToken(context.Background(), h.As(who), app.NewToken{Name: "bot", Scope: scope})
	if err != nil {
		h.t.Fatal(err)
	}
	return t
}

// operations are all routes of the document as method and path, with an id in.
func operations(t *testing.T, id record.ID) (out [][2]string) {
	t.Helper()
	b, err := api.Document("test")
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Paths map[string]map[string]json.RawMessage
	}
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	for path, methods := range doc.Paths {
		parts := strings.Split(path, "/")
		for i, p := range parts {
			if strings.HasPrefix(p, "{") {
				parts[i] = id.String()
			}
		}
		if strings.Contains(path, "{file}") {
			parts[len(parts)-1] = "accounts.csv"
		}
		for m := range methods {
			if m != "parameters" {
				out = append(out, [2]string{strings.ToUpper(m), strings.Join(parts, "/")})
			}
		}
	}
	return out
}

// TestTokensOnEveryRoute is T14a: with a reading token nothing is ever written;
// with neither token anything personal is reached; Basic and tokens in addresses
// are refused on every route.
func TestTokensOnEveryRoute(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		h.invite(h.Ada)
		read, write := h.token(h.Ada, "read"), h.token(h.Ada, "write")
		bearer := func(x app.AddedToken, m, path string) reply { return h.bearing("Bearer "+x.Secret, m, path, "{}") }
		bearer(read, "GET", "/api/session")
		bearer(write, "GET", "/api/session")
		before, calls, refused := cast.Content(t, h.DB, 1), 0, 0
		for _, op := range operations(t, h.Harbor) {
			m, path := op[0], op[1]
			if path == "/api/setup" || path == "/api/login" || path == "/api/login/code" || path == "/api/logout" || strings.HasPrefix(path, "/api/links") {
				continue // they ask nobody who he is
			}
			calls += 4
			personal := strings.HasPrefix(path, "/api/tokens") || strings.HasPrefix(path, "/api/factor") || strings.HasPrefix(path, "/api/sessions") ||
				strings.HasPrefix(path, "/api/logins") || strings.HasPrefix(path, "/api/password") || strings.HasPrefix(path, "/api/users/") || strings.HasPrefix(path, "/api/roles/")
			r := bearer(read, m, path)
			if writes := m != "GET" || strings.HasPrefix(path, "/api/export") || path == "/api/audit/file"; (personal || writes) && r.status < 400 {
				t.Errorf("a reading token: %s %s gave %d", m, path, r.status)
			} else if r.status == 403 {
				refused++
			}
			if personal {
				if r := bearer(write, m, path); r.status != 403 || !strings.Contains(r.body, "token_not_here") {
					t.Errorf("a writing token: %s %s gave %d %s, want 403", m, path, r.status, r.body)
				}
			}
			if r := h.bearing("Basic YWRhOng=", m, path, "{}"); r.status != 401 {
				t.Errorf("Basic: %s %s gave %d, want 401", m, path, r.status)
			}
			if r := h.do(call{who: h.Ada, method: m, path: path + "?q=" + write.Secret, body: "{}"}); r.status != 422 || !strings.Contains(r.body, "token_in_query") {
				t.Errorf("in the address: %s %s gave %d %s", m, path, r.status, r.body)
			}
		}
		after := cast.Content(t, h.DB, 1)
		for table, was := range before {
			if after[table] != was && table != "api_token" && table != "access" && !strings.HasPrefix(table, "seal") {
				t.Errorf("%s: was %s, is %s", table, was, after[table])
			}
		}
		t.Logf("T14a: %d requests, 0 rows written, %d refused to the reading token", calls, refused)
		h.noSecrets(read.Secret, write.Secret)
	})
}

// TestTokensAreBoundByTheirUser is T14a and T14b: a token never does more than
// its user, needs no cookie and takes none, and is dead at once, on both nodes.
func TestTokensAreBoundByTheirUser(t *testing.T) {
	ctx := context.Background()
	eachHouse(t, func(t *testing.T, h *house) {
		h.invite(h.Mina, h.Ada)
		other, err := app.New(ctx, app.Options{DB: h.DB, DataDir: t.TempDir()})
		if err != nil {
			t.Fatal(err)
		}
		second := api.New(api.Options{App: other, Version: "test"})
		t.Cleanup(second.Close)
		status := func(secret string) (out [2]int) {
			out[0] = h.bearing("Bearer "+secret, "GET", "/api/session", "").status
			req := httptest.NewRequest("GET", "http://127.0.0.1/api/session", nil)
			req.Header.Set("Authorization", "Bearer "+secret)
			rec := httptest.NewRecorder()
			second.ServeHTTP(rec, req)
			out[1] = rec.Code
			return out
		}
		token := h.token(h.Mina, "write")
		auth := "Bearer " + token.Secret
		if r := h.bearing(auth, "POST", "/api/accounts", `{"name":"东岸电子"}`); r.status != 200 {
			t.Errorf("a write gave %d: %s", r.status, r.body)
		}
		for _, path := range []string{"/api/accounts/" + h.Metro.String(), "/api/users", "/api/users/" + h.Ada.String() + "/tokens"} {
			if r := h.bearing(auth, "GET", path, ""); r.status != 404 && r.status != 403 {
				t.Errorf("Mina's token reads %s: %d", path, r.status)
			}
		}
		r := h.do(call{who: h.Ada, method: "GET", path: "/api/session", header: map[string]string{"Authorization": auth}})
		if !strings.Contains(r.body, h.Mina.String()) {
			t.Errorf("beside a cookie the token is %s", r.body)
		}
		cross := call{method: "POST", path: "/api/accounts", body: `{"name":"西岸电子"}`, header: map[string]string{"Authorization": auth, "Origin": "https://tool.example"}}
		if r := h.do(cross); r.status != 200 {
			t.Errorf("from another origin: %d %s", r.status, r.body)
		}
		if rows, _ := h.App.Tokens(ctx, h.As(h.Mina)); len(rows) != 1 || rows[0].UsedAt == 0 || rows[0].Hint != token.Secret[len(token.Secret)-4:] {
			t.Errorf("the list is %+v", rows)
		}
		for name, end := range map[string]func(app.AddedToken){
			"revoked": func(x app.AddedToken) {
				if err := h.App.RevokeToken(ctx, h.As(h.Mina), x.ID); err != nil {
					t.Fatal(err)
				}
			},
			"disabled": func(app.AddedToken) {
				for _, patch := range []string{`{"active":false}`, `{"active":true}`} {
					u, err := h.DB.Reads().User(ctx, h.Mina)
					if err == nil {
						_, err = h.App.EditUser(ctx, h.As(h.Ada), u.ID, u.Version, []byte(patch))
					}
					if err != nil {
						t.Fatal(err)
					}
				}
			},
			"expired": func(app.AddedToken) { h.Clock.Pass((app.TokenLife*24 + 1) * time.Hour) },
		} {
			x := h.token(h.Mina, "write")
			if got := status(x.Secret); got != [2]int{200, 200} {
				t.Fatalf("%s: got %v before, want 200 twice", name, got)
			}
			start := time.Now()
			end(x)
			if got := status(x.Secret); got != [2]int{401, 401} || time.Since(start) > 5*time.Second {
				t.Errorf("%s: got %v after %v, want 401 on both nodes", name, got, time.Since(start))
			}
		}
	})
}

// TestShownSecretsAreNotKept: an idempotency key repeats nothing that was shown
// once, and makes no second one.
func TestShownSecretsAreNotKept(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		post := call{who: h.Mina, method: "POST", path: "/api/tokens", body: `{"name":"bot","scope":"read"}`, header: map[string]string{"Idempotency-Key": "k"}}
		first := h.run(scenario{name: "first", call: post, status: 200, acts: []string{"user.token_added"}})
		h.run(scenario{name: "again", call: post, status: 409, has: []string{"key_in_use"}})
		link := h.run(scenario{name: "link", call: call{who: h.Ada, method: "POST", path: "/api/users/" + h.Tao.String() + "/link", header: post.header}, status: 200,
			acts: []string{"user.link_made"}})
		_, token, _ := strings.Cut(link.field(t, "url"), "/link/")
		h.noSecrets(first.field(t, "secret"), token)
	})
}
