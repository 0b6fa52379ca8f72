package api_test

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"sente/internal/api"
	"sente/internal/app"
	"sente/internal/sales/deal"
	"sente/internal/sales/event"
	"sente/internal/sales/influence"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// heard is one event of a stream.
type heard struct {
	event, id string
	change    api.StreamChange
}

// ear listens to a stream.
type ear struct {
	t      *testing.T
	events chan heard // closed with the stream
	end    context.CancelFunc
}

// patience is how long a test waits for what should come at once.
const patience = 10 * time.Second

// listen opens the stream of a server as a person, behind an event ("" for none),
// and waits for its hello.
func (h *house) listen(url string, who record.ID, last string) *ear {
	h.t.Helper()
	ctx, end := context.WithCancel(context.Background())
	h.t.Cleanup(end)
	req, err := http.NewRequestWithContext(ctx, "GET", url+"/api/stream", nil)
	if err != nil {
		h.t.Fatal(err)
	}
	req.Header.Set("Cookie", h.cookie(who))
	if last != "" {
		req.Header.Set("Last-Event-ID", last)
	}
	res, err := http.DefaultClient.Do(req) //nolint:bodyclose // the ear closes it when it stops listening
	if err != nil {
		h.t.Fatal(err)
	}
	if res.StatusCode != 200 || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/event-stream") {
		h.t.Fatalf("got %d %s", res.StatusCode, res.Header.Get("Content-Type"))
	}
	e := &ear{t: h.t, events: make(chan heard, 1000), end: end}
	go e.read(res)
	if first := e.next(); first.event != "hello" {
		h.t.Fatalf("got %+v, want hello first", first)
	}
	return e
}

func (e *ear) read(res *http.Response) {
	defer close(e.events)
	defer func() { _ = res.Body.Close() }()
	var now heard
	for lines := bufio.NewScanner(res.Body); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), ": ")
		switch name {
		case "event":
			now.event = value
		case "id":
			now.id = value
		case "data":
			_ = json.Unmarshal([]byte(value), &now.change)
		case "":
			if now.event != "" {
				e.events <- now
			}
			now = heard{}
		}
	}
}

// next waits for the next event.
func (e *ear) next() heard {
	e.t.Helper()
	select {
	case x, ok := <-e.events:
		if !ok {
			e.t.Fatal("the stream ended")
		}
		return x
	case <-time.After(patience):
		e.t.Fatal("no event came")
	}
	return heard{}
}

// acts waits for the events up to an act and lists them.
func (e *ear) acts(last string) string {
	e.t.Helper()
	var out []string
	for {
		x := e.next()
		out = append(out, x.change.Act)
		if x.change.Act == last {
			return strings.Join(out, " ")
		}
	}
}

// ended waits for the end of the stream.
func (e *ear) ended(within time.Duration) bool {
	for late := time.After(within); ; {
		select {
		case _, ok := <-e.events:
			if !ok {
				return true
			}
		case <-late:
			return false
		}
	}
}

// logIn gives people sessions before anybody listens.
func (h *house) logIn(people ...record.ID) {
	h.t.Helper()
	for _, who := range people {
		h.cookie(who)
	}
}

func fatal[T any](t *testing.T, v T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// harborDeal is a deal of Mina's with Pia on its team.
func (h *house) harborDeal() deal.Deal {
	h.t.Helper()
	ctx, mina := context.Background(), h.As(h.Mina)
	d, err := h.App.AddDeal(ctx, mina, app.NewDeal{Fields: deal.Fields{Name: "海港调度", AccountID: h.Harbor}})
	if err == nil {
		err = h.App.PutMember(ctx, mina, d.ID, deal.Member{UserID: h.Pia, Role: "presales"})
	}
	return fatal(h.t, d, err)
}

func (h *house) note(who record.ID, on record.Ref) {
	h.t.Helper()
	_, err := h.App.AddNote(context.Background(), h.As(who), on, "x")
	fatal(h.t, 0, err)
}

func TestStreamTellsWhatThePersonMayKnow(t *testing.T) {
	ctx := context.Background()
	eachHouse(t, func(t *testing.T, h *house) {
		d := h.harborDeal()
		h.logIn(h.Mina, h.Pia, h.Tao)
		mina, pia, tao := h.listen(h.server.URL, h.Mina, ""), h.listen(h.server.URL, h.Pia, ""), h.listen(h.server.URL, h.Tao, "")
		h.note(h.Mina, d.Ref())
		if _, err := h.App.AddInfluence(ctx, h.As(h.Mina), d.ID, app.NewInfluence{NewContact: &app.NewContact{Name: "韩雪"},
			InfluenceFields: deal.InfluenceFields{Hidden: true}, FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.CO}}}); err != nil {
			t.Fatal(err)
		}
		h.note(h.Mina, record.Ref{Kind: record.Account, ID: h.Harbor})
		if _, err := h.App.AddTag(ctx, h.As(h.Ada), "标"); err != nil {
			t.Fatal(err)
		}
		for who, tc := range map[string]struct {
			ear  *ear
			want string
		}{
			"owner":  {mina, "note.added influence.added note.added tag.added"},
			"member": {pia, "note.added tag.added"},
			"other":  {tao, "tag.added"},
		} {
			if got := tc.ear.acts("tag.added"); got != tc.want {
				t.Errorf("%s: heard %q, want %q", who, got, tc.want)
			}
		}
	})
}

func TestStreamLooksAtTheRightsAnewForEachEvent(t *testing.T) {
	ctx := context.Background()
	eachHouse(t, func(t *testing.T, h *house) {
		d := h.harborDeal()
		pia := h.listen(h.server.URL, h.Pia, "")
		h.note(h.Mina, d.Ref())
		if got := pia.acts("note.added"); got != "note.added" {
			t.Errorf("heard %q", got)
		}
		if err := h.App.RemoveMember(ctx, h.As(h.Mina), d.ID, h.Pia); err != nil {
			t.Fatal(err)
		}
		h.note(h.Mina, d.Ref())
		if _, err := h.App.AddTag(ctx, h.As(h.Ada), "标"); err != nil {
			t.Fatal(err)
		}
		if got := pia.acts("tag.added"); got != "tag.added" {
			t.Errorf("heard %q after leaving the deal, want only tag.added", got)
		}
	})
}

func TestStreamGoesOnWhereItBroke(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		d := h.harborDeal()
		first := h.listen(h.server.URL, h.Mina, "")
		h.note(h.Mina, d.Ref())
		last := first.next()
		first.end()
		var want []string
		for range 3 {
			h.note(h.Mina, d.Ref())
			want = append(want, h.newest().String())
		}
		again := h.listen(h.server.URL, h.Mina, last.id)
		got := map[string]bool{}
		for len(got) < 3 {
			if x := again.next(); slices.Contains(want, x.id) {
				got[x.id] = true
			}
		}
		h.note(h.Mina, d.Ref())
		if x := again.next(); x.id != h.newest().String() {
			t.Errorf("got %+v, want the newest event once", x)
		}
	})
}

// newest is the id of the newest event.
func (h *house) newest() record.ID {
	h.t.Helper()
	id, err := h.DB.Reads().LastEvent(context.Background())
	return fatal(h.t, id, err)
}

// manyEvents records more events than a stream catches up with.
func manyEvents(tx *store.Tx, d deal.Deal) error {
	for range 1001 {
		e := event.Event{Act: "deal.edited", Kind: record.Deal, SubjectID: d.ID, DealID: d.ID}
		if err := tx.Record(context.Background(), e); err != nil {
			return err
		}
	}
	return nil
}

func TestStreamThatMissedTooMuchIsReset(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		d := h.harborDeal()
		if err := h.DB.Write(context.Background(), func(tx *store.Tx) error { return manyEvents(tx, d) }); err != nil {
			t.Fatal(err)
		}
		if x := h.listen(h.server.URL, h.Mina, "1").next(); x.event != "reset" {
			t.Errorf("got %+v, want reset", x)
		}
	})
}

func TestStreamEndsWithTheSession(t *testing.T) {
	ctx := context.Background()
	eachHouse(t, func(t *testing.T, h *house) {
		h.logIn(h.Tao, h.Rui, h.Pia)
		tao, rui, pia := h.listen(h.server.URL, h.Tao, ""), h.listen(h.server.URL, h.Rui, ""), h.listen(h.server.URL, h.Pia, "")
		h.do(call{who: h.Tao, method: "POST", path: "/api/logout"})
		users, err := h.App.Users(ctx, h.As(h.Ada))
		for _, u := range fatal(t, users, err) {
			if u.ID == h.Rui {
				_, err := h.App.EditUser(ctx, h.As(h.Ada), u.ID, u.Version, []byte(`{"active":false}`))
				fatal(t, 0, err)
			}
		}
		for name, e := range map[string]*ear{"logged out": tao, "disabled": rui} {
			if !e.ended(5 * time.Second) {
				t.Errorf("%s: the stream goes on after 5 s", name)
			}
		}
		if _, err := h.App.AddTag(ctx, h.As(h.Ada), "标"); err != nil {
			t.Fatal(err)
		}
		if got := pia.acts("tag.added"); got != "tag.added" {
			t.Errorf("the others hear %q, want tag.added", got)
		}
	})
}

func TestStreamNeedsASessionAndEndsWithTheServer(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		h.run(scenario{name: "nobody", call: call{method: "GET", path: "/api/stream"}, status: 401, has: []string{"not_logged_in"}})
		s := api.New(api.Options{App: h.App, Version: "test"})
		server := httptest.NewServer(s)
		defer server.Close()
		e := h.listen(server.URL, h.Mina, "")
		s.Close()
		if !e.ended(patience) {
			t.Error("the stream goes on after Close")
		}
	})
}

// TestStreamsOfTwoNodes runs a second node: on PostgreSQL with a database handle
// of its own, on SQLite a second server in the same process.
func TestStreamsOfTwoNodes(t *testing.T) {
	ctx := context.Background()
	eachHouse(t, func(t *testing.T, h *house) {
		other := h.secondNode(ctx)
		d := h.harborDeal()
		here, there := h.listen(h.server.URL, h.Mina, ""), h.listen(other.server.URL, h.Mina, "")
		const each = 30
		done := make(chan error, 2)
		for _, node := range []*house{h, other} {
			go func() {
				who, err := node.App.ActorOf(ctx, h.Mina)
				for i := 0; i < each && err == nil; i++ {
					_, err = node.App.AddNote(ctx, who, d.Ref(), "x")
				}
				done <- err
			}()
		}
		for range 2 {
			if err := <-done; err != nil {
				t.Fatal(err)
			}
		}
		for name, e := range map[string]*ear{"here": here, "there": there} {
			seen := map[string]int{}
			for len(seen) < 2*each {
				seen[e.next().id]++
			}
			for id, n := range seen {
				if n != 1 {
					t.Errorf("%s: event %s came %d times", name, id, n)
				}
			}
		}
	})
}

// secondNode is another server on the same database.
func (h *house) secondNode(ctx context.Context) *house {
	h.t.Helper()
	other := *h
	company := *h.Company
	other.Company = &company
	if h.DB.Engine() == "postgres" {
		db, err := store.Open(ctx, store.Options{URL: h.DB.URL(), Now: h.Clock.Now})
		company.DB = fatal(h.t, db, err)
		h.t.Cleanup(func() { _ = company.DB.Close() })
		a, err := app.New(ctx, app.Options{DB: company.DB})
		company.App = fatal(h.t, a, err)
	}
	s := api.New(api.Options{App: company.App, Version: "test"})
	other.server = httptest.NewServer(s)
	h.t.Cleanup(other.server.Close)
	h.t.Cleanup(s.Close)
	return &other
}
