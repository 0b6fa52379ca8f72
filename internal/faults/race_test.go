//go:build linux

package faults_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

const clients = 50

// nodesOf starts the nodes that a race runs against: two on PostgreSQL.
func nodesOf(t *testing.T, at place) (nodes []*node, as []*client) {
	t.Helper()
	nodes = append(nodes, start(t, at))
	c := setUp(t, nodes[0])
	if at.engine == "postgres" {
		nodes = append(nodes, start(t, at))
	}
	for _, n := range nodes {
		as = append(as, c.at(n))
	}
	return nodes, as
}

// crowd runs f for the numbers below n, with so many at a time.
func crowd(n, atOnce int, f func(i int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range atOnce {
		all.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				f(int(i))
			}
		})
	}
	all.Wait()
}

// TestNoUpdateIsLost (R23): fifty people edit the same deals. Each edit that was
// accepted stands in the history once, and no two from the same version.
func TestNoUpdateIsLost(t *testing.T) {
	each(t, func(t *testing.T, at place) {
		_, as := nodesOf(t, at)
		account := as[0].addAccount(t)
		var set []string
		for i := range 20 {
			set = append(set, as[0].must(t, request{method: "POST", path: "/api/deals",
				body: map[string]any{"name": fmt.Sprint("d", i), "account_id": account}}).row.ID)
		}
		var mu sync.Mutex
		accepted, stale := map[string]int64{}, 0
		seen := map[string]int64{} // version of each deal that somebody saw last
		crowd(size().requests, clients, func(i int) {
			c, id, name := as[i%len(as)], set[rand.IntN(len(set))], fmt.Sprint("edit ", i)
			mu.Lock()
			version := max(seen[id], 1)
			mu.Unlock()
			a, err := c.send(context.Background(), request{method: "PATCH", path: "/api/deals/" + id, version: version,
				body: map[string]any{"name": name}})
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil && a.ok():
				accepted[name] = version + 1
				seen[id] = max(seen[id], version+1)
			case err == nil && a.status == http.StatusPreconditionFailed:
				now, _ := a.row.Params["current_version"].(float64)
				if stale++; int64(now) <= version {
					t.Errorf("stale at version %d, and the current version is %v", version, a.row.Params)
				}
				seen[id] = max(seen[id], int64(now))
			default:
				t.Error(a, err)
			}
		})
		if found, err := miscounted(at, accepted); err != nil || len(found) > 0 {
			t.Error(found, err)
		}
		holds(t, at, nil)
		if len(accepted) == 0 || stale == 0 {
			t.Errorf("no race: %d accepted, %d stale", len(accepted), stale)
		}
		figure(t, "R23 %s, %d nodes: %d edits by %d clients of %d deals: %d accepted, each once in the history; %d stale; "+
			"0 lost", at.engine, len(as), size().requests, clients, len(set), len(accepted), stale)
	})
}

// miscounted names edits whose place in the history is not the one that they
// were acknowledged with, and versions that are missing or there twice.
func miscounted(at place, accepted map[string]int64) (out []string, err error) {
	db, err := at.sql()
	if err != nil {
		return nil, err
	}
	found, last := map[string]int64{}, map[int64]int64{}
	err = scan(db, "SELECT row_id, after_row FROM event_change WHERE kind = 'deal' ORDER BY row_id, event_id, seq",
		func(rows *sql.Rows) error {
			var id int64
			var text string
			var r row
			if err := errors.Join(rows.Scan(&id, &text), json.Unmarshal([]byte(text), &r)); err != nil {
				return err
			}
			if r.Version == last[id] {
				return nil // a derived value was written, by the same act
			}
			if r.Version != last[id]+1 {
				out = append(out, fmt.Sprintf("deal %d goes from version %d to %d", id, last[id], r.Version))
			}
			last[id] = r.Version
			if r.Version > 1 {
				if found[r.Name] != 0 {
					out = append(out, "twice in the history: "+r.Name)
				}
				found[r.Name] = r.Version
			}
			return nil
		})
	for name, version := range accepted {
		if found[name] != version {
			out = append(out, fmt.Sprintf("%s was accepted as version %d and stands as %d", name, version, found[name]))
		}
	}
	if len(found) != len(accepted) {
		out = append(out, fmt.Sprintf("%d edits accepted, %d in the history", len(accepted), len(found)))
	}
	return out, errors.Join(err, db.Close())
}

// TestRepeatedPosts (R22): each POST is sent up to five times at once with one
// key, on any node, and some connections are cut. Each happens once.
func TestRepeatedPosts(t *testing.T) {
	each(t, func(t *testing.T, at place) {
		_, as := nodesOf(t, at)
		account := as[0].addAccount(t)
		var cut, replayed, told, sent atomic.Int64
		ids := make([]string, size().requests)
		crowd(len(ids), clients, func(i int) {
			r := request{method: "POST", path: "/api/deals", key: fmt.Sprint("key-", i),
				body: map[string]any{"name": fmt.Sprint("post ", i), "account_id": account}}
			var tries sync.WaitGroup
			for try := range 1 + rand.IntN(4) {
				tries.Go(func() {
					ctx, stop := context.WithTimeout(context.Background(), time.Hour)
					defer stop()
					if rand.IntN(2) == 0 {
						ctx, stop = context.WithTimeout(ctx, time.Duration(rand.IntN(30_000))*time.Microsecond)
						defer stop()
					}
					sent.Add(1)
					if a, err := as[(i+try)%len(as)].send(ctx, r); err != nil {
						cut.Add(1)
					} else if !a.ok() && a.code != "key_in_use" && a.code != "key_done" {
						t.Error(a)
					}
				})
			}
			tries.Wait()
			sent.Add(1)
			a, err := as[i%len(as)].send(context.Background(), r)
			for end := time.Now().Add(15 * time.Second); err == nil && a.code == "key_in_use" && time.Now().Before(end); {
				time.Sleep(20 * time.Millisecond)
				a, err = as[i%len(as)].send(context.Background(), r)
			}
			ids[i] = a.row.ID
			switch {
			case err == nil && a.code == "key_done":
				ids[i] = a.subject()
				told.Add(1)
			case err != nil || !a.ok():
				t.Error("the last try: ", a, err)
			case a.replay:
				replayed.Add(1)
			}
		})
		otherBody(t, as[0], account)
		s, err := readState(at)
		must(t, err)
		for i, id := range ids {
			if got := s.named[fmt.Sprint("post ", i)]; !slices.Equal(got, []string{id}) {
				t.Errorf("post %d was answered with %s and stands there as %v", i, id, got)
			}
		}
		if len(s.deals) != len(ids) {
			t.Errorf("%d deals for %d keys", len(s.deals), len(ids))
		}
		holds(t, at, nil)
		if cut.Load() == 0 || replayed.Load() == 0 {
			t.Errorf("no race: %d cut, %d replayed", cut.Load(), replayed.Load())
		}
		figure(t, "R22 %s, %d nodes: %d keys, %d requests, %d connections cut, %d last answers replayed, %d told that it was done "+
			"and where: exactly %d records; the same key with another body: 422", at.engine, len(as), len(ids), sent.Load(),
			cut.Load(), replayed.Load(), told.Load(), len(s.deals))
	})
}

// otherBody repeats a key with another body, which is refused.
func otherBody(t *testing.T, c *client, account string) {
	t.Helper()
	a, err := c.send(context.Background(), request{method: "POST", path: "/api/deals", key: "key-0",
		body: map[string]any{"name": "another", "account_id": account}})
	if err != nil || a.status != http.StatusUnprocessableEntity || a.code != "key_reused" {
		t.Error(a, err)
	}
}

// TestMovesAreAChain (R25): fifty people move the same deals on and back, close
// and reopen them. The moves of each deal are one unbroken chain.
func TestMovesAreAChain(t *testing.T) {
	each(t, func(t *testing.T, at place) {
		_, as := nodesOf(t, at)
		set := movable(t, as, min(200, size().requests/5))
		var mu sync.Mutex
		seen, made := map[string]row{}, map[string]int{}
		refused := map[int]int{}
		crowd(size().requests, clients, func(i int) {
			c, id := as[i%len(as)], set[rand.IntN(len(set))]
			if i%3 == 0 { // three in a row go for the same deal
				id = set[i/9%len(set)]
			}
			for {
				mu.Lock()
				d := seen[id]
				mu.Unlock()
				if d.ID == "" || rand.IntN(4) == 0 {
					d = c.must(t, request{method: "GET", path: "/api/deals/" + id}).row
				}
				act, body := nextMove(d)
				a, err := c.send(context.Background(), request{method: "POST", path: "/api/deals/" + id + "/" + act,
					body: body, version: d.Version, key: fmt.Sprint("move-", i, "-", d.Version)})
				mu.Lock()
				if err == nil && a.ok() {
					made[act]++
					seen[id] = a.row
					mu.Unlock()
					return
				}
				refused[a.status]++
				seen[id] = row{}
				mu.Unlock()
				if err != nil || a.status != http.StatusPreconditionFailed && a.status != http.StatusServiceUnavailable {
					t.Error(act, a, err)
					return
				}
			}
		})
		holds(t, at, nil)
		chained(t, at, set, size().requests)
		if len(made) < 4 || refused[http.StatusPreconditionFailed] == 0 {
			t.Errorf("no race: %v, refused %v", made, refused)
		}
		figure(t, "R25 %s, %d nodes: %d moves of %d deals by %d clients (%v), refused %v: every chain unbroken, one stage each",
			at.engine, len(as), size().requests, len(set), clients, made, refused)
	})
}

// movable makes deals whose first gate is open.
func movable(t *testing.T, as []*client, n int) []string {
	t.Helper()
	set, account := make([]string, n), as[0].addAccount(t)
	until := time.Now().AddDate(0, 0, 30).Format(time.DateOnly)
	crowd(n, 8, func(i int) {
		c := as[i%len(as)]
		a, err := c.send(context.Background(), request{method: "POST", path: "/api/deals",
			body: map[string]any{"name": fmt.Sprint("d", i), "account_id": account}})
		if err != nil || !a.ok() {
			t.Error(a, err)
			return
		}
		set[i] = a.row.ID
		for _, x := range []string{"X1", "X2", "X3", "X4", "X5", "X6"} {
			a, err := c.send(context.Background(), request{method: "POST", path: "/api/deals/" + set[i] + "/overrides",
				body: map[string]any{"criterion": x, "reason": "试", "expires_on": until}})
			if err != nil || !a.ok() {
				t.Error(a, err)
			}
		}
	})
	if t.Failed() {
		t.FailNow()
	}
	return set
}

// nextMove is a move that a deal can make.
func nextMove(d row) (act string, body map[string]any) {
	why := map[string]any{"reason": "试"}
	switch {
	case d.Status != "open":
		return "reopen", why
	case rand.IntN(3) == 0:
		return "abandon", why
	case d.Stage == "S1":
		return "advance", nil
	}
	return "back", map[string]any{"reason": "试", "to": "S1"}
}

// chained compares the number of moves with that of the acknowledged ones.
func chained(t *testing.T, at place, set []string, want int) {
	t.Helper()
	s, err := readState(at)
	must(t, err)
	n := 0
	for _, id := range slices.Sorted(maps.Keys(s.moves)) {
		if !slices.Contains(set, id) {
			t.Errorf("moves of a deal that is not there: %s", id)
		}
		for _, m := range s.moves[id] {
			if m.before != (standing{}) { // the first move is the start
				n++
			}
		}
	}
	if n != want {
		t.Errorf("%s moves acknowledged, %d in the history", strconv.Itoa(want), n)
	}
}
