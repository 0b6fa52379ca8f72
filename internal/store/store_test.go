package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/calendar"
	"sente/internal/sales/event"
	"sente/internal/sales/money"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

var everyone = org.Everyone("test")

func add(ctx context.Context, db *store.DB, name string) (account.Account, error) {
	a := account.Account{Fields: account.Fields{Name: name, Relation: account.Company,
		Revenue: &money.Amount{Minor: 9007199254740993, Currency: "JPY"}}, MatchKey: name, SortKey: name}
	err := db.Write(ctx, func(tx *store.Tx) error {
		if err := store.Add(ctx, tx, &a); err != nil {
			return err
		}
		return tx.Record(ctx, event.Event{Act: "account.added", Kind: record.Account, SubjectID: a.ID, AccountID: a.ID})
	})
	return a, err
}

func TestRowComesBackAsItWasWritten(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, _ *cast.Clock) {
		a, err := add(ctx, db, "重庆长安")
		if err != nil {
			t.Fatal(err)
		}
		b, err := db.Reads().Account(ctx, everyone, a.ID)
		if err != nil {
			t.Fatal(err)
		}
		if b.Meta != a.Meta || b.Name != a.Name || *b.Revenue != *a.Revenue || b.OwnerID != 0 {
			t.Errorf("got %+v, want %+v", b, a)
		}
	})
}

func TestChangesWithoutEventAreRefused(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, _ *cast.Clock) {
		err := db.Write(ctx, func(tx *store.Tx) error {
			a := account.Account{Fields: account.Fields{Name: "x", Relation: account.Company}}
			return store.Add(ctx, tx, &a)
		})
		if err == nil {
			t.Fatal("got no error, want changes without an event refused")
		}
		l, err := db.Reads().Accounts(ctx, everyone, store.AccountFilter{})
		if err != nil || l.Total != 0 {
			t.Errorf("got %d accounts (%v), want none: refused means unchanged", l.Total, err)
		}
	})
}

func TestFailedWriteLeavesNothing(t *testing.T) {
	ctx := context.Background()
	boom := errors.New("boom")
	cast.EachDB(t, func(t *testing.T, db *store.DB, _ *cast.Clock) {
		err := db.Write(ctx, func(tx *store.Tx) error {
			a := account.Account{Fields: account.Fields{Name: "x", Relation: account.Company}}
			if err := store.Add(ctx, tx, &a); err != nil {
				return err
			}
			if err := tx.Record(ctx, event.Event{Act: "account.added", Kind: record.Account, SubjectID: a.ID}); err != nil {
				return err
			}
			return boom
		})
		if !errors.Is(err, boom) {
			t.Fatalf("got %v, want boom", err)
		}
		acts, err := db.Reads().Acts(ctx)
		if err != nil || len(acts) != 0 {
			t.Errorf("got events %v (%v), want none", acts, err)
		}
	})
}

func TestStaleSaveLosesNoUpdate(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, _ *cast.Clock) {
		a, err := add(ctx, db, "count")
		if err != nil {
			t.Fatal(err)
		}
		const writers, rounds = 8, 10
		var wg sync.WaitGroup
		for range writers {
			wg.Go(func() {
				for done := 0; done < rounds; {
					err := raise(ctx, db, a.ID)
					if err == nil {
						done++
					} else if !fault.Is(err, fault.Stale) && !fault.Is(err, fault.Busy) {
						t.Error(err)
						return
					}
				}
			})
		}
		wg.Wait()
		b, err := db.Reads().Account(ctx, everyone, a.ID)
		if err != nil || b.Employees != writers*rounds || b.Version != int64(1+writers*rounds) {
			t.Errorf("got %d employees at version %d (%v), want %d", b.Employees, b.Version, err, writers*rounds)
		}
	})
}

func raise(ctx context.Context, db *store.DB, id record.ID) error {
	return db.Write(ctx, func(tx *store.Tx) error {
		old, err := tx.Account(ctx, everyone, id)
		if err != nil {
			return err
		}
		next := old
		next.Employees++
		if err := store.Save(ctx, tx, old, &next); err != nil {
			return err
		}
		return tx.Record(ctx, event.Event{Act: "account.edited", Kind: record.Account, SubjectID: id})
	})
}

func TestIdsRiseAlsoWhenTheClockStepsBack(t *testing.T) {
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		last := db.NewID()
		for i := range 20000 {
			if i == 10000 {
				clock.Pass(-3600e9)
			}
			id := db.NewID()
			if id <= last {
				t.Fatalf("got %d after %d", id, last)
			}
			last = id
		}
	})
}

func TestPagesAreStable(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, _ *cast.Clock) {
		for i := range 25 {
			if _, err := add(ctx, db, fmt.Sprintf("k%d", i%5)); err != nil {
				t.Fatal(err)
			}
		}
		for _, sort := range []string{"name", "-name", "updated_at", "-updated_at", "industry"} {
			seen := map[record.ID]bool{}
			f := store.AccountFilter{Page: store.Page{Sort: sort, Limit: 4}}
			for {
				l, err := db.Reads().Accounts(ctx, everyone, f)
				if err != nil {
					t.Fatal(err)
				}
				for _, a := range l.Items {
					if seen[a.ID] {
						t.Errorf("%s: %s twice", sort, a.ID)
					}
					seen[a.ID] = true
				}
				if f.Cursor = l.Next; l.Next == "" {
					break
				}
			}
			if len(seen) != 25 {
				t.Errorf("%s: got %d rows over all pages, want 25", sort, len(seen))
			}
		}
	})
}

func TestEventsFoldToTheRows(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		c := cast.New(t, db, clock)
		if _, err := c.App.EditAccount(ctx, c.As(c.Mina), c.Harbor, 1, []byte(`{"industry":"港口","revenue":{"amount":"1.50","currency":"CNY"}}`)); err != nil {
			t.Fatal(err)
		}
		off, err := db.Reads().Unfolded(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range off {
			t.Error(line)
		}
	})
}

func TestDaysBeyondTheEdgesAreRefused(t *testing.T) {
	for _, bad := range []string{"2025-02-30", "2025-13-01", "0000-01-01", "2025-1-01", "20250101", "2025-01-01 "} {
		if d, err := calendar.ParseDay(bad); err == nil {
			t.Errorf("got %v for %q, want a refusal", d, bad)
		}
	}
	if d := calendar.MustDay("2024-02-29"); d.String() != "2024-02-29" || d.Add(1).String() != "2024-03-01" {
		t.Errorf("got %v", d)
	}
}
