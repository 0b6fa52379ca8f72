package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"sente/internal/fault"
	"sente/internal/sales/strategy"
)

// DiagnoseCmd is "sente diagnose": it reads deal dossiers and writes what the
// method says of them.
type DiagnoseCmd struct {
	File  string `arg:"" help:"Dossier as JSON; - reads standard input."`
	JSONL bool   `name:"jsonl" help:"One dossier per line; write one result per line."`
}

// exitRefused is the exit status when a dossier was refused.
const exitRefused = 2

// Run diagnoses the file on standard output. It ends the process with the status
// of diagnose when that is not 0: what was wrong is then already written.
func (c *DiagnoseCmd) Run() error {
	in := io.Reader(os.Stdin)
	if c.File != "-" {
		file, err := os.Open(c.File)
		if err != nil {
			return err
		}
		defer file.Close()
		in = file
	}
	if status := diagnose(in, os.Stdout, os.Stderr, c.JSONL); status != 0 {
		os.Exit(status)
	}
	return nil
}

// refusal is the line for a dossier that cannot be diagnosed.
type refusal struct {
	Code string `json:"code"`
	Path string `json:"path"`
}

// diagnose writes the diagnosis of one dossier, or of one per line, and returns
// the exit status: 0, exitRefused when any was refused, 1 when reading or writing
// failed.
func diagnose(in io.Reader, out, errw io.Writer, jsonl bool) int {
	refused, err := diagnoseAll(in, out, errw, jsonl)
	switch {
	case err != nil:
		fmt.Fprintln(errw, "sente:", err)
		return 1
	case refused:
		return exitRefused
	}
	return 0
}

func diagnoseAll(in io.Reader, out, errw io.Writer, jsonl bool) (refused bool, err error) {
	if jsonl {
		return diagnoseLines(in, out)
	}
	data, err := io.ReadAll(in)
	if err != nil {
		return false, err
	}
	d, err := strategy.ReadDossier(data)
	if err != nil {
		return true, write(errw, struct {
			Error refusal `json:"error"`
		}{refusalOf(err)})
	}
	return false, write(out, strategy.Diagnose(&d))
}

// diagnoseLines writes one result per line that is not blank, in the same order;
// a refused dossier does not end the batch.
func diagnoseLines(in io.Reader, out io.Writer) (refused bool, err error) {
	lines, results := bufio.NewReader(in), bufio.NewWriter(out)
	for end := false; !end; {
		line, err := lines.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return refused, errors.Join(err, results.Flush())
		}
		end = err != nil
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		sound, err := diagnoseLine(line, results)
		if err != nil {
			return refused, err
		}
		refused = refused || !sound
	}
	return refused, results.Flush()
}

// diagnoseLine writes the result of one line and reports whether it was sound.
func diagnoseLine(line []byte, out io.Writer) (sound bool, err error) {
	d, err := strategy.ReadDossier(line)
	if err == nil {
		return true, write(out, strategy.Diagnose(&d))
	}
	var id any
	if text, ok := strategy.ReadID(line); ok {
		id = text
	}
	return false, write(out, struct {
		ID    any     `json:"id"`
		Error refusal `json:"error"`
	}{id, refusalOf(err)})
}

func refusalOf(err error) refusal {
	f := fault.Of(err)
	return refusal{f.Code, f.Field}
}

// write writes one JSON value and a line end.
func write(out io.Writer, value any) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return fmt.Errorf("write the diagnosis: %w", err)
	}
	return nil
}
