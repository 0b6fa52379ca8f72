package store

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"sente/internal/sales/calendar"
)

// Health is what doctor asks of a database. It reads only.
type Health struct {
	Engine  string           // "sqlite" or "postgres"
	Version string           // of the engine
	Schema  int64            // number of the last migration that was applied
	Wanted  int64            // number of the last migration that this binary knows
	Bytes   int64            // size of the database
	Clock   calendar.Instant // by the database's own clock
	Newest  calendar.Instant // moment of the newest event, 0 when there is none
	Rows    []TableRows      // by table
}

// TableRows is how many rows a table has.
type TableRows struct {
	Table string
	Rows  int64
}

// Health examines the database.
func (db *DB) Health(ctx context.Context) (Health, error) {
	h := Health{Engine: db.Engine()}
	ask := map[string]string{"version": "SELECT sqlite_version()",
		"clock": "SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS BIGINT)",
		"size":  "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"}
	if h.Engine == "postgres" {
		ask = map[string]string{"version": "SELECT current_setting('server_version')",
			"clock": "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)",
			"size":  "SELECT pg_database_size(current_database())"}
	}
	for name, to := range map[string]any{"version": &h.Version, "clock": &h.Clock, "size": &h.Bytes} {
		if err := db.read.QueryRowContext(ctx, ask[name]).Scan(to); err != nil {
			return h, fmt.Errorf("%s: %w", name, err)
		}
	}
	if err := db.schemaHealth(ctx, &h); err != nil || h.Schema == 0 {
		return h, err
	}
	var err error
	h.Newest, err = value[calendar.Instant](ctx, db.Reads(),
		"SELECT e.recorded_at FROM event e WHERE e.workspace_id = $1 ORDER BY e.id DESC LIMIT 1", WorkspaceID)
	for _, kind := range slices.Sorted(maps.Keys(tables.byKind)) {
		t := TableRows{Table: tables.byKind[kind].name}
		if err == nil {
			t.Rows, err = value[int64](ctx, db.Reads(),
				"SELECT count(*) FROM "+t.Table+" WHERE workspace_id = $1", WorkspaceID)
		}
		h.Rows = append(h.Rows, t)
	}
	return h, err
}

func (db *DB) schemaHealth(ctx context.Context, h *Health) (err error) {
	if h.Wanted, err = KnownSchema(h.Engine); err != nil {
		return err
	}
	h.Schema, err = db.SchemaVersion(ctx)
	return err
}

// Damage asks the engine to check its own file, and whether every reference has
// its row; it lists what is wrong. PostgreSQL checks by other means.
func (db *DB) Damage(ctx context.Context) (out []string, err error) {
	err = db.Freeze(ctx, func(z *Frozen) error {
		out, err = z.Damage(ctx)
		return err
	})
	return out, err
}
