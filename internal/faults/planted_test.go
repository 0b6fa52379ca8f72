//go:build linux

package faults_test

import (
	"context"
	"database/sql"
	"strings"
	"testing"
	"time"
)

// TestPlantedLossIsFound shows that the checks can fail: after a healthy run one
// thing is spoiled at a time, past the program.
func TestPlantedLossIsFound(t *testing.T) {
	each(t, func(t *testing.T, at place) {
		n := start(t, at)
		c := setUp(t, n)
		j := newJournal(t)
		d := newDriver(j, c.addAccount(t), "p", c)
		ctx, stop := context.WithTimeout(context.Background(), 2*time.Second)
		defer stop()
		d.run(ctx, 2).Wait()
		n.stop()
		all := j.read(t)
		holds(t, at, all)
		name := all[0].Name
		id := dealNamed(t, at, name)
		other := dealNamed(t, at, last(all, name))
		for _, x := range []struct{ what, spoil, want string }{
			{"an acknowledged deal is gone", "DELETE FROM deal WHERE id = " + id, "lost: deal " + name + " is not there"},
			{"an acknowledged value is gone", "UPDATE deal SET temperature = 7 WHERE id = " + id, "lost: deal " + name},
			{"an acknowledged move is gone", "UPDATE deal SET status = 'lost' WHERE id = " + id, "lost: deal " + name},
			{"a note is gone", "DELETE FROM note WHERE text = '" + name + "-1'", "lost: note"},
			{"a deal stands there twice", "CREATE TABLE x AS SELECT * FROM deal WHERE id = " + id +
				"; UPDATE x SET id = id + 1000003; INSERT INTO deal SELECT * FROM x; DROP TABLE x", "doubled: deal " + name},
			{"a move is missing in the middle", "DELETE FROM stage_move WHERE id = (SELECT id FROM stage_move WHERE deal_id = " +
				id + " ORDER BY id LIMIT 1 OFFSET 1)", "broken: deal " + id + ", move"},
			{"the last move is missing", "DELETE FROM stage_move WHERE id = (SELECT max(id) FROM stage_move WHERE deal_id = " +
				id + ")", "broken: deal " + id + " stands at"},
			{"a row without its event", "DELETE FROM event_change WHERE row_id = " + other, "half: deal " + other},
			{"an event without its row", "DELETE FROM note WHERE text = '" + name + "-2'", "half: note"},
		} {
			keep := spoil(t, at, x.spoil)
			found, err := problems(at, all)
			must(t, err)
			if !strings.Contains(strings.Join(found, "\n"), x.want) {
				t.Errorf("%s: not found in %.1000s", x.what, strings.Join(found, "\n"))
			}
			keep()
		}
		holds(t, at, all)
		figure(t, "%s: 9 of 9 planted losses found", at.engine)
	})
}

// last is the name of the last deal of a journal that is not name.
func last(all []entry, name string) (out string) {
	for _, e := range all {
		if e.Acked && e.Act == "create" && e.Name != name {
			out = e.Name
		}
	}
	return out
}

func dealNamed(t *testing.T, at place, name string) string {
	t.Helper()
	s, err := readState(at)
	must(t, err)
	if len(s.named[name]) != 1 {
		t.Fatalf("deal %s stands there as %v", name, s.named[name])
	}
	return s.named[name][0]
}

// spoil changes the bare database; the answer puts it back as it was.
func spoil(t *testing.T, at place, text string) (restore func()) {
	t.Helper()
	db, err := at.sql()
	must(t, err)
	conn, err := db.Conn(context.Background())
	must(t, err)
	tables := []string{"deal", "note", "stage_move", "event_change"}
	off, on := "PRAGMA foreign_keys = 0", "PRAGMA foreign_keys = 1"
	if at.engine == "postgres" {
		off, on = "SET session_replication_role = replica", "RESET session_replication_role"
	}
	do(t, conn, off)
	for _, x := range tables {
		do(t, conn, "CREATE TABLE kept_"+x+" AS SELECT * FROM "+x)
	}
	for _, x := range strings.Split(text, "; ") {
		do(t, conn, x)
	}
	return func() {
		for _, x := range tables {
			do(t, conn, "DELETE FROM "+x)
			do(t, conn, "INSERT INTO "+x+" SELECT * FROM kept_"+x)
			do(t, conn, "DROP TABLE kept_"+x)
		}
		do(t, conn, on)
		_ = conn.Close()
		_ = db.Close()
	}
}

func do(t *testing.T, conn *sql.Conn, text string) {
	t.Helper()
	if _, err := conn.ExecContext(context.Background(), text); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
}
