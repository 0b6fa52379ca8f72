package config_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
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

// TestSecretIsWholeFromTheStart: of many who start at once on a new folder each
// gets the same key, and none half of one.
func TestSecretIsWholeFromTheStart(t *testing.T) {
	for range 50 {
		d := config.Data{Dir: t.TempDir()}
		keys, errs := make([][]byte, 8), make([]error, 8)
		var all sync.WaitGroup
		for i := range keys {
			all.Go(func() { keys[i], errs[i] = d.EnsureSecret() })
		}
		all.Wait()
		for i := range keys {
			if errs[i] != nil || !bytes.Equal(keys[i], keys[0]) {
				t.Fatalf("key %d of those made at once: %x, %v, want %x", i, keys[i], errs[i], keys[0])
			}
		}
		if left, err := filepath.Glob(filepath.Join(d.Dir, "*")); err != nil || len(left) != 1 {
			t.Fatalf("the folder holds %v (%v), want the key alone", left, err)
		}
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
