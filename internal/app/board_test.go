package app_test

import (
	"context"
	"testing"

	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/money"
	"sente/internal/sales/org"
	"sente/internal/store"
)

// TestTotalsBeyondCounting: sums beyond 64 bits are refused, whether one column
// or the sum of its parts is too large; just below they are right.
func TestTotalsBeyondCounting(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		most := money.Amount{Minor: 999_999_999_999_999_999, Currency: "KWD"}
		board := func() ([]store.Group, error) {
			return c.DB.Reads().BoardTotals(ctx, c.As(c.Mina).Scope(org.ReadDeals), store.ByStage, store.DealFilter{})
		}
		for range 9 {
			sell(c, c.Mina, c.Harbor, deal.Fields{Name: "很大", Amount: &most})
		}
		groups, err := board()
		if err != nil {
			t.Fatal(err)
		}
		var total int64
		for _, g := range groups {
			for _, x := range g.Totals {
				total += x.Minor
			}
		}
		if total != 9*most.Minor {
			t.Errorf("nine deals add up to %d, want %d", total, 9*most.Minor)
		}
		last := sell(c, c.Mina, c.Harbor, deal.Fields{Name: "太大", Amount: &most})
		_, err = board()
		c.Refused(err, fault.Conflict, "totals_too_large")
		_, err = c.DB.Reads().AccountTotals(ctx, c.As(c.Mina).Scope(org.ReadDeals), c.Harbor)
		c.Refused(err, fault.Conflict, "totals_too_large")
		write(c, func(tx *store.Tx) error { // another part of the same column
			next := last
			next.WinProb = 0.3
			return store.Save(ctx, tx, last, &next)
		})
		_, err = board()
		c.Refused(err, fault.Conflict, "totals_too_large")
	})
}
