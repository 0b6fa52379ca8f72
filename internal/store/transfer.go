package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"sente/internal/sales/account"
	"sente/internal/sales/activity"
	"sente/internal/sales/deal"
	"sente/internal/sales/record"
)

// ErrNotEmpty is the refusal to write into a database that holds something.
var ErrNotEmpty = errors.New("the database is not empty: name an empty one")

// ErrDiffers says that a copy does not hold what the original holds.
var ErrDiffers = errors.New("the copy differs from the original")

// Receive fills this empty PostgreSQL database with every row of another one and
// compares: all or nothing. The search index is made anew.
func (db *DB) Receive(ctx context.Context, from *Frozen) ([]TableContent, error) {
	if db.Engine() != "postgres" {
		return nil, errors.New("rows are received by PostgreSQL only")
	}
	want, err := from.Contents(ctx)
	if err != nil {
		return nil, err
	}
	conn, err := db.bulk.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close() }()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }()
	z := &Frozen{q: tx, dialect: db.dialect}
	if err := z.receive(ctx, conn, from, want); err != nil {
		return nil, err
	}
	if err := db.reindex(ctx, tx); err != nil {
		return nil, err
	}
	return want, tx.Commit()
}

// receive copies every table and compares the outcome with want.
func (z *Frozen) receive(ctx context.Context, conn *sql.Conn, from *Frozen, want []TableContent) error {
	list, err := z.catalogue(ctx)
	if err != nil {
		return err
	}
	for _, t := range list {
		n, err := number(ctx, z.q, "SELECT count(*) FROM (SELECT 1 FROM "+t.name+" LIMIT 1) x")
		if err == nil && n > 0 {
			err = ErrNotEmpty
		}
		if err == nil {
			err = copyRows(ctx, conn, from, t)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	got, err := z.Contents(ctx)
	if err != nil {
		return err
	}
	return Differ(want, got)
}

// Differ is nil when two databases hold the same, else an ErrDiffers with the
// first table at fault.
func Differ(want, got []TableContent) error {
	if len(want) != len(got) {
		return fmt.Errorf("%w: %d tables, want %d", ErrDiffers, len(got), len(want))
	}
	for i, w := range want {
		if got[i] != w {
			return fmt.Errorf("%w: %s has %d rows (%.8s), want %s with %d rows (%.8s)",
				ErrDiffers, got[i].Table, got[i].Rows, got[i].Hash, w.Table, w.Rows, w.Hash)
		}
	}
	return nil
}

// copyRows sends one table by COPY.
func copyRows(ctx context.Context, conn *sql.Conn, from *Frozen, to catalogued) error {
	rows := make(chan []any, 256)
	work, stop := context.WithCancel(ctx)
	defer stop()
	read := make(chan error, 1)
	go func() {
		defer close(rows)
		read <- from.rows(work, to, func(row []any) error {
			out := make([]any, len(row))
			for i, v := range row {
				out[i] = toPostgres(to.kinds[i], v)
			}
			select {
			case rows <- out:
				return nil
			case <-work.Done():
				return work.Err()
			}
		})
	}()
	err := conn.Raw(func(driver any) error {
		source := pgx.CopyFromFunc(func() ([]any, error) { return <-rows, nil })
		_, err := driver.(*stdlib.Conn).Conn().CopyFrom(ctx, pgx.Identifier{to.name}, to.columns, source)
		return err
	})
	stop()
	if e := <-read; e != nil && err == nil {
		return e
	}
	return err
}

// toPostgres gives a value of SQLite the type of its column.
func toPostgres(kind string, v any) any {
	n, ok := v.(int64)
	if !ok {
		return v
	}
	switch kind {
	case "boolean":
		return n != 0
	case "double precision":
		return float64(n)
	}
	return v
}

// reindex makes the search index of all rows that people search for.
func (db *DB) reindex(ctx context.Context, q statements) error {
	tx := &Tx{Reads: Reads{q: unhurried{q}, db: db}}
	return errors.Join(
		reindex(ctx, tx, func(x account.Account) record.ID { return x.ID }),
		reindex(ctx, tx, func(x account.Contact) record.ID { return x.ID }),
		reindex(ctx, tx, func(x deal.Deal) record.ID { return x.ID }),
		reindex(ctx, tx, func(x activity.Note) record.ID { return x.ID }),
	)
}

// reindex indexes the rows of one type, part by part.
func reindex[T any](ctx context.Context, tx *Tx, id func(T) record.ID) error {
	t := tableFor(reflect.TypeFor[T]())
	return parts(func(after record.ID) ([]T, error) {
		text := "SELECT " + columnsOf[T]("x") + " FROM " + t.name +
			" x WHERE x.workspace_id = $1 AND x.id > $2 ORDER BY x.id LIMIT $3"
		return all[T](ctx, &tx.Reads, text, WorkspaceID, int64(after), exportPart)
	}, id, func(rows []T) error {
		for _, row := range rows {
			x, ok := any(&row).(indexed)
			if !ok {
				return fmt.Errorf("%s is not indexed", t.name)
			}
			if err := tx.index(ctx, t.kind, id(row), x.Indexed()); err != nil {
				return err
			}
		}
		return nil
	})
}
