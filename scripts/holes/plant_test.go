package main

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"testing"
)

// TestHolesAreStillThere keeps the lists in step with the source: each fragment
// stands in its file exactly once.
func TestHolesAreStillThere(t *testing.T) {
	for list, least := range map[string]int{"holes.txt": 60, "matrix.txt": 20} {
		t.Run(list, func(t *testing.T) {
			text, err := os.ReadFile(list)
			if err != nil {
				t.Fatal(err)
			}
			holes, err := parse(string(text))
			if err != nil || len(holes) < least {
				t.Fatalf("got %d holes (%v), want at least %d", len(holes), err, least)
			}
			for _, h := range holes {
				stillThere(t, h)
			}
		})
	}
}

func stillThere(t *testing.T, h hole) {
	t.Helper()
	source, err := os.ReadFile(filepath.Join("..", "..", h.file))
	if err != nil {
		t.Error(err)
		return
	}
	planted, err := h.plant(string(source))
	if err != nil {
		t.Error(err)
		return
	}
	if planted == string(source) {
		t.Errorf("%s: %s: the hole changes nothing", h.file, h.what)
	}
	if _, err := parser.ParseFile(token.NewFileSet(), h.file, planted, 0); err != nil {
		t.Errorf("%s: %s: the hole is no Go: %v", h.file, h.what, err)
	}
}
