package app

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"

	"sente/internal/fault"
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
