package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/activity"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

func productFields(name string) account.ProductFields { return account.ProductFields{Name: name} }

func TestWhoMayGiveADealAway(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		for name, tc := range map[string]struct {
			who, to record.ID
			kind    fault.Kind // "" : done
			code    string
		}{
			"owner away from himself":    {c.Mina, c.Tao, "", ""},
			"manager within his tree":    {c.Mo, c.Rui, "", ""},
			"manager out of his tree":    {c.Mo, c.Tao, fault.Denied, "denied"},
			"director to anybody":        {c.Dora, c.Tao, "", ""},
			"colleague":                  {c.Rui, c.Rui, fault.NotFound, "not_found"},
			"member":                     {c.Pia, c.Pia, fault.Denied, "denied"},
			"read-only":                  {c.Rob, c.Rob, fault.Denied, "denied"},
			"to nobody":                  {c.Mina, 0, fault.Invalid, "owner_missing"},
			"to a disabled account":      {c.Mina, c.Gone, fault.Invalid, "owner_inactive"},
			"to somebody who is not":     {c.Mina, 7, fault.Invalid, "reference_missing"},
			"to him who has it (nobody)": {c.Mina, c.Mina, "", ""},
		} {
			d := sell(c, c.Mina, c.Harbor, deal.Fields{Name: "港口"})
			if err := c.App.PutMember(ctx, c.As(c.Mina), d.ID, deal.Member{UserID: c.Pia, Role: "presales"}); err != nil {
				t.Fatal(err)
			}
			err := c.App.AssignDeal(ctx, c.As(tc.who), d.ID, d.Version, tc.to)
			after, e := c.DB.Reads().Deal(ctx, org.Everyone("test"), d.ID)
			if e != nil {
				t.Fatal(e)
			}
			t.Log(name)
			if tc.kind != "" {
				c.Refused(err, tc.kind, tc.code)
				if after.OwnerID != c.Mina || after.Version != d.Version {
					t.Errorf("refused, and changed: %+v", after)
				}
				continue
			}
			if err != nil || after.OwnerID != tc.to {
				t.Errorf("got owner %v (%v), want %v", after.OwnerID, err, tc.to)
			}
		}
	})
}

func TestNewOwnerLeavesTheTeam(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		d := sell(c, c.Mina, c.Harbor, deal.Fields{Name: "港口"})
		put := func(who, user record.ID, role deal.MemberRole) error {
			return c.App.PutMember(ctx, c.As(who), d.ID, deal.Member{UserID: user, Role: role})
		}
		c.Refused(put(c.Mina, c.Mina, "rep"), fault.Conflict, "member_is_owner")
		c.Refused(put(c.Mina, c.Gone, "rep"), fault.Invalid, "owner_inactive")
		c.Refused(put(c.Mina, c.Pia, "cook"), fault.Invalid, "value_invalid")
		c.Refused(put(c.Rui, c.Rui, "rep"), fault.NotFound, "not_found")
		if err := put(c.Mina, c.Pia, "presales"); err != nil {
			t.Fatal(err)
		}
		c.Refused(put(c.Pia, c.Tao, "rep"), fault.Denied, "denied")
		acts := len(actsOf(c))
		if err := put(c.Mina, c.Pia, "presales"); err != nil || len(actsOf(c)) != acts {
			t.Errorf("putting him again made an event (%v)", err)
		}
		if err := put(c.Mina, c.Pia, "bid"); err != nil {
			t.Fatal(err)
		}
		got, err := c.App.Deal(ctx, c.As(c.Pia), d.ID)
		if err != nil || len(got.Team) != 1 || got.Team[0].Role != "bid" {
			t.Errorf("team %+v (%v)", got.Team, err)
		}
		if err := c.App.AssignDeal(ctx, c.As(c.Mina), d.ID, d.Version, c.Pia); err != nil {
			t.Fatal(err)
		}
		got, err = c.App.Deal(ctx, c.As(c.Pia), d.ID)
		if err != nil || len(got.Team) != 0 || got.OwnerID != c.Pia {
			t.Errorf("team %+v (%v)", got.Team, err)
		}
		c.Refused(c.App.RemoveMember(ctx, c.As(c.Pia), d.ID, c.Tao), fault.NotFound, "not_found")
		if _, err := c.App.Deal(ctx, c.As(c.Mina), d.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("the old owner sees it still: %v", err)
		}
	})
}

func TestRemovedMemberSeesTheDealNoLonger(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		d := sell(c, c.Mina, c.Harbor, deal.Fields{Name: "港口"})
		if err := c.App.PutMember(ctx, c.As(c.Mina), d.ID, deal.Member{UserID: c.Pia, Role: "presales"}); err != nil {
			t.Fatal(err)
		}
		c.Refused(c.App.RemoveMember(ctx, c.As(c.Pia), d.ID, c.Pia), fault.Denied, "denied")
		if err := c.App.RemoveMember(ctx, c.As(c.Mina), d.ID, c.Pia); err != nil {
			t.Fatal(err)
		}
		_, err := c.App.Deal(ctx, c.As(c.Pia), d.ID)
		c.Refused(err, fault.NotFound, "not_found")
	})
}

func TestBulkJudgesEachDealOnItsOwn(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		d := fair(c)
		mine, also, rui, foreign := d["甲"].ID, d["乙"].ID, d["丙"].ID, d["戊"].ID
		before := len(actsOf(c))
		out, err := c.App.EditDeals(ctx, c.As(c.Mo), app.DealBulk{IDs: []record.ID{mine, foreign, also, 12345, mine},
			OwnerID: c.Rui, Add: []string{"重点", "ＶＩＰ"}})
		if err != nil || !slices.Equal(out.Done, []record.ID{mine, also}) || len(out.Refused) != 2 {
			t.Fatalf("got %+v (%v)", out, err)
		}
		for _, r := range out.Refused {
			c.Refused(r.Err, fault.NotFound, "not_found")
		}
		if got := actsOf(c)[before:]; !slices.Equal(got, []string{"deal.assigned", "deal.assigned"}) {
			t.Errorf("events %v", got)
		}
		got, err := c.App.Deal(ctx, c.As(c.Rui), mine)
		if err != nil || got.OwnerID != c.Rui || !slices.Equal(got.View.Tags, []string{"ＶＩＰ", "重点"}) {
			t.Errorf("got %v %v (%v)", got.OwnerID, got.View.Tags, err)
		}
		theirs, err := c.App.Deal(ctx, c.As(c.Tao), foreign)
		if err != nil || theirs.OwnerID != c.Tao || len(theirs.View.Tags) != 0 {
			t.Errorf("the foreign deal changed: %+v (%v)", theirs, err)
		}
		out, err = c.App.EditDeals(ctx, c.As(c.Mo), app.DealBulk{IDs: []record.ID{mine, rui}, OwnerID: c.Tao})
		if err != nil || len(out.Done) != 0 || len(out.Refused) != 2 {
			t.Errorf("out of the tree: got %+v (%v)", out, err)
		}
		out, err = c.App.EditDeals(ctx, c.As(c.Rui), app.DealBulk{IDs: []record.ID{mine}, Remove: []string{"vip", "无"}})
		if err != nil || len(out.Done) != 1 {
			t.Errorf("got %+v (%v)", out, err)
		}
		if got, _ := c.App.Deal(ctx, c.As(c.Rui), mine); !slices.Equal(got.View.Tags, []string{"重点"}) {
			t.Errorf("got %v", got.View.Tags)
		}
		_, err = c.App.EditDeals(ctx, c.As(c.Rui), app.DealBulk{IDs: []record.ID{mine}})
		c.Refused(err, fault.Invalid, "nothing_to_do")
		_, err = c.App.EditDeals(ctx, c.As(c.Rui), app.DealBulk{IDs: make([]record.ID, 201), OwnerID: c.Mina})
		c.Refused(err, fault.Invalid, "out_of_range")
		_, err = c.App.EditDeals(ctx, c.As(c.Rui), app.DealBulk{IDs: []record.ID{mine}, Add: []string{" "}})
		c.Refused(err, fault.Invalid, "name_missing")
	})
}

func TestTagsOnARecordAreThoseGiven(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		d := sell(c, c.Mina, c.Harbor, deal.Fields{Name: "港口"})
		if err := c.App.PutMember(ctx, c.As(c.Mina), d.ID, deal.Member{UserID: c.Pia, Role: "presales"}); err != nil {
			t.Fatal(err)
		}
		put := func(who record.ID, on record.Ref, tags ...string) []string {
			t.Helper()
			got, err := c.App.PutTags(ctx, c.As(who), on, tags)
			if err != nil {
				t.Fatal(err)
			}
			return got
		}
		harbor := record.Ref{Kind: record.Account, ID: c.Harbor}
		if got := put(c.Mina, d.Ref(), " Key  deal", "重点", "重点"); !slices.Equal(got, []string{"Key deal", "重点"}) {
			t.Errorf("got %v", got)
		}
		if got := put(c.Pia, d.Ref(), "key DEAL", "新"); !slices.Equal(got, []string{"Key deal", "新"}) {
			t.Errorf("a member: got %v", got)
		}
		if got := put(c.Mina, harbor, "新"); !slices.Equal(got, []string{"新"}) {
			t.Errorf("account: got %v", got)
		}
		acts := len(actsOf(c))
		put(c.Mina, harbor, "新")
		if len(actsOf(c)) != acts {
			t.Error("the same tags again made an event")
		}
		if got := put(c.Mina, d.Ref()); len(got) != 0 {
			t.Errorf("got %v, want none", got)
		}
		for name, tc := range map[string]struct {
			who  record.ID
			on   record.Ref
			tags []string
			kind fault.Kind
			code string
		}{
			"colleague":       {c.Rui, d.Ref(), []string{"x"}, fault.NotFound, "not_found"},
			"read-only":       {c.Rob, d.Ref(), []string{"x"}, fault.Denied, "denied"},
			"member, account": {c.Pia, harbor, []string{"x"}, fault.Denied, "denied"},
			"empty name":      {c.Mina, d.Ref(), []string{" "}, fault.Invalid, "name_missing"},
			"too many":        {c.Mina, d.Ref(), strings.Split("abcdefghijklmnopqrstu", ""), fault.Invalid, "too_many_tags"},
			"too long":        {c.Mina, d.Ref(), []string{strings.Repeat("长", 51)}, fault.Invalid, "too_long"},
			"on a user":       {c.Ada, record.Ref{Kind: record.User, ID: c.Mina}, []string{"x"}, fault.NotFound, "not_found"},
		} {
			_, err := c.App.PutTags(ctx, c.As(tc.who), tc.on, tc.tags)
			t.Log(name)
			c.Refused(err, tc.kind, tc.code)
		}
		tags, err := c.App.Tags(ctx, c.As(c.Rob))
		if err != nil || len(tags) != 3 {
			t.Errorf("a refused act made tags: %+v (%v)", tags, err)
		}
		again, err := c.App.AddTag(ctx, c.As(c.Tao), "KEY deal")
		if err != nil || again.Name != "Key deal" {
			t.Errorf("got %+v (%v)", again, err)
		}
		_, err = c.App.AddTag(ctx, c.As(c.Rob), "x")
		c.Refused(err, fault.Denied, "denied")
	})
}

func TestViewsAreOnesOwnOrShared(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		save := func(name string, shared bool) activity.View {
			t.Helper()
			v, err := c.App.AddView(ctx, c.As(c.Mina), app.ViewFields{Screen: "deals", Name: name, Query: "stage=S3", Shared: shared})
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		own, shared := save("我的", false), save("大家的", true)
		for who, want := range map[record.ID]int{c.Mina: 2, c.Tao: 1, c.Ada: 1} {
			if got, err := c.App.Views(ctx, c.As(who), "deals"); err != nil || len(got) != want {
				t.Errorf("got %d views (%v), want %d", len(got), err, want)
			}
		}
		if got, err := c.App.Views(ctx, c.As(c.Mina), "board"); err != nil || len(got) != 0 {
			t.Errorf("another screen: got %d (%v)", len(got), err)
		}
		c.Refused(c.App.RemoveView(ctx, c.As(c.Ada), own.ID), fault.NotFound, "not_found")
		c.Refused(c.App.RemoveView(ctx, c.As(c.Tao), shared.ID), fault.Denied, "denied")
		for who, v := range map[record.ID]activity.View{c.Ada: shared, c.Mina: own} {
			if err := c.App.RemoveView(ctx, c.As(who), v.ID); err != nil {
				t.Error(err)
			}
		}
		_, err := c.App.AddView(ctx, c.As(c.Mina), app.ViewFields{Screen: "nothing", Name: "x"})
		c.Refused(err, fault.Invalid, "value_invalid")
		_, err = c.App.AddView(ctx, c.As(c.Mina), app.ViewFields{Screen: "deals", Name: " "})
		c.Refused(err, fault.Invalid, "name_missing")
	})
}

func TestProductsAreKeptByTheEntitled(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		_, err := c.App.AddProduct(ctx, c.As(c.Mo), productFields("调度"))
		c.Refused(err, fault.Denied, "denied")
		p, err := c.App.AddProduct(ctx, c.As(c.Dora), productFields("GTX Pro"))
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.App.AddProduct(ctx, c.As(c.Dora), productFields("ｇｔｘ  pro"))
		c.Refused(err, fault.Conflict, "already_there")
		d := sell(c, c.Mina, c.Harbor, deal.Fields{Name: "港口", ProductID: p.ID})
		_, err = c.App.EditProduct(ctx, c.As(c.Dora), p.ID, 9, []byte(`{"series":"G"}`))
		c.Refused(err, fault.Stale, "stale")
		p, err = c.App.EditProduct(ctx, c.As(c.Dora), p.ID, 1, []byte(`{"series":"G"}`))
		if err != nil || p.Series != "G" || p.Version != 2 {
			t.Errorf("got %+v (%v)", p, err)
		}
		c.Refused(c.App.RemoveProduct(ctx, c.As(c.Mina), p.ID, 2), fault.Denied, "denied")
		if err := c.App.RemoveProduct(ctx, c.As(c.Dora), p.ID, 2); err != nil {
			t.Fatal(err)
		}
		if list, err := c.App.Products(ctx, c.As(c.Mina)); err != nil || len(list) != 0 {
			t.Errorf("got %v (%v)", list, err)
		}
		if _, err := c.App.EditDeal(ctx, c.As(c.Mina), d.ID, d.Version, []byte(`{"name":"港口二期"}`)); err != nil {
			t.Errorf("a deal with a removed product cannot be changed: %v", err)
		}
	})
}

func TestDealsThatStayOpenKeepTheirAccount(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		d := sell(c, c.Mina, c.Harbor, deal.Fields{Name: "港口"})
		hidden := d
		write(c, func(tx *store.Tx) error {
			old := d
			hidden.OwnerID = c.Tao
			return store.Save(ctx, tx, old, &hidden)
		})
		err := c.App.TrashAccount(ctx, c.As(c.Mina), c.Harbor, 1)
		c.Refused(err, fault.Conflict, "account_has_deals")
		if got := fault.Of(err).Params["names"]; got != "…" {
			t.Errorf("it names %v, which is not hers to see", got)
		}
		err = c.App.TrashAccount(ctx, c.As(c.Dora), c.Harbor, 1)
		if got := fault.Of(err).Params["names"]; got != "港口" {
			t.Errorf("it names %v", got)
		}
		set(c, d.ID, func(d *deal.Deal) { d.Status, d.Stage = strategy.Lost, "" })
		if err := c.App.TrashAccount(ctx, c.As(c.Mina), c.Harbor, 1); err != nil {
			t.Error(err)
		}
	})
}
