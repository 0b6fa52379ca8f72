package main

import (
	"context"
	"errors"
	"io"
	"os"

	"sente/internal/app"
	"sente/internal/config"
	"sente/internal/sheet"
	"sente/internal/store"
)

// exportCmd writes a list into a file that the import reads back. It may run
// beside the server; that it was done is noted like every export.
type exportCmd struct {
	config.Data
	As     string `help:"Log-in name of the user on whose behalf it is done; absent: the first administrator." placeholder:"USER"`
	Kind   string `required:"" enum:"users,products,accounts,contacts,deals,dossiers" help:"Which list; dossiers: every deal with all its facts, one JSON object per line."`
	Format string `enum:"csv,xlsx" default:"csv" help:"Kind of file."`
	Lang   string `enum:"zh,en," default:"" help:"Language of the headers: zh or en; absent: that of the user."`
	Out    string `type:"path" placeholder:"FILE" help:"Where to; absent: standard output."`
}

// Run writes the file.
func (c *exportCmd) Run(ctx context.Context) error {
	h, err := look(ctx, c.Data)
	if err != nil {
		return err
	}
	return errors.Join(plain(c.write(ctx, h.db)), h.close())
}

func (c *exportCmd) write(ctx context.Context, db *store.DB) error {
	a, err := app.New(ctx, app.Options{DB: db, Log: newLog("warn"), DataDir: c.Dir})
	if err != nil {
		return err
	}
	who, err := actorOf(ctx, a, c.As)
	if err != nil {
		return err
	}
	if c.Kind == dossierKind {
		return c.dossiers(ctx, a, who)
	}
	write, err := a.Export(
		ctx,
		who,
		app.ExportQuery{Kind: app.ImportKind(c.Kind), Format: sheet.Format(c.Format), Lang: c.Lang},
	)
	if err != nil {
		return err
	}
	return c.send(write)
}

func (c *exportCmd) send(write func(io.Writer) error) error {
	if c.Out == "" {
		return write(os.Stdout)
	}
	return writeFile(c.Out, write)
}
