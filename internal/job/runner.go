package job

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"sente/internal/app"
	"sente/internal/store"
)

// Options of a Runner.
type Options struct {
	App     *app.App
	Log     *slog.Logger    // nil: slog.Default()
	Kinds   map[string]Work // nil: those of this package
	Workers int             // jobs at the same time; 0 is 2
	Poll    time.Duration   // how often it looks for jobs; 0 is 500 ms
	Lease   time.Duration   // how long a job is a worker's without a sign of life; 0 is 1 minute
}

// Runner claims jobs and does them.
type Runner struct {
	Options
	name string // of this runner, in locked_by
}

// sweepEvery is how often the runner looks for jobs whose worker has died, and
// for the nightly run and the backup to be planned.
const sweepEvery = 30 * time.Second

// New makes a runner.
func New(o Options) *Runner {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Kinds == nil {
		o.Kinds = kinds()
	}
	if o.Workers == 0 {
		o.Workers = 2
	}
	if o.Poll == 0 {
		o.Poll = 500 * time.Millisecond
	}
	if o.Lease == 0 {
		o.Lease = time.Minute
	}
	b := make([]byte, 8)
	_, _ = rand.Read(b)
	return &Runner{Options: o, name: hex.EncodeToString(b)}
}

// Run does jobs until ctx ends, and waits for those that it has begun: they see
// that ctx has ended, and are tried again by the next runner.
func Run(ctx context.Context, a *app.App, log *slog.Logger) { New(Options{App: a, Log: log}).Run(ctx) }

// Run is the same with this runner's options.
func (r *Runner) Run(ctx context.Context) {
	free := make(chan struct{}, r.Workers)
	var running sync.WaitGroup
	defer running.Wait()
	poll, sweep := time.NewTicker(r.Poll), time.NewTicker(sweepEvery)
	defer poll.Stop()
	defer sweep.Stop()
	r.sweep(ctx)
	for {
		for _, j := range r.claim(ctx, cap(free)-len(free)) {
			free <- struct{}{}
			running.Go(func() {
				defer func() { <-free }()
				r.do(ctx, j)
			})
		}
		select {
		case <-ctx.Done():
			return
		case <-poll.C:
		case <-sweep.C:
			r.sweep(ctx)
		}
	}
}

// complain logs an error that is not the end of the runner.
func (r *Runner) complain(ctx context.Context, what string, err error) {
	if err != nil && ctx.Err() == nil {
		r.Log.Error("jobs: "+what, "error", err.Error())
	}
}

// sweep takes back the jobs of dead workers and plans the nightly run and the
// backup.
func (r *Runner) sweep(ctx context.Context) {
	err := r.App.DB().Write(ctx, func(tx *store.Tx) error {
		n, err := tx.SweepJobs(ctx)
		if n > 0 {
			r.Log.Warn("jobs: taken back from workers that gave no sign of life", "count", n)
		}
		return err
	})
	r.complain(ctx, "sweep", err)
	r.complain(ctx, "plan the night", planNight(ctx, r.App))
	r.complain(ctx, "plan the backup", planBackup(ctx, r.App))
}

// claim takes at most n jobs, after a look that writes nothing.
func (r *Runner) claim(ctx context.Context, n int) (jobs []store.Job) {
	if n == 0 || ctx.Err() != nil {
		return nil
	}
	ready, err := r.App.DB().Reads().JobsReady(ctx)
	if err == nil && ready {
		err = r.App.DB().Write(ctx, func(tx *store.Tx) error {
			jobs, err = tx.ClaimJobs(ctx, r.name, n, r.Lease)
			return err
		})
	}
	if err != nil {
		r.complain(ctx, "claim", err)
		return nil
	}
	return jobs
}

// do does one job, keeps it leased meanwhile, and notes how it ended.
func (r *Runner) do(ctx context.Context, j store.Job) {
	start := time.Now()
	err := r.leased(ctx, j)
	after := context.WithoutCancel(ctx)
	end := r.App.DB().Write(after, func(tx *store.Tx) error {
		return r.note(after, tx, j, err, ctx.Err() != nil)
	})
	level, text := slog.LevelInfo, ""
	if err != nil {
		level, text = slog.LevelError, err.Error()
	}
	r.Log.Log(after, level, "job", "id", j.ID.String(), "kind", j.Kind, "attempt", j.Attempt,
		"ms", time.Since(start).Milliseconds(), "error", text)
	r.complain(ctx, "note the end of a job", end)
}

// note writes down how a job ended; one that stopped with the runner is given
// back.
func (r *Runner) note(ctx context.Context, tx *store.Tx, j store.Job, err error, stopped bool) error {
	switch {
	case err != nil && stopped:
		return tx.ReturnJob(ctx, j.ID, r.name)
	case err != nil:
		return tx.FailJob(ctx, j, r.name, err.Error())
	}
	_, err = tx.FinishJob(ctx, j.ID, r.name)
	return err
}

// errLost ends the work on a job whose lease has gone to another worker.
var errLost = errors.New("the lease has gone to another worker")

// leased does the work and lengthens the lease three times in its length.
func (r *Runner) leased(ctx context.Context, j store.Job) error {
	work, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	done := make(chan error, 1)
	go func() { done <- r.work(work, j) }()
	beat := time.NewTicker(r.Lease / 3)
	defer beat.Stop()
	for {
		select {
		case err := <-done:
			if lost := context.Cause(work); err != nil && errors.Is(lost, errLost) {
				return lost
			}
			return err
		case <-beat.C:
			if !r.keep(ctx, j) {
				stop(errLost)
			}
		}
	}
}

// keep lengthens the lease of a job; false when it is another worker's. A
// database that does not answer now is asked again.
func (r *Runner) keep(ctx context.Context, j store.Job) bool {
	kept := true
	err := r.App.DB().Write(ctx, func(tx *store.Tx) (err error) {
		kept, err = tx.KeepJob(ctx, j.ID, r.name, r.Lease)
		return err
	})
	r.complain(ctx, "keep a lease", err)
	return kept || err != nil
}

// work calls the kind's function; a panic is an error of the job.
func (r *Runner) work(ctx context.Context, j store.Job) (err error) {
	defer func() {
		if p := recover(); p != nil {
			r.Log.Error("job panics", "kind", j.Kind, "panic", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	do := r.Kinds[j.Kind]
	if do == nil {
		return fmt.Errorf("no node knows the kind of job %q", j.Kind)
	}
	return do(ctx, r.App, j)
}
