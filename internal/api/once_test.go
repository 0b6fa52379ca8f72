package api_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"sente/internal/api"
	"sente/internal/cast"
	"sente/internal/sales/account"
	"sente/internal/store"
)

// TestRequestWhoseAnswerWasLost: the process dies between the commit of an act
// and the keeping of its answer. A repetition does nothing, and is told that it
// is done and on which record; the same on the other node.
func TestRequestWhoseAnswerWasLost(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		const body = `{"name":"东岸电子"}`
		sum := sha256.Sum256([]byte("POST /api/accounts\n" + body))
		claim := store.Claim{UserID: h.Mina, Key: "lost", Fingerprint: hex.EncodeToString(sum[:])}
		done, err := h.App.AddAccount(store.WithKey(t.Context(), claim), h.As(h.Mina), account.Fields{Name: "东岸电子"})
		if err != nil {
			t.Fatal(err)
		}
		post := call{who: h.Mina, method: "POST", path: "/api/accounts", body: body, header: map[string]string{"Idempotency-Key": "lost"}}
		h.run(scenario{name: "the answer may still come", call: post, status: 409, has: []string{"key_in_use"}})
		h.Clock.Pass(7 * time.Second)
		h.run(scenario{name: "it is lost", call: post, status: 409, has: []string{"key_done", `"subject":"account:` + done.ID.String() + `"`}})
		other := post
		other.body = `{"name":"西岸电子"}`
		h.run(scenario{name: "another body", call: other, status: 422, has: []string{"key_reused"}})
		other = post
		other.who = h.Rui
		h.run(scenario{name: "another's key", call: other, status: 200, acts: []string{"account.added"}})
		if err := h.App.KeepAnswer(t.Context(), claim, store.KeptAnswer{Status: new(200), Body: "{}"}); err != nil {
			t.Fatal(err)
		}
		if r := h.run(scenario{name: "the answer came late", call: post, status: 200}); r.body != "{}" {
			t.Errorf("got %s, want the kept answer", r.body)
		}
	})
}

// TestKeyIsTakenByTheFirstWriteAlone: a request may write twice; a transaction
// that is rolled back takes nothing.
func TestKeyIsTakenByTheFirstWriteAlone(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		claim := store.Claim{UserID: h.Mina, Key: "twice", Fingerprint: "x"}
		ctx := store.WithKey(t.Context(), claim)
		if _, err := h.App.AddAccount(ctx, h.As(h.Mina), account.Fields{Name: ""}); err == nil {
			t.Fatal("an account without a name")
		}
		if _, err := h.DB.Reads().Kept(t.Context(), h.Mina, "twice"); err == nil {
			t.Error("a refused act took the key")
		}
		for _, name := range []string{"东岸电子", "西岸电子"} {
			if _, err := h.App.AddAccount(ctx, h.As(h.Mina), account.Fields{Name: name}); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		kept, err := h.DB.Reads().Kept(t.Context(), h.Mina, "twice")
		if err != nil || !strings.HasPrefix(kept.Subject(), "account:") {
			t.Errorf("got %+v (%v), want what the first write was about", kept, err)
		}
		if _, err := h.App.AddAccount(store.WithKey(t.Context(), claim), h.As(h.Mina), account.Fields{Name: "南岸电子"}); err == nil {
			t.Error("another request with the same key went through")
		}
	})
}

// TestHangingUpIsNoFailureOfOurs: what is broken off by the client is neither
// logged as an error nor counted among the failures of the server; a failure is.
func TestHangingUpIsNoFailureOfOurs(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		var out bytes.Buffer
		s := api.New(api.Options{App: h.App, Log: slog.New(slog.NewJSONHandler(&out, &slog.HandlerOptions{Level: slog.LevelWarn}))})
		ask := func(ctx context.Context) int {
			req := httptest.NewRequestWithContext(ctx, http.MethodGet, "http://localhost/api/session", http.NoBody)
			req.Header.Set("Cookie", h.cookie(h.Mina))
			rec := httptest.NewRecorder()
			s.ServeHTTP(rec, req)
			return rec.Code
		}
		gone, stop := context.WithCancel(t.Context())
		stop()
		if status := ask(gone); status != http.StatusBadRequest || out.Len() > 0 {
			t.Errorf("hung up: got %d and the log %q", status, out.String())
		}
		if _, err := cast.Raw(t, h.DB).ExecContext(t.Context(), "ALTER TABLE session RENAME TO elsewhere"); err != nil {
			t.Fatal(err)
		}
		if status := ask(t.Context()); status != http.StatusInternalServerError || !strings.Contains(out.String(), "internal error") {
			t.Errorf("before the route: got %d and the log %q, want 500 and why", status, out.String())
		}
	})
}
