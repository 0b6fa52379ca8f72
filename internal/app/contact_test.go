package app_test

import (
	"context"
	"testing"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/money"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// good fails the test on an error and gives the value.
func good[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// desk is the cast with people at the harbour and a deal of Mina's there, on
// whose team Pia is. Han is a hidden coach, Yu a decision maker and hidden coach.
type desk struct {
	*cast.Company
	IT                         account.Department
	Wei, Han, Yu               store.ContactRow
	Deal                       deal.Deal
	HanInfluence, YuInfluence  record.ID
	WeiInfluence               record.ID
	everyone, inTheKnow, blind map[string]record.ID
}

func newDesk(t *testing.T, c *cast.Company) *desk {
	t.Helper()
	ctx, mina := context.Background(), c.As(c.Mina)
	d := &desk{Company: c}
	d.IT = good(c.App.AddDepartment(ctx, mina, c.Harbor, app.DepartmentFields{Name: "信息中心"}))(t)
	d.Wei = good(c.App.AddContact(ctx, mina, account.ContactFields{AccountID: c.Harbor, Name: "魏建国", Title: "主任", LevelRank: 3,
		DepartmentID: d.IT.ID}))(t)
	d.Han = good(c.App.AddContact(ctx, mina, account.ContactFields{AccountID: c.Harbor, Name: "韩雪", ReportsToID: d.Wei.ID}))(t)
	d.Yu = good(c.App.AddContact(ctx, mina, account.ContactFields{AccountID: c.Harbor, Name: "余海", LevelRank: 5}))(t)
	d.Deal = good(c.App.AddDeal(ctx, mina, app.NewDeal{Fields: deal.Fields{Name: "海港调度系统", AccountID: c.Harbor,
		Amount: &money.Amount{Minor: 100, Currency: "CNY"}}}))(t)
	if err := c.App.PutMember(ctx, mina, d.Deal.ID, deal.Member{UserID: c.Pia, Role: "presales"}); err != nil {
		t.Fatal(err)
	}
	put := func(contact record.ID, hidden bool, roles ...influence.Role) record.ID {
		return good(c.App.AddInfluence(ctx, mina, d.Deal.ID, app.NewInfluence{ContactID: contact,
			InfluenceFields: deal.InfluenceFields{Hidden: hidden}, FirstSeen: app.FirstSeen{Roles: roles}}))(t).ID
	}
	d.WeiInfluence = put(d.Wei.ID, false, influence.TB)
	d.HanInfluence = put(d.Han.ID, true, influence.CO)
	d.YuInfluence = put(d.Yu.ID, true, influence.EB, influence.CO)
	d.inTheKnow = map[string]record.ID{"owner": c.Mina, "his manager": c.Mo}
	d.blind = map[string]record.ID{"member": c.Pia, "director": c.Dora, "administrator": c.Ada, "read-only": c.Rob}
	return d
}

func eachDesk(t *testing.T, f func(t *testing.T, d *desk)) {
	t.Helper()
	eachCompany(t, func(t *testing.T, c *cast.Company) { f(t, newDesk(t, c)) })
}

func TestContactIsSeenThroughItsAccount(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		for name, tc := range map[string]struct {
			who  record.ID
			sees bool
		}{
			"owner": {d.Mina, true}, "his manager": {d.Mo, true}, "director": {d.Dora, true}, "administrator": {d.Ada, true},
			"read-only": {d.Rob, true}, "member of a deal there": {d.Pia, true}, "colleague": {d.Rui, false},
			"other manager": {d.Nils, false}, "other rep": {d.Tao, false},
		} {
			_, err := d.App.Contact(ctx, d.As(tc.who), d.Wei.ID)
			if saw := err == nil; saw != tc.sees {
				t.Errorf("%s: got seen %v (%v), want %v", name, saw, err, tc.sees)
			}
			l := good(d.App.Contacts(ctx, d.As(tc.who), store.ContactFilter{AccountID: d.Harbor}))(t)
			if want := map[bool]int{true: 3, false: 0}[tc.sees]; len(l.Items) != want || l.Total != int64(want) {
				t.Errorf("%s: got %d contacts of %d, want %d", name, len(l.Items), l.Total, want)
			}
		}
	})
}

func TestEditOfContactIsRefusedUnchanged(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		elsewhere := good(d.App.AddDepartment(ctx, d.As(d.Rui), d.Bank, app.DepartmentFields{Name: "科技部"}))(t)
		teller := good(d.App.AddContact(ctx, d.As(d.Rui), account.ContactFields{AccountID: d.Bank, Name: "钱多"}))(t)
		before := good(d.App.Contact(ctx, d.As(d.Mo), d.Wei.ID))(t)
		for name, tc := range map[string]struct {
			who     record.ID
			version int64
			patch   string
			kind    fault.Kind
			code    string
		}{
			"stale":               {d.Mina, 9, `{"name":"x"}`, fault.Stale, "stale"},
			"no version":          {d.Mina, 0, `{"name":"x"}`, fault.PreconditionMissing, "if_match_missing"},
			"no name":             {d.Mina, 1, `{"name":""}`, fault.Invalid, "name_missing"},
			"no account":          {d.Mina, 1, `{"account_id":null}`, fault.Invalid, "account_missing"},
			"rank":                {d.Mina, 1, `{"level_rank":6}`, fault.Invalid, "out_of_range"},
			"hidden account":      {d.Mina, 1, `{"account_id":"` + d.Bank.String() + `"}`, fault.Invalid, "reference_missing"},
			"hidden department":   {d.Mina, 1, `{"department_id":"` + elsewhere.ID.String() + `"}`, fault.Invalid, "reference_missing"},
			"other's department":  {d.Mo, 1, `{"department_id":"` + elsewhere.ID.String() + `"}`, fault.Invalid, "department_elsewhere"},
			"other group's boss":  {d.Mo, 1, `{"reports_to_id":"` + teller.ID.String() + `"}`, fault.Invalid, "superior_elsewhere"},
			"himself":             {d.Mina, 1, `{"reports_to_id":"` + d.Wei.ID.String() + `"}`, fault.Invalid, "reports_loop"},
			"his own subordinate": {d.Mina, 1, `{"reports_to_id":"` + d.Han.ID.String() + `"}`, fault.Invalid, "reports_loop"},
			"member":              {d.Pia, 1, `{"name":"x"}`, fault.Denied, "denied"},
			"read-only":           {d.Rob, 1, `{"name":"x"}`, fault.Denied, "denied"},
			"not his":             {d.Tao, 1, `{"name":"x"}`, fault.NotFound, "not_found"},
		} {
			_, err := d.App.EditContact(ctx, d.As(tc.who), d.Wei.ID, tc.version, []byte(tc.patch))
			t.Log(name)
			d.Refused(err, tc.kind, tc.code)
		}
		if after := good(d.App.Contact(ctx, d.As(d.Mo), d.Wei.ID))(t); after != before {
			t.Errorf("got %+v, want it unchanged: %+v", after, before)
		}
	})
}

func TestReportingLineMayCrossAGroup(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		mina := d.As(d.Mina)
		branch := good(d.App.AddAccount(ctx, mina, account.Fields{Name: "海港物流有限公司", ParentID: d.Harbor}))(t)
		c, err := d.App.AddContact(ctx, mina, account.ContactFields{AccountID: branch.ID, Name: "孙丽", ReportsToID: d.Wei.ID})
		if err != nil || c.ReportsToID != d.Wei.ID || c.AccountName != branch.Name {
			t.Errorf("got %+v, %v", c, err)
		}
	})
}

func TestContactChangeEvaluatesHisDeals(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		c := good(d.App.EditContact(ctx, d.As(d.Mina), d.Wei.ID, 1, []byte(`{"level_rank":4,"department_id":null}`)))(t)
		if c.Version != 2 || c.LevelRank != 4 || c.DepartmentID != 0 {
			t.Errorf("got %+v", c)
		}
		if bad := good(d.DB.Reads().Unfolded(ctx))(t); len(bad) > 0 {
			t.Errorf("events do not give the rows: %v", bad)
		}
	})
}

func TestDepartmentGoesOnlyWhenEmpty(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		mina := d.As(d.Mina)
		sub := good(d.App.AddDepartment(ctx, mina, d.Harbor, app.DepartmentFields{Name: "网络科", ParentID: d.IT.ID}))(t)
		d.Refused(d.App.RemoveDepartment(ctx, mina, d.IT.ID, 1), fault.Conflict, "department_in_use")
		_, err := d.App.EditDepartment(ctx, mina, d.IT.ID, 1, []byte(`{"parent_id":"`+sub.ID.String()+`"}`))
		d.Refused(err, fault.Invalid, "parent_loop")
		_, err = d.App.EditDepartment(ctx, d.As(d.Pia), d.IT.ID, 1, []byte(`{"name":"x"}`))
		d.Refused(err, fault.Denied, "denied")
		d.Refused(d.App.RemoveDepartment(ctx, d.As(d.Tao), sub.ID, 1), fault.NotFound, "not_found")
		if err := d.App.RemoveDepartment(ctx, mina, sub.ID, 1); err != nil {
			t.Fatal(err)
		}
		good(d.App.EditContact(ctx, mina, d.Wei.ID, 1, []byte(`{"department_id":null}`)))(t)
		if err := d.App.RemoveDepartment(ctx, mina, d.IT.ID, 1); err != nil {
			t.Fatal(err)
		}
		if c := good(d.App.Chart(ctx, mina, d.Harbor))(t); len(c.Departments) != 0 || len(c.Contacts) != 3 {
			t.Errorf("got %d departments and %d contacts, want 0 and 3", len(c.Departments), len(c.Contacts))
		}
	})
}

func TestChartShowsRolesOnVisibleDealsAndNoHiddenCoach(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		roles := func(who record.ID) map[record.ID]string {
			out := map[record.ID]string{}
			for _, x := range good(d.App.Chart(ctx, d.As(who), d.Harbor))(t).Deals {
				for _, r := range x.Roles {
					out[x.ContactID] += string(r)
				}
			}
			return out
		}
		for name, who := range d.inTheKnow {
			if got := roles(who); got[d.Wei.ID] != "TB" || got[d.Han.ID] != "CO" || got[d.Yu.ID] != "EBCO" {
				t.Errorf("%s: got %v", name, got)
			}
		}
		for name, who := range d.blind {
			if got := roles(who); got[d.Wei.ID] != "TB" || got[d.Han.ID] != "" || got[d.Yu.ID] != "EB" {
				t.Errorf("%s: got %v", name, got)
			}
			if deals := good(d.App.ContactDeals(ctx, d.As(who), d.Han.Contact))(t); len(deals) != 0 {
				t.Errorf("%s: got %v, want no deals of the hidden coach", name, deals)
			}
		}
	})
}
