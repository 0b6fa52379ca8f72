package app

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"sente/internal/sales/event"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// Live is this node's hub of events: it reads what any node has committed from
// the event table and hands it to its listeners. Whether a listener may know of
// an event is asked for each event when it is sent (Hearing).
type Live struct {
	app  *App
	log  *slog.Logger
	wake chan struct{}
	tell chan struct{} // other nodes are to be told
	stop context.CancelFunc
	done sync.WaitGroup

	mu        sync.Mutex
	listeners map[*Listener]bool
	closed    bool
	heard     map[hearingKey]hearing // what was decided of recent events
}

// Pace of the hub.
const (
	livePoll    = 2 * time.Second       // PostgreSQL: also without being woken
	livePause   = 20 * time.Millisecond // between two looks, and two NOTIFYs
	livePerSeen = 20 * time.Microsecond // longer per event that a look reads again
	liveRetry   = time.Second           // after a broken connection
	liveBatch   = 1000                  // events read at once
	liveBuffer  = 256                   // events that a listener may be behind
	liveHearing = time.Second           // how long a decision is kept
)

// NewLive starts the hub. The caller closes it.
func (a *App) NewLive() *Live {
	ctx, stop := context.WithCancel(context.Background())
	l := &Live{app: a, log: a.log, wake: make(chan struct{}, 1), tell: make(chan struct{}, 1), stop: stop,
		listeners: map[*Listener]bool{}, heard: map[hearingKey]hearing{}}
	a.db.OnEvent(func() {
		signal(l.wake)
		signal(l.tell)
	})
	w := &watcher{live: l, seen: map[record.ID]bool{}}
	w.begin(ctx)
	l.done.Go(func() { w.run(ctx) })
	if a.db.Engine() == "postgres" {
		l.done.Go(func() { l.tellOthers(ctx) })
		l.done.Go(func() { l.hearOthers(ctx) })
	}
	return l
}

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// Close ends all listeners and waits for the hub's work to end.
func (l *Live) Close() {
	l.stop()
	l.done.Wait()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	for x := range l.listeners {
		l.drop(x)
	}
}

// Listener gets every event of the workspace, in the order in which the node
// learned of them. Its channel is closed when it is too slow, or with the hub.
type Listener struct {
	Events chan event.Event
}

// Listen adds a listener; end it with Leave.
func (l *Live) Listen() *Listener {
	x := &Listener{Events: make(chan event.Event, liveBuffer)}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		close(x.Events)
		return x
	}
	l.listeners[x] = true
	return x
}

// Leave removes a listener.
func (l *Live) Leave(x *Listener) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.drop(x)
}

func (l *Live) drop(x *Listener) {
	if l.listeners[x] {
		delete(l.listeners, x)
		close(x.Events)
	}
}

// watcher follows the event table.
type watcher struct {
	live *Live
	last record.ID          // newest event so far
	seen map[record.ID]bool // those handed out that a late commit may stand before
}

// begin skips what has happened before the hub.
func (w *watcher) begin(ctx context.Context) {
	last, err := w.live.app.db.Reads().LastEvent(ctx)
	if err != nil {
		w.live.log.Error("live updates: read the last event", "error", err.Error())
	}
	w.last = last
	w.look(ctx, func(event.Event) {})
}

// run hands out new events until ctx ends.
func (w *watcher) run(ctx context.Context) {
	var poll <-chan time.Time
	if w.live.app.db.Engine() == "postgres" {
		t := time.NewTicker(livePoll)
		defer t.Stop()
		poll = t.C
	}
	for {
		select {
		case <-ctx.Done():
			return
		case <-w.live.wake:
		case <-poll:
		}
		w.look(ctx, w.live.hand)
		pause(ctx, livePause+time.Duration(len(w.seen))*livePerSeen)
	}
}

func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}

// look reads the events behind the newest one, going back as far as a commit may
// be late, and hands out those not seen yet.
func (w *watcher) look(ctx context.Context, hand func(event.Event)) {
	after := store.Earlier(w.last, w.live.app.db.Overlap())
	for id := range w.seen {
		if id <= after {
			delete(w.seen, id)
		}
	}
	for more := true; more; {
		events, err := w.live.app.db.Reads().EventsAfter(ctx, after, liveBatch)
		if err != nil && ctx.Err() == nil {
			w.live.log.Error("live updates: read events", "error", err.Error())
		}
		for _, e := range events {
			after, w.last = e.ID, max(w.last, e.ID)
			if !w.seen[e.ID] {
				hand(e)
			}
			w.seen[e.ID] = true
		}
		more = len(events) == liveBatch
	}
}

// hand gives an event to all listeners; those too far behind are dropped.
func (l *Live) hand(e event.Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for x := range l.listeners {
		select {
		case x.Events <- e:
		default:
			l.drop(x)
		}
	}
}

// tellOthers wakes the other nodes, at most once per pause however much is
// committed: a NOTIFY in each transaction would hold all writers up.
func (l *Live) tellOthers(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.tell:
		}
		if err := l.app.db.Wake(ctx); err != nil && ctx.Err() == nil {
			l.log.Warn("live updates: wake other nodes", "error", err.Error())
		}
		pause(ctx, livePause)
	}
}

// hearOthers listens for other nodes and connects again when that breaks.
func (l *Live) hearOthers(ctx context.Context) {
	for ctx.Err() == nil {
		err := l.app.db.Listen(ctx, func() { signal(l.wake) })
		if ctx.Err() == nil {
			l.log.Warn("live updates: listen", "error", err.Error())
			pause(ctx, liveRetry)
		}
	}
}

// Missed lists the events behind the last one that a listener saw, with those
// that may have been committed late; false when there are too many to catch up.
func (l *Live) Missed(ctx context.Context, last record.ID) ([]event.Event, bool, error) {
	events, err := l.app.db.Reads().EventsAfter(ctx, store.Earlier(last, l.app.db.Overlap()), liveBatch)
	return events, len(events) < liveBatch, err
}

// hearingKey and hearing keep what was decided of an event for a person, for his
// other connections.
type hearingKey struct{ event, user record.ID }

type hearing struct {
	hears bool
	at    time.Time
}

// Hearing decides whether the person of a session may know of an event, as his
// rights are now; Unauthenticated when the session has ended.
func (l *Live) Hearing(ctx context.Context, token string, e event.Event) (bool, error) {
	user, err := l.app.userOf(ctx, token)
	if err != nil {
		return false, err
	}
	key := hearingKey{e.ID, user}
	l.mu.Lock()
	known, ok := l.heard[key]
	l.mu.Unlock()
	if ok && time.Since(known.at) < liveHearing {
		return known.hears, nil
	}
	who, err := l.app.ActorOf(ctx, user)
	if err != nil {
		return false, err
	}
	hears, err := l.app.Hears(ctx, who, e)
	if err == nil {
		l.keep(key, hears)
	}
	return hears, err
}

// keep notes a decision and forgets old ones.
func (l *Live) keep(key hearingKey, hears bool) {
	const most = 10_000
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.heard) >= most {
		l.heard = map[hearingKey]hearing{}
	}
	l.heard[key] = hearing{hears, time.Now()}
}

// Awake refuses as Unauthenticated when the session of a token has ended, or its
// user may not log in any more.
func (l *Live) Awake(ctx context.Context, token string) error {
	user, err := l.app.userOf(ctx, token)
	if err != nil {
		return err
	}
	_, err = l.app.ActorOf(ctx, user)
	return err
}
