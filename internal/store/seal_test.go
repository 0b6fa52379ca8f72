package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/event"
	"sente/internal/sales/record"
	"sente/internal/store"
)

var sealKey = []byte("0123456789abcdef0123456789abcdef")

// trail fills the three tables of the audit trail and seals them all.
func trail(t *testing.T, db *store.DB, events int) {
	t.Helper()
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	raw := cast.Raw(t, db)
	for i := range events {
		a, err := add(ctx, db, fmt.Sprintf("account %d", i))
		must(err)
		must(db.Write(ctx, func(tx *store.Tx) error {
			return tx.AddAccess(ctx, []store.Access{{At: tx.Now(), ActorID: 7, Address: "10.0.0.1", Act: "deal.read",
				Kind: record.Deal, SubjectID: a.ID, Params: event.Params{"n": fmt.Sprint(i)}}})
		}))
		_, err = raw.Exec(fmt.Sprintf(`INSERT INTO login_attempt (workspace_id, id, user_id, recorded_at, outcome, address, agent)
 VALUES (1, %d, 7, %d, 'ok', '10.0.0.%d', 'test')`, db.NewID(), db.Now(), i%250))
		must(err)
	}
	sealAll(t, db)
}

func sealAll(t *testing.T, db *store.DB) (n int) {
	t.Helper()
	ctx := context.Background()
	for at := record.ID(0); ; {
		first, err := db.Reads().FirstUnsealed(ctx, at)
		if err != nil {
			t.Fatal(err)
		}
		if first == 0 {
			return n
		}
		at = first - 1
		err = db.Write(ctx, func(tx *store.Tx) error {
			m, err := tx.Seal(ctx, sealKey, first, 500)
			n += m
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func run(t *testing.T, db *store.DB, text string) {
	t.Helper()
	if _, err := cast.Raw(t, db).Exec(text); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
}

func verify(t *testing.T, db *store.DB, key []byte, earlier ...store.Head) *store.Chain {
	t.Helper()
	c, err := db.Reads().VerifyChain(context.Background(), key, earlier...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// attack is one change made behind our back, and how it is taken back.
type attack struct{ name, do string }

// attacks are 100 and more: every column of every table, rows deleted, swapped,
// added, the chain cut off in many places.
func attacks() (out []attack) {
	add := func(name, do string, args ...any) { out = append(out, attack{name, fmt.Sprintf(do, args...)}) }
	const nth = "(SELECT id FROM %[1]s ORDER BY id LIMIT 1 OFFSET %[2]d)"
	one := func(table string, n int) string { return fmt.Sprintf(nth, table, n) }
	columns := map[string][]string{
		"event":         {"recorded_at", "actor_id", "subject_id", "deal_id", "account_id", "token_id"},
		"access":        {"recorded_at", "actor_id", "token_id", "subject_id"},
		"login_attempt": {"recorded_at", "user_id"},
	}
	texts := map[string][]string{
		"event":         {"on_day", "act", "subject_kind", "address", "request", "params"},
		"access":        {"act", "subject_kind", "address", "params"},
		"login_attempt": {"outcome", "address", "agent"},
	}
	for table, list := range columns {
		for i, c := range list {
			add("edit "+table+"."+c, "UPDATE %s SET %s = COALESCE(%[2]s, 0) + 1 WHERE id = %[3]s", table, c, one(table, i))
		}
		for i, c := range texts[table] {
			add("edit "+table+"."+c, "UPDATE %s SET %s = COALESCE(%[2]s, '') || 'x' WHERE id = %[3]s", table, c, one(table, i+3))
		}
		for _, n := range []int{0, 5, 17} {
			add("delete from "+table, "DELETE FROM %s WHERE id = %s", table, one(table, n))
			add("renumber "+table, "UPDATE %s SET id = id + 1 WHERE id = %s", table, one(table, n))
		}
		add("empty "+table, "DELETE FROM %s", table)
		add("late "+table, "INSERT INTO %[1]s SELECT * FROM %[1]s WHERE false", table)
		out = out[:len(out)-1]
	}
	for n := range 4 {
		at := one("event", n*3)
		for _, c := range []string{"row_id", "seq"} {
			add("edit event_change."+c, "UPDATE event_change SET %s = %[1]s + 1 WHERE event_id = %s", c, at)
		}
		for _, c := range []string{"kind", "after_row"} {
			add("edit event_change."+c, "UPDATE event_change SET %s = %[1]s || ' ' WHERE event_id = %s", c, at)
		}
		add("fill event_change.before_row", "UPDATE event_change SET before_row = '{}' WHERE event_id = %s", at)
		add("fill event_change.about_id", "UPDATE event_change SET about_id = 5 WHERE event_id = %s", at)
		add("empty event_change.after_row", "UPDATE event_change SET after_row = NULL WHERE event_id = %s", at)
		add("delete event_change", "DELETE FROM event_change WHERE event_id = %s", at)
		add("move event_change", "UPDATE event_change SET event_id = event_id + 1 WHERE event_id = %s", at)
		add("add event_change", `INSERT INTO event_change (workspace_id, event_id, seq, kind, row_id)
 VALUES (1, %s, 9, 'deal', 3)`, at)
		add("swap payloads", `UPDATE event SET params = (SELECT e.params FROM event e WHERE e.id = %s), actor_id = 3 WHERE id = %s`,
			one("event", n+1), at)
	}
	for _, seq := range []int{1, 2, 30, 59} {
		for _, c := range []string{"payload_hash", "hash", "salt"} {
			add("edit seal."+c, "UPDATE seal SET %s = %[1]s || '0' WHERE seq = %d", c, seq)
		}
		for _, c := range []string{"source_id", "sealed_at"} {
			add("edit seal."+c, "UPDATE seal SET %s = %[1]s + 1 WHERE seq = %d", c, seq)
		}
		add("edit seal.source", "UPDATE seal SET source = 'access2' WHERE seq = %d", seq)
		add("drop salt", "UPDATE seal SET salt = NULL WHERE seq = %d", seq)
		add("delete seal", "DELETE FROM seal WHERE seq = %d", seq)
		add("cut off", "DELETE FROM seal WHERE seq > %d", seq)
	}
	add("swap seals", "UPDATE seal SET seq = CASE seq WHEN 10 THEN -11 ELSE -10 END WHERE seq IN (10, 11)")
	out[len(out)-1].do += "; UPDATE seal SET seq = -seq WHERE seq < 0"
	add("swap texts", `UPDATE seal SET payload_hash = (SELECT s.payload_hash FROM seal s WHERE s.seq = 12) WHERE seq = 13`)
	add("head back", "UPDATE seal_head SET seq = 20, hash = (SELECT hash FROM seal WHERE seq = 20)")
	add("head and chain back", "UPDATE seal_head SET seq = 20, hash = (SELECT hash FROM seal WHERE seq = 20); DELETE FROM seal WHERE seq > 20")
	add("head's hash", "UPDATE seal_head SET hash = 'f'")
	add("head's mac", "UPDATE seal_head SET mac = 'f'")
	add("head gone", "DELETE FROM seal_head")
	add("erase in silence", "UPDATE seal SET salt = NULL WHERE source = 'access' AND source_id = %s; UPDATE access SET params = NULL WHERE id = %[1]s",
		one("access", 4))
	add("all seals gone", "DELETE FROM seal")
	return out
}

func TestVerifyFindsEveryTampering(t *testing.T) {
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		trail(t, db, 20)
		clock.Pass(2 * time.Minute)
		if c := verify(t, db, sealKey); c.Broken != 0 || c.Head.Seq != 60 || c.Waiting != 0 {
			t.Fatalf("untouched: %+v", c)
		}
		raw, list := cast.Raw(t, db), attacks()
		found := 0
		for _, a := range list {
			keep(t, raw)
			for _, text := range strings.Split(a.do, ";") {
				if _, err := raw.Exec(text); err != nil {
					t.Fatalf("%s: %s: %v", a.name, text, err)
				}
			}
			if c := verify(t, db, sealKey); c.Broken > 0 {
				found++
			} else {
				t.Errorf("%s was not found: %s", a.name, a.do)
			}
			restore(t, raw)
		}
		if c := verify(t, db, sealKey); c.Broken != 0 {
			t.Fatalf("restored: %+v", c)
		}
		t.Logf("%s: %d of %d edits, deletions, swaps and truncations found", db.Engine(), found, len(list))
		if len(list) < 100 {
			t.Errorf("only %d attacks", len(list))
		}
	})
}

var sealed = []string{"event", "event_change", "access", "login_attempt", "seal", "seal_head"}

// keep copies the tables; restore puts the copies back.
func keep(t *testing.T, raw *sql.DB) {
	t.Helper()
	for _, table := range sealed {
		for _, text := range []string{"DROP TABLE IF EXISTS kept_" + table, "CREATE TABLE kept_" + table + " AS SELECT * FROM " + table} {
			if _, err := raw.Exec(text); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func restore(t *testing.T, raw *sql.DB) {
	t.Helper()
	for _, table := range sealed {
		for _, text := range []string{"DELETE FROM " + table, "INSERT INTO " + table + " SELECT * FROM kept_" + table} {
			if _, err := raw.Exec(text); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestHeadKeptElsewhereIsLookedFor(t *testing.T) {
	cast.EachDB(t, func(t *testing.T, db *store.DB, _ *cast.Clock) {
		trail(t, db, 5)
		old := verify(t, db, sealKey).Head
		trail(t, db, 5)
		if c := verify(t, db, sealKey, old); c.Broken != 0 {
			t.Errorf("an earlier head: %v", c.Faults)
		}
		read, err := store.ParseHead(old.String())
		if err != nil || read.Seq != old.Seq || read.Hash != old.Hash {
			t.Errorf("got %v (%v), want %v", read, err, old)
		}
		run(t, db, "DELETE FROM seal")
		run(t, db, "DELETE FROM seal_head")
		sealAll(t, db)
		if c := verify(t, db, sealKey); c.Broken != 0 {
			t.Errorf("a chain made anew looks whole by itself: %v", c.Faults)
		}
		if c := verify(t, db, sealKey, old); c.Broken == 0 {
			t.Error("the chain was made anew, and the head kept elsewhere does not tell")
		}
		if c := verify(t, db, []byte("another key")); c.Broken == 0 {
			t.Error("a head signed by another key passes")
		}
	})
}

func TestErasedPayloadKeepsTheChain(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, _ *cast.Clock) {
		trail(t, db, 10)
		raw := cast.Raw(t, db)
		for _, table := range []string{"event", "access", "login_attempt"} {
			var id record.ID
			if err := raw.QueryRow("SELECT id FROM " + table + " ORDER BY id LIMIT 1 OFFSET 3").Scan(&id); err != nil {
				t.Fatal(err)
			}
			ref := record.Ref{Kind: record.Kind(table), ID: id}
			if err := db.Write(ctx, func(tx *store.Tx) error { return tx.ErasePayload(ctx, 7, ref) }); err != nil {
				t.Fatal(err)
			}
			err := db.Write(ctx, func(tx *store.Tx) error { return tx.ErasePayload(ctx, 7, ref) })
			if !fault.Is(err, fault.NotFound) {
				t.Errorf("erased twice: %v", err)
			}
		}
		var left int
		if err := raw.QueryRow(`SELECT count(*) FROM event_change c JOIN event e ON e.id = c.event_id
 WHERE e.act = 'account.added' AND c.after_row LIKE '%account 3%'`).Scan(&left); err != nil || left != 0 {
			t.Errorf("%d rows still tell (%v)", left, err)
		}
		sealAll(t, db)
		if c := verify(t, db, sealKey); c.Broken != 0 || c.Erased != 3 {
			t.Errorf("got %d erased, faults %v", c.Erased, c.Faults)
		}
		if err := db.Write(ctx, func(tx *store.Tx) error {
			return tx.ErasePayload(ctx, 7, record.Ref{Kind: "seal_head", ID: 1})
		}); !fault.Is(err, fault.NotFound) {
			t.Errorf("erased what is no entry: %v", err)
		}
	})
}

func TestTwoSealersMakeOneChain(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, _ *cast.Clock) {
		var wg sync.WaitGroup
		stop := make(chan struct{})
		for range 2 {
			wg.Go(func() {
				for done := false; !done; {
					select {
					case <-stop:
						done = true
					default:
					}
					since, err := db.Reads().LateSince(ctx)
					if err != nil {
						t.Error(err)
						return
					}
					first, err := db.Reads().FirstUnsealed(ctx, since)
					if err == nil && first != 0 {
						err = db.Write(ctx, func(tx *store.Tx) error {
							_, err := tx.Seal(ctx, sealKey, first, 7)
							return err
						})
					}
					if err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		for i := range 60 {
			if _, err := add(ctx, db, fmt.Sprintf("a%d", i)); err != nil {
				t.Error(err)
			}
		}
		close(stop)
		wg.Wait()
		sealAll(t, db)
		if c := verify(t, db, sealKey); c.Broken != 0 || c.Head.Seq != 60 || c.Waiting != 0 {
			t.Errorf("got %+v", c)
		}
	})
}

func TestSealingRefusesAForeignHead(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, _ *cast.Clock) {
		trail(t, db, 3)
		if _, err := add(ctx, db, "later"); err != nil {
			t.Fatal(err)
		}
		seal := func(key []byte) error {
			return db.Write(ctx, func(tx *store.Tx) error { _, err := tx.Seal(ctx, key, 1, 10); return err })
		}
		before := verify(t, db, sealKey).Head
		if err := seal([]byte("another key")); !errors.Is(err, store.ErrHeadSigned) {
			t.Errorf("another key: %v", err)
		}
		run(t, db, "DELETE FROM seal WHERE seq = 9")
		if err := seal(sealKey); !errors.Is(err, store.ErrHeadBroken) {
			t.Errorf("cut off: %v", err)
		}
		run(t, db, "DELETE FROM seal_head")
		if err := seal(sealKey); err != nil {
			t.Errorf("no head: %v", err)
		}
		if head, err := db.Reads().Head(ctx); err != nil || head.Seq != 0 {
			t.Errorf("a chain without head went on to %v (%v), from %v", head, err, before)
		}
	})
}

func TestLateCommitIsSealedLater(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		late := db.NewID()
		trail(t, db, 2)
		run(t, db, fmt.Sprintf(`INSERT INTO event (workspace_id, id, recorded_at, act, subject_kind, subject_id)
 VALUES (1, %d, %d, 'x.late', 'deal', 5)`, late, db.Now()))
		since, err := db.Reads().LateSince(ctx)
		if err != nil {
			t.Fatal(err)
		}
		first, err := db.Reads().FirstUnsealed(ctx, since)
		if err != nil || first != late {
			t.Fatalf("got %v (%v), want %v", first, err, late)
		}
		sealAll(t, db)
		if c := verify(t, db, sealKey); c.Broken != 0 || c.Head.Seq != 7 {
			t.Errorf("got %+v", c)
		}
		run(t, db, fmt.Sprintf(`INSERT INTO event (workspace_id, id, recorded_at, act, subject_kind, subject_id)
 VALUES (1, 5, %d, 'x.slipped_in', 'deal', 5)`, calendar.InstantOf(clock.Now().Add(-time.Hour))))
		if c := verify(t, db, sealKey); c.Broken != 1 || c.Waiting != 1 {
			t.Errorf("an old entry without a seal: %+v", c)
		}
	})
}

func TestSealingTenThousand(t *testing.T) {
	if testing.Short() {
		t.Skip("10,000 events")
	}
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, _ *cast.Clock) {
		const n = 10_000
		err := db.Write(ctx, func(tx *store.Tx) error {
			for i := range n {
				if err := tx.Record(ctx, event.Event{Act: "x.y", Kind: record.Deal, SubjectID: record.ID(i + 1),
					Params: event.Params{"name": "某某项目"}}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		if got := sealAll(t, db); got != n {
			t.Fatalf("sealed %d, want %d", got, n)
		}
		took := time.Since(start)
		start = time.Now()
		if c := verify(t, db, sealKey); c.Broken != 0 || c.Head.Seq != n {
			t.Errorf("got %+v", c)
		}
		t.Logf("%s: %d events sealed in %s, verified in %s", db.Engine(), n, took.Round(time.Millisecond),
			time.Since(start).Round(time.Millisecond))
	})
}
