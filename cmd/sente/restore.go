package main

import (
	"context"
	"fmt"
	"time"

	"sente/internal/backup"
	"sente/internal/config"
)

// restoreCmd takes a backup back into an empty place.
type restoreCmd struct {
	File string `arg:"" type:"existingfile" help:"The backup."`
	config.Data
	Check bool `help:"Only verify the backup."`
}

// Help is shown below the usage.
func (restoreCmd) Help() string {
	return `The data folder must be absent or empty, and with --database the PostgreSQL database too.
Everything is verified before anything is written, and counted and hashed again afterwards.`
}

// Run restores and says what came back.
func (c *restoreCmd) Run(ctx context.Context) error {
	start := time.Now()
	if c.Check {
		m, err := backup.Verify(ctx, c.File)
		if err == nil {
			fmt.Printf("Whole: made %s by sente %s, %s, schema %d, %d rows, %d files\n",
				m.CreatedAt.Format(time.RFC3339), m.Version, m.Engine, m.Schema, m.Rows(), len(m.Members)-1)
		}
		return plain(err)
	}
	m, err := backup.Restore(ctx, c.File, backup.Target{Data: c.Dir, Database: c.Database})
	if err != nil {
		return plain(err)
	}
	fmt.Printf("Restored the state of %s: %d rows in %d tables and %d files, all as in the backup, in %s\n",
		m.CreatedAt.Format(time.RFC3339), m.Rows(), len(m.Tables), len(m.Members)-1,
		time.Since(start).Round(time.Millisecond))
	if m.SealHash != "" {
		fmt.Printf("Head of the audit chain: %d:%s\n", m.SealSeq, m.SealHash)
	}
	if !m.Secrets {
		fmt.Println("The backup holds no secret.key: put your copy into the data folder before the start.")
	}
	return nil
}
