//go:build linux

package faults_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"testing"
)

// state is what the database says.
type state struct {
	deals map[string]dealRow
	named map[string][]string // ids of the deals of a name
	notes map[string]int      // by text
	moves map[string][]move   // of a deal, oldest first
}

type dealRow struct {
	name, status, stage  string
	version, temperature int64
}

type move struct{ before, after standing }

type standing struct {
	Status  string `json:"status"`
	Stage   string `json:"stage"`
	Entered string `json:"stage_entered_on"`
}

// readState reads what the checks need, past the program.
func readState(at place) (s state, err error) {
	db, err := at.sql()
	if err != nil {
		return s, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	s = state{map[string]dealRow{}, map[string][]string{}, map[string]int{}, map[string][]move{}}
	err = scan(db, "SELECT id, name, status, COALESCE(stage, ''), version, COALESCE(temperature, 0) FROM deal",
		func(rows *sql.Rows) error {
			var id int64
			var d dealRow
			err := rows.Scan(&id, &d.name, &d.status, &d.stage, &d.version, &d.temperature)
			key := strconv.FormatInt(id, 10)
			s.deals[key] = d
			s.named[d.name] = append(s.named[d.name], key)
			return err
		})
	err = errors.Join(err, scan(db, "SELECT text FROM note", func(rows *sql.Rows) error {
		var text string
		err := rows.Scan(&text)
		s.notes[text]++
		return err
	}))
	return s, errors.Join(err, scan(db, "SELECT deal_id, before_move, after_move FROM stage_move ORDER BY deal_id, id",
		func(rows *sql.Rows) error {
			var id int64
			var before, after string
			if err := rows.Scan(&id, &before, &after); err != nil {
				return err
			}
			var m move
			key := strconv.FormatInt(id, 10)
			err := errors.Join(json.Unmarshal([]byte(before), &m.before), json.Unmarshal([]byte(after), &m.after))
			s.moves[key] = append(s.moves[key], m)
			return err
		}))
}

func scan(db *sql.DB, text string, each func(*sql.Rows) error) error {
	rows, err := db.QueryContext(context.Background(), text)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := each(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// lost names what was acknowledged and is not there, or not as it was
// acknowledged. A deal may be one version ahead: by the request under way.
func lost(s state, all []entry) (out []string) {
	last, sent := map[string]entry{}, map[string]entry{}
	for _, e := range all {
		switch {
		case !e.Acked:
			sent[e.Name] = e
		case e.Act == "note":
			if s.notes[e.noteText()] != 1 {
				out = append(out, fmt.Sprintf("lost: note %q stands there %d times", e.noteText(), s.notes[e.noteText()]))
			}
			last[e.Name] = e
		default:
			last[e.Name] = e
		}
	}
	for name, want := range last {
		ids := s.named[name]
		if len(ids) == 0 {
			out = append(out, "lost: deal "+name+" is not there")
			continue
		}
		if want.ID == "" { // done, by an answer that nobody heard
			continue
		}
		got := s.deals[want.ID]
		if next := sent[name]; got.version == next.Version && next.Version == want.Version+1 {
			want = next
		}
		if got.version != want.Version || got.status != want.Status || got.temperature != want.Temperature {
			out = append(out, fmt.Sprintf("lost: deal %s was acknowledged as %+v and is %+v", name, want, got))
		}
	}
	return out
}

// noteText is that of the note of an entry: its key without the act.
func (e entry) noteText() string { return e.Name + e.Key[len(e.Name)+len("-note"):] }

// doubled names what stands there more than once.
func doubled(s state) (out []string) {
	for name, ids := range s.named {
		if len(ids) > 1 {
			out = append(out, fmt.Sprintf("doubled: deal %s stands there as %v", name, ids))
		}
	}
	for text, n := range s.notes {
		if n > 1 {
			out = append(out, fmt.Sprintf("doubled: note %s stands there %d times", text, n))
		}
	}
	return out
}

// broken names the deals whose moves are no unbroken chain that ends where the
// deal stands.
func broken(s state) (out []string) {
	for id, moves := range s.moves {
		for i := 1; i < len(moves); i++ {
			if moves[i].before != moves[i-1].after {
				out = append(out, fmt.Sprintf("broken: deal %s, move %d begins at %+v after %+v", id, i, moves[i].before,
					moves[i-1].after))
			}
		}
		end := moves[len(moves)-1].after
		if d, ok := s.deals[id]; !ok || d.status != end.Status || d.stage != end.Stage {
			out = append(out, fmt.Sprintf("broken: deal %s stands at %+v, its last move led to %+v", id, d, end))
		}
	}
	for id, d := range s.deals {
		if len(s.moves[id]) == 0 && d.status != "open" {
			out = append(out, fmt.Sprintf("broken: deal %s is %s without a move", id, d.status))
		}
	}
	return out
}

// half names rows that differ from what events say, damage of the file, and
// references to rows that are not there.
func half(at place) ([]string, error) {
	db, err := at.look()
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	out, err := db.Damage(ctx)
	unfolded, err2 := db.Reads().Unfolded(ctx)
	for _, s := range unfolded {
		out = append(out, "half: "+s)
	}
	if err := errors.Join(err, err2, db.Close()); err != nil || at.engine == "postgres" {
		return out, err
	}
	bare, err := at.sql()
	if err != nil {
		return out, err
	}
	err = scan(bare, `SELECT "table" || ' ' || rowid || ' refers to ' || "parent" FROM pragma_foreign_key_check()`,
		func(rows *sql.Rows) error {
			var s string
			err := rows.Scan(&s)
			out = append(out, "half: "+s)
			return err
		})
	return out, errors.Join(err, bare.Close())
}

// problems are everything that is wrong with a place, held against a journal.
func problems(at place, all []entry) ([]string, error) {
	s, err := readState(at)
	if err != nil {
		return nil, err
	}
	out, err := half(at)
	return append(append(append(out, lost(s, all)...), doubled(s)...), broken(s)...), err
}

// holds fails the test for every problem of a place.
func holds(t *testing.T, at place, all []entry) {
	t.Helper()
	found, err := problems(at, all)
	must(t, err)
	for i, p := range found {
		if t.Error(p); i > 20 {
			t.Fatalf("and %d more", len(found)-i)
		}
	}
}
