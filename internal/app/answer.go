package app

import (
	"context"

	"sente/internal/store"
)

// KeepAnswer stores the answer to a request with an idempotency key, so that a
// repetition gets it again; also after the one who asked has hung up.
func (a *App) KeepAnswer(ctx context.Context, c store.Claim, answer store.KeptAnswer) error {
	ctx = context.WithoutCancel(ctx)
	return a.db.Write(ctx, func(tx *store.Tx) error {
		return tx.Keep(ctx, c.UserID, c.Key, answer)
	})
}
