// Package store keeps everything in one SQL database: SQLite in a file by
// default, or PostgreSQL, with the same hand-written SQL. Reads take an
// org.Scope; writes happen inside DB.Write, which makes one transaction and
// one event. Start with DB, then table.go (how a struct meets its table).
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // driver "pgx"
	_ "modernc.org/sqlite"             // driver "sqlite"

	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
)

// WorkspaceID is the one workspace of an installation; every key leads with it.
const WorkspaceID record.ID = 1

// Options say where the database is and how time passes.
type Options struct {
	URL    string           // "file:PATH" or a PostgreSQL URL or DSN
	Now    func() time.Time // nil: time.Now
	Normal bool             // SQLite only: synchronous=NORMAL, loses the last commits on power loss
	Look   bool             // take the schema as it is, for commands that only read
	Log    *slog.Logger     // nil: slog.Default()
	Trace  Trace            // nil: none
}

// Trace is told of each statement before it runs; it must be safe for
// concurrent use. The benchmark measures the bare statements with it.
type Trace func(text string, args []any)

// DB is an open database. It is safe for concurrent use.
type DB struct {
	write, read *sql.DB
	dialect     dialect
	ids         *idMaker
	now         func() time.Time
	log         *slog.Logger
	url         string
	trace       Trace
	plans       plans

	writer *writer // SQLite only: the one connection that writes

	mu     sync.RWMutex
	stmts  map[string]*sql.Stmt // prepared on the reader pool, SQLite only
	onTail []func()             // called after each commit that wrote an event
}

// maxStatements bounds the prepared statements kept; texts beyond it are
// prepared for the moment.
const maxStatements = 2000

// Open opens and migrates the database. The caller closes it.
func Open(ctx context.Context, o Options) (*DB, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	db := &DB{now: o.Now, log: o.Log, url: o.URL, trace: o.Trace, stmts: map[string]*sql.Stmt{}}
	var err error
	if path, ok := strings.CutPrefix(o.URL, "file:"); ok {
		db.dialect = sqliteDialect{}
		err = db.openSQLite(ctx, path, o.Normal)
	} else {
		db.dialect = postgresDialect{}
		err = db.openPostgres(ctx, o.URL)
	}
	if err != nil {
		return nil, err
	}
	if !o.Look {
		err = db.migrate(ctx)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("migrate: %w", err), db.Close())
	}
	if db.Engine() == "sqlite" {
		if db.writer, err = newWriter(ctx, db.write); err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	node, err := db.leaseNode(ctx)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lease a node number: %w", err), db.Close())
	}
	db.ids = &idMaker{node: node, now: o.Now}
	return db, nil
}

func (db *DB) openSQLite(ctx context.Context, path string, normal bool) error {
	level := "FULL"
	if normal {
		level = "NORMAL"
	}
	common := "file:" + path + "?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)" +
		"&_pragma=synchronous(" + level +
		")&_pragma=foreign_keys(1)&_pragma=temp_store(MEMORY)&_dqs=0"
	var err error
	db.write, err = sql.Open(
		"sqlite",
		common+"&_pragma=cache_size(-32768)&_pragma=journal_size_limit(67108864)&_txlock=immediate",
	)
	if err != nil {
		return err
	}
	db.write.SetMaxOpenConns(1)
	db.write.SetMaxIdleConns(1)
	if err := db.write.PingContext(ctx); err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	db.read, err = sql.Open(
		"sqlite",
		common+"&_pragma=query_only(1)&_pragma=mmap_size(268435456)&_pragma=cache_size(-16384)",
	)
	if err != nil {
		return err
	}
	n := max(4, 2*runtime.GOMAXPROCS(0))
	db.read.SetMaxOpenConns(n)
	db.read.SetMaxIdleConns(n)
	return db.checkSQLite(ctx, strings.ToLower(level))
}

// checkSQLite refuses a library below 3.51.3 (WAL-reset bug) and settings that
// did not take: a mistyped key would be ignored in silence.
func (db *DB) checkSQLite(ctx context.Context, level string) error {
	var version, journal string
	var sync, keys int
	err := errors.Join(
		db.write.QueryRowContext(ctx, "SELECT sqlite_version()").Scan(&version),
		db.write.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&journal),
		db.write.QueryRowContext(ctx, "PRAGMA synchronous").Scan(&sync),
		db.write.QueryRowContext(ctx, "PRAGMA foreign_keys").Scan(&keys))
	if err != nil {
		return err
	}
	var a, b, c int
	if _, err := fmt.Sscanf(version, "%d.%d.%d", &a, &b, &c); err != nil || a*10000+b*100+c < 35103 {
		return fmt.Errorf("SQLite %s can lose commits; 3.51.3 or later is needed", version)
	}
	if want := map[string]int{"normal": 1, "full": 2}[level]; journal != "wal" || sync != want || keys != 1 {
		return fmt.Errorf(
			"settings did not take: journal_mode=%s synchronous=%d foreign_keys=%d",
			journal,
			sync,
			keys,
		)
	}
	return nil
}

func (db *DB) openPostgres(ctx context.Context, url string) error {
	sep := " "
	if strings.Contains(url, "://") {
		sep = "&"
		if !strings.Contains(url, "?") {
			sep = "?"
		}
	}
	pool, err := sql.Open("pgx", url+sep+"plan_cache_mode=force_custom_plan"+sep+"connect_timeout=5")
	if err != nil {
		return err
	}
	pool.SetMaxOpenConns(16)
	pool.SetMaxIdleConns(16)
	pool.SetConnMaxLifetime(time.Hour)
	db.write, db.read = pool, pool
	return pool.PingContext(ctx)
}

// Close closes the database after running writes have ended.
func (db *DB) Close() error {
	db.mu.Lock()
	defer db.mu.Unlock()
	for _, s := range db.stmts {
		_ = s.Close()
	}
	db.stmts = map[string]*sql.Stmt{}
	if db.writer != nil {
		db.writer.close()
	}
	if db.read == nil || db.read == db.write {
		return db.write.Close()
	}
	return errors.Join(db.read.Close(), db.write.Close())
}

// Engine is "sqlite" or "postgres".
func (db *DB) Engine() string { return db.dialect.name() }

// URL is where the database is, as given to Open.
func (db *DB) URL() string { return db.url }

// Now is the present moment, cut to the millisecond.
func (db *DB) Now() calendar.Instant { return calendar.InstantOf(db.now()) }

// Ping reports whether the database answers.
func (db *DB) Ping(ctx context.Context) error { return db.read.PingContext(ctx) }

// NewID makes a new, time-ordered id.
func (db *DB) NewID() record.ID { return db.ids.next() }

// leaseNode gives this process a node number for its ids: 0 on SQLite, where
// one process writes; a random one of 1..1023 on PostgreSQL.
func (db *DB) leaseNode(context.Context) (int64, error) {
	if db.Engine() == "sqlite" {
		return 0, nil
	}
	return 1 + rand.Int64N(1023), nil
}

// OnEvent calls f after each commit that recorded an event. f must not block.
func (db *DB) OnEvent(f func()) {
	db.mu.Lock()
	defer db.mu.Unlock()
	db.onTail = append(db.onTail, f)
}

// stmt gives the prepared form of text on the reader pool, nil when it should
// be sent as it is (PostgreSQL: pgx keeps its own cache).
func (db *DB) stmt(ctx context.Context, text string) *sql.Stmt {
	db.mu.RLock()
	s, n := db.stmts[text], len(db.stmts)
	db.mu.RUnlock()
	if s != nil || n >= maxStatements {
		return s
	}
	s, err := db.read.PrepareContext(ctx, text)
	if err != nil {
		return nil
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	if old := db.stmts[text]; old != nil {
		_ = s.Close() //nolint:sqlclosecheck // the other one is kept
		return old
	}
	db.stmts[text] = s
	return s
}
