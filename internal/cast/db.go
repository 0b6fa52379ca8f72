// Package cast is a small fixed company with which everything is tested and
// shown: people in two teams with different rights, customers and deals. Tests
// name people (company.Mina), not numbers. Start with EachDB and New.
package cast

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"sente/internal/store"
)

// Start is the moment at which a cast's clock stands: a Monday morning.
var Start = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

// Clock is a clock that tests turn by hand.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// Now is the clock's time; each reading moves it by a millisecond.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(time.Millisecond)
	return c.now
}

// Pass lets time pass.
func (c *Clock) Pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// NewClock stands at Start.
func NewClock() *Clock { return &Clock{now: Start} }

// EachDB runs f on an empty, migrated database of each engine: SQLite always,
// PostgreSQL when TEST_POSTGRES holds a DSN (the CI sets it).
func EachDB(t *testing.T, f func(t *testing.T, db *store.DB, clock *Clock)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		clock := NewClock()
		f(t, openSQLite(t, clock), clock)
	})
	if os.Getenv("TEST_POSTGRES") == "" {
		return
	}
	t.Run("postgres", func(t *testing.T) {
		clock := NewClock()
		f(t, openPostgres(t, clock), clock)
	})
}

// sqliteTemplate is a migrated, empty database as a file, made once per test
// process.
var sqliteTemplate = sync.OnceValues(func() (file []byte, err error) {
	dir, err := os.MkdirTemp("", "sente-template")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "template.db")
	db, err := store.Open(context.Background(), store.Options{URL: "file:" + path})
	if err != nil {
		return nil, err
	}
	if err := db.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// postgresTemplate is the name of a migrated, empty database, made once per
// test process.
var postgresTemplate = sync.OnceValues(func() (string, error) {
	base := os.Getenv("TEST_POSTGRES")
	admin, err := sql.Open("pgx", base)
	if err != nil {
		return "", err
	}
	name, err := makeTemplate(admin, base)
	return name, errors.Join(err, admin.Close())
})

func openSQLite(t *testing.T, clock *Clock) *store.DB {
	t.Helper()
	file, err := sqliteTemplate()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "sente.db")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return openAt(t, "file:"+path, clock)
}

func openAt(t *testing.T, url string, clock *Clock) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), store.Options{URL: url, Now: clock.Now, Normal: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func openPostgres(t *testing.T, clock *Clock) *store.DB {
	t.Helper()
	base := os.Getenv("TEST_POSTGRES")
	admin, err := sql.Open("pgx", base)
	if err != nil {
		t.Fatal(err)
	}
	template, err := postgresTemplate()
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("t%d_%d", os.Getpid(), time.Now().UnixNano())
	if _, err := admin.Exec("CREATE DATABASE " + name + " TEMPLATE " + template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, _ = admin.Exec("DROP DATABASE " + name + " WITH (FORCE)")
		_ = admin.Close()
	})
	return openAt(t, OnDatabase(base, name), clock)
}

func makeTemplate(admin *sql.DB, base string) (string, error) {
	name := fmt.Sprintf("template_%d", os.Getpid())
	_, _ = admin.Exec("DROP DATABASE IF EXISTS " + name)
	if _, err := admin.Exec("CREATE DATABASE " + name); err != nil {
		return "", err
	}
	db, err := store.Open(context.Background(), store.Options{URL: OnDatabase(base, name)})
	if err != nil {
		return "", err
	}
	return name, db.Close()
}

// OnDatabase points a PostgreSQL URL or DSN at another database.
func OnDatabase(dsn, name string) string {
	if head, tail, ok := strings.Cut(dsn, "://"); ok {
		place, query, _ := strings.Cut(tail, "?")
		host, _, _ := strings.Cut(place, "/")
		if query != "" {
			query = "?" + query
		}
		return head + "://" + host + "/" + name + query
	}
	return dsn + " dbname=" + name
}

// EmptyPostgres is the URL of a new PostgreSQL database without any table, "" when
// there is no server for tests.
func EmptyPostgres(t testing.TB) string {
	t.Helper()
	base := os.Getenv("TEST_POSTGRES")
	if base == "" {
		return ""
	}
	admin, err := sql.Open("pgx", base)
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("e%d_%d", os.Getpid(), time.Now().UnixNano())
	if _, err := admin.Exec("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, _ = admin.Exec("DROP DATABASE " + name + " WITH (FORCE)")
		_ = admin.Close()
	})
	return OnDatabase(base, name)
}

// Raw is a second connection to a database, for those who go behind the back of
// the store.
func Raw(t *testing.T, db *store.DB) *sql.DB {
	t.Helper()
	driver, place := "pgx", db.URL()
	if path, ok := strings.CutPrefix(db.URL(), "file:"); ok {
		driver, place = "sqlite", path+"?_pragma=busy_timeout(5000)&_pragma=synchronous(0)"
	}
	raw, err := sql.Open(driver, place)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = raw.Close() })
	return raw
}
