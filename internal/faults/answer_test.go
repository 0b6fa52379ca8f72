//go:build linux

package faults_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestKilledBeforeTheAnswer (R22): the server is killed while POSTs are under
// way, some of them between their commit and the answer. After the restart each
// is sent again with its key: it is done now, or it was done and the answer says
// on which record. Each stands there once.
func TestKilledBeforeTheAnswer(t *testing.T) {
	each(t, func(t *testing.T, at place) {
		n := start(t, at)
		c := setUp(t, n)
		account := c.addAccount(t)
		kills := max(3, size().kills/4)
		var sum repeats
		for cycle := range kills {
			open := postUntilKilled(c.at(n), n, account, fmt.Sprint("a", cycle))
			n = start(t, at)
			sum.add(repeat(t, c.at(n), at, open))
		}
		if sum.done == 0 || sum.again == 0 {
			t.Errorf("no race: %+v", sum)
		}
		holds(t, at, nil)
		figure(t, "R22 %s: %d kills, %d POSTs without an answer: %d done at the second try, %d answers kept, %d told that it was done "+
			"and where; each stands there once", at.engine, kills, sum.again+sum.kept+sum.done, sum.again, sum.kept, sum.done)
	})
}

// post is a creation by its name, which is also its key.
func post(name, account string) request {
	return request{method: "POST", path: "/api/deals", key: name, body: map[string]any{"name": name, "account_id": account}}
}

// postUntilKilled posts with many hands, kills the server and gives the names
// without an answer.
func postUntilKilled(c *client, n *node, account, name string) (open map[string]request) {
	open = map[string]request{}
	var mu sync.Mutex
	var all sync.WaitGroup
	for i := range writers {
		all.Go(func() {
			for k := 0; ; k++ {
				r := post(fmt.Sprintf("%s-%d-%d", name, i, k), account)
				if a, err := c.send(context.Background(), r); err != nil || !a.ok() {
					mu.Lock()
					open[r.key] = r
					mu.Unlock()
					return
				}
			}
		})
	}
	time.Sleep(time.Duration(200+rand.IntN(400)) * time.Millisecond)
	n.kill()
	all.Wait()
	return open
}

// subject is the id of the deal on which an act is said to be done.
func (a answer) subject() string {
	s, _ := a.row.Params["subject"].(string)
	return strings.TrimPrefix(s, "deal:")
}

// repeats counts what became of requests that were sent again.
type repeats struct{ again, kept, done int }

func (r *repeats) add(x repeats) {
	r.again, r.kept, r.done = r.again+x.again, r.kept+x.kept, r.done+x.done
}

// repeat sends requests again until each has a final answer, and looks what
// stands there.
func repeat(t *testing.T, c *client, at place, open map[string]request) (sum repeats) {
	t.Helper()
	ids := map[string]string{}
	for name, r := range open {
		a, err := c.send(context.Background(), r)
		for end := time.Now().Add(15 * time.Second); err == nil && a.code == "key_in_use" && time.Now().Before(end); {
			time.Sleep(50 * time.Millisecond)
			a, err = c.send(context.Background(), r)
		}
		switch {
		case err == nil && a.ok() && a.replay:
			sum.kept++
			ids[name] = a.row.ID
		case err == nil && a.ok():
			sum.again++
			ids[name] = a.row.ID
		case err == nil && a.code == "key_done":
			sum.done++
			ids[name] = a.subject()
		default:
			t.Error(name, ": ", a, err)
		}
	}
	s, err := readState(at)
	must(t, err)
	for name, id := range ids {
		if got := s.named[name]; len(got) != 1 || got[0] != id {
			t.Errorf("%s was answered with %s and stands there as %v", name, id, got)
		}
	}
	return sum
}
