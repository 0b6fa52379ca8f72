package app_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/record"
	"sente/internal/store"
)

const oneDay = 24 * time.Hour

// lived is a deal with a story: a supporter turns away, a spy comes, the deal is lost.
func lived(t *testing.T, x *table) (turncoat, spy deal.Person) {
	t.Helper()
	turncoat = x.put("高远", app.NewInfluence{FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.UB}, Support: 4}})
	x.Clock.Pass(3 * oneDay)
	spy = x.put("暗线", app.NewInfluence{FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.UB}, Support: 2}})
	x.Clock.Pass(3 * oneDay)
	x.ok(x.observe(turncoat, "support", "-3"))
	x.Clock.Pass(3 * oneDay)
	x.ok(x.observe(spy, "roles", `["CO"]`))
	_, err := x.App.EditInfluence(context.Background(), x.As(x.Mina), spy.ID, x.person(spy.ID).Version, []byte(`{"hidden":true}`))
	x.ok(err)
	x.Clock.Pass(oneDay)
	x.ok(x.observe(spy, "support", "-5"))
	x.Clock.Pass(oneDay)
	x.edit(`{"amount":{"amount":"5.00","currency":"CNY"}}`)
	_, err = x.App.LoseDeal(context.Background(), x.As(x.Mina), x.id, x.version(), app.WhyLost{LostTo: "北辰", Reason: "价格"})
	x.ok(err)
	return turncoat, spy
}

func (x *table) person(id record.ID) deal.Person {
	x.t.Helper()
	for _, p := range x.sheet(x.Mina).Facts.People {
		if p.ID == id {
			return p
		}
	}
	x.t.Fatal("nobody of that id")
	return deal.Person{}
}

// TestHistoryTellsTheStory: days, swings and chapters; whoever may not know of the
// hidden coach finds nothing of him, also from the time when he was none.
func TestHistoryTellsTheStory(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		_, spy := lived(t, x)
		own, err := x.App.History(ctx, x.As(x.Mina), x.id)
		x.ok(err)
		if len(own.Chapters) != 1 || own.Chapters[0].Stage != "S1" || own.Chapters[0].Act != deal.LostMove || own.Chapters[0].Days != 11 {
			t.Fatalf("chapters %+v", own.Chapters)
		}
		var swings []string
		for _, turn := range own.Chapters[0].Turns {
			if turn.What == deal.TurnSwung {
				swings = append(swings, turn.Person+turn.On.String())
			}
		}
		if !slices.Equal(swings, []string{"高远2026-11-29", "暗线2026-12-03"}) {
			t.Errorf("swings %v", swings)
		}
		other, err := x.App.History(ctx, x.As(x.Ada), x.id)
		x.ok(err)
		for _, told := range []any{other, x.compared(x.Ada, 0, 12), x.compared(x.Ada, 3, 5)} {
			b, err := json.Marshal(told)
			x.ok(err)
			if strings.Contains(string(b), "暗线") || strings.Contains(string(b), spy.ID.String()) {
				t.Errorf("a colleague learns of the hidden coach: %s", b)
			}
		}
		days := func(h app.History) (out []string) {
			for _, d := range h.Days {
				out = append(out, d.On.String())
			}
			return out
		}
		if !slices.Contains(days(own), "2026-12-03") || slices.Contains(days(other), "2026-12-03") {
			t.Errorf("the day on which only the hidden coach was seen: %v, for a colleague %v", days(own), days(other))
		}
	})
}

// compared compares two days, counted from the first.
func (x *table) compared(who record.ID, from, to int) app.Comparison {
	x.t.Helper()
	first := x.sheet(x.Mina).Moves[0].On
	c, err := x.App.Compare(context.Background(), x.As(who), x.id, first.Add(from), min(first.Add(to), x.App.Today()))
	x.ok(err)
	return c
}

// TestCompareTellsWhoWent: a person and a rival who were taken off the deal.
func TestCompareTellsWhoWent(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		user := x.put("高远", app.NewInfluence{FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.UB}, Support: 4}})
		rival, err := x.App.AddCompetitor(ctx, x.As(x.Mina), x.id, deal.CompetitorFields{Name: "北辰", Position: "leading"})
		x.ok(err)
		x.Clock.Pass(3 * oneDay)
		x.ok(x.App.RemoveCompetitor(ctx, x.As(x.Mina), rival.ID, rival.Version))
		x.ok(x.App.RemoveInfluence(ctx, x.As(x.Mina), user.ID, x.person(user.ID).Version))
		went := map[string]app.Contrast{}
		for _, c := range x.compared(x.Mina, 1, 4).Changes {
			if c.How == "went" {
				went[c.Name] = c
			}
		}
		if c := went["高远"]; c.ID != user.ID || c.Before.Number == nil || *c.Before.Number != 4 {
			t.Errorf("the person who went: %+v of %v", c, went)
		}
		if c := went["北辰"]; c.ID != rival.ID || c.Tone != "better" || c.Before.Code != "leading" {
			t.Errorf("the rival who went: %+v of %v", c, went)
		}
	})
}

// TestCompareTellsWhatBecame of people, numbers and facts between two days.
func TestCompareTellsWhatBecame(t *testing.T) {
	eachTable(t, func(t *testing.T, x *table) {
		turncoat, spy := lived(t, x)
		find := func(c app.Comparison, group, how, field string, id record.ID) app.Contrast {
			at := slices.IndexFunc(c.Changes, func(x app.Contrast) bool {
				return string(x.Group) == group && string(x.How) == how && x.Field == field && x.ID == id
			})
			if at < 0 {
				t.Fatalf("no %s %s %s in %+v", group, how, field, c.Changes)
			}
			return c.Changes[at]
		}
		c := x.compared(x.Mina, 0, 7)
		find(c, "people", "came", "", spy.ID)
		if s := find(c, "people", "changed", "support", turncoat.ID); s.Tone != "worse" || *s.Before.Number != 4 || *s.After.Number != -3 {
			t.Errorf("support %+v", s)
		}
		c = x.compared(x.Mina, 7, 12)
		if s := find(c, "numbers", "changed", "status", 0); s.Before.Code != "open" || s.After.Code != "lost" {
			t.Errorf("status %+v", s)
		}
		find(c, "numbers", "changed", "amount", 0)
		if len(x.compared(x.Mina, 4, 4).Changes) != 0 {
			t.Error("a day differs from itself")
		}
		_, err := x.App.Compare(context.Background(), x.As(x.Mina), x.id, x.App.Today(), x.App.Today().Add(-1))
		x.Refused(err, fault.Invalid, "past_order")
	})
}

// TestErasedPayloadsLeaveTheSheetReadable: what an erased act did is missing, and
// the sheet says how many are.
func TestErasedPayloadsLeaveTheSheetReadable(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		x := &table{Company: c, t: t}
		d, err := c.App.AddDeal(ctx, c.As(c.Mina), app.NewDeal{Fields: deal.Fields{Name: "调度平台", AccountID: c.Harbor}})
		x.ok(err)
		x.id = d.ID
		x.put("高远", app.NewInfluence{})
		_, err = c.App.NewSealer().Seal(ctx)
		x.ok(err)
		rows, _, err := c.App.Timeline(ctx, c.As(c.Mina), record.Ref{Kind: record.Deal, ID: x.id}, 0)
		x.ok(err)
		x.ok(c.DB.Write(ctx, func(tx *store.Tx) error {
			return tx.ErasePayload(ctx, c.Ada, record.Ref{Kind: "event", ID: rows[0].ID})
		}))
		s, err := c.App.SheetOn(ctx, c.As(c.Mina), x.id, c.App.Today())
		x.ok(err)
		if s.Erased != 1 || len(s.Facts.People) != 0 {
			t.Errorf("erased %d, people %d", s.Erased, len(s.Facts.People))
		}
	})
}
