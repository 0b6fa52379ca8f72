package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/org"
	"sente/internal/store"
)

// eachEmpty runs f with the URL of a new database of each engine.
func eachEmpty(t *testing.T, f func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, "file:"+filepath.Join(t.TempDir(), "100%? #1.db")) })
	if os.Getenv("TEST_POSTGRES") != "" {
		t.Run("postgres", func(t *testing.T) { f(t, cast.EmptyPostgres(t)) })
	}
}

func openTest(t *testing.T, o store.Options) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func TestEveryOlderSchemaIsUpgraded(t *testing.T) {
	ctx := context.Background()
	const rows = 7
	known, err := store.KnownSchema("sqlite")
	if err != nil {
		t.Fatal(err)
	}
	for version := int64(1); version <= known; version++ {
		eachEmpty(t, func(t *testing.T, url string) {
			tables, err := store.OldInstallation(ctx, url, version, rows)
			if err != nil {
				t.Fatal(err)
			}
			old := openTest(t, store.Options{URL: url, Look: true})
			if at, err := old.SchemaVersion(ctx); err != nil || at < version {
				t.Logf("no change of the schema has the number %d (%v)", version, err)
				return
			}
			before, err := old.SumsOf(ctx, tables)
			if err != nil {
				t.Fatal(err)
			}
			db := openTest(t, store.Options{URL: url})
			after, err := db.SumsOf(ctx, tables)
			if err != nil {
				t.Fatal(err)
			}
			if err := store.Differ(before, after); err != nil {
				t.Errorf("from version %d: %v", version, err)
			}
			if now, err := db.SchemaVersion(ctx); err != nil || now != known {
				t.Errorf("from version %d: at %d after it (%v), want %d", version, now, err, known)
			}
			damage, err := db.Damage(ctx)
			if err != nil || len(damage) > 0 {
				t.Errorf("from version %d: damage %v (%v)", version, damage, err)
			}
			keptBefore(t, url, version, known, tables)
			t.Logf("version %d to %d: %d tables with %d rows each as before", version, known, len(tables), rows)
		})
	}
}

// keptBefore looks for the copy from before a change of the schema, SQLite only.
func keptBefore(t *testing.T, url string, version, known int64, tables []store.Columns) {
	t.Helper()
	path, ok := strings.CutPrefix(url, "file:")
	if !ok {
		return
	}
	kept, err := filepath.Glob(filepath.Join(filepath.Dir(path), "before-upgrade", "*"))
	if err != nil {
		t.Fatal(err)
	}
	if version == known {
		if len(kept) != 0 {
			t.Errorf("got copies %v though nothing changed", kept)
		}
		return
	}
	if len(kept) != 1 {
		t.Fatalf("got copies %v, want one", kept)
	}
	copied := openTest(t, store.Options{URL: "file:" + kept[0], Look: true})
	sums, err := copied.SumsOf(context.Background(), tables)
	if err != nil || len(sums) == 0 || sums[0].Rows == 0 {
		t.Errorf("the copy holds %v (%v)", sums, err)
	}
	if at, err := copied.SchemaVersion(context.Background()); err != nil || at != version {
		t.Errorf("the copy has version %d (%v), want %d", at, err, version)
	}
}

func TestNewerSchemaIsRefusedUnchanged(t *testing.T) {
	ctx := context.Background()
	eachEmpty(t, func(t *testing.T, url string) {
		db, err := store.Open(ctx, store.Options{URL: url})
		if err != nil {
			t.Fatal(err)
		}
		known, err := db.SchemaVersion(ctx)
		if err != nil {
			t.Fatal(err)
		}
		err = db.Do(ctx, fmt.Sprintf("INSERT INTO goose_db_version (version_id, is_applied) VALUES (%d, true)", known+1))
		if err := errors.Join(err, db.Close()); err != nil {
			t.Fatal(err)
		}
		before := snapshotOf(t, url)
		_, err = store.Open(ctx, store.Options{URL: url})
		var newer *store.NewerSchemaError
		if !errors.As(err, &newer) || newer.Have != known+1 || newer.Known != known {
			t.Fatalf("got %v, want the newer schema %d refused", err, known+1)
		}
		if want := fmt.Sprintf("knows %d or later", known+1); !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not say %q", err, want)
		}
		if after := snapshotOf(t, url); after != before {
			t.Errorf("the refused database has changed: %s, was %s", after, before)
		}
	})
}

// snapshotOf is the bytes of a SQLite file, or the contents of a PostgreSQL database.
func snapshotOf(t *testing.T, url string) string {
	t.Helper()
	if path, ok := strings.CutPrefix(url, "file:"); ok {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	db, err := store.Open(context.Background(), store.Options{URL: url, Look: true})
	if err != nil {
		t.Fatal(err)
	}
	n, err := db.Ask(context.Background(), "SELECT count(*) FROM goose_db_version")
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(n)
}

// TestNodesMigrateAtOnce starts four nodes on a new database. On SQLite one
// process has the folder (see cmd/sente); there it is four connections in turn.
func TestNodesMigrateAtOnce(t *testing.T) {
	rounds := 5
	if os.Getenv("SOAK") != "" {
		rounds = 20
	}
	eachEmpty(t, func(t *testing.T, first string) {
		nodes, failures := 4, 0
		if strings.HasPrefix(first, "file:") {
			nodes = 1
		}
		for range rounds {
			url := cast.EmptyPostgres(t)
			if nodes == 1 {
				url = "file:" + filepath.Join(t.TempDir(), "sente.db")
			}
			var ready sync.WaitGroup
			errs := make([]error, nodes)
			for i := range nodes {
				ready.Go(func() {
					db, err := store.Open(context.Background(), store.Options{URL: url})
					if err == nil {
						err = db.Close()
					}
					errs[i] = err
				})
			}
			ready.Wait()
			if err := errors.Join(errs...); err != nil {
				t.Error(err)
				failures++
			}
			db := openTest(t, store.Options{URL: url, Look: true})
			n, err := db.Ask(context.Background(), "SELECT count(*) - count(DISTINCT version_id) FROM goose_db_version")
			if err != nil || n != 0 {
				t.Errorf("%d steps were applied twice (%v)", n, err)
			}
		}
		t.Logf("%d nodes × %d starts at once: %d failures", nodes, rounds, failures)
	})
}

// endless is a question without an answer.
const endless = "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT count(*) FROM x"

func TestExhaustedPoolRefusesInTime(t *testing.T) {
	ctx := context.Background()
	eachEmpty(t, func(t *testing.T, url string) {
		const places, requests = 10, 200
		const wait, limit = time.Second, 300 * time.Millisecond
		db := openTest(t, store.Options{URL: url, Pool: places, Wait: wait, Limit: limit})
		goroutines := runtime.NumGoroutine()
		var all sync.WaitGroup
		var mu sync.Mutex
		codes, longest := map[string]int{}, time.Duration(0)
		for range requests {
			all.Go(func() {
				start := time.Now()
				_, err := db.Ask(ctx, endless)
				mu.Lock()
				defer mu.Unlock()
				if !fault.Is(err, fault.Busy) {
					t.Errorf("got %v, want it refused as busy", err)
				}
				codes[fault.Of(err).Code]++
				longest = max(longest, time.Since(start))
			})
		}
		all.Wait()
		if longest > wait+limit+2*time.Second {
			t.Errorf("the longest wait was %s, want at most %s", longest, wait+limit)
		}
		if codes["busy"] == 0 || codes["too_slow"] < places {
			t.Errorf("got %v, want some stopped and the others refused after the wait", codes)
		}
		n, err := db.Ask(ctx, "SELECT 1")
		for end := time.Now().Add(5 * time.Second); err != nil && time.Now().Before(end); { // it connects anew
			n, err = db.Ask(ctx, "SELECT 1")
		}
		if err != nil || n != 1 {
			t.Errorf("afterwards: got %d, %v", n, err)
		}
		if use := db.PoolUse(); use.Taken != 0 || use.Places != places {
			t.Errorf("afterwards %+v are taken", use)
		}
		for range 300 {
			if runtime.NumGoroutine() <= goroutines+10 {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
		if n := runtime.NumGoroutine(); n > goroutines+10 {
			t.Errorf("%d goroutines, %d before", n, goroutines)
		}
		t.Logf("pool %d, %d endless questions: %v, longest %s", places, requests, codes, longest.Round(time.Millisecond))
	})
}

func TestMoveToPostgresIsWhole(t *testing.T) {
	ctx := context.Background()
	url := cast.EmptyPostgres(t)
	if url == "" {
		t.Skip("no PostgreSQL: set TEST_POSTGRES")
	}
	clock := cast.NewClock()
	from := openTest(t, store.Options{URL: "file:" + filepath.Join(t.TempDir(), "sente.db"), Now: clock.Now})
	cast.New(t, from, clock)
	to := openTest(t, store.Options{URL: url})
	var before, after []store.TableContent
	move := func() (err error) {
		return from.Freeze(ctx, func(z *store.Frozen) error {
			if before, err = z.Contents(ctx); err == nil {
				_, err = to.Receive(ctx, z)
			}
			return err
		})
	}
	if err := move(); err != nil {
		t.Fatal(err)
	}
	held := func() []store.TableContent {
		t.Helper()
		err := to.Freeze(ctx, func(z *store.Frozen) (err error) {
			after, err = z.Contents(ctx)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return after
	}
	if err := store.Differ(before, held()); err != nil {
		t.Error(err)
	}
	q, err := store.Query("海港")
	if err != nil {
		t.Fatal(err)
	}
	l, err := to.Reads().Accounts(ctx, org.Everyone("test"), store.AccountFilter{Q: q})
	if err != nil || l.Total != 1 {
		t.Errorf("a search got %d accounts (%v), want 1: the index was made anew", l.Total, err)
	}
	if err := move(); !errors.Is(err, store.ErrNotEmpty) {
		t.Errorf("a second time: got %v, want ErrNotEmpty", err)
	}
	if err := store.Differ(before, held()); err != nil {
		t.Errorf("after the refusal: %v", err)
	}
	var rows int64
	for _, c := range after {
		rows += c.Rows
	}
	t.Logf("moved %d rows in %d tables, hashes equal", rows, len(after))
}
