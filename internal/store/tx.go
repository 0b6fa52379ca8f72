package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/event"
	"sente/internal/sales/record"
)

// querier is what reads and writes need of a connection.
type querier interface {
	QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error)
	ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error)
	// queryEach runs queries and hands their rows to those who take them.
	queryEach(ctx context.Context, asks []asked) error
	// send makes a write whose answer nobody waits for: it is done before the next
	// statement, or with the commit, and what it is refused for is told then.
	send(ctx context.Context, write asked) error
}

// Reads answers questions. DB.Reads gives one outside any transaction; a Tx is
// one too, and sees its own writes.
type Reads struct {
	q    querier
	db   *DB
	pool poolKind
}

// Reads reads outside a transaction.
func (db *DB) Reads() *Reads { return &Reads{q: db.traced(readPool{db}), db: db, pool: shared} }

// Bulk reads outside a transaction and without a limit of time, on connections
// of its own: for exports and other long reading that nobody else shall wait for.
func (db *DB) Bulk() *Reads { return &Reads{q: db.traced(unhurried{db.bulk}), db: db, pool: apart} }

// traced tells the Trace of the statements of q, which refuses texts that cannot be kept.
func (db *DB) traced(q querier) querier {
	q = keepable{q}
	if db.trace == nil {
		return q
	}
	return tracer{q, db.trace}
}

type tracer struct {
	querier
	trace Trace
}

func (t tracer) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	t.trace(text, args)
	return t.querier.QueryContext(ctx, text, args...)
}

func (t tracer) ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error) {
	t.trace(text, args)
	return t.querier.ExecContext(ctx, text, args...)
}

func (t tracer) queryEach(ctx context.Context, asks []asked) error {
	for _, a := range asks {
		t.trace(a.text, a.args)
	}
	return t.querier.queryEach(ctx, asks)
}

func (t tracer) send(ctx context.Context, write asked) error {
	t.trace(write.text, write.args)
	return t.querier.send(ctx, write)
}

// Engine is "sqlite" or "postgres".
func (r *Reads) Engine() string { return r.db.Engine() }

type readPool struct{ db *DB }

func (p readPool) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	if p.db.Engine() == "sqlite" {
		s := p.db.stmt(ctx, text) //nolint:sqlclosecheck // kept; DB.Close closes it
		if s != nil {
			return s.QueryContext(ctx, args...)
		}
	}
	return p.db.read.QueryContext(ctx, text, args...)
}

func (p readPool) queryEach(ctx context.Context, asks []asked) error {
	if p.db.Engine() == "sqlite" {
		return onSQLite(ctx, p, asks)
	}
	if len(asks) == 1 && !asks[0].byKey {
		return oneByOne(ctx, p, asks)
	}
	conn, err := p.db.read.Conn(ctx)
	if err != nil {
		return err
	}
	_, err = pipeline(ctx, conn, asks)
	return errors.Join(err, conn.Close())
}

func (p readPool) send(context.Context, asked) error { return errOutside }

// errOutside reports a write on a connection that is for reads.
var errOutside = errors.New("a write outside DB.Write")

func (p readPool) ExecContext(context.Context, string, ...any) (sql.Result, error) {
	return nil, errOutside
}

// noted is a changed row, and the deal that it is or hangs on.
type noted struct {
	event.Change
	deal record.ID
}

// Tx is one transaction: rows written through Add, Save and Remove are noted
// with their before and after, and Record makes the event of them.
type Tx struct {
	Reads
	now     calendar.Instant
	changes []noted
	events  []event.Event
	held    map[record.ID]bool // deals that this transaction has locked or made
}

// Now is the moment of the transaction, the same for all its rows.
func (tx *Tx) Now() calendar.Instant { return tx.now }

// NewID makes a new id.
func (tx *Tx) NewID() record.ID { return tx.db.NewID() }

// maxTries bounds how often a transaction is repeated after a serialisation
// failure or a deadlock.
const maxTries = 5

// Write runs f in one transaction and commits it durably. f may run again after
// a serialisation failure, so it must have no effects besides the database. An
// idempotency key in ctx (see WithKey) is claimed first. Changes that were not
// recorded as an event are refused: it is a bug.
func (db *DB) Write(ctx context.Context, f func(*Tx) error) error {
	var err error
	for try := range maxTries {
		err = db.writeOnce(ctx, f)
		if err == nil || failureOf(err) != failRetry {
			break
		}
		time.Sleep(time.Duration(1<<try) * time.Millisecond)
	}
	switch failureOf(err) {
	case failRetry:
		return fault.New(fault.Busy, "busy").Because(err)
	case failFull:
		return fault.New(fault.Full, "disk_full").Because(err)
	}
	return err
}

func (db *DB) writeOnce(ctx context.Context, f func(*Tx) error) error {
	tx := &Tx{now: db.Now(), held: map[record.ID]bool{}}
	tx.db = db
	run := func(q querier) error {
		tx.q = db.traced(q)
		if err := tx.claimKey(ctx); err != nil {
			return err
		}
		if err := f(tx); err != nil {
			return err
		}
		return errors.Join(tx.finish(ctx), tx.noteSubject(ctx))
	}
	if err := db.within(ctx, run); err != nil {
		return err
	}
	if c := claimOf(ctx); c != nil {
		c.taken = true
	}
	if len(tx.events) > 0 {
		db.mu.RLock()
		tails := db.onTail
		db.mu.RUnlock()
		for _, f := range tails {
			f()
		}
	}
	return nil
}

func (db *DB) within(ctx context.Context, f func(querier) error) error {
	if db.writer != nil {
		return db.writer.within(ctx, f)
	}
	if err := db.gate.enter(ctx); err != nil {
		return err
	}
	defer db.gate.leave()
	conn, err := db.write.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	return (&postgresTx{conn: conn}).within(ctx, f)
}

// exec runs a statement with the workspace as $1.
func (tx *Tx) exec(ctx context.Context, text string, args ...any) (int64, error) {
	res, err := tx.q.ExecContext(ctx, text, append([]any{WorkspaceID}, args...)...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// send makes a write with the workspace as $1 whose answer nobody waits for.
func (tx *Tx) send(ctx context.Context, text string, args ...any) error {
	return tx.q.send(ctx, asked{text: text, args: append([]any{WorkspaceID}, args...)})
}
