package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/ownrule"
	"sente/internal/sales/record"
	"sente/internal/sales/rulebook"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

// own is an enabled rule.
func own(expression string) ownrule.Rule {
	return ownrule.Rule{Name: ownrule.Words{Zh: "自定"}, Expression: expression,
		Severity: strategy.Critical, Enabled: true}
}

// saveOwn makes rules the company's own; the others stay.
func saveOwn(t *testing.T, s *cast.Story, rules ...ownrule.Rule) rulebook.Book {
	t.Helper()
	ctx := context.Background()
	now, err := s.App.Rules(ctx, s.As(s.Ada))
	if err != nil {
		t.Fatal(err)
	}
	d := rulebook.Draft{Content: rulebook.Content{Changes: now.Content.Changes, Own: rules}}
	out, err := s.App.SaveRules(ctx, s.As(s.Ada), now.Number, d)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.App.ReflagAll(ctx); err != nil {
		t.Fatal(err)
	}
	return out
}

// flagsOf are the deals on which somebody sees a flag of a rule in the list.
func flagsOf(t *testing.T, s *cast.Story, who record.ID, rule string) (deals []record.ID) {
	t.Helper()
	list, err := s.App.Flags(context.Background(), s.As(who), app.FlagQuery{FlagFilter: store.FlagFilter{Rule: rule}})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range list.Items {
		deals = append(deals, x.DealID)
	}
	return deals
}

// TestOwnRuleFlagsLiveLikeOthers: raised, listed, counted, decided about, cleared;
// the numbers of the method stay.
func TestOwnRuleFlagsLiveLikeOthers(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		s := c.Tell()
		wharf := s.Of("wharf")
		sheet := func() app.Sheet {
			t.Helper()
			x, err := s.App.Sheet(ctx, s.As(s.Mina), wharf)
			if err != nil {
				t.Fatal(err)
			}
			return x
		}
		before := sheet()
		book := saveOwn(t, s, own(`any(influences, "EB" in .roles)`), own(`len(competitors) > 5`))
		if book.Content.Own[0].Code != "C-01" || book.Content.Own[1].Code != "C-02" {
			t.Fatalf("%+v", book.Content.Own)
		}
		after := sheet()
		at := slices.IndexFunc(after.Flags, func(f deal.Flag) bool { return f.Rule == "C-01" })
		if at < 0 || after.Flags[at].Severity != "critical" || len(after.Flags[at].Evidence) != 0 {
			t.Fatalf("%+v", after.Flags)
		}
		if len(after.Flags) != len(before.Flags)+1 || after.Deal.FlagsOpen != before.Deal.FlagsOpen+1 {
			t.Errorf("%d flags, counted %d, before %d and %d", len(after.Flags), after.Deal.FlagsOpen,
				len(before.Flags), before.Deal.FlagsOpen)
		}
		if after.Diagnosis.Health != before.Diagnosis.Health {
			t.Errorf("health %+v, before %+v", after.Diagnosis.Health, before.Diagnosis.Health)
		}
		if !slices.Contains(flagsOf(t, s, s.Mina, "C-01"), wharf) || len(flagsOf(t, s, s.Mina, "C-02")) != 0 {
			t.Error("not listed by rule")
		}
		id := after.Flags[at].ID
		f, err := s.App.MitigateFlag(ctx, s.As(s.Mina), id, app.Mitigation{Task: &app.FlagTask{Title: "去谈"}})
		if err != nil || f.Status != "mitigating" {
			t.Errorf("%+v %v", f, err)
		}
		accept := app.Acceptance{Reason: "知道", Until: s.App.Today().Add(5)}
		_, err = s.App.AcceptFlag(ctx, s.As(s.Mina), id, accept)
		s.Refused(err, fault.Denied, "flag_critical")
		if f, err = s.App.AcceptFlag(ctx, s.As(s.Mo), id, accept); err != nil || f.Status != "accepted" {
			t.Errorf("%+v %v", f, err)
		}
		off := book.Content.Own[0]
		off.Enabled = false
		next := saveOwn(t, s, off, own(`true`))
		if len(flagsOf(t, s, s.Mina, "C-01")) != 0 || len(flagsOf(t, s, s.Mina, "C-03")) == 0 {
			t.Errorf("codes %+v", next.Content.Own)
		}
		texts, err := s.App.OwnRules(ctx, s.As(s.Mina))
		if err != nil || len(texts) != 3 {
			t.Errorf("texts of removed rules too: %+v %v", texts, err)
		}
	})
}

// TestFlagsOfOwnRulesKeepHiddenCoaches: what only a hidden coach makes true is a
// flag for those who may know of him, and for nobody else; a trial does not tell.
func TestFlagsOfOwnRulesKeepHiddenCoaches(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		s := c.Tell()
		wharf, rule := s.Of("wharf"), own(`any(influences, "CO" in .roles)`)
		try, err := s.App.TryRules(ctx, s.As(s.Ada), rulebook.Content{Own: []ownrule.Rule{rule}})
		named := func(d app.TrialDeal) bool { return d.ID == wharf }
		if err != nil || slices.ContainsFunc(try.First, named) {
			t.Errorf("a trial tells: %+v %v", try, err)
		}
		saveOwn(t, s, rule)
		for who, sees := range map[record.ID]bool{s.Mina: true, s.Mo: true, s.Ada: false, s.Dora: false, s.Pia: false} {
			if got := slices.Contains(flagsOf(t, s, who, "C-01"), wharf); got != sees {
				t.Errorf("%v sees the flag: %v, want %v", who, got, sees)
			}
			x, err := s.App.Sheet(ctx, s.As(who), wharf)
			if err != nil {
				t.Fatal(err)
			}
			if got := slices.ContainsFunc(x.Flags, func(f deal.Flag) bool { return f.Rule == "C-01" }); got != sees {
				t.Errorf("%v sees the flag on the sheet: %v, want %v", who, got, sees)
			}
		}
	})
}

// TestAnOwnRuleThatFailsIsSwitchedOff: it fails on one deal only; the act and the
// page go on, and a job switches the rule off everywhere and says why.
func TestAnOwnRuleThatFailsIsSwitchedOff(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		s := c.Tell()
		heavy := strings.Repeat(".layer != 9 and ", 30) + "true"
		book := saveOwn(t, s, own(`len(needs) < 5 or all(needs, all(needs, `+heavy+`))`), own("true"))
		wharf, before := s.Of("wharf"), len(flagsOf(t, s, s.Mina, "C-01"))
		if before == 0 {
			t.Fatal("the rule raises nothing")
		}
		for range 24 {
			if _, err := s.App.AddNeed(ctx, s.As(s.Mina), wharf, deal.NeedFields{Text: "又一条", Layer: deal.Goal}); err != nil {
				t.Fatal(err)
			}
		}
		x, err := s.App.Sheet(ctx, s.As(s.Mina), wharf)
		if err != nil || !slices.ContainsFunc(x.Flags, func(f deal.Flag) bool { return f.Rule == "C-02" }) {
			t.Fatal("the page or another rule broke", err)
		}
		failed := app.FailedRule{Rule: "C-01", Expression: book.Content.Own[0].Expression,
			Code: ownrule.TooMuch, DealID: wharf}
		for range 2 { // a job may be done twice
			if err := s.App.StopOwnRule(ctx, failed); err != nil {
				t.Fatal(err)
			}
		}
		now, err := s.App.Rules(ctx, s.As(s.Ada))
		if err != nil {
			t.Fatal(err)
		}
		r := now.Content.Own[0]
		if now.Number != book.Number+1 || r.Enabled || r.Problem == nil || r.Problem.Code != ownrule.TooMuch ||
			r.Problem.DealID != wharf || now.ByID != 0 || !now.Content.Own[1].Enabled {
			t.Errorf("%+v %+v", now, r.Problem)
		}
		if err := s.App.ReflagAll(ctx); err != nil {
			t.Fatal(err)
		}
		if left := flagsOf(t, s, s.Mina, "C-01"); len(left) != 0 {
			t.Errorf("flags are left: %v", left)
		}
		r.Enabled, r.Expression = true, "len(needs) > 20"
		if back := saveOwn(t, s, r, now.Content.Own[1]); back.Content.Own[0].Problem != nil {
			t.Error("the problem stays although the rule was written anew")
		}
		if err := s.App.StopOwnRule(ctx, failed); err != nil {
			t.Fatal(err)
		}
		if now, err = s.App.Rules(ctx, s.As(s.Ada)); err != nil || !now.Content.Own[0].Enabled {
			t.Error("a failure of before stopped the rule written anew", err)
		}
	})
}

// TestOwnRulesAreCheckedWhenSaved: nothing wrong is saved, and rules of the method
// can be tuned without naming the own ones.
func TestOwnRulesAreCheckedWhenSaved(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		s := c.Tell()
		before, err := s.App.Rules(ctx, s.As(s.Ada))
		if err != nil {
			t.Fatal(err)
		}
		nameless, ghost, grave := own("true"), own("true"), own("true")
		nameless.Name, ghost.Code, grave.Severity = ownrule.Words{}, "C-77", "terrible"
		for _, x := range []struct {
			rule  ownrule.Rule
			code  string
			field string
		}{
			{nameless, "name_missing", "own.0.name"}, {ghost, "own_unknown", "own.0.code"},
			{grave, "value_invalid", "own.0.severity"}, {own("deal.stagee"), "own_field", "own.0.expression"},
			{own(" "), "own_empty", "own.0.expression"},
		} {
			d := rulebook.Draft{Content: rulebook.Content{Own: []ownrule.Rule{x.rule}}}
			_, err := s.App.SaveRules(ctx, s.As(s.Ada), before.Number, d)
			s.Refused(err, fault.Invalid, x.code)
			if e := fault.Of(err); e.Field != x.field {
				t.Errorf("%s at %s, want %s", x.code, e.Field, x.field)
			}
		}
		if now, err := s.App.Rules(ctx, s.As(s.Ada)); err != nil || now.Number != before.Number {
			t.Fatalf("something was saved: %+v %v", now, err)
		}
		book := saveOwn(t, s, own("len(needs) > 3"))
		d := rulebook.Draft{Content: allOff()}
		next, err := s.App.SaveRules(ctx, s.As(s.Ada), book.Number, d)
		if err != nil || len(next.Content.Own) != 1 || next.Content.Own[0].Code != "C-01" {
			t.Errorf("the own rules went: %+v %v", next.Content, err)
		}
		s.Refused(s.App.CheckOwnRule(ctx, s.As(s.Mina), "true"), fault.Denied, "denied")
		_, err = s.App.RuleFields(ctx, s.As(s.Dora))
		s.Refused(err, fault.Denied, "denied")
	})
}
