// Package demo founds a company to look at: 海岳软件 with its people, customers
// and deals, all of them fictional. It plays eight months of work through the
// acts of package app, day by day on a clock of its own, so that stage entries,
// observations, judgements and flags are products of the program and end today.
// Start with Build; the story is in the tables: company.go, customers_*.go and
// sales_*.go, their notation in notation.go.
package demo

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"time"

	"sente/internal/app"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// Span is how many days of work lie between the first act and today.
const Span = 240

// Zone is the time zone of the company.
const Zone = "Asia/Shanghai"

// ErrNotEmpty reports a database that already has a workspace.
var ErrNotEmpty = errors.New("the database is not empty")

// LogIn is how somebody of the company logs in. The password is kept nowhere
// else.
type LogIn struct {
	Login, Name string
	Role        string // code of a built-in role
	Password    string
}

// Build plays the story on an empty, migrated database whose clock is clock. The
// first act is on the day that clock shows, the last before 01:00 on the day
// that lies Span days later; clock is not moved beyond that.
func Build(ctx context.Context, db *store.DB, clock Timer) ([]LogIn, error) {
	secret := rand.Text()
	a, err := app.New(ctx, app.Options{DB: db, SetupSecret: secret})
	if err != nil {
		return nil, err
	}
	if !a.SetupNeeded() {
		return nil, ErrNotEmpty
	}
	t := &teller{app: a, clock: clock, staff: map[string]org.Actor{}, products: map[string]record.ID{},
		customers: map[string]*known{}}
	logins, err := t.found(ctx, secret)
	if err != nil {
		return nil, fmt.Errorf("found the company: %w", err)
	}
	if err := t.plan(); err != nil {
		return nil, err
	}
	if err := t.play(ctx); err != nil {
		return nil, err
	}
	if err := t.wakeUp(ctx); err != nil {
		return nil, err
	}
	return logins, a.FlushReading(ctx) // the caller closes the database
}

// plan puts every act of the story on its day.
func (t *teller) plan() error {
	for _, c := range slices.Concat(financeCustomers, industryCustomers) {
		if err := t.planCustomer(c); err != nil {
			return fmt.Errorf("customer %s: %w", c.key, err)
		}
	}
	for _, s := range slices.Concat(bankSales, financeSales, metroSales, makerSales, pastSales()) {
		if err := t.planSale(s); err != nil {
			return fmt.Errorf("sale %s: %w", s.name, err)
		}
	}
	t.planSigned()
	t.planViews()
	for ago := 2; ago < Span; ago += 7 {
		t.on(ago, "evaluation", t.app.ReflagAll)
	}
	return nil
}

// wakeUp brings the flags up to date early today, as the nightly run does.
func (t *teller) wakeUp(ctx context.Context) error {
	if d := t.midnight(0).Sub(t.clock.Now()); d > 0 {
		t.clock.Pass(d + time.Second)
	}
	return t.app.ReflagAll(ctx)
}
