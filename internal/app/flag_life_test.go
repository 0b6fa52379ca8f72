package app_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/record"
)

// flag is a raised flag of the deal as somebody sees it.
func (x *table) flag(who record.ID, rule string) deal.Flag {
	x.t.Helper()
	flags := x.sheet(who).Flags
	at := slices.IndexFunc(flags, func(f deal.Flag) bool { return f.Rule == rule })
	if at < 0 {
		x.t.Fatalf("%s is not raised: %v", rule, rules(flags))
	}
	return flags[at]
}

// stands wants a flag to have a status, and the count and the health of the deal
// to follow: open and mitigating flags count, accepted ones do not.
func (x *table) stands(rule, status string, counted int) {
	x.t.Helper()
	s := x.sheet(x.Mina)
	if f := x.flag(x.Mina, rule); f.Status != status {
		x.t.Errorf("%s is %s, want %s", rule, f.Status, status)
	}
	if s.Deal.FlagsAll != counted {
		x.t.Errorf("%s %s: %d flags count, want %d", rule, status, s.Deal.FlagsAll, counted)
	}
	for _, f := range s.Diagnosis.Flags {
		if f.ID == rule && string(f.Status) != status {
			x.t.Errorf("the method takes %s for %s, want %s", rule, f.Status, status)
		}
	}
}

// days lets days pass, with the nightly run of each.
func (x *table) days(n int) {
	x.t.Helper()
	x.Clock.Pass(time.Duration(n) * 24 * time.Hour)
	x.ok(x.App.ReflagAll(context.Background()))
}

func (x *table) today() calendar.Day { return x.App.Today() }

func TestFlagIsAccepted(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		rule, severe := x.mildFlag()
		all := x.sheet(x.Mina).Deal.FlagsAll
		id, until := x.flag(x.Mina, rule).ID, x.today().Add(7)
		accept := func(who, id record.ID, f app.Acceptance) error {
			_, err := x.App.AcceptFlag(ctx, x.As(who), id, f)
			return err
		}
		good := app.Acceptance{Reason: "客户年底前不定预算", Until: until}
		for name, f := range map[string]app.Acceptance{"today": {Reason: "x", Until: x.today()}, "far": {Reason: "x", Until: x.today().Add(91)}} {
			x.refused(name, fault.Invalid, "flag_review", func() error { return accept(x.Mina, id, f) })
		}
		x.refused("no day", fault.Invalid, "day_missing", func() error { return accept(x.Mina, id, app.Acceptance{Reason: "x"}) })
		x.refused("no reason", fault.Invalid, "reason_missing", func() error { return accept(x.Mina, id, app.Acceptance{Until: until}) })
		x.refused("a member", fault.Denied, "denied", func() error { return accept(x.Pia, id, good) })
		x.refused("a stranger", fault.NotFound, "not_found", func() error { return accept(x.Tao, id, good) })
		x.refused("critical, by its owner", fault.Denied, "flag_critical", func() error { return accept(x.Mina, x.flag(x.Mina, severe).ID, good) })
		x.refused("nothing to reopen", fault.Conflict, "flag_is_open", func() error {
			_, err := x.App.ReopenFlag(ctx, x.As(x.Mina), id, app.Reopening{Reason: "x"})
			return err
		})
		x.stands(rule, "open", all)
		x.ok(accept(x.Mina, id, good))
		x.stands(rule, "accepted", all-1)
		x.days(7)
		x.stands(rule, "accepted", all-1)
		x.days(1)
		x.stands(rule, "open", all)
		x.ok(accept(x.Mo, x.flag(x.Mo, severe).ID, app.Acceptance{Reason: "已知", Until: x.today().Add(1)}))
		x.stands(severe, "accepted", all-1)
		_, err := x.App.ReopenFlag(ctx, x.As(x.Mina), x.flag(x.Mo, severe).ID, app.Reopening{Reason: "情况变了"})
		x.ok(err)
		x.stands(severe, "open", all)
	})
}

// mildFlag is a rule that is raised on the deal and not critical, and one that is.
func (x *table) mildFlag() (mild, severe string) {
	x.t.Helper()
	for _, f := range x.sheet(x.Mina).Flags {
		if f.Severity == "critical" && severe == "" {
			severe = f.Rule
		}
		if f.Severity != "critical" && mild == "" && f.Subject == "" {
			mild = f.Rule
		}
	}
	if mild == "" || severe == "" {
		x.pass(1)
		return x.mildFlag()
	}
	return mild, severe
}

func TestFlagIsMitigated(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		rule, _ := x.mildFlag()
		all, id := x.sheet(x.Mina).Deal.FlagsAll, x.flag(x.Mina, rule).ID
		mitigate := func(m app.Mitigation) error {
			_, err := x.App.MitigateFlag(ctx, x.As(x.Mina), id, m)
			return err
		}
		for name, m := range map[string]app.Mitigation{"nothing": {}, "two": {Strength: "x", Task: &app.FlagTask{Title: "x"}}} {
			x.refused(name, fault.Invalid, "mitigation_one", func() error { return mitigate(m) })
		}
		x.refused("no title", fault.Invalid, "text_missing", func() error { return mitigate(app.Mitigation{Task: &app.FlagTask{Title: " "}}) })
		x.refused("no such task", fault.Invalid, "reference_missing", func() error { return mitigate(app.Mitigation{TaskID: 77}) })
		x.ok(mitigate(app.Mitigation{Task: &app.FlagTask{Title: "约总工"}}))
		x.stands(rule, "mitigating", all)
		tasks, err := x.App.Tasks(ctx, x.As(x.Mina), app.TaskQuery{Subject: &record.Ref{Kind: record.Deal, ID: x.id}})
		x.ok(err)
		task := tasks.Items[0]
		if len(tasks.Items) != 1 || task.Rule != rule || task.Title != "约总工" {
			t.Fatalf("got the tasks %+v, want one that answers %s", tasks.Items, rule)
		}
		x.days(60)
		x.stands(rule, "mitigating", x.sheet(x.Mina).Deal.FlagsAll)
		_, err = x.App.EditTask(ctx, x.As(x.Mina), task.ID, task.Version, []byte(`{"done":true}`))
		x.ok(err)
		x.days(deal.MitigateDays)
		x.stands(rule, "mitigating", x.sheet(x.Mina).Deal.FlagsAll)
		x.days(1)
		x.stands(rule, "open", x.sheet(x.Mina).Deal.FlagsAll)
		x.refused("done long ago", fault.Invalid, "task_too_old", func() error { return mitigate(app.Mitigation{TaskID: task.ID}) })
		x.ok(mitigate(app.Mitigation{Strength: "唯一通过国密认证"}))
		x.stands(rule, "mitigating", x.sheet(x.Mina).Deal.FlagsAll)
		if h := x.flag(x.Mina, rule); len(h.History(x.sheet(x.Mina).Facts.Rulings)) != 3 {
			t.Errorf("the history has %+v, want three steps", h.History(x.sheet(x.Mina).Facts.Rulings))
		}
	})
}

// TestTaskGoneOpensItsFlag: a task that answered a flag is taken away.
func TestTaskGoneOpensItsFlag(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		rule, _ := x.mildFlag()
		all := x.sheet(x.Mina).Deal.FlagsAll
		here := record.Ref{Kind: record.Deal, ID: x.id}
		task, err := x.App.AddTask(ctx, x.As(x.Mina), app.NewTask{Subject: here, Title: "约总工"})
		x.ok(err)
		_, err = x.App.MitigateFlag(ctx, x.As(x.Mina), x.flag(x.Mina, rule).ID, app.Mitigation{TaskID: task.ID})
		x.ok(err)
		x.stands(rule, "mitigating", all)
		x.ok(x.App.RemoveTask(ctx, x.As(x.Mina), task.ID, task.Version))
		x.stands(rule, "open", all)
	})
}

// TestFactsClearFlags: only facts clear a flag. A cleared one cannot be decided
// about, and a flag that is raised again begins anew.
func TestFactsClearFlags(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		rule, _ := x.mildFlag()
		f := x.flag(x.Mina, rule)
		_, err := x.App.MitigateFlag(ctx, x.As(x.Mina), f.ID, app.Mitigation{Strength: "同城案例"})
		x.ok(err)
		_, err = x.App.LoseDeal(ctx, x.As(x.Mina), x.id, x.version(), app.WhyLost{Reason: "价格", LostTo: "远帆"})
		x.ok(err)
		if left := x.sheet(x.Mina).Flags; len(left) > 0 {
			t.Fatalf("a lost deal has the flags %v", rules(left))
		}
		x.refused("a cleared flag", fault.Conflict, "flag_not_raised", func() error {
			_, err := x.App.AcceptFlag(ctx, x.As(x.Mo), f.ID, app.Acceptance{Reason: "x", Until: x.today().Add(3)})
			return err
		})
		last := f.History(x.sheet(x.Mina).Facts.Rulings)
		if len(last) != 2 || last[1].Act != deal.FlagEnded || last[1].ByID != 0 {
			t.Errorf("the history is %+v, want it to end with the facts", last)
		}
		_, err = x.App.ReopenDeal(ctx, x.As(x.Mo), x.id, x.version(), "客户重启")
		x.ok(err)
		if again := x.flag(x.Mina, f.Rule); again.Status != "open" || again.ID == f.ID {
			t.Errorf("raised again it is %+v, want a new open flag", again)
		}
	})
}

// TestHiddenFlagsAreDecidedInSecret: what is decided about a flag that tells of a
// hidden coach does not exist for others: not the flag, nor its history, nor the
// event.
func TestHiddenFlagsAreDecidedInSecret(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		x.put("周可", app.NewInfluence{InfluenceFields: deal.InfluenceFields{Hidden: true},
			FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.CO}}})
		open, err := x.DB.Reads().OpenFlags(ctx, x.id)
		x.ok(err)
		at := slices.IndexFunc(open, func(f deal.Flag) bool { return f.Hidden })
		if at < 0 {
			t.Fatal("no flag tells of the hidden coach")
		}
		f := open[at]
		events := func(who record.ID) int {
			list, _, err := x.App.Timeline(ctx, x.As(who), record.Ref{Kind: record.Deal, ID: x.id}, 0)
			x.ok(err)
			return len(list)
		}
		minas, adas := events(x.Mina), events(x.Ada)
		for _, who := range []record.ID{x.Ada, x.Pia, x.Dora} {
			x.refused("who may not know", fault.NotFound, "not_found", func() error {
				_, err := x.App.ReopenFlag(ctx, x.As(who), f.ID, app.Reopening{Reason: "x"})
				return err
			})
		}
		_, err = x.App.MitigateFlag(ctx, x.As(x.Mina), f.ID, app.Mitigation{Task: &app.FlagTask{Title: "私下见面"}})
		x.ok(err)
		if events(x.Mina) != minas+1 || events(x.Ada) != adas {
			t.Errorf("the owner sees %d events more, the administrator %d; want 1 and 0", events(x.Mina)-minas, events(x.Ada)-adas)
		}
		if d := x.sheet(x.Ada).Facts.Rulings; len(d) != 0 {
			t.Errorf("the administrator reads %+v", d)
		}
	})
}
