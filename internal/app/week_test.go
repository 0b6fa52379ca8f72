package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// week is what somebody reads of this week on the deal, nil for nothing.
func (x *table) week(who record.ID) *app.WeekDeal {
	x.t.Helper()
	w, err := x.App.Week(context.Background(), x.As(who), app.WeekQuery{})
	x.ok(err)
	for _, o := range w.Owners {
		for i := range o.Deals {
			if o.Deals[i].ID == x.id {
				return &o.Deals[i]
			}
		}
	}
	return nil
}

// TestWeekTellsWhatChanged: a week tells the difference between its beginning and
// its end, to whom the deal belongs.
func TestWeekTellsWhatChanged(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		calm := x.put("何立", app.NewInfluence{FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.UB}, Support: 2}})
		cool := x.put("高远", app.NewInfluence{FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.TB}, Support: 3}})
		x.edit(`{"amount":{"amount":"100.00","currency":"CNY"}}`)
		if first := x.week(x.Mina); first == nil || len(first.People) != 2 || len(first.Moves) != 1 || first.Amount != nil {
			t.Fatalf("the first week tells %+v, want two who joined and the start", first)
		}
		x.days(7)
		if now := x.week(x.Mina); now != nil {
			t.Fatalf("a calm week tells %+v", now)
		}
		x.ok(x.observe(calm, "support", "3"))
		x.ok(x.observe(cool, "support", "-2"))
		x.Clock.Pass(time.Hour)
		x.edit(`{"amount":{"amount":"250.00","currency":"CNY"},"expected_close":"2027-03-01"}`)
		x.edit(`{"amount":{"amount":"300.00","currency":"CNY"}}`)
		x.put("新人", app.NewInfluence{})
		x.pass(2)
		now := x.week(x.Mo)
		if now == nil || now.Amount == nil || now.Amount.Before.Minor != 10000 || now.Amount.After.Minor != 30000 ||
			now.Close == nil || now.Close.Before != 0 || now.Close.After.String() != "2027-03-01" {
			t.Fatalf("got %+v, want amount and close date from end to end", now)
		}
		var people []string
		for _, p := range now.People {
			people = append(people, p.What+" "+p.Name)
		}
		slices.Sort(people)
		if strings.Join(people, ", ") != "joined 新人, support 高远" {
			t.Errorf("got the people %v", people)
		}
		if len(now.Moves) != 2 || now.Moves[0].From != "S1" || now.Moves[1].To != "S3" || len(now.Raised) == 0 {
			t.Errorf("got moves %+v and flags %+v", now.Moves, now.Raised)
		}
		if of := x.week(x.Tao); of != nil {
			t.Errorf("a stranger reads %+v", of)
		}
		if w, err := x.App.Week(ctx, x.As(x.Mo), app.WeekQuery{OwnerID: x.Rui}); err != nil || len(w.Owners) != 0 {
			t.Errorf("of another owner: %+v %v", w, err)
		}
		x.days(7)
		if gone := x.week(x.Mo); gone != nil && len(gone.Moves) > 0 {
			t.Errorf("the next week tells %+v", gone)
		}
		_, err := x.App.Week(ctx, x.As(x.Mo), app.WeekQuery{Week: "2026-13"})
		x.Refused(err, fault.Invalid, "week_unknown")
	})
}

// TestWeekKeepsSecrets: a hidden coach, and the flags that tell of him, are in no
// list and in no week of those who may not know.
func TestWeekKeepsSecrets(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		spy := x.put("周可", app.NewInfluence{InfluenceFields: deal.InfluenceFields{Hidden: true},
			FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.CO}}})
		seen := func(who record.ID) (people, raised, flags int) {
			w := x.week(who)
			l, err := x.App.Flags(ctx, x.As(who), app.FlagQuery{})
			x.ok(err)
			counts, err := x.App.FlagCounts(ctx, x.As(who), app.FlagQuery{})
			x.ok(err)
			sum := int64(0)
			for _, c := range counts {
				sum += c.N
			}
			if int(sum) != len(l.Items) || l.Total != sum {
				t.Errorf("%d flags are listed, %d counted, %d in total", len(l.Items), sum, l.Total)
			}
			return len(w.People), len(w.Raised), len(l.Items)
		}
		people, raised, flags := seen(x.Mina)
		if people != 1 || raised == 0 || flags != raised {
			t.Fatalf("the owner sees %d people, %d flags raised, %d listed", people, raised, flags)
		}
		for _, who := range []record.ID{x.Ada, x.Dora, x.Pia, x.Rob} {
			if p, r, f := seen(who); p != 0 || r >= raised || f != r {
				t.Errorf("who may not know sees %d people, %d of %d flags raised, %d listed", p, r, raised, f)
			}
		}
		x.settled(spy)
	})
}

// settled accepts a flag about a hidden coach, and a week later lets all of them
// clear: the week tells that to his owner alone.
func (x *table) settled(spy deal.Person) {
	ctx := context.Background()
	about := func(of []store.WeekFlag) bool {
		return slices.ContainsFunc(of, func(f store.WeekFlag) bool { return f.SubjectName == "周可" })
	}
	flags := x.sheet(x.Mo).Flags
	at := slices.IndexFunc(flags, func(f deal.Flag) bool { return f.InfluenceID == spy.ID })
	if at < 0 {
		x.t.Fatalf("no flag is about the coach: %v", rules(flags))
	}
	_, err := x.App.AcceptFlag(ctx, x.As(x.Mo), flags[at].ID, app.Acceptance{Reason: "知道", Until: x.today().Add(30)})
	x.ok(err)
	if !about(x.week(x.Mina).Accepted) {
		x.t.Errorf("the owner's week: %+v", x.week(x.Mina))
	}
	if about(x.week(x.Ada).Accepted) {
		x.t.Error("a week tells one who may not know that a flag about the coach was accepted")
	}
	x.days(7)
	x.ok(x.App.RemoveInfluence(ctx, x.As(x.Mina), spy.ID, x.person(spy.ID).Version))
	if !about(x.week(x.Mina).Cleared) {
		x.t.Errorf("the owner's next week: %+v", x.week(x.Mina))
	}
	if w := x.week(x.Ada); w != nil && about(w.Cleared) {
		x.t.Error("a week tells one who may not know that a flag about the coach cleared")
	}
}

// TestFlagsAreListedWorstFirst: page after page, each flag once, the gravest
// first and among equals the oldest; accepted ones only when asked for.
func TestFlagsAreListedWorstFirst(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		x.put("何立", app.NewInfluence{InfluenceFields: deal.InfluenceFields{Level: influence.High, Threatened: true},
			FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.UB}, Support: -4}})
		rule, _ := x.mildFlag()
		list := func(q store.FlagFilter) (out []store.FlagItem) {
			for {
				l, err := x.App.Flags(ctx, x.As(x.Mina), app.FlagQuery{FlagFilter: q})
				x.ok(err)
				out = append(out, l.Items...)
				if q.Cursor = l.Next; q.Cursor == "" {
					return out
				}
			}
		}
		all := list(store.FlagFilter{Page: store.Page{Limit: 1}})
		if len(all) != len(x.sheet(x.Mina).Flags) || len(all) < 3 {
			t.Fatalf("%d flags are listed, the sheet has %d", len(all), len(x.sheet(x.Mina).Flags))
		}
		ordered := slices.IsSortedFunc(all, func(a, b store.FlagItem) int {
			if c := b.Severity.Rank() - a.Severity.Rank(); c != 0 {
				return c
			}
			return int(a.ID - b.ID)
		})
		if !ordered {
			t.Errorf("in the order %+v", all)
		}
		_, err := x.App.AcceptFlag(ctx, x.As(x.Mo), x.flag(x.Mina, rule).ID, app.Acceptance{Reason: "已知", Until: x.today().Add(3)})
		x.ok(err)
		rest, accepted := list(store.FlagFilter{}), list(store.FlagFilter{Status: "accepted"})
		if len(rest) != len(all)-1 || len(accepted) != 1 || accepted[0].Rule != rule {
			t.Errorf("after one is accepted %d are listed, and as accepted %+v", len(rest), accepted)
		}
		for _, f := range list(store.FlagFilter{Severity: "critical"}) {
			if f.Severity != "critical" {
				t.Errorf("as critical it lists %+v", f)
			}
		}
	})
}
