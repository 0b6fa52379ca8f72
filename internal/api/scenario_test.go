package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"sente/internal/api"
	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// house is a running server over the cast, and everybody's session.
type house struct {
	*cast.Company
	t       *testing.T
	server  *httptest.Server
	cookies map[record.ID]string
}

// eachHouse runs f against a server on each engine.
func eachHouse(t *testing.T, f func(t *testing.T, h *house)) {
	t.Helper()
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		h := &house{Company: cast.New(t, db, clock), t: t, cookies: map[record.ID]string{}}
		s := api.New(api.Options{App: h.App, Version: "test"})
		h.server = httptest.NewServer(s)
		t.Cleanup(h.server.Close)
		t.Cleanup(s.Close)
		f(t, h)
	})
}

// cookie lets a person set his password by a one-time link and logs him in, once.
func (h *house) cookie(who record.ID) string {
	h.t.Helper()
	if who == 0 {
		return ""
	}
	if c := h.cookies[who]; c != "" {
		return c
	}
	ctx := context.Background()
	l, err := h.App.AddLink(ctx, h.As(h.Ada), who)
	if err != nil {
		h.t.Fatal(err)
	}
	if err := h.App.UseLink(ctx, app.Visitor{Address: "test"}, l.Token, cast.Password); err != nil {
		h.t.Fatal(err)
	}
	u, err := h.DB.Reads().User(ctx, who)
	if err != nil {
		h.t.Fatal(err)
	}
	in, err := h.App.LogIn(ctx, app.Visitor{Address: "test"}, u.Login, cast.Password)
	if err != nil {
		h.t.Fatal(err)
	}
	h.cookies[who] = "__Host-sente=" + in.Token
	return h.cookies[who]
}

// call is one request of a scenario.
type call struct {
	who          record.ID // 0: nobody is logged in
	method, path string
	body         string
	header       map[string]string
}

// reply is what came back.
type reply struct {
	status int
	header http.Header
	body   string
}

// do sends one request.
func (h *house) do(c call) reply {
	h.t.Helper()
	req, err := http.NewRequest(c.method, h.server.URL+c.path, bytes.NewReader([]byte(c.body)))
	if err != nil {
		h.t.Fatal(err)
	}
	if c.body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	if cookie := h.cookie(c.who); cookie != "" {
		req.Header.Set("Cookie", cookie)
	}
	for k, v := range c.header {
		req.Header.Set(k, v)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		h.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	for _, k := range res.Cookies() { // as a browser does
		if k.Name == "__Host-sente" && k.Value != "" && c.who != 0 {
			h.cookies[c.who] = k.Name + "=" + k.Value
		}
	}
	b, err := io.ReadAll(res.Body)
	if err != nil {
		h.t.Fatal(err)
	}
	return reply{res.StatusCode, res.Header, string(b)}
}

// scenario is one line of a table: what a person sends and what comes of it.
type scenario struct {
	name   string
	call   call
	status int
	has    []string // texts that stand in the answer
	hasNot []string
	acts   []string // events that were recorded, in order; nil: none
}

// run plays one scenario.
func (h *house) run(s scenario) reply {
	h.t.Helper()
	h.cookie(s.call.who)
	before := h.acts()
	r := h.do(s.call)
	if r.status != s.status {
		h.t.Errorf("%s: %s %s gave %d, want %d: %s", s.name, s.call.method, s.call.path, r.status, s.status, r.body)
	}
	for _, text := range s.has {
		if !strings.Contains(r.body, text) {
			h.t.Errorf("%s: the answer lacks %q: %s", s.name, text, r.body)
		}
	}
	for _, text := range s.hasNot {
		if strings.Contains(r.body, text) {
			h.t.Errorf("%s: the answer has %q: %s", s.name, text, r.body)
		}
	}
	if got, want := strings.Join(h.acts()[len(before):], " "), strings.Join(s.acts, " "); got != want {
		h.t.Errorf("%s: recorded events [%s], want [%s]", s.name, got, want)
	}
	return r
}

// acts are all events so far.
func (h *house) acts() []string {
	h.t.Helper()
	out, err := h.DB.Reads().Acts(context.Background())
	if err != nil {
		h.t.Fatal(err)
	}
	return out
}

// field reads one member of a JSON answer.
func (r reply) field(t *testing.T, name string) string {
	t.Helper()
	var all map[string]any
	if err := json.Unmarshal([]byte(r.body), &all); err != nil {
		t.Fatalf("%v: %s", err, r.body)
	}
	s, _ := all[name].(string)
	return s
}
