//go:build linux

package faults_test

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"
)

// listed reads the items of an unpaged list.
func listed(t *testing.T, c *client, path string) (items []struct {
	ID, Code, Name string
	Version        int64
}) {
	t.Helper()
	a := c.must(t, request{method: "GET", path: path})
	var all struct{ Items json.RawMessage }
	must(t, json.Unmarshal(a.text, &all))
	must(t, json.Unmarshal(all.Items, &items))
	return items
}

// roleIDs are the roles by their code.
func roleIDs(t *testing.T, ada *client) map[string]string {
	t.Helper()
	ids := map[string]string{}
	for _, r := range listed(t, ada, "/api/roles") {
		ids[r.Code] = r.ID
	}
	return ids
}

// newUser makes a user and logs him in at a node.
func newUser(t *testing.T, ada *client, n *node, login, role string) (*client, string) {
	t.Helper()
	id := ada.must(t, request{method: "POST", path: "/api/users",
		body: map[string]any{"login": login, "name": login, "role_id": role}}).row.ID
	_, token, _ := strings.Cut(ada.must(t, request{method: "POST", path: "/api/users/" + id + "/link"}).row.URL, "/link/")
	c := &client{base: n.base, http: newHTTP()}
	c.must(t, request{method: "POST", path: "/api/links/" + token, body: map[string]any{"password": password}})
	c.enter(c.must(t, request{method: "POST", path: "/api/login",
		body: map[string]any{"login": login, "password": password}}))
	return c, id
}

// versionOf is that of a user.
func versionOf(t *testing.T, ada *client, id string) int64 {
	t.Helper()
	for _, u := range listed(t, ada, "/api/users") {
		if u.ID == id {
			return u.Version
		}
	}
	t.Fatal("no user ", id)
	return 0
}

// ear is an open event stream.
type ear struct {
	mu   sync.Mutex
	acts map[string]int
	over bool
}

// listen opens the event stream of a person and waits until it says hello.
func listen(t *testing.T, c *client) *ear {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+"/api/stream", http.NoBody)
	must(t, err)
	req.Header.Set("Cookie", c.cookie)
	resp, err := (&http.Client{}).Do(req) //nolint:bodyclose // the reader below closes it
	must(t, err)
	if resp.StatusCode != http.StatusOK {
		t.Fatal("stream: ", resp.Status)
	}
	e := &ear{acts: map[string]int{}}
	go func() {
		defer func() { _ = resp.Body.Close() }()
		for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
			e.take(lines.Text())
		}
		e.mu.Lock()
		e.over = true
		e.mu.Unlock()
	}()
	if !within(soon, func() bool { return e.heard("hello") > 0 }) {
		t.Fatal("the stream does not say hello")
	}
	return e
}

func (e *ear) take(line string) {
	var change struct{ Act string }
	if line == "event: hello" {
		change.Act = "hello"
	} else if data, ok := strings.CutPrefix(line, "data: "); ok {
		_ = json.Unmarshal([]byte(data), &change)
	}
	e.mu.Lock()
	e.acts[change.Act]++
	e.mu.Unlock()
}

// heard is how often an act was told.
func (e *ear) heard(act string) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.acts[act]
}

func (e *ear) ended() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.over
}
