package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/event"
	"sente/internal/sales/record"
)

// Pace and limits of an event stream.
const (
	streamBeat   = 15 * time.Second // a comment, so that proxies keep the connection
	streamCheck  = 2 * time.Second  // the session is looked at also without events
	streamWrite  = 10 * time.Second // longest time for one write
	streamsOfOne = 32               // streams of one person
)

// streams is the hub of this server's event streams. It starts with the first.
type streams struct {
	mu     sync.Mutex
	live   *app.Live
	closed bool
	open   map[record.ID]int // streams by person
	ended  sync.WaitGroup
}

// enter counts a stream in and gives the hub.
func (x *streams) enter(a *app.App, who record.ID) (*app.Live, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return nil, fault.New(fault.Busy, "busy")
	}
	if x.open[who] >= streamsOfOne {
		return nil, fault.New(fault.Limited, "streams_limited").With("limit", streamsOfOne)
	}
	if x.live == nil {
		x.live, x.open = a.NewLive(), map[record.ID]int{}
	}
	x.open[who]++
	x.ended.Add(1)
	return x.live, nil
}

func (x *streams) leave(who record.ID) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.open[who]--; x.open[who] == 0 {
		delete(x.open, who)
	}
	x.ended.Done()
}

func (x *streams) close() {
	x.mu.Lock()
	x.closed = true
	live := x.live
	x.mu.Unlock()
	if live != nil {
		live.Close()
		x.ended.Wait()
	}
}

// StreamChange is what a stream tells of an event: what to read again.
type StreamChange struct {
	Kind      record.Kind `json:"kind"`
	ID        record.ID   `json:"id"`
	DealID    record.ID   `json:"deal_id,omitzero"`
	AccountID record.ID   `json:"account_id,omitzero"`
	Act       string      `json:"act"`
}

// stream sends the events that exist for the person logged in, as they are
// committed, as server-sent events: "hello" first, then "change". After a break
// the browser names the last one it saw; "reset" says that it missed too many
// and should read everything again.
func (s *Server) stream(w http.ResponseWriter, r *http.Request) {
	req := requestOf(r.Context())
	if req.who.ID == 0 {
		s.refuse(w, r, fault.New(fault.Unauthenticated, "not_logged_in"))
		return
	}
	live, err := s.streams.enter(s.app, req.who.ID)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	defer s.streams.leave(req.who.ID)
	listener := live.Listen()
	defer live.Leave(listener)
	h := w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("X-Accel-Buffering", "no")
	l := &eventLine{w: w, out: http.NewResponseController(w), live: live, token: req.token,
		sent: map[record.ID]bool{}}
	if err := l.greet(r.Context(), s.app, r.Header.Get("Last-Event-ID")); err != nil {
		return
	}
	_ = l.follow(r.Context(), listener)
}

// eventLine is one open stream.
type eventLine struct {
	w     http.ResponseWriter
	out   *http.ResponseController
	live  *app.Live
	token string
	sent  map[record.ID]bool // while catching up: events that the hub hands out too
}

// write sends one block within its time.
func (l *eventLine) write(text string) error {
	if err := l.out.SetWriteDeadline(time.Now().Add(streamWrite)); err != nil {
		return err
	}
	if _, err := l.w.Write([]byte(text)); err != nil {
		return err
	}
	return l.out.Flush()
}

// greet says hello and sends what was missed since the last event seen.
func (l *eventLine) greet(ctx context.Context, a *app.App, lastSeen string) error {
	newest, err := a.DB().Reads().LastEvent(ctx)
	if err != nil {
		return err
	}
	last, err := record.ParseID(lastSeen)
	if err != nil {
		return l.write(fmt.Sprintf("retry: 2000\nid: %s\nevent: hello\ndata: {}\n\n", newest))
	}
	if err := l.write("retry: 2000\nevent: hello\ndata: {}\n\n"); err != nil {
		return err
	}
	missed, whole, err := l.live.Missed(ctx, last)
	if err != nil {
		return err
	}
	if !whole {
		return l.write(fmt.Sprintf("id: %s\nevent: reset\ndata: {}\n\n", newest))
	}
	for _, e := range missed {
		if err := l.tell(ctx, e); err != nil {
			return err
		}
		l.sent[e.ID] = true
	}
	return nil
}

// follow sends events until the browser, the session or the hub ends.
func (l *eventLine) follow(ctx context.Context, listener *app.Listener) error {
	beat, check := time.NewTicker(streamBeat), time.NewTicker(streamCheck)
	defer beat.Stop()
	defer check.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-beat.C:
			if err := l.write(": beat\n\n"); err != nil {
				return err
			}
		case <-check.C:
			if err := l.live.Awake(ctx, l.token); err != nil {
				return err
			}
		case e, ok := <-listener.Events:
			if !ok {
				return nil
			}
			if err := l.tellOnce(ctx, e); err != nil {
				return err
			}
		}
	}
}

func (l *eventLine) tellOnce(ctx context.Context, e event.Event) error {
	if l.sent[e.ID] {
		delete(l.sent, e.ID)
		return nil
	}
	return l.tell(ctx, e)
}

// tell sends an event if it exists for the person now; an ended session is an
// error.
func (l *eventLine) tell(ctx context.Context, e event.Event) error {
	hears, err := l.live.Hearing(ctx, l.token, e)
	if err != nil || !hears {
		return err
	}
	b, err := json.Marshal(StreamChange{e.Kind, e.SubjectID, e.DealID, e.AccountID, e.Act})
	if err != nil {
		return err
	}
	return l.write(fmt.Sprintf("id: %s\nevent: change\ndata: %s\n\n", e.ID, b))
}
