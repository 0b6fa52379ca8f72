// Package blob keeps the content of attached files on disk, each under the
// SHA-256 of its bytes, so that the same content lies there once and damage is
// found when it is read. Which record a content belongs to, and under what name,
// stands in the database. Start with Store.
package blob

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"

	"sente/internal/fault"
)

// Store is a folder of contents. It is safe for concurrent use, also by several
// processes on one file system.
type Store struct {
	dir      string
	previews chan struct{} // bounds the memory that decoding takes
}

// New makes the Store of a folder, which is created by the first Put.
func New(dir string) *Store { return &Store{dir: dir, previews: make(chan struct{}, 1)} }

// Blob is a content in the store.
type Blob struct {
	Hash string // SHA-256, 64 hexadecimal digits
	Size int64  // in bytes
	Type string // media type by its content, one of Types
}

// Want is what a content must be to be taken.
type Want struct {
	Limit int64  // most bytes
	Size  int64  // exact number of bytes, -1 when not known
	Hash  string // SHA-256 in hexadecimal, "" when not known
}

// incoming is the folder of what is not whole yet.
const incoming = "new"

func (s *Store) path(hash string) string { return filepath.Join(s.dir, hash[:2], hash[2:]) }

// Put takes a content. When it returns without error the content and its name
// in the folder are on disk; else nothing of it stays. Refusals: TooLarge beyond
// the limit, Unparsable when it breaks off, Invalid when size or hash are not
// those wanted, Full when the disk is.
func (s *Store) Put(from io.Reader, want Want) (b Blob, err error) {
	file, err := s.begin()
	if err != nil {
		return b, refused(err)
	}
	defer func() {
		_ = os.Remove(file.Name())
		_ = file.Close()
	}()
	h := sha256.New()
	src := source{from: io.LimitReader(from, want.Limit+1)}
	b.Size, err = io.Copy(io.MultiWriter(file, h), &src)
	if src.err != nil {
		return b, fault.New(fault.Unparsable, "upload_cut").Because(src.err)
	}
	if err != nil {
		return b, refused(err)
	}
	b.Hash = hex.EncodeToString(h.Sum(nil))
	switch {
	case b.Size > want.Limit:
		return b, fault.New(fault.TooLarge, "file_too_large").With("limit", want.Limit>>20)
	case b.Size == 0:
		return b, fault.New(fault.Invalid, "file_empty").At("body")
	case want.Size >= 0 && b.Size != want.Size, want.Hash != "" && want.Hash != b.Hash:
		return b, fault.New(fault.Invalid, "upload_differs").At("Content-Digest")
	}
	b.Type = TypeOf(file, b.Size)
	return b, refused(s.settle(file, b.Hash))
}

// begin makes a file for a content that comes. It is held locked, so that Sweep
// tells it from what a dead process left.
func (s *Store) begin() (*os.File, error) {
	dir := filepath.Join(s.dir, incoming)
	for {
		file, err := os.CreateTemp(dir, "*")
		if errors.Is(err, fs.ErrNotExist) {
			if err = errors.Join(os.MkdirAll(dir, 0o700), syncDir(filepath.Dir(s.dir))); err == nil {
				continue
			}
		}
		if err != nil {
			return nil, err
		}
		var now unix.Stat_t
		err = errors.Join(unix.Flock(int(file.Fd()), unix.LOCK_EX), unix.Fstat(int(file.Fd()), &now))
		if err == nil && now.Nlink > 0 {
			return file, nil
		}
		if err := errors.Join(err, file.Close()); err != nil {
			return nil, err
		}
	}
}

// settle brings a whole file to its place, durably: first its bytes, then its
// name in a folder, then that folder in its own. A content that is there already is replaced
// by its equal, which heals it, and makes it young for Sweep.
func (s *Store) settle(file *os.File, hash string) error {
	if err := file.Sync(); err != nil {
		return err
	}
	dir := filepath.Dir(s.path(hash))
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := os.Rename(file.Name(), s.path(hash)); err != nil {
		return err
	}
	return errors.Join(syncDir(dir), syncDir(s.dir))
}

func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// source remembers that reading failed, which io.Copy does not tell from
// writing.
type source struct {
	from io.Reader
	err  error
}

// Read reads on.
func (s *source) Read(b []byte) (int, error) {
	n, err := s.from.Read(b)
	if err != nil && !errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		s.err = err
	}
	return n, err
}

// refused turns a full disk into a refusal.
func refused(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fault.New(fault.Full, "disk_full").Because(err)
	}
	return err
}
