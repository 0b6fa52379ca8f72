package store_test

import (
	"context"
	"testing"
	"time"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/deal"
	"sente/internal/sales/event"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// TestWriteThatPanicsLeavesNothing: what was written before a panic is gone, and
// the connection is as good as before.
func TestWriteThatPanicsLeavesNothing(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, _ *cast.Clock) {
		add := func(name string, then func()) error {
			return db.Write(ctx, func(tx *store.Tx) error {
				p := account.Product{ProductFields: account.ProductFields{Name: name}, MatchKey: name}
				if err := store.Add(ctx, tx, &p); err != nil {
					return err
				}
				then()
				return tx.Record(ctx, event.Event{Act: "test.set", Kind: record.Product, SubjectID: p.ID})
			})
		}
		for range 20 {
			func() {
				defer func() {
					if recover() == nil {
						t.Error("the panic was swallowed")
					}
				}()
				_ = add("lost", func() { panic("on purpose") })
			}()
		}
		if err := add("kept", func() {}); err != nil {
			t.Fatal(err)
		}
		n, err := db.Ask(ctx, "SELECT count(*) FROM product")
		if err != nil || n != 1 {
			t.Errorf("%d products (%v), want the one that was kept", n, err)
		}
	})
}

// TestWriteAfterAFailureIsNotAcknowledged: where a failed statement spoils the
// transaction, its end is an error even if nobody minded the failure.
func TestWriteAfterAFailureIsNotAcknowledged(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, _ *cast.Clock) {
		p := account.Product{ProductFields: account.ProductFields{Name: "one"}, MatchKey: "one"}
		err := db.Write(ctx, func(tx *store.Tx) error {
			if err := store.Add(ctx, tx, &p); err != nil {
				return err
			}
			if err := tx.Record(ctx, event.Event{Act: "test.set", Kind: record.Product, SubjectID: p.ID}); err != nil {
				return err
			}
			again := p
			_ = store.Add(ctx, tx, &again) // the id is taken; nobody minds
			return nil
		})
		n, asked := db.Ask(ctx, "SELECT count(*) FROM product")
		if asked != nil || (err == nil) != (n == 1) {
			t.Errorf("acknowledged with %v, and %d products are there (%v)", err, n, asked)
		}
	})
}

// TestHangingUpLeavesNoTransaction: whenever the one who asked hangs up, the next
// write goes on, and nothing of a write that failed is there.
func TestHangingUpLeavesNoTransaction(t *testing.T) {
	cast.EachDB(t, func(t *testing.T, db *store.DB, _ *cast.Clock) {
		add := func(ctx context.Context, name string) error {
			return db.Write(ctx, func(tx *store.Tx) error {
				p := account.Product{ProductFields: account.ProductFields{Name: name}, MatchKey: name}
				if err := store.Add(ctx, tx, &p); err != nil {
					return err
				}
				return tx.Record(ctx, event.Event{Act: "test.set", Kind: record.Product, SubjectID: p.ID})
			})
		}
		done := int64(0)
		for i := range 1000 {
			ctx, stop := context.WithTimeout(context.Background(), time.Duration(i)*time.Microsecond)
			if add(ctx, "hasty") == nil {
				done++
			}
			stop()
			if i%50 == 0 {
				if err := add(context.Background(), "patient"); err != nil {
					t.Fatalf("after %d that hung up: %v", i, err)
				}
			}
		}
		n, err := db.Ask(context.Background(), "SELECT count(*) FROM product WHERE name = 'hasty'")
		if err != nil || n < done || done == 1000 {
			t.Errorf("%d acknowledged of 1000, %d are there (%v)", done, n, err)
		}
	})
}

// TestWriteOfARowThatIsGoneIsNotAcknowledged: a write of a deal that the
// transaction holds is only sent, and goes with the commit; if it meets no row,
// nothing of the transaction stays.
func TestWriteOfARowThatIsGoneIsNotAcknowledged(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		c := cast.New(t, db, clock)
		made, err := c.App.AddDeal(ctx, c.As(c.Mina),
			app.NewDeal{Fields: deal.Fields{Name: "港口调度", AccountID: c.Harbor}})
		if err != nil {
			t.Fatal(err)
		}
		events := func() int64 {
			t.Helper()
			n, err := db.Ask(ctx, "SELECT count(*) FROM event")
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		before := events()
		rename := func(tx *store.Tx, from deal.Deal, name string) error {
			next := from
			next.Name = name
			if err := store.Save(ctx, tx, from, &next); err != nil {
				return err
			}
			return tx.Record(ctx, event.Event{Act: "test.set", Kind: record.Deal, SubjectID: next.ID})
		}
		err = db.Write(ctx, func(tx *store.Tx) error {
			old, err := tx.LockedDeal(ctx, everyone, made.ID)
			if err != nil {
				return err
			}
			if err := rename(tx, old, "one"); err != nil {
				return err
			}
			return rename(tx, old, "two") // of a version that is no more
		})
		if !fault.Is(err, fault.Stale) {
			t.Errorf("got %v, want it refused as stale", err)
		}
		now, err := db.Reads().Deal(ctx, everyone, made.ID)
		if err != nil || now.Name != made.Name || now.Version != made.Version || events() != before {
			t.Errorf("%q is at version %d with %d events more (%v), want nothing changed",
				now.Name, now.Version, events()-before, err)
		}
		if err := db.Write(ctx, func(tx *store.Tx) error {
			old, err := tx.LockedDeal(ctx, everyone, made.ID)
			if err != nil {
				return err
			}
			return rename(tx, old, "three")
		}); err != nil {
			t.Fatal(err)
		}
		if now, err = db.Reads().Deal(ctx, everyone, made.ID); err != nil || now.Name != "three" {
			t.Errorf("afterwards the deal is %q (%v)", now.Name, err)
		}
	})
}
