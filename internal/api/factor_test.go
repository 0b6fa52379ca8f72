package api_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"sente/internal/cast"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// half logs somebody in as far as the code.
func (h *house) half(login string) *browser {
	h.t.Helper()
	b := h.browser()
	r := b.want(200, "POST", "/api/login", credentials(login, cast.Password))
	if !strings.Contains(r.body, `"code_needed":true`) || strings.Contains(r.body, "user_id") || b.session() != "" {
		h.t.Fatalf("got %s and the cookies %v, want a question for the code", r.body, b.jar)
	}
	return b
}

func sendCode(b *browser, code string) int {
	return b.send("POST", "/api/login/code", `{"code":"`+code+`"}`).status
}

// TestLogInWithCode is T12c in order: half a log-in opens nothing, each code is
// good once, and so is each recovery code.
func TestLogInWithCode(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		h.invite(h.Mina)
		secret, recovery := h.addFactor(h.browser().logIn("mina"))
		b := h.half("mina")
		for _, path := range []string{"/api/session", "/api/deals", "/api/factor", "/api/tokens", "/api/stream"} {
			b.want(401, "GET", path, "")
		}
		b.want(401, "POST", "/api/factor/remove", fmt.Sprintf(`{"password":%q,"code":%q}`, cast.Password, h.code(secret)))
		stolen := h.browser()
		stolen.jar["__Host-sente"] = b.jar["__Host-sente-code"]
		stolen.want(401, "GET", "/api/session", "")
		if got := sendCode(h.browser(), h.code(secret)); got != 401 {
			t.Errorf("a right code from another browser gives %d, want 401", got)
		}
		code := h.code(secret)
		if got := sendCode(b, code[:3]+" "+code[3:]); got != 200 {
			t.Errorf("the code gives %d, want 200", got)
		}
		b.want(200, "GET", "/api/session", "")
		if got := sendCode(h.half("mina"), code); got != 422 {
			t.Errorf("a used code gives %d, want 422", got)
		}
		if got := sendCode(h.half("mina"), strings.ToLower(recovery[0])); got != 200 {
			t.Errorf("a recovery code gives %d, want 200", got)
		}
		if got := sendCode(h.half("mina"), recovery[0]); got != 422 {
			t.Errorf("a used recovery code gives %d, want 422", got)
		}
		b.want(200, "GET", "/api/factor", "")
		late := h.half("mina")
		h.Clock.Pass(6 * time.Minute)
		if got := sendCode(late, h.code(secret)); got != 401 {
			t.Errorf("a code after six minutes gives %d, want 401", got)
		}
	})
}

// TestCodesAreLimited is T12c: five wrong codes, then none is looked at for a
// quarter of an hour, though the password is right again and again.
func TestCodesAreLimited(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		h.invite(h.Mina)
		inside := h.browser().logIn("mina")
		secret, recovery := h.addFactor(inside)
		got := map[int]int{}
		for range 8 {
			got[sendCode(h.half("mina"), "000000")]++
		}
		if got[422] != 5 || got[429] != 3 {
			t.Errorf("got %v, want 422 five times, then 429", got)
		}
		if got := sendCode(h.half("mina"), h.code(secret)); got != 429 {
			t.Errorf("the right code gives %d, want 429", got)
		}
		if got := sendCode(h.half("mina"), recovery[1]); got != 429 {
			t.Errorf("a recovery code gives %d, want 429", got)
		}
		inside.want(200, "GET", "/api/session", "")
		h.Clock.Pass(16 * time.Minute)
		if got := sendCode(h.half("mina"), h.code(secret)); got != 200 {
			t.Errorf("the code gives %d after a quarter of an hour, want 200", got)
		}
		seen := inside.want(200, "GET", "/api/logins", "").body
		for _, outcome := range []string{"code_wrong", "code_limited", "code"} {
			if !strings.Contains(seen, `"outcome":"`+outcome+`"`) {
				t.Errorf("the log-ins lack %s: %s", outcome, seen)
			}
		}
	})
}

// rounds is how often a race is run.
func rounds() int {
	if testing.Short() {
		return 10
	}
	return 100
}

// TestCodesRace is T20 of second factors: many uses of one code at once are one
// success, and so are many of a recovery code; wrong ones at once are five.
func TestCodesRace(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		h.invite(h.Mina, h.Tao)
		secret, _ := h.addFactor(h.browser().logIn("mina"))
		_, recovery := h.addFactor(h.browser().logIn("tao"))
		const at = 4
		good := 0
		for range rounds() {
			h.Clock.Pass(time.Minute)
			halves := make([]*browser, at)
			for i := range halves {
				halves[i] = h.pending(h.Mina)
			}
			code := h.code(secret)
			got := together(at, func(i int) int { return sendCode(halves[i], code) })
			h.calm(h.Mina)
			if good += got[200]; got[200] != 1 || got[422] != at-1 {
				t.Fatalf("one code, %d uses at once: got %v", at, got)
			}
		}
		for _, code := range recovery[:5] {
			halves := []*browser{h.pending(h.Tao), h.pending(h.Tao), h.pending(h.Tao)}
			got := together(len(halves), func(i int) int { return sendCode(halves[i], code) })
			h.calm(h.Tao)
			if got[200] != 1 {
				t.Fatalf("one recovery code, three uses at once: got %v", got)
			}
		}
		halves := make([]*browser, 40)
		for i := range halves {
			halves[i] = h.pending(h.Tao)
		}
		got := together(len(halves), func(i int) int { return sendCode(halves[i], "000000") })
		if got[422] != 5 || got[429] != len(halves)-5 {
			t.Errorf("%d wrong codes at once: got %v, want five looked at", len(halves), got)
		}
		t.Logf("T12c T20: %d rounds of %d uses of one code: %d successes", rounds(), at, good)
	})
}

// pending is a browser whose password was right, without the work of it.
func (h *house) pending(who record.ID) *browser {
	h.t.Helper()
	b := h.browser()
	secret := fmt.Sprintf("pending %v", h.DB.NewID())
	err := h.DB.Write(context.Background(), func(tx *store.Tx) error {
		return tx.AddLink(context.Background(), store.Link{TokenHash: sum(secret), UserID: who, Purpose: store.LinkCode,
			CreatedAt: tx.Now(), ExpiresAt: tx.Now() + 300_000})
	})
	if err != nil {
		h.t.Fatal(err)
	}
	b.jar["__Host-sente-code"] = secret
	return b
}

// calm forgets the wrong codes of somebody.
func (h *house) calm(who record.ID) {
	h.t.Helper()
	err := h.DB.Write(context.Background(), func(tx *store.Tx) error {
		return tx.ForgetFailures(context.Background(), "code:"+who.String())
	})
	if err != nil {
		h.t.Fatal(err)
	}
}

// TestResetLeavesTheFactor is T13c: a password set by a link does not log in and
// leaves the second factor; only the administrator's reset takes it away.
func TestResetLeavesTheFactor(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		h.invite(h.Ada, h.Mina)
		secret, _ := h.addFactor(h.browser().logIn("mina"))
		ada := h.browser().logIn("ada")
		made := ada.want(200, "POST", "/api/users/"+h.Mina.String()+"/link", "")
		b := h.browser()
		link := "/api/links/" + made.field(t, "url")[len("http://127.0.0.1/link/"):]
		r := b.want(204, "POST", link, `{"password":"`+cast.Password+`"}`)
		if len(b.jar) != 0 || len(r.header["Set-Cookie"]) != 0 {
			t.Errorf("the link logs in: %v", r.header)
		}
		if got := sendCode(h.half("mina"), h.code(secret)); got != 200 {
			t.Errorf("the code gives %d, want 200", got)
		}
		if body := ada.want(200, "GET", "/api/users", "").body; !strings.Contains(body, `"factor":true`) {
			t.Error("the administrator is not told who has a second factor")
		}
		ada.want(204, "DELETE", "/api/users/"+h.Mina.String()+"/factor", "")
		h.browser().logIn("mina").want(200, "GET", "/api/session", "")
		h.noSecrets(secret, link[len("/api/links/"):])
	})
}

// noSecrets fails the test when a secret stands in any table in clear, or in any
// event.
func (h *house) noSecrets(secrets ...string) {
	h.t.Helper()
	for table, text := range cast.Texts(h.t, h.DB, 1) {
		for _, s := range secrets {
			if strings.Contains(text, s) && table != "second_factor" {
				h.t.Errorf("%s holds the secret %.6s…", table, s)
			}
		}
	}
}
