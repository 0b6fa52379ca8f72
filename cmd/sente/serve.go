package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"sente/internal/api"
	"sente/internal/app"
	"sente/internal/config"
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

// stopTime is how long running requests may take after the signal to stop.
const stopTime = 10 * time.Second

// Run serves until ctx ends.
func (c *serveCmd) Run(ctx context.Context) error {
	log := newLog(c.LogLevel)
	house, err := open(ctx, c.Data, log)
	if err != nil {
		return err
	}
	defer func() { _ = house.close() }()
	if house.app.SetupNeeded() {
		fmt.Printf("First start: open the address below and enter this one-time secret\n\n    %s\n\n", house.secret)
	}
	return c.listen(ctx, house, log)
}

func (c *serveCmd) listen(ctx context.Context, house *house, log *slog.Logger) error {
	s := api.New(api.Options{App: house.app, Log: log, Version: version, InsecureHTTP: c.InsecureHTTP,
		Proxies: c.Proxies, PublicURL: c.PublicURL})
	l, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	server, scheme := s.HTTP(), "http"
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
	end, cancel := context.WithTimeout(context.Background(), stopTime)
	defer cancel()
	if err := server.Shutdown(end); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return errors.Join(err, server.Close())
	}
	return nil
}

// house is the database and the acts on it, opened in order.
type house struct {
	db     *store.DB
	app    *app.App
	secret string
}

// open opens the database and the acts of a data folder.
func open(ctx context.Context, d config.Data, log *slog.Logger) (*house, error) {
	if d.Database == "" {
		if err := os.MkdirAll(d.Dir, 0o700); err != nil {
			return nil, err
		}
	}
	db, err := store.Open(ctx, store.Options{URL: d.URL(), Normal: d.Normal, Log: log})
	if err != nil {
		return nil, err
	}
	b := make([]byte, 12)
	_, _ = rand.Read(b)
	h := &house{db: db, secret: hex.EncodeToString(b)}
	if h.app, err = app.New(ctx, app.Options{DB: db, Log: log, SetupSecret: h.secret}); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return h, nil
}

func (h *house) close() error { return h.db.Close() }

func newLog(level string) *slog.Logger {
	var l slog.Level
	_ = l.UnmarshalText([]byte(level))
	return slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: l}))
}
