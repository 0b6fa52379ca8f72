package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// Youth is how long a content without a row is left alone: its row may be on the
// way.
const Youth = 24 * time.Hour

// Swept counts what Sweep took away.
type Swept struct {
	Broken int // uploads that ended with their process
	Unused int // contents that no row speaks of, older than Youth
}

// Sweep takes away what nobody needs. Known says which of some hashes a row
// speaks of, one in the trash too.
func (s *Store) Sweep(
	ctx context.Context, known func(context.Context, []string) (map[string]bool, error),
) (out Swept, err error) {
	if out.Broken, err = s.sweepIncoming(); err != nil {
		return out, err
	}
	dirs, err := os.ReadDir(s.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return out, nil
	}
	for _, d := range dirs {
		if err != nil || d.Name() == incoming || !d.IsDir() {
			continue
		}
		var n int
		n, err = s.sweepFolder(ctx, d.Name(), known)
		out.Unused += n
	}
	return out, err
}

// sweepIncoming removes uploads that no process holds any more.
func (s *Store) sweepIncoming() (n int, err error) {
	list, err := os.ReadDir(filepath.Join(s.dir, incoming))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	for _, e := range list {
		if isHash(e.Name()) {
			s.decide(e.Name())
			continue
		}
		file, err := os.Open(filepath.Join(s.dir, incoming, e.Name()))
		if err != nil {
			continue
		}
		if unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB) == nil && os.Remove(file.Name()) == nil {
			n++
		}
		_ = file.Close()
	}
	return n, err
}

// sweepFolder removes the contents of one folder that no row speaks of.
func (s *Store) sweepFolder(
	ctx context.Context, dir string, known func(context.Context, []string) (map[string]bool, error),
) (n int, err error) {
	list, err := os.ReadDir(filepath.Join(s.dir, dir))
	if err != nil {
		return 0, err
	}
	var old []string
	for _, e := range list {
		info, err := e.Info()
		if err == nil && time.Since(info.ModTime()) > Youth && isHash(dir+e.Name()) {
			old = append(old, dir+e.Name())
		}
	}
	if len(old) == 0 {
		return 0, nil
	}
	rows, err := known(ctx, old)
	for _, hash := range old {
		if err == nil && !rows[hash] && s.drop(hash) {
			n++
		}
	}
	return n, err
}

// drop removes an old content. It is first taken from its place and then looked
// at again: one that was put anew meanwhile is young, and returns.
func (s *Store) drop(hash string) bool {
	return os.Rename(s.path(hash), s.aside(hash)) == nil && s.decide(hash)
}

func (s *Store) aside(hash string) string { return filepath.Join(s.dir, incoming, hash) }

// decide removes a content that was taken from its place, or brings it back.
func (s *Store) decide(hash string) bool {
	info, err := os.Stat(s.aside(hash))
	if err != nil || time.Since(info.ModTime()) <= Youth {
		_ = os.Rename(s.aside(hash), s.path(hash))
		return false
	}
	return os.Remove(s.aside(hash)) == nil
}

func isHash(name string) bool {
	b, err := hex.DecodeString(name)
	return err == nil && len(b) == sha256.Size
}
