package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sente/internal/config"
	"sente/internal/demo"
)

func TestDemoIsServedOnThisMachineOnly(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1:8080": true, "[::1]:8080": true, "localhost:0": true, "127.0.0.9:80": true,
		":8080": false, "0.0.0.0:8080": false, "[::]:8080": false, "192.168.1.5:8080": false, "example.com:80": false, "8080": false,
	} {
		if got := loopback(address); got != want {
			t.Errorf("%q: got %v, want %v", address, got, want)
		}
		if !want {
			c := demoCmd{Dir: filepath.Join(t.TempDir(), "demo"), Listen: address, LogLevel: "error"}
			if err := c.Run(t.Context()); !errors.Is(err, errNotLoopback) {
				t.Errorf("%q: got %v, want %v", address, err, errNotLoopback)
			}
			if _, err := os.Stat(c.Dir); err == nil {
				t.Errorf("%q: a refused start made %s", address, c.Dir)
			}
		}
	}
}

func TestDemoRefusesOtherData(t *testing.T) {
	dir := t.TempDir()
	h, err := open(t.Context(), config.Data{Dir: dir}, newLog("error"))
	if err != nil {
		t.Fatal(err)
	}
	if err := h.close(); err != nil {
		t.Fatal(err)
	}
	c := demoCmd{Dir: dir, Listen: "127.0.0.1:0", LogLevel: "error"}
	if err := c.Run(t.Context()); !errors.Is(err, errNoDemo) {
		t.Errorf("got %v, want %v", err, errNoDemo)
	}
}

func TestInterruptedDemoLeavesNothingToServe(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c := demoCmd{Dir: t.TempDir(), Listen: "127.0.0.1:0", LogLevel: "error"}
	if err := c.Run(ctx); err == nil {
		t.Fatal("got no error from an interrupted start")
	}
	left, err := os.ReadDir(c.Dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range left {
		if f.Name() != lockName {
			t.Errorf("%s was left behind", f.Name())
		}
	}
}

func TestLogInsArePrintedOnce(t *testing.T) {
	var first, second strings.Builder
	introduce(&first, []demo.LogIn{{Login: "fang", Name: "方晓雨", Role: "rep", Password: "abcd-efgh-jkmn"}}, "here")
	introduce(&second, nil, "here")
	for _, want := range []string{"fang ", "abcd-efgh-jkmn", "方晓雨 ", "Sales rep", "here"} {
		if !strings.Contains(first.String(), want) {
			t.Errorf("no %q in\n%s", want, first.String())
		}
	}
	if !strings.Contains(second.String(), "here") || strings.Contains(second.String(), "abcd") {
		t.Errorf("the second start prints\n%s", second.String())
	}
}
