// Package job is the door through which work happens that nobody waits for:
// each kind of job names the act of package app that it calls. Jobs are rows,
// claimed with a lease by the workers of any node; what is done twice must do no
// harm. Start with kinds, the table of all kinds; Runner does the claiming.
package job

import (
	"context"
	"errors"
	"time"

	"sente/internal/app"
	"sente/internal/sales/calendar"
	"sente/internal/store"
)

// Work does one job. An error has it tried again, later and later.
type Work func(ctx context.Context, a *app.App, j store.Job) error

// Kinds of jobs that run by themselves.
const (
	reflag  = "reflag"  // evaluate the rules of given deals
	nightly = "nightly" // evaluate all deals for the new day, sweep files, forget what is old
	imports = "import"  // do what an import waits for
)

// kinds says what each kind of job does.
func kinds() map[string]Work {
	return map[string]Work{
		reflag: func(ctx context.Context, a *app.App, j store.Job) error {
			var p app.ReflagPayload
			if err := j.Read(&p); err != nil {
				return err
			}
			return a.ReflagDeals(ctx, p.Deals)
		},
		imports: func(ctx context.Context, a *app.App, j store.Job) error {
			var p app.ImportPayload
			if err := j.Read(&p); err != nil {
				return err
			}
			return a.WorkImport(ctx, p.ID)
		},
		app.RulesJob: func(ctx context.Context, a *app.App, _ store.Job) error { return a.ReflagAll(ctx) },
		app.OwnRuleJob: func(ctx context.Context, a *app.App, j store.Job) error {
			var x app.FailedRule
			if err := j.Read(&x); err != nil {
				return err
			}
			return a.StopOwnRule(ctx, x)
		},
		app.BackupJob: func(ctx context.Context, a *app.App, _ store.Job) error { return a.WorkBackup(ctx) },
		nightly: func(ctx context.Context, a *app.App, _ store.Job) error {
			if err := a.ReflagAll(ctx); err != nil {
				return err
			}
			return errors.Join(forget(ctx, a.DB()), a.ForgetUploads(ctx), a.SweepFiles(ctx))
		},
	}
}

// Hour and minute of the nightly run, in the workspace's zone (ground.md 2).
const (
	nightHour   = 0
	nightMinute = 10
)

// planNight queues the next nightly run unless it waits already.
func planNight(ctx context.Context, a *app.App) error {
	if a.SetupNeeded() {
		return nil
	}
	return a.DB().Write(ctx, func(tx *store.Tx) error {
		at := NextNight(tx.Now(), a.Zone())
		day := at.In(a.Zone()).String()
		return tx.EnqueueJob(ctx, store.NewJob{Kind: nightly, Payload: day, Uniq: nightly + ":" + day,
			RunAt: at, Tries: 20})
	})
}

// NextNight is the next moment after now at which it is ten past midnight in a
// zone; where the clock is put forward at midnight, the first ten past after it.
func NextNight(now calendar.Instant, zone *time.Location) calendar.Instant {
	return NextAt(now, zone, nightHour, nightMinute)
}

// NextAt is the next moment after now at which a zone's clocks show an hour and
// a minute; on a day whose clocks leave them out, an hour later.
func NextAt(now calendar.Instant, zone *time.Location, hour, minute int) calendar.Instant {
	y, m, d := now.Time().In(zone).Date()
	for day := d; ; day++ {
		at := time.Date(y, m, day, hour, minute, 0, 0, zone)
		if at.Hour() == (hour+23)%24 {
			at = at.Add(time.Hour)
		}
		if calendar.InstantOf(at) > now {
			return calendar.InstantOf(at)
		}
	}
}

// What is kept, and for how long.
const (
	keepAnswers  = 48 * time.Hour      // to requests with an idempotency key
	keepJobs     = 30 * 24 * time.Hour // that have ended
	forgetAtOnce = 500
)

// forget drops what nobody asks for any more.
func forget(ctx context.Context, db *store.DB) error {
	ago := func(d time.Duration) calendar.Instant { return db.Now() - calendar.Instant(d.Milliseconds()) }
	err := db.Write(ctx, func(tx *store.Tx) error {
		if err := tx.ForgetKeys(ctx, ago(keepAnswers)); err != nil {
			return err
		}
		return tx.ForgetSessions(ctx)
	})
	for more := true; more && err == nil; {
		err = db.Write(ctx, func(tx *store.Tx) error {
			n, err := tx.ForgetJobs(ctx, ago(keepJobs), forgetAtOnce)
			more = n == forgetAtOnce
			return err
		})
	}
	return err
}
