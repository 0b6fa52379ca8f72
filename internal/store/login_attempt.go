package store

import (
	"context"
	"time"

	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
)

// Attempt is one try to log in. Rows are only added. A name that nobody has is not kept: people type
// passwords into the wrong field.
type Attempt struct {
	ID      record.ID        `json:"id" db:"id"`
	UserID  record.ID        `json:"user_id,omitzero" db:"user_id" doc:"absent: nobody has that name"`
	At      calendar.Instant `json:"at" db:"recorded_at" format:"date-time"`
	Outcome string           `json:"outcome" db:"outcome" enum:"ok,code,recovery,link,wrong,inactive,code_wrong,limited,code_limited"`
	Address string           `json:"address" db:"address"`
	Agent   string           `json:"agent" db:"agent" doc:"what the browser says of itself"`
}

// AttemptFilter narrows a list of attempts; zero members do not.
type AttemptFilter struct {
	UserID record.ID
	Before record.ID // older than this one
	Limit  int       // 1 to 200
}

// Attempts lists tries to log in, the newest first.
func (r *Reads) Attempts(ctx context.Context, f AttemptFilter) ([]Attempt, error) {
	w := newWhere().and("x.workspace_id = $1")
	if f.UserID != 0 {
		w.and("x.user_id = ?", f.UserID)
	}
	if f.Before != 0 {
		w.and("x.id < ?", f.Before)
	}
	return all[Attempt](ctx, r, `SELECT x.id, x.user_id, x.recorded_at, x.outcome, x.address, x.agent
 FROM login_attempt x WHERE `+w.text()+" ORDER BY x.id DESC"+
		w.bind(" LIMIT ?", min(max(f.Limit, 1), 200)), w.args...)
}

// AttemptsFrom counts the tries of an address with an outcome within a time.
func (r *Reads) AttemptsFrom(
	ctx context.Context, address, outcome string, within time.Duration,
) (int64, error) {
	return value[int64](ctx, r, `SELECT count(*) FROM login_attempt
 WHERE workspace_id = $1 AND id > $2 AND address = $3 AND outcome = $4`, WorkspaceID,
		Earlier(r.db.NewID(), within), address, outcome)
}

// AddAttempt notes a try to log in.
func (tx *Tx) AddAttempt(ctx context.Context, x Attempt) error {
	_, err := tx.exec(ctx, `INSERT INTO login_attempt (workspace_id, id, user_id, recorded_at, outcome,
 address, agent) VALUES ($1,$2,$3,$4,$5,$6,$7)`, tx.NewID(), x.UserID, tx.now, x.Outcome, x.Address, x.Agent)
	return err
}
