package matrix

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// actors are the ten people, states the six sorts of record, in the order of the
// columns.
var (
	actors = []string{"ada", "dora", "mo", "mina", "rui", "tao", "pia", "rob", "gone", "anon"}
	states = []string{own, member, team, other, deleted, missing}
)

// States of a record for somebody.
const (
	own     = "own"
	member  = "member"
	team    = "team"
	other   = "other"
	deleted = "deleted"
	missing = "missing"
)

// block is a part of the table: requests with the same rights.
type block struct {
	requests []request
	cells    map[string]string // by person, a mark per state
}

// request is a line of the table: method, path and, behind a ">", what the body
// is about. Tests may say another body than the usual one, and more headers.
type request struct {
	method, path, about, body string

	header map[string]string
}

// String is the line.
func (r request) String() string {
	if r.about == "" {
		return r.method + " " + r.path
	}
	return r.method + " " + r.path + " > " + r.about
}

var (
	braces = regexp.MustCompile(`\{[a-z0-9_]+\}`)
	kinds  = regexp.MustCompile(`/(on|trash|entries)/(deal|account|contact|strength)/|/(export)/[a-z.]+$|/(templates)/O-9`)
)

// route is the line as a route of the document, names in braces aside.
func (r request) route() string {
	path, _, _ := strings.Cut(r.path, "?")
	path = kinds.ReplaceAllStringFunc(path, func(s string) string {
		if strings.HasPrefix(s, "/export/") {
			return "/export/{}"
		}
		if strings.HasPrefix(s, "/templates/") {
			return "/templates/{}"
		}
		return "/" + strings.Split(s, "/")[1] + "/{}/"
	})
	return r.method + " " + braces.ReplaceAllString(path, "{}")
}

func requestsOf(blocks []block) (out []request) {
	for _, b := range blocks {
		out = append(out, b.requests...)
	}
	return out
}

// readRights reads the table; a line that is not understood, a person without
// cells and a request that stands twice are failures.
func readRights(t *testing.T) (out []block) {
	t.Helper()
	text, err := os.ReadFile("rights.txt")
	if err != nil {
		t.Fatal(err)
	}
	b := block{cells: map[string]string{}}
	flush := func() {
		if len(b.requests) == 0 {
			return
		}
		for _, who := range actors {
			if b.cells[who] == "" {
				t.Errorf("%s: what may %s?", b.requests[0], who)
			}
		}
		out = append(out, b)
		b = block{cells: map[string]string{}}
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "#"):
		case line == "", strings.HasPrefix(line, "=="):
			flush()
		case strings.Contains(line, "/api/"):
			b.requests = append(b.requests, parseRequest(line))
		default:
			parseCells(t, line, b.cells)
		}
	}
	flush()
	seen := map[string]bool{}
	for _, r := range requestsOf(out) {
		if seen[r.String()] {
			t.Errorf("%s stands twice", r)
		}
		seen[r.String()] = true
	}
	return out
}

func parseRequest(line string) request {
	line, about, _ := strings.Cut(line, " > ")
	method, path, _ := strings.Cut(line, " ")
	return request{method: method, path: path, about: about}
}

// parseCells reads "mina rui  + 3 4 4 4 4".
func parseCells(t *testing.T, line string, cells map[string]string) {
	t.Helper()
	words := strings.Fields(line)
	n := len(words) - len(states)
	if n < 1 {
		t.Fatalf("not understood: %s", line)
	}
	for _, who := range words[:n] {
		if !slices.Contains(actors, who) || cells[who] != "" {
			t.Fatalf("%s: %s is nobody, or stands twice", line, who)
		}
		cells[who] = strings.Join(words[n:], "")
		if len(cells[who]) != len(states) {
			t.Fatalf("not understood: %s", line)
		}
	}
}
