// Package app is what people and the system do with Sente: one method per act,
// one transaction, one event. A method reads as a paragraph: load, permit,
// decide, save, record. Every method takes the Actor on whose behalf it runs
// and names the permission it needs. Start with App, then account.go.
package app

import (
	"cmp"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"sente/internal/blob"
	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/rulebook"
	"sente/internal/store"
)

// App holds what the acts need. It is safe for concurrent use.
type App struct {
	db      *store.DB
	log     *slog.Logger
	hashing chan struct{} // bounds the memory of password hashing

	weighing                 sync.Mutex // of passwords
	sessionIdle, sessionLife time.Duration

	secret  string // of the first set-up, "" when it is done
	space   atomic.Pointer[space]
	data    string // folder of uploaded files
	files   *blob.Store
	limits  FileLimits
	key     []byte // of the installation; signs the audit chain
	reading *reading
	backups BackupPlan
	rules   atomic.Pointer[rulebook.InForce] // as last read
}

// space is the workspace with its zone, read once and after each change.
type space struct {
	org.Workspace
	zone *time.Location
}

// Options of New.
type Options struct {
	DB          *store.DB
	Log         *slog.Logger // nil: slog.Default()
	SetupSecret string       // one-time secret of the first set-up
	DataDir     string       // folder of uploaded files; "" is one for temporary files
	Files       FileLimits   // zero: 25 MiB a file, 2 GiB and 500 files a record
	Key         []byte       // of the installation, for the audit chain; nil: nothing is sealed
	Reading     ReadLimits   // zero: none
	Backups     BackupPlan   // zero: only when somebody asks for one

	SessionIdle time.Duration // without a request; 0 is the constant SessionIdle
	SessionLife time.Duration // from the log-in; 0 is the constant SessionLife
}

// New makes the App of an open database.
func New(ctx context.Context, o Options) (*App, error) {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.DataDir == "" {
		o.DataDir = filepath.Join(os.TempDir(), "sente-data")
	}
	a := &App{
		db:      o.DB,
		log:     o.Log,
		secret:  o.SetupSecret,
		data:    o.DataDir,
		key:     o.Key,
		reading: newReading(o.Reading),
		backups: o.Backups.filled(o.DataDir),
		hashing: make(chan struct{}, hashers),
		files:   blob.New(filepath.Join(o.DataDir, "files")),
		limits:  cmp.Or(o.Files, standardFiles()),

		sessionIdle: cmp.Or(o.SessionIdle, SessionIdle),
		sessionLife: cmp.Or(o.SessionLife, SessionLife),
	}
	if err := a.loadSpace(ctx); err != nil && !fault.Is(err, fault.NotFound) {
		return nil, err
	}
	return a, nil
}

// loadSpace reads the workspace; NotFound before set-up.
func (a *App) loadSpace(ctx context.Context) error {
	w, err := a.db.Reads().Workspace(ctx)
	if err != nil {
		return err
	}
	zone, err := time.LoadLocation(w.Zone)
	if err != nil {
		return err
	}
	a.space.Store(&space{w, zone})
	return nil
}

// Workspace is the workspace as it is now; NotFound before set-up.
func (a *App) Workspace() (org.Workspace, error) {
	s := a.space.Load()
	if s == nil {
		return org.Workspace{}, fault.New(fault.NotFound, "not_set_up")
	}
	return s.Workspace, nil
}

// Today is the day in the workspace's zone.
func (a *App) Today() calendar.Day { return a.day(a.db.Now()) }

func (a *App) day(i calendar.Instant) calendar.Day {
	if s := a.space.Load(); s != nil {
		return i.In(s.zone)
	}
	return i.In(time.UTC)
}

// startOf is the moment at which a day begins in the workspace's zone.
func (a *App) startOf(d calendar.Day) calendar.Instant {
	y, m, n := d.Time().Date()
	return calendar.InstantOf(time.Date(y, m, n, 0, 0, 0, 0, a.Zone()))
}

// Zone is the workspace's time zone, UTC before set-up.
func (a *App) Zone() *time.Location {
	if s := a.space.Load(); s != nil {
		return s.zone
	}
	return time.UTC
}

// DB is the database, for the doors that need it: jobs, doctor.
func (a *App) DB() *store.DB { return a.db }

// denied is the refusal of an act on something visible.
func denied(p org.Permission) error {
	return fault.New(fault.Denied, "denied").With("permission", string(p))
}

// permit refuses unless the actor may do p on a row of owner.
func permit(who org.Actor, p org.Permission, owner record.ID, member bool) error {
	if !who.May(p, owner, member) {
		return denied(p)
	}
	return nil
}

// holds refuses unless the actor has p at any reach.
func holds(who org.Actor, p org.Permission) error {
	if !who.Has(p) {
		return denied(p)
	}
	return nil
}

// fresh refuses when a row is not at the version that the caller has seen;
// version 0 stands for a missing If-Match.
func fresh(m record.Meta, version int64) error {
	switch version {
	case 0:
		return fault.New(fault.PreconditionMissing, "if_match_missing").At("If-Match")
	case m.Version:
		return nil
	}
	return fault.New(fault.Stale, "stale").With("current_version", m.Version)
}
