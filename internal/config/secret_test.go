package config_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sente/internal/config"
)

func TestSecretIsMadeOnceForOneselfOnly(t *testing.T) {
	d := config.Data{Dir: filepath.Join(t.TempDir(), "data")}
	if _, err := d.Secret(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("before the first start: %v", err)
	}
	key, err := d.EnsureSecret()
	if err != nil || len(key) != 32 {
		t.Fatalf("got %x (%v)", key, err)
	}
	again, err := d.EnsureSecret()
	if err != nil || !bytes.Equal(again, key) {
		t.Errorf("got %x (%v), want the same key", again, err)
	}
	info, err := os.Stat(filepath.Join(d.Dir, "secret.key"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v (%v), want 0600", info.Mode(), err)
	}
}

func TestNamedSecretMustBeThereAndWhole(t *testing.T) {
	dir := t.TempDir()
	d := config.Data{Dir: dir}
	d.File = filepath.Join(dir, "shared.key")
	if _, err := d.EnsureSecret(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want a refusal", err)
	}
	if _, err := os.Stat(d.File); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the file was made: %v", err)
	}
	if err := os.WriteFile(d.File, []byte("5ec7e7"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := d.EnsureSecret()
	if err == nil || !strings.Contains(err.Error(), "secret-file") || strings.Contains(err.Error(), "5ec7e7") {
		t.Errorf("got %v, want the setting named and the key not printed", err)
	}
}
