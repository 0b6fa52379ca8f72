package backup_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sente/internal/backup"
	"sente/internal/blob"
	"sente/internal/cast"
	"sente/internal/sales/account"
	"sente/internal/sales/event"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// upload puts a file into a data folder as an upload does, and gives its hash.
func upload(t *testing.T, data, content string) string {
	t.Helper()
	b, err := blob.New(filepath.Join(data, "files")).Put(strings.NewReader(content), blob.Want{Limit: 1 << 30, Size: -1})
	if err != nil {
		t.Fatal(err)
	}
	return b.Hash
}

// contents is what a restored place holds.
func contents(t *testing.T, url string) []store.TableContent {
	t.Helper()
	db, err := store.Open(context.Background(), store.Options{URL: url, Look: true})
	if err != nil {
		t.Fatal(err)
	}
	return append(contentsOf(t, db), closed(t, db)...)
}

func closed(t *testing.T, db *store.DB) []store.TableContent {
	t.Helper()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return nil
}

func contentsOf(t *testing.T, db *store.DB) (out []store.TableContent) {
	t.Helper()
	err := db.Freeze(context.Background(), func(z *store.Frozen) (err error) {
		out, err = z.Contents(context.Background())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// place is an empty target of the engine of db, and where its database will be.
func place(t *testing.T, db *store.DB) (backup.Target, string) {
	t.Helper()
	to := backup.Target{Data: filepath.Join(t.TempDir(), "restored")}
	if db.Engine() == "postgres" {
		to.Database = cast.EmptyPostgres(t)
		return to, to.Database
	}
	return to, "file:" + filepath.Join(to.Data, "sente.db")
}

func TestRestoredInstallationIsTheSame(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		cast.New(t, db, clock)
		data, to := t.TempDir(), t.TempDir()
		drills, before := 10, largeDrill(t, db, data)
		if db.Engine() == "postgres" || before > 0 {
			drills = 3
		}
		var rows int64
		var slowest time.Duration
		for i := range drills {
			if _, err := add(ctx, db, fmt.Sprintf("客户 %d", i)); err != nil {
				t.Fatal(err)
			}
			upload(t, data, fmt.Sprintf("file %d", i))
			made, err := backup.Make(ctx, backup.Source{DB: db, Data: data, Version: "test"}, to)
			if err != nil {
				t.Fatal(err)
			}
			target, url := place(t, db)
			began := time.Now()
			if _, err := backup.Restore(ctx, made.Path, target); err != nil {
				t.Fatal(err)
			}
			slowest = max(slowest, time.Since(began))
			if err := store.Differ(contentsOf(t, db), contents(t, url)); err != nil {
				t.Errorf("drill %d: %v", i, err)
			}
			if want, got := tree(t, filepath.Join(data, "files")), tree(t, filepath.Join(target.Data, "files")); !slices.Equal(want, got) ||
				len(got) != before+i+1 {
				t.Errorf("drill %d: got files %v, want %v", i, got, want)
			}
			rows = made.Manifest.Rows()
		}
		t.Logf("%s: %d restore drills identical, the last with %d rows and %d files; the slowest took %s", db.Engine(), drills, rows,
			before+drills, slowest.Round(time.Millisecond))
		if slowest > 5*time.Minute {
			t.Errorf("restored after %s, want 5 minutes at most", slowest)
		}
	})
}

// largeDrill gives the drill at full size its 200,000 rows and 500 MB of files,
// and says how many files they are.
func largeDrill(t *testing.T, db *store.DB, data string) (files int) {
	t.Helper()
	if os.Getenv("SOAK") == "" {
		return 0
	}
	for range 20 {
		fill(t, db)
	}
	for files = range 20 {
		upload(t, data, strings.Repeat(fmt.Sprintf("%025d", files), 1_000_000))
	}
	return files + 1
}

// tree lists the files below a folder with their hashes.
func tree(t *testing.T, root string) (out []string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		rel, _ := filepath.Rel(root, path)
		out = append(out, fmt.Sprintf("%s %x", rel, sha256.Sum256(b)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func add(ctx context.Context, db *store.DB, name string) (record.ID, error) {
	a := account.Account{Fields: account.Fields{Name: name, Relation: account.Company}, MatchKey: name, SortKey: name}
	err := db.Write(ctx, func(tx *store.Tx) error {
		if err := store.Add(ctx, tx, &a); err != nil {
			return err
		}
		return tx.Record(ctx, event.Event{Act: "account.added", Kind: record.Account, SubjectID: a.ID, AccountID: a.ID})
	})
	return a.ID, err
}

// TestBackupDoesNotBlockWriters writes 200 times a second, as far as the machine
// can, makes backups meanwhile, and says how long a write took. At full size, on a
// machine that does nothing else, it judges that too.
func TestBackupDoesNotBlockWriters(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		cast.New(t, db, clock)
		fill(t, db)
		rounds := 3
		if db.Engine() == "postgres" {
			rounds = 1
		}
		if os.Getenv("SOAK") != "" {
			rounds = 100
		}
		w := startWriting(t, db)
		for range rounds {
			before := w.acknowledged()
			made, err := backup.Make(ctx, backup.Source{DB: db, Data: t.TempDir()}, t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			if n := rowsOf(made.Manifest, "account"); n < before {
				t.Errorf("the backup has %d accounts, and %d were acknowledged before it began", n, before)
			}
			target, url := place(t, db)
			if _, err := backup.Restore(ctx, made.Path, target); err != nil {
				t.Fatal(err)
			}
			if err := store.Differ(made.Manifest.Tables, contents(t, url)); err != nil {
				t.Error(err)
			}
		}
		p99, n := w.stop()
		t.Logf("%s: %d writes, %d a second, during %d backups and restores: p99 %s", db.Engine(), n,
			int(float64(n)/time.Since(w.began).Seconds()), rounds, p99)
		if os.Getenv("SOAK") != "" && p99 > 500*time.Millisecond {
			t.Errorf("write p99 %s, want at most 500 ms", p99)
		}
	})
}

// fill makes the database large enough for a copy to take a while.
func fill(t *testing.T, db *store.DB) {
	t.Helper()
	ctx := context.Background()
	for part := range 10 {
		err := db.Write(ctx, func(tx *store.Tx) error {
			for i := range 1000 {
				name := fmt.Sprintf("客户 %d/%d 股份有限公司", part, i)
				a := account.Account{Fields: account.Fields{Name: name, Relation: account.Company}, MatchKey: name}
				if err := store.Add(ctx, tx, &a); err != nil {
					return err
				}
			}
			return tx.Record(ctx, event.Event{Act: "account.added", Kind: record.Account, SubjectID: 1})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func rowsOf(m backup.Manifest, table string) int64 {
	for _, t := range m.Tables {
		if t.Table == table {
			return t.Rows
		}
	}
	return 0
}

// writing is a load of 200 writes a second; with all hands busy, of less.
type writing struct {
	t     *testing.T
	began time.Time
	hands chan struct{}
	db    *store.DB
	end   chan struct{}
	ended sync.WaitGroup
	count atomic.Int64
	mu    sync.Mutex
	took  []time.Duration
}

func startWriting(t *testing.T, db *store.DB) *writing {
	w := &writing{t: t, db: db, end: make(chan struct{}), began: time.Now(), hands: make(chan struct{}, 32)}
	w.ended.Go(func() {
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for i := 0; ; i++ {
			select {
			case <-w.end:
				return
			case <-tick.C:
			}
			select {
			case w.hands <- struct{}{}:
				w.ended.Go(func() { w.one(i); <-w.hands })
			default:
			}
		}
	})
	time.Sleep(200 * time.Millisecond)
	return w
}

func (w *writing) one(i int) {
	start := time.Now()
	if _, err := add(context.Background(), w.db, fmt.Sprintf("load %d", i)); err != nil {
		w.t.Error(err)
		return
	}
	took := time.Since(start)
	w.count.Add(1)
	w.mu.Lock()
	w.took = append(w.took, took)
	w.mu.Unlock()
}

func (w *writing) acknowledged() int64 { return w.count.Load() }

func (w *writing) stop() (p99 time.Duration, n int) {
	close(w.end)
	w.ended.Wait()
	slices.Sort(w.took)
	return w.took[len(w.took)*99/100], len(w.took)
}
