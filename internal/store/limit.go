package store

import (
	"context"
	"database/sql"
	"time"

	"sente/internal/fault"
)

// How long a request waits for a connection, and how long one question of it may
// take. Beyond that it is refused as Busy: others want to go on.
const (
	connectionWait = 5 * time.Second
	questionLimit  = 10 * time.Second
	bulkPool       = 4 // connections for what may take long
)

// poolKind says where Reads reads.
type poolKind int

const (
	inside poolKind = iota // in a transaction, which has its connection
	shared                 // on the connections of all requests
	apart                  // on those for what may take long
)

// statements is what a connection, a pool or a transaction of database/sql does.
type statements interface {
	QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error)
	ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error)
}

// unhurried is a querier for what may take long: queries run one by one.
type unhurried struct{ statements }

func (u unhurried) send(ctx context.Context, a asked) error {
	res, err := u.ExecContext(ctx, a.text, a.args...)
	return a.meaning(a.met(res, err))
}

func (u unhurried) queryEach(ctx context.Context, asks []asked) error { return oneByOne(ctx, u, asks) }

// gate lets a number of users in at a time, first come first served.
type gate struct {
	places chan struct{}
	wait   time.Duration
}

func newGate(places int, wait time.Duration) gate { return gate{make(chan struct{}, places), wait} }

// enter takes a place; Busy when none becomes free in time.
func (g gate) enter(ctx context.Context) error {
	select {
	case g.places <- struct{}{}:
		return nil
	default:
	}
	t := time.NewTimer(g.wait)
	defer t.Stop()
	select {
	case g.places <- struct{}{}:
		return nil
	case <-t.C:
		return fault.New(fault.Busy, "busy")
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (g gate) leave() { <-g.places }

// begin takes what one question needs: a place at the gate and a limit of time.
// The caller hands its error to the function returned, which gives both back.
func (r *Reads) begin(ctx context.Context) (context.Context, func(error) error, error) {
	if r.pool == apart {
		return ctx, func(err error) error { return err }, nil
	}
	leave := func() {}
	if r.pool == shared {
		if err := r.db.gate.enter(ctx); err != nil {
			return ctx, nil, err
		}
		leave = r.db.gate.leave
	}
	limited, stop := context.WithTimeout(ctx, r.db.limit)
	return limited, func(err error) error {
		if err != nil && ctx.Err() == nil && (limited.Err() != nil || failureOf(err) == failSlow) {
			err = fault.New(fault.Busy, "too_slow").Because(err)
		}
		stop()
		leave()
		return err
	}, nil
}

// PoolUse is how the connections of all requests are used now.
type PoolUse struct {
	Places, Taken int
}

// PoolUse counts the connections.
func (db *DB) PoolUse() PoolUse { return PoolUse{cap(db.gate.places), len(db.gate.places)} }
