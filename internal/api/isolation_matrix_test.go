package api_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/sales/record"
)

// TestIsolationOfPeople looks at everything as everybody: nobody is given a word
// or an id of a thing that is not his, on any route; everybody is given his; and
// what is not his is not there, exactly like what does not exist. Then a second
// workspace with the same ids stands beside the first, and no answer changes.
func TestIsolationOfPeople(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		w := watchHouse(t, h)
		seen := w.look()
		for _, x := range w.Things {
			if _, ok := readers[x.Name]; !ok {
				t.Errorf("who may know of %s? Add a line to readers", x.Name)
			}
		}
		for _, who := range w.people {
			known := map[string]bool{}
			for _, u := range w.urls {
				w.judge(t, who, u, seen[who][u], known)
				w.byID(t, who, u, seen[who])
			}
			for name, letters := range readers {
				if strings.Contains(letters, who.letter) && !known[name] {
					t.Errorf("%s never gets to see %s, which is his to know", who.letter, name)
				}
			}
		}
		w.events(t)
		t.Logf("%d URLs as %d people, %d things", len(w.urls), len(w.people), len(w.Things))
		w.besideAnother(t, seen)
	})
}

// audit is where the routes of the audit trail begin.
const audit = "/api/audit"

// besideAnother looks again at everything, beside another workspace.
func (w *watch) besideAnother(t *testing.T, before map[watcher]map[string]answer) {
	t.Helper()
	cast.Shadow(t, w.DB)
	again, err := app.New(context.Background(), app.Options{DB: w.DB, DataDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	if here, err := again.Workspace(); err != nil || here.Name != "海岳软件" {
		t.Errorf("the workspace is %q (%v)", here.Name, err)
	}
	for who, all := range w.look() {
		for _, u := range w.urls {
			if strings.HasPrefix(u, audit) {
				continue // the looking itself stands in it
			}
			if a := all[u]; a != before[who][u] {
				w.wrong(t, "%s: beside another workspace %s gives %s, want %s", who.letter, u, a, before[who][u])
			}
		}
	}
}

// judge checks one answer for things that are not this person's to know.
func (w *watch) judge(t *testing.T, who watcher, u string, a answer, known map[string]bool) {
	t.Helper()
	if a.status >= http.StatusInternalServerError {
		w.wrong(t, "%s: %s gave %s", who.letter, u, a)
	}
	told := parents.ReplaceAllString(a.body, "")
	for _, x := range w.Things {
		if !strings.Contains(told, x.Word) && !strings.Contains(told, `"`+x.ID.String()+`"`) {
			continue
		}
		known[x.Name] = true
		if strings.HasPrefix(u, audit) && a.status == http.StatusOK && x.Kind == record.View {
			continue // the audit tells of all acts, also those on private views
		}
		if !strings.Contains(readers[x.Name], who.letter) {
			w.wrong(t, "%s is told of %s by %s: %s", who.letter, x.Name, u, a)
		}
	}
	if !aboutDeals(u) || who.letter == "M" || who.letter == "m" {
		return
	}
	for _, name := range []string{"Zqspy", "Zqdecoy"} {
		if strings.Contains(a.body, name) {
			w.wrong(t, "%s is told of the hidden coach %s by %s: %s", who.letter, name, u, a)
		}
	}
}

// aboutDeals reports whether a URL asks about deals and what hangs on them; that
// a hidden coach is a contact of the account everybody there may know.
func aboutDeals(u string) bool {
	for _, start := range []string{"/api/deals", "/api/board", "/api/influences", "/api/reviews", "/api/tasks?mine",
		"/api/flags", "/api/week"} {
		if strings.HasPrefix(u, start) {
			return true
		}
	}
	return strings.Contains(u, "subject=deal%3A") || strings.Contains(u, "kind=deal")
}

// byID checks a route that names one thing: it answers those who may know of it,
// and all others exactly as for an id of nothing.
func (w *watch) byID(t *testing.T, who watcher, u string, all map[string]answer) {
	t.Helper()
	for _, x := range w.Things {
		id := x.ID.String()
		if !strings.Contains(u, "/"+id) && !strings.HasSuffix(u, "%3A"+id) {
			continue
		}
		own := strings.HasPrefix(u, "/api/"+string(x.Kind)+"s/") || strings.HasSuffix(u, "="+string(x.Kind)+"%3A"+id)
		may := own && strings.Contains(readers[x.Name], who.letter) && !slices.Contains(trashed, x.Name)
		if x.Name == "whisper" || x.Name == "usurper" { // they stand in for things of other names
			continue
		}
		a := all[u]
		if may {
			want := http.StatusOK
			if strings.HasSuffix(u, "/dossier") && !strings.Contains(exporters[x.Name], who.letter) {
				want = http.StatusForbidden // he only reads it
			}
			if a.status != want {
				w.wrong(t, "%s: %s of %s gave %s, want %d", who.letter, u, x.Name, a, want)
			}
			return
		}
		nothing, ok := all[asMissing(u, id)]
		if !ok {
			t.Fatalf("%s was not asked", asMissing(u, id))
		}
		if a != nothing || a.status < http.StatusBadRequest {
			w.wrong(t, "%s: %s of %s gave %s, want the answer for nothing, %s", who.letter, u, x.Name, a, nothing)
		}
		return
	}
}

// asMissing is the URL with the id of nothing.
func asMissing(u, id string) string {
	head, _, subject := strings.Cut(u, "?subject=")
	if subject {
		return head + "?subject=deal%3A" + missing
	}
	return strings.Replace(u, "/"+id, "/"+missing, 1)
}

// events asks for every event whether its people hear of it on the stream.
func (w *watch) events(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	all, err := w.DB.Reads().EventsAfter(ctx, 1, 1000)
	if err != nil || len(all) < 100 {
		t.Fatalf("got %d events (%v), want a hundred", len(all), err)
	}
	names := map[record.ID]string{}
	for _, x := range w.Things {
		if x.Name != "whisper" && x.Name != "usurper" {
			names[x.ID] = x.Name
		}
	}
	heard := 0
	for _, who := range w.people {
		actor := w.As(who.id)
		for _, e := range all {
			hears, err := w.App.Hears(ctx, actor, e)
			if err != nil {
				t.Fatal(err)
			}
			if !hears {
				continue
			}
			heard++
			for _, id := range []record.ID{e.DealID, e.SubjectID} {
				if letters, ok := readers[names[id]]; ok && !strings.Contains(letters, who.letter) && e.AccountID != w.Of("attic") {
					t.Errorf("%s hears %s of %s", who.letter, e.Act, names[id])
				}
			}
		}
	}
	if heard < 500 {
		t.Errorf("%d events were heard by all together, want hundreds", heard)
	}
}

// TestIsolationOfStrangers: without a session, and with one that has ended, no
// route answers but those that are open.
func TestIsolationOfStrangers(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		w := watchHouse(t, h)
		ctx := context.Background()
		set := func(version int64, patch string) {
			if _, err := w.App.EditUser(ctx, w.As(w.Ada), w.Gone, version, []byte(patch)); err != nil {
				t.Fatal(err)
			}
		}
		set(2, `{"active":true}`)
		ended := h.cookie(w.Gone)
		set(4, `{"active":false}`)
		cast.Shadow(t, h.DB)
		open := []string{"/api/setup", "/api/links/"}
		for _, u := range w.urls {
			if slices.ContainsFunc(open, func(s string) bool { return strings.HasPrefix(u, s) }) {
				continue
			}
			for name, cookie := range map[string]string{"nobody": "", "ended": ended, "shadow": "__Host-sente=" + cast.Ghost} {
				if a := w.get(cookie, u); a.status != http.StatusUnauthorized {
					w.wrong(t, "%s: %s gave %s, want 401", name, u, a)
				}
			}
		}
		if _, err := w.App.LogIn(ctx, app.Visitor{Address: "test"}, cast.Ghost, cast.Password); err == nil {
			t.Error("somebody of another workspace logged in")
		}
		if _, err := w.App.LinkInfo(ctx, cast.Ghost); err == nil {
			t.Error("a link of another workspace is good")
		}
		if _, err := w.App.LogIn(ctx, app.Visitor{Address: "test"}, "mina", cast.Password); err != nil {
			t.Errorf("failures of another workspace keep Mina out: %v", err)
		}
	})
}
