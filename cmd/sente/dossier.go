package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"sente/internal/app"
	"sente/internal/sales/org"
)

// dossierKind is the kind of file that holds whole deals, one JSON object per
// line.
const dossierKind = "dossiers"

// dossiers writes the deals that the person may take away.
func (c *exportCmd) dossiers(ctx context.Context, a *app.App, who org.Actor) error {
	write, err := a.ExportDossiers(ctx, who)
	if err != nil {
		return err
	}
	return c.send(write)
}

// errRefused reports that a file was not taken in whole.
var errRefused = errors.New("not all dossiers were imported")

// dossiers takes deals in: one JSON object, or one per line. Each comes in whole
// or not at all; what is refused is named by its place and does not end the rest.
func (c *importCmd) dossiers(ctx context.Context, a *app.App, who org.Actor) error {
	data, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	return bringDossiers(data, os.Stdout, func(one []byte) (string, error) {
		d, err := a.ImportDossier(ctx, who, 0, one)
		return d.Name, err
	})
}

// bringDossiers hands the dossiers of a file to bring, which gives the names of
// the deals, and writes what became of each.
func bringDossiers(data []byte, out io.Writer, bring func([]byte) (string, error)) error {
	refused := false
	for i, one := range dossiersIn(data) {
		name, err := bring(one)
		if err != nil {
			refused = true
			r := refusalOf(err)
			fmt.Fprintf(out, "%d: refused: %s at %s\n", i+1, r.Code, r.Path)
			continue
		}
		fmt.Fprintf(out, "%d: %s\n", i+1, name)
	}
	if refused {
		return errRefused
	}
	return nil
}

// dossiersIn splits a file: lines that each begin an object of their own, or the
// whole of it.
func dossiersIn(data []byte) (out [][]byte) {
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, len(data)+1)
	for lines.Scan() {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		if !bytes.HasPrefix(line, []byte("{")) || !bytes.HasSuffix(line, []byte("}")) {
			return [][]byte{data}
		}
		out = append(out, bytes.Clone(line))
	}
	return out
}
