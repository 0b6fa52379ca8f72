package matrix

import (
	"net/http"
	"strings"
	"testing"

	"sente/internal/cast"
	"sente/internal/store"
)

// foreigners are what a browser says of a request that another site has made it
// send, with what the door answers.
var foreigners = []struct {
	header map[string]string
	status int
}{
	{map[string]string{"Origin": "https://evil.test"}, http.StatusForbidden},
	{map[string]string{"Origin": "null"}, http.StatusForbidden},
	{map[string]string{"Sec-Fetch-Site": "cross-site"}, http.StatusForbidden},
	{map[string]string{"Sec-Fetch-Site": "same-site", "Origin": "http://sibling.127.0.0.1"}, http.StatusForbidden},
	{map[string]string{"Content-Type": "text/plain"}, http.StatusUnsupportedMediaType},
	{map[string]string{"Content-Type": "multipart/form-data"}, http.StatusUnsupportedMediaType},
	{map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, http.StatusUnsupportedMediaType},
}

// TestOtherSites sends every request that changes something with the cookie of
// somebody who may, as another site would make his browser send it: refused,
// unchanged.
func TestOtherSites(t *testing.T) {
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		w := build(t, db, clock)
		sent := 0
		for _, r := range requestsOf(readRights(t)) {
			if r.method == http.MethodGet {
				continue
			}
			for _, x := range foreigners {
				if x.status == http.StatusUnsupportedMediaType && bodies[r.String()] == "" {
					continue
				}
				sent++
				r.header = x.header
				got := w.send(t, "ada", own, r)
				if got.status != x.status {
					w.fail(t, "%s with %v: got %s, want %d", r, x.header, got.brief(), x.status)
				}
				w.unchanged(t, r.String())
				w.kept.Restore()
			}
		}
		t.Logf("%d requests as another site sends them, all refused", sent)
		if sent < 300 {
			t.Errorf("%d requests were sent, want hundreds", sent)
		}
	})
}

// TestHeavyBodies sends bodies that are made to cost: each is refused, with a
// reason of its own and no row changed.
func TestHeavyBodies(t *testing.T) {
	deep := strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000)
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		w := build(t, db, clock)
		r := parseRequest("POST /api/products")
		for name, body := range map[string]string{
			"11 MiB":        `{"name":"` + strings.Repeat("x", 11<<20) + `"}`,
			"10,000 deep":   `{"name":` + deep + `}`,
			"a lot of keys": `{` + strings.Repeat(`"name":"x",`, 80_000) + `"series":1}`,
			"too large":     `{"name":"x","list_price":{"amount":"1e309","currency":"CNY"}}`,
			"1e309":         `{"name":"x","list_price":{"amount":1e309,"currency":"CNY"}}`,
			"NaN":           `{"name":NaN}`,
			"trailing data": `{"name":"x"}{"name":"y"}`,
			"cut":           `{"name":"x`,
			"nothing":       ` `,
			"no object":     `"name"`,
		} {
			r.body = body
			got := w.send(t, "ada", own, r)
			if got.status < http.StatusBadRequest || got.status >= http.StatusInternalServerError {
				t.Errorf("%s: got %s, want a refusal", name, got.brief())
			}
			w.unchanged(t, name)
		}
	})
}
