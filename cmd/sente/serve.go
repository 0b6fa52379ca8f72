package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"sente/internal/api"
	"sente/internal/app"
	"sente/internal/config"
	"sente/internal/job"
	"sente/internal/store"
)

// serveCmd runs the server until it is told to stop.
type serveCmd struct {
	config.Server
}

// Help is shown below the usage.
func (serveCmd) Help() string {
	return `Examples:
  sente serve                                  an embedded database in ./data, on http://127.0.0.1:8080
  sente serve --listen :443 --tls-cert c.pem --tls-key k.pem
  sente serve --database postgres://sente@db/sente`
}

// After the signal to stop the server is not ready but answers for drainTime, so that
// whoever shares out requests turns away; running requests may take stopTime, jobs
// jobTime after them.
const (
	drainTime = time.Second
	stopTime  = 30 * time.Second
	jobTime   = 3 * time.Second
)

// Run serves until ctx ends.
func (c *serveCmd) Run(ctx context.Context) error {
	log := newLog(c.LogLevel)
	if err := c.Check(); err != nil {
		return err
	}
	house, err := open(ctx, c.Data, log, c.options)
	if err != nil {
		return err
	}
	defer func() { _ = house.close() }()
	if house.app.SetupNeeded() {
		fmt.Printf("First start: open the address below and enter this one-time secret\n\n    %s\n\n",
			house.secret)
	}
	return c.work(ctx, house, log)
}

// options are what the acts of a server need besides their data.
func (c *serveCmd) options(o *app.Options) {
	o.SessionIdle, o.SessionLife = c.SessionIdle, c.SessionLife
	o.Backups = app.BackupPlan{At: c.BackupAt, Dir: c.Place(c.Data), Keep: c.BackupKeep, Version: version}
}

// work serves and runs the jobs until ctx ends.
func (c *serveCmd) work(ctx context.Context, house *house, log *slog.Logger) error {
	work, stop := context.WithCancel(ctx)
	var jobs sync.WaitGroup
	jobs.Go(func() { job.Run(work, house.app, log) })
	jobs.Go(func() {
		if err := house.app.SweepFiles(work); err != nil && work.Err() == nil {
			log.Error("files: sweep", "error", err.Error())
		}
	})
	jobs.Go(func() { job.Seal(work, house.app, log) })
	defer waitFor(&jobs, jobTime)
	defer stop()
	defer func() { _ = house.app.FlushReading(context.WithoutCancel(ctx)) }()
	return c.listen(ctx, house, log)
}

func (c *serveCmd) listen(ctx context.Context, house *house, log *slog.Logger) error {
	s := api.New(api.Options{App: house.app, Log: log, Version: version, InsecureHTTP: c.InsecureHTTP,
		Proxies: c.Proxies, PublicURL: c.PublicURL})
	l, err := newDoor(c.Listen)
	if err != nil {
		return err
	}
	server, scheme := s.HTTP(), "http"
	server.ConnState = l.note
	failed := make(chan error, 1)
	go func() {
		if c.TLSCert != "" {
			failed <- server.ServeTLS(l, c.TLSCert, c.TLSKey)
			return
		}
		failed <- server.Serve(l)
	}()
	if c.TLSCert != "" {
		scheme = "https"
	}
	fmt.Printf("Sente is at %s://%s\n", scheme, l.Addr())
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	s.Stopping()
	time.Sleep(drainTime)
	l.shut()
	end, cancel := context.WithTimeout(context.Background(), stopTime)
	defer cancel()
	if err := server.Shutdown(end); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return errors.Join(err, server.Close())
	}
	return nil
}

// waitFor waits for a group, but not longer than d: a job that does not end is
// another worker's when its lease has run out.
func waitFor(group *sync.WaitGroup, d time.Duration) {
	done := make(chan struct{})
	go func() {
		group.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(d):
	}
}

// house is the database and the acts on it, opened in order.
type house struct {
	db     *store.DB
	app    *app.App
	secret string
	lock   *os.File // of the data folder, nil with PostgreSQL, and for those who only look
}

// open opens the database and the acts of a data folder, for the one process
// that writes there. more says what else its acts need.
func open(ctx context.Context, d config.Data, log *slog.Logger, more ...func(*app.Options)) (*house, error) {
	b := make([]byte, 12)
	_, _ = rand.Read(b)
	h := &house{secret: hex.EncodeToString(b)}
	var err error
	if d.Database == "" {
		if h.lock, err = takeFolder(d.Dir); err != nil {
			return nil, err
		}
	}
	key, err := d.EnsureSecret()
	if err != nil {
		return nil, errors.Join(err, h.close())
	}
	at := store.Options{URL: d.URL(), Normal: d.Normal, Secret: key, Log: log}
	if h.db, err = store.Open(ctx, at); err != nil {
		return nil, errors.Join(err, h.close())
	}
	options := app.Options{DB: h.db, Log: log, SetupSecret: h.secret, DataDir: d.Dir, Files: fileLimits(d),
		Key: key, Reading: app.ReadLimits{Day: d.RowsPerDay, Alarm: d.RowsAlarm}}
	for _, set := range more {
		set(&options)
	}
	if h.app, err = app.New(ctx, options); err != nil {
		return nil, errors.Join(err, h.close())
	}
	if err := h.app.GrantNew(ctx); err != nil {
		return nil, errors.Join(err, h.close())
	}
	return h, nil
}

// fileLimits are how much may be attached, in bytes.
func fileLimits(d config.Data) app.FileLimits {
	return app.FileLimits{File: d.FileLimit << 20, Record: d.FilesLimit << 20, Count: d.FileCount}
}

// look opens the database of a data folder beside the process that writes there,
// as it is: nothing is migrated, and there must be one.
func look(ctx context.Context, d config.Data) (*house, error) {
	if path, ok := strings.CutPrefix(d.URL(), "file:"); ok {
		if _, err := os.Stat(path); err != nil {
			return nil, fmt.Errorf("no database here yet: %w", err)
		}
	}
	db, err := store.Open(ctx, store.Options{URL: d.URL(), Normal: d.Normal, Look: true, Log: newLog("warn")})
	if err != nil {
		return nil, err
	}
	return &house{db: db}, nil
}

func (h *house) close() error {
	var err error
	if h.db != nil {
		err = h.db.Close()
	}
	if h.lock != nil {
		err = errors.Join(err, h.lock.Close())
	}
	return err
}

func newLog(level string) *slog.Logger {
	var l slog.Level
	_ = l.UnmarshalText([]byte(level))
	return slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: l}))
}
