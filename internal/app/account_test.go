package app_test

import (
	"context"
	"slices"
	"testing"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/deal"
	"sente/internal/sales/money"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

func eachCompany(t *testing.T, f func(t *testing.T, c *cast.Company)) {
	t.Helper()
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		f(t, cast.New(t, db, clock))
	})
}

func TestAccountIsSeenByItsOwnerAndTheHeadsAbove(t *testing.T) {
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		for name, tc := range map[string]struct {
			who  record.ID
			sees bool
		}{
			"owner": {c.Mina, true}, "his manager": {c.Mo, true}, "director": {c.Dora, true}, "administrator": {c.Ada, true},
			"read-only": {c.Rob, true}, "colleague": {c.Rui, false}, "other manager": {c.Nils, false}, "other rep": {c.Tao, false},
		} {
			_, err := c.App.Account(context.Background(), c.As(tc.who), c.Harbor)
			if saw := err == nil; saw != tc.sees {
				t.Errorf("%s: got seen %v (%v), want %v", name, saw, err, tc.sees)
			}
		}
	})
}

func TestEditOfAccountIsRefusedUnchanged(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		before, err := c.App.Account(ctx, c.As(c.Mina), c.Harbor)
		if err != nil {
			t.Fatal(err)
		}
		for name, tc := range map[string]struct {
			who     record.ID
			version int64
			patch   string
			kind    fault.Kind
			code    string
		}{
			"stale":         {c.Mina, 7, `{"name":"x"}`, fault.Stale, "stale"},
			"no version":    {c.Mina, 0, `{"name":"x"}`, fault.PreconditionMissing, "if_match_missing"},
			"empty name":    {c.Mina, 1, `{"name":" "}`, fault.Invalid, "name_missing"},
			"unknown field": {c.Mina, 1, `{"match_key":"x"}`, fault.Invalid, "field_unknown"},
			"not an object": {c.Mina, 1, `[]`, fault.Unparsable, "body_unreadable"},
			"not his":       {c.Tao, 1, `{"name":"x"}`, fault.NotFound, "not_found"},
			"read-only":     {c.Rob, 1, `{"name":"x"}`, fault.Denied, "denied"},
			"own parent":    {c.Mina, 1, `{"parent_id":"` + c.Harbor.String() + `"}`, fault.Invalid, "parent_loop"},
		} {
			_, err := c.App.EditAccount(ctx, c.As(tc.who), c.Harbor, tc.version, []byte(tc.patch))
			t.Log(name)
			c.Refused(err, tc.kind, tc.code)
		}
		after, err := c.App.Account(ctx, c.As(c.Mina), c.Harbor)
		if err != nil || after.Meta != before.Meta || after.Name != before.Name {
			t.Errorf("got %+v (%v), want it unchanged: %+v", after, err, before)
		}
	})
}

func TestPatchChangesWhatItNamesAndNullClears(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		a, err := c.App.AddAccount(ctx, c.As(c.Mina), account.Fields{Name: "云岭数据", Industry: "bank", Region: "华南"})
		if err != nil {
			t.Fatal(err)
		}
		b, err := c.App.EditAccount(ctx, c.As(c.Mina), a.ID, a.Version, []byte(`{"region":null,"name":"云岭数据中心"}`))
		if err != nil {
			t.Fatal(err)
		}
		if b.Region != "" || b.Industry != "bank" || b.Name != "云岭数据中心" || b.Version != 2 {
			t.Errorf("got %+v", b)
		}
	})
}

func TestAccountShowsItsGroupAndItsMoneyAsFarAsOneSees(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		mina := c.As(c.Mina)
		quay, err := c.App.AddAccount(ctx, mina, account.Fields{Name: "海港码头", ParentID: c.Harbor})
		if err != nil {
			t.Fatal(err)
		}
		if _, err = c.App.AddAccount(ctx, c.As(c.Ada), account.Fields{Name: "海港物流", ParentID: c.Harbor}); err != nil {
			t.Fatal(err)
		}
		for _, d := range []deal.Fields{
			{Name: "一", AccountID: quay.ID, Amount: &money.Amount{Minor: 100_00, Currency: "CNY"}},
			{Name: "二", AccountID: quay.ID, Amount: &money.Amount{Minor: 20_50, Currency: "CNY"}},
			{Name: "三", AccountID: quay.ID, Amount: &money.Amount{Minor: 7_00, Currency: "USD"}},
			{Name: "四", AccountID: quay.ID},
		} {
			if _, err := c.App.AddDeal(ctx, mina, app.NewDeal{Fields: d}); err != nil {
				t.Fatal(err)
			}
		}
		got, err := c.App.Account(ctx, mina, quay.ID)
		want := []store.DealTotal{{Status: strategy.Open, Count: 1, Unknown: 1},
			{Status: strategy.Open, Count: 2, Currency: "CNY", Minor: 120_50},
			{Status: strategy.Open, Count: 1, Currency: "USD", Minor: 7_00}}
		if err != nil || got.Parent.Name != "海港集团有限公司" || !slices.Equal(got.Totals, want) {
			t.Errorf("got parent %q and totals %+v (%v), want %+v", got.Parent.Name, got.Totals, err, want)
		}
		for who, below := range map[record.ID]int64{c.Mina: 1, c.Ada: 2} {
			got, err := c.App.Account(ctx, c.As(who), c.Harbor)
			if err != nil || got.Subsidiaries.Total != below || len(got.Subsidiaries.Items) != int(below) {
				t.Errorf("got %d subsidiaries (%v), want %d", got.Subsidiaries.Total, err, below)
			}
		}
	})
}
