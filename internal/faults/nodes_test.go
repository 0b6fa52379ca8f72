//go:build linux

package faults_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"
)

// soon is how long the other node may take to learn of an end of rights.
const soon = 5 * time.Second

// TestLogInLimitOverNodes: wrong passwords count together, whichever node they
// are tried at.
func TestLogInLimitOverNodes(t *testing.T) {
	onPostgres(t, func(t *testing.T, at place) {
		first := start(t, at)
		ada := setUp(t, first)
		nodes := []*node{first, start(t, at)}
		tried := 0
		for i := range 30 {
			a, err := ada.at(nodes[i%2]).send(context.Background(), request{method: "POST", path: "/api/login",
				body: map[string]any{"login": "ada", "password": "a wrong password 7"}})
			must(t, err)
			if a.status == http.StatusUnauthorized {
				tried++
			} else if a.status != http.StatusTooManyRequests {
				t.Fatal(a)
			}
		}
		if tried != 10 {
			t.Errorf("%d wrong passwords were tried on two nodes together, want 10", tried)
		}
		for _, n := range nodes {
			a, err := ada.at(n).send(context.Background(), request{method: "POST", path: "/api/login",
				body: map[string]any{"login": "ada", "password": password}})
			must(t, err)
			if a.status != http.StatusTooManyRequests {
				t.Errorf("the right password inside the window: %v", a)
			}
			ada.at(n).must(t, request{method: "GET", path: "/api/session"})
		}
		figure(t, "log-in limit over two nodes: %d of 30 wrong passwords tried, then 429 on both; sessions go on", tried)
	})
}

// TestRightsEndOnTheOtherNode (T01d): what one node takes away, the other node
// refuses within five seconds, also in an open event stream.
func TestRightsEndOnTheOtherNode(t *testing.T) {
	onPostgres(t, func(t *testing.T, at place) {
		here := start(t, at)
		ada := setUp(t, here)
		there := start(t, at)
		account, reps := ada.addAccount(t), 0
		roles := roleIDs(t, ada)
		rep := func() (*client, string) {
			reps++
			return newUser(t, ada, there, fmt.Sprint("rep", reps), roles["rep"])
		}
		var longest time.Duration
		ends := func(what string, ask func() bool) {
			t.Helper()
			began := time.Now()
			if !within(soon, ask) {
				t.Errorf("%s: still open on the other node after %s", what, soon)
			}
			longest = max(longest, time.Since(began))
		}
		status := func(c *client, path string, want int) func() bool {
			return func() bool {
				a, err := c.send(context.Background(), request{method: "GET", path: path})
				return err == nil && a.status == want
			}
		}

		left, _ := rep()
		stream := listen(t, left)
		left.must(t, request{method: "GET", path: "/api/session"})
		left.at(here).must(t, request{method: "POST", path: "/api/logout"})
		ends("a session that has ended", status(left, "/api/session", 401))
		ends("its stream", stream.ended)

		rui, id := rep()
		_, other := rep()
		stream = listen(t, rui)
		d := ada.must(t, request{method: "POST", path: "/api/deals", body: map[string]any{"name": "招标",
			"account_id": account, "owner_id": id}}).row
		path := "/api/deals/" + d.ID
		rui.must(t, request{method: "GET", path: path})
		if !within(soon, func() bool { return stream.heard("deal.added") > 0 }) {
			t.Error("the stream on the other node does not tell of a new deal")
		}
		ada.must(t, request{method: "POST", path: path + "/owner", version: d.Version, body: map[string]any{"owner_id": other}})
		ends("a deal that went to somebody else", status(rui, path, 404))
		now := ada.must(t, request{method: "GET", path: path}).row
		time.Sleep(time.Second)
		edits := stream.heard("deal.edited")
		ada.must(t, request{method: "PATCH", path: path, version: now.Version, body: map[string]any{"name": "改名"}})
		time.Sleep(3 * time.Second)
		if stream.heard("deal.edited") != edits {
			t.Error("the stream tells of a deal that went to somebody else")
		}

		ada.must(t, request{method: "PATCH", path: "/api/users/" + id, version: versionOf(t, ada, id),
			body: map[string]any{"active": false}})
		ends("a user who was shut out", status(rui, "/api/session", 401))
		ends("his stream", stream.ended)
		figure(t, "T01d over two nodes: session, deal, user, stream: refused after at most %d ms", longest.Milliseconds())
	})
}
