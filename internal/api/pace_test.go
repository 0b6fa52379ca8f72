package api_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"sente/internal/api"
)

// watched are the connections of a server, each with its present deadline for
// reading and whether there was one when the server answered.
type watched struct {
	net.Listener
	mu     sync.Mutex
	spoilt []string
}

func (l *watched) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	return &watchedConn{Conn: c, of: l}, err
}

type watchedConn struct {
	net.Conn
	of       *watched
	deadline time.Time
}

func (c *watchedConn) SetReadDeadline(t time.Time) error {
	c.of.mu.Lock()
	c.deadline = t
	c.of.mu.Unlock()
	return c.Conn.SetReadDeadline(t)
}

func (c *watchedConn) Write(b []byte) (int, error) {
	c.of.mu.Lock()
	if !c.deadline.IsZero() {
		first, _, _ := strings.Cut(string(b), "\r\n")
		c.of.spoilt = append(c.of.spoilt, fmt.Sprintf("%s, %s left", first, time.Until(c.deadline)))
	}
	c.of.mu.Unlock()
	return c.Conn.Write(b)
}

// TestNoDeadlineOutlivesTheBody: once a body is there, its handler may take its
// time. A deadline for reading that passes then ends the contexts of all requests
// to come on the connection, whose client is there and waits.
func TestNoDeadlineOutlivesTheBody(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		s := api.New(api.Options{App: h.App, Version: "test"})
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		ear := &watched{Listener: l}
		server := s.HTTP()
		go func() { _ = server.Serve(ear) }()
		t.Cleanup(func() {
			s.Close()
			_ = server.Close()
		})
		form, multipart := form(t, "accounts", "客户.csv", "公司\n"+strings.Repeat("云岭港务\n", 10_000))
		const json = "application/json"
		account := "account:" + h.Harbor.String()
		conn, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.Close() }()
		answers := bufio.NewReader(conn)
		for _, x := range []struct{ method, path, media, body, header string }{
			{"POST", "/api/accounts", json, `{"name":"东岸电子"}`, ""},
			{"POST", "/api/accounts", json, `{"name":"西岸电子"}`, "Idempotency-Key: k\r\n"},
			{"PATCH", "/api/accounts/" + h.Harbor.String(), json, `{"about":"x"}`, "If-Match: \"1\"\r\n"},
			{"POST", "/api/imports", multipart, form, ""},
			{"POST", "/api/attachments?name=a.txt&subject=" + account, "application/octet-stream", strings.Repeat("line\n", 100_000), ""},
			{"GET", "/api/session", "", "", ""},
		} {
			_, err := fmt.Fprintf(conn, "%s %s HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n%s",
				x.method, x.path, h.cookie(h.Mina), x.media, len(x.body), x.header, x.body)
			if err != nil {
				t.Fatal(err)
			}
			res, err := http.ReadResponse(answers, nil)
			if err != nil {
				t.Fatalf("%s %s: %v", x.method, x.path, err)
			}
			b, _ := io.ReadAll(res.Body)
			_ = res.Body.Close()
			if res.StatusCode != 200 {
				t.Fatalf("%s %s: %d %s", x.method, x.path, res.StatusCode, b)
			}
			ear.mu.Lock()
			if len(ear.spoilt) > 0 {
				t.Errorf("%s %s %q: answered with a deadline for reading: %v", x.method, x.path, x.header, ear.spoilt)
			}
			ear.spoilt = nil
			ear.mu.Unlock()
		}
	})
}
