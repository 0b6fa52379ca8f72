package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sente/internal/app"
	"sente/internal/backup"
	"sente/internal/cast"
	"sente/internal/config"
	"sente/internal/sales/account"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// examined is what doctor --full --json says.
func examined(t *testing.T, d config.Data) (bad map[string]string, err error) {
	t.Helper()
	return examinedBy(t, &doctorCmd{Data: d, JSON: true, Full: true})
}

func examinedBy(t *testing.T, c *doctorCmd) (bad map[string]string, err error) {
	t.Helper()
	out, err := printed(t, func() error { return c.Run(context.Background()) })
	var said struct {
		OK       bool
		Findings []finding
	}
	if e := json.Unmarshal([]byte(out), &said); e != nil {
		t.Fatalf("%v: %s", e, out)
	}
	bad = map[string]string{}
	for _, f := range said.Findings {
		if !f.OK {
			bad[f.Topic] += f.Text + "\n"
		}
	}
	if said.OK != (len(bad) == 0) || errors.Is(err, errIll) != (len(bad) > 0) {
		t.Errorf("ok is %v and the end %v with the findings %v", said.OK, err, bad)
	}
	return bad, err
}

// raw changes the database by hand.
func raw(t *testing.T, d config.Data, statement string, args ...any) {
	t.Helper()
	db, err := store.Open(context.Background(), store.Options{URL: d.URL()})
	if err != nil {
		t.Fatal(err)
	}
	_, err = cast.Raw(t, db).ExecContext(context.Background(), statement, args...)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

// enclose puts a file on a new account and gives its hash.
func enclose(t *testing.T, d config.Data, content string) string {
	t.Helper()
	ctx := context.Background()
	h, err := open(ctx, d, newLog("error"))
	if err != nil {
		t.Fatal(err)
	}
	who, err := actorOf(ctx, h.app, "")
	if err != nil {
		t.Fatal(err)
	}
	a, err := h.app.AddAccount(ctx, who, account.Fields{Name: "海港集团"})
	if err != nil {
		t.Fatal(err)
	}
	f, err := h.app.AddAttachment(ctx, who, record.Ref{Kind: record.Account, ID: a.ID},
		app.NewFile{Name: "a.txt", Size: -1, From: strings.NewReader(content)})
	if err := errors.Join(err, h.close()); err != nil {
		t.Fatal(err)
	}
	return f.Hash
}

// TestDoctorFindsEachIll makes one thing ill at a time.
func TestDoctorFindsEachIll(t *testing.T) {
	ago := func(d time.Duration) int64 { return time.Now().Add(-d).UnixMilli() }
	job := func(state int, run, lease int64) string {
		return fmt.Sprintf(`INSERT INTO job (workspace_id, id, queue, kind, payload, state, priority, run_at, attempt,
 max_attempts, locked_by, lease_until, last_error) VALUES (1,7,'main','reflag','{}',%d,0,%d,0,10,'',%d,'')`, state, run, lease)
	}
	for name, c := range map[string]struct {
		topic, says string
		spoil       func(t *testing.T, d config.Data, hash string)
	}{
		"healthy":         {},
		"a new job waits": {spoil: func(t *testing.T, d config.Data, _ string) { raw(t, d, job(0, ago(time.Minute), 0)) }},
		"a job waits for two hours": {"jobs", "reflag          1 waiting", func(t *testing.T, d config.Data, _ string) {
			raw(t, d, job(0, ago(2*time.Hour), 0))
		}},
		"a worker died": {"jobs", "reflag          1 running", func(t *testing.T, d config.Data, _ string) {
			raw(t, d, job(1, ago(3*time.Hour), ago(2*time.Hour)))
		}},
		"a job was given up": {"jobs", "1 failed", func(t *testing.T, d config.Data, _ string) { raw(t, d, job(3, ago(time.Minute), 0)) }},
		"the key is open":    {"key", "chmod 600", func(t *testing.T, d config.Data, _ string) { chmod(t, d.SecretPath(), 0o640) }},
		"the key is gone":    {"key", "not there", func(t *testing.T, d config.Data, _ string) { must(t, os.Remove(d.SecretPath())) }},
		"the folder is open": {"folder", "chmod 700", func(t *testing.T, d config.Data, _ string) { chmod(t, d.Dir, 0o777) }},
		"no backup": {"backup", "there is none", func(t *testing.T, d config.Data, _ string) {
			raw(t, d, "UPDATE workspace SET created_at = $1", ago(27*time.Hour))
		}},
		"a recent backup": {spoil: func(t *testing.T, d config.Data, _ string) { aBackup(t, d, 25*time.Hour) }},
		"an old backup":   {"backup", "1 in", func(t *testing.T, d config.Data, _ string) { aBackup(t, d, 27*time.Hour) }},
		"a file is damaged": {"files", "damaged or missing", func(t *testing.T, d config.Data, hash string) {
			path := filepath.Join(d.Dir, "files", hash[:2], hash[2:])
			chmod(t, path, 0o600)
			must(t, os.WriteFile(path, []byte("会议纪娄"), 0o600))
		}},
		"a file is missing": {"files", "damaged or missing", func(t *testing.T, d config.Data, hash string) {
			must(t, os.Remove(filepath.Join(d.Dir, "files", hash[:2], hash[2:])))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			d := folder(t)
			d.FileLimit, d.FilesLimit, d.FileCount = 25, 2048, 500
			hash := enclose(t, d, "会议纪要")
			raw(t, d, "DELETE FROM job")
			if c.spoil != nil {
				c.spoil(t, d, hash)
			}
			bad, err := examined(t, d)
			if c.topic == "" {
				if err != nil {
					t.Errorf("got %v: %v", err, bad)
				}
				return
			}
			if c.topic == "backup" {
				delete(bad, "events") // the day of the foundation was changed by hand
			}
			if len(bad) != 1 || !strings.Contains(bad[c.topic], c.says) {
				t.Errorf("got %v, want only %s: %s", bad, c.topic, c.says)
			}
		})
	}
}

// TestDoctorCountsFilesWithoutReading finds a file that is missing or cut off
// without --full, and not one whose bytes were changed: that is what --full is for.
func TestDoctorCountsFilesWithoutReading(t *testing.T) {
	d := folder(t)
	d.FileLimit, d.FilesLimit, d.FileCount = 25, 2048, 500
	hash := enclose(t, d, "会议纪要")
	path := filepath.Join(d.Dir, "files", hash[:2], hash[2:])
	chmod(t, path, 0o600)
	quick := func() map[string]string {
		bad, _ := examinedBy(t, &doctorCmd{Data: d, JSON: true})
		return bad
	}
	if bad := quick(); len(bad) > 0 {
		t.Errorf("healthy: %v", bad)
	}
	must(t, os.WriteFile(path, []byte("会议纪娄"), 0o600))
	if bad := quick(); len(bad) > 0 {
		t.Errorf("other bytes of the same length: %v", bad)
	}
	if bad, _ := examined(t, d); !strings.Contains(bad["files"], hash) {
		t.Errorf("with --full: %v", bad)
	}
	must(t, os.WriteFile(path, []byte("会议"), 0o600))
	if bad := quick(); !strings.Contains(bad["files"], hash) {
		t.Errorf("cut off: %v", bad)
	}
	must(t, os.Remove(path))
	if bad := quick(); !strings.Contains(bad["files"], hash) || len(bad) != 1 {
		t.Errorf("missing: %v", bad)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func chmod(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	must(t, os.Chmod(path, mode))
}

// aBackup leaves a file named like a backup of some time ago.
func aBackup(t *testing.T, d config.Data, age time.Duration) {
	t.Helper()
	dir := config.BackupFolder{}.Place(d)
	must(t, os.MkdirAll(dir, 0o700))
	name := "sente-" + time.Now().UTC().Add(-age).Format("20060102-150405") + ".tar"
	must(t, os.WriteFile(filepath.Join(dir, name), nil, 0o600))
	if list, err := backup.List(dir); err != nil || len(list) != 1 {
		t.Fatalf("got %v (%v)", list, err)
	}
}
