//go:build linux

package faults_test

import (
	"bufio"
	"encoding/hex"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// call is one system call that changed a file, or waited for the disk.
type call struct {
	name       string
	begin, end int64 // ns
	path       string
	data       []byte
	at         int64 // offset of a write, length of an ftruncate
	isNew      bool  // of an open: made the file, if it was not there
}

// traced is how strace has to write for readTrace: each thread into a file of
// its own, so that no call is split, with everything in hexadecimal.
func traced(dir string) []string {
	return []string{"strace", "--seccomp-bpf", "-ff", "-ttt", "-T", "-y", "-xx", "-s", "100000", "-o",
		filepath.Join(dir, "t"), "-e", "trace=open,openat,pwrite64,write,fsync,fdatasync,rename,unlink,ftruncate"}
}

// readTrace reads the calls on the files of a folder, in the order in which they
// began.
func readTrace(t *testing.T, dir, of string) (all []call) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "t.*"))
	must(t, err)
	for _, f := range files {
		b, err := os.Open(f)
		must(t, err)
		lines := bufio.NewScanner(b)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			if c, ok := readCall(t, lines.Text()); ok && strings.HasPrefix(c.path, of) {
				all = append(all, c)
			}
		}
		must(t, lines.Err())
		_ = b.Close()
	}
	slices.SortStableFunc(all, func(a, b call) int { return int(a.begin - b.begin) })
	return all
}

// readCall reads a line: TIME NAME(ARGUMENTS) = RESULT <SECONDS>. Lines are long,
// so they are cut by hand.
func readCall(t *testing.T, line string) (c call, ok bool) {
	t.Helper()
	when, rest, _ := strings.Cut(line, " ")
	name, rest, _ := strings.Cut(rest, "(")
	equal := strings.LastIndex(rest, " = ")
	if equal < 0 || !strings.HasSuffix(line, ">") || strings.HasPrefix(rest[equal+3:], "-") {
		return c, false // failed, or no call
	}
	args := strings.TrimSuffix(strings.TrimRight(rest[:equal], " "), ")")
	result := rest[equal+3:]
	c = call{name: name, begin: number(t, when)}
	c.end = c.begin + number(t, strings.Trim(result[strings.LastIndex(result, " ")+1:], "<>"))
	if _, fd, found := strings.Cut(args, "<"); found && args[0] != '"' {
		fd, _, _ = strings.Cut(fd, ">")
		c.path = unhex(t, fd)
	}
	_, text, _ := strings.Cut(args, `"`)
	text, _, _ = strings.Cut(text, `"`)
	last := args[strings.LastIndex(args, " ")+1:]
	switch c.name {
	case "open", "openat", "unlink":
		c.path, c.isNew = unhex(t, text), strings.Contains(args, "O_CREAT")
	case "pwrite64":
		c.data = []byte(unhex(t, text))
		c.at, _ = strconv.ParseInt(last, 10, 64)
		if wrote, _, _ := strings.Cut(result, " "); strconv.Itoa(len(c.data)) != wrote {
			t.Fatalf("a write of %s bytes, the trace has %d", wrote, len(c.data))
		}
	case "ftruncate":
		c.at, _ = strconv.ParseInt(last, 10, 64)
	case "write", "rename":
		if strings.HasSuffix(c.path, ".db") || strings.HasSuffix(c.path, "-wal") {
			t.Fatal("the model of the disk does not know this call: ", line[:min(len(line), 200)])
		}
	}
	return c, true
}

// number reads seconds as nanoseconds.
func number(t *testing.T, s string) int64 {
	t.Helper()
	whole, part, _ := strings.Cut(s, ".")
	a, err := strconv.ParseInt(whole, 10, 64)
	must(t, err)
	b, err := strconv.ParseInt(part, 10, 64)
	must(t, err)
	return a*1e9 + b*int64(math.Pow10(9-len(part)))
}

// unhex reads what strace writes as \x41\x42.
func unhex(t *testing.T, s string) string {
	t.Helper()
	out, err := hex.DecodeString(strings.ReplaceAll(s, `\x`, ""))
	must(t, err)
	return string(out)
}
