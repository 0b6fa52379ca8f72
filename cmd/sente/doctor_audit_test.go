package main

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"testing"

	"sente/internal/cast"
	"sente/internal/store"
)

func TestDoctorChecksTheAuditTrail(t *testing.T) {
	ctx, d := context.Background(), folder(t)
	h, err := open(ctx, d, newLog("error"))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := h.app.NewSealer().Seal(ctx); err != nil || n == 0 {
		t.Fatalf("sealed %d (%v)", n, err)
	}
	if err := h.close(); err != nil {
		t.Fatal(err)
	}
	examine := func(head string) (string, error) {
		return printed(t, func() error {
			return (&doctorCmd{Data: d, auditChecks: auditChecks{Audit: true, Head: head}}).Run(ctx)
		})
	}
	out, err := examine("")
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	head := regexp.MustCompile(`\d+:[0-9a-f]{64}`).FindString(out)
	if head == "" || !strings.Contains(out, "0 faults") || !strings.Contains(out, "0 entries wait") {
		t.Errorf("got %s", out)
	}
	if out, err := examine(head); err != nil {
		t.Errorf("its own head: %v: %s", err, out)
	}
	if out, err := examine("1:" + strings.Repeat("ab", 32)); !errors.Is(err, errIll) {
		t.Errorf("a foreign head: %v: %s", err, out)
	}
	if out, err := examine("nonsense"); !errors.Is(err, errIll) || !strings.Contains(out, "SEQ:HASH") {
		t.Errorf("no head: %v: %s", err, out)
	}
	tamper(t, d.URL())
	if out, err := examine(""); !errors.Is(err, errIll) || !strings.Contains(out, "payload changed") {
		t.Errorf("tampered: %v: %s", err, out)
	}
}

func tamper(t *testing.T, url string) {
	t.Helper()
	ctx := context.Background()
	db, err := store.Open(ctx, store.Options{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	_, err = cast.Raw(t, db).ExecContext(ctx, "UPDATE event SET params = '{}' WHERE act = 'workspace.founded'")
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}
