//go:build linux

package faults_test

import (
	"context"
	"database/sql"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestOneFolderHasOneProcess (R15 and R35 on SQLite): four processes start at
// once on one new folder, and later more on the folder of one that works. One has
// it, and makes the schema once; the others say so and end at once.
func TestOneFolderHasOneProcess(t *testing.T) {
	slow(t)
	rounds, refused := max(3, size().fills), 0
	var longest time.Duration
	for range rounds {
		at := place{engine: "sqlite", dir: t.TempDir()}
		first, others := startAtOnce(t, at, 4)
		if first == nil || len(others) != 3 {
			t.Fatalf("of four that start at once %d are refused, want 3: %v", len(others), others)
		}
		appliedOnce(t, at)
		c := setUp(t, first)
		j := newJournal(t)
		d := newDriver(j, c.addAccount(t), "w", c)
		ctx, stop := context.WithTimeout(context.Background(), 2*time.Second)
		done := d.run(ctx, 4)
		for ctx.Err() == nil {
			began := time.Now()
			second, err := launch(t, at)
			if err == nil {
				second.kill()
				t.Fatal("a second server works on the folder")
			}
			longest, others = max(longest, time.Since(began)), append(others, err)
		}
		stop()
		done.Wait()
		d.strange(t)
		for _, err := range others {
			if !strings.Contains(err.Error(), "another sente works on this data folder") {
				t.Errorf("refused with %v", err)
			}
		}
		refused += len(others)
		first.stop()
		holds(t, at, j.read(t))
	}
	figure(t, "R15, R35 sqlite: %d times 4 processes at once on a new folder and more beside a working one: 1 works, %d refused, the "+
		"slowest after %d ms; each step of the schema once; the writes of the first undisturbed", rounds, refused, longest.Milliseconds())
}

// startAtOnce starts so many servers on one place.
func startAtOnce(t *testing.T, at place, n int) (works *node, refused []error) {
	t.Helper()
	var mu sync.Mutex
	var all sync.WaitGroup
	for range n {
		all.Go(func() {
			one, err := launch(t, at)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				refused = append(refused, err)
			} else {
				works = one
			}
		})
	}
	all.Wait()
	return works, refused
}

// appliedOnce looks whether each step of the schema was applied once.
func appliedOnce(t *testing.T, at place) {
	t.Helper()
	db, err := at.sql()
	must(t, err)
	defer func() { must(t, db.Close()) }()
	must(t, scan(db, "SELECT count(*) - count(DISTINCT version_id) FROM goose_db_version", func(rows *sql.Rows) error {
		var twice int
		err := rows.Scan(&twice)
		if twice != 0 {
			t.Errorf("%d steps of the schema were applied twice", twice)
		}
		return err
	}))
}
