package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
)

// postgresTx is a transaction of PostgreSQL. Writes that were only sent wait for
// the next statement, or the commit, and travel with it in one trip.
type postgresTx struct {
	conn *sql.Conn
	sent []asked
}

// within runs f between BEGIN and COMMIT; an error rolls back, and so does a
// panic.
func (t *postgresTx) within(ctx context.Context, f func(querier) error) error {
	committed := false
	defer func() {
		if !committed {
			t.rollBack(context.WithoutCancel(ctx))
		}
	}()
	if _, err := t.conn.ExecContext(ctx, "BEGIN"); err != nil {
		return err
	}
	if err := f(t); err != nil {
		return err
	}
	if err := t.commit(ctx); err != nil {
		return err
	}
	committed = true
	return nil
}

// rollBack ends the transaction; a connection on which that fails is not used
// again.
func (t *postgresTx) rollBack(ctx context.Context) {
	if _, err := t.conn.ExecContext(ctx, "ROLLBACK"); err != nil {
		_ = t.conn.Raw(func(any) error { return driver.ErrBadConn })
	}
}

// commit makes the writes that were sent, and commits.
func (t *postgresTx) commit(ctx context.Context) error {
	t.sent = append(t.sent, asked{text: "COMMIT"})
	if err := t.flush(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// flush makes the writes that were sent.
func (t *postgresTx) flush(ctx context.Context) error { return t.queryEach(ctx, nil) }

func (t *postgresTx) send(_ context.Context, text string, args ...any) error {
	plain := make([]any, len(args))
	for i, a := range args {
		v, err := driver.DefaultParameterConverter.ConvertValue(a)
		if err != nil {
			return err
		}
		plain[i] = v
	}
	t.sent = append(t.sent, asked{text: text, args: plain})
	return nil
}

func (t *postgresTx) queryEach(ctx context.Context, asks []asked) error {
	writes := t.sent
	t.sent = nil
	if len(writes)+len(asks) == 0 {
		return nil
	}
	return pipeline(ctx, t.conn, writes, asks)
}

func (t *postgresTx) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	if err := t.flush(ctx); err != nil {
		return nil, err
	}
	return t.conn.QueryContext(ctx, text, args...)
}

func (t *postgresTx) ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error) {
	if err := t.flush(ctx); err != nil {
		return nil, err
	}
	return t.conn.ExecContext(ctx, text, args...)
}
