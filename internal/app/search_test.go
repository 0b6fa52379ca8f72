package app_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"unicode/utf16"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/sales/account"
	"sente/internal/sales/deal"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/store"
)

// library is a company with names that are hard to find.
func library(t *testing.T, c *cast.Company) {
	t.Helper()
	ctx, mina := context.Background(), c.As(c.Mina)
	for _, name := range []string{"华信上海分公司", "上海华信", "华信", "重庆长安汽车", "ACME Port 4.0", "单氏实业", "海上明月传媒"} {
		a := good(c.App.AddAccount(ctx, mina, account.Fields{Name: name, Industry: "港口机械"}))(t)
		if name == "重庆长安汽车" {
			good(c.App.AddContact(ctx, mina, account.ContactFields{AccountID: a.ID, Name: "曾国强", Title: "采购经理"}))(t)
			good(c.App.AddDeal(ctx, mina, app.NewDeal{Fields: deal.Fields{Name: "长安数据平台", AccountID: a.ID}}))(t)
			good(c.App.AddNote(ctx, mina, record.Ref{Kind: record.Account, ID: a.ID}, "今年先做数据平台😀一期，预算三百万，由曾经理牵头"))(t)
		}
	}
}

func titles(found []app.Found) (out []string) {
	for _, f := range found {
		out = append(out, f.Title)
	}
	return out
}

func TestSearchFindsTheSameOnBothEngines(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		library(t, c)
		for q, want := range map[string][]string{
			"华信":       {"华信", "华信上海分公司", "上海华信"},
			"華信":       {"华信", "华信上海分公司", "上海华信"},
			"上海":       {"上海华信", "华信上海分公司"},
			"海上":       {"海上明月传媒"},
			"huaxin":   {"华信", "上海华信", "华信上海分公司"},
			"hx":       {"华信", "上海华信", "华信上海分公司"},
			"chongq":   {"重庆长安汽车"},
			"cqca":     {"重庆长安汽车"},
			"shan":     {"海上明月传媒", "单氏实业", "上海华信", "华信上海分公司"},
			"acme":     {"ACME Port 4.0"},
			"ＡＣＭＥ":     {"ACME Port 4.0"},
			"port 4":   {"ACME Port 4.0"},
			"acme 港口":  {"ACME Port 4.0"},
			"上海 hx":    {"上海华信", "华信上海分公司"},
			"zeng":     {"曾国强"},
			"曾国强":      {"曾国强"},
			"采购":       {"曾国强"},
			"数据平台":     {"长安数据平台", "今年先做数据平台😀一期，预算三百万，由曾经理牵头"},
			"长安":       {"长安数据平台", "重庆长安汽车"},
			"三百万":      {"今年先做数据平台😀一期，预算三百万，由曾经理牵头"},
			"不存在":      nil,
			"zzz":      nil,
			"江州":       nil, // not Mina's
			"jiangzho": nil,
		} {
			got := titles(good(c.App.Search(ctx, c.As(c.Mina), app.SearchQuery{Q: search.Parse(q)}))(t))
			if !slices.Equal(got, want) {
				t.Errorf("%q: got %q, want %q", q, got, want)
			}
		}
	})
}

func TestSearchMarksTheHit(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		library(t, c)
		for q, want := range map[string]string{"华信": "华信", "cqca": "重庆长安", "port": "Port", "三百万": "三百万", "数据平台": "数据平台"} {
			for _, f := range good(c.App.Search(ctx, c.As(c.Mina), app.SearchQuery{Q: search.Parse(q)}))(t) {
				u := utf16.Encode([]rune(f.Title))
				if len(f.Hit) != 2 || string(utf16.Decode(u[f.Hit[0]:f.Hit[1]])) != want {
					t.Errorf("%q in %q: got the hit %v, want %q", q, f.Title, f.Hit, want)
				}
			}
		}
	})
}

func TestSearchKeepsToKindAccountAndScope(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		good(d.App.AddNote(ctx, d.As(d.Mina), record.Ref{Kind: record.Account, ID: d.Harbor}, "海港集团的预算"))(t)
		kinds := func(who record.ID, q app.SearchQuery) string {
			out := ""
			for _, f := range good(d.App.Search(ctx, d.As(who), q))(t) {
				out += string(f.Kind) + " "
			}
			return out
		}
		all := app.SearchQuery{Q: search.Parse("海港")}
		for name, tc := range map[string]struct {
			who  record.ID
			q    app.SearchQuery
			want string
		}{
			"owner":             {d.Mina, all, "account deal note "},
			"member":            {d.Pia, all, "account deal "},
			"read-only":         {d.Rob, all, "account deal note "},
			"colleague":         {d.Rui, all, ""},
			"one kind":          {d.Mina, app.SearchQuery{Q: search.Parse("海"), Kind: record.Contact}, "contact "},
			"of the account":    {d.Mina, app.SearchQuery{Q: search.Parse("wei"), Kind: record.Contact, Account: d.Harbor}, "contact "},
			"of another":        {d.Mo, app.SearchQuery{Q: search.Parse("wei"), Kind: record.Contact, Account: d.Bank}, ""},
			"at most one":       {d.Mina, app.SearchQuery{Q: search.Parse("海港"), Limit: 1}, "account "},
			"contact in a list": {d.Pia, app.SearchQuery{Q: search.Parse("wjg")}, "contact "},
		} {
			if got := kinds(tc.who, tc.q); got != tc.want {
				t.Errorf("%s: got %q, want %q", name, got, tc.want)
			}
		}
		if l := good(d.App.Contacts(ctx, d.As(d.Mina), store.ContactFilter{Q: search.Parse("wjg")}))(t); len(l.Items) != 1 {
			t.Errorf("got %v, want one contact by his initials", l.Items)
		}
	})
}

func TestSearchFindsOnesOwnAmongManyOfOthers(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		own := good(c.App.AddAccount(ctx, c.As(c.Mina), account.Fields{Name: "滨海水务"}))(t)
		for i := range 300 {
			good(c.App.AddAccount(ctx, c.As(c.Tao), account.Fields{Name: fmt.Sprintf("滨海%d厂", i)}))(t)
		}
		got := good(c.App.Search(ctx, c.As(c.Mina), app.SearchQuery{Q: search.Parse("滨海")}))(t)
		if len(got) != 1 || got[0].ID != own.ID {
			t.Errorf("got %v, want only her own", titles(got))
		}
	})
}
