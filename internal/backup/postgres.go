package backup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"sente/internal/store"
)

// postgres has pg_dump write the snapshot that is also counted and hashed.
func (s Source) postgres(ctx context.Context, work string, m *Manifest, named map[string]bool) (part, error) {
	path := filepath.Join(work, "dump")
	err := s.DB.Freeze(ctx, func(z *store.Frozen) error {
		server, err := z.ServerVersion(ctx)
		if err != nil {
			return err
		}
		if err := checkTool(ctx, "pg_dump", server); err != nil {
			return err
		}
		if err := describe(ctx, z, m, named); err != nil {
			return err
		}
		return tool(ctx, s.DB.URL(), "pg_dump", "--format=custom", "--no-owner", "--no-privileges",
			"--snapshot="+z.Snapshot, "--file="+path)
	})
	if err != nil {
		return part{}, err
	}
	member, err := measure(ctx, path, postgresName)
	return part{member, path}, err
}

// toolVersion finds "17.2" in "pg_dump (PostgreSQL) 17.2 (Debian …)".
var toolVersion = regexp.MustCompile(`\) (\d+)`)

// checkTool refuses a program of PostgreSQL that is missing or older than the
// server, whose major version is given.
func checkTool(ctx context.Context, name string, server int) error {
	out, err := exec.CommandContext(ctx, name, "--version").Output()
	if errors.Is(err, exec.ErrNotFound) {
		return fmt.Errorf("%s is not installed here, and backups of PostgreSQL need it: install the client "+
			"programs of PostgreSQL %d (Debian: apt-get install postgresql-client)", name, server)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	found := toolVersion.FindSubmatch(out)
	if found == nil {
		return fmt.Errorf("%s does not say its version: %s", name, bytes.TrimSpace(out))
	}
	if major, _ := strconv.Atoi(string(found[1])); major < server {
		return fmt.Errorf("%s is of PostgreSQL %d and the server of %d: install the client programs of %d",
			name, major, server, server)
	}
	return nil
}

// tool runs a program of PostgreSQL on a database; the password is handed over
// where other users of the machine do not see it.
func tool(ctx context.Context, dsn, name string, args ...string) error {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return errors.New("the database URL cannot be read")
	}
	cmd := exec.CommandContext(ctx, name, append(args, "--no-password", "--dbname="+withoutPassword(dsn))...)
	cmd.Env = append(os.Environ(), "PGPASSWORD="+config.Password, "LC_ALL=C")
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		line, _, _ := strings.Cut(strings.TrimSpace(said.String()), "\n")
		return fmt.Errorf("%s: %w: %s", name, err, line)
	}
	return nil
}

var passwordWord = regexp.MustCompile(`(?i)\bpassword\s*=\s*('(?:[^'\\]|\\.)*'|\S+)`)

// withoutPassword is a URL or DSN without its password.
func withoutPassword(dsn string) string {
	if !strings.Contains(dsn, "://") {
		return passwordWord.ReplaceAllString(dsn, "")
	}
	u, err := url.Parse(dsn)
	if err != nil {
		return ""
	}
	if u.User != nil {
		u.User = url.User(u.User.Username())
	}
	q := u.Query()
	q.Del("password")
	u.RawQuery = q.Encode()
	return u.String()
}
