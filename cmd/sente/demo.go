package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"sente/internal/config"
	"sente/internal/demo"
	"sente/internal/store"
	"sente/internal/text"
)

// demoCmd serves the demonstration company, and makes it at the first start.
type demoCmd struct {
	Dir      string `name:"data" default:"data/demo" env:"SENTE_DEMO_DATA" help:"Folder of the demonstration's database." type:"path"`
	Listen   string `default:"127.0.0.1:8080" help:"Address to listen on; only this machine's own addresses."`
	LogLevel string `default:"warn" enum:"debug,info,warn,error" env:"SENTE_LOG_LEVEL" help:"Least level that is logged."`
}

// Help is shown below the usage.
func (demoCmd) Help() string {
	return `A fictional company with people, customers and deals, to look around in. Its log-ins are
printed once, when it is made. To start anew remove the folder. It never touches other data:
a folder with a database that is no demonstration is refused.`
}

// Failures of the demonstration.
var (
	errNotLoopback = errors.New("the demonstration is served on this machine only: " +
		"use a loopback address such as 127.0.0.1:8080")
	errNoDemo = errors.New("the folder holds a database that is no demonstration: " +
		"choose another with --data")
)

// Run makes the demonstration if it is not there, and serves it until ctx ends.
func (c *demoCmd) Run(ctx context.Context) error {
	if !loopback(c.Listen) {
		return errNotLoopback
	}
	log := newLog(c.LogLevel)
	file := filepath.Join(c.Dir, "sente.db")
	logins, err := c.ensure(ctx, file, log)
	if err != nil {
		return err
	}
	server := serveCmd{config.Server{Data: config.Data{Dir: c.Dir}, Listen: c.Listen, LogLevel: c.LogLevel}}
	house, err := open(ctx, server.Data, log)
	if err != nil {
		return err
	}
	defer func() { _ = house.close() }()
	if w, err := house.app.Workspace(); err != nil || !w.Demo {
		return errNoDemo
	}
	introduce(os.Stdout, logins, c.Dir)
	return server.work(ctx, house, log)
}

// loopback reports whether address is one of this machine that others cannot
// reach.
func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// ensure makes the database if there is none. It is built aside and moved to its
// place when it is whole, so that an interrupted start leaves nothing behind
// that looks like a demonstration.
func (c *demoCmd) ensure(ctx context.Context, file string, log *slog.Logger) ([]demo.LogIn, error) {
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return nil, err
	}
	lock, err := lockFolder(c.Dir)
	if err != nil {
		return nil, err
	}
	defer func() { _ = lock.Close() }()
	aside, err := os.MkdirTemp(c.Dir, "building-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(aside) }()
	for _, lang := range []string{text.Chinese, text.English} {
		fmt.Println(text.In(lang).Get("demo.building", nil))
	}
	logins, err := build(ctx, filepath.Join(aside, "sente.db"), log)
	if err != nil {
		return nil, err
	}
	return logins, os.Rename(filepath.Join(aside, "sente.db"), file)
}

// build plays the demonstration's story into a new database.
func build(ctx context.Context, file string, log *slog.Logger) ([]demo.LogIn, error) {
	clock, err := demo.NewClock(time.Now())
	if err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, store.Options{URL: "file:" + file, Now: clock.Now, Normal: true, Log: log})
	if err != nil {
		return nil, err
	}
	logins, err := demo.Build(ctx, db, clock)
	return logins, errors.Join(err, db.Close())
}

// introduce prints who can log in, in both languages; without logins it says
// where they were printed.
func introduce(w io.Writer, logins []demo.LogIn, dir string) {
	fmt.Fprintln(w)
	if logins == nil {
		for _, lang := range []string{text.Chinese, text.English} {
			fmt.Fprintln(w, text.In(lang).Get("demo.known", map[string]any{"dir": dir}))
		}
		return
	}
	rows := [][4]string{{both("demo.login"), both("demo.password"), both("demo.name"), both("demo.role")}}
	for _, l := range logins {
		rows = append(rows, [4]string{l.Login, l.Password, l.Name, both("role_of." + l.Role)})
	}
	var wide [4]int
	for _, r := range rows {
		for i, cell := range r {
			wide[i] = max(wide[i], columns(cell))
		}
	}
	for _, r := range rows {
		for i, cell := range r {
			fmt.Fprint(w, "  ", cell, strings.Repeat(" ", wide[i]-columns(cell)))
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w)
	for _, lang := range []string{text.Chinese, text.English} {
		fmt.Fprintln(w, text.In(lang).Get("demo.once", map[string]any{"dir": dir}))
	}
}

// both is a text in both languages.
func both(key string) string {
	return text.In(text.Chinese).Get(key, nil) + " / " + text.In(text.English).Get(key, nil)
}

// firstWide is the first of the Chinese characters and their punctuation.
const firstWide = 0x2E80

// columns is how many columns of a terminal a text takes.
func columns(s string) (n int) {
	for _, r := range s {
		n++
		if r >= firstWide {
			n++
		}
	}
	return n
}
