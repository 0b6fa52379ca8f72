// Command holes proves that the tests see what they are there to see: it takes
// conditions on workspace, scope, secret and permission out of the program, one
// at a time, and wants the tests to fail each time. The working tree stays as it
// is: the compiler is given the changed file in the place of the real one.
//
//	go run ./scripts/holes [-list holes.txt] [-suite ./internal/matrix] [WORD…]
//
// With words only the holes with one of them in file or text are tried. The list
// is scripts/holes/holes.txt; see plant.go for its form.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

func main() {
	list := flag.String("list", "scripts/holes/holes.txt", "list of holes")
	suite := flag.String("suite", "", "package whose tests are to find them; without it those of all floors")
	flag.Parse()
	suites := allSuites()
	if *suite != "" {
		suites = [][]string{{*suite, "-run", "TestMatrix"}}
	}
	if err := run(*list, suites, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(list string, suites [][]string, words []string) error {
	text, err := os.ReadFile(list)
	if err != nil {
		return err
	}
	holes, err := parse(string(text))
	if err != nil {
		return err
	}
	tried, found := 0, 0
	for _, h := range holes {
		if !h.about(words) {
			continue
		}
		tried++
		start := time.Now()
		by, err := h.try(suites)
		if err != nil {
			return err
		}
		if by != "" {
			found++
		}
		fmt.Printf("| `%s` | %s | %s | %.0f s |\n", strings.TrimPrefix(h.file, "internal/"), h.what,
			orNot(by), time.Since(start).Seconds())
	}
	fmt.Printf("found %d of %d\n", found, tried)
	if found < tried {
		return fmt.Errorf("%d holes were not found", tried-found)
	}
	return nil
}

func orNot(by string) string {
	if by == "" {
		return "NOT FOUND"
	}
	return by
}

// allSuites are run one after the other until one fails.
func allSuites() [][]string {
	return [][]string{
		{"./internal/api", "-run", "Isolation"}, {"./internal/api", "-skip", "Isolation"},
		{"./internal/app"}, {"./internal/store", "./internal/job"},
	}
}

// failed finds the tests that failed.
var failed = regexp.MustCompile(`--- FAIL: (\w+)`)

// try runs the tests with the hole and names one that failed, "" for none.
func (h hole) try(suites [][]string) (string, error) {
	source, err := os.ReadFile(h.file)
	if err != nil {
		return "", err
	}
	changed, err := h.plant(string(source))
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "holes")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	overlay, err := writeOverlay(dir, h.file, changed)
	if err != nil {
		return "", err
	}
	for _, suite := range suites {
		args := append([]string{"test", "-overlay", overlay, "-vet=off", "-count=1", "-failfast"}, suite...)
		cmd := exec.Command("go", args...)
		cmd.Env = append(os.Environ(), "TEST_POSTGRES=")
		said, err := cmd.CombinedOutput()
		if err == nil {
			continue
		}
		if m := failed.FindSubmatch(said); m != nil {
			return string(m[1]), nil
		}
		return "", fmt.Errorf("%s: %s: the tests could not run: %s", h.file, h.what, tail(said))
	}
	return "", nil
}

func writeOverlay(dir, file, text string) (string, error) {
	real, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	planted := filepath.Join(dir, "planted.go")
	if err := os.WriteFile(planted, []byte(text), 0o600); err != nil {
		return "", err
	}
	b, err := json.Marshal(map[string]map[string]string{"Replace": {real: planted}})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(dir, "overlay.json")
	return overlay, os.WriteFile(overlay, b, 0o600)
}

func tail(b []byte) []byte {
	lines := bytes.Split(bytes.TrimSpace(b), []byte("\n"))
	return bytes.Join(lines[max(0, len(lines)-15):], []byte("\n"))
}
