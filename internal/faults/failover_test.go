//go:build linux

package faults_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// cluster is a PostgreSQL of a test's own that waits for the disk, so that it may
// be stopped under load.
type cluster struct {
	t        *testing.T
	bin, dir string
}

// newCluster makes and starts one; it is removed with the test.
func newCluster(t *testing.T) *cluster {
	t.Helper()
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if path, err := exec.LookPath("initdb"); err == nil {
		found = append(found, path)
	}
	if len(found) == 0 {
		cannot(t, "no PostgreSQL here: initdb is missing")
	}
	slices.Sort(found)
	dir, err := os.MkdirTemp("", "sente-cluster")
	must(t, err)
	c := &cluster{t: t, bin: filepath.Dir(found[len(found)-1]), dir: dir}
	t.Cleanup(func() {
		_ = c.run("pg_ctl", "-D", dir+"/data", "-m", "immediate", "-w", "stop")
		_ = os.RemoveAll(dir)
	})
	if os.Getuid() == 0 { // PostgreSQL refuses to run as root
		must(t, exec.Command("chown", "postgres", dir).Run())
	}
	must(t, c.run("initdb", "-D", dir+"/data", "-U", "sente", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"))
	must(t, c.start())
	must(t, os.Chmod(dir, 0o755))
	return c
}

// run runs one of PostgreSQL's programs as a user that it accepts.
func (c *cluster) run(name string, args ...string) error {
	all := append([]string{filepath.Join(c.bin, name)}, args...)
	if os.Getuid() == 0 {
		all = append([]string{"runuser", "-u", "postgres", "--"}, all...)
	}
	cmd := exec.Command(all[0], all[1:]...)
	cmd.Dir = "/"
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = &said, &said
	cmd.WaitDelay = time.Second // the server keeps the pipe
	if err := cmd.Run(); err != nil && !errors.Is(err, exec.ErrWaitDelay) {
		return fmt.Errorf("%s: %w: %s", name, err, said.String())
	}
	return nil
}

func (c *cluster) start() error {
	return c.run("pg_ctl", "-D", c.dir+"/data", "-l", c.dir+"/log", "-w", "start", "-o",
		"-c listen_addresses= -c unix_socket_permissions=0777 -c unix_socket_directories="+c.dir)
}

// stop takes it down without a last checkpoint, as a crash does.
func (c *cluster) stop() error {
	return c.run("pg_ctl", "-D", c.dir+"/data", "-m", "immediate", "-w", "stop")
}

// TestDatabaseGoesAndComesBack: PostgreSQL crashes under load and is started
// again. Meanwhile there are refusals with 503 and nothing worse; then writes go
// on without a restart of the nodes, and all that was acknowledged is there.
func TestDatabaseGoesAndComesBack(t *testing.T) {
	slow(t)
	db := newCluster(t)
	at := newDatabase(t, "postgres://sente@/postgres?host="+db.dir+"&sslmode=disable")
	nodes := []*node{start(t, at)}
	c := setUp(t, nodes[0])
	nodes = append(nodes, start(t, at))
	account, j := c.addAccount(t), newJournal(t)
	rounds := max(2, size().fills/4)
	var longest time.Duration
	refused := int64(0)
	for round := range rounds {
		d := newDriver(j, account, fmt.Sprint("f", round), c.at(nodes[0]), c.at(nodes[1]))
		d.tries = 2000
		ctx, end := context.WithCancel(context.Background())
		done := d.run(ctx, writers)
		time.Sleep(time.Second)
		must(t, db.stop())
		down(t, nodes, c, account)
		must(t, db.start())
		back := time.Now()
		for i, n := range nodes {
			made := within(30*time.Second, func() bool {
				a, err := c.at(n).send(context.Background(), request{method: "POST", path: "/api/deals",
					body: map[string]any{"name": fmt.Sprint("back ", round, i, time.Now().UnixNano()), "account_id": account}})
				return err == nil && a.ok()
			})
			if !made {
				t.Errorf("node %d does not write 30 s after its database is back", i)
			}
		}
		longest = max(longest, time.Since(back))
		time.Sleep(time.Second)
		end()
		done.Wait()
		d.strange(t)
		refused += d.refused[http.StatusServiceUnavailable].Load()
		holds(t, at, j.read(t))
	}
	figure(t, "the database crashed %d times under load: writes back after at most %d ms without a restart of the nodes, "+
		"%d acknowledged writes, 0 lost, %d refused with 503, none with 500", rounds, longest.Milliseconds(),
		acked(j.read(t)), refused)
}

// down asks for reads and writes while there is no database.
func down(t *testing.T, nodes []*node, c *client, account string) {
	t.Helper()
	for end := time.Now().Add(2 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		for _, n := range nodes {
			for _, r := range []request{
				{method: "GET", path: "/api/deals"}, {method: "GET", path: "/api/session"},
				{method: "POST", path: "/api/login", body: map[string]any{"login": "ada", "password": password}},
				{method: "POST", path: "/api/deals", body: map[string]any{"name": "down", "account_id": account}},
			} {
				a, err := c.at(n).send(context.Background(), r)
				if err != nil || a.status != http.StatusServiceUnavailable {
					t.Fatalf("%s %s without a database: %v %v, want 503", r.method, r.path, a, err)
				}
			}
			if s := n.get("/readyz"); s != http.StatusServiceUnavailable {
				t.Fatalf("/readyz without a database: %d, want 503", s)
			}
			if s := n.get("/healthz"); s != http.StatusOK {
				t.Fatalf("/healthz without a database: %d, want 200", s)
			}
		}
	}
}
