package job_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sente/internal/app"
	"sente/internal/backup"
	"sente/internal/cast"
	"sente/internal/job"
	"sente/internal/sales/calendar"
	"sente/internal/sales/org"
	"sente/internal/store"
)

// planned is the bench of a server whose operator has a plan for backups.
func (b *bench) planned(plan app.BackupPlan) *bench {
	b.t.Helper()
	a, err := app.New(context.Background(), app.Options{DB: b.DB, DataDir: b.Data, Key: []byte(cast.Key), Backups: plan})
	if err != nil {
		b.t.Fatal(err)
	}
	again := *b.Company
	again.App = a
	return &bench{&again, b.t}
}

// audited are the entries of the audit with an act.
func (b *bench) audited(act string) []app.Audited {
	b.t.Helper()
	rows, _, err := b.App.Audit(context.Background(), b.As(b.Ada), app.AuditQuery{AuditFilter: store.AuditFilter{Act: act}})
	if err != nil {
		b.t.Fatal(err)
	}
	return rows
}

func (b *bench) files(dir string) []backup.File {
	b.t.Helper()
	list, err := backup.List(dir)
	if err != nil {
		b.t.Fatal(err)
	}
	return list
}

func TestBackupsAreMadeByThemselvesByOneNode(t *testing.T) {
	eachBench(t, func(t *testing.T, plain *bench) {
		dir := t.TempDir()
		b := plain.planned(app.BackupPlan{At: "02:30", Dir: dir, Keep: 2})
		for day := range int64(3) {
			one, two := b.start(job.Options{}), b.start(job.Options{}) // two nodes, each of which plans
			b.until("the next is planned", b.has(app.BackupJob, "waiting", 1))
			b.Clock.Pass(24 * time.Hour)
			b.until("the backup is made", b.has(app.BackupJob, "done", day+1))
			one()
			two()
		}
		list := b.files(dir)
		if len(list) != 2 {
			t.Fatalf("got %d backups, want the 2 that stay", len(list))
		}
		if _, err := backup.Verify(context.Background(), filepath.Join(dir, list[0].Name)); err != nil {
			t.Error(err)
		}
		made := b.audited("backup.made")
		if len(made) != 3 || made[0].Params["name"] != list[0].Name || made[0].ActorID != 0 {
			t.Errorf("got %+v, want an entry for each backup, the newest first", made)
		}
	})
}

func TestBackupOrderedNowAndOneThatFails(t *testing.T) {
	ctx := context.Background()
	eachBench(t, func(t *testing.T, plain *bench) {
		file := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		good, bad := plain.planned(app.BackupPlan{Dir: t.TempDir()}), plain.planned(app.BackupPlan{Dir: file})
		for range 2 { // the second while the first waits
			if err := good.App.OrderBackup(ctx, good.As(good.Ada)); err != nil {
				t.Fatal(err)
			}
		}
		stop := good.start(job.Options{})
		good.until("made", good.has(app.BackupJob, "done", 1))
		stop()
		if list := good.files(good.App.BackupPlan().Dir); len(list) != 1 {
			t.Errorf("got %d backups, want 1", len(list))
		}
		if err := bad.App.OrderBackup(ctx, bad.As(bad.Ada)); err != nil {
			t.Fatal(err)
		}
		stop = bad.start(job.Options{})
		for range app.BackupTries {
			bad.Clock.Pass(time.Minute)
			time.Sleep(20 * time.Millisecond)
		}
		bad.until("given up", func() bool { bad.Clock.Pass(time.Minute); return bad.has(app.BackupJob, "failed", 1)() })
		stop()
		failed := bad.audited("backup.failed")
		if len(failed) != app.BackupTries || !strings.Contains(failed[0].Params["why"], file) {
			t.Errorf("got %+v, want an entry for each of %d tries that says why", failed, app.BackupTries)
		}
		if state, err := bad.App.Backups(ctx, bad.As(bad.Ada)); err == nil {
			t.Errorf("a folder that cannot be read: got %+v", state)
		}
		if _, err := bad.App.Backups(ctx, org.Actor{}); err == nil {
			t.Error("nobody sees the backups")
		}
	})
}

func TestNextAtHasOneADay(t *testing.T) {
	for _, c := range []struct{ zone, now, want string }{
		{"Asia/Shanghai", "2026-11-22T02:29:00+08:00", "2026-11-22T02:30:00+08:00"},
		{"Asia/Shanghai", "2026-11-22T02:30:00+08:00", "2026-11-23T02:30:00+08:00"},
		{"Europe/Berlin", "2026-03-29T01:00:00+01:00", "2026-03-29T03:30:00+02:00"}, // 02:30 is left out
		{"Europe/Berlin", "2026-10-24T12:00:00+02:00", "2026-10-25T02:30:00+01:00"}, // 02:30 comes twice, once counts
	} {
		zone, err := time.LoadLocation(c.zone)
		now, err2 := time.Parse(time.RFC3339, c.now)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		got := job.NextAt(calendar.InstantOf(now), zone, 2, 30)
		if s := got.Time().In(zone).Format(time.RFC3339); s != c.want {
			t.Errorf("after %s in %s: got %s, want %s", c.now, c.zone, s, c.want)
		}
	}
}
