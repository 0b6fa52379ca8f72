package backup

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// workPrefix begins the names of folders in which a backup or a restored
// installation grows; those of a process that died are swept by Keep.
const workPrefix = ".sente-work-"

const nameForm = "20060102-150405"

// ourName is the name of a backup: sente-20261122-023000.tar, in UTC.
var ourName = regexp.MustCompile(`^sente-(\d{8}-\d{6})\.tar$`)

func fileName(at time.Time) string { return "sente-" + at.UTC().Format(nameForm) + ".tar" }

// File is a backup in a folder.
type File struct {
	Name  string
	Bytes int64
	At    time.Time // when it was begun, by its name
}

// List lists the backups of a folder, the newest first. A folder that does not
// exist has none.
func List(dir string) ([]File, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var out []File
	for _, e := range entries {
		found := ourName.FindStringSubmatch(e.Name())
		if found == nil || !e.Type().IsRegular() {
			continue
		}
		at, err := time.Parse(nameForm, found[1])
		info, gone := e.Info()
		if err == nil && gone == nil {
			out = append(out, File{e.Name(), info.Size(), at})
		}
	}
	slices.SortFunc(out, func(a, b File) int { return b.At.Compare(a.At) })
	return out, nil
}

// lateAfter is the age at which the newest backup is too old: a day and two hours.
const lateAfter = 26 * time.Hour

// Late reports whether the newest of some backups, the first, is older than 26
// hours; where there is none, whether what is to be backed up has been there for
// as long.
func Late(files []File, since, now time.Time) bool {
	if len(files) > 0 {
		since = files[0].At
	}
	return now.Sub(since) > lateAfter
}

// abandoned is the age at which a working folder belongs to a process that died.
const abandoned = 24 * time.Hour

// Keep deletes all but the newest n backups of a folder, and what dead processes
// left in it. Files of other names stay.
func Keep(dir string, n int) error {
	files, err := List(dir)
	if err != nil {
		return err
	}
	for i := n; i < len(files); i++ {
		err = errors.Join(err, os.Remove(filepath.Join(dir, files[i].Name)))
	}
	entries, e := os.ReadDir(dir)
	for _, x := range entries {
		info, gone := x.Info()
		if strings.HasPrefix(x.Name(), workPrefix) && gone == nil && time.Since(info.ModTime()) > abandoned {
			err = errors.Join(err, os.RemoveAll(filepath.Join(dir, x.Name())))
		}
	}
	return errors.Join(err, e)
}
