package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sheet"
	"sente/internal/store"
)

// UploadLimit is the largest file that is taken, in bytes; a workbook may have
// less (see sheet.Limits).
const UploadLimit = 200 << 20

// Upload is a file that was taken into the data folder.
type Upload struct {
	Name string
	Hash string
	Size int64
}

// importPath is where the file of a hash lies.
func (a *App) importPath(hash string) string { return filepath.Join(a.data, "imports", hash) }

// Stash takes a file into the data folder under the hash of its content. A file
// beyond UploadLimit is refused.
func (a *App) Stash(name string, from io.Reader) (Upload, error) {
	dir := filepath.Join(a.data, "imports")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return Upload{}, err
	}
	file, err := os.CreateTemp(dir, "upload-*")
	if err != nil {
		return Upload{}, err
	}
	defer func() { _ = os.Remove(file.Name()) }()
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(file, h), io.LimitReader(from, UploadLimit+1))
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return Upload{}, err
	}
	if n > UploadLimit {
		return Upload{}, fault.New(fault.TooLarge, string(sheet.FileTooLarge))
	}
	up := Upload{Name: filepath.Base(name), Hash: hex.EncodeToString(h.Sum(nil)), Size: n}
	return up, os.Rename(file.Name(), a.importPath(up.Hash))
}

// importFile opens the file of an import.
func (a *App) importFile(imp store.Import) (*os.File, error) {
	file, err := os.Open(a.importPath(imp.FileHash))
	if errors.Is(err, os.ErrNotExist) {
		return nil, fault.New(fault.Conflict, "import_file_missing")
	}
	return file, err
}

// uploadLife is how long the file of an import that has ended is kept, and one
// that belongs to no import.
const uploadLife = 30 * 24 * time.Hour

// ForgetUploads removes the files of imports that ended more than 30 days ago,
// and files as old that belong to none. What was imported stays, and so does the
// way to undo it.
func (a *App) ForgetUploads(ctx context.Context) error {
	before := a.db.Now().Time().Add(-uploadLife)
	needed, err := a.db.Reads().FilesNeeded(ctx, calendar.InstantOf(before))
	if err != nil {
		return err
	}
	found, err := os.ReadDir(filepath.Join(a.data, "imports"))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	for _, file := range found {
		info, gone := file.Info()
		if gone != nil || slices.Contains(needed, file.Name()) || !info.ModTime().Before(before) {
			continue
		}
		err = errors.Join(err, os.Remove(a.importPath(file.Name())))
	}
	return err
}
