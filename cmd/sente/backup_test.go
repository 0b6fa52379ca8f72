package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"sente/internal/config"
)

// typed runs a command as it is typed.
func typed(t *testing.T, ctx context.Context, args ...string) (string, error) {
	t.Helper()
	var all commands
	parser := kong.Must(&all, kong.Vars{"version": "test"}, kong.BindTo(ctx, (*context.Context)(nil)))
	run, err := parser.Parse(args)
	must(t, err)
	return printed(t, func() error { return run.Run() })
}

// TestBackupCarriesAttachedFiles loses the data folder and takes it back: the
// files that people attached are there, byte for byte.
func TestBackupCarriesAttachedFiles(t *testing.T) {
	d := folder(t)
	d.FileLimit, d.FilesLimit, d.FileCount = 25, 2048, 500
	hashes := []string{enclose(t, d, "会议纪要"), enclose(t, d, strings.Repeat("报价\n", 100_000))}
	to := t.TempDir()
	said, err := typed(t, t.Context(), "backup", "--data="+d.Dir, "--to="+to, "--with-secrets")
	must(t, err)
	if !strings.Contains(said, ", 3 files,") || strings.Contains(said, "Missing") {
		t.Errorf("said %q, want two files and the key", said)
	}
	made, err := filepath.Glob(filepath.Join(to, "*.tar"))
	if err != nil || len(made) != 1 {
		t.Fatalf("got %v (%v)", made, err)
	}
	back := config.Data{Dir: filepath.Join(t.TempDir(), "back")}
	if said, err = typed(t, t.Context(), "restore", "--data="+back.Dir, made[0]); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	for _, hash := range hashes {
		name := filepath.Join("files", hash[:2], hash[2:])
		want, err := os.ReadFile(filepath.Join(d.Dir, name))
		must(t, err)
		if got, err := os.ReadFile(filepath.Join(back.Dir, name)); err != nil || string(got) != string(want) {
			t.Errorf("%s came back with %d bytes of %d (%v)", hash, len(got), len(want), err)
		}
	}
	if bad, err := examined(t, back); err != nil {
		t.Errorf("doctor --full there: %v %v", err, bad)
	}
	must(t, os.Remove(filepath.Join(d.Dir, "files", hashes[0][:2], hashes[0][2:])))
	if said, err = typed(t, t.Context(), "backup", "--data="+d.Dir, "--to="+to); err != nil || !strings.Contains(said, "Missing before") {
		t.Errorf("with a file that is gone: %q (%v)", said, err)
	}
}
