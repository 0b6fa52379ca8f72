package cast

import (
	"context"
	"database/sql"
	"strings"
	"testing"

	"sente/internal/store"
)

// Shadow copies every row of the database into another workspace. Whatever a
// read answers afterwards must be what it answered before: a query that forgets
// its workspace shows everything twice.
func Shadow(t *testing.T, db *store.DB) {
	t.Helper()
	ctx := context.Background()
	driver, dsn, off := "pgx", db.URL(), "SET session_replication_role = replica"
	if path, ok := strings.CutPrefix(db.URL(), "file:"); ok {
		driver, dsn, off = "sqlite", "file:"+path+"?_pragma=busy_timeout(5000)", "PRAGMA foreign_keys = 0"
	}
	raw, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = raw.Close() }()
	conn, err := raw.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := conn.ExecContext(ctx, off); err != nil {
		t.Fatal(err)
	}
	tables := texts(t, conn, map[string]string{
		"sqlite": "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_%' AND name NOT LIKE 'sqlite_%'",
		"pgx":    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
	}[driver])
	copied := 0
	for _, table := range tables {
		columns := texts(t, conn, map[string]string{
			"sqlite": "SELECT name FROM pragma_table_info('" + table + "')",
			"pgx":    "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '" + table + "'",
		}[driver])
		var rest []string
		for _, c := range columns {
			if c != "workspace_id" {
				rest = append(rest, c)
			}
		}
		if len(rest) == len(columns) {
			continue
		}
		list := strings.Join(rest, ", ")
		if _, err := conn.ExecContext(ctx, "INSERT INTO "+table+" (workspace_id, "+list+") SELECT 2, "+list+" FROM "+table+
			" WHERE workspace_id = 1"); err != nil {
			t.Fatalf("%s: %v", table, err)
		}
		copied++
	}
	if copied < 20 {
		t.Fatalf("got %d tables with a workspace, want them all", copied)
	}
}

func texts(t *testing.T, conn *sql.Conn, query string) (out []string) {
	t.Helper()
	rows, err := conn.QueryContext(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
