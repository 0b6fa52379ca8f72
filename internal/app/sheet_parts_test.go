package app_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// TestPartsDoNotTellOfTheCoach: a coach counts in the numbers, which are the same
// for everybody; parts in which one could find him are for those who may know.
func TestPartsDoNotTellOfTheCoach(t *testing.T) {
	eachTable(t, func(t *testing.T, x *table) {
		x.pass(1)
		without := x.sheet(x.Ada)
		yes := true
		x.put("周可", app.NewInfluence{InfluenceFields: deal.InfluenceFields{Hidden: true, C1: &yes, C2: &yes, C3: &yes},
			FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.CO}}})
		full, masked := x.sheet(x.Mina), x.sheet(x.Ada)
		if full.Diagnosis.Health != masked.Diagnosis.Health || full.Diagnosis.Bid.Decision != masked.Diagnosis.Bid.Decision ||
			full.Diagnosis.Health.Coverage <= without.Diagnosis.Health.Coverage {
			t.Errorf("health %+v and %+v, want the same for both, with the coach in it", full.Diagnosis.Health, masked.Diagnosis.Health)
		}
		if !slices.Contains(full.Parts.Bid, strategy.Check{Code: "coach", Met: true}) || len(full.Parts.Coverage) != 8 {
			t.Errorf("the owner does not find the coach in %+v", full.Parts)
		}
		for when, s := range map[string]app.Sheet{"without a coach": without, "with a coach": masked} {
			p := s.Parts
			if hidden := len(p.Support) + len(p.Coverage) + len(p.Penalty) + len(p.Bid) + len(p.Symptoms) + len(p.Info); hidden > 0 ||
				!p.Withheld || len(p.Base) != 6 || len(p.Score) != 10 {
				t.Errorf("%s: the administrator finds %+v", when, p)
			}
		}
	})
}

// TestVeiledCostIsNotInFlags: what a deal costs is not in what raised its flags,
// for those who may not know it.
func TestVeiledCostIsNotInFlags(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		_, err := x.App.PutCost(ctx, x.As(x.Mina), x.id, deal.CostFields{Budget: yuan("1000.00"), Spent: yuan("7777.00")})
		x.ok(err)
		_, err = x.App.AddBooking(ctx, x.As(x.Mina), x.id,
			deal.BookingFields{Kind: strategy.Partner, On: x.App.Today(), Cost: yuan("7777.00")})
		x.ok(err)
		for who, sees := range map[record.ID]bool{x.Mina: true, x.Pia: false, x.Rob: false} {
			s := x.sheet(who)
			at := slices.IndexFunc(s.Flags, func(f deal.Flag) bool { return f.Rule == "RF-77" })
			if at < 0 {
				t.Fatalf("the flags are %v, want RF-77", rules(s.Flags))
			}
			said, _ := json.Marshal(s)
			if told := strings.Contains(string(said), "7777") || strings.Contains(string(said), "7,777"); told != sees {
				t.Errorf("%d reads the cost: %v, want %v: %+v", who, told, sees, s.Flags[at].Evidence)
			}
		}
	})
}

// TestStrengthAnswersFlag: a strength on the deal answers a flag by its id, until
// it is gone.
func TestStrengthAnswersFlag(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		boss := x.put("高远", app.NewInfluence{FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.EB}}})
		x.pass(2)
		bell, err := x.App.AddStrength(ctx, x.As(x.Mina), x.id,
			deal.StrengthFields{Text: "国密认证", Unique: true, Linked: []record.ID{boss.ID}})
		x.ok(err)
		other, err := x.App.AddDeal(ctx, x.As(x.Mina), app.NewDeal{Fields: deal.Fields{Name: "二期", AccountID: x.Harbor}})
		x.ok(err)
		far, err := x.App.AddStrength(ctx, x.As(x.Mina), other.ID, deal.StrengthFields{Text: "别处"})
		x.ok(err)
		s, at := x.sheet(x.Mina), -1
		for i, f := range s.Flags {
			if f.InfluenceID == boss.ID {
				at = i
			}
		}
		f := s.Flags[at]
		if help := f.Helpful(&s.Facts); len(help) != 1 || help[0].ID != bell.ID {
			t.Errorf("helpful are %+v, want the strength that means something to him", help)
		}
		answer := func(m app.Mitigation) error {
			_, err := x.App.MitigateFlag(ctx, x.As(x.Mina), f.ID, m)
			return err
		}
		x.refused("of another deal", fault.Invalid, "reference_missing", func() error { return answer(app.Mitigation{StrengthID: far.ID}) })
		x.refused("nowhere", fault.Invalid, "reference_missing", func() error { return answer(app.Mitigation{StrengthID: 77}) })
		x.refused("two", fault.Invalid, "mitigation_one", func() error {
			return answer(app.Mitigation{StrengthID: bell.ID, Strength: "x"})
		})
		x.ok(answer(app.Mitigation{StrengthID: bell.ID}))
		last := func() (string, deal.Ruling) {
			s := x.sheet(x.Mina)
			now := s.Flags[slices.IndexFunc(s.Flags, func(g deal.Flag) bool { return g.ID == f.ID })]
			h := now.History(s.Facts.Rulings)
			return now.Status, h[len(h)-1]
		}
		if status, r := last(); status != "mitigating" || r.LinkID != bell.ID || r.LinkKind != record.Strength || r.Reason != "国密认证" {
			t.Errorf("%s by %+v, want the strength", status, r)
		}
		x.ok(x.App.RemoveStrength(ctx, x.As(x.Mina), bell.ID, bell.Version))
		if status, r := last(); status != "open" || r.Act != deal.FlagReopened {
			t.Errorf("%s by %+v after the strength is gone, want open", status, r)
		}
	})
}
