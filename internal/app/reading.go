package app

import (
	"context"
	"maps"
	"sync"
	"time"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// ReadLimits are how many records one person may list and export.
type ReadLimits struct {
	Day   int // in a day of the workspace's zone; 0: any number
	Alarm int // within alarmWindow before it is reported; 0: never
}

// Pace and measure of what is noted of reading.
const (
	readOnce    = 10 * time.Minute // one entry per person and record
	readDelay   = time.Second      // until entries are written
	readPending = 1000             // entries that may wait; more are written at once
	readKnown   = 100_000          // persons and records that are remembered
	alarmWindow = 10 * time.Minute
)

// ReadAlarm is the act that says that somebody reads very much.
const ReadAlarm = "read.alarm"

// reading is what this node knows of who has read what.
type reading struct {
	limits  ReadLimits
	writing sync.Mutex // who waits for it knows that all was written

	mu      sync.Mutex
	pending []store.Access
	timer   *time.Timer
	known   map[readKey]calendar.Instant
	tallies map[record.ID]*tally
}

type readKey struct {
	who record.ID
	act string
	of  record.Ref
	say string // the filter or the file
}

func newReading(limits ReadLimits) *reading {
	return &reading{limits: limits, known: map[readKey]calendar.Instant{}, tallies: map[record.ID]*tally{}}
}

// saw notes that the actor has read a record, once in readOnce. The entry is
// written a moment later, with others.
func (a *App) saw(ctx context.Context, who org.Actor, of record.Ref) {
	a.noteRead(ctx, who, store.Access{Act: string(of.Kind) + ".read", Kind: of.Kind, SubjectID: of.ID})
}

// noteRead keeps an entry about reading to be written soon.
func (a *App) noteRead(ctx context.Context, who org.Actor, x store.Access) {
	if who.ID == 0 {
		return
	}
	now := a.db.Now()
	say := x.Params["filter"] + x.Params["sha256"]
	key := readKey{who.ID, x.Act, record.Ref{Kind: x.Kind, ID: x.SubjectID}, say}
	r := a.reading
	r.mu.Lock()
	defer r.mu.Unlock()
	if at, ok := r.known[key]; ok && now-at < calendar.Instant(readOnce.Milliseconds()) {
		return
	}
	if len(r.known) >= readKnown {
		maps.DeleteFunc(r.known, func(_ readKey, at calendar.Instant) bool {
			return now-at >= calendar.Instant(readOnce.Milliseconds())
		})
	}
	r.known[key] = now
	r.pending = append(r.pending, entryOf(ctx, who, now, x))
	switch {
	case len(r.pending) == 1:
		r.timer = time.AfterFunc(readDelay, a.flushSoon)
	case len(r.pending) == readPending:
		r.timer.Reset(0)
	}
}

// entryOf fills in who, when and from where.
func entryOf(ctx context.Context, who org.Actor, now calendar.Instant, x store.Access) store.Access {
	from := store.OriginOf(ctx)
	x.At, x.ActorID, x.Address, x.TokenID = now, who.ID, from.Address, from.TokenID
	return x
}

// flushSoon writes what waits; when that fails it stays and is tried again.
func (a *App) flushSoon() {
	if err := a.FlushReading(context.Background()); err != nil {
		a.log.Error("audit: reading is not noted", "error", err.Error())
	}
}

// FlushReading writes the entries about reading that wait, also before the end
// of the process.
func (a *App) FlushReading(ctx context.Context) error {
	r := a.reading
	r.writing.Lock()
	defer r.writing.Unlock()
	r.mu.Lock()
	list := r.pending
	r.pending = nil
	if r.timer != nil {
		r.timer.Stop()
	}
	r.mu.Unlock()
	if len(list) == 0 {
		return nil
	}
	err := a.db.Write(ctx, func(tx *store.Tx) error { return tx.AddAccess(ctx, list) })
	if err != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		if r.pending = append(list, r.pending...); len(r.pending) > 10*readPending {
			r.pending = r.pending[:10*readPending]
		}
		r.timer = time.AfterFunc(10*readDelay, a.flushSoon)
	}
	return err
}

// tally counts the different records that a person has listed or exported today.
type tally struct {
	day    calendar.Day
	seen   map[record.ID]struct{}
	rows   int // of the day
	recent []burst
	told   calendar.Instant // when the alarm was last raised
}

// burst is how many records came at a moment.
type burst struct {
	at   calendar.Instant
	rows int
}

// listed counts the records of a list that the actor is about to be given, and
// refuses as Limited those beyond the day's measure. Records that he was given
// before on the same day do not count again.
func listed[T any](ctx context.Context, a *App, who org.Actor, rows []T, id func(T) record.ID) error {
	if who.ID == 0 || a.reading.limits == (ReadLimits{}) {
		return nil
	}
	return a.take(ctx, who, func(t *tally) int {
		fresh := 0
		for _, x := range rows {
			if _, ok := t.seen[id(x)]; !ok {
				t.seen[id(x)] = struct{}{}
				fresh++
			}
		}
		return fresh
	})
}

// take adds records to the actor's tally, refuses when there are too many, and
// raises the alarm.
func (a *App) take(ctx context.Context, who org.Actor, count func(*tally) int) error {
	now := a.db.Now()
	before, err := a.exportedToday(ctx, who, a.day(now))
	if err != nil {
		return err
	}
	r := a.reading
	r.mu.Lock()
	t := r.tallies[who.ID]
	if t == nil || t.day != a.day(now) {
		t = &tally{day: a.day(now), seen: map[record.ID]struct{}{}, rows: before}
		r.tallies[who.ID] = t
	}
	n := count(t)
	if limit := r.limits.Day; limit > 0 && t.rows+n > limit {
		r.mu.Unlock()
		return fault.New(fault.Limited, "read_limited").With("limit", limit)
	}
	t.rows += n
	rows := t.within(now, n)
	alarm := r.limits.Alarm > 0 && rows >= r.limits.Alarm && t.quiet(now)
	if alarm {
		t.told = now
	}
	r.mu.Unlock()
	if alarm {
		return a.raiseAlarm(context.WithoutCancel(ctx), who, rows)
	}
	return nil
}

// exportedToday is what the actor exported today before this process knew of
// him; 0 once it does.
func (a *App) exportedToday(ctx context.Context, who org.Actor, today calendar.Day) (rows int, err error) {
	a.reading.mu.Lock()
	t := a.reading.tallies[who.ID]
	a.reading.mu.Unlock()
	if t != nil && t.day == today {
		return 0, nil
	}
	list, err := a.db.Reads().AccessesOf(ctx, who.ID, exportDone, a.startOf(today))
	for _, x := range list {
		rows += number(x.Params["rows"])
	}
	return rows, err
}

// within adds n records at a moment and counts those of the window before it.
func (t *tally) within(now calendar.Instant, n int) (rows int) {
	kept := t.recent[:0]
	for _, b := range t.recent {
		if now-b.at < calendar.Instant(alarmWindow.Milliseconds()) {
			kept = append(kept, b)
		}
	}
	if t.recent = kept; n > 0 {
		t.recent = append(t.recent, burst{now, n})
	}
	for _, b := range t.recent {
		rows += b.rows
	}
	return rows
}

func (t *tally) quiet(now calendar.Instant) bool {
	return t.told == 0 || now-t.told >= calendar.Instant(alarmWindow.Milliseconds())
}

// raiseAlarm records that the actor reads very much, for those who read the
// audit.
func (a *App) raiseAlarm(ctx context.Context, who org.Actor, rows int) error {
	a.log.Warn("audit: somebody reads very much", "user", who.ID.String(), "rows", rows)
	return a.db.Write(ctx, func(tx *store.Tx) error {
		return tx.Record(ctx, event.Event{Act: ReadAlarm, Kind: record.User, SubjectID: who.ID,
			On: a.day(tx.Now()), Params: event.Params{"name": who.Name, "rows": whole(rows)}})
	})
}
