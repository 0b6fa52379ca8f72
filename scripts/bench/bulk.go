package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// bulk fills the tables of an engine as fast as it can. The indexes that are no
// constraints are gone meanwhile; end makes them again, and the statistics.
type bulk interface {
	role(ctx context.Context, code string) (int64, error)
	write(ctx context.Context, parts []part) error
	end(ctx context.Context) error
}

// part is the rows of one table.
type part struct {
	table, columns string
	rows           [][]any
}

// foundColumns marks the rows of a search index: an id and its tokens.
const foundColumns = "id, tokens"

// openBulk connects past the store, with settings of its own: what is measured
// later runs on other connections.
func openBulk(ctx context.Context, url string) (bulk, error) {
	if path, ok := strings.CutPrefix(url, "file:"); ok {
		s, err := openSide(ctx, "sqlite", "file:"+path+"?_pragma=busy_timeout(60000)"+
			"&_pragma=synchronous(OFF)&_pragma=journal_mode(WAL)&_pragma=cache_size(-262144)"+
			"&_pragma=temp_store(MEMORY)")
		if err != nil {
			return nil, err
		}
		b := &sqliteBulk{s, map[string]*sql.Stmt{}}
		return b, b.dropIndexes(ctx,
			"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
	}
	s, err := openSide(ctx, "pgx", url)
	if err != nil {
		return nil, err
	}
	b := &postgresBulk{s}
	return b, errors.Join(
		b.exec(ctx, "SET session_replication_role = replica", "SET maintenance_work_mem = '512MB'",
			"CREATE TEMP TABLE found (id BIGINT, tok TEXT[])"),
		b.dropIndexes(ctx, `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()
 AND indexname NOT IN (SELECT conname FROM pg_constraint)`))
}

// side is one connection beside the store, and the indexes that it has dropped.
type side struct {
	db      *sql.DB
	conn    *sql.Conn
	indexes []string
}

func openSide(ctx context.Context, driver, dsn string) (side, error) {
	db, err := sql.Open(driver, dsn)
	if err != nil {
		return side{}, err
	}
	conn, err := db.Conn(ctx)
	return side{db: db, conn: conn}, err
}

func (s *side) exec(ctx context.Context, texts ...string) error {
	for _, text := range texts {
		if _, err := s.conn.ExecContext(ctx, text); err != nil {
			return fmt.Errorf("%s: %w", text, err)
		}
	}
	return nil
}

func (s *side) role(ctx context.Context, code string) (id int64, err error) {
	return id, s.conn.QueryRowContext(ctx, "SELECT id FROM role WHERE code = $1", code).Scan(&id)
}

// dropIndexes drops the indexes that a query names, each with its definition.
func (s *side) dropIndexes(ctx context.Context, query string) error {
	rows, err := s.conn.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var drops []string
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return err
		}
		drops, s.indexes = append(drops, "DROP INDEX "+name), append(s.indexes, text)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	return s.exec(ctx, drops...)
}

// finish makes the indexes again, then runs more, and disconnects.
func (s *side) finish(ctx context.Context, more ...string) error {
	return errors.Join(s.exec(ctx, s.indexes...), s.exec(ctx, more...), s.conn.Close(), s.db.Close())
}

// sqliteBulk writes row by row with prepared statements, in large transactions.
type sqliteBulk struct {
	side
	stmts map[string]*sql.Stmt
}

func (b *sqliteBulk) write(ctx context.Context, parts []part) error {
	if err := b.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	for _, p := range parts {
		if err := b.part(ctx, p); err != nil {
			return fmt.Errorf("%s: %w", p.table, err)
		}
	}
	return b.exec(ctx, "COMMIT")
}

func (b *sqliteBulk) part(ctx context.Context, p part) error {
	stmt := b.stmts[p.table]
	if stmt == nil {
		columns := p.columns
		if columns == foundColumns {
			columns = "rowid, tok"
		}
		var err error
		stmt, err = b.conn.PrepareContext(ctx, "INSERT INTO "+p.table+" ("+columns+") VALUES (?"+
			strings.Repeat(",?", strings.Count(columns, ","))+")")
		if err != nil {
			return err
		}
		b.stmts[p.table] = stmt
	}
	for _, row := range p.rows {
		if p.columns == foundColumns {
			row = []any{row[0], strings.Join(row[1].([]string), " ")}
		}
		if _, err := stmt.ExecContext(ctx, row...); err != nil {
			return err
		}
	}
	return nil
}

func (b *sqliteBulk) end(ctx context.Context) error {
	for _, stmt := range b.stmts {
		_ = stmt.Close()
	}
	return b.finish(ctx, "ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)")
}

// postgresBulk writes with COPY.
type postgresBulk struct{ side }

func (b *postgresBulk) write(ctx context.Context, parts []part) error {
	for _, p := range parts {
		if err := b.part(ctx, p); err != nil {
			return fmt.Errorf("%s: %w", p.table, err)
		}
	}
	return nil
}

func (b *postgresBulk) part(ctx context.Context, p part) error {
	if p.columns != foundColumns {
		return b.copy(ctx, p.table, strings.Split(p.columns, ", "), p.rows)
	}
	if err := b.copy(ctx, "found", []string{"id", "tok"}, p.rows); err != nil {
		return err
	}
	return b.exec(ctx, "INSERT INTO "+p.table+
		" (workspace_id, id, tok) SELECT 1, f.id, array_to_tsvector(f.tok) FROM found f", "TRUNCATE found")
}

func (b *postgresBulk) copy(ctx context.Context, table string, columns []string, rows [][]any) error {
	return b.conn.Raw(func(c any) error {
		conn := c.(*stdlib.Conn).Conn()
		_, err := conn.CopyFrom(ctx, pgx.Identifier{table}, columns, pgx.CopyFromRows(rows))
		return err
	})
}

func (b *postgresBulk) end(ctx context.Context) error {
	return b.finish(ctx, "VACUUM ANALYZE", "CHECKPOINT")
}
