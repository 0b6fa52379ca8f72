package main

import (
	"context"
	"errors"
	"fmt"

	"sente/internal/config"
)

// migrateCmd brings the schema up to this binary, as serve does at its start.
type migrateCmd struct{ config.Data }

// Run migrates and says how far.
func (c *migrateCmd) Run(ctx context.Context) error {
	h, err := open(ctx, c.Data, newLog("warn"))
	if err != nil {
		return err
	}
	version, err := h.db.SchemaVersion(ctx)
	if err == nil {
		fmt.Printf("The schema of the %s database is at version %d.\n", h.db.Engine(), version)
	}
	return errors.Join(err, h.close())
}
