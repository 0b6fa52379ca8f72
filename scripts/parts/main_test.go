package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNpmPartsLeaveOutTools(t *testing.T) {
	dir := t.TempDir()
	lock := filepath.Join(dir, "package-lock.json")
	text := `{"packages": {"": {"version": "0.1.0"},
		"node_modules/@a/b": {"version": "1.2.3", "license": "MIT"},
		"node_modules/x/node_modules/y": {"version": "2.0.0"},
		"node_modules/tool": {"version": "3.0.0", "dev": true}}}`
	if err := os.WriteFile(lock, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	parts, err := npmParts(lock)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range parts {
		got = append(got, p.url)
	}
	if want := "pkg:npm/%40a/b@1.2.3 pkg:npm/y@2.0.0"; strings.Join(got, " ") != want {
		t.Errorf("parts %q, want %q", got, want)
	}
}

func TestNoticesCarryLicenceTexts(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"LICENSE.md": "take it", "COPYING": "copy it", "README": "read it"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out strings.Builder
	if err := writeNotices(&out, []part{{name: "thing", version: "v1", dir: dir}}); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{"thing v1": true, "take it": true, "copy it": true, "read it": false} {
		if strings.Contains(out.String(), text) != want {
			t.Errorf("notices contain %q: %v, want %v:\n%s", text, !want, want, out.String())
		}
	}
}

func TestSBOMIsJSON(t *testing.T) {
	var out strings.Builder
	if err := writeSBOM(&out, "v0.1", []part{{name: "a", version: "v1", url: "pkg:golang/a@v1", licence: "MIT"}}); err != nil {
		t.Fatal(err)
	}
	var bom struct {
		BomFormat  string
		Components []struct{ Name, Purl string }
	}
	if err := json.Unmarshal([]byte(out.String()), &bom); err != nil {
		t.Fatal(err)
	}
	if bom.BomFormat != "CycloneDX" || len(bom.Components) != 1 || bom.Components[0].Purl != "pkg:golang/a@v1" {
		t.Errorf("got %+v", bom)
	}
}
