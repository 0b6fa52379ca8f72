package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"sente/internal/backup"
	"sente/internal/config"
)

// backupCmd writes a backup; the server may go on writing meanwhile.
type backupCmd struct {
	config.Data
	To      string `type:"path" placeholder:"DIR" help:"Folder for the backup; absent: backups in the data folder."`
	Secrets bool   `name:"with-secrets" help:"Also put secret.key inside. Whoever has that backup has everything; without it keep a copy of secret.key elsewhere."`
}

// Help is shown below the usage.
func (backupCmd) Help() string {
	return `One file with the database and what was uploaded. Take it back with sente restore.
With PostgreSQL it needs pg_dump of the server's version on the PATH.`
}

// Run writes the backup and says where.
func (c *backupCmd) Run(ctx context.Context) error {
	h, err := look(ctx, c.Data)
	if err != nil {
		return err
	}
	if c.To == "" {
		c.To = filepath.Join(c.Dir, "backups")
	}
	from := backup.Source{DB: h.db, Data: c.Dir, Version: version, Secrets: c.Secrets}
	made, err := backup.Make(ctx, from, c.To)
	if err == nil {
		fmt.Printf("%s: %.1f MiB, %d rows, %d files, in %s\n", made.Path, float64(made.Bytes)/(1<<20),
			made.Manifest.Rows(), len(made.Manifest.Members)-1, made.Took.Round(time.Millisecond))
		for _, hash := range made.Manifest.Missing {
			fmt.Printf("Missing before the backup already: the file %s of an attachment\n", hash)
		}
		if !c.Secrets {
			fmt.Println("secret.key is not inside: keep a copy of it elsewhere.")
		}
	}
	return errors.Join(plain(err), h.close())
}
