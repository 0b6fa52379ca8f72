package store_test

import (
	"context"
	"fmt"
	"testing"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/event"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// TestManyRowsTogether: rows that are written together stand there as if each had
// been written alone, also when there are more than one statement takes.
func TestManyRowsTogether(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		id := aDeal(t, cast.New(t, db, clock))
		var rows []*deal.Flag
		for i := range 40 {
			rows = append(rows, &deal.Flag{DealID: id, Rule: fmt.Sprint("T-", i), Severity: "high", Status: "open",
				OpenedAt: 7, Evidence: deal.EvidenceOf([]deal.Fact{{Field: "stage", Value: fmt.Sprint(i)}})})
		}
		onDeal(t, db, id, func(tx *store.Tx) error { return store.AddAll(ctx, tx, rows...) })
		var changes []store.Changed[deal.Flag]
		for i, row := range rows {
			after := *row
			switch after.ClearedAt = 9; {
			case i%7 == 3: // other facts in each
				after.ClearedAt, after.Evidence = 0, deal.EvidenceOf([]deal.Fact{{Field: "days", Value: fmt.Sprint(i)}})
			case i == 20:
				after.ClearedAt, after.Severity, after.Hidden, after.InfluenceID = 0, "critical", true, 5
			}
			changes = append(changes, store.Changed[deal.Flag]{Before: *row, After: after})
		}
		onDeal(t, db, id, func(tx *store.Tx) error { return store.AmendAll(ctx, tx, changes) })
		open, err := db.Reads().OpenFlags(ctx, id)
		found := map[string]deal.Flag{}
		for _, x := range open {
			found[x.Rule] = x
		}
		for _, i := range []int{3, 10, 17, 20, 24, 31, 38} {
			want := changes[i].After
			if got := found[want.Rule]; err != nil || got != want {
				t.Errorf("got %+v (%v), want %+v", got, err, want)
			}
		}
		if _, still := found["T-39"]; still {
			t.Error("the last flag is open still")
		}
		off, err := db.Reads().Unfolded(ctx)
		if err != nil || len(off) > 0 {
			t.Errorf("rows that the events do not tell of: %v (%v)", off, err)
		}
	})
}

// TestEachDealItsEvent: changes of many deals that are written together are told by
// an event of each deal that changed.
func TestEachDealItsEvent(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		c := cast.New(t, db, clock)
		var rows []*deal.Flag
		var events []event.Event
		for i := range 40 {
			id := aDeal(t, c)
			events = append(events, event.Event{Act: "deal.reflagged", Kind: record.Deal, SubjectID: id, DealID: id})
			for range i % 3 { // the first of three has nothing new
				rows = append(rows, &deal.Flag{DealID: id, Rule: fmt.Sprint("T-", len(rows)), Severity: "high", Status: "open", OpenedAt: 7})
			}
		}
		tell := func(of []event.Event) error {
			return db.Write(ctx, func(tx *store.Tx) error {
				if err := store.AddAll(ctx, tx, rows...); err != nil {
					return err
				}
				return tx.RecordEach(ctx, of)
			})
		}
		if err := tell(events[:30]); err == nil {
			t.Error("changes without an event were taken")
		}
		if err := tell(events); err != nil {
			t.Fatal(err)
		}
		told, err := db.Reads().Acts(ctx)
		n := 0
		for _, act := range told {
			if act == "deal.reflagged" {
				n++
			}
		}
		if err != nil || n != 26 {
			t.Errorf("%d events (%v), want one for each of 26 deals", n, err)
		}
		off, err := db.Reads().Unfolded(ctx)
		if err != nil || len(off) > 0 {
			t.Errorf("rows that the events do not tell of: %v (%v)", off, err)
		}
	})
}

// TestTogetherMeetsEachRow: when one of the rows is not there, none is changed.
func TestTogetherMeetsEachRow(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		id := aDeal(t, cast.New(t, db, clock))
		there := deal.Flag{DealID: id, Rule: "T-1", Severity: "high", Status: "open", OpenedAt: 7}
		onDeal(t, db, id, func(tx *store.Tx) error { return store.AddAll(ctx, tx, &there) })
		before, err := db.Reads().OpenFlags(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		cleared, gone := there, there
		cleared.ClearedAt, gone.ID = 9, there.ID+1
		goneCleared := gone
		goneCleared.ClearedAt = 9
		err = db.Write(ctx, func(tx *store.Tx) error {
			if err := store.AmendAll(ctx, tx, []store.Changed[deal.Flag]{{Before: there, After: cleared},
				{Before: gone, After: goneCleared}}); err != nil {
				return err
			}
			return tx.Record(ctx, event.Event{Act: "deal.reflagged", Kind: record.Deal, SubjectID: id, DealID: id})
		})
		if !fault.Is(err, fault.Stale) {
			t.Errorf("got %v, want stale", err)
		}
		after, err := db.Reads().OpenFlags(ctx, id)
		if err != nil || fmt.Sprint(after) != fmt.Sprint(before) {
			t.Errorf("refused, and yet changed: %v, it was %v (%v)", after, before, err)
		}
	})
}

func aDeal(t *testing.T, c *cast.Company) record.ID {
	t.Helper()
	d, err := c.App.AddDeal(context.Background(), c.As(c.Mina),
		app.NewDeal{Fields: deal.Fields{Name: "扩容", AccountID: c.Harbor}})
	if err != nil {
		t.Fatal(err)
	}
	return d.ID
}

func onDeal(t *testing.T, db *store.DB, on record.ID, f func(*store.Tx) error) {
	t.Helper()
	err := db.Write(context.Background(), func(tx *store.Tx) error {
		if err := f(tx); err != nil {
			return err
		}
		return tx.Record(context.Background(), event.Event{Act: "deal.reflagged", Kind: record.Deal,
			SubjectID: on, DealID: on})
	})
	if err != nil {
		t.Fatal(err)
	}
}
