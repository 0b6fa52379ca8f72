//go:build linux

package faults_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// What the server promises when it is told to stop.
const (
	stopReady = time.Second      // until it says that it is not ready
	stopWhole = 35 * time.Second // until it has ended, whatever is under way
)

// TestStoppedUnderLoad (R21): the server is told to stop while sixteen clients
// write and four send files for two seconds. Who was let in gets his answer,
// what was acknowledged is there, and the process ends with status 0. Who comes
// while the door is being closed may see a reset; then nothing of his is done.
func TestStoppedUnderLoad(t *testing.T) {
	each(t, func(t *testing.T, at place) {
		n := start(t, at)
		c := setUp(t, n)
		account, rounds := c.addAccount(t), max(3, size().fills)
		var sum stopped
		for round := range rounds {
			s := stopUnder(t, c.at(n), n, account, fmt.Sprint("s", round))
			sum.add(s)
			n = start(t, at)
			here, err := readState(at)
			must(t, err)
			for _, name := range s.acked {
				if len(here.named[name]) != 1 {
					t.Errorf("%s was acknowledged and stands there as %v", name, here.named[name])
				}
			}
			for _, name := range s.cut {
				if len(here.named[name]) != 0 {
					t.Errorf("%s was turned away by a reset and stands there as %v", name, here.named[name])
				}
			}
			if s.files != files(t, at, round) {
				t.Errorf("round %d: %d files acknowledged, %d there", round, s.files, files(t, at, round))
			}
		}
		holds(t, at, nil)
		figure(t, "R21 %s: stopped %d times under load: %d writes acknowledged, %d of them after the signal, and %d files that took 2 s: "+
			"0 lost; %d turned away at the door, %d of them by a reset; not ready after at most %d ms; status 0 after at most %d ms", at.engine, rounds,
			len(sum.acked), sum.late, sum.files, sum.away+len(sum.cut), len(sum.cut), sum.unready.Milliseconds(), sum.ended.Milliseconds())
	})
}

// stopped is what happened while a server stopped.
type stopped struct {
	acked          []string // names of the deals
	late           int      // of them after the signal
	files          int      // acknowledged
	away           int      // refused at the door
	cut            []string // reset after the signal: nothing of them may be done
	unready, ended time.Duration
}

func (s *stopped) add(x stopped) {
	s.acked, s.late, s.files, s.away = append(s.acked, x.acked...), s.late+x.late, s.files+x.files, s.away+x.away
	s.cut = append(s.cut, x.cut...)
	s.unready, s.ended = max(s.unready, x.unready), max(s.ended, x.ended)
}

// stopUnder stops a server under load and gives what its clients saw.
func stopUnder(t *testing.T, c *client, n *node, account, name string) (s stopped) {
	t.Helper()
	var mu sync.Mutex
	var all sync.WaitGroup
	var told atomic.Bool
	for i := range writers {
		all.Go(func() {
			own := &client{base: c.base, cookie: c.cookie, http: newHTTP()}
			for k := 0; ; k++ {
				r := post(fmt.Sprintf("%s-%d-%d", name, i, k), account)
				a, err := own.send(context.Background(), r)
				mu.Lock()
				switch {
				case errors.Is(err, syscall.ECONNREFUSED) && told.Load():
					s.away++
					mu.Unlock()
					return
				case (errors.Is(err, syscall.ECONNRESET) || errors.Is(err, io.EOF)) && told.Load():
					s.cut = append(s.cut, r.key)
					mu.Unlock()
					return
				case err != nil || !a.ok():
					t.Errorf("%s: %v %v, want an answer", r.key, a, err)
					mu.Unlock()
					return
				}
				s.acked = append(s.acked, r.key)
				if told.Load() {
					s.late++
				}
				mu.Unlock()
			}
		})
	}
	time.Sleep(500 * time.Millisecond)
	var sent sync.WaitGroup
	for i := range 4 {
		sent.Add(1)
		all.Go(func() {
			status, err := sendSlowly(c, account, fmt.Sprintf("%s-%d.txt", name, i), 2*time.Second, sent.Done)
			mu.Lock()
			defer mu.Unlock()
			if s.files++; err != nil || status != http.StatusOK {
				t.Errorf("a file of 2 s: %d %v, want it taken", status, err)
			}
		})
	}
	sent.Wait()
	began := time.Now()
	told.Store(true)
	must(t, syscall.Kill(n.cmd.Process.Pid, syscall.SIGTERM))
	if !within(stopReady, func() bool { return n.get("/readyz") != http.StatusOK }) {
		t.Errorf("ready %s after it was told to stop", stopReady)
	}
	s.unready = time.Since(began)
	s.ended = ended(t, n, began, 0)
	all.Wait()
	return s
}

// ended waits for the end of a server that was told to stop, and looks at its
// status.
func ended(t *testing.T, n *node, since time.Time, want int) time.Duration {
	t.Helper()
	select {
	case <-n.gone:
	case <-time.After(stopWhole):
		t.Errorf("not ended %s after it was told to stop", stopWhole)
		n.kill()
	}
	if got := n.cmd.ProcessState.ExitCode(); got != want {
		t.Errorf("ended with status %d, want %d", got, want)
	}
	return time.Since(since)
}

// sendSlowly attaches a file whose bytes come over so much time; begun is called
// when the first of them have gone.
func sendSlowly(c *client, account, name string, over time.Duration, begun func()) (int, error) {
	in, out := io.Pipe()
	go func() {
		for i := range 20 {
			_, err := fmt.Fprintf(out, "line %d of %s\n", i, name)
			if i == 0 {
				begun()
			}
			if err != nil {
				return
			}
			time.Sleep(over / 20)
		}
		_ = out.Close()
	}()
	q := url.Values{"subject": {"account:" + account}, "name": {name}}
	req, err := http.NewRequest(http.MethodPost, c.base+"/api/attachments?"+q.Encode(), in) //nolint:noctx // of a test
	if err != nil {
		return 0, err
	}
	req.Header.Set("Content-Type", "application/octet-stream")
	req.Header.Set("Cookie", c.cookie)
	resp, err := (&http.Client{Timeout: 2 * stopWhole}).Do(req)
	if err != nil {
		return 0, err
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode, errors.Join(err, resp.Body.Close())
}

// files counts the files of a round that stand in the database.
func files(t *testing.T, at place, round int) (n int) {
	t.Helper()
	db, err := at.sql()
	must(t, err)
	defer func() { must(t, db.Close()) }()
	must(t, db.QueryRow("SELECT count(*) FROM attachment WHERE name LIKE $1", fmt.Sprintf("s%d-%%", round)).Scan(&n))
	return n
}

// TestStopDoesNotWaitForEver: a request that goes on and on is cut when its time
// is up, and the status says so.
func TestStopDoesNotWaitForEver(t *testing.T) {
	slow(t)
	if !soaking() {
		t.Skip("takes half a minute: at full size only")
	}
	at := place{engine: "sqlite", dir: t.TempDir()}
	n := start(t, at)
	c := setUp(t, n)
	account, cut := c.addAccount(t), make(chan error, 1)
	begun := make(chan struct{})
	go func() {
		_, err := sendSlowly(c, account, "long.txt", 2*stopWhole, func() { close(begun) })
		cut <- err
	}()
	<-begun
	since := time.Now()
	must(t, syscall.Kill(n.cmd.Process.Pid, syscall.SIGTERM))
	took := ended(t, n, since, 1)
	if err := <-cut; err == nil || took < 25*time.Second {
		t.Errorf("cut after %s (%v), want after half a minute", took, err)
	}
	if said := n.said(); !strings.Contains(said, "deadline") {
		t.Errorf("said %q, want why", said)
	}
	figure(t, "R21: a request without end is cut; status 1 after %d ms", took.Milliseconds())
}
