package app

import (
	"context"
	"time"

	"sente/internal/sales/record"
	"sente/internal/store"
)

// sealBatch is how many entries one transaction seals.
const sealBatch = 500

// Sealer seals the audit trail: what happened, who read, who tried to log in.
type Sealer struct {
	app *App
	at  record.ID // all entries up to here are sealed
}

// NewSealer makes a sealer that begins by looking at all entries.
func (a *App) NewSealer() *Sealer { return &Sealer{app: a} }

// Seal seals what is not sealed yet and says how many entries. Several nodes may
// do it at once: one of them does. Without the installation's key nothing is
// sealed.
func (s *Sealer) Seal(ctx context.Context) (sealed int, err error) {
	if len(s.app.key) == 0 {
		return 0, nil
	}
	db := s.app.db
	for {
		first, err := db.Reads().FirstUnsealed(ctx, s.at)
		if err != nil {
			return sealed, err
		}
		if first == 0 {
			s.at, err = db.Reads().LateSince(ctx)
			return sealed, err
		}
		n := 0
		err = db.Write(ctx, func(tx *store.Tx) error {
			n, err = tx.Seal(ctx, s.app.key, first, sealBatch)
			return err
		})
		if err != nil || n == 0 {
			return sealed, err
		}
		sealed += n
		s.at = first - 1
	}
}

// headPause is how long SealAll waits for another node's seal.
const headPause = 20 * time.Millisecond

// SealAll is Seal that waits while another node has the end of the chain, as it
// also seems to be for a moment after a transaction was cut off; until ctx ends.
func (s *Sealer) SealAll(ctx context.Context) error {
	for len(s.app.key) > 0 {
		if _, err := s.Seal(ctx); err != nil {
			return err
		}
		first, err := s.app.db.Reads().FirstUnsealed(ctx, s.at)
		if err != nil || first == 0 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(headPause):
		}
	}
	return nil
}
