package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"reflect"
)

// Contents hashes the content of every table of business rows, versions and
// moments of change aside: two states with equal hashes say the same. It reads
// everything, so it is for doctor and tests.
func (r *Reads) Contents(ctx context.Context) (map[string]string, error) {
	out := map[string]string{}
	for _, t := range tables.byKind {
		h := sha256.New()
		err := r.eachRow(ctx, t, func(row reflect.Value) error {
			b, err := t.rowJSON(row)
			h.Write(content(b, changeColumns))
			h.Write([]byte("\n"))
			return err
		})
		if err != nil {
			return nil, err
		}
		out[t.name] = hex.EncodeToString(h.Sum(nil))
	}
	return out, nil
}
