package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// tally collects the results of all packages.
type tally struct {
	out      io.Writer
	suites   map[string]*suite
	output   map[string][]string // what a running test printed, by package and test
	failures int
	passed   int
	skipped  []string // "package test: reason"
	excuses  []string // a reason with one of these texts is no failure of a suite
}

// suite is one package: the tests that ran on each engine, and those skipped.
type suite struct {
	engines map[string]map[string]bool // engine -> test, the engine written as *
	passed  int
	skipped int // without an excuse
	excused int
}

func newTally(out io.Writer, excuses []string) *tally {
	return &tally{out: out, excuses: excuses, suites: map[string]*suite{}, output: map[string][]string{}}
}

func (t *tally) suite(pkg string) *suite {
	if t.suites[pkg] == nil {
		t.suites[pkg] = &suite{engines: map[string]map[string]bool{"sqlite": {}, "postgres": {}}}
	}
	return t.suites[pkg]
}

func (t *tally) take(l line) {
	if l.Package == "" {
		l.Package = l.ImportPath
	}
	key := l.Package + " " + l.Test
	switch l.Action {
	case "output", "build-output":
		t.output[key] = append(t.output[key], l.Output)
	case "pass", "fail", "skip":
		if l.Test == "" {
			t.takePackage(l)
		} else {
			t.takeTest(l)
		}
		delete(t.output, key)
	case "build-fail":
		t.failures++
		t.print(key)
	}
}

func (t *tally) takeTest(l line) {
	s := t.suite(l.Package)
	switch l.Action {
	case "pass":
		t.passed++
		s.passed++
	case "skip":
		why := t.reason(l)
		if slices.ContainsFunc(t.excuses, func(text string) bool { return strings.Contains(why, text) }) {
			s.excused++
		} else {
			s.skipped++
		}
		t.skipped = append(t.skipped, fmt.Sprintf("%s %s: %s", short(l.Package), l.Test, why))
	case "fail":
		t.failures++
		fmt.Fprintf(t.out, "FAIL %s %s\n", short(l.Package), l.Test)
		t.print(l.Package + " " + l.Test)
	}
	if engine, name := engineOf(l.Test); engine != "" {
		s.engines[engine][name] = true
	}
}

func (t *tally) takePackage(l line) {
	s := t.suite(l.Package)
	switch {
	case l.Action == "fail":
		t.failures++
		fmt.Fprintf(t.out, "FAIL %s (%.1f s)\n", short(l.Package), l.Elapsed)
		t.print(l.Package + " ")
	case s.passed+s.skipped+s.excused > 0:
		fmt.Fprintf(t.out, "ok   %s: %d tests (%.1f s)\n", short(l.Package), s.passed, l.Elapsed)
	}
}

// reason is the last thing a skipped test said.
func (t *tally) reason(l line) string {
	said := t.output[l.Package+" "+l.Test]
	for _, s := range slices.Backward(said) {
		s = strings.TrimSpace(s)
		if s != "" && !strings.HasPrefix(s, "---") && !strings.HasPrefix(s, "===") {
			return s
		}
	}
	return "no reason given"
}

func (t *tally) print(key string) {
	for _, s := range t.output[key] {
		if !strings.HasPrefix(s, "=== ") && !strings.HasPrefix(s, "FAIL") {
			fmt.Fprint(t.out, "     ", s)
		}
	}
}

// close prints the totals and returns the exit status.
func (t *tally) close(both []string) int {
	for _, s := range t.skipped {
		fmt.Fprintln(t.out, "skipped", s)
	}
	for _, pkg := range slices.Sorted(maps.Keys(t.suites)) {
		sqlite, postgres := t.suites[pkg].engines["sqlite"], t.suites[pkg].engines["postgres"]
		if len(sqlite)+len(postgres) > 0 {
			fmt.Fprintf(t.out, "%s: sqlite %d, postgres %d\n", short(pkg), len(sqlite), len(postgres))
		}
	}
	for _, pkg := range both {
		t.compare(pkg)
	}
	fmt.Fprintf(t.out, "Go: %d tests passed, %d failed, %d skipped, %d packages\n",
		t.passed, t.failures, len(t.skipped), len(t.suites))
	if t.failures > 0 || t.passed == 0 {
		return 1
	}
	return 0
}

// compare counts as failures what a suite did on one engine only.
func (t *tally) compare(pkg string) {
	s := t.suite(pkg)
	sqlite, postgres := s.engines["sqlite"], s.engines["postgres"]
	if len(sqlite) == 0 || len(postgres) == 0 {
		t.failures++
		fmt.Fprintf(t.out, "FAIL %s ran no tests on one engine: is TEST_POSTGRES set?\n", short(pkg))
	}
	if s.skipped > 0 {
		t.failures++
		fmt.Fprintf(t.out, "FAIL %s skipped %d tests; this suite may skip none\n", short(pkg), s.skipped)
	}
	t.only(pkg, "sqlite", sqlite, postgres)
	t.only(pkg, "postgres", postgres, sqlite)
}

func (t *tally) only(pkg, engine string, here, there map[string]bool) {
	for _, name := range slices.Sorted(maps.Keys(here)) {
		if !there[name] && len(there) > 0 {
			t.failures++
			fmt.Fprintf(t.out, "FAIL %s %s ran on %s only\n", short(pkg), name, engine)
		}
	}
}

// engineOf finds the engine in a test's name, and the name without it.
func engineOf(test string) (engine, name string) {
	parts := strings.Split(test, "/")
	for i, part := range parts {
		if part == "sqlite" || part == "postgres" {
			parts[i] = "*"
			return part, strings.Join(parts, "/")
		}
	}
	return "", ""
}

func short(pkg string) string { return strings.TrimPrefix(pkg, "sente/") }
