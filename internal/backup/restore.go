package backup

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"sente/internal/fault"
	"sente/internal/store"
)

// Target is the empty place into which a backup is restored.
type Target struct {
	Data     string // folder: absent, or empty
	Database string // PostgreSQL URL of an empty database, "" for SQLite in the folder
}

// Restore unpacks a backup into an empty place. Everything is verified before
// anything is written; what came out is counted and hashed again.
func Restore(ctx context.Context, path string, to Target) (Manifest, error) {
	m, err := Verify(ctx, path)
	if err != nil {
		return m, err
	}
	if err := to.suits(ctx, m); err != nil {
		return m, err
	}
	made, err := makeFolder(to.Data)
	if err != nil {
		return m, err
	}
	work, err := os.MkdirTemp(to.Data, workPrefix)
	if err != nil {
		return m, err
	}
	if err = unpack(ctx, path, work); err == nil {
		err = to.fill(ctx, work, m)
	}
	err = errors.Join(err, os.RemoveAll(work))
	if err != nil && made {
		_ = os.Remove(to.Data)
	}
	return m, err
}

// suits refuses a place that is not empty, or of the other engine.
func (to Target) suits(ctx context.Context, m Manifest) error {
	if (m.Engine == "postgres") != (to.Database != "") {
		return fault.New(fault.Conflict, "backup_engine").With("engine", m.Engine)
	}
	entries, err := os.ReadDir(to.Data)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(entries) > 0 {
		return fault.New(fault.Conflict, "restore_not_empty").With("place", to.Data)
	}
	if to.Database == "" {
		return nil
	}
	db, err := store.Open(ctx, store.Options{URL: to.Database, Look: true})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	return db.Freeze(ctx, func(z *store.Frozen) error {
		empty, err := z.Empty(ctx)
		if err == nil && !empty {
			err = fault.New(fault.Conflict, "restore_not_empty").With("place", "PostgreSQL")
		}
		if err != nil {
			return err
		}
		server, err := z.ServerVersion(ctx)
		return errors.Join(err, checkTool(ctx, "pg_restore", server))
	})
}

// makeFolder makes a folder where there is none and says whether it did.
func makeFolder(dir string) (bool, error) {
	_, err := os.Stat(dir)
	if err == nil {
		return false, nil
	}
	return true, os.MkdirAll(dir, 0o700)
}

// unpack writes every member below a folder.
func unpack(ctx context.Context, path, dir string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	_, err = walk(ctx, f, func(m Member, r io.Reader) error {
		if m.Name == sqliteName {
			packed := bufio.NewReaderSize(r, 1<<16)
			zip, err := gzip.NewReader(packed)
			if err != nil {
				return damaged("the database cannot be unpacked").Because(err)
			}
			err = errors.Join(writeFile(filepath.Join(dir, databaseFile), zip), zip.Close())
			_, rest := io.Copy(io.Discard, packed)
			return errors.Join(err, rest)
		}
		return writeFile(filepath.Join(dir, filepath.FromSlash(m.Name)), r)
	})
	return err
}

// writeFile brings a new file to the disk.
func writeFile(path string, from io.Reader) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	return errors.Join(err, f.Sync(), f.Close())
}

// fill checks what was unpacked and moves it to its place, the database last: a
// place without one was not finished.
func (to Target) fill(ctx context.Context, work string, m Manifest) error {
	if to.Database == "" {
		if err := checkFile(ctx, filepath.Join(work, databaseFile), m); err != nil {
			return err
		}
	} else if err := to.load(ctx, filepath.Join(work, postgresName), m); err != nil {
		return err
	}
	for _, name := range append(folders(), secretName, databaseFile) {
		err := os.Rename(filepath.Join(work, name), filepath.Join(to.Data, name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return syncTree(to.Data)
}

// checkFile compares an unpacked database with the manifest.
func checkFile(ctx context.Context, path string, m Manifest) error {
	z, done, err := store.OpenCopy(path)
	if err != nil {
		return err
	}
	damage, err := z.Damage(ctx)
	if err == nil && len(damage) > 0 {
		err = damaged("the database: " + damage[0])
	}
	if err == nil {
		err = compare(ctx, z, m)
	}
	return errors.Join(err, done())
}

func compare(ctx context.Context, z *store.Frozen, m Manifest) error {
	schema, err := z.Schema(ctx)
	if err == nil && schema != m.Schema {
		err = damaged("the database has another schema than the manifest says")
	}
	if err != nil {
		return err
	}
	tables, err := z.Contents(ctx)
	if err != nil {
		return err
	}
	return store.Differ(m.Tables, tables)
}

// load has pg_restore fill the database in one transaction, and compares.
func (to Target) load(ctx context.Context, dump string, m Manifest) error {
	err := tool(ctx, to.Database, "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error",
		"--single-transaction", dump)
	if err != nil {
		return err
	}
	if err := os.Remove(dump); err != nil {
		return err
	}
	db, err := store.Open(ctx, store.Options{URL: to.Database, Look: true})
	if err != nil {
		return err
	}
	err = db.Freeze(ctx, func(z *store.Frozen) error { return compare(ctx, z, m) })
	if err != nil {
		err = fmt.Errorf("the restored database must not be used, drop it: %w", err)
	}
	return errors.Join(err, db.Close())
}

// syncTree brings the folders below dir to the disk; their files are there.
func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return syncPath(path)
	})
}
