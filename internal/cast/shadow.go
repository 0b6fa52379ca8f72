package cast

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"sente/internal/store"
)

// Shadow copies every row of the database into another workspace and twists the
// copy: there everybody is on every team, everything belongs to somebody else,
// nothing is in the trash, every role may do everything. Whatever a read answers
// afterwards must be what it answered before: a query that forgets its workspace
// shows things twice, or to the wrong people.
func Shadow(t *testing.T, db *store.DB) {
	t.Helper()
	r := openRaw(t, db)
	r.exec(map[string]string{"sqlite": "PRAGMA foreign_keys = 0",
		"pgx": "SET session_replication_role = replica"}[r.driver])
	copied := 0
	for _, table := range r.tables() {
		var rest []string
		for _, c := range r.columns(table) {
			if c != "workspace_id" {
				rest = append(rest, c)
			}
		}
		list := strings.Join(rest, ", ")
		r.exec("INSERT INTO " + table + " (workspace_id, " + list + ") SELECT 2, " + list + " FROM " + table +
			" WHERE workspace_id = 1")
		copied++
	}
	if copied < 20 {
		t.Fatalf("got %d tables with a workspace, want them all", copied)
	}
	r.twist()
}

// Ghost is the log-in name of a user whom only the shadow knows, with everybody's
// password, and the token of his session and of his one-time link.
const Ghost = "ghost"

// twists turn the copy into another company. $stranger is somebody who sees
// little, $member somebody who sees some deals by being on their teams, and
// $anybody the first contact.
const twists = `
UPDATE workspace SET name = 'ghost' WHERE workspace_id = 2;
UPDATE role SET grants = (SELECT r.grants FROM role r WHERE r.workspace_id = 2 AND r.code = 'admin')
 WHERE workspace_id = 2;
UPDATE own_template SET number = number + 7 WHERE workspace_id = 2;
UPDATE rule_book SET number = number + 7, content = '{"changes":[{"rule":"RF-01","off":true}]}'
 WHERE workspace_id = 2;
UPDATE team SET head_id = $stranger, deleted_at = NULL WHERE workspace_id = 2;
UPDATE app_user SET active = true, team_id = (SELECT min(t.id) FROM team t WHERE t.workspace_id = 2),
 password_hash = (SELECT u.password_hash FROM app_user u WHERE u.workspace_id = 2 AND u.login = 'mina')
 WHERE workspace_id = 2;
UPDATE app_user SET login = 'ghost' WHERE workspace_id = 2 AND login = 'gone';
UPDATE session SET user_id = $stranger WHERE workspace_id = 2;
INSERT INTO session (workspace_id, token_hash, user_id, created_at, seen_at, expires_at, address, agent)
 VALUES (2, '$token', $stranger, 1, 4102444800000, 4102444800000, '', '');
INSERT INTO user_link (workspace_id, token_hash, user_id, purpose, created_at, expires_at)
 VALUES (2, '$token', $stranger, 'password', 1, 4102444800000);
INSERT INTO login_failure (workspace_id, id, subject, failed_at)
 SELECT 2, e.id, '$mina', 4102444800000 FROM event e WHERE e.workspace_id = 2;
DELETE FROM deal_member WHERE workspace_id = 2;
INSERT INTO deal_member (workspace_id, id, deal_id, user_id, role)
 SELECT 2, ROW_NUMBER() OVER (ORDER BY d.id, u.id), d.id, u.id, 'presales' FROM deal d CROSS JOIN app_user u
 WHERE d.workspace_id = 2 AND u.workspace_id = 2;
UPDATE account SET owner_id = $stranger, name = 'ghost ' || name, deleted_at = NULL WHERE workspace_id = 2;
UPDATE contact SET name = 'ghost ' || name, deleted_at = NULL WHERE workspace_id = 2;
UPDATE deal SET owner_id = $member, name = 'ghost ' || name, deleted_at = NULL WHERE workspace_id = 2;
UPDATE influence SET hidden = true, roles = '["CO"]', contact_id = $anybody, deleted_at = NULL
 WHERE workspace_id = 2;
UPDATE flag SET hidden = true WHERE workspace_id = 2;
INSERT INTO flag (workspace_id, id, deal_id, rule, subject_kind, subject, severity, status, opened_at,
 rules_version, hidden) SELECT 2, ROW_NUMBER() OVER (ORDER BY d.id, f.rule), d.id, f.rule, 'ghost', 'ghost',
 'high', 'open', 1, '', false FROM deal d CROSS JOIN (SELECT DISTINCT rule FROM flag) f
 WHERE d.workspace_id = 2;
UPDATE deal_review SET reason = 'ghost', number = number + 7 WHERE workspace_id = 2;
UPDATE review_challenge SET text = 'ghost', hidden = false, rule = '' WHERE workspace_id = 2;
UPDATE note SET author_id = $stranger, subject_kind = 'contact', subject_id = $anybody WHERE workspace_id = 2;
UPDATE task SET author_id = $stranger, assignee_id = $stranger, subject_kind = 'contact',
 subject_id = $anybody WHERE workspace_id = 2;
UPDATE event_change SET row_id = CASE kind WHEN 'contact' THEN $anybody
 WHEN 'influence' THEN (SELECT min(i.id) FROM influence i WHERE i.workspace_id = 2)
 WHEN 'note' THEN (SELECT max(n.id) FROM note n WHERE n.workspace_id = 2)
 WHEN 'task' THEN (SELECT max(k.id) FROM task k WHERE k.workspace_id = 2) ELSE row_id END
 WHERE workspace_id = 2;
DELETE FROM tagging WHERE workspace_id = 2;
INSERT INTO tagging (workspace_id, id, subject_kind, subject_id, tag_id)
 SELECT 2, ROW_NUMBER() OVER (ORDER BY d.id, t.id), 'deal', d.id, t.id FROM deal d CROSS JOIN tag t
 WHERE d.workspace_id = 2 AND t.workspace_id = 2;
UPDATE view SET shared = true, owner_id = $stranger WHERE workspace_id = 2;
UPDATE import SET by_id = $stranger WHERE workspace_id = 2`

// twist makes the shadow another company than the one it is a copy of.
func (r *raw) twist() {
	r.t.Helper()
	names := strings.NewReplacer("$mina", "name:"+fmt.Sprintf("%x", sha256.Sum256([]byte("mina")))[:32],
		"$token", fmt.Sprintf("%x", sha256.Sum256([]byte(Ghost))),
		"$stranger", "(SELECT u.id FROM app_user u WHERE u.workspace_id = 2 AND u.login = 'tao')",
		"$member", "(SELECT u.id FROM app_user u WHERE u.workspace_id = 2 AND u.login = 'pia')",
		"$anybody", "(SELECT min(c.id) FROM contact c WHERE c.workspace_id = 2)")
	for text := range strings.SplitSeq(names.Replace(twists), ";\n") {
		r.exec(text)
	}
	if r.driver != "pgx" {
		return
	}
	for _, kind := range store.Searched() {
		table := "search_" + string(kind)
		r.exec("UPDATE " + table + " SET tok = (SELECT x.tok FROM " + table +
			" x WHERE x.workspace_id = 2 ORDER BY x.id LIMIT 1) WHERE workspace_id = 2")
	}
}

// Content sums up every row of a workspace, table by table.
func Content(t *testing.T, db *store.DB, workspace int) map[string]string {
	t.Helper()
	r := openRaw(t, db)
	out := map[string]string{}
	for _, table := range r.tables() {
		rows := r.texts(fmt.Sprintf("SELECT %s FROM %s WHERE workspace_id = %d",
			joined(r.columns(table)), table, workspace))
		slices.Sort(rows)
		out[table] = fmt.Sprintf("%d rows, %x", len(rows), sha256.Sum256([]byte(strings.Join(rows, "\n"))))
	}
	return out
}

// joined writes a row as one text.
func joined(columns []string) string {
	for i, c := range columns {
		columns[i] = "COALESCE(CAST(" + c + " AS TEXT), '-')"
	}
	return strings.Join(columns, " || '|' || ")
}

// raw is a connection of its own, past package store.
type raw struct {
	t      *testing.T
	driver string // "sqlite" or "pgx"
	conn   *sql.Conn
}

func openRaw(t *testing.T, db *store.DB) *raw {
	t.Helper()
	r := &raw{t: t, driver: "pgx"}
	dsn := db.URL()
	if path, ok := strings.CutPrefix(dsn, "file:"); ok {
		r.driver, dsn = "sqlite", "file:"+path+"?_pragma=busy_timeout(5000)"
	}
	pool, err := sql.Open(r.driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pool.Close() })
	if r.conn, err = pool.Conn(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.conn.Close() })
	return r
}

func (r *raw) exec(text string) {
	r.t.Helper()
	if _, err := r.conn.ExecContext(context.Background(), text); err != nil {
		r.t.Fatalf("%s: %v", text, err)
	}
}

// tables are those whose rows belong to a workspace.
func (r *raw) tables() (out []string) {
	r.t.Helper()
	for _, table := range r.texts(map[string]string{
		"sqlite": "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_%'" +
			" AND name NOT LIKE 'sqlite_%'",
		"pgx": "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
	}[r.driver]) {
		if slices.Contains(r.columns(table), "workspace_id") {
			out = append(out, table)
		}
	}
	return out
}

func (r *raw) columns(table string) []string {
	r.t.Helper()
	return r.texts(map[string]string{
		"sqlite": "SELECT name FROM pragma_table_info('" + table + "')",
		"pgx": "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'" +
			" AND table_name = '" + table + "' ORDER BY ordinal_position",
	}[r.driver])
}

func (r *raw) texts(query string) (out []string) {
	r.t.Helper()
	rows, err := r.conn.QueryContext(context.Background(), query)
	if err != nil {
		r.t.Fatalf("%s: %v", query, err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			r.t.Fatal(err)
		}
		out = append(out, s)
	}
	if err := rows.Err(); err != nil {
		r.t.Fatal(err)
	}
	return out
}

// Texts are all rows of a workspace as text, table by table, to look for what
// must not stand there.
func Texts(t *testing.T, db *store.DB, workspace int) map[string]string {
	t.Helper()
	r := openRaw(t, db)
	out := map[string]string{}
	for _, table := range r.tables() {
		out[table] = strings.Join(r.texts(fmt.Sprintf("SELECT %s FROM %s WHERE workspace_id = %d",
			joined(r.columns(table)), table, workspace)), "\n")
	}
	return out
}
