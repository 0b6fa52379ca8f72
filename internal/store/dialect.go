package store

import (
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"

	"sente/internal/fault"
)

// dialect holds what truly differs between the two engines.
type dialect interface {
	name() string
	// lockRows ends a SELECT that claims rows for an update.
	lockRows() string
	// holdDeal ends a SELECT that keeps others from changing the deals d.
	holdDeal() string
	// macros replace {{name}} in the migrations.
	macros() map[string]string
}

type sqliteDialect struct{}

func (sqliteDialect) name() string     { return "sqlite" }
func (sqliteDialect) lockRows() string { return "" }
func (sqliteDialect) holdDeal() string { return "" }
func (sqliteDialect) macros() map[string]string {
	return map[string]string{"json": "TEXT", "blob": "BLOB", "name": "TEXT"}
}

type postgresDialect struct{}

func (postgresDialect) name() string     { return "postgres" }
func (postgresDialect) lockRows() string { return "FOR UPDATE SKIP LOCKED" }
func (postgresDialect) holdDeal() string { return " FOR NO KEY UPDATE OF d" }
func (postgresDialect) macros() map[string]string {
	return map[string]string{"json": "TEXT", "blob": "BYTEA", "name": `TEXT COLLATE "C"`}
}

// failure sorts the errors of both drivers.
type failure int

const (
	failOther failure = iota
	failUnique
	failForeign
	failRetry
	failFull
	failRange // a sum beyond 64 bits
	failAway
	failSlow // stopped by the database after its own limit
)

func failureOf(err error) failure {
	var s *sqlite.Error
	if errors.As(err, &s) {
		switch s.Code() {
		case 2067, 1555:
			return failUnique
		case 787:
			return failForeign
		case 5, 6, 261, 517:
			return failRetry
		case 13:
			return failFull
		case 1:
			if strings.Contains(s.Error(), "integer overflow") {
				return failRange
			}
		}
		return failOther
	}
	var p *pgconn.PgError
	if errors.As(err, &p) {
		switch p.Code {
		case "23505":
			return failUnique
		case "23503":
			return failForeign
		case "40001", "40P01":
			return failRetry
		case "22003":
			return failRange
		case "53100":
			return failFull
		case "57014":
			return failSlow
		}
	}
	return cutOff(err, p)
}

// cutOff tells a connection to PostgreSQL that broke, cannot be made, or only
// reads, from other errors; said is what the server itself gave as the reason.
func cutOff(err error, said *pgconn.PgError) failure {
	if said != nil {
		away := []string{"53300", "57P01", "57P02", "57P03", "25006"}
		if slices.Contains(away, said.Code) || strings.HasPrefix(said.Code, "08") {
			return failAway
		}
		return failOther
	}
	var connect *pgconn.ConnectError
	var network *net.OpError
	for _, e := range []error{driver.ErrBadConn, io.EOF, io.ErrUnexpectedEOF, net.ErrClosed} {
		if errors.Is(err, e) {
			return failAway
		}
	}
	if errors.As(err, &connect) || errors.As(err, &network) || pgconn.SafeToRetry(err) {
		return failAway
	}
	return failOther
}

// Away turns an error of a database that does not answer, or only reads for
// now, into a refusal as Busy: the request may be repeated. Other errors stay.
func Away(err error) error {
	var refusal *fault.Error
	if err == nil || errors.As(err, &refusal) || failureOf(err) != failAway {
		return err
	}
	return fault.New(fault.Busy, "busy").Because(err)
}
