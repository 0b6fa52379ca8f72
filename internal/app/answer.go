package app

import (
	"context"

	"sente/internal/store"
)

// KeepAnswer stores the answer to a request with an idempotency key, so that a
// repetition gets it again.
func (a *App) KeepAnswer(ctx context.Context, c store.Claim, answer store.KeptAnswer) error {
	return a.db.Write(context.WithoutCancel(ctx), func(tx *store.Tx) error {
		return tx.Keep(ctx, c.UserID, c.Key, answer)
	})
}
