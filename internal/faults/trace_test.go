package faults_test

import (
	"bufio"
	"math"
	"os"
	"path/filepath"
	"regexp"
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

var (
	lineForm = regexp.MustCompile(`^(\d+\.\d+) (\w+)\((.*)\) += (\d+)(?:<[^>]*>)? <(\d+\.\d+)>$`)
	fdForm   = regexp.MustCompile(`^\d+<([^>]*)>`)
	textForm = regexp.MustCompile(`"([^"]*)"`)
)

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

func readCall(t *testing.T, line string) (c call, ok bool) {
	t.Helper()
	m := lineForm.FindStringSubmatch(line)
	if m == nil {
		return c, false // failed, or no call
	}
	begin, took := number(t, m[1]), number(t, m[5])
	c = call{name: m[2], begin: begin, end: begin + took}
	if fd := fdForm.FindStringSubmatch(m[3]); fd != nil {
		c.path = unhex(t, fd[1])
	}
	texts := textForm.FindAllStringSubmatch(m[3], -1)
	last := m[3][strings.LastIndex(m[3], " ")+1:]
	switch c.name {
	case "open", "openat", "unlink":
		c.path, c.isNew = unhex(t, texts[0][1]), strings.Contains(m[3], "O_CREAT")
	case "pwrite64":
		c.data = []byte(unhex(t, texts[0][1]))
		c.at, _ = strconv.ParseInt(last, 10, 64)
		if strconv.Itoa(len(c.data)) != m[4] {
			t.Fatalf("a write of %s bytes, the trace has %d", m[4], len(c.data))
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
	out := make([]byte, 0, len(s)/4)
	for i := 0; i+3 < len(s); i += 4 {
		n, err := strconv.ParseUint(s[i+2:i+4], 16, 8)
		must(t, err)
		out = append(out, byte(n))
	}
	return string(out)
}
