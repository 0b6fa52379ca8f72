package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// The event table is the outbox: ids are time-ordered, so that the last id seen
// says where to go on. With several nodes a smaller id may be committed after a
// larger one; readers go back over Overlap and drop what they have seen.

// Overlap is how far behind the newest event a commit may still appear: nothing
// on SQLite, where one process writes, one after the other.
func (db *DB) Overlap() time.Duration {
	if db.Engine() == "sqlite" {
		return 0
	}
	return 5 * time.Second
}

// EventsAfter lists at most limit events behind an id, oldest first.
func (r *Reads) EventsAfter(ctx context.Context, after record.ID, limit int) ([]event.Event, error) {
	return all[event.Event](ctx, r, "SELECT "+eventColumns+` FROM event e
 WHERE e.workspace_id = $1 AND e.id > $2 ORDER BY e.id LIMIT $3`, WorkspaceID, after, limit)
}

// LastEvent is the id of the newest event, 0 when there is none.
func (r *Reads) LastEvent(ctx context.Context) (record.ID, error) {
	return value[record.ID](ctx, r,
		"SELECT e.id FROM event e WHERE e.workspace_id = $1 ORDER BY e.id DESC LIMIT 1",
		WorkspaceID)
}

// Earlier is the smallest id that is at most d older than id, at least 1.
func Earlier(id record.ID, d time.Duration) record.ID {
	return max(1, id-record.ID(d.Milliseconds())<<22)
}

// SeesRecord reports whether a deal or account stands in scope, in the trash or
// not: those who saw it are told when it goes there.
func (r *Reads) SeesRecord(ctx context.Context, s org.Scope, ref record.Ref) (bool, error) {
	w := newWhere().and("x.workspace_id = $1").and("x.id = ?", ref.ID)
	table := "account"
	if ref.Kind == record.Deal {
		table = "deal"
		w.seesDeal(s, "x")
	} else {
		w.seesAccount(s, "x")
	}
	n, err := value[int64](ctx, r, "SELECT count(*) FROM "+table+" x WHERE "+w.text(), w.args...)
	return n > 0, err
}

// OwnsAccount reports whether an account is owned in scope.
func (r *Reads) OwnsAccount(ctx context.Context, s org.Scope, id record.ID) (bool, error) {
	if s.All {
		return true, nil
	}
	n, err := value[int64](ctx, r,
		"SELECT count(*) FROM account a WHERE a.workspace_id = $1 AND a.id = $2 AND a.owner_id IN ("+
			ids(s.Owners)+")", WorkspaceID, id)
	return n > 0, err
}

// SeesWords reports whether a note, task or file on an account or contact is by
// somebody in scope, or the reader's own task.
func (r *Reads) SeesWords(ctx context.Context, s org.Scope, e event.Event) (bool, error) {
	w := newWhere().and("e.workspace_id = $1").and("e.id = ?", e.ID).wordsInScope(s)
	n, err := value[int64](ctx, r, "SELECT count(*) FROM event e WHERE "+w.text(), w.args...)
	return n > 0, err
}

// channel is the PostgreSQL channel on which nodes wake each other. Nothing
// travels on it: what happened stands in the event table.
const channel = "sente_event"

// Wake tells the other nodes that there are new events. On SQLite there are none.
func (db *DB) Wake(ctx context.Context) error {
	if db.Engine() == "sqlite" {
		return nil
	}
	_, err := db.write.ExecContext(ctx, "SELECT pg_notify($1, '')", channel)
	return err
}

// Listen calls woken after each Wake of any node until ctx ends or the
// connection breaks, on a connection of its own. On SQLite it waits for ctx.
func (db *DB) Listen(ctx context.Context, woken func()) error {
	if db.Engine() == "sqlite" {
		<-ctx.Done()
		return ctx.Err()
	}
	conn, err := pgx.Connect(ctx, db.url)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	if _, err := conn.Exec(ctx, "LISTEN "+channel); err != nil {
		return err
	}
	woken()
	for {
		if _, err := conn.WaitForNotification(ctx); err != nil {
			return err
		}
		woken()
	}
}
