package matrix

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"sente/internal/cast"
	"sente/internal/store"
)

// foreign are names that no body has, besides those of all records: what other
// programs take without asking.
var foreign = []string{"id", "role", "roles", "is_admin", "admin", "owner_id", "team_id", "workspace_id", "tenant_id",
	"created_by", "created_at", "updated_at", "deleted_at", "version", "approved_by", "amount_won", "password_hash",
	"email_verified", "mfa_enabled", "external_id", "source", "match_key", "sort_key", "__proto__", "constructor"}

// ignoring are the requests whose form wants unknown members to be ignored
// (dossier.md 2); package deal makes a deal only of those it knows.
var ignoring = map[string]bool{"POST /api/dossiers": true}

// TestFieldsNobodyMaySet sends every body with every field of every record that
// the request does not have: each is refused by name, and changes nothing.
func TestFieldsNobodyMaySet(t *testing.T) {
	doc := readDocument(t)
	takes, names := doc.takes(), append(doc.names(), foreign...)
	slices.Sort(names)
	names = slices.Compact(names)
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		w, step := build(t, db, clock), stepOf(db, 1)
		sent := 0
		for _, b := range readRights(t) {
			for _, r := range b.requests {
				text := bodies[r.String()]
				if text == "" || ignoring[r.String()] {
					continue
				}
				who := map[bool]string{true: "ada", false: "anon"}[b.cells["anon"][0] == '1']
				began := clock.Now()
				for _, name := range names {
					if slices.Contains(takes[r.route()], name) || strings.Contains(text, `"`+name+`":`) {
						continue
					}
					if sent++; sent%step == 0 {
						w.refusesField(t, who, r, name)
					}
				}
				w.unchanged(t, r.String()+" with a field too many")
				clock.Pass(began.Sub(clock.Now())) // a session notes the minute of its last use
			}
		}
		t.Logf("%d bodies with a field too many, all refused", sent/step)
		if sent < 5000 {
			t.Errorf("%d bodies were sent, want thousands", sent)
		}
	})
}

// stepOf thins out what is asked: of PostgreSQL, where each answer costs trips, one
// in eight; of SQLite one in a number; all of it with SOAK set.
func stepOf(db *store.DB, sqlite int) int {
	switch {
	case os.Getenv("SOAK") != "":
		return 1
	case db.Engine() == "postgres":
		return 8
	}
	return sqlite
}

// refusesField sends the body of a request with one field more.
func (w *world) refusesField(t *testing.T, who string, r request, name string) {
	t.Helper()
	r.body = strings.TrimSuffix(bodies[r.String()], "}") + `,"` + name + `":"1"}`
	got := w.send(t, who, own, r)
	if got.status != 422 || !strings.Contains(got.body, name) {
		w.fail(t, "%s with the field %s: got %s, want a refusal that names it", r, name, got.brief())
	}
}

// odd are values of a field as JSON that break careless programs.
var odd = []string{"null", "[]", "{}", `""`, "true", "-1", "1e309", "9223372036854775808", `"\u0000"`, `"\ud800"`,
	`"1');SELECT pg_sleep(3)--\\"`, `"$1 ? %00 \" randomblob(300000000)"`, `"<script>alert(1)</script>${7*7}{{7*7}}"`,
	`"javascript:../../etc/passwd\r\nX: y"`, `[{"a":[[]]}]`, `"` + strings.Repeat("长", 30_000) + `"`}

// TestOddValues puts odd values into every field of every body and every
// parameter of every query: nothing breaks, and what is refused changes nothing.
func TestOddValues(t *testing.T) {
	doc := readDocument(t)
	takes, queries := doc.takes(), doc.queries()
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		w, step := build(t, db, clock), stepOf(db, 4)
		asked, sent, refused := 0, 0, 0
		try := func(r request) {
			if asked++; asked%step != 0 {
				return
			}
			got := w.send(t, "ada", own, r)
			if sent++; got.status >= http.StatusBadRequest {
				refused++
			}
			if got.status >= http.StatusInternalServerError {
				w.fail(t, "%s with %s: %s", r, brief(r.body), got.brief())
			}
			w.afterwards(t, r, got, r.String()+" with "+brief(r.body))
		}
		for _, r := range requestsOf(readRights(t)) {
			plain, path := bodies[r.String()], r.path
			for _, value := range odd {
				for _, name := range takes[r.route()] {
					r.path, r.body = path, with(t, plain, name, value)
					try(r)
				}
				var text string
				if json.Unmarshal([]byte(value), &text) != nil {
					text = value
				}
				for _, name := range queries[r.route()] {
					base, query, _ := strings.Cut(path, "?")
					q, err := url.ParseQuery(query)
					if err != nil {
						t.Fatal(err)
					}
					q.Set(name, text)
					r.path, r.body = base+"?"+q.Encode(), plain
					try(r)
				}
			}
		}
		t.Logf("%d requests with odd values, %d refused, no failure of our own", sent, refused)
		if asked < 5000 {
			t.Errorf("%d requests were made up, want thousands", asked)
		}
	})
}

func brief(s string) string { return s[:min(len(s), 100)] }

// with is a body with the value of one field replaced, or added.
func with(t *testing.T, plain, name, value string) string {
	t.Helper()
	all := map[string]json.RawMessage{}
	if plain != "" {
		if err := json.Unmarshal([]byte(plain), &all); err != nil {
			t.Fatal(err)
		}
	}
	delete(all, name)
	b, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	rest := strings.TrimPrefix(string(b), "{")
	if rest != "}" {
		rest = "," + rest
	}
	return `{"` + name + `":` + value + rest
}
