package backup

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"sente/internal/fault"
)

// A backup is a tar archive. Its last member holds the SHA-256 of all bytes before
// it, so that no changed byte goes unseen, not even in a header.
const (
	sumName  = "archive.sha256"
	tailSize = 4 * 512 // header and content of the last member, and the end of the archive
)

// write makes the archive and brings it to the disk.
func write(ctx context.Context, path string, m Manifest, parts []part) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	h := sha256.New()
	err = writeMembers(ctx, io.MultiWriter(f, h), m, parts)
	if err == nil {
		_, err = f.Write(tail(hex.EncodeToString(h.Sum(nil)), m.CreatedAt))
	}
	return errors.Join(err, f.Sync(), f.Close())
}

func writeMembers(ctx context.Context, w io.Writer, m Manifest, parts []part) error {
	head, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	archive := tar.NewWriter(w)
	manifest := Member{Name: manifestName, Size: int64(len(head))}
	if err := writeMember(archive, manifest, bytes.NewReader(head), m.CreatedAt); err != nil {
		return err
	}
	for _, p := range parts {
		if err := writePart(ctx, archive, p, m.CreatedAt); err != nil {
			return fmt.Errorf("%s: %w", p.Name, err)
		}
	}
	return archive.Flush()
}

// writePart copies a file that must still be what it was when it was measured.
func writePart(ctx context.Context, archive *tar.Writer, p part, at time.Time) error {
	f, err := os.Open(p.path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	if err := writeMember(archive, p.Member, io.TeeReader(reading{ctx, f}, h), at); err != nil {
		return err
	}
	if hex.EncodeToString(h.Sum(nil)) != p.SHA256 {
		return errors.New("changed while it was read")
	}
	return nil
}

func writeMember(archive *tar.Writer, m Member, from io.Reader, at time.Time) error {
	err := archive.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: m.Name, Size: m.Size, Mode: 0o600,
		ModTime: at.Truncate(time.Second)})
	if err != nil {
		return err
	}
	_, err = io.Copy(archive, from)
	return err
}

// tail is the end of an archive whose other bytes have a hash.
func tail(sum string, at time.Time) []byte {
	var b bytes.Buffer
	archive := tar.NewWriter(&b)
	_ = writeMember(archive, Member{Name: sumName, Size: int64(len(sum))}, bytes.NewReader([]byte(sum)), at)
	_ = archive.Close()
	return b.Bytes()
}

// Verify reads a whole backup and refuses it unless every byte is as it was
// written. Nothing is unpacked.
func Verify(ctx context.Context, path string) (Manifest, error) {
	var m Manifest
	f, err := os.Open(path)
	if err != nil {
		return m, err
	}
	defer func() { _ = f.Close() }()
	sum, err := sumOf(ctx, f)
	if err != nil {
		return m, err
	}
	m, err = walk(ctx, f, func(x Member, r io.Reader) error {
		_, err := io.Copy(io.Discard, r)
		return err
	})
	if err != nil {
		return m, err
	}
	end := make([]byte, tailSize)
	if _, err := f.ReadAt(end, sum.size-tailSize); err != nil {
		return m, err
	}
	if !bytes.Equal(end, tail(sum.hash, m.CreatedAt)) {
		return m, damaged("its bytes are not those that were written")
	}
	return m, nil
}

// sum is the hash of an archive without its tail.
type sum struct {
	size int64 // of the whole file
	hash string
}

func sumOf(ctx context.Context, f *os.File) (sum, error) {
	info, err := f.Stat()
	if err != nil {
		return sum{}, err
	}
	s := sum{size: info.Size()}
	if !info.Mode().IsRegular() || s.size < 2*tailSize {
		return s, damaged("it is too short")
	}
	h := sha256.New()
	_, err = io.Copy(h, reading{ctx, io.NewSectionReader(f, 0, s.size-tailSize)})
	s.hash = hex.EncodeToString(h.Sum(nil))
	return s, err
}

// walk hands out the members in order and refuses an archive that differs from
// its manifest in any way.
func walk(ctx context.Context, f *os.File, take func(Member, io.Reader) error) (Manifest, error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return Manifest{}, err
	}
	archive := tar.NewReader(reading{ctx, f})
	head, err := archive.Next()
	if err != nil || head.Name != manifestName || head.Typeflag != tar.TypeReg || head.Size > manifestLimit {
		return Manifest{}, damaged("it does not begin with a manifest").Because(err)
	}
	b, err := io.ReadAll(archive)
	if err != nil {
		return Manifest{}, damaged("it ends too early").Because(err)
	}
	m, err := readManifest(b)
	if err != nil {
		return m, err
	}
	for _, want := range append(m.Members[:len(m.Members):len(m.Members)], Member{Name: sumName, Size: 64}) {
		if err := walkOne(archive, want, take); err != nil {
			return m, err
		}
	}
	if _, err := archive.Next(); !errors.Is(err, io.EOF) {
		return m, damaged("it holds more than its manifest says").Because(err)
	}
	return m, nil
}

// walkOne hands out the next member, which must be the one that is wanted.
func walkOne(archive *tar.Reader, want Member, take func(Member, io.Reader) error) error {
	head, err := archive.Next()
	if err != nil {
		return damaged("it ends too early").Because(err)
	}
	if head.Name != want.Name || head.Typeflag != tar.TypeReg || head.Size != want.Size {
		return fault.New(fault.Invalid, "backup_name").With("name", head.Name)
	}
	h := sha256.New()
	if want.Name == sumName {
		take = func(Member, io.Reader) error { return nil }
	}
	if err := take(want, io.TeeReader(archive, h)); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return damaged("it ends too early").Because(err)
		}
		return err
	}
	if want.SHA256 != "" && hex.EncodeToString(h.Sum(nil)) != want.SHA256 {
		return damaged("the content of " + want.Name + " has changed")
	}
	return nil
}
