package api_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http/httptest"
	"strings"
	"testing"

	"sente/internal/api"
	"sente/internal/cast"
)

func sum(secret string) string {
	s := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(s[:])
}

// TestLinksPointHome is T13a: whatever a request says of its host, the link in
// the answer has the configured origin.
func TestLinksPointHome(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		s := api.New(api.Options{App: h.App, Version: "test", PublicURL: "https://crm.example"})
		t.Cleanup(s.Close)
		tried := 0
		for _, name := range []string{"Host", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Host", "X-Original-URL", "X-Forwarded-Server"} {
			for _, value := range []string{"evil.example", "crm.example.evil.example", "crm.example@evil.example"} {
				req := httptest.NewRequest("POST", "https://crm.example/api/users/"+h.Tao.String()+"/link", nil)
				req.Header.Set(name, value)
				if name == "Host" {
					req.Host = value
				}
				if name == "Forwarded" {
					req.Header.Set(name, "host="+value)
				}
				req.Header.Set("Cookie", h.cookie(h.Ada))
				rec := httptest.NewRecorder()
				s.ServeHTTP(rec, req)
				if rec.Code != 200 || !strings.HasPrefix(reply{body: rec.Body.String()}.field(t, "url"), "https://crm.example/link/") {
					t.Errorf("%s: %s: got %d %s", name, value, rec.Code, rec.Body)
				}
				tried++
			}
		}
		t.Logf("T13a: %d variants of host headers, all links at the configured origin", tried)
	})
}

// TestLinksEnd is T13b: a link dies with a newer one, with a change of password
// or log-in name, and with the user; it is for its own user only.
func TestLinksEnd(t *testing.T) {
	ctx := context.Background()
	eachHouse(t, func(t *testing.T, h *house) {
		h.invite(h.Mina)
		edit := func(patch string) {
			t.Helper()
			u, err := h.DB.Reads().User(ctx, h.Mina)
			if err == nil {
				_, err = h.App.EditUser(ctx, h.As(h.Ada), u.ID, u.Version, []byte(patch))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		for name, end := range map[string]func(){
			"newer link": func() { _, _ = h.App.AddLink(ctx, h.As(h.Ada), h.Mina) },
			"log-in name": func() {
				edit(`{"login":"mina2"}`)
				edit(`{"login":"mina"}`)
			},
			"password": func() {
				h.browser().logIn("mina").want(204, "POST", "/api/password",
					`{"current":"`+cast.Password+`","next":"`+cast.Password+`"}`)
			},
			"disable": func() {
				edit(`{"active":false}`)
				edit(`{"active":true}`)
			},
			"end of sessions": func() { _ = h.App.EndSessionsOf(ctx, h.As(h.Ada), h.Mina) },
		} {
			l, err := h.App.AddLink(ctx, h.As(h.Ada), h.Mina)
			if err != nil || len(l.Token) < 43 {
				t.Fatalf("got %q (%v), want 256 bits", l.Token, err)
			}
			path := "/api/links/" + l.Token
			h.browser().want(200, "GET", path, "")
			end()
			if r := h.browser().send("GET", path, ""); r.status != 404 {
				t.Errorf("%s: the link gives %d, want 404", name, r.status)
			}
			h.browser().want(404, "POST", path, `{"password":"a good new one 7"}`)
			h.browser().logIn("mina")
		}
		l, err := h.App.AddLink(ctx, h.As(h.Ada), h.Mina)
		if err != nil {
			t.Fatal(err)
		}
		h.browser().want(422, "POST", "/api/links/"+l.Token, `{"password":"a good new one 7","user_id":"`+h.Tao.String()+`"}`)
		h.browser().want(422, "POST", "/api/links/"+l.Token, `{"password":["a good new one 7"]}`)
		h.noSecrets(l.Token)
	})
}

// TestLinksRace is T20 of reset tokens: many uses at once are one success.
func TestLinksRace(t *testing.T) {
	ctx := context.Background()
	eachHouse(t, func(t *testing.T, h *house) {
		const at = 3
		good := 0
		for range rounds() / 5 {
			l, err := h.App.AddLink(ctx, h.As(h.Ada), h.Mina)
			if err != nil {
				t.Fatal(err)
			}
			got := together(at, func(int) int {
				return h.browser().send("POST", "/api/links/"+l.Token, `{"password":"`+cast.Password+`"}`).status
			})
			if good += got[204]; got[204] != 1 || got[404] != at-1 {
				t.Fatalf("one link, %d uses at once: got %v", at, got)
			}
		}
		l, err := h.App.AddLink(ctx, h.As(h.Ada), h.Mina)
		if err != nil {
			t.Fatal(err)
		}
		got := together(100, func(int) int {
			return h.browser().send("POST", "/api/links/"+l.Token, `{"password":"`+cast.Password+`"}`).status
		})
		if got[204] != 1 || got[404] != 99 {
			t.Errorf("one link, a hundred uses at once: got %v", got)
		}
		t.Logf("T13b T20: %d rounds of %d uses of a link: %d successes; 100 at once: %v", rounds()/5, at, good, got)
	})
}
