package cast

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sente/internal/store"
)

// Kept is a copy of every row, beside the database, with which it is compared
// and from which it is restored.
type Kept struct {
	raw    *raw
	mark   string            // of the database when it was last found to be as kept
	search string            // the search index of SQLite then
	differ string            // SQL that names the tables that differ
	back   map[string]string // SQL that brings the rows of a table back
}

// grow are tables to which rows are only added, with the key that says which are
// new. They are long: what was added is deleted, the rest stays.
var grow = map[string]string{"event": "id", "event_change": "event_id", "seal": "seq", "access": "id",
	"login_attempt": "id"}

// Keep copies every row of all tables.
func Keep(t *testing.T, db *store.DB) *Kept {
	t.Helper()
	k := &Kept{raw: openRaw(t, db), back: map[string]string{}}
	here := map[string]string{"sqlite": "main.", "pgx": "public."}[k.raw.driver]
	k.raw.exec(map[string]string{
		"sqlite": "ATTACH ':memory:' AS kept; PRAGMA foreign_keys = 0; PRAGMA synchronous = 0",
		"pgx":    "CREATE SCHEMA kept; SET session_replication_role = replica",
	}[k.raw.driver])
	var differ []string
	for _, x := range k.raw.tables() {
		columns := strings.Join(k.raw.columns(x), ", ")
		fill := strings.NewReplacer("$columns", columns, "$here", here+x, "$kept", "kept."+x, "$name", x,
			"$key", grow[x])
		k.raw.exec(fill.Replace("CREATE TABLE $kept AS SELECT $columns FROM $here"))
		differ = append(differ, fill.Replace(`SELECT '$name' WHERE
 EXISTS (SELECT $columns FROM $here EXCEPT SELECT $columns FROM $kept) OR
 EXISTS (SELECT $columns FROM $kept EXCEPT SELECT $columns FROM $here)`))
		if grow[x] != "" {
			k.back[x] = fill.Replace(
				"DELETE FROM $here WHERE $key > (SELECT COALESCE(max($key), 0) FROM $kept)")
			continue
		}
		k.back[x] = fill.Replace("DELETE FROM $here; INSERT INTO $here ($columns) SELECT $columns FROM $kept")
	}
	k.differ = strings.Join(differ, " UNION ALL ")
	k.settle()
	return k
}

// settle notes that the database is now as kept.
func (k *Kept) settle() { k.mark, k.search = k.now(), k.index() }

// now is a mark that moves with every commit, on PostgreSQL also with those of
// others.
func (k *Kept) now() string {
	return k.raw.texts(map[string]string{"sqlite": "PRAGMA data_version",
		"pgx": "SELECT pg_snapshot_xmax(pg_current_snapshot())::text"}[k.raw.driver])[0]
}

// index sums up the search index of SQLite; that of PostgreSQL is a table like
// others.
func (k *Kept) index() string {
	if k.raw.driver != "sqlite" {
		return ""
	}
	var out []string
	for _, kind := range store.Searched() {
		out = append(out, k.raw.texts(fmt.Sprintf(
			"SELECT COALESCE(group_concat(id || hex(block)), '') FROM search_%s_data", kind))...)
	}
	return strings.Join(out, ";")
}

// Changed names the tables of which a row is no longer as kept.
func (k *Kept) Changed() []string {
	mark := k.now()
	if mark == k.mark {
		return nil
	}
	out := k.raw.texts(k.differ)
	if k.search != k.index() {
		out = append(out, "search")
	}
	if len(out) == 0 {
		k.mark = mark
	}
	slices.Sort(out)
	return out
}

// Restore brings every row back. The search index of SQLite stays as it has
// become; it only points at rows.
func (k *Kept) Restore() {
	if k.now() == k.mark {
		return
	}
	text := "BEGIN;\n"
	for _, table := range k.raw.texts(k.differ) {
		text += k.back[table] + ";\n"
	}
	k.raw.exec(text + "COMMIT")
	k.settle()
}

// Version is the version of a row, "1" when it is not there.
func (k *Kept) Version(table, id string) string {
	v := k.raw.texts(fmt.Sprintf(
		"SELECT CAST(version AS TEXT) FROM %s WHERE workspace_id = 1 AND id = %s", table, id))
	return append(v, "1")[0]
}
