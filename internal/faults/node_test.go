//go:build linux

package faults_test

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"sente/internal/cast"
	"sente/internal/store"
)

// place is where an installation keeps its data.
type place struct {
	engine string
	dir    string // data folder
	url    string // PostgreSQL only
	flags  []string
}

// each runs f with an empty place of each engine: PostgreSQL when TEST_POSTGRES is set.
func each(t *testing.T, f func(t *testing.T, at place)) {
	t.Helper()
	slow(t)
	t.Run("sqlite", func(t *testing.T) { f(t, place{engine: "sqlite", dir: t.TempDir()}) })
	if base := os.Getenv("TEST_POSTGRES"); base != "" {
		t.Run("postgres", func(t *testing.T) { f(t, newDatabase(t, base)) })
	}
}

// onPostgres is each for what needs two nodes.
func onPostgres(t *testing.T, f func(t *testing.T, at place)) {
	t.Helper()
	slow(t)
	base := os.Getenv("TEST_POSTGRES")
	if base == "" {
		cannot(t, "two nodes need PostgreSQL: TEST_POSTGRES is not set")
	}
	f(t, newDatabase(t, base))
}

// newDatabase makes an empty PostgreSQL database that goes with the test.
func newDatabase(t *testing.T, base string) place {
	t.Helper()
	admin, err := sql.Open("pgx", base)
	must(t, err)
	name := fmt.Sprintf("f%d_%d", os.Getpid(), time.Now().UnixNano())
	_, err = admin.Exec("CREATE DATABASE " + name)
	must(t, err)
	t.Cleanup(func() {
		_, _ = admin.Exec("DROP DATABASE " + name + " WITH (FORCE)")
		_ = admin.Close()
	})
	return place{engine: "postgres", dir: t.TempDir(), url: cast.OnDatabase(base, name)}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (p place) file() string { return filepath.Join(p.dir, "sente.db") }

// look opens the database of a place beside whoever works there.
func (p place) look() (*store.DB, error) {
	url := p.url
	if p.engine == "sqlite" {
		url = "file:" + p.file()
	}
	return store.Open(context.Background(), store.Options{URL: url, Look: true})
}

// sql opens the bare database.
func (p place) sql() (*sql.DB, error) {
	if p.engine == "postgres" {
		return sql.Open("pgx", p.url)
	}
	return sql.Open("sqlite", "file:"+p.file()+"?_pragma=busy_timeout(10000)")
}

// node is one running server.
type node struct {
	t      *testing.T
	cmd    *exec.Cmd
	base   string        // URL
	secret string        // of the first start
	ready  time.Duration // from the start of the process to the first good /readyz
	log    string        // file
	gone   chan struct{} // closed when the process has ended
}

// start runs a server on a place, behind the words of wrap (strace), and waits
// until it is ready.
func start(t *testing.T, at place, wrap ...string) *node {
	t.Helper()
	n, err := launch(t, at, wrap...)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func launch(t *testing.T, at place, wrap ...string) (*node, error) {
	t.Helper()
	args := append(wrap, program, "serve", "--listen", "127.0.0.1:0", "--data", at.dir, "--log-level", "warn")
	args = append(args, at.flags...)
	if at.engine == "postgres" {
		args = append(args, "--database", at.url)
	}
	log, err := os.CreateTemp(t.TempDir(), "log")
	must(t, err)
	n := &node{t: t, cmd: exec.Command(args[0], args[1:]...), log: log.Name(), gone: make(chan struct{})}
	n.cmd.Stderr = log
	n.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	out, err := n.cmd.StdoutPipe()
	must(t, err)
	began := time.Now()
	must(t, n.cmd.Start())
	t.Cleanup(func() {
		n.kill()
		if t.Failed() {
			t.Logf("the server said:\n%s", n.said())
		}
	})
	lines := bufio.NewScanner(out)
	for n.base == "" && lines.Scan() {
		if url, ok := strings.CutPrefix(lines.Text(), "Sente is at "); ok {
			n.base = url
		}
		if m := regexp.MustCompile(`^ +([0-9a-f]{24})$`).FindStringSubmatch(lines.Text()); m != nil {
			n.secret = m[1]
		}
	}
	go func() {
		_ = n.cmd.Wait()
		_ = log.Close()
		close(n.gone)
	}()
	if n.base == "" {
		<-n.gone
		return nil, fmt.Errorf("the server did not start:\n%s", n.said())
	}
	if !within(30*time.Second, func() bool { return n.get("/readyz") == http.StatusOK }) {
		return nil, fmt.Errorf("not ready after 30 s:\n%s", n.said())
	}
	n.ready = time.Since(began)
	return n, nil
}

// get is the status of a page without a session, 0 when nobody answers.
func (n *node) get(path string) int {
	resp, err := http.Get(n.base + path) //nolint:noctx // the client of a test
	if err != nil {
		return 0
	}
	_ = resp.Body.Close()
	return resp.StatusCode
}

// kill ends the process group at once, as a crash does.
func (n *node) kill() {
	_ = syscall.Kill(-n.cmd.Process.Pid, syscall.SIGKILL)
	<-n.gone
}

// stop ends it as an operator does.
func (n *node) stop() {
	n.t.Helper()
	_ = syscall.Kill(-n.cmd.Process.Pid, syscall.SIGTERM)
	select {
	case <-n.gone:
	case <-time.After(30 * time.Second):
		n.t.Error("the server does not stop")
		n.kill()
	}
}

// said is the end of the log.
func (n *node) said() string {
	b, _ := os.ReadFile(n.log)
	return string(b[max(0, len(b)-3_000):])
}

// within asks until it is true or the time is up.
func within(d time.Duration, ask func() bool) bool {
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if ask() {
			return true
		}
	}
	return false
}
