package store

import (
	"context"
	"errors"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
)

// Claim is an idempotency key of one user's request: the first transaction
// that carries it takes it, in the same commit as its rows.
type Claim struct {
	UserID      record.ID
	Key         string
	Fingerprint string // of method, path and body
}

type claimKey struct{}

// WithKey makes the next write of ctx claim an idempotency key.
func WithKey(ctx context.Context, c Claim) context.Context {
	return context.WithValue(ctx, claimKey{}, &claimState{Claim: c})
}

// WithoutKey keeps a write of ctx, one that goes before the act itself, from
// claiming its idempotency key.
func WithoutKey(ctx context.Context) context.Context {
	return context.WithValue(ctx, claimKey{}, (*claimState)(nil))
}

type claimState struct {
	Claim
	taken bool // by a transaction that was committed
}

// claimOf is the key that ctx has still to claim, nil when there is none.
func claimOf(ctx context.Context) *claimState {
	if c, _ := ctx.Value(claimKey{}).(*claimState); c != nil && !c.taken {
		return c
	}
	return nil
}

// claimKey takes the key of ctx, once; a key that is taken already is refused
// as Conflict.
func (tx *Tx) claimKey(ctx context.Context) error {
	c := claimOf(ctx)
	if c == nil {
		return nil
	}
	return tx.q.send(ctx, asked{meets: 1, refused: keyInUse,
		text: `INSERT INTO idempotency (workspace_id, user_id, idem_key, fingerprint, claimed_at)
 VALUES ($1,$2,$3,$4,$5) ON CONFLICT (workspace_id, user_id, idem_key) DO NOTHING`,
		args: []any{WorkspaceID, c.UserID, c.Key, c.Fingerprint, tx.now}})
}

func keyInUse(err error) error {
	if errors.Is(err, errNotMet) {
		return fault.New(fault.Conflict, "key_in_use").At("Idempotency-Key")
	}
	return err
}

// noteSubject keeps beside the claimed key what the act was about, in the same
// commit: so much is known also when the answer is never kept.
func (tx *Tx) noteSubject(ctx context.Context) error {
	c := claimOf(ctx)
	if c == nil || len(tx.events) == 0 {
		return nil
	}
	e := tx.events[0]
	about := map[string]string{subjectHeader: record.Ref{Kind: e.Kind, ID: e.SubjectID}.String()}
	return tx.send(ctx, `UPDATE idempotency SET headers = $4 WHERE workspace_id = $1 AND user_id = $2
 AND idem_key = $3`, c.UserID, c.Key, jsonText(about))
}

// subjectHeader stands among the headers of an answer that is not kept yet.
const subjectHeader = "Subject"

// KeptAnswer is the stored answer to a request with an idempotency key.
type KeptAnswer struct {
	Fingerprint string            `db:"fingerprint"`
	ClaimedAt   calendar.Instant  `db:"claimed_at"`
	Status      *int              `db:"status"` // nil: done, but its answer was not kept
	Headers     map[string]string `db:"headers,json"`
	Body        string            `db:"body"`
}

// Subject names the record of an act whose answer is not kept, "" without an event.
func (k KeptAnswer) Subject() string {
	if k.Status != nil {
		return ""
	}
	return k.Headers[subjectHeader]
}

// Kept finds the answer to a key, NotFound when the key is new.
func (r *Reads) Kept(ctx context.Context, user record.ID, key string) (KeptAnswer, error) {
	return one[KeptAnswer](ctx, r, `SELECT fingerprint, claimed_at, status, headers, body FROM idempotency
 WHERE workspace_id = $1 AND user_id = $2 AND idem_key = $3`, WorkspaceID, user, key)
}

// Keep stores the answer to a claimed key.
func (tx *Tx) Keep(ctx context.Context, user record.ID, key string, a KeptAnswer) error {
	return tx.send(ctx, `UPDATE idempotency SET status = $4, headers = $5, body = $6
 WHERE workspace_id = $1 AND user_id = $2 AND idem_key = $3`, user, key, a.Status, jsonText(a.Headers),
		a.Body)
}

// ForgetKeys drops keys that were claimed before a moment.
func (tx *Tx) ForgetKeys(ctx context.Context, before calendar.Instant) error {
	_, err := tx.exec(ctx, "DELETE FROM idempotency WHERE workspace_id = $1 AND claimed_at < $2", before)
	return err
}
