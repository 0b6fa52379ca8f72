package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"sente/internal/config"
	"sente/internal/fault"
	"sente/internal/store"
)

// moveCmd copies an installation with SQLite into an empty PostgreSQL database.
type moveCmd struct {
	From string `required:"" type:"existingdir" placeholder:"DIR" help:"Data folder with the SQLite database; its server must be stopped."`
	To   string `required:"" placeholder:"URL" help:"PostgreSQL URL of an empty database." env:"SENTE_MOVE_TO"`
}

// Help is shown below the usage.
func (moveCmd) Help() string {
	return `Copies every row, makes the search index anew, and compares counts and hashes of all tables: all
or nothing. The source stays as it is. Afterwards start sente serve with the same --data, for files and
keys, and with --database.`
}

// Run moves and says what.
func (c *moveCmd) Run(ctx context.Context) error {
	lock, err := lockFolder(c.From)
	if err != nil {
		return err
	}
	defer func() { _ = lock.Close() }()
	from, err := look(ctx, config.Data{Dir: c.From})
	if err != nil {
		return err
	}
	return errors.Join(plain(c.move(ctx, from.db)), from.close())
}

func (c *moveCmd) move(ctx context.Context, from *store.DB) error {
	if from.Engine() != "sqlite" {
		return errors.New("the source must be a data folder with SQLite")
	}
	have, err := from.SchemaVersion(ctx)
	if err != nil {
		return err
	}
	known, err := store.KnownSchema("sqlite")
	if err != nil {
		return err
	}
	if have != known {
		return fmt.Errorf("the source has schema version %d and this sente %d: run sente migrate on it first",
			have, known)
	}
	if err := c.checkTarget(ctx); err != nil {
		return err
	}
	to, err := store.Open(ctx, store.Options{URL: c.To, Log: newLog("warn")})
	if err != nil {
		return err
	}
	return errors.Join(transfer(ctx, from, to), to.Close())
}

// checkTarget refuses a database in which there is anything but our own empty
// tables, before it is touched. Those may be some only, and without a version: a
// move that broke off can be repeated.
func (c *moveCmd) checkTarget(ctx context.Context) error {
	to, err := store.Open(ctx, store.Options{URL: c.To, Look: true, Log: newLog("warn")})
	if err != nil {
		return err
	}
	err = to.Freeze(ctx, func(z *store.Frozen) error {
		if to.Engine() != "postgres" {
			return errors.New("--to must be a PostgreSQL URL: postgres://…")
		}
		empty, err := z.Empty(ctx)
		if err != nil || empty {
			return err
		}
		schema, err := z.Schema(ctx)
		if err != nil {
			return err
		}
		tables, err := z.Contents(ctx)
		filled := slices.ContainsFunc(tables, func(t store.TableContent) bool { return t.Rows > 0 })
		if err == nil && (filled || schema == 0 && len(tables) > 0) {
			err = fault.New(fault.Conflict, "restore_not_empty").With("place", "PostgreSQL")
		}
		return err
	})
	return errors.Join(err, to.Close())
}

func transfer(ctx context.Context, from, to *store.DB) error {
	start := time.Now()
	return from.Freeze(ctx, func(z *store.Frozen) error {
		tables, err := to.Receive(ctx, z)
		if err != nil {
			return err
		}
		var rows int64
		for _, t := range tables {
			rows += t.Rows
		}
		fmt.Printf("Moved %d rows in %d tables; counts and hashes are equal. Took %s.\n", rows, len(tables),
			time.Since(start).Round(time.Millisecond))
		return nil
	})
}
