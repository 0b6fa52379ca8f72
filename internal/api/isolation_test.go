package api_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sente/internal/api"
	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/sales/record"
)

// readers says who may know of which thing of the story, by letters: Ada the
// administrator, Dora the director, Mo who heads Mina (m) and Rui (r), Nils who
// heads Tao (t) and Pia (p), and Rob who reads everything. It was written by hand
// from the rules and is compared with what the routes give, both ways.
var readers = map[string]string{
	"harbor": "ADMmrpR", // Mina's; Rui and Pia see deals on it
	"bank":   "ADMrR",
	"metro":  "ADNtrR", // Rui is on the team of a deal there
	"meadow": "ADMmrNtpR",
	"annex":  "ADMrR",
	"attic":  "ADNt", // in the trash: who may restore it

	"pier": "ADMmrpR", "cellar": "ADMrR",
	"boss": "ADMmrpR", "hermit": "ADMmrpR", "double": "ADMmrpR", "spy": "ADMmrpR", "decoy": "ADMmrpR",
	"teller": "ADMrR", "driver": "ADNtrR",

	"wharf": "ADMmpR", "vault": "ADMrR", "tunnel": "ADNtrR", "crane": "ADMrR", "ballast": "ADMmpR",
	"anchor": "ADMmpR", // in the trash; those who saw it read so in the account's timeline

	"boss on wharf": "ADMmpR", "boss on crane": "ADMrR", "double on wharf": "ADMmpR",
	"spy on wharf": "Mm", "whisper": "Mm", "hidden flag": "Mm", "rendezvous": "Mm", "decoy on ballast": "Mm",
	"wish": "ADMmpR", "measure": "ADMmpR", "rumour": "ADMmpR", "purse": "ADMm",
	"rival": "ADMmpR", "deck": "ADMmpR", "usurper": "ADMmpR",

	"gossip": "ADMmpR", "bell": "ADMmpR", "gap": "ADMmpR", "offer": "ADMmpR", "check": "ADMmpR", "agency": "ADMmpR",
	"doubt": "ADMmpR", "journey": "ADMmpR", "expert": "ADMmpR", "merger": "ADMmrpR",

	"memo": "ADMmpR", "locket": "ADMmR", "ledger": "ADMmR", "postcard": "ADMmrR", "sketch": "ADMmpR", "diary": "ADNtrR",
	"errand": "ADMmpR", "repair": "ADMmpR", "chore": "ADMmrR", "homework": "ADMmpR",

	"council": "ADMmpR", "hearing": "ADMmpR", "query": "ADMmpR", "objection": "ADMmpR", "vow": "ADMmpR",
	"riddle": "Mm", "pledge": "Mm", // about a flag that names the hidden coach

	"blueprint": "ADMmpR", "charter": "ADMmR", "badge": "ADMmR", "scan": "ADMmR",

	"manifest": "ADMm",

	"gadget": "ADMmrNtpR", "label": "ADMmrNtpR", "plaza": "ADMmrNtpR", "peek": "m",
}

// trashed are things that no route gives by their id.
var trashed = []string{"attic", "anchor", "decoy", "decoy on ballast"}

// watch is a house in which a story was told, and everybody looking at it.
type watch struct {
	*cast.Story
	h       *house
	handler http.Handler
	people  []watcher
	urls    []string
	faults  int
}

type watcher struct {
	letter string
	id     record.ID
}

// answer is what one person got from one URL.
type answer struct {
	status int
	body   string
}

// parents are the accounts above those in an answer. Their ids are given to all
// who see the account below; nothing else of them is.
var parents = regexp.MustCompile(`"parent_id":"[^"]*"`)

// String is the beginning of the answer.
func (a answer) String() string {
	r := []rune(a.body)
	return fmt.Sprintf("%d %s", a.status, string(r[:min(len(r), 300)]))
}

// wrong reports a fault; after ten of them the rest would say the same.
func (w *watch) wrong(t *testing.T, format string, args ...any) {
	t.Helper()
	t.Errorf(format, args...)
	if w.faults++; w.faults == 10 {
		t.Fatal("and so on")
	}
}

func watchHouse(t *testing.T, h *house) *watch {
	t.Helper()
	w := &watch{Story: h.Tell(), h: h}
	w.serve(t, h.App)
	for i, id := range []record.ID{w.Ada, w.Dora, w.Mo, w.Mina, w.Rui, w.Nils, w.Tao, w.Pia, w.Rob} {
		w.people = append(w.people, watcher{"ADMmrNtpR"[i : i+1], id})
		h.cookie(id)
	}
	w.urls = w.allURLs(t)
	if len(w.urls) < 300 {
		t.Fatalf("got %d URLs to look at, want hundreds", len(w.urls))
	}
	return w
}

// serve puts a server without a log in the place of the house's own.
func (w *watch) serve(t *testing.T, a *app.App) {
	t.Helper()
	s := api.New(api.Options{App: a, Version: "test", Log: slog.New(slog.DiscardHandler)})
	t.Cleanup(s.Close)
	w.handler = s
}

// requestIDs differ from one answer to the next, and so does when somebody was
// last seen.
var requestIDs = regexp.MustCompile(`"(request_id|seen_at|used_at)":"[^"]*"`)

// get asks as somebody, without a network.
func (w *watch) get(cookie, path string) answer {
	req := httptest.NewRequest("GET", "http://127.0.0.1"+path, nil)
	if cookie != "" {
		req.Header.Set("Cookie", cookie)
	}
	rec := httptest.NewRecorder()
	w.handler.ServeHTTP(rec, req)
	return answer{rec.Code, requestIDs.ReplaceAllString(readable(rec.Body.Bytes()), "")}
}

// readable unpacks what is packed, such as a sheet of Excel.
func readable(b []byte) string {
	if !bytes.HasPrefix(b, []byte("PK")) {
		return string(b)
	}
	packed, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return string(b)
	}
	var out strings.Builder
	for _, f := range packed.File {
		if r, err := f.Open(); err == nil {
			_, _ = io.Copy(&out, r)
		}
	}
	return out.String()
}

// look asks every URL as every person.
func (w *watch) look() map[watcher]map[string]answer {
	out := map[watcher]map[string]answer{}
	for _, who := range w.people {
		out[who] = map[string]answer{}
		for _, u := range w.urls {
			out[who][u] = w.get(w.h.cookie(who.id), u)
		}
	}
	return out
}

type parameter struct {
	Name, In string
	Required bool
	Schema   struct {
		Type any
		Enum []any
	}
}

// allURLs makes URLs for every GET route of the document: every id in its path,
// and every parameter with values that matter.
func (w *watch) allURLs(t *testing.T) (out []string) {
	t.Helper()
	b, err := api.Document("test")
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Paths map[string]map[string]struct{ Parameters []parameter }
	}
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	for path, methods := range doc.Paths {
		get, ok := methods["get"]
		if !ok {
			continue
		}
		for _, p := range w.pathsOf(t, path, get.Parameters) {
			out = append(out, w.queriesOf(t, p, get.Parameters)...)
		}
	}
	slices.Sort(out)
	return out
}

// pathsOf fills the path with every value of its parameters.
func (w *watch) pathsOf(t *testing.T, path string, parameters []parameter) []string {
	t.Helper()
	out := []string{path}
	for _, p := range parameters {
		if p.In != "path" {
			continue
		}
		var next []string
		for _, v := range w.values(t, path, p) {
			for _, u := range out {
				next = append(next, strings.ReplaceAll(u, "{"+p.Name+"}", url.PathEscape(v)))
			}
		}
		out = next
	}
	return out
}

// queriesOf adds each value of each parameter in turn, besides those required.
func (w *watch) queriesOf(t *testing.T, path string, parameters []parameter) []string {
	t.Helper()
	required := url.Values{}
	for _, p := range parameters {
		if p.In == "query" && p.Required {
			required.Set(p.Name, w.values(t, path, p)[0])
		}
	}
	with := func(q url.Values) string {
		if len(q) == 0 {
			return path
		}
		return path + "?" + q.Encode()
	}
	out := []string{with(required)}
	for _, p := range parameters {
		if p.In != "query" {
			continue
		}
		values := w.values(t, path, p)
		switch { // files are made of the lists, which are asked with every value
		case strings.HasSuffix(path, ".xlsx"), w.astray(path):
			values = nil
		case strings.HasPrefix(path, "/api/export/"):
			values = values[:min(len(values), 1)]
		}
		for _, v := range values {
			q := url.Values{}
			for k := range required {
				q.Set(k, required.Get(k))
			}
			q.Set(p.Name, v)
			out = append(out, with(q))
		}
	}
	return slices.Compact(slices.Sorted(slices.Values(out)))
}

// astray reports whether a path names a thing of another kind.
func (w *watch) astray(path string) bool {
	return slices.ContainsFunc(w.Things, func(x cast.Thing) bool {
		return strings.Contains(path, "/"+x.ID.String()) && !strings.HasPrefix(path, "/api/"+string(x.Kind)+"s/")
	})
}

// missing is the id of nothing.
const missing = "123456789"

// values are those of a parameter that are worth asking for.
func (w *watch) values(t *testing.T, path string, p parameter) []string {
	t.Helper()
	switch p.Name {
	case "id":
		return append(w.idsOf(), missing)
	case "token":
		if strings.HasPrefix(path, "/api/audit") {
			return []string{missing}
		}
		return []string{"nobody", cast.Ghost}
	case "code":
		if strings.HasPrefix(path, "/api/templates/") {
			return []string{"O-1"}
		}
	case "q":
		return w.wordsOf(record.Account, record.Contact, record.Deal, record.Note)
	case "subject":
		return w.refs()
	case "record":
		return []string{"deal:" + missing}
	case "owner", "actor":
		return []string{w.Mina.String(), w.Tao.String()}
	case "account", "parent":
		return []string{w.Harbor.String(), w.Metro.String()}
	case "department", "product", "tag":
		return []string{w.Of(map[string]string{"department": "pier", "product": "gadget", "tag": "label"}[p.Name]).String()}
	case "rule":
		return w.rules(t)
	case "from", "to":
		if strings.HasSuffix(path, "/compare") {
			return []string{"2026-11-23"}
		}
	}
	if fixed := map[string][]string{"sort": {"name"}, "limit": {"1"}, "cursor": nil, "column": {"名称"}, "week": {"2026-W48"}, "token_id": {missing}, "field": {"name"}, "industry": {"能源"}, "currency": {"CNY"},
		"amount_min": {"1"}, "amount_max": {"9"},
		"team": {missing}, "code": {"ok"}, "act": {"deal"}, "kind": {"deal"}, "from": {"2026-11-01"}, "to": {"2026-12-31"}, "at": {"2026-11-23"}}; fixed[p.Name] != nil || p.Name == "cursor" {
		return fixed[p.Name]
	}
	switch kind := fmt.Sprint(p.Schema.Type); {
	case len(p.Schema.Enum) > 0:
		out := make([]string, len(p.Schema.Enum))
		for i, v := range p.Schema.Enum {
			out[i] = fmt.Sprint(v)
		}
		return out
	case strings.Contains(kind, "boolean"):
		return []string{"true", "false"}
	case strings.Contains(kind, "integer"):
		return []string{"1"}
	case strings.HasSuffix(p.Name, "_by"), strings.HasSuffix(p.Name, "_from"), strings.HasSuffix(p.Name, "_to"):
		return []string{"2030-01-01"}
	}
	t.Errorf("%s: which values of %q could show somebody too much? Name them in values", path, p.Name)
	return []string{"1"}
}

func (w *watch) idsOf() (out []string) {
	for _, x := range w.Things {
		if id := x.ID.String(); !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

func (w *watch) wordsOf(kinds ...record.Kind) []string {
	out := []string{"zq"}
	for _, x := range w.Things {
		if slices.Contains(kinds, x.Kind) {
			out = append(out, x.Word)
		}
	}
	return out
}

// refs are the things with notes, tasks and a timeline.
func (w *watch) refs() []string {
	out := []string{"deal:" + missing}
	for _, x := range w.Things {
		if x.Kind == record.Deal || x.Kind == record.Account || x.Kind == record.Contact {
			out = append(out, record.Ref{Kind: x.Kind, ID: x.ID}.String())
		}
	}
	return out
}

// rules are those of the open flags of the deal with hidden coaches.
func (w *watch) rules(t *testing.T) (out []string) {
	t.Helper()
	flags, err := w.DB.Reads().OpenFlags(context.Background(), w.Of("wharf"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range flags {
		if !slices.Contains(out, f.Rule) {
			out = append(out, f.Rule)
		}
	}
	return out
}
