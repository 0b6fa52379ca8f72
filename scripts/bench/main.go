// Command bench makes a large workspace on an engine, drives the real server
// over loopback and prints what each request costs beside its bare SQL. It is a
// benchmark, not a test: it judges nothing. Start with main; the workspace is
// made in generate.go, the requests stand in requests.go.
//
//	go run ./scripts/bench                         SQLite, full size
//	go run ./scripts/bench -database postgres://…  PostgreSQL
//	go run ./scripts/bench -deals 5000             a smaller one, in proportion
//	go run ./scripts/bench -keep DIR               only makes it, as a data folder
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"time"

	"sente/internal/api"
	"sente/internal/app"
	"sente/internal/store"
)

func main() {
	var o options
	flag.StringVar(&o.database, "database", "", "PostgreSQL URL; without it SQLite in a temporary folder")
	flag.IntVar(&o.deals, "deals", 100_000, "deals in the workspace; everything else in proportion")
	flag.StringVar(&o.only, "only", "", "measure only requests whose name has this text")
	flag.StringVar(&o.profile, "cpuprofile", "", "write a CPU profile of the measuring to this file")
	flag.StringVar(&o.keep, "keep", "", "only make the workspace, in this data folder, and leave it there")
	flag.BoolVar(&o.lists, "statements", false, "print the statements of one request of each kind")
	flag.DurationVar(&o.each, "each", 3*time.Second, "how long each request is measured")
	flag.Parse()
	if err := run(context.Background(), o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

type options struct {
	database string
	url      string
	engine   string
	deals    int
	only     string
	profile  string
	keep     string
	lists    bool
	each     time.Duration
}

func run(ctx context.Context, o options) (err error) {
	dir := o.keep
	if dir == "" {
		if dir, err = os.MkdirTemp("", "sente-bench"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	if o.url = o.database; o.url == "" {
		o.url = "file:" + filepath.Join(dir, "sente.db")
	}
	t, clock := &tape{}, &clock{}
	db, err := store.Open(ctx, store.Options{URL: o.url, Trace: t.note, Now: clock.now})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	a, err := app.New(ctx, app.Options{DB: db, SetupSecret: "bench"})
	if err != nil {
		return err
	}
	o.engine = db.Engine()
	w, err := prepare(ctx, a, o)
	if err != nil || o.keep != "" {
		return err
	}
	return profiled(o.profile, func() error {
		if err := runs(ctx, a, clock, len(w.dealIDs), o.only); err != nil {
			return err
		}
		return requests(ctx, a, w, t, o)
	})
}

// requests drives the server.
func requests(ctx context.Context, a *app.App, w *workspace, t *tape, o options) (err error) {
	address, stop, err := serve(a)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stop()) }()
	d, err := newDriver(w, address, t, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.close()) }()
	return d.all(ctx, o.only)
}

// prepare makes the workspace and says what it holds.
func prepare(ctx context.Context, a *app.App, o options) (*workspace, error) {
	began := time.Now()
	w, err := generate(ctx, a, o.url, o.deals)
	if err != nil {
		return nil, fmt.Errorf("generate: %w", err)
	}
	fmt.Printf("Engine %s, %d accounts, %d deals, %d influences, %d activities (made in %s). "+
		"%s, %d cores, %s.\n\n",
		o.engine, w.accounts, w.deals, w.influences, w.activities, time.Since(began).Round(time.Second),
		runtime.Version(), runtime.NumCPU(), time.Now().Format(time.DateOnly))
	return w, nil
}

// serve runs the real server on a loopback port.
func serve(a *app.App) (address string, stop func() error, err error) {
	quiet := slog.New(slog.NewTextHandler(nowhere{}, &slog.HandlerOptions{Level: slog.LevelError}))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	server := api.New(api.Options{App: a, Log: quiet, Version: "bench"}).HTTP()
	go func() { _ = server.Serve(l) }()
	return l.Addr().String(), server.Close, nil
}

// profiled runs f and writes a CPU profile of it to file, "" for none.
func profiled(file string, f func() error) error {
	if file == "" {
		return f()
	}
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := pprof.StartCPUProfile(out); err != nil {
		return err
	}
	err = f()
	pprof.StopCPUProfile()
	return errors.Join(err, out.Close())
}

type nowhere struct{}

func (nowhere) Write(b []byte) (int, error) { return len(b), nil }
