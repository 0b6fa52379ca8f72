package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"sente/internal/config"
)

// refused is what the server says when it is started so, "" when it would start.
func refused(t *testing.T, args ...string) string {
	t.Helper()
	var all commands
	parser, err := kong.New(&all, kong.Name("sente"), kong.Vars{"version": "test"}, kong.Exit(func(int) {}))
	must(t, err)
	if _, err := parser.Parse(append([]string{"serve"}, args...)); err != nil {
		return err.Error()
	}
	if err := all.Serve.Check(); err != nil {
		return err.Error()
	}
	return ""
}

func TestBadSettingsAreRefusedByName(t *testing.T) {
	dir := t.TempDir()
	file, weak := filepath.Join(dir, "file"), filepath.Join(dir, "weak.key")
	must(t, os.WriteFile(file, nil, 0o600))
	must(t, os.WriteFile(weak, []byte("5ec7e75ec7e7"), 0o600))
	table := [][2]string{ // setting, value
		{"data", file}, {"database", "mysql://root:5ec7e75ec7e7@db/x"}, {"database", "postgres://sente:5ec7e75ec7e7@db:port/x"},
		{"database", "sente.db"}, {"listen", "8080"}, {"listen", ":99999"}, {"listen", "127.0.0.1:-1"}, {"listen", "127.0.0.1:web"},
		{"public-url", "crm.example.com"}, {"public-url", "ftp://crm.example.com"}, {"public-url", "https://a:5ec7e75ec7e7@crm.example.com"},
		{"public-url", "https://crm.example.com/sente"}, {"tls-cert", file}, {"tls-key", file}, {"trusted-proxy", "10.0.0.300"},
		{"session-idle", "soon"}, {"session-idle", "1m"}, {"session-idle", "721h"}, {"session-life", "0s"}, {"session-life", "9000h"},
		{"log-level", "loud"}, {"file-limit", "0"}, {"file-limit", "much"}, {"files-limit", "-1"}, {"file-count", "0"},
		{"rows-per-day", "-1"}, {"rows-alarm", "x"}, {"rows-alarm", "-5"}, {"secret-file", weak}, {"secret-file", filepath.Join(dir, "none")},
		{"backup-at", "25:00"}, {"backup-at", "half past two"}, {"backup-keep", "0"}, {"backup-keep", "1001"}, {"insecure-http", "perhaps"},
		{"sqlite-normal", "2"}, {"no-such-setting", "1"},
	}
	if len(table) < 20 {
		t.Fatalf("only %d settings", len(table))
	}
	for _, x := range table {
		said := refused(t, "--data="+dir, "--"+x[0]+"="+x[1])
		if !strings.Contains(said, x[0]) || strings.Contains(said, "5ec7e7") {
			t.Errorf("--%s=%s: said %q, want the setting named and no secret", x[0], x[1], said)
		}
	}
	for _, good := range [][]string{nil, {"--backup-at="}, {"--listen=:443"}, {"--listen=127.0.0.1:0"}, {"--public-url=https://crm.example.com/"},
		{"--database=postgres://sente@db/sente"}, {"--database=host=/run/pg dbname=sente"}, {"--rows-per-day=0"}, {"--trusted-proxy=10.0.0.0/8"}} {
		if said := refused(t, append([]string{"--data=" + dir}, good...)...); said != "" {
			t.Errorf("%v: said %q, want nothing", good, said)
		}
	}
	t.Logf("%d bad settings refused by name", len(table))
}

func TestASecondServerIsRefusedAtOnce(t *testing.T) {
	ctx, d := context.Background(), folder(t)
	first, err := open(ctx, d, newLog("error"))
	must(t, err)
	defer func() { must(t, first.close()) }()
	var all commands
	parser := kong.Must(&all, kong.Vars{"version": "test"})
	_, err = parser.Parse([]string{"serve", "--data=" + d.Dir, "--listen=127.0.0.1:0"})
	must(t, err)
	if err := all.Serve.Run(ctx); !errors.Is(err, errLocked) || !strings.Contains(err.Error(), d.Dir) {
		t.Errorf("got %v, want a refusal that names the folder", err)
	}
}

// TestAFolderThatCannotBeWrittenIsSaid takes a place in which even root can make
// nothing.
func TestAFolderThatCannotBeWrittenIsSaid(t *testing.T) {
	d := config.Data{Dir: "/proc/sente-data"}
	if os.Geteuid() != 0 {
		d.Dir = t.TempDir()
		chmod(t, d.Dir, 0o500)
	}
	_, err := open(context.Background(), d, newLog("error"))
	if err == nil || !strings.Contains(err.Error(), "--data") || !strings.Contains(err.Error(), d.Dir) {
		t.Errorf("got %v, want the setting and the folder named", err)
	}
}
