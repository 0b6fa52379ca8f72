package matrix

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"sente/internal/cast"
	"sente/internal/store"
)

// TestMatrix sends every request of rights.txt as everybody about every record,
// and compares. After each request that is refused, and after each that only
// reads, every row is as before; each that was done is taken back, so that all
// start from the same.
func TestMatrix(t *testing.T) {
	blocks := readRights(t)
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		w := build(t, db, clock)
		cells := 0
		for _, b := range blocks {
			for _, r := range b.requests {
				cells += w.row(t, b, r)
			}
		}
		t.Logf("%d requests, %d cells, %d differ", len(requestsOf(blocks)), cells, w.wrong)
		if cells < 3000 {
			t.Errorf("%d cells were tried, want thousands", cells)
		}
	})
}

// row sends one request as everybody about every record.
func (w *world) row(t *testing.T, b block, r request) (cells int) {
	t.Helper()
	for _, who := range actors {
		for i, state := range states {
			want := b.cells[who][i]
			if want == '.' {
				continue
			}
			cells++
			got := w.send(t, who, state, r)
			where := fmt.Sprintf("%s, %s, %s", r, who, state)
			if mark := markOf(got); mark != want {
				w.fail(t, "%s: got %c, want %c: %s", where, mark, want, got.brief())
			}
			w.afterwards(t, r, got, where)
			if leak := secretIn(got.body); leak != "" {
				w.fail(t, "%s: the answer holds %s", where, leak)
			}
			if want == '4' {
				w.likeMissing(t, who, r, where, got)
			}
		}
	}
	return cells
}

// afterwards checks that what was refused, or only read, has changed no row but
// the notes of that it was tried, and takes back what was done.
func (w *world) afterwards(t *testing.T, r request, got reply, where string) {
	t.Helper()
	if got.status >= http.StatusBadRequest {
		w.unchanged(t, where, "login_attempt", "login_failure")
	} else if r.method == http.MethodGet {
		w.unchanged(t, where, "access", "event")
	}
	w.kept.Restore()
}

// likeMissing checks that what is not theirs answers like what is not there.
func (w *world) likeMissing(t *testing.T, who string, r request, where string, got reply) {
	t.Helper()
	if !strings.Contains(r.path+r.about, "{") {
		return
	}
	none := w.send(t, who, missing, r)
	if none.status != got.status || none.plain() != got.plain() {
		w.fail(t, "%s: the answer differs from that for nothing: %s, %s", where, got.brief(), none.brief())
	}
}

// TestEveryRouteHasItsRow: a route of the OpenAPI document without a line in
// rights.txt, and a line without a route, are failures.
func TestEveryRouteHasItsRow(t *testing.T) {
	rows := map[string]bool{}
	for _, r := range requestsOf(readRights(t)) {
		rows[r.route()] = true
	}
	routes := routesOf(t)
	for route := range routes {
		if !rows[route] {
			t.Errorf("%s has no row in rights.txt: who may do it?", route)
		}
	}
	for row := range rows {
		if !routes[row] {
			t.Errorf("rights.txt has a row for %s, which is no route", row)
		}
	}
}

// secrets are what no answer to anybody holds.
var secrets = []string{"argon2", "password_hash", "token_hash", "code_hash", "secret.key"}

func secretIn(body string) string {
	for _, s := range secrets {
		if strings.Contains(body, s) {
			return s
		}
	}
	return ""
}
