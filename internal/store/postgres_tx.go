package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
)

// postgresTx is a transaction of PostgreSQL. BEGIN, and writes that were only
// sent, wait for the next statement, or the commit, and travel with it in one trip.
type postgresTx struct {
	conn  *sql.Conn
	sent  []asked
	begun bool // BEGIN has left
}

// within runs f between BEGIN and COMMIT; an error rolls back, and so does a
// panic.
func (t *postgresTx) within(ctx context.Context, f func(querier) error) error {
	committed := false
	defer func() {
		if t.begun && !committed {
			t.rollBack(context.WithoutCancel(ctx))
		}
	}()
	t.sent = append(t.sent, asked{text: "BEGIN"})
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

// commit makes the writes that were sent, and commits. A refusal of one of these
// writes stays what it is.
func (t *postgresTx) commit(ctx context.Context) error {
	_, err := t.flush(context.WithoutCancel(ctx), asked{text: "COMMIT"})
	if err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// flush makes the writes that were sent and then others, and says how many rows
// the last one met.
func (t *postgresTx) flush(ctx context.Context, more ...asked) (met int64, err error) {
	all := append(t.sent, more...)
	t.sent = nil
	if len(all) == 0 {
		return 0, nil
	}
	t.begun = true
	return pipeline(ctx, t.conn, all)
}

func (t *postgresTx) send(_ context.Context, a asked) error {
	plain := make([]any, len(a.args))
	for i, x := range a.args {
		v, err := driver.DefaultParameterConverter.ConvertValue(x)
		if err != nil {
			return err
		}
		plain[i] = v
	}
	a.args = plain
	t.sent = append(t.sent, a)
	return nil
}

func (t *postgresTx) queryEach(ctx context.Context, asks []asked) error {
	_, err := t.flush(ctx, asks...)
	return err
}

func (t *postgresTx) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	if _, err := t.flush(ctx); err != nil {
		return nil, err
	}
	return t.conn.QueryContext(ctx, text, args...)
}

func (t *postgresTx) ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error) {
	met, err := t.flush(ctx, asked{text: text, args: args})
	return driver.RowsAffected(met), err
}
