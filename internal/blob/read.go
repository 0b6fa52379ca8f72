package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"

	"sente/internal/fault"
)

// Open gives a content to read, after it was read once to see that it is what
// was put. What is missing or differs is refused as Internal, file_damaged.
func (s *Store) Open(ctx context.Context, hash string) (*os.File, error) {
	file, err := s.sound(ctx, hash)
	if errors.Is(err, ErrMissing) || errors.Is(err, ErrDamaged) {
		return nil, fault.New(fault.Internal, "file_damaged").Because(err)
	}
	return file, err
}

// What Verify finds.
var (
	ErrMissing = errors.New("the content is not on disk")
	ErrDamaged = errors.New("the content on disk is not what was put there")
)

// Verify reads a content and reports whether it is on disk as it was put: nil,
// ErrMissing, ErrDamaged or an error of reading.
func (s *Store) Verify(ctx context.Context, hash string) error {
	file, err := s.sound(ctx, hash)
	if err != nil {
		return err
	}
	return file.Close()
}

// Size is the number of bytes of a content as it lies there; it reads none of
// them. It is ErrMissing when there is none.
func (s *Store) Size(hash string) (int64, error) {
	if !isHash(hash) {
		return 0, ErrMissing
	}
	info, err := os.Stat(s.path(hash))
	if errors.Is(err, os.ErrNotExist) {
		return 0, ErrMissing
	}
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func (s *Store) sound(ctx context.Context, hash string) (*os.File, error) {
	if !isHash(hash) {
		return nil, ErrMissing
	}
	file, err := os.Open(s.path(hash))
	if errors.Is(err, os.ErrNotExist) {
		return nil, ErrMissing
	}
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	_, err = io.Copy(h, &until{ctx, file})
	if err == nil && hex.EncodeToString(h.Sum(nil)) != hash {
		err = ErrDamaged
	}
	if err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// until is a reader that stops when a context has ended.
type until struct {
	ctx  context.Context //nolint:containedctx // it lives as long as one read of a file
	from io.Reader
}

// Read reads on while the context lasts.
func (u *until) Read(b []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.from.Read(b)
}
