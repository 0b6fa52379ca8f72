// Package config is what an operator may set, as one struct read once by the
// command line. Each field's help is written for the operator. Start with Server.
package config

import (
	"fmt"
	"net/netip"
	"path/filepath"
	"time"
)

// Data says where Sente keeps its data.
type Data struct {
	Dir      string `name:"data" default:"data" env:"SENTE_DATA" help:"Folder of the database and the files." type:"path"`
	Database string `name:"database" env:"SENTE_DATABASE" help:"PostgreSQL URL; without it the database is sente.db in the data folder."`
	Files
	SecretFile
	Reading
	Normal bool `name:"sqlite-normal" env:"SENTE_SQLITE_NORMAL" help:"SQLite with synchronous=NORMAL: faster commits, but a power cut may lose the last ones."`
}

// Files says how much people may attach.
type Files struct {
	FileLimit  int64 `name:"file-limit" default:"25" env:"SENTE_FILE_LIMIT" help:"Largest attached file, in MiB."`
	FilesLimit int64 `name:"files-limit" default:"2048" env:"SENTE_FILES_LIMIT" help:"Most that may be attached to one deal, account, contact or note, in MiB."`
	FileCount  int64 `name:"file-count" default:"500" env:"SENTE_FILE_COUNT" help:"Most files attached to one deal, account, contact or note."`
}

// URL is where the database is, for store.Open.
func (d Data) URL() string {
	if d.Database != "" {
		return d.Database
	}
	return "file:" + filepath.Join(d.Dir, "sente.db")
}

// Server says how Sente is reached.
type Server struct {
	Data
	Listen       string         `default:"127.0.0.1:8080" env:"SENTE_LISTEN" help:"Address to listen on."`
	PublicURL    string         `env:"SENTE_PUBLIC_URL" help:"Origin that people use, e.g. https://sente.example.com; taken from the request when absent."`
	TLSCert      string         `name:"tls-cert" env:"SENTE_TLS_CERT" help:"Certificate file (PEM) to serve HTTPS." type:"path"`
	TLSKey       string         `name:"tls-key" env:"SENTE_TLS_KEY" help:"Key file (PEM) of the certificate." type:"path"`
	Proxies      []netip.Prefix `name:"trusted-proxy" env:"SENTE_TRUSTED_PROXIES" help:"Networks of reverse proxies whose X-Forwarded headers are believed."`
	InsecureHTTP bool           `name:"insecure-http" env:"SENTE_INSECURE_HTTP" help:"Serve log-in on plain HTTP beyond this machine. Passwords and sessions can be read on the way."`
	Sessions
	Backups
	LogLevel string `default:"info" enum:"debug,info,warn,error" env:"SENTE_LOG_LEVEL" help:"Least level that is logged."`
}

// Sessions says how long somebody stays logged in.
type Sessions struct {
	SessionIdle time.Duration `name:"session-idle" default:"8h" env:"SENTE_SESSION_IDLE" help:"How long somebody stays logged in without doing anything, from 5m to 720h."`
	SessionLife time.Duration `name:"session-life" default:"168h" env:"SENTE_SESSION_LIFE" help:"How long somebody stays logged in at all, from 5m to 8760h."`
}

// Bounds of the settings of Sessions.
const (
	sessionLeast    = 5 * time.Minute
	sessionIdleMost = 30 * 24 * time.Hour
	sessionLifeMost = 365 * 24 * time.Hour
)

// Check refuses lives of sessions that are too short or too long, naming the
// setting.
func (s Sessions) Check() error {
	for _, x := range []struct {
		name string
		is   time.Duration
		most time.Duration
	}{
		{"--session-idle", s.SessionIdle, sessionIdleMost},
		{"--session-life", s.SessionLife, sessionLifeMost},
	} {
		if x.is < sessionLeast || x.is > x.most {
			return fmt.Errorf("%s is %s: give a time from %s to %s", x.name, x.is, sessionLeast, x.most)
		}
	}
	return nil
}
