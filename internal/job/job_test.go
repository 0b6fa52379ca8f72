package job_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/job"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// bench is the cast with runners that look for jobs all the time.
type bench struct {
	*cast.Company
	t *testing.T
}

func eachBench(t *testing.T, f func(t *testing.T, b *bench)) {
	t.Helper()
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		f(t, &bench{cast.New(t, db, clock), t})
	})
}

// start runs a runner and gives the function that stops it and waits.
func (b *bench) start(o job.Options) (stop func()) {
	o.App, o.Log, o.Poll = b.App, slog.New(slog.NewTextHandler(io.Discard, nil)), 5*time.Millisecond
	ctx, cancel := context.WithCancel(context.Background())
	var done sync.WaitGroup
	done.Go(func() { job.New(o).Run(ctx) })
	return func() { cancel(); done.Wait() }
}

func (b *bench) queue(jobs ...store.NewJob) {
	b.t.Helper()
	ctx := context.Background()
	err := b.DB.Write(ctx, func(tx *store.Tx) error {
		for _, j := range jobs {
			if err := tx.EnqueueJob(ctx, j); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

// until waits for a condition.
func (b *bench) until(what string, holds func() bool) {
	b.t.Helper()
	for end := time.Now().Add(10 * time.Second); !holds(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			b.t.Fatalf("waited 10 s: %s", what)
		}
	}
}

// has reports whether n jobs of a kind are in a state.
func (b *bench) has(kind, state string, n int64) func() bool {
	return func() bool {
		list, err := b.DB.Reads().JobCounts(context.Background())
		if err != nil {
			b.t.Fatal(err)
		}
		for _, c := range list {
			if c.Kind == kind && c.State == state {
				return c.Count == n
			}
		}
		return n == 0
	}
}

func TestTwoRunnersDoEachJobOnce(t *testing.T) {
	eachBench(t, func(t *testing.T, b *bench) {
		var mu sync.Mutex
		done := map[record.ID]int{}
		kinds := map[string]job.Work{"k": func(_ context.Context, _ *app.App, j store.Job) error {
			mu.Lock()
			defer mu.Unlock()
			done[j.ID]++
			return nil
		}}
		for range 40 {
			b.queue(store.NewJob{Kind: "k"})
		}
		one, two := b.start(job.Options{Kinds: kinds}), b.start(job.Options{Kinds: kinds})
		b.until("all jobs done", b.has("k", "done", 40))
		one()
		two()
		for id, n := range done {
			if n != 1 {
				t.Errorf("job %s was done %d times", id, n)
			}
		}
	})
}

func TestRunnerThatStopsGivesItsJobBack(t *testing.T) {
	eachBench(t, func(t *testing.T, b *bench) {
		begun := make(chan struct{}, 10)
		wait := map[string]job.Work{"k": func(ctx context.Context, _ *app.App, _ store.Job) error {
			begun <- struct{}{}
			<-ctx.Done()
			return ctx.Err()
		}}
		b.queue(store.NewJob{Kind: "k", Tries: 1})
		stop := b.start(job.Options{Kinds: wait})
		<-begun
		stop()
		if !b.has("k", "waiting", 1)() {
			t.Fatal("the job does not wait for the next runner")
		}
		stop = b.start(job.Options{Kinds: map[string]job.Work{"k": func(context.Context, *app.App, store.Job) error { return nil }}})
		b.until("the job done after a restart", b.has("k", "done", 1))
		stop()
	})
}

func TestLongJobKeepsItsLease(t *testing.T) {
	eachBench(t, func(t *testing.T, b *bench) {
		release, begun := make(chan struct{}), make(chan struct{}, 10)
		kinds := map[string]job.Work{"k": func(context.Context, *app.App, store.Job) error {
			begun <- struct{}{}
			<-release
			return nil
		}}
		b.queue(store.NewJob{Kind: "k"})
		stop := b.start(job.Options{Kinds: kinds, Lease: 600 * time.Millisecond})
		<-begun
		for range 10 { // longer than the lease, which is lengthened three times in its length
			b.Clock.Pass(90 * time.Millisecond)
			time.Sleep(100 * time.Millisecond)
			err := b.DB.Write(context.Background(), func(tx *store.Tx) error { _, err := tx.SweepJobs(context.Background()); return err })
			if err != nil {
				t.Fatal(err)
			}
		}
		if !b.has("k", "running", 1)() {
			t.Error("the job was taken away")
		}
		close(release)
		b.until("the job done", b.has("k", "done", 1))
		stop()
		if len(begun) != 0 {
			t.Error("the job was begun twice")
		}
	})
}

func TestPanicUnknownKindAndErrorAreTriedAgain(t *testing.T) {
	eachBench(t, func(t *testing.T, b *bench) {
		stop := b.start(job.Options{Kinds: map[string]job.Work{
			"panics": func(context.Context, *app.App, store.Job) error { panic("oh") },
			"fails":  func(context.Context, *app.App, store.Job) error { return errors.New("no") },
		}})
		b.queue(store.NewJob{Kind: "panics"}, store.NewJob{Kind: "fails", Tries: 1}, store.NewJob{Kind: "unknown"})
		b.until("given up", b.has("fails", "failed", 1))
		b.until("panic waits", b.has("panics", "waiting", 1))
		b.until("unknown waits", b.has("unknown", "waiting", 1))
		stop()
	})
}

// reflagged checks that a deal which was left alone for 60 days has the flag of it,
// by an event of its own.
func (b *bench) reflagged(d deal.Deal) {
	b.t.Helper()
	ctx := context.Background()
	flags, err := b.DB.Reads().OpenFlags(ctx, d.ID)
	if err != nil || !slices.ContainsFunc(flags, func(f deal.Flag) bool { return f.Rule == "RF-62" }) {
		b.t.Errorf("flags are %v (%v), want RF-62 among them", flags, err)
	}
	if acts, err := b.DB.Reads().Acts(ctx); err != nil || !slices.Contains(acts, "deal.reflagged") {
		b.t.Errorf("acts are %v (%v)", acts, err)
	}
}

func TestNightlyRunEvaluatesDealsOfTheNewDay(t *testing.T) {
	ctx := context.Background()
	eachBench(t, func(t *testing.T, b *bench) {
		d, err := b.App.AddDeal(ctx, b.As(b.Mina), app.NewDeal{Fields: deal.Fields{Name: "海港调度", AccountID: b.Harbor}})
		if err != nil {
			t.Fatal(err)
		}
		stop := b.start(job.Options{})
		b.until("the night is planned", b.has("nightly", "waiting", 1))
		b.Clock.Pass(60 * 24 * time.Hour)
		b.until("the nightly run is done", b.has("nightly", "done", 1))
		stop()
		b.reflagged(d)
		// The next start plans the next night, once.
		for range 2 {
			stop = b.start(job.Options{})
			b.until("the next night is planned", b.has("nightly", "waiting", 1))
			stop()
		}
	})
}

func TestReflagJobEvaluatesItsDeals(t *testing.T) {
	ctx := context.Background()
	eachBench(t, func(t *testing.T, b *bench) {
		d, err := b.App.AddDeal(ctx, b.As(b.Mina), app.NewDeal{Fields: deal.Fields{Name: "海港调度", AccountID: b.Harbor}})
		if err != nil {
			t.Fatal(err)
		}
		b.Clock.Pass(60 * 24 * time.Hour)
		b.queue(store.NewJob{Kind: "reflag", Payload: app.ReflagPayload{Deals: []record.ID{d.ID}}})
		stop := b.start(job.Options{})
		b.until("done", b.has("reflag", "done", 1))
		stop()
		b.reflagged(d)
	})
}

func TestNextNight(t *testing.T) {
	for name, tc := range map[string]struct{ zone, now, want string }{
		"before":      {"Asia/Shanghai", "2026-11-22T16:09:59Z", "2026-11-22T16:10:00Z"},
		"at":          {"Asia/Shanghai", "2026-11-22T16:10:00Z", "2026-11-23T16:10:00Z"},
		"behind UTC":  {"America/New_York", "2026-11-23T01:00:00Z", "2026-11-23T05:10:00Z"},
		"end of year": {"UTC", "2026-12-31T23:00:00Z", "2027-01-01T00:10:00Z"},
		"left out":    {"America/Santiago", "2026-09-05T12:00:00Z", "2026-09-06T04:10:00Z"}, // 00:00 to 01:00 does not exist
	} {
		zone, err := time.LoadLocation(tc.zone)
		if err != nil {
			t.Fatal(err)
		}
		at := func(s string) calendar.Instant {
			x, err := time.Parse(time.RFC3339, s)
			if err != nil {
				t.Fatal(err)
			}
			return calendar.InstantOf(x)
		}
		if got := job.NextNight(at(tc.now), zone); got != at(tc.want) {
			t.Errorf("%s: got %s, want %s", name, got, strings.TrimSpace(tc.want))
		}
	}
}
