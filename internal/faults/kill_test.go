//go:build linux

package faults_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"
)

const writers = 16

// TestKilled (R01): the server is killed in the middle of writing, again and
// again. It is back at once, with everything that it had acknowledged.
func TestKilled(t *testing.T) {
	each(t, func(t *testing.T, at place) {
		n := start(t, at)
		c := setUp(t, n)
		account, j := c.addAccount(t), newJournal(t)
		var ready []time.Duration
		for cycle := range size().kills {
			d := newDriver(j, account, "k"+strconv.Itoa(cycle), c.at(n))
			ctx, stop := context.WithCancel(context.Background())
			done := d.run(ctx, writers)
			time.Sleep(time.Duration(50+rand.IntN(1950)) * time.Millisecond)
			n.kill()
			stop()
			done.Wait()
			d.strange(t)
			n = start(t, at)
			ready = append(ready, n.ready)
			if cycle%10 == 0 || cycle == size().kills-1 {
				holds(t, at, j.read(t))
			}
		}
		figure(t, "R01 %s: %d kills, %d acknowledged writes, 0 lost, 0 half", at.engine, size().kills, acked(j.read(t)))
		slices.Sort(ready)
		most, p99 := ready[len(ready)-1], ready[(len(ready)-1)*99/100]
		if p99 > 3*time.Second {
			t.Errorf("ready after %s at p99, want 3 s", p99)
		}
		figure(t, "R01 %s: ready after %d ms at p99, at most %d ms", at.engine, p99.Milliseconds(), most.Milliseconds())
	})
}

// TestOneOfTwoKilled (R02): one of two nodes is killed; those who wrote there
// ask the other one with the same key. Nothing is lost, nothing done twice.
func TestOneOfTwoKilled(t *testing.T) {
	onPostgres(t, func(t *testing.T, at place) {
		nodes := []*node{start(t, at)}
		c := setUp(t, nodes[0])
		nodes = append(nodes, start(t, at))
		account, j := c.addAccount(t), newJournal(t)
		for cycle := range size().kills {
			d := newDriver(j, account, "n"+strconv.Itoa(cycle), c.at(nodes[0]), c.at(nodes[1]))
			d.tries = 100
			ctx, stop := context.WithCancel(context.Background())
			done := d.run(ctx, writers)
			time.Sleep(time.Duration(50+rand.IntN(950)) * time.Millisecond)
			nodes[cycle%2].kill()
			time.Sleep(200 * time.Millisecond)
			stop()
			done.Wait()
			d.strange(t)
			nodes[cycle%2] = start(t, at)
			if cycle%10 == 0 || cycle == size().kills-1 {
				holds(t, at, j.read(t))
			}
		}
		figure(t, "R02: %d kills of one of two nodes, %d acknowledged writes, 0 lost, 0 doubled", size().kills,
			acked(j.read(t)))
	})
}
