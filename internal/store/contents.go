package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// TableContent is what one table holds, so that two databases can be compared:
// the hash is the same on both engines and whatever the order of the rows.
type TableContent struct {
	Table string `json:"table"`
	Rows  int64  `json:"rows"`
	Hash  string `json:"hash"` // sum of the SHA-256 of all rows, in hexadecimal
}

// Frozen is the whole database as it stands at one moment.
type Frozen struct {
	Snapshot string // name of the snapshot for pg_dump, PostgreSQL only
	q        statements
	dialect  dialect
}

// Freeze calls f with the database as it stands now; writers go on meanwhile.
func (db *DB) Freeze(ctx context.Context, f func(*Frozen) error) error {
	options := &sql.TxOptions{}
	if db.Engine() == "postgres" {
		options = &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	}
	tx, err := db.bulk.BeginTx(ctx, options)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	z := &Frozen{q: tx, dialect: db.dialect}
	if db.Engine() == "postgres" {
		if err := tx.QueryRowContext(ctx, "SELECT pg_export_snapshot()").Scan(&z.Snapshot); err != nil {
			return err
		}
	}
	return f(z)
}

// CopyFile writes a copy of the SQLite database as it stands now into a new
// file, while others write; the copy has no file beside it.
func (db *DB) CopyFile(ctx context.Context, to string) error {
	from, _ := strings.CutPrefix(db.url, "file:")
	return copyFile(ctx, from, to)
}

func copyFile(ctx context.Context, from, to string) error {
	pool, err := sql.Open("sqlite", sqliteURI(from)+"?_pragma=busy_timeout(5000)")
	if err != nil {
		return err
	}
	defer func() { _ = pool.Close() }()
	_, err = pool.ExecContext(ctx, "VACUUM INTO $1", to)
	return err
}

// OpenCopy looks into a SQLite file that nobody writes to; nothing beside it is
// read or made. The caller calls the function that it returns in the end.
func OpenCopy(path string) (*Frozen, func() error, error) {
	pool, err := sql.Open("sqlite", sqliteURI(path)+"?mode=ro&immutable=1&_dqs=0")
	if err != nil {
		return nil, nil, err
	}
	return &Frozen{q: pool, dialect: sqliteDialect{}}, pool.Close, nil
}

// Contents counts and hashes every table except the search index, which is made
// from the others. It reads everything.
func (z *Frozen) Contents(ctx context.Context) ([]TableContent, error) {
	list, err := z.catalogue(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]TableContent, 0, len(list))
	for _, t := range list {
		c := TableContent{Table: t.name}
		var sum rowSum
		err := z.rows(ctx, t, func(row []any) error {
			c.Rows++
			sum.add(row)
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", t.name, err)
		}
		c.Hash = sum.String()
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b TableContent) int { return strings.Compare(a.Table, b.Table) })
	return out, nil
}

// rows hands out every row of a table, its columns in the order of t.columns.
// The slice is used again for the next row.
func (z *Frozen) rows(ctx context.Context, t catalogued, f func(row []any) error) (err error) {
	rows, err := z.q.QueryContext(ctx, "SELECT "+strings.Join(t.columns, ", ")+" FROM "+t.name)
	if err != nil {
		return err
	}
	defer func() {
		if e := rows.Close(); err == nil {
			err = e
		}
	}()
	row, targets := make([]any, len(t.columns)), make([]any, len(t.columns))
	for i := range row {
		targets[i] = &row[i]
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		if err := f(row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Schema is the number of the last migration that was applied.
func (z *Frozen) Schema(ctx context.Context) (int64, error) {
	return appliedSchema(ctx, z.q, z.dialect)
}

// Seal is the head of the chain of seals: how many and the last hash; zero when
// nothing is sealed yet.
func (z *Frozen) Seal(ctx context.Context) (seq int64, hash string, err error) {
	if there, err := z.has(ctx, "seal_head"); err != nil || !there {
		return 0, "", err
	}
	rows, err := z.q.QueryContext(ctx, "SELECT seq, hash FROM seal_head WHERE workspace_id = $1", WorkspaceID)
	if err != nil {
		return 0, "", err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() && err == nil {
		err = rows.Scan(&seq, &hash)
	}
	return seq, hash, errors.Join(err, rows.Err())
}

// has reports whether there is a table; an older schema may lack it.
func (z *Frozen) has(ctx context.Context, table string) (bool, error) {
	list, err := z.catalogue(ctx)
	return slices.ContainsFunc(list, func(t catalogued) bool { return t.name == table }), err
}

// FileHashes calls f with the SHA-256 of each file that an attachment names.
func (z *Frozen) FileHashes(ctx context.Context, f func(hash string)) error {
	t := catalogued{name: "attachment", columns: []string{"sha256"}}
	if there, err := z.has(ctx, t.name); err != nil || !there {
		return err
	}
	return z.rows(ctx, t, func(row []any) error {
		if s, ok := row[0].(string); ok {
			f(s)
		}
		return nil
	})
}

// Damage asks the engine to check its own file, and whether every reference has
// its row; it lists what is wrong.
func (z *Frozen) Damage(ctx context.Context) (out []string, err error) {
	if z.dialect.name() == "postgres" {
		return nil, nil
	}
	check := catalogued{name: "pragma_integrity_check", columns: []string{"integrity_check"}}
	err = z.rows(ctx, check, func(row []any) error {
		if text, _ := row[0].(string); text != "ok" {
			out = append(out, text)
		}
		return nil
	})
	if err != nil {
		return out, err
	}
	refs := catalogued{name: "pragma_foreign_key_check", columns: []string{`"table"`, "parent"}}
	err = z.rows(ctx, refs, func(row []any) error {
		out = append(out, fmt.Sprintf("a row of %v names a row of %v that is not there", row[0], row[1]))
		return nil
	})
	return out, err
}

func number(ctx context.Context, q statements, text string, args ...any) (n int64, err error) {
	rows, err := q.QueryContext(ctx, text, args...)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	if rows.Next() {
		err = rows.Scan(&n)
	}
	return n, errors.Join(err, rows.Err())
}

// rowSum adds up the hashes of rows, so that their order does not matter.
type rowSum struct {
	lanes  [4]uint64
	buffer []byte
}

func (s *rowSum) add(row []any) {
	s.buffer = s.buffer[:0]
	for _, v := range row {
		s.value(v)
	}
	h := sha256.Sum256(s.buffer)
	for i := range s.lanes {
		s.lanes[i] += binary.BigEndian.Uint64(h[8*i:])
	}
}

// value writes a value so that both engines agree: SQLite keeps truth as 0 or 1.
func (s *rowSum) value(v any) {
	text := func(sort byte, t string) {
		s.buffer = append(binary.AppendUvarint(append(s.buffer, sort), uint64(len(t))), t...)
	}
	switch v := v.(type) {
	case nil:
		s.buffer = append(s.buffer, 'n')
	case bool:
		n := int64(0)
		if v {
			n = 1
		}
		text('i', strconv.FormatInt(n, 10))
	case int64:
		text('i', strconv.FormatInt(v, 10))
	case float64:
		text('f', strconv.FormatUint(math.Float64bits(v), 16))
	case string:
		text('t', v)
	case []byte:
		text('b', string(v))
	default:
		text('?', fmt.Sprint(v))
	}
}

func (s *rowSum) String() string {
	var b []byte
	for _, lane := range s.lanes {
		b = binary.BigEndian.AppendUint64(b, lane)
	}
	return hex.EncodeToString(b)
}

// ServerVersion is the major version of the PostgreSQL server, 0 with SQLite.
func (z *Frozen) ServerVersion(ctx context.Context) (int, error) {
	if z.dialect.name() != "postgres" {
		return 0, nil
	}
	n, err := number(ctx, z.q, "SELECT current_setting('server_version_num')::int / 10000")
	return int(n), err
}

// Empty reports whether there is no table at all.
func (z *Frozen) Empty(ctx context.Context) (bool, error) {
	text := "SELECT count(*) FROM sqlite_schema"
	if z.dialect.name() == "postgres" {
		text = "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
	}
	n, err := number(ctx, z.q, text)
	return n == 0, err
}
