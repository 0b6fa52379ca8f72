//go:build linux

package faults_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// driver writes deals as one person does: it starts them, edits, moves, takes
// notes. Each deal belongs to one writer, so what it must be is known.
type driver struct {
	name    string
	clients []*client // one per node
	journal *journal
	account string
	tries   int // per request, on one node after the other; 1: no second try
	odd     chan string
	refused map[int]*atomic.Int64 // 503 and 507, by status
}

func newDriver(j *journal, account, name string, clients ...*client) *driver {
	return &driver{name: name, clients: clients, journal: j, account: account, tries: 1, odd: make(chan string, 1000),
		refused: map[int]*atomic.Int64{503: {}, 507: {}}}
}

// run writes with so many writers until ctx ends.
func (d *driver) run(ctx context.Context, writers int) *sync.WaitGroup {
	var all sync.WaitGroup
	for i := range writers {
		all.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				d.life(ctx, fmt.Sprintf("%s-%d-%d", d.name, i, n))
			}
		})
	}
	return &all
}

// strange fails the test for every answer that should not be.
func (d *driver) strange(t *testing.T) {
	t.Helper()
	for {
		select {
		case s := <-d.odd:
			t.Error("an answer that should not be: ", s)
		default:
			return
		}
	}
}

// life is that of one deal, as far as it goes.
func (d *driver) life(ctx context.Context, name string) {
	e := entry{Key: name, Act: "create", Name: name, Version: 1, Status: "open"}
	e, ok := d.do(ctx, e, request{method: "POST", path: "/api/deals", key: name,
		body: map[string]any{"name": name, "account_id": d.account}})
	if !ok || e.ID == "" {
		return
	}
	for i := int64(1); i <= 3; i++ {
		path := "/api/deals/" + e.ID
		steps := []struct {
			act    string
			status string
			r      request
		}{
			{"edit", "open", request{method: "PATCH", path: path, body: map[string]any{"temperature": i * 10}}},
			{"note", "open", request{method: "POST", path: "/api/notes",
				body: map[string]any{"subject": "deal:" + e.ID, "text": fmt.Sprintf("%s-%d", name, i)}}},
			{"abandon", "abandoned", request{method: "POST", path: path + "/abandon", body: map[string]any{"reason": "试"}}},
			{"reopen", "open", request{method: "POST", path: path + "/reopen", body: map[string]any{"reason": "再试"}}},
		}
		for _, s := range steps {
			next := e
			next.Act, next.Status, next.Key = s.act, s.status, fmt.Sprintf("%s-%s-%d", name, s.act, i)
			if s.act == "edit" {
				next.Temperature = i * 10
			}
			if s.act != "note" {
				next.Version, s.r.version = e.Version+1, e.Version
			}
			if s.r.method == "POST" {
				s.r.key = next.Key
			}
			if e, ok = d.do(ctx, next, s.r); !ok {
				return
			}
		}
	}
}

// do sends one request, again on the next node when no answer comes, and says
// whether the deal goes on. A key that is taken means that the write is done.
func (d *driver) do(ctx context.Context, e entry, r request) (entry, bool) {
	d.journal.write(e)
	for try := range d.tries {
		if ctx.Err() != nil {
			return e, false
		}
		c := d.clients[(rand.IntN(len(d.clients))+try)%len(d.clients)]
		a, err := c.send(context.WithoutCancel(ctx), r)
		switch {
		case err != nil || a.status == http.StatusServiceUnavailable || a.status == http.StatusInsufficientStorage:
			if n := d.refused[a.status]; n != nil {
				n.Add(1)
			}
			time.Sleep(20 * time.Millisecond)
			continue
		case a.ok():
			if e.Act == "note" {
				a.row = row{ID: e.ID, Version: e.Version, Status: e.Status}
			}
			e.Acked, e.ID, e.Version, e.Status = true, a.row.ID, a.row.Version, a.row.Status
			d.journal.write(e)
			e.Acked = false
			return e, true
		case try > 0 && (a.code == "key_in_use" || a.code == "key_done"):
			e.Acked = true
			d.journal.write(e)
			e.Acked = false
			return e, true
		case try > 0 && (a.status == http.StatusPreconditionFailed || a.code == "not_open" || a.code == "deal_open"):
			return e, false // the first try was heard after all
		}
		select {
		case d.odd <- r.method + " " + r.path + ": " + a.String():
		default:
		}
		return e, false
	}
	return e, false
}
