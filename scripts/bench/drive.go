package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// driver sends requests to the server over loopback.
type driver struct {
	w      *workspace
	base   string
	tape   *tape
	each   time.Duration
	lists  bool // prints the statements
	engine string
	bare   *bare
	client *http.Client
	moved  atomic.Int64 // open deals handed out for moves, each once
}

func newDriver(w *workspace, address string, t *tape, o options) (*driver, error) {
	b, err := openBare(context.Background(), o.url)
	if err != nil {
		return nil, err
	}
	return &driver{w: w, base: "http://" + address, tape: t, each: o.each, bare: b,
		lists: o.lists, engine: o.engine,
		client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 32}}}, nil
}

func (d *driver) close() error { return errors.Join(d.bare.conn.Close(), d.bare.db.Close()) }

// send makes one request and drains the answer.
func (d *driver) send(r request) error {
	req, err := http.NewRequest(r.method, d.base+r.path, bytes.NewReader([]byte(r.body)))
	if err != nil {
		return err
	}
	req.Header.Set("Cookie", "__Host-sente="+d.w.token)
	if r.body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	if r.match != "" {
		req.Header.Set("If-Match", r.match)
	}
	res, err := d.client.Do(req)
	if err != nil {
		return err
	}
	b, err := io.ReadAll(res.Body)
	if closing := res.Body.Close(); err == nil {
		err = closing
	}
	if err == nil && res.StatusCode >= 300 {
		err = fmt.Errorf("%s %s: %d %s", r.method, r.path, res.StatusCode, b)
	}
	return err
}

// figure is what was measured of one kind of request.
type figure struct {
	p50, p99, cpu time.Duration
	n, failed     int
	first         error
}

// load sends requests of a kind with some at once, for a while.
func (d *driver) load(kind kind, atOnce int) figure {
	var mu sync.Mutex
	var times []time.Duration
	var f figure
	before, began := cpu(), time.Now()
	var wg sync.WaitGroup
	for worker := range atOnce {
		wg.Go(func() {
			rng := rand.New(rand.NewPCG(uint64(worker), uint64(atOnce)))
			for time.Since(began) < d.each {
				r := kind.make(d, rng)
				start := time.Now()
				err := d.send(r)
				took := time.Since(start)
				mu.Lock()
				times = append(times, took)
				if err != nil {
					f.failed++
					f.first = errors.Join(f.first, firstOf(f.first, err))
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	f.n = len(times)
	f.cpu = (cpu() - before) / time.Duration(max(1, f.n))
	f.p50, f.p99 = at(times, 50), at(times, 99)
	return f
}

func firstOf(have, err error) error {
	if have != nil {
		return nil
	}
	return err
}

func at(times []time.Duration, percent int) time.Duration {
	if len(times) == 0 {
		return 0
	}
	slices.Sort(times)
	return times[min(len(times)-1, len(times)*percent/100)]
}

// cpu is the processor time of this process so far: server and client.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
