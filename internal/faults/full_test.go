//go:build linux

package faults_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// fullDisk is the size of the disk that is filled.
const fullDisk = "24m"

// TestDiskIsFull (R05): the disk runs full under load. Writes are refused as
// such, reads go on; soon after there is space again writes go on, without a
// restart, and nothing that was acknowledged is lost.
func TestDiskIsFull(t *testing.T) {
	slow(t)
	at := place{engine: "sqlite", dir: smallDisk(t)}
	n := start(t, at)
	c := setUp(t, n)
	account, j := c.addAccount(t), newJournal(t)
	ballast := filepath.Join(at.dir, "ballast")
	var longest time.Duration
	refused, first := int64(0), ""
	for cycle := range size().fills {
		d := newDriver(j, account, fmt.Sprint("d", cycle), c)
		ctx, stop := context.WithCancel(context.Background())
		done := d.run(ctx, 4)
		time.Sleep(200 * time.Millisecond)
		fill(t, ballast)
		if !within(30*time.Second, func() bool { return d.refused[http.StatusInsufficientStorage].Load() >= 20 }) {
			t.Error("no write is refused on a full disk")
		}
		for _, path := range []string{"/api/deals", "/api/session", "/api/board", "/readyz"} {
			c.must(t, request{method: "GET", path: path})
		}
		must(t, os.Remove(ballast))
		free := time.Now()
		if !within(10*time.Second, func() bool {
			a, err := c.send(context.Background(), request{method: "POST", path: "/api/deals",
				body: map[string]any{"name": fmt.Sprint("free ", cycle, time.Now().UnixNano()), "account_id": account}})
			first = a.String()
			return err == nil && a.ok()
		}) {
			t.Errorf("no write 10 s after there is space again: %s", first)
		}
		longest = max(longest, time.Since(free))
		stop()
		done.Wait()
		d.strange(t)
		refused += d.refused[http.StatusInsufficientStorage].Load()
		if busy := d.refused[http.StatusServiceUnavailable].Load(); busy > 0 {
			t.Errorf("%d refusals with 503, want 507", busy)
		}
		holds(t, at, j.read(t))
	}
	figure(t, "R05: the disk was full %d times: %d writes refused with 507, reads go on, %d acknowledged writes, 0 lost; "+
		"writes work after at most %d ms, without a restart", size().fills, refused, acked(j.read(t)), longest.Milliseconds())
}

// smallDisk mounts a disk in memory for the data of a test.
func smallDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("none", dir, "tmpfs", 0, "size="+fullDisk); err != nil {
		cannot(t, fmt.Sprintf("a small disk cannot be mounted (as root it can): %v", err))
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// fill takes all the space that is left.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	must(t, err)
	for size := 1 << 20; size > 0; {
		if _, err := f.Write(make([]byte, size)); errors.Is(err, syscall.ENOSPC) {
			size /= 2
		} else {
			must(t, err)
		}
	}
	must(t, f.Close())
}
