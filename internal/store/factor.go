package store

import (
	"context"

	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
)

// Factor is the second factor of a user: the secret of his authenticator. It is
// asked for once it is confirmed.
type Factor struct {
	UserID      record.ID        `db:"user_id"`
	Secret      string           `db:"secret"`
	CreatedAt   calendar.Instant `db:"created_at"`
	ConfirmedAt calendar.Instant `db:"confirmed_at"`
	LastStep    int64            `db:"last_step"` // of the last code that was used
}

// Factor reads the second factor of a user, NotFound when he has none.
func (r *Reads) Factor(ctx context.Context, user record.ID) (Factor, error) {
	return one[Factor](ctx, r, `SELECT user_id, secret, created_at, confirmed_at, last_step FROM second_factor
 WHERE workspace_id = $1 AND user_id = $2`, WorkspaceID, user)
}

// factorUser is a user with a confirmed second factor.
type factorUser struct {
	UserID record.ID `db:"user_id"`
}

// FactorUsers lists who has a second factor.
func (r *Reads) FactorUsers(ctx context.Context) (map[record.ID]bool, error) {
	rows, err := all[factorUser](ctx, r, `SELECT user_id FROM second_factor
 WHERE workspace_id = $1 AND confirmed_at IS NOT NULL`, WorkspaceID)
	out := map[record.ID]bool{}
	for _, x := range rows {
		out[x.UserID] = true
	}
	return out, err
}

// AddFactor starts a second factor in place of one that was not confirmed.
func (tx *Tx) AddFactor(ctx context.Context, user record.ID, secret string) error {
	if _, err := tx.RemoveFactor(ctx, user); err != nil {
		return err
	}
	_, err := tx.exec(ctx, `INSERT INTO second_factor (workspace_id, user_id, secret, created_at, last_step)
 VALUES ($1,$2,$3,$4,0)`, user, secret, tx.now)
	return err
}

// ConfirmFactor makes a second factor count; false when it counts already.
func (tx *Tx) ConfirmFactor(ctx context.Context, user record.ID) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE second_factor SET confirmed_at = $3
 WHERE workspace_id = $1 AND user_id = $2 AND confirmed_at IS NULL`, user, tx.now)
	return n == 1, err
}

// UseStep marks the code of a step as used; false when it, or a later one, was
// used before.
func (tx *Tx) UseStep(ctx context.Context, user record.ID, step int64) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE second_factor SET last_step = $3
 WHERE workspace_id = $1 AND user_id = $2 AND last_step < $3`, user, step)
	return n == 1, err
}

// RemoveFactor takes a second factor and its recovery codes away; false when
// there was none.
func (tx *Tx) RemoveFactor(ctx context.Context, user record.ID) (bool, error) {
	_, err := tx.exec(ctx, "DELETE FROM recovery_code WHERE workspace_id = $1 AND user_id = $2", user)
	if err != nil {
		return false, err
	}
	n, err := tx.exec(ctx, "DELETE FROM second_factor WHERE workspace_id = $1 AND user_id = $2", user)
	return n == 1, err
}

// AddRecovery stores the hash of a recovery code.
func (tx *Tx) AddRecovery(ctx context.Context, user record.ID, hash string) error {
	_, err := tx.exec(ctx,
		"INSERT INTO recovery_code (workspace_id, code_hash, user_id) VALUES ($1,$2,$3)", hash, user)
	return err
}

// UseRecovery marks a recovery code as used; false when there is none.
func (tx *Tx) UseRecovery(ctx context.Context, user record.ID, hash string) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE recovery_code SET used_at = $4
 WHERE workspace_id = $1 AND code_hash = $2 AND user_id = $3 AND used_at IS NULL`, hash, user, tx.now)
	return n == 1, err
}

// RecoveryLeft counts the recovery codes that a user has not used.
func (r *Reads) RecoveryLeft(ctx context.Context, user record.ID) (int64, error) {
	return value[int64](ctx, r, `SELECT count(*) FROM recovery_code
 WHERE workspace_id = $1 AND user_id = $2 AND used_at IS NULL`, WorkspaceID, user)
}
