package main

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"testing"
)

// TestHolesAreStillThere keeps the list in step with the source: each fragment
// stands in its file exactly once.
func TestHolesAreStillThere(t *testing.T) {
	text, err := os.ReadFile("holes.txt")
	if err != nil {
		t.Fatal(err)
	}
	holes, err := parse(string(text))
	if err != nil || len(holes) < 20 {
		t.Fatalf("got %d holes (%v), want at least twenty", len(holes), err)
	}
	for _, h := range holes {
		source, err := os.ReadFile(filepath.Join("..", "..", h.file))
		if err != nil {
			t.Error(err)
			continue
		}
		planted, err := h.plant(string(source))
		if err != nil {
			t.Error(err)
			continue
		}
		if planted == string(source) {
			t.Errorf("%s: %s: the hole changes nothing", h.file, h.what)
		}
		if _, err := parser.ParseFile(token.NewFileSet(), h.file, planted, 0); err != nil {
			t.Errorf("%s: %s: the hole is no Go: %v", h.file, h.what, err)
		}
	}
}
