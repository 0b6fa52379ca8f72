package backup

import (
	"encoding/json"
	"path"
	"slices"
	"strings"
	"time"

	"sente/internal/fault"
	"sente/internal/store"
)

// What a backup of ours says of itself.
const (
	product = "sente"
	format  = 1
)

// Manifest is the first member of a backup: what it is and what must be inside.
type Manifest struct {
	Product   string               `json:"product"`
	Format    int                  `json:"format"`
	Version   string               `json:"version"` // of the program that made it
	Engine    string               `json:"engine"`  // "sqlite" or "postgres"
	Schema    int64                `json:"schema"`
	CreatedAt time.Time            `json:"created_at"`
	Tables    []store.TableContent `json:"tables"`
	SealSeq   int64                `json:"seal_seq"`  // head of the chain of seals,
	SealHash  string               `json:"seal_hash"` // to be compared elsewhere
	Members   []Member             `json:"members"`   // in the order of the archive
	Missing   []string             `json:"missing,omitempty"`
	Secrets   bool                 `json:"secrets"`
}

// Member is one file of a backup.
type Member struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"` // bytes
	SHA256 string `json:"sha256"`
}

// Rows is how many rows all tables have.
func (m Manifest) Rows() (n int64) {
	for _, t := range m.Tables {
		n += t.Rows
	}
	return n
}

// manifestLimit bounds the manifest, in bytes: about a million files.
const manifestLimit = 256 << 20

// readManifest refuses what is not ours, is newer than this program, or names
// anything outside a data folder.
func readManifest(b []byte) (Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(b, &m); err != nil {
		return m, damaged("the manifest cannot be read").Because(err)
	}
	if m.Product != product {
		return m, fault.New(fault.Invalid, "backup_foreign").With("product", m.Product)
	}
	if m.Format != format {
		return m, newer(int64(m.Format), format)
	}
	if m.Engine != "sqlite" && m.Engine != "postgres" {
		return m, damaged("its engine is unknown")
	}
	known, err := store.KnownSchema(m.Engine)
	if err != nil {
		return m, err
	}
	if m.Schema > known {
		return m, newer(m.Schema, known)
	}
	return m, m.checkMembers()
}

func (m Manifest) checkMembers() error {
	first := map[string]string{"sqlite": sqliteName, "postgres": postgresName}[m.Engine]
	if len(m.Members) == 0 || m.Members[0].Name != first {
		return damaged("it holds no database")
	}
	seen := map[string]bool{}
	for i, x := range m.Members {
		if i > 0 && !allowed(x.Name, m.Secrets) || seen[x.Name] || x.Size < 0 || !isHash(x.SHA256) {
			return fault.New(fault.Invalid, "backup_name").With("name", x.Name)
		}
		seen[x.Name] = true
	}
	return nil
}

// allowed reports whether a member may lie in a data folder: a file named by its
// hash in one of the folders, or the key.
func allowed(name string, secrets bool) bool {
	if name == secretName {
		return secrets
	}
	folder, _, ok := strings.Cut(name, "/")
	return ok && slices.Contains(folders(), folder) && path.Clean(name) == name &&
		!strings.Contains(name, `\`) && isHash(hashOf(name))
}

func damaged(why string) *fault.Error {
	return fault.New(fault.Invalid, "backup_damaged").With("why", why)
}

func newer(have, known int64) *fault.Error {
	return fault.New(fault.Invalid, "backup_newer").With("have", have).With("known", known)
}
