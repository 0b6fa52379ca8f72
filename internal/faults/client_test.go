//go:build linux

package faults_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

// client is one person's browser. It may be pointed at another node.
type client struct {
	base   string
	cookie string
	http   *http.Client
}

// newHTTP is a client with connections for many requests at once.
func newHTTP() *http.Client {
	return &http.Client{Timeout: 30 * time.Second,
		Transport: &http.Transport{MaxIdleConnsPerHost: 100, DisableCompression: true}}
}

// request is one call of the API.
type request struct {
	method, path string
	body         map[string]any
	key          string // Idempotency-Key
	version      int64  // If-Match, 0 for none
}

// answer is what came back.
type answer struct {
	status  int
	text    []byte
	row     row
	code    string
	replay  bool
	cookies []*http.Cookie
}

// row is what the tests read of a record.
type row struct {
	ID      string         `json:"id"`
	Version int64          `json:"version"`
	Name    string         `json:"name"`
	Status  string         `json:"status"`
	Stage   string         `json:"stage"`
	Text    string         `json:"text"`
	URL     string         `json:"url"`
	Code    string         `json:"code"`
	Params  map[string]any `json:"params"`
}

func (a answer) ok() bool { return a.status >= 200 && a.status < 300 }

func (a answer) String() string { return fmt.Sprintf("%d %.300s", a.status, a.text) }

// send sends a request; err means that no answer came.
func (c *client) send(ctx context.Context, r request) (answer, error) {
	var body io.Reader
	if r.body != nil {
		b, err := json.Marshal(r.body)
		if err != nil {
			return answer{}, err
		}
		body = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(ctx, r.method, c.base+r.path, body)
	if err != nil {
		return answer{}, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Cookie", c.cookie)
	if r.key != "" {
		req.Header.Set("Idempotency-Key", r.key)
	}
	if r.version != 0 {
		req.Header.Set("If-Match", strconv.Quote(strconv.FormatInt(r.version, 10)))
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer func() { _ = resp.Body.Close() }()
	a := answer{status: resp.StatusCode, replay: resp.Header.Get("Idempotent-Replay") != "", cookies: resp.Cookies()}
	if a.text, err = io.ReadAll(resp.Body); err != nil {
		return answer{}, err
	}
	_ = json.Unmarshal(a.text, &a.row)
	a.code = a.row.Code
	return a, nil
}

// must sends a request that has to succeed.
func (c *client) must(t *testing.T, r request) answer {
	t.Helper()
	a, err := c.send(context.Background(), r)
	if err != nil || !a.ok() {
		t.Fatalf("%s %s: %v %v", r.method, r.path, a, err)
	}
	return a
}

// at is the same person on another node.
func (c *client) at(n *node) *client { return &client{base: n.base, cookie: c.cookie, http: c.http} }

// enter takes the cookies of an answer that logs in; those without a value end.
func (c *client) enter(a answer) {
	var all []string
	for _, x := range a.cookies {
		if x.Value != "" {
			all = append(all, x.Name+"="+x.Value)
		}
	}
	c.cookie = strings.Join(all, "; ")
}

const password = "a good long password 7"

// setUp does the first set-up and gives the administrator.
func setUp(t *testing.T, n *node) *client {
	t.Helper()
	c := &client{base: n.base, http: newHTTP()}
	c.enter(c.must(t, request{method: "POST", path: "/api/setup", body: map[string]any{"secret": n.secret,
		"login": "ada", "name": "Ada", "password": password, "workspace_name": "先手"}}))
	return c
}

// addAccount makes an account for the deals of a test.
func (c *client) addAccount(t *testing.T) string {
	t.Helper()
	return c.must(t, request{method: "POST", path: "/api/accounts", body: map[string]any{"name": "东岭矿业"}}).row.ID
}
