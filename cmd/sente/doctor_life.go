package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"sente/internal/backup"
	"sente/internal/blob"
	"sente/internal/config"
	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/store"
)

// finding is one line of the doctor.
type finding struct {
	OK    bool   `json:"ok"`
	Topic string `json:"topic"`
	Text  string `json:"text"`
}

// write prints all findings for a program that watches over the installation.
func (d *doctor) write(to io.Writer) error {
	enc := json.NewEncoder(to)
	enc.SetIndent("", " ")
	return enc.Encode(struct {
		OK       bool      `json:"ok"`
		Findings []finding `json:"findings"`
	}{!d.ill, d.found})
}

// mostLate is how long a job may be due before it counts as stuck.
const mostLate = time.Hour

// stuck reports jobs that nobody does.
func (d *doctor) stuck(ctx context.Context, db *store.DB) {
	late, err := db.Reads().JobsLate(ctx, db.Now()-calendar.Instant(mostLate.Milliseconds()))
	if err != nil {
		d.say(false, "jobs", "cannot be read: %v", err)
	}
	for _, c := range late {
		d.say(false, "jobs", "%-15s %d %s for more than %s: is the server running?", c.Kind, c.Count, c.State,
			mostLate)
	}
}

// forOthers are the rights of a file that others than its owner have.
const forOthers fs.FileMode = 0o077

// folder reports a data folder that cannot be written, or is open to others, and
// a key that others can read.
func (d *doctor) folder(at config.Data) {
	if err := unix.Access(at.Dir, unix.W_OK|unix.X_OK); err != nil {
		d.say(false, "folder", "%s cannot be written: %v", at.Dir, err)
	} else {
		d.say(true, "folder", "%s can be written", at.Dir)
	}
	const writable fs.FileMode = 0o022
	if info, err := os.Stat(at.Dir); err == nil && info.Mode().Perm()&writable != 0 {
		d.say(false, "folder", "%s can be written by others (%04o): chmod 700", at.Dir, info.Mode().Perm())
	}
	key := at.SecretPath()
	info, err := os.Stat(key)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		d.say(false, "key", "%s is not there: take it from your copy; a new one does not fit the audit", key)
	case err != nil:
		d.say(false, "key", "%v", err)
	case info.Mode().Perm()&forOthers != 0:
		d.say(false, "key", "%s is open to others (%04o): chmod 600", key, info.Mode().Perm())
	default:
		d.say(true, "key", "%s is for its owner only", key)
	}
}

// backups reports the newest backup, and one that is too old.
func (d *doctor) backups(ctx context.Context, db *store.DB, dir string) {
	w, err := db.Reads().Workspace(ctx)
	if fault.Is(err, fault.NotFound) {
		return // nothing is there yet that could be lost
	}
	files, e := backup.List(dir)
	if err := errors.Join(err, e); err != nil {
		d.say(false, "backup", "cannot be read: %v", err)
		return
	}
	good := !backup.Late(files, w.CreatedAt.Time(), time.Now())
	if len(files) == 0 {
		d.say(good, "backup", "there is none in %s", dir)
		return
	}
	d.say(good, "backup", "%d in %s, the newest is %s old", len(files), dir,
		time.Since(files[0].At).Round(time.Minute))
}

// files looks whether every attached file lies there in its size; whole reads each
// and compares it with its hash.
func (d *doctor) files(ctx context.Context, db *store.DB, dir string, whole bool) {
	contents, count, bad, bytes := blob.New(filepath.Join(dir, "files")), 0, 0, int64(0)
	for after := ""; ; {
		rows, err := db.Reads().Blobs(ctx, after)
		if err != nil {
			d.say(false, "files", "cannot be listed: %v", err)
		}
		if len(rows) == 0 {
			break
		}
		for _, x := range rows {
			size, err := contents.Size(x.Hash)
			if err == nil && size == x.Size && whole {
				err = contents.Verify(ctx, x.Hash)
			}
			if err != nil || size != x.Size {
				d.say(false, "files", "%s is damaged or missing: restore it from a backup", x.Hash)
				bad++
			}
			count, bytes, after = count+1, bytes+size, x.Hash
		}
	}
	how := "are there in their size (--full reads them)"
	if whole {
		how = "read"
	}
	d.say(bad == 0, "files", "%d attached files, %.1f MiB, %s; %d damaged or missing", count,
		float64(bytes)/(1<<20), how, bad)
}
