package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing/fstest"

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

// migrate brings the schema up to this binary; several nodes may start at once.
func (db *DB) migrate(ctx context.Context) error {
	m, err := db.migrator(db.write)
	if err != nil {
		return err
	}
	_, err = m.Up(ctx)
	return err
}

// SchemaVersion is the number of the last migration that has been applied.
func (db *DB) SchemaVersion(ctx context.Context) (int64, error) {
	m, err := db.migrator(db.read)
	if err != nil {
		return 0, err
	}
	return m.GetDBVersion(ctx)
}
