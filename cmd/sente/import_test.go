package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestImportAndExportCommands(t *testing.T) {
	ctx, d := context.Background(), folder(t)
	dir := t.TempDir()
	put := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	file := put("a.csv", "who,what\n云岭港务,港口\n,无名\n")
	plan := put("map.json", `{"columns":[{"column":"who","field":"name"},{"column":"what","field":"industry"}]}`)
	refused := filepath.Join(dir, "refused.csv")
	cmd := importCmd{acting: acting{Data: d}, Kind: "accounts", Map: plan, DryRun: true, File: file}
	dry, err := printed(t, func() error { return cmd.Run(ctx) })
	if err != nil || !strings.Contains(dry, "Dry run") || !strings.Contains(dry, "1 Refused") {
		t.Fatalf("dry run: %v\n%s", err, dry)
	}
	export := func() string {
		out, err := printed(t, func() error { return (&exportCmd{Data: d, Kind: "accounts", Format: "csv"}).Run(ctx) })
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	if out := export(); strings.Contains(out, "云岭港务") {
		t.Errorf("the dry run stored something: %s", out)
	}
	cmd.DryRun, cmd.Refused = false, refused
	wet, err := printed(t, func() error { return cmd.Run(ctx) })
	if err != nil || !strings.Contains(wet, "1 account") {
		t.Fatalf("run: %v\n%s", err, wet)
	}
	if b, err := os.ReadFile(refused); err != nil || !strings.Contains(string(b), "name_missing") {
		t.Errorf("refused rows: %v %s", err, b)
	}
	if out := export(); !strings.Contains(out, "云岭港务") {
		t.Errorf("the export lacks the account: %s", out)
	}
	id := strings.Fields(wet)[1]
	undone, err := printed(t, func() error { return (&importCmd{acting: acting{Data: d}, Undo: id}).Run(ctx) })
	if err != nil || !strings.Contains(undone, "0 records were kept") {
		t.Fatalf("undo: %v\n%s", err, undone)
	}
	if out := export(); strings.Contains(out, "云岭港务") {
		t.Errorf("the undone import is still there: %s", out)
	}
	if err := (&importCmd{acting: acting{Data: d}}).Run(ctx); err == nil {
		t.Error("an import of nothing was taken")
	}
}
