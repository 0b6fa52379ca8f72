package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strconv"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// pipeline sends statements to PostgreSQL all at once, and then reads their
// answers. The first failure ends it: what was sent after it is not done.
func pipeline(ctx context.Context, conn *sql.Conn, asks []asked) (met int64, err error) {
	asks = plansKept(asks)
	err = conn.Raw(func(c any) error {
		var b pgx.Batch
		for _, a := range asks {
			b.Queue(a.onPostgres(), a.args...)
		}
		answers := c.(*stdlib.Conn).Conn().SendBatch(ctx, &b)
		for _, a := range asks {
			if met, err = a.read(answers); err != nil {
				return errors.Join(err, answers.Close())
			}
		}
		return answers.Close()
	})
	return met, err
}

// keepPlans lets PostgreSQL keep the plans of prepared statements until the
// transaction ends; connections begin without (see openPostgres).
const keepPlans = "SELECT set_config('plan_cache_mode', 'auto', true)"

// plansKept is asks with keepPlans before the first that finds rows by keys.
func plansKept(asks []asked) []asked {
	i := slices.IndexFunc(asks, func(a asked) bool { return a.byKey })
	if i < 0 {
		return asks
	}
	return slices.Insert(slices.Clone(asks), i, asked{text: keepPlans})
}

// onPostgres is the text of the statement. One that must meet rows divides by zero
// when it met others, so that the database itself refuses to go on without, also to
// the commit that was sent behind it.
func (a asked) onPostgres() string {
	if a.meets > 0 {
		wanted := strconv.FormatInt(a.meets, 10)
		return "WITH met AS (" + a.text + " RETURNING 1) SELECT 1/(count(*) = " + wanted + ")::int FROM met"
	}
	return a.text
}

// read reads the answer to the statement: the rows of a query, or how many rows a
// write met.
func (a asked) read(answers pgx.BatchResults) (met int64, err error) {
	if a.take != nil {
		rows, err := answers.Query()
		if err != nil {
			return 0, err
		}
		defer rows.Close()
		return 0, a.take(postgresRows{rows})
	}
	tag, err := answers.Exec()
	if err == nil && tag.String() == "ROLLBACK" {
		err = errRolledBack
	}
	var said *pgconn.PgError
	if a.meets > 0 && errors.As(err, &said) && said.Code == divisionByZero {
		err = errNotMet
	}
	return tag.RowsAffected(), a.meaning(err)
}

const divisionByZero = "22012"

// errRolledBack reports a COMMIT that PostgreSQL answered with a rollback, as it
// does when a statement before it failed and nobody minded.
var errRolledBack = errors.New("the transaction was rolled back")

// postgresRows is the answer to one query of a pipeline.
type postgresRows struct{ pgx.Rows }

func (r postgresRows) Columns() ([]string, error) {
	fields := r.FieldDescriptions()
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = f.Name
	}
	return out, nil
}
