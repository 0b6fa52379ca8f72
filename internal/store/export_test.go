package store

import "context"

// Exec runs a statement of a test inside a transaction, as it is.
func Exec(ctx context.Context, tx *Tx, text string) error {
	_, err := tx.q.ExecContext(ctx, text)
	return err
}
