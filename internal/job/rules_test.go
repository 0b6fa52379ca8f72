package job_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"sente/internal/app"
	"sente/internal/job"
	"sente/internal/sales/deal"
	"sente/internal/sales/ownrule"
	"sente/internal/sales/record"
	"sente/internal/sales/rulebook"
	"sente/internal/sales/strategy"
)

// raised are the rules of the open flags of a deal.
func (b *bench) raised(id record.ID) (out []string) {
	b.t.Helper()
	flags, err := b.DB.Reads().OpenFlags(context.Background(), id)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, f := range flags {
		out = append(out, f.Rule)
	}
	return out
}

// save makes a draft the rules in force.
func (b *bench) save(c rulebook.Content) rulebook.Book {
	b.t.Helper()
	ctx := context.Background()
	now, err := b.App.Rules(ctx, b.As(b.Ada))
	if err != nil {
		b.t.Fatal(err)
	}
	out, err := b.App.SaveRules(ctx, b.As(b.Ada), now.Number, rulebook.Draft{Content: c})
	if err != nil {
		b.t.Fatal(err)
	}
	return out
}

// TestAChangeOfRulesReachesTheDeals: saving rules queues the job, and the runner
// evaluates the open deals by them.
func TestAChangeOfRulesReachesTheDeals(t *testing.T) {
	eachBench(t, func(t *testing.T, b *bench) {
		d, err := b.App.AddDeal(context.Background(), b.As(b.Mina), app.NewDeal{
			Fields: deal.Fields{Name: "海港调度", AccountID: b.Harbor}})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(b.raised(d.ID), "RF-65") {
			t.Fatal(b.raised(d.ID))
		}
		b.save(rulebook.Content{Changes: []rulebook.Change{{Rule: "RF-65", Off: true}}})
		if !slices.Contains(b.raised(d.ID), "RF-65") || !b.has(app.RulesJob, "waiting", 1)() {
			t.Fatal("the flag went without the job")
		}
		defer b.start(job.Options{})()
		b.until("the rules are done", b.has(app.RulesJob, "done", 1))
		if slices.Contains(b.raised(d.ID), "RF-65") {
			t.Error("a rule that is off still raises its flag")
		}
	})
}

// TestAFailingOwnRuleIsStoppedByItself: the act that came across it is done; the
// runner switches the rule off, and takes its flags back everywhere.
func TestAFailingOwnRuleIsStoppedByItself(t *testing.T) {
	ctx := context.Background()
	eachBench(t, func(t *testing.T, b *bench) {
		add := func(name string) record.ID {
			t.Helper()
			d, err := b.App.AddDeal(ctx, b.As(b.Mina), app.NewDeal{
				Fields: deal.Fields{Name: name, AccountID: b.Harbor}})
			if err != nil {
				t.Fatal(err)
			}
			return d.ID
		}
		heavy := `all(needs, all(needs, ` + strings.Repeat(".layer != 9 and ", 30) + `true))`
		b.save(rulebook.Content{Own: []ownrule.Rule{{Name: ownrule.Words{En: "Heavy"}, Expression: heavy,
			Severity: strategy.Low, Enabled: true}}})
		plain, large := add("小单"), add("大单")
		if !slices.Contains(b.raised(plain), "C-01") {
			t.Fatal("the rule raises nothing")
		}
		for range 24 {
			if _, err := b.App.AddNeed(ctx, b.As(b.Mina), large, deal.NeedFields{Text: "一条", Layer: deal.Goal}); err != nil {
				t.Fatal(err)
			}
		}
		defer b.start(job.Options{})()
		b.until("the failure is dealt with", b.has(app.OwnRuleJob, "done", 1))
		b.until("its flags are gone", func() bool { return !slices.Contains(b.raised(plain), "C-01") })
		now, err := b.App.Rules(ctx, b.As(b.Ada))
		if err != nil || now.Content.Own[0].Enabled || now.Content.Own[0].Problem == nil ||
			now.Content.Own[0].Problem.DealID != large {
			t.Errorf("%+v %v", now.Content.Own, err)
		}
	})
}
