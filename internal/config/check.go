package config

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"
)

// Check refuses the first setting that cannot be, naming it and what may be. No
// secret is repeated.
func (s Server) Check() error {
	for _, check := range []func() error{
		s.Data.Check, s.checkListen, s.checkPublicURL, s.checkTLS, s.Sessions.Check, s.Backups.Check,
	} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// Check refuses a database, measures and a data folder that cannot be.
func (d Data) Check() error {
	if err := d.checkDatabase(); err != nil {
		return err
	}
	for _, x := range []struct {
		name        string
		is          int64
		least, most int64
	}{
		{"--file-limit", d.FileLimit, 1, 10 << 10},
		{"--files-limit", d.FilesLimit, 1, 1 << 20},
		{"--file-count", d.FileCount, 1, 100_000},
		{"--rows-per-day", int64(d.RowsPerDay), 0, 1 << 31},
		{"--rows-alarm", int64(d.RowsAlarm), 0, 1 << 31},
	} {
		if x.is < x.least || x.is > x.most {
			return fmt.Errorf("%s is %d: give a number from %d to %d", x.name, x.is, x.least, x.most)
		}
	}
	info, err := os.Stat(d.Dir)
	if err == nil && !info.IsDir() {
		return fmt.Errorf("--data: %s is not a folder", d.Dir)
	}
	if _, err := d.Secret(); err != nil && (d.File != "" || !errors.Is(err, fs.ErrNotExist)) {
		return fmt.Errorf("--secret-file: %w", err)
	}
	return nil
}

func (d Data) checkDatabase() error {
	pairs := strings.Contains(d.Database, "=") && !strings.Contains(d.Database, "://")
	if d.Database == "" || pairs {
		return nil
	}
	u, err := url.Parse(d.Database)
	if err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" || u.Host == "" && u.RawQuery == "" {
		return errors.New("--database: give a URL as postgres://sente@db/sente, " +
			"or nothing for the embedded database in the data folder")
	}
	return nil
}

func (s Server) checkListen() error {
	_, port, err := net.SplitHostPort(s.Listen)
	n, wrong := strconv.Atoi(port)
	if err != nil || wrong != nil || n < 0 || n > 65535 {
		return fmt.Errorf("--listen is %q: give an address and a port up to 65535, as 127.0.0.1:8080 or :443",
			s.Listen)
	}
	return nil
}

func (s Server) checkPublicURL() error {
	if s.PublicURL == "" {
		return nil
	}
	u, err := url.Parse(s.PublicURL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil ||
		strings.Trim(u.Path, "/")+u.RawQuery+u.Fragment != "" {
		return errors.New("--public-url: give scheme and host only, as https://sente.example.com")
	}
	return nil
}

func (s Server) checkTLS() error {
	switch {
	case s.TLSCert != "" && s.TLSKey == "":
		return errors.New("--tls-cert is given without --tls-key: give both or neither")
	case s.TLSCert == "" && s.TLSKey != "":
		return errors.New("--tls-key is given without --tls-cert: give both or neither")
	}
	for name, path := range map[string]string{"--tls-cert": s.TLSCert, "--tls-key": s.TLSKey} {
		if path == "" {
			continue
		}
		if _, err := os.Stat(path); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}
