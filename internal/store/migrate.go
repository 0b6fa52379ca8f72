package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing/fstest"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations
var migrations embed.FS

// migrationFiles joins common/ and the engine's own folder into one numbered
// stream and fills in the macros.
func migrationFiles(d dialect) (fs.FS, error) {
	out := fstest.MapFS{}
	for _, dir := range []string{"common", d.name()} {
		entries, err := migrations.ReadDir(path.Join("migrations", dir))
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			b, err := migrations.ReadFile(path.Join("migrations", dir, e.Name()))
			if err != nil {
				return nil, err
			}
			text := string(b)
			for name, sql := range d.macros() {
				text = strings.ReplaceAll(text, "{{"+name+"}}", sql)
			}
			if out[e.Name()] != nil {
				return nil, fmt.Errorf("migration %s stands twice", e.Name())
			}
			out[e.Name()] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return out, nil
}

func (db *DB) migrator(pool *sql.DB) (*goose.Provider, error) {
	files, err := migrationFiles(db.dialect)
	if err != nil {
		return nil, err
	}
	options := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	kind := goose.DialectSQLite3
	if db.Engine() == "postgres" {
		kind = goose.DialectPostgres
		locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
		if err != nil {
			return nil, err
		}
		options = append(options, goose.WithSessionLocker(locker))
	}
	return goose.NewProvider(kind, pool, files, options...)
}

// NewerSchemaError refuses a database that a later Sente has changed.
type NewerSchemaError struct{ Have, Known int64 }

// Error names both versions and the remedies.
func (e *NewerSchemaError) Error() string {
	return fmt.Sprintf("the database has schema version %d and this sente knows %d: install a sente that "+
		"knows %d or later, or restore the backup made before the change", e.Have, e.Known, e.Have)
}

// migrate brings the schema up to this binary; several nodes may start at once.
// A SQLite file that holds something is copied first. A newer schema is refused.
func (db *DB) migrate(ctx context.Context) error {
	pool := db.write
	if db.Engine() == "postgres" {
		pool = db.bulk
	}
	known, err := KnownSchema(db.Engine())
	if err != nil {
		return err
	}
	have, err := appliedSchema(ctx, pool, db.dialect)
	if err != nil || have == known {
		return err
	}
	if have > known {
		return &NewerSchemaError{have, known}
	}
	if path, ok := strings.CutPrefix(db.url, "file:"); ok && have > 0 {
		if err := keepFile(ctx, path, have, db.now()); err != nil {
			return fmt.Errorf("copy the database before its change: %w", err)
		}
	}
	m, err := db.migrator(pool)
	if err != nil {
		return err
	}
	_, err = m.Up(ctx)
	return err
}

// KnownSchema is the schema version that this binary makes on an engine.
func KnownSchema(engine string) (last int64, err error) {
	for _, dir := range []string{"common", engine} {
		entries, err := migrations.ReadDir(path.Join("migrations", dir))
		if err != nil {
			return 0, err
		}
		for _, e := range entries {
			number, _, _ := strings.Cut(e.Name(), "_")
			n, err := strconv.ParseInt(number, 10, 64)
			if err != nil {
				return 0, fmt.Errorf("migration %s has no number", e.Name())
			}
			last = max(last, n)
		}
	}
	return last, nil
}

// appliedSchema is the number of the last migration that was applied, 0 in a
// database without any. It writes nothing.
func appliedSchema(ctx context.Context, q statements, d dialect) (int64, error) {
	there := "SELECT count(*) FROM sqlite_schema WHERE name = 'goose_db_version'"
	if d.name() == "postgres" {
		there = "SELECT count(*) FROM pg_class WHERE oid = to_regclass('goose_db_version')"
	}
	n, err := number(ctx, q, there)
	if err != nil || n == 0 {
		return 0, err
	}
	return number(ctx, q, "SELECT COALESCE(max(version_id), 0) FROM goose_db_version WHERE is_applied")
}

// keptFiles is how many copies from before a change of the schema are kept.
const keptFiles = 3

// keepFile copies a SQLite database into the folder before-upgrade beside it.
func keepFile(ctx context.Context, path string, version int64, now time.Time) error {
	dir := filepath.Join(filepath.Dir(path), "before-upgrade")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	name := fmt.Sprintf("%s-schema%d.db", now.UTC().Format("20060102-150405"), version)
	temp, to := filepath.Join(dir, "."+name+".partial"), filepath.Join(dir, name)
	if err := os.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := copyFile(ctx, path, temp); err != nil {
		return err
	}
	if err := errors.Join(syncFile(temp), os.Rename(temp, to), syncFile(dir)); err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(dir, "*-schema*.db"))
	slices.Sort(old)
	for i := 0; i < len(old)-keptFiles && err == nil; i++ {
		err = os.Remove(old[i])
	}
	return err
}

// syncFile brings a file or folder to the disk.
func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Chmod(modeOf(f)), f.Sync(), f.Close())
}

// modeOf is what only the owner may do: a copy is as secret as the database.
func modeOf(f *os.File) os.FileMode {
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return 0o700
	}
	return 0o600
}

// SchemaVersion is the number of the last migration that has been applied.
func (db *DB) SchemaVersion(ctx context.Context) (int64, error) {
	return appliedSchema(ctx, db.bulk, db.dialect)
}
