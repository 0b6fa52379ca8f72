// Command testcount reads the output of "go test -json", prints failures and a
// line per package as they come, and then the totals: tests passed, skipped
// with their reasons, and for suites that run on both databases the numbers per
// engine. A test belongs to an engine when a part of its name is "sqlite" or
// "postgres". With -both, a suite named there that ran different or no tests on
// one engine, or skipped one for another reason than -may-skip, is a failure.
//
//	go test -json ./... | go run ./scripts/testcount -both sente/internal/store
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	both := flag.String("both", "", "comma-separated packages that must run the same tests on both engines")
	excuses := flag.String("may-skip", "", "texts of reasons for which a test may be skipped")
	flag.Parse()
	os.Exit(run(os.Stdin, os.Stdout, listed(*both), listed(*excuses)))
}

func listed(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

// line is one line of "go test -json".
type line struct {
	Action     string
	Package    string
	ImportPath string // instead of Package when a package does not build
	Test       string
	Elapsed    float64
	Output     string
}

func run(in io.Reader, out io.Writer, both, excuses []string) int {
	t := newTally(out, excuses)
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var l line
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			fmt.Fprintln(out, lines.Text())
			continue
		}
		t.take(l)
	}
	if err := lines.Err(); err != nil {
		fmt.Fprintln(out, "testcount:", err)
		return 1
	}
	return t.close(both)
}
