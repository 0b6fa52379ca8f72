package main

import (
	"errors"
	"strings"
	"testing"
)

const (
	soundDossier = `{"id":"a","as_of":"2026-03-02","deal":{"stage":"S1"}}`
	badStage     = `{"id":"b","as_of":"2026-03-02","deal":{"stage":"S7"}}`
)

func TestDiagnoseOne(t *testing.T) {
	for _, c := range []struct {
		name, in string
		status   int
		out, err string
	}{
		{"sound", soundDossier, 0, `{"id":"a","as_of":"2026-03-02","status":"open",`, ""},
		{"sound with line end", soundDossier + "\n", 0, `{"id":"a",`, ""},
		{"refused", badStage, 2, "", `{"error":{"code":"enum","path":"deal.stage"}}` + "\n"},
		{"empty", "", 2, "", `{"error":{"code":"json","path":""}}` + "\n"},
		{"two values", soundDossier + soundDossier, 2, "", `{"error":{"code":"json","path":""}}` + "\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out, errw strings.Builder
			if status := diagnose(strings.NewReader(c.in), &out, &errw, false); status != c.status {
				t.Errorf("status %d, want %d", status, c.status)
			}
			if errw.String() != c.err {
				t.Errorf("standard error %q, want %q", errw.String(), c.err)
			}
			if !strings.HasPrefix(out.String(), c.out) || (c.out == "") != (out.String() == "") {
				t.Errorf("standard output %q", out.String())
			}
			if strings.Count(out.String(), "\n") > 1 {
				t.Errorf("more than one line: %q", out.String())
			}
		})
	}
}

func TestDiagnoseLines(t *testing.T) {
	in := soundDossier + "\n\n  \t\n" + badStage + "\nnonsense\n[]\n{\"id\":7}\n" + soundDossier
	var out, errw strings.Builder
	if status := diagnose(strings.NewReader(in), &out, &errw, true); status != 2 || errw.Len() > 0 {
		t.Fatalf("status %d, standard error %q", status, errw.String())
	}
	got := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	want := []string{
		`{"id":"a","as_of":"2026-03-02",`,
		`{"id":"b","error":{"code":"enum","path":"deal.stage"}}`,
		`{"id":null,"error":{"code":"json","path":""}}`,
		`{"id":null,"error":{"code":"type","path":""}}`,
		`{"id":null,"error":{"code":"type","path":"id"}}`,
		`{"id":"a","as_of":"2026-03-02",`,
	}
	if len(got) != len(want) {
		t.Fatalf("%d lines: %q", len(got), got)
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("line %d: %s, want %s", i+1, got[i], want[i])
		}
	}
}

// The text of a dossier is not changed on its way through.
func TestDiagnoseKeepsText(t *testing.T) {
	in := `{"id":"<a&b>","as_of":"2026-03-02","deal":{"stage":"S1","sso":{"what":"R&D <3"}}}`
	var out, errw strings.Builder
	if status := diagnose(strings.NewReader(in), &out, &errw, false); status != 0 {
		t.Fatalf("status %d: %s", status, errw.String())
	}
	for _, want := range []string{`"id":"<a&b>"`, `R&D <3`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in %s", want, out.String())
		}
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error)  { return 0, errors.New("no more") }
func (broken) Write([]byte) (int, error) { return 0, errors.New("no space") }

func TestDiagnoseFailures(t *testing.T) {
	for _, jsonl := range []bool{false, true} {
		var out, errw strings.Builder
		if status := diagnose(broken{}, &out, &errw, jsonl); status != 1 || errw.Len() == 0 {
			t.Errorf("reading, lines %v: status %d, %q", jsonl, status, errw.String())
		}
		errw.Reset()
		if status := diagnose(strings.NewReader(soundDossier), broken{}, &errw, jsonl); status != 1 || errw.Len() == 0 {
			t.Errorf("writing, lines %v: status %d, %q", jsonl, status, errw.String())
		}
	}
}
