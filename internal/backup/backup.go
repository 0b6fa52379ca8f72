// Package backup puts a whole installation into one file and takes it out again:
// the database as it stood at one moment, uploaded files, and a manifest that
// says what must be inside. Make works while the server writes; Restore checks
// everything before it writes anything. Start with Make and Manifest.
package backup

import (
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"sente/internal/store"
)

// Names inside a backup and in a data folder.
const (
	manifestName = "manifest.json"
	sqliteName   = "database.sqlite.gz" // becomes databaseFile
	postgresName = "database.pgdump"    // as pg_dump -Fc writes it
	secretName   = "secret.key"
	databaseFile = "sente.db"
)

// folders of the data folder that a backup holds.
func folders() []string { return []string{"files", "imports"} }

// Source is what a backup is made of.
type Source struct {
	DB      *store.DB
	Data    string // the data folder
	Version string // of this program
	Secrets bool   // also the key of the installation: who has the backup then has all
}

// Made is a backup that was written.
type Made struct {
	Path     string
	Bytes    int64
	Took     time.Duration
	Manifest Manifest
}

// Make writes a backup into the folder to and gives it the name of its moment. It
// appears there whole or not at all. Writers go on meanwhile; what they commit
// after the start may be missing.
func Make(ctx context.Context, s Source, to string) (Made, error) {
	start := time.Now()
	if err := os.MkdirAll(to, 0o700); err != nil {
		return Made{}, err
	}
	work, err := os.MkdirTemp(to, workPrefix)
	if err != nil {
		return Made{}, err
	}
	defer func() { _ = os.RemoveAll(work) }()
	made := Made{Manifest: Manifest{Product: product, Format: format, Version: s.Version,
		Engine: s.DB.Engine(), CreatedAt: s.DB.Now().Time().UTC(), Secrets: s.Secrets}}
	parts, err := s.gather(ctx, work, &made.Manifest)
	if err != nil {
		return Made{}, err
	}
	temp := filepath.Join(work, "whole")
	if err := write(ctx, temp, made.Manifest, parts); err != nil {
		return Made{}, err
	}
	info, err := os.Stat(temp)
	if err != nil {
		return Made{}, err
	}
	if made.Path, err = place(temp, to, made.Manifest.CreatedAt); err != nil {
		return Made{}, err
	}
	made.Bytes, made.Took = info.Size(), time.Since(start)
	return made, nil
}

// place gives a finished file its name; where that is taken, the next second's.
func place(temp, dir string, at time.Time) (string, error) {
	for {
		path := filepath.Join(dir, fileName(at))
		err := os.Link(temp, path)
		if errors.Is(err, fs.ErrExist) {
			at = at.Add(time.Second)
			continue
		}
		return path, errors.Join(err, syncPath(dir))
	}
}

// part is one member of a backup and where its bytes are.
type part struct {
	Member
	path string
}

// gather writes the database into the folder work, finds the files, and fills in
// the manifest.
func (s Source) gather(ctx context.Context, work string, m *Manifest) ([]part, error) {
	database := s.sqlite
	if m.Engine == "postgres" {
		database = s.postgres
	}
	named := map[string]bool{}
	first, err := database(ctx, work, m, named)
	if err != nil {
		return nil, fmt.Errorf("database: %w", err)
	}
	files, err := s.files(ctx)
	if err != nil {
		return nil, err
	}
	parts := append([]part{first}, files...)
	for _, p := range parts {
		m.Members = append(m.Members, p.Member)
		delete(named, p.SHA256)
	}
	for hash := range named {
		m.Missing = append(m.Missing, hash)
	}
	slices.Sort(m.Missing)
	return parts, nil
}

// describe fills in what a database holds, and the hashes of files that it names.
func describe(ctx context.Context, z *store.Frozen, m *Manifest, named map[string]bool) (err error) {
	if m.Schema, err = z.Schema(ctx); err != nil {
		return err
	}
	if m.Tables, err = z.Contents(ctx); err != nil {
		return err
	}
	if m.SealSeq, m.SealHash, err = z.Seal(ctx); err != nil {
		return err
	}
	return z.FileHashes(ctx, func(hash string) { named[hash] = true })
}

// sqlite copies the database file, reads the copy and packs it.
func (s Source) sqlite(ctx context.Context, work string, m *Manifest, named map[string]bool) (part, error) {
	plain, packed := filepath.Join(work, "plain"), filepath.Join(work, "packed")
	if err := s.DB.CopyFile(ctx, plain); err != nil {
		return part{}, err
	}
	z, done, err := store.OpenCopy(plain)
	if err != nil {
		return part{}, err
	}
	if err := errors.Join(describe(ctx, z, m, named), done()); err != nil {
		return part{}, err
	}
	if err := pack(ctx, plain, packed); err != nil {
		return part{}, err
	}
	member, err := measure(ctx, packed, sqliteName)
	return part{member, packed}, errors.Join(err, os.Remove(plain))
}

// pack compresses a file, quickly rather than well.
func pack(ctx context.Context, from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	zip, err := gzip.NewWriterLevel(out, gzip.BestSpeed)
	if err == nil {
		_, err = io.Copy(zip, reading{ctx, in})
		err = errors.Join(err, zip.Close())
	}
	return errors.Join(err, out.Close())
}

// files finds what was uploaded, and the key where it is asked for.
func (s Source) files(ctx context.Context) (out []part, err error) {
	add := func(path, name string) error {
		member, err := measure(ctx, path, name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil // swept away meanwhile: the database that was copied may not name it
		}
		out = append(out, part{member, path})
		return err
	}
	for _, folder := range folders() {
		root := filepath.Join(s.Data, folder)
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			rel, err := filepath.Rel(s.Data, path)
			if name := filepath.ToSlash(rel); err == nil && isHash(hashOf(name)) {
				err = add(path, name)
			} // what is not named by its hash is being written
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if s.Secrets {
		err = add(filepath.Join(s.Data, secretName), secretName)
	}
	return out, err
}

// hashOf is the hash by which a file below one of the folders is named, "" at the
// top: attached files are spread over folders by the first two digits of theirs.
func hashOf(name string) string {
	_, below, _ := strings.Cut(name, "/")
	return strings.ReplaceAll(below, "/", "")
}

func isHash(name string) bool {
	b, err := hex.DecodeString(name)
	return err == nil && len(b) == sha256.Size && name == strings.ToLower(name)
}

// measure reads a file for its size and hash.
func measure(ctx context.Context, path, name string) (Member, error) {
	f, err := os.Open(path)
	if err != nil {
		return Member{}, err
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	n, err := io.Copy(h, reading{ctx, f})
	return Member{name, n, hex.EncodeToString(h.Sum(nil))}, err
}

// reading is a reader that ends with its context.
type reading struct {
	ctx context.Context
	r   io.Reader
}

func (r reading) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(b)
}

// syncPath brings a file or folder to the disk.
func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
