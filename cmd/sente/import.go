package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/text"
)

// importCmd reads a file into the database: it looks at the file, does the dry
// run, and then the run.
type importCmd struct {
	acting
	Kind    string `enum:"users,products,accounts,contacts,deals,dossiers," default:"" help:"What the rows are about: users, products, accounts, contacts or deals; dossiers: whole deals as JSON."`
	Map     string `type:"existingfile" placeholder:"MAP.json" help:"What the columns mean; absent: what their headers say."`
	DryRun  bool   `help:"Only say what would become of each row."`
	Refused string `type:"path" placeholder:"FILE.csv" help:"Write the refused rows here, to be corrected and imported again."`
	Undo    string `placeholder:"ID" help:"Take an import back instead."`
	File    string `arg:"" optional:"" type:"existingfile" help:"CSV or XLSX; of dossiers JSON, one object or one per line."`
}

// Help is shown below the usage.
func (importCmd) Help() string {
	return `Examples:
  sente import --kind accounts --dry-run customers.xlsx
  sente import --kind deals --map deals.json --refused refused.csv --as mina pipeline.csv
  sente import --kind dossiers --as mo deals.jsonl
  sente import --undo 912507745414938624`
}

// Run imports the file, or takes an import back.
func (c *importCmd) Run(ctx context.Context) error {
	if c.Undo == "" && (c.File == "" || c.Kind == "") {
		return errors.New("give --kind and a file, or --undo and the number of an import")
	}
	return c.do(ctx, func(a *app.App, who org.Actor) error {
		if c.Undo != "" {
			return c.takeBack(ctx, a, who)
		}
		if c.Kind == dossierKind {
			return c.dossiers(ctx, a, who)
		}
		return c.read(ctx, a, who)
	})
}

func (c *importCmd) read(ctx context.Context, a *app.App, who org.Actor) error {
	x, err := c.upload(ctx, a, who)
	if err != nil {
		return err
	}
	fmt.Printf("Import %s of %s: %d rows\n", x.ID, x.FileName, x.Detection.Rows)
	for _, col := range x.Mapping.Columns {
		fmt.Printf("  %s → %s\n", col.Column, col.Field)
	}
	step := importStep{a, who, x.ID}
	if x, err = step.run(ctx, a.CheckImport); err == nil && !c.DryRun {
		x, err = step.run(ctx, a.StartImport)
	}
	if err != nil {
		return err
	}
	c.print(os.Stdout, x)
	if c.Refused == "" || x.Report.Verdicts[app.RowRefused] == 0 {
		return nil
	}
	write, err := a.RefusedRows(ctx, who, x.ID)
	if err != nil {
		return err
	}
	return writeFile(c.Refused, write)
}

// upload takes the file, and puts the plan of the map over what was proposed.
func (c *importCmd) upload(ctx context.Context, a *app.App, who org.Actor) (app.Import, error) {
	file, err := os.Open(c.File)
	if err != nil {
		return app.Import{}, err
	}
	defer func() { _ = file.Close() }()
	up, err := a.Stash(filepath.Base(c.File), file)
	if err != nil {
		return app.Import{}, err
	}
	x, err := a.AddImport(ctx, who, app.ImportKind(c.Kind), up)
	if err != nil || c.Map == "" {
		return x, err
	}
	plan, err := os.ReadFile(c.Map)
	if err != nil {
		return x, err
	}
	return a.EditImport(ctx, who, x.ID, x.Version, plan)
}

func (c *importCmd) takeBack(ctx context.Context, a *app.App, who org.Actor) error {
	id, err := record.ParseID(c.Undo)
	if err != nil {
		return fmt.Errorf("%q: %w", c.Undo, err)
	}
	x, err := importStep{a, who, id}.run(ctx, a.UndoImport)
	if err != nil {
		return err
	}
	fmt.Printf("Import %s of %s is undone; %d records were kept\n", x.ID, x.FileName, x.Report.KeptRows)
	for _, k := range x.Report.Kept {
		fmt.Printf("  %s %s %s: %s\n", k.Kind, k.ID, k.Name, k.Why)
	}
	return nil
}

// importStep works on one import.
type importStep struct {
	a   *app.App
	who org.Actor
	id  record.ID
}

// run asks for a step and does at once what a server would do as a job.
func (s importStep) run(
	ctx context.Context, ask func(context.Context, org.Actor, record.ID) (app.Import, error),
) (app.Import, error) {
	if _, err := ask(ctx, s.who, s.id); err != nil {
		return app.Import{}, err
	}
	if err := s.a.WorkImport(ctx, s.id); err != nil {
		return app.Import{}, err
	}
	x, err := s.a.Import(ctx, s.who, s.id)
	if err == nil && x.Problem != "" {
		err = fault.New(fault.Conflict, x.Problem)
	}
	return x, err
}

func (c *importCmd) print(out io.Writer, x app.Import) {
	texts := text.In(text.English)
	if c.DryRun {
		fmt.Fprintln(out, "Dry run; nothing is stored")
	}
	for _, v := range app.Verdict("").All() {
		if n := x.Report.Verdicts[v]; n > 0 {
			fmt.Fprintf(out, "%8d %s\n", n, texts.Get("import.verdict."+string(v), nil))
		}
	}
	counts(out, "New records", x.Report.Made)
	counts(out, "Refused because", x.Report.Codes)
	counts(out, "Warnings", x.Report.Warnings)
}

// counts writes a list of numbers by name.
func counts[K cmp.Ordered](out io.Writer, head string, by map[K]int) {
	if len(by) == 0 {
		return
	}
	fmt.Fprintln(out, head)
	for _, k := range slices.Sorted(maps.Keys(by)) {
		fmt.Fprintf(out, "%8d %v\n", by[k], k)
	}
}

// writeFile writes a file that others cannot read.
func writeFile(path string, write func(io.Writer) error) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}
