package store

import (
	"context"

	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
)

// Token is a personal API token of a user. Only the hash of the secret is kept.
type Token struct {
	ID        record.ID        `json:"id" db:"id"`
	UserID    record.ID        `json:"user_id" db:"user_id"`
	Name      string           `json:"name" db:"name"`
	Hash      string           `json:"-" db:"token_hash"`
	Hint      string           `json:"hint" db:"hint" doc:"its last four characters"`
	Scope     string           `json:"scope" db:"scope" enum:"read,write"`
	CreatedAt calendar.Instant `json:"created_at" db:"created_at" format:"date-time"`
	ExpiresAt calendar.Instant `json:"expires_at" db:"expires_at" format:"date-time"`
	UsedAt    calendar.Instant `json:"used_at,omitzero" db:"used_at" format:"date-time" doc:"to the minute"`
}

const tokenColumns = "SELECT id, user_id, name, token_hash, hint, scope, created_at, expires_at, used_at" +
	" FROM api_token"

// TokenByHash reads a token that is good now, NotFound otherwise.
func (r *Reads) TokenByHash(ctx context.Context, hash string, now calendar.Instant) (Token, error) {
	return one[Token](ctx, r, tokenColumns+` WHERE workspace_id = $1 AND token_hash = $2
 AND revoked_at IS NULL AND expires_at > $3`, WorkspaceID, hash, now)
}

// Token reads a token that was not revoked, NotFound otherwise.
func (r *Reads) Token(ctx context.Context, id record.ID) (Token, error) {
	return one[Token](ctx, r, tokenColumns+" WHERE workspace_id = $1 AND id = $2 AND revoked_at IS NULL",
		WorkspaceID, id)
}

// Tokens lists the tokens of a user that were not revoked, the newest first.
func (r *Reads) Tokens(ctx context.Context, user record.ID) ([]Token, error) {
	return all[Token](ctx, r, tokenColumns+` WHERE workspace_id = $1 AND user_id = $2 AND revoked_at IS NULL
 ORDER BY id DESC`, WorkspaceID, user)
}

// AddToken stores a token.
func (tx *Tx) AddToken(ctx context.Context, t Token) error {
	_, err := tx.exec(ctx, `INSERT INTO api_token (workspace_id, id, user_id, name, token_hash, hint, scope,
 created_at, expires_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)`,
		t.ID, t.UserID, t.Name, t.Hash, t.Hint, t.Scope, t.CreatedAt, t.ExpiresAt)
	return err
}

// TouchToken notes that a token was used.
func (tx *Tx) TouchToken(ctx context.Context, id record.ID) error {
	return tx.send(ctx, "UPDATE api_token SET used_at = $3 WHERE workspace_id = $1 AND id = $2", id, tx.now)
}

// RevokeToken ends a token for good; false when it was ended before.
func (tx *Tx) RevokeToken(ctx context.Context, id record.ID) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE api_token SET revoked_at = $3
 WHERE workspace_id = $1 AND id = $2 AND revoked_at IS NULL`, id, tx.now)
	return n == 1, err
}

// RevokeTokens ends every token of a user.
func (tx *Tx) RevokeTokens(ctx context.Context, user record.ID) error {
	_, err := tx.exec(ctx, `UPDATE api_token SET revoked_at = $3
 WHERE workspace_id = $1 AND user_id = $2 AND revoked_at IS NULL`, user, tx.now)
	return err
}
