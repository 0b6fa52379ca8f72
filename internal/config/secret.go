package config

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// SecretFile is the file of the installation's key, which signs the audit chain.
type SecretFile struct {
	File string `name:"secret-file" env:"SENTE_SECRET_FILE" help:"File of the installation's key, which signs the audit chain; absent: secret.key in the data folder. Nodes on one database need the same." type:"path"`
}

// secretSize is the length of the key, in bytes.
const secretSize = 32

// SecretPath is where the key is, or will be.
func (d Data) SecretPath() string {
	if d.File != "" {
		return d.File
	}
	return filepath.Join(d.Dir, "secret.key")
}

// Secret reads the installation's key; fs.ErrNotExist when there is none yet.
func (d Data) Secret() ([]byte, error) {
	path := d.SecretPath()
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(b)))
	if err != nil || len(key) != secretSize {
		return nil, fmt.Errorf("secret-file: %s holds no key of %d bytes in hexadecimal", path, secretSize)
	}
	return key, nil
}

// EnsureSecret reads the installation's key and makes it at the first start, for
// nobody else to read. A file that was named and is not there is an error: it
// would be a key that other nodes do not have.
func (d Data) EnsureSecret() ([]byte, error) {
	key, err := d.Secret()
	if !errors.Is(err, fs.ErrNotExist) || d.File != "" {
		return key, err
	}
	key = make([]byte, secretSize)
	_, _ = rand.Read(key)
	if err := os.MkdirAll(d.Dir, 0o700); err != nil {
		return nil, err
	}
	err = writeOnce(d.SecretPath(), hex.EncodeToString(key)+"\n")
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return d.Secret() // another process may have been faster
}

// writeOnce makes a file that is whole as soon as it is there; fs.ErrExist when
// there is one.
func writeOnce(path, text string) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	_, err = f.WriteString(text)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Link(f.Name(), path)
}

// Reading says how much one person may read and take away.
type Reading struct {
	RowsPerDay int `name:"rows-per-day" default:"50000" env:"SENTE_ROWS_PER_DAY" help:"Records that one person may list and export in a day; 0: any number."`
	RowsAlarm  int `name:"rows-alarm" default:"5000" env:"SENTE_ROWS_ALARM" help:"Records that one person lists and exports within 10 minutes before it is reported in the audit; 0: never."`
}
