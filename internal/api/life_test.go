package api_test

import (
	"bufio"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sente/internal/api"
	"sente/internal/cast"
	"sente/internal/sales/account"
	"sente/internal/sales/event"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// served is a server with its own limits on a port of this machine.
func served(t *testing.T, db *store.DB, clock *cast.Clock, pace time.Duration) (*api.Server, string) {
	t.Helper()
	return serveWith(t, api.Options{App: cast.New(t, db, clock).App, Version: "test", Pace: pace})
}

// serveWith is served for a company that is there already.
func serveWith(t *testing.T, o api.Options) (*api.Server, string) {
	t.Helper()
	s := api.New(o)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := s.HTTP()
	go func() { _ = server.Serve(l) }()
	t.Cleanup(func() {
		s.Close()
		_ = server.Close()
	})
	return s, l.Addr().String()
}

// get asks for a path and gives status and body.
func get(t *testing.T, address, path string, header map[string]string) (int, string) {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, "http://"+address+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range header {
		req.Header.Set(k, v)
		if k == "Host" {
			req.Host = v
		}
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(b)
}

func TestServerSaysHowItIs(t *testing.T) {
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		s, address := served(t, db, clock, 0)
		for path, want := range map[string]string{"/healthz": "ok\n", "/readyz": "ok\n"} {
			if status, body := get(t, address, path, nil); status != 200 || body != want {
				t.Errorf("%s: got %d %q, want 200 %q", path, status, body, want)
			}
		}
		start := time.Now()
		s.Stopping()
		if status, body := get(t, address, "/readyz", nil); status != 503 || !strings.Contains(body, "stopping") {
			t.Errorf("stopping: got %d %q, want 503", status, body)
		}
		if took := time.Since(start); took > time.Second {
			t.Errorf("not ready after %s, want at most 1 s", took)
		}
		if status, _ := get(t, address, "/healthz", nil); status != 200 {
			t.Errorf("stopping: the process is said to be dead: %d", status)
		}
	})
}

func TestMetricsAreForThisMachineAndAdministrators(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		path := "/metrics"
		here := h.do(call{method: "GET", path: path})
		for _, want := range []string{"sente_up_seconds", `sente_requests_total{status="2xx"}`, "sente_connections ",
			`sente_request_seconds_bucket{le="+Inf"}`, `sente_build_info{version="test"} 1`} {
			if here.status != 200 || !strings.Contains(here.body, want) {
				t.Errorf("from here: got %d without %q: %s", here.status, want, here.body)
			}
		}
		for name, header := range map[string]string{"X-Forwarded-For": "203.0.113.9", "Forwarded": "for=203.0.113.9",
			"X-Real-Ip": "203.0.113.9", "Via": "1.1 proxy"} {
			through := map[string]string{name: header}
			if r := h.do(call{method: "GET", path: path, header: through}); r.status != 404 {
				t.Errorf("through a proxy (%s): got %d, want 404", name, r.status)
			}
			if r := h.do(call{who: h.Mina, method: "GET", path: "/api/metrics", header: through}); r.status != 404 {
				t.Errorf("a salesperson through a proxy: got %d, want 404", r.status)
			}
			if r := h.do(call{who: h.Ada, method: "GET", path: "/api/metrics", header: through}); r.status != 200 {
				t.Errorf("an administrator through a proxy: got %d, want 200", r.status)
			}
		}
		for _, hidden := range []string{"/debug/pprof/", "/debug/vars", "/.git/config", "/.env"} {
			if r := h.do(call{method: "GET", path: hidden}); r.status == 200 && strings.Contains(r.body, "goroutine") {
				t.Errorf("%s is served", hidden)
			}
		}
	})
}

// TestSlowClientsAreCut opens connections that send their header or body drop by
// drop, and looks whether others still get their answers.
func TestSlowClientsAreCut(t *testing.T) {
	if testing.Short() {
		t.Skip("takes ten seconds")
	}
	n := 200
	if os.Getenv("SOAK") != "" {
		n = 1000
	}
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		t.Parallel() // most of it is waiting
		const pace = 4 * time.Second
		_, address := served(t, db, clock, pace)
		quiet := honest(t, address, time.Second)
		header := slow(address, n, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
		body := slow(address, n, "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"+
			"Idempotency-Key: x\r\nContent-Length: 100000\r\n\r\n")
		busy := honest(t, address, 5*time.Second)
		headers, bodies := header.longest(), body.longest()
		t.Logf("%d slow headers closed after at most %s, %d slow bodies after %s (pace %s); honest p99 %s, alone %s",
			n, headers, n, bodies, pace, busy, quiet)
		if headers > 11*time.Second {
			t.Errorf("a slow header was open for %s, want at most 10 s", headers)
		}
		if bodies > pace+6*time.Second {
			t.Errorf("a slow body was open for %s, want at most %s", bodies, pace)
		}
		if busy > max(2*quiet, 500*time.Millisecond) {
			t.Errorf("honest p99 %s beside them, %s alone", busy, quiet)
		}
	})
}

// honest asks as others do for a while and gives the 99th percentile.
func honest(t *testing.T, address string, d time.Duration) time.Duration {
	t.Helper()
	var took []time.Duration
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		start := time.Now()
		if status, _ := get(t, address, "/readyz", nil); status != 200 {
			t.Fatalf("an honest request got %d", status)
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	return took[len(took)*99/100].Round(time.Millisecond)
}

// drips are connections that send drop by drop.
type drips struct {
	all   sync.WaitGroup
	mu    sync.Mutex
	worst time.Duration
}

// slow opens n connections that send start and then a byte every 200 ms until
// the server closes them.
func slow(address string, n int, start string) *drips {
	d := &drips{}
	for range n {
		d.all.Go(func() {
			began := time.Now()
			d.one(address, start)
			d.mu.Lock()
			d.worst = max(d.worst, time.Since(began))
			d.mu.Unlock()
		})
	}
	return d
}

func (d *drips) one(address, start string) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return
	}
	defer func() { _ = conn.Close() }()
	gone := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, bufio.NewReader(conn))
		close(gone)
	}()
	_, _ = fmt.Fprint(conn, start)
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-gone:
			return
		case <-tick.C:
			_, _ = conn.Write([]byte("x"))
		}
	}
}

func (d *drips) longest() time.Duration {
	d.all.Wait()
	return d.worst.Round(time.Millisecond)
}

// TestReadersWhoStopAreCut: people ask for a file and take only its beginning.
// Each is cut, and gives back what his file held: others get theirs, and pages
// are as quick as before.
func TestReadersWhoStopAreCut(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	n := 20
	if os.Getenv("SOAK") != "" {
		n = 200
	}
	eachHouse(t, func(t *testing.T, h *house) {
		const pace, file = 2 * time.Second, "/api/export/accounts.csv"
		longAccounts(t, h)
		var log cuts
		_, address := serveWith(t, api.Options{App: h.App, Pace: pace, Log: slog.New(slog.NewTextHandler(&log, nil))})
		mine := map[string]string{"Cookie": h.cookie(h.Dora)}
		_, whole := get(t, address, file, mine)
		quiet := honest(t, address, time.Second)
		began := time.Now()
		for range n {
			conn := stalled(t, address, file, mine["Cookie"])
			defer func() { _ = conn.Close() }()
		}
		busy := honest(t, address, pace)
		if status, body := get(t, address, file, mine); status != 200 || len(body) != len(whole) {
			t.Errorf("another's file: %d, %d bytes of %d", status, len(body), len(whole))
		}
		waited := time.Since(began).Round(time.Millisecond)
		for log.count.Load() < int64(n) && time.Since(began) < 5*time.Minute {
			time.Sleep(10 * time.Millisecond)
		}
		took := time.Since(began).Round(time.Millisecond)
		t.Logf("%d readers stopped in a file of %d MiB: %d cut within %s (pace %s); another's file came %s after they began; "+
			"honest p99 %s, alone %s", n, len(whole)>>20, log.count.Load(), took, pace, waited, busy, quiet)
		if rounds := time.Duration(n/4 + 2); took > rounds*(pace+time.Second) || waited > rounds*(pace+time.Second) {
			t.Errorf("cut after %s, another waited %s", took, waited)
		}
		if os.Getenv("SOAK") != "" && busy > max(2*quiet, 500*time.Millisecond) {
			t.Errorf("honest p99 %s beside them, %s alone", busy, quiet)
		}
	})
}

// cuts is a log that counts the files which were broken off.
type cuts struct{ count atomic.Int64 }

func (c *cuts) Write(b []byte) (int, error) {
	if strings.Contains(string(b), "file broken off") {
		c.count.Add(1)
	}
	return len(b), nil
}

// longAccounts makes the list of accounts 16 MiB long.
func longAccounts(t *testing.T, h *house) {
	t.Helper()
	text := strings.Repeat("a long story ", 1260)
	err := h.DB.Write(t.Context(), func(tx *store.Tx) error {
		for i := range 1000 {
			name := fmt.Sprintf("客户 %d", i)
			a := account.Account{Fields: account.Fields{Name: name, Relation: account.Company, About: text}, MatchKey: name, SortKey: name}
			if err := store.Add(t.Context(), tx, &a); err != nil {
				return err
			}
		}
		return tx.Record(t.Context(), event.Event{Act: "account.added", Kind: record.Account, SubjectID: 1})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// stalled asks for a file, takes the beginning of it and then nothing more.
func stalled(t *testing.T, address, path, cookie string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.(*net.TCPConn).SetReadBuffer(4096)
	if _, err := fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\n\r\n", path, cookie); err != nil {
		t.Fatal(err)
	}
	return conn
}

// TestHealthAfterAPause asks on a connection whose last answer had a deadline
// that has passed since.
func TestHealthAfterAPause(t *testing.T) {
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		_, address := served(t, db, clock, 100*time.Millisecond)
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.Close() }()
		answers := bufio.NewReader(conn)
		for _, path := range []string{"/readyz", "/healthz", "/readyz"} {
			_, _ = fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path)
			res, err := http.ReadResponse(answers, nil)
			if err != nil || res.StatusCode != 200 {
				t.Fatalf("%s: %v", path, err)
			}
			_, _ = io.Copy(io.Discard, res.Body)
			_ = res.Body.Close()
			time.Sleep(300 * time.Millisecond)
		}
	})
}
