package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// writer is the one SQLite connection that writes, with its own prepared
// statements. Writers queue in Go, first come first served: queueing inside
// SQLite is unfair and fails with SQLITE_BUSY_SNAPSHOT.
type writer struct {
	turn  gate
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
}

func newWriter(ctx context.Context, pool *sql.DB, wait time.Duration) (*writer, error) {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return &writer{turn: newGate(1, wait), conn: conn, stmts: map[string]*sql.Stmt{}}, nil
}

// within runs f between BEGIN IMMEDIATE and COMMIT; an error rolls back.
func (w *writer) within(ctx context.Context, f func(querier) error) (err error) {
	if err := w.turn.enter(ctx); err != nil {
		return err
	}
	defer w.turn.leave()
	// whoever hangs up now must not leave a transaction behind that nobody ends
	if _, err := w.ExecContext(context.WithoutCancel(ctx), "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	done := false
	defer func() {
		if !done {
			_, _ = w.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
		}
	}()
	if err := f(w); err != nil {
		return err
	}
	if _, err := w.ExecContext(context.WithoutCancel(ctx), "COMMIT"); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	done = true
	return nil
}

func (w *writer) prepared(ctx context.Context, text string) (*sql.Stmt, error) {
	if s := w.stmts[text]; s != nil {
		return s, nil
	}
	s, err := w.conn.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	if len(w.stmts) >= maxStatements {
		for old, stmt := range w.stmts {
			_ = stmt.Close()
			delete(w.stmts, old)
			break
		}
	}
	w.stmts[text] = s
	return s, nil
}

func (w *writer) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	s, err := w.prepared(ctx, text) //nolint:sqlclosecheck // kept; close closes it
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

func (w *writer) ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error) {
	s, err := w.prepared(ctx, text) //nolint:sqlclosecheck // kept; close closes it
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

func (w *writer) queryEach(ctx context.Context, asks []asked) error { return onSQLite(ctx, w, asks) }

func (w *writer) send(ctx context.Context, a asked) error {
	res, err := w.ExecContext(unwatched(ctx, true), a.text, a.args...)
	return a.meaning(a.met(res, err))
}

func (w *writer) close() {
	w.turn.places <- struct{}{}
	for _, s := range w.stmts {
		_ = s.Close()
	}
	_ = w.conn.Close()
}
