package job

import (
	"context"
	"fmt"
	"time"

	"sente/internal/app"
	"sente/internal/store"
)

// planBackup queues the next backup unless it waits already. Whichever node
// claims it makes it.
func planBackup(ctx context.Context, a *app.App) error {
	plan := a.BackupPlan()
	if plan.At == "" || a.SetupNeeded() {
		return nil
	}
	clock, err := time.Parse("15:04", plan.At)
	if err != nil {
		return fmt.Errorf("backup-at: %w", err)
	}
	return a.DB().Write(ctx, func(tx *store.Tx) error {
		at := NextAt(tx.Now(), a.Zone(), clock.Hour(), clock.Minute())
		day := at.In(a.Zone()).String()
		return tx.EnqueueJob(ctx, store.NewJob{Kind: app.BackupJob, Payload: day,
			Uniq: app.BackupJob + ":" + day, RunAt: at, Tries: app.BackupTries})
	})
}
