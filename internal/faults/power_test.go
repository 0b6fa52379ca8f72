//go:build linux

package faults_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestPowerIsCut (R03): the writes of a server under load are traced. From the
// trace come images of the disk as a power cut may leave it at any moment: what
// no finished fsync covers is dropped, torn at 512 bytes or reordered. Each image
// opens, whole, with everything that was acknowledged before the cut.
func TestPowerIsCut(t *testing.T) {
	slow(t)
	r := record(t)
	lost, other := r.cut(t, size().images)
	for _, p := range append(lost, other...) {
		t.Error(p)
	}
	figure(t, "R03 FULL: %d images out of %d calls and %d acknowledged writes: 0 lost, 0 damaged", size().images,
		len(r.calls), acked(r.journal))
}

// TestPowerIsCutOnNormal: with --sqlite-normal a power cut may lose the last
// writes, as its help says, but damages nothing. That losses are found here
// shows that the images of TestPowerIsCut would show them.
func TestPowerIsCutOnNormal(t *testing.T) {
	slow(t)
	r := record(t, "--sqlite-normal")
	lost, other := r.cut(t, size().images)
	for _, p := range other {
		t.Error(p)
	}
	if len(lost) == 0 {
		t.Error("no acknowledged write was lost: the images do not show what a power cut does")
	}
	figure(t, "R03 NORMAL: %d images: 0 damaged; %d deals and notes lost that had been acknowledged", size().images,
		len(lost))
}

// recording is a run under trace.
type recording struct {
	before  map[string][]byte // files at its start
	calls   []call
	of      map[string][]call // those that change a file, by its path
	syncs   map[string][]call // those that wait for the disk
	naming  []call            // those that give or take a name
	journal []entry
	dir     string
}

// sort puts the calls where image looks for them.
func (r *recording) sort() {
	r.of, r.syncs = map[string][]call{}, map[string][]call{}
	for _, c := range r.calls {
		switch c.name {
		case "fsync", "fdatasync":
			r.syncs[c.path] = append(r.syncs[c.path], c)
		case "pwrite64", "ftruncate":
			r.of[c.path] = append(r.of[c.path], c)
		case "unlink":
			r.naming = append(r.naming, c)
		default:
			if c.isNew {
				r.naming = append(r.naming, c)
			}
		}
	}
}

// kept are the files of the data folder that make the database. The -shm file is
// made anew at each start, the lock file is empty.
func kept() []string { return []string{"sente.db", "sente.db-wal"} }

func record(t *testing.T, flags ...string) recording {
	t.Helper()
	if _, err := exec.LookPath("strace"); err != nil {
		cannot(t, "no strace here: apt-get install strace")
	}
	if out, err := exec.Command("strace", "-f", "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		cannot(t, fmt.Sprintf("strace may not trace here: %v %s", err, out))
	}
	at := place{engine: "sqlite", dir: t.TempDir()}
	n := start(t, at)
	c := setUp(t, n)
	account, j := c.addAccount(t), newJournal(t)
	n.stop()
	r := recording{before: map[string][]byte{}, dir: at.dir}
	for _, name := range kept() {
		if b, err := os.ReadFile(filepath.Join(at.dir, name)); err == nil {
			r.before[name] = b
		}
	}
	trace := t.TempDir()
	at.flags = flags
	n = start(t, at, traced(trace)...)
	d := newDriver(j, account, "w", c.at(n))
	ctx, stop := context.WithTimeout(context.Background(), time.Duration(size().seconds)*time.Second)
	defer stop()
	d.run(ctx, 4).Wait()
	d.strange(t)
	n.stop()
	r.calls, r.journal = readTrace(t, trace, at.dir), j.read(t)
	r.sort()
	holds(t, at, r.journal)
	if !slices.ContainsFunc(r.calls, func(c call) bool {
		return c.name == "pwrite64" && strings.HasSuffix(c.path, ".db") && c.begin < r.journal[len(r.journal)-1].At
	}) {
		t.Error("no checkpoint in the trace: it is too short")
	}
	return r
}

// cut makes images and names what is lost, and what else is wrong.
func (r recording) cut(t *testing.T, images int) (lost, other []string) {
	t.Helper()
	for i := range images {
		at := r.calls[rand.IntN(len(r.calls))].begin
		if i%2 == 0 { // right after an acknowledgement
			at = r.journal[rand.IntN(len(r.journal))].At + 1
		}
		way := []string{"dropped", "reordered", "torn", "cut short"}[i/2%4]
		image := place{engine: "sqlite", dir: t.TempDir()}
		for name, b := range r.image(at, way) {
			must(t, os.WriteFile(filepath.Join(image.dir, name), b, 0o600))
		}
		found, err := problems(image, r.until(at))
		if err != nil {
			other = append(other, fmt.Sprintf("image %d (%s): %v", i, way, err))
		}
		for _, p := range found {
			if strings.HasPrefix(p, "lost:") {
				lost = append(lost, fmt.Sprintf("image %d (%s): %s", i, way, p))
			} else {
				other = append(other, fmt.Sprintf("image %d (%s): %s", i, way, p))
			}
		}
		must(t, os.RemoveAll(image.dir))
	}
	return lost, other
}

// until is the journal up to a moment.
func (r recording) until(at int64) []entry {
	return slices.DeleteFunc(slices.Clone(r.journal), func(e entry) bool { return e.At >= at })
}

// image is the disk after a power cut: by file, without those that were not there.
func (r recording) image(at int64, way string) map[string][]byte {
	out, names := map[string][]byte{}, r.names(at)
	for _, name := range kept() {
		if !names[name] {
			continue
		}
		f := disk{bytes: slices.Clone(r.before[name]), way: way}
		path := filepath.Join(r.dir, name)
		for _, c := range r.of[path] {
			if c.begin >= at || f.apply(c, r.safe(c, path, at)) {
				break
			}
		}
		out[name] = f.bytes
	}
	return out
}

// safe reports whether an fsync of a path that ended before the cut covers a call.
func (r recording) safe(c call, path string, at int64) bool {
	syncs := r.syncs[path]
	i, _ := slices.BinarySearchFunc(syncs, c.end, func(s call, end int64) int { return cmp.Compare(s.begin, end) })
	for ; i < len(syncs) && syncs[i].begin < at; i++ {
		if syncs[i].end < at {
			return true
		}
	}
	return false
}

// names are the files that have a name in the folder: names come and go in order,
// at the latest when the folder is synced.
func (r recording) names(at int64) map[string]bool {
	there := map[string]bool{}
	for name := range r.before {
		there[name] = true
	}
	for _, c := range r.naming {
		if c.begin >= at || !r.safe(c, r.dir, at) && rand.IntN(2) == 0 {
			break
		}
		there[filepath.Base(c.path)] = c.name != "unlink"
	}
	return there
}

// disk is one file as it gets to the disk.
type disk struct {
	bytes []byte
	way   string
}

const sector = 512

// apply lets a call come to the disk; when it is not safe, as the way says. It
// reports whether nothing comes after it.
func (f *disk) apply(c call, safe bool) (end bool) {
	keep := safe || f.way != "dropped" && rand.IntN(2) == 0
	switch {
	case c.name == "ftruncate" && keep:
		f.grow(c.at)
		f.bytes = f.bytes[:c.at]
	case c.name != "pwrite64" || f.way == "dropped" && !safe:
	case safe || f.way == "reordered" && keep:
		f.put(c.data, c.at)
	case f.way == "torn":
		for i := 0; i < len(c.data); i += sector {
			if rand.IntN(2) == 0 {
				f.put(c.data[i:min(i+sector, len(c.data))], c.at+int64(i))
			}
		}
	case f.way == "cut short":
		if rand.IntN(8) > 0 {
			f.put(c.data, c.at)
			return false
		}
		f.put(c.data[:rand.IntN(len(c.data)+1)/sector*sector], c.at)
		return true
	}
	return false
}

func (f *disk) put(b []byte, at int64) {
	f.grow(at + int64(len(b)))
	copy(f.bytes[at:], b)
}

func (f *disk) grow(to int64) {
	if n := to - int64(len(f.bytes)); n > 0 {
		f.bytes = append(f.bytes, make([]byte, n)...)
	}
}
