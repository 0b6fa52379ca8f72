// Package store keeps everything in one SQL database: SQLite in a file by
// default, or PostgreSQL, with the same hand-written SQL. Reads take an
// org.Scope; writes happen inside DB.Write, which makes one transaction and
// one event. Start with DB, then table.go (how a struct meets its table).
package store

import (
	"cmp"
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
	Pool   int              // connections to PostgreSQL, readers of SQLite; 0 is a fitting number
	Wait   time.Duration    // longest wait for a connection; 0 is 5 s
	Limit  time.Duration    // longest time of one question of a request; 0 is 10 s
	Secret []byte           // what the cursors of lists are signed with, the same on all nodes
	Log    *slog.Logger     // nil: slog.Default()
	Trace  Trace            // nil: none
}

// Trace is told of each statement before it runs; it must be safe for
// concurrent use. The benchmark measures the bare statements with it.
type Trace func(text string, args []any)

// DB is an open database. It is safe for concurrent use.
type DB struct {
	write, read *sql.DB
	bulk        *sql.DB // for what may take long: exports, copies, migrations
	gate        gate
	limit       time.Duration
	dialect     dialect
	ids         *idMaker
	now         func() time.Time
	log         *slog.Logger
	url         string
	secret      []byte
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
	db := &DB{now: o.Now, log: o.Log, url: o.URL, secret: o.Secret, trace: o.Trace,
		stmts: map[string]*sql.Stmt{}, limit: cmp.Or(o.Limit, questionLimit)}
	err := db.connect(ctx, o)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if !o.Look {
		err = db.migrate(ctx)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("migrate: %w", err), db.Close())
	}
	if db.Engine() == "sqlite" {
		if db.writer, err = newWriter(ctx, db.write, cmp.Or(o.Wait, connectionWait)); err != nil {
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

func (db *DB) openSQLite(ctx context.Context, path string, o Options) error {
	level := "FULL"
	if o.Normal {
		level = "NORMAL"
	}
	common := sqliteURI(path) + "?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)" +
		"&_pragma=synchronous(" + level +
		")&_pragma=foreign_keys(1)&_pragma=temp_store(MEMORY)&_dqs=0"
	reading := common + "&_pragma=query_only(1)&_pragma=mmap_size(268435456)&_pragma=cache_size(-16384)"
	writing := common + "&_pragma=cache_size(-32768)&_pragma=journal_size_limit(67108864)&_txlock=immediate"
	var err error
	if db.write, err = openPool("sqlite", writing, 1); err != nil {
		return err
	}
	if err := db.write.PingContext(ctx); err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	if db.read, err = openPool("sqlite", reading, o.Pool); err != nil {
		return err
	}
	if db.bulk, err = openPool("sqlite", reading, bulkPool); err != nil {
		return err
	}
	return db.checkSQLite(ctx, strings.ToLower(level))
}

// connect opens the pools of the engine that the URL names.
func (db *DB) connect(ctx context.Context, o Options) error {
	path, file := strings.CutPrefix(o.URL, "file:")
	if file {
		o.Pool = cmp.Or(o.Pool, max(4, 2*runtime.GOMAXPROCS(0)))
	}
	o.Pool = cmp.Or(o.Pool, 16)
	db.gate = newGate(o.Pool, cmp.Or(o.Wait, connectionWait))
	if file {
		db.dialect = sqliteDialect{}
		return db.openSQLite(ctx, path, o)
	}
	db.dialect = postgresDialect{}
	return db.openPostgres(ctx, o)
}

// sqliteURI is the name of a file for SQLite, whatever letters are in its path.
func sqliteURI(path string) string {
	return "file:" + strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path)
}

func openPool(driver, dsn string, size int) (*sql.DB, error) {
	pool, err := sql.Open(driver, dsn)
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size)
	return pool, nil
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

func (db *DB) openPostgres(ctx context.Context, o Options) error {
	sep := " "
	if strings.Contains(o.URL, "://") {
		sep = "&"
		if !strings.Contains(o.URL, "?") {
			sep = "?"
		}
	}
	common := o.URL + sep + "plan_cache_mode=force_custom_plan" + sep + "connect_timeout=5"
	limited := common + sep + fmt.Sprintf("statement_timeout=%d", db.limit.Milliseconds())
	pool, err := openPool("pgx", limited, o.Pool)
	if err != nil {
		return err
	}
	db.write, db.read = pool, pool
	if db.bulk, err = openPool("pgx", common, bulkPool); err != nil {
		return err
	}
	pool.SetConnMaxLifetime(time.Hour)
	db.bulk.SetConnMaxIdleTime(time.Minute)
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
	var err error
	for _, pool := range []*sql.DB{db.bulk, db.read, db.write} { // closing twice does no harm
		if pool != nil {
			err = errors.Join(err, pool.Close())
		}
	}
	return err
}

// Engine is "sqlite" or "postgres".
func (db *DB) Engine() string { return db.dialect.name() }

// Lanes is into how many transactions at once a long run is best cut: while
// PostgreSQL reads and writes for one, the program works on the other. SQLite has
// one writer.
func (db *DB) Lanes() int {
	if db.writer != nil {
		return 1
	}
	return 2
}

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
