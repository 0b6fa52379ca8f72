package app_test

import (
	"context"
	"maps"
	"slices"
	"testing"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/rulebook"
)

// admin is somebody as if he also kept the settings.
func admin(who org.Actor) org.Actor {
	who.Grants = maps.Clone(who.Grants)
	who.Grants[org.AdminSettings] = org.All
	return who
}

// allOff switches every red flag off.
func allOff() (c rulebook.Content) {
	for _, r := range rulebook.Rules() {
		if r.Sort == rulebook.RedFlag {
			c.Changes = append(c.Changes, rulebook.Change{Rule: r.ID, Off: true})
		}
	}
	return c
}

// TestTrialFollowsRightsAndSecrets: a trial looks at the deals that one sees, as
// he sees them: what hidden coaches bring is not counted for others.
func TestTrialFollowsRightsAndSecrets(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		s := c.Tell()
		try := func(who record.ID) app.Trial {
			t.Helper()
			out, err := s.App.TryRules(ctx, admin(s.As(who)), allOff())
			if err != nil || out.Partial {
				t.Fatal(out, err)
			}
			return out
		}
		mina, ada := try(s.Mina), try(s.Ada)
		if mina.Deals == 0 || mina.Deals >= ada.Deals {
			t.Errorf("a rep tries %d deals, the administrator %d", mina.Deals, ada.Deals)
		}
		cleared := func(x app.Trial) []string {
			at := slices.IndexFunc(x.First, func(d app.TrialDeal) bool { return d.ID == s.Of("wharf") })
			return x.First[at].Cleared
		}
		owner, other := cleared(mina), cleared(ada)
		if slices.Equal(owner, other) {
			t.Errorf("the owner of a deal with hidden coaches and an outsider see the same: %v", owner)
		}
		if slices.Contains(other, "RF-08") || slices.Contains(other, "RF-09") {
			t.Errorf("flags about coaches whom he may not know of: %v", other)
		}
		for _, who := range []record.ID{s.Mina, s.Dora} {
			_, err := s.App.TryRules(ctx, s.As(who), allOff())
			s.Refused(err, fault.Denied, "denied")
		}
	})
}

// TestGateAndHealthFollowTheRules: what is computed when it is shown, and what an
// act decides, follow the rules in force at once, on every node.
func TestGateAndHealthFollowTheRules(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		s := c.Tell()
		other, err := app.New(ctx, app.Options{DB: c.DB, Key: []byte(cast.Key)})
		if err != nil {
			t.Fatal(err)
		}
		penalty := func(a *app.App) float64 {
			sheet, err := a.Sheet(ctx, s.As(s.Mina), s.Of("wharf"))
			if err != nil {
				t.Fatal(err)
			}
			return sheet.Diagnosis.Health.Penalty
		}
		if penalty(s.App) == 0 || penalty(other) != penalty(s.App) {
			t.Fatalf("penalties %v and %v", penalty(s.App), penalty(other))
		}
		now, err := s.App.Rules(ctx, s.As(s.Ada))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.App.SaveRules(ctx, s.As(s.Ada), now.Number, rulebook.Draft{Content: allOff()}); err != nil {
			t.Fatal(err)
		}
		if penalty(s.App) != 0 || penalty(other) != 0 {
			t.Errorf("penalties %v and %v without any rule", penalty(s.App), penalty(other))
		}
		if err := other.ReflagAll(ctx); err != nil {
			t.Fatal(err)
		}
		list, err := s.App.Flags(ctx, s.As(s.Ada), app.FlagQuery{})
		if err != nil || len(list.Items) != 0 {
			t.Errorf("%d flags are left (%v)", len(list.Items), err)
		}
	})
}
