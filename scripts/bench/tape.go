package main

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"sync"
	"time"
)

// tape notes the statements of a request while it is on.
type tape struct {
	mu   sync.Mutex
	on   bool
	said []statement
}

type statement struct {
	text string
	args []any
}

// note notes a statement, unless it is one of those that write down, about once a
// second, who has read what: they belong to no request.
func (t *tape) note(text string, args []any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.on && !strings.HasPrefix(text, "INSERT INTO access") {
		t.said = append(t.said, statement{text, args})
	}
}

// record gives the statements that f causes.
func (t *tape) record(f func() error) ([]statement, error) {
	t.mu.Lock()
	t.on, t.said = true, nil
	t.mu.Unlock()
	err := f()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.on = false
	return t.said, err
}

// bare is one connection without the product around it.
type bare struct {
	db    *sql.DB
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
}

func openBare(ctx context.Context, url string) (*bare, error) {
	driver, dsn := "pgx", url
	if path, ok := strings.CutPrefix(url, "file:"); ok {
		driver, dsn = "sqlite", "file:"+path+"?_pragma=busy_timeout(60000)"+
			"&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"+
			"&_pragma=cache_size(-16384)&_pragma=mmap_size(268435456)&_txlock=immediate"
	}
	db, err := sql.Open(driver, dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(ctx)
	return &bare{db, conn, map[string]*sql.Stmt{}}, err
}

// play runs statements once and drains their rows.
func (b *bare) play(ctx context.Context, all []statement) error {
	for _, s := range all {
		stmt := b.stmts[s.text]
		if stmt == nil {
			var err error
			if stmt, err = b.conn.PrepareContext(ctx, s.text); err != nil {
				return err
			}
			b.stmts[s.text] = stmt
		}
		rows, err := stmt.QueryContext(ctx, s.args...)
		if err != nil {
			return err
		}
		if err := drain(rows); err != nil {
			return err
		}
	}
	return nil
}

func drain(rows *sql.Rows) error {
	defer func() { _ = rows.Close() }()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	cells := make([]any, len(names))
	for i := range cells {
		cells[i] = new(any)
	}
	for rows.Next() {
		if err := rows.Scan(cells...); err != nil {
			return err
		}
	}
	return rows.Err()
}

// commit is the time of one small durable change: one row of the deals, with the
// indexes that stand on it, on a connection with the settings of the server.
func (b *bare) commit(ctx context.Context, id int64) (time.Duration, error) {
	began := time.Now()
	tx, err := b.conn.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE deal SET updated_at = $1 WHERE workspace_id = 1 AND id = $2",
		began.UnixMilli(), id); err != nil {
		return 0, errors.Join(err, tx.Rollback())
	}
	err = tx.Commit()
	return time.Since(began), err
}

// durable says whether a commit waits for the disk.
func (b *bare) durable(ctx context.Context, engine string) (string, error) {
	if engine == "sqlite" {
		return "WAL, synchronous=FULL", nil
	}
	var sync, commit string
	err := b.conn.QueryRowContext(ctx,
		"SELECT current_setting('fsync'), current_setting('synchronous_commit')").Scan(&sync, &commit)
	return "fsync=" + sync + ", synchronous_commit=" + commit, err
}
