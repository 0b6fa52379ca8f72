package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"sente/internal/api"
	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/sales/record"
)

// browser is somebody's browser: it keeps cookies like one and sends requests
// without a network.
type browser struct {
	t       *testing.T
	handler http.Handler
	jar     map[string]string
	address string
}

func (h *house) browser() *browser {
	return &browser{h.t, h.server.Config.Handler, map[string]string{}, "192.0.2.1:5000"}
}

func (b *browser) send(method, path, body string) reply {
	b.t.Helper()
	req := httptest.NewRequest(method, "http://127.0.0.1"+path, strings.NewReader(body))
	req.RemoteAddr = b.address
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for k, v := range b.jar {
		req.AddCookie(&http.Cookie{Name: k, Value: v})
	}
	rec := httptest.NewRecorder()
	b.handler.ServeHTTP(rec, req)
	for _, c := range rec.Result().Cookies() {
		if c.MaxAge < 0 {
			delete(b.jar, c.Name)
		} else {
			b.jar[c.Name] = c.Value
		}
	}
	return reply{rec.Code, rec.Header(), rec.Body.String()}
}

// want sends a request and fails the test unless it is answered so.
func (b *browser) want(status int, method, path, body string) reply {
	b.t.Helper()
	r := b.send(method, path, body)
	if r.status != status {
		b.t.Fatalf("%s %s gave %d, want %d: %s", method, path, r.status, status, r.body)
	}
	return r
}

func (b *browser) session() string { return b.jar["__Host-sente"] }

func credentials(login, password string) string {
	return fmt.Sprintf(`{"login":%q,"password":%q}`, login, password)
}

func (b *browser) logIn(login string) *browser {
	b.t.Helper()
	b.want(200, "POST", "/api/login", credentials(login, cast.Password))
	return b
}

// code is the code of a secret at the time of the house's clock.
func (h *house) code(secret string) string {
	h.t.Helper()
	code, err := totp.GenerateCode(secret, h.Clock.Now())
	if err != nil {
		h.t.Fatal(err)
	}
	return code
}

// addFactor gives the person of a browser a second factor.
func (h *house) addFactor(b *browser) (secret string, recovery []string) {
	h.t.Helper()
	secret = b.want(200, "POST", "/api/factor", `{"password":"`+cast.Password+`"}`).field(h.t, "secret")
	r := b.want(200, "POST", "/api/factor/confirm", `{"code":"`+h.code(secret)+`"}`)
	var out struct {
		Codes []string `json:"recovery_codes"`
	}
	if err := json.Unmarshal([]byte(r.body), &out); err != nil || len(out.Codes) != app.RecoveryCodes {
		h.t.Fatalf("got %v (%v), want %d codes", out.Codes, err, app.RecoveryCodes)
	}
	h.Clock.Pass(time.Minute)
	return secret, out.Codes
}

// invite gives people passwords.
func (h *house) invite(people ...record.ID) {
	h.t.Helper()
	for _, p := range people {
		h.cookie(p)
	}
}

func TestRoutesOfLogIns(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		h.invite(h.Mina, h.Tao)
		tao := "/api/users/" + h.Tao.String()
		mina := call{who: h.Mina, method: "POST", path: "/api/tokens", body: `{"name":"bot","scope":"read"}`}
		added := h.run(scenario{name: "token", call: mina, status: 200, has: []string{`"secret":"sente_`}, acts: []string{"user.token_added"}})
		token := added.field(t, "id")
		for _, s := range []scenario{
			{name: "code without log-in", call: call{method: "POST", path: "/api/login/code", body: `{"code":"123456"}`}, status: 401, has: []string{"login_again"}},
			{name: "sessions", call: call{who: h.Mina, method: "GET", path: "/api/sessions"}, status: 200, has: []string{`"here":true`}},
			{name: "no such session", call: call{who: h.Mina, method: "DELETE", path: "/api/sessions/0011223344556677"}, status: 404},
			{name: "others", call: call{who: h.Mina, method: "DELETE", path: "/api/sessions"}, status: 204, acts: []string{"user.sessions_ended"}},
			{name: "sessions of another", call: call{who: h.Mina, method: "GET", path: tao + "/sessions"}, status: 403},
			{name: "sessions for the administrator", call: call{who: h.Ada, method: "GET", path: tao + "/sessions"}, status: 200, has: []string{`"here":false`}},
			{name: "end those of another", call: call{who: h.Mina, method: "DELETE", path: tao + "/sessions"}, status: 403},
			{name: "the administrator ends them", call: call{who: h.Ada, method: "DELETE", path: tao + "/sessions"}, status: 204, acts: []string{"user.sessions_ended"}},
			{name: "factor", call: call{who: h.Mina, method: "GET", path: "/api/factor"}, status: 200, has: []string{`"on":false`}},
			{name: "factor with a wrong password", call: call{who: h.Mina, method: "POST", path: "/api/factor", body: `{"password":"no"}`}, status: 422, has: []string{"password_wrong"}},
			{name: "confirm nothing", call: call{who: h.Mina, method: "POST", path: "/api/factor/confirm", body: `{"code":"123456"}`}, status: 422, has: []string{"code_wrong"}},
			{name: "remove nothing", call: call{who: h.Mina, method: "POST", path: "/api/factor/remove", body: `{"password":"` + cast.Password + `","code":"123456"}`}, status: 422, has: []string{"code_wrong"}},
			{name: "reset of nothing", call: call{who: h.Ada, method: "DELETE", path: tao + "/factor"}, status: 409, has: []string{"factor_none"}},
			{name: "reset by a rep", call: call{who: h.Mina, method: "DELETE", path: tao + "/factor"}, status: 403},
			{name: "own log-ins", call: call{who: h.Mina, method: "GET", path: "/api/logins"}, status: 200, has: []string{`"outcome":"ok"`, `"outcome":"link"`}},
			{name: "all log-ins", call: call{who: h.Mina, method: "GET", path: "/api/logins/all"}, status: 403},
			{name: "all log-ins for the administrator", call: call{who: h.Ada, method: "GET", path: "/api/logins/all"}, status: 200, has: []string{h.Tao.String()}},
			{name: "log-ins of one", call: call{who: h.Ada, method: "GET", path: "/api/users/" + h.Mina.String() + "/logins"}, status: 200, hasNot: []string{h.Tao.String()}},
			{name: "tokens", call: call{who: h.Mina, method: "GET", path: "/api/tokens"}, status: 200, has: []string{`"bot"`}, hasNot: []string{"sente_", "secret", "hash"}},
			{name: "tokens of another", call: call{who: h.Tao, method: "GET", path: "/api/users/" + h.Mina.String() + "/tokens"}, status: 401},
			{name: "tokens for the administrator", call: call{who: h.Ada, method: "GET", path: "/api/users/" + h.Mina.String() + "/tokens"}, status: 200, has: []string{`"bot"`}},
			{name: "another's token", call: call{who: h.Rui, method: "DELETE", path: "/api/tokens/" + token}, status: 404},
			{name: "the administrator revokes", call: call{who: h.Ada, method: "DELETE", path: "/api/tokens/" + token}, status: 204, acts: []string{"user.token_revoked"}},
			{name: "once", call: call{who: h.Mina, method: "DELETE", path: "/api/tokens/" + token}, status: 404},
			{name: "token for too long", call: call{who: h.Mina, method: "POST", path: "/api/tokens", body: `{"name":"bot","scope":"read","days":366}`}, status: 422, has: []string{`"field":"days"`}},
			{name: "token for all", call: call{who: h.Mina, method: "POST", path: "/api/tokens", body: `{"name":"bot","scope":"all"}`}, status: 422, has: []string{`"field":"scope"`}},
			{name: "belongings", call: call{who: h.Ada, method: "GET", path: tao + "/handover"}, status: 200, has: []string{`"accounts":1`}},
			{name: "belongings for a rep", call: call{who: h.Mina, method: "GET", path: tao + "/handover"}, status: 403},
			{name: "hand over by a rep", call: call{who: h.Mina, method: "POST", path: tao + "/handover", body: `{"to":"` + h.Mina.String() + `","disable":false}`}, status: 403},
			{name: "hand over to himself", call: call{who: h.Ada, method: "POST", path: tao + "/handover", body: `{"to":"` + h.Tao.String() + `","disable":false}`}, status: 422, has: []string{"successor_self"}},
			{name: "hand over to one who is gone", call: call{who: h.Ada, method: "POST", path: tao + "/handover", body: `{"to":"` + h.Gone.String() + `","disable":false}`}, status: 422, has: []string{"owner_inactive"}},
			{name: "hand over", call: call{who: h.Ada, method: "POST", path: tao + "/handover", body: `{"to":"` + h.Rui.String() + `","disable":true}`}, status: 200, has: []string{`"accounts":1`},
				acts: []string{"account.edited", "user.handed_over"}},
		} {
			h.run(s)
		}
	})
}

// TestSessionTokenChanges is T10a: the cookie is another one after each step up,
// and one that the browser chose is never taken over.
func TestSessionTokenChanges(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		h.invite(h.Mina)
		b := h.browser()
		b.jar["__Host-sente"] = "chosen-by-somebody-else"
		seen := []string{b.session()}
		step := func(name string) {
			t.Helper()
			if slices.Contains(seen, b.session()) {
				t.Errorf("%s: the cookie is an old one", name)
			}
			old := seen[len(seen)-1]
			thief := h.browser()
			thief.jar["__Host-sente"] = old
			thief.want(401, "GET", "/api/session", "")
			seen = append(seen, b.session())
		}
		r := b.want(200, "POST", "/api/login", credentials("mina", cast.Password))
		for _, want := range []string{"__Host-sente=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"} {
			if !strings.Contains(r.header["Set-Cookie"][0], want) {
				t.Errorf("%s lacks %s", r.header["Set-Cookie"][0], want)
			}
		}
		step("log-in")
		secret, _ := h.addFactor(b)
		step("second factor added")
		b.want(204, "POST", "/api/factor/remove", fmt.Sprintf(`{"password":%q,"code":%q}`, cast.Password, h.code(secret)))
		step("second factor removed")
		b.want(204, "POST", "/api/password", `{"current":"`+cast.Password+`","next":"another horse 9"}`)
		step("password changed")
		u, err := h.DB.Reads().User(context.Background(), h.Mina)
		if err != nil {
			t.Fatal(err)
		}
		rob, err := h.DB.Reads().User(context.Background(), h.Rob)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.App.EditUser(context.Background(), h.As(h.Ada), u.ID, u.Version, []byte(`{"role_id":"`+rob.RoleID.String()+`"}`)); err != nil {
			t.Fatal(err)
		}
		b.want(401, "GET", "/api/session", "")
		b.want(200, "POST", "/api/login", credentials("mina", "another horse 9"))
		step("role changed")
		b.want(204, "POST", "/api/logout", "")
		if b.session() != "" {
			t.Error("the browser keeps the cookie after the log-out")
		}
	})
}

// TestTokensAreRandom is the second half of T10a: 10,000 session tokens, none
// twice, as many ones as zeros, and as many runs as chance gives.
func TestTokensAreRandom(t *testing.T) {
	const samples = 10_000
	seen := map[string]bool{}
	ones, runs, bits, last := 0, 1, 0, -1
	for range samples {
		token := app.RandomToken()
		seen[token] = true
		for _, c := range []byte(token) {
			v := strings.IndexByte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", c)
			if v < 0 {
				t.Fatalf("%q is not base64", token)
			}
			for i := 5; i >= 0; i-- {
				bit := v >> i & 1
				ones += bit
				if last >= 0 && bit != last {
					runs++
				}
				last = bit
				bits++
			}
		}
		bits -= 2 // the last letter holds 4 bits
		if len(token) != 43 {
			t.Fatalf("%q has %d letters, want 43: 256 bits", token, len(token))
		}
	}
	share, perBit := float64(ones)/float64(samples*256), float64(runs)/float64(samples*256)
	t.Logf("T10a: %d tokens of 256 bits, %d different, %.4f ones, %.4f runs a bit", samples, len(seen), share, perBit)
	if len(seen) != samples || share < 0.498 || share > 0.502 || perBit < 0.49 || perBit > 0.51 {
		t.Error("that is not chance")
	}
}

// TestSessionsEnd is T10b on two servers over one database: whatever ends a
// session ends it on both.
func TestSessionsEnd(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		h.invite(h.Mina)
		other, err := app.New(ctx, app.Options{DB: h.DB, DataDir: t.TempDir()})
		if err != nil {
			t.Fatal(err)
		}
		second := api.New(api.Options{App: other, Version: "test"})
		t.Cleanup(second.Close)
		edit := func(patch string) func(*browser) {
			return func(*browser) {
				u, err := h.DB.Reads().User(ctx, h.Mina)
				if err == nil {
					_, err = h.App.EditUser(ctx, h.As(h.Ada), u.ID, u.Version, []byte(patch))
				}
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, x := range []struct {
			name string
			end  func(b *browser)
		}{
			{"log-out", func(b *browser) { b.want(204, "POST", "/api/logout", "") }},
			{"end all others", func(*browser) { h.browser().logIn("mina").want(204, "DELETE", "/api/sessions", "") }},
			{"end by the administrator", func(*browser) {
				if err := h.App.EndSessionsOf(ctx, h.As(h.Ada), h.Mina); err != nil {
					t.Fatal(err)
				}
			}},
			{"password change elsewhere", func(*browser) {
				h.browser().logIn("mina").want(204, "POST", "/api/password", fmt.Sprintf(`{"current":%q,"next":%q}`, cast.Password, cast.Password))
			}},
			{"reset by a link", func(*browser) {
				l, err := h.App.AddLink(ctx, h.As(h.Ada), h.Mina)
				if err != nil {
					t.Fatal(err)
				}
				h.browser().want(204, "POST", "/api/links/"+l.Token, `{"password":"`+cast.Password+`"}`)
			}},
			{"disable", func(b *browser) { edit(`{"active":false}`)(b); edit(`{"active":true}`)(b) }},
		} {
			first := h.browser().logIn("mina")
			there := &browser{t, second, first.jar, "192.0.2.9:1"}
			there.want(200, "GET", "/api/session", "")
			token := first.session()
			x.end(first)
			start := time.Now()
			for _, node := range []http.Handler{h.server.Config.Handler, second} {
				thief := &browser{t, node, map[string]string{"__Host-sente": token}, "192.0.2.66:1"}
				if r := thief.send("GET", "/api/session", ""); r.status != 401 {
					t.Errorf("%s: an old cookie gets %d, want 401", x.name, r.status)
				}
			}
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("%s: took %v", x.name, took)
			}
		}
	})
}

// TestSessionLimits is T10c: eight hours without a request, or seven days at
// all, unless set otherwise.
func TestSessionLimits(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		h.invite(h.Mina)
		b := h.browser().logIn("mina")
		h.Clock.Pass(app.SessionIdle - time.Minute)
		b.want(200, "GET", "/api/session", "")
		h.Clock.Pass(app.SessionIdle + time.Minute)
		b.want(401, "GET", "/api/session", "")
		b.logIn("mina")
		start := h.Clock.Now()
		for h.Clock.Now().Sub(start) < app.SessionLife-7*time.Hour {
			h.Clock.Pass(6 * time.Hour)
			b.want(200, "GET", "/api/session", "")
		}
		h.Clock.Pass(7 * time.Hour)
		b.want(401, "GET", "/api/session", "")
		short, err := app.New(context.Background(), app.Options{DB: h.DB, DataDir: t.TempDir(),
			SessionIdle: 10 * time.Minute, SessionLife: 30 * time.Minute})
		if err != nil {
			t.Fatal(err)
		}
		s := api.New(api.Options{App: short, Version: "test"})
		t.Cleanup(s.Close)
		b.handler = s
		b.logIn("mina")
		for range 3 {
			h.Clock.Pass(9 * time.Minute)
			b.want(200, "GET", "/api/session", "")
		}
		h.Clock.Pass(4 * time.Minute)
		b.want(401, "GET", "/api/session", "")
		b.logIn("mina")
		h.Clock.Pass(11 * time.Minute)
		b.want(401, "GET", "/api/session", "")
	})
}

// together runs f n times at once and counts the answers by status.
func together(n int, f func(i int) int) map[int]int {
	var mu sync.Mutex
	var all sync.WaitGroup
	out := map[int]int{}
	start := make(chan struct{})
	for i := range n {
		all.Go(func() {
			<-start
			status := f(i)
			mu.Lock()
			defer mu.Unlock()
			out[status]++
		})
	}
	close(start)
	all.Wait()
	return out
}

func visitor(address string) app.Visitor { return app.Visitor{Address: address} }
