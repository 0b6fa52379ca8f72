//go:build linux

package faults_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// program is the path of the built binary.
var program string

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "sente-faults")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(dir) }()
	program = filepath.Join(dir, "sente")
	build := exec.Command("go", "build", "-o", program, "sente/cmd/sente")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%s%v\n", out, err)
		return 1
	}
	return m.Run()
}

// counts are how often each fault is tried.
type counts struct {
	kills    int // R01, R02: per engine
	images   int // R03
	fills    int // R05
	requests int // R22, R23, R25: per engine
	seconds  int // length of a run under load
}

func size() counts {
	if soaking() {
		return counts{kills: 100, images: 200, fills: 20, requests: 10_000, seconds: 20}
	}
	return counts{kills: 10, images: 20, fills: 3, requests: 1_000, seconds: 4}
}

func soaking() bool { return os.Getenv("SOAK") == "1" }

// slow leaves a test out of the quick loop.
func slow(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("takes minutes: not in the quick loop")
	}
}

// cannot skips a test that this machine cannot run, and fails it in a soak.
func cannot(t *testing.T, why string) {
	t.Helper()
	if soaking() {
		t.Fatal(why)
	}
	t.Skip("this machine cannot: " + why)
}

// figure prints what a test has measured, when it has found nothing wrong.
func figure(t *testing.T, format string, args ...any) {
	t.Helper()
	if !t.Failed() {
		t.Logf("figure: "+format, args...)
	}
}
