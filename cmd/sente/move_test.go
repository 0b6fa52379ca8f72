package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/config"
	"sente/internal/store"
)

// moved runs sente move as it is typed.
func moved(t *testing.T, ctx context.Context, from, to string) (string, error) {
	t.Helper()
	return typed(t, ctx, "move", "--from="+from, "--to="+to)
}

// held is what a database holds, table by table; "" when there is no schema.
func held(t *testing.T, url string) (out string, rows int64) {
	t.Helper()
	db, err := store.Open(t.Context(), store.Options{URL: url, Look: true})
	must(t, err)
	defer func() { must(t, db.Close()) }()
	must(t, db.Freeze(t.Context(), func(z *store.Frozen) error {
		tables, err := z.Contents(t.Context())
		for _, x := range tables {
			out += fmt.Sprintf("%s %d %s\n", x.Table, x.Rows, x.Hash)
			rows += x.Rows
		}
		return err
	}))
	return out, rows
}

// bytesOf is a hash of a SQLite database as it lies on disk.
func bytesOf(t *testing.T, d config.Data) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(d.Dir, "sente.db"))
	must(t, err)
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// emptyTarget is an empty PostgreSQL database.
func emptyTarget(t *testing.T) string {
	t.Helper()
	url := cast.EmptyPostgres(t)
	if url == "" {
		t.Skip("no PostgreSQL: set TEST_POSTGRES")
	}
	return url
}

func TestMoveIsWholeAndServed(t *testing.T) {
	to, d := emptyTarget(t), folder(t)
	d.FileLimit, d.FilesLimit, d.FileCount = 25, 2048, 500
	enclose(t, d, "会议纪要")
	before, rows := held(t, d.URL())
	file := bytesOf(t, d)
	said, err := moved(t, t.Context(), d.Dir, to)
	must(t, err)
	if want := fmt.Sprintf("Moved %d rows in ", rows); !strings.Contains(said, want) || !strings.Contains(said, "counts and hashes are equal") {
		t.Errorf("said %q, want %q in it", said, want)
	}
	if after, _ := held(t, to); after != before {
		t.Errorf("got\n%s\nwant\n%s", after, before)
	}
	if bytesOf(t, d) != file {
		t.Error("the source has changed")
	}
	d.Database = to
	if bad, err := examined(t, d); err != nil {
		t.Errorf("doctor --full there: %v %v", err, bad)
	}
	h, err := open(t.Context(), d, newLog("error"))
	must(t, err)
	if _, err := h.app.LogIn(t.Context(), app.Visitor{}, "ada", "correct horse 9"); err != nil {
		t.Errorf("logging in there: %v", err)
	}
	must(t, h.close())
	t.Logf("moved %d rows; equal; served with the files of the same folder", rows)
}

// TestMoveIsRefusedUnchanged names what stands in the way, and leaves both sides
// as they were.
func TestMoveIsRefusedUnchanged(t *testing.T) {
	for name, x := range map[string]struct {
		says  string
		spoil func(t *testing.T, d *config.Data, to *string)
	}{
		"a foreign table": {"PostgreSQL", func(t *testing.T, _ *config.Data, to *string) {
			db, err := store.Open(t.Context(), store.Options{URL: *to, Look: true})
			must(t, err)
			_, err = cast.Raw(t, db).ExecContext(t.Context(), "CREATE TABLE theirs (n bigint)")
			must(t, errors.Join(err, db.Close()))
		}},
		"moved already": {"PostgreSQL", func(t *testing.T, d *config.Data, to *string) {
			_, err := moved(t, t.Context(), d.Dir, *to)
			must(t, err)
		}},
		"no PostgreSQL": {"--to", func(t *testing.T, _ *config.Data, to *string) {
			*to = "file:" + filepath.Join(t.TempDir(), "other.db")
		}},
		"the server runs": {"another sente", func(t *testing.T, d *config.Data, _ *string) {
			h, err := open(t.Context(), *d, newLog("error"))
			must(t, err)
			t.Cleanup(func() { must(t, h.close()) })
		}},
		"an older schema": {"sente migrate", func(t *testing.T, d *config.Data, _ *string) {
			raw(t, *d, "DELETE FROM goose_db_version WHERE version_id = (SELECT max(version_id) FROM goose_db_version)")
		}},
		"no database": {"no database here", func(t *testing.T, d *config.Data, _ *string) { d.Dir = t.TempDir() }},
	} {
		t.Run(name, func(t *testing.T) {
			to, d := emptyTarget(t), folder(t)
			t.Setenv("LC_ALL", "en_US.UTF-8")
			source := d
			x.spoil(t, &d, &to)
			before, file := "", bytesOf(t, source)
			if strings.HasPrefix(to, "postgres") {
				before = tablesOf(t, to)
			}
			said, err := moved(t, t.Context(), d.Dir, to)
			if err == nil || !strings.Contains(err.Error(), x.says) {
				t.Errorf("got %q, %v, want %q in it", said, err, x.says)
			}
			if strings.HasPrefix(to, "postgres") && tablesOf(t, to) != before {
				t.Errorf("the target has changed:\n%s\nwas\n%s", tablesOf(t, to), before)
			}
			if bytesOf(t, source) != file {
				t.Error("the source has changed")
			}
		})
	}
}

// tablesOf is all that stands in a PostgreSQL database, ours or not.
func tablesOf(t *testing.T, url string) (out string) {
	t.Helper()
	db, err := store.Open(t.Context(), store.Options{URL: url, Look: true})
	must(t, err)
	defer func() { must(t, db.Close()) }()
	bare := cast.Raw(t, db)
	rows, err := bare.QueryContext(t.Context(), "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1")
	must(t, err)
	var names []string
	for rows.Next() {
		var name string
		must(t, rows.Scan(&name))
		names = append(names, name)
	}
	must(t, errors.Join(rows.Err(), rows.Close()))
	for _, name := range names {
		var sum string
		must(t, bare.QueryRowContext(t.Context(), "SELECT count(*) || ' ' || coalesce(md5(string_agg(x::text, ',' ORDER BY x::text)), '') FROM "+name+" x").Scan(&sum))
		out += name + " " + sum + "\n"
	}
	return out
}

// TestMoveThatBreaksOffLeavesNothing breaks it off ever later, until it gets
// through.
func TestMoveThatBreaksOffLeavesNothing(t *testing.T) {
	to, d := emptyTarget(t), folder(t)
	_, want := held(t, d.URL())
	limit := 5 * time.Millisecond
	for broken := 0; ; broken++ {
		ctx, stop := context.WithTimeout(t.Context(), limit)
		limit += limit / 3
		_, err := moved(t, ctx, d.Dir, to)
		stop()
		if err == nil {
			if _, got := held(t, to); got != want || broken == 0 {
				t.Errorf("%d rows after %d that broke off, want %d", got, broken, want)
			}
			t.Logf("broken off %d times: nothing there each time, then %d rows", broken, want)
			return
		}
		if _, got := held(t, to); got != 0 || limit > time.Minute {
			t.Fatalf("%d rows after %v", got, err)
		}
	}
}
