package app_test

import (
	"context"
	"testing"

	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/record"
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
