package app_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// table is one deal of Mina's on the harbour, and what people do with it.
type table struct {
	*cast.Company
	t  *testing.T
	id record.ID
}

// eachTable runs f with a deal of Mina's whose team Pia is on, on each engine,
// and checks afterwards that events tell of every row.
func eachTable(t *testing.T, f func(t *testing.T, x *table)) {
	t.Helper()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		x := &table{Company: c, t: t}
		d, err := c.App.AddDeal(context.Background(), c.As(c.Mina), app.NewDeal{Fields: deal.Fields{Name: "调度平台", AccountID: c.Harbor}})
		x.ok(err)
		x.id = d.ID
		x.ok(c.App.PutMember(context.Background(), c.As(c.Mina), d.ID, deal.Member{UserID: c.Pia, Role: "presales"}))
		f(t, x)
		wrong, err := c.DB.Reads().Unfolded(context.Background())
		if err != nil || len(wrong) > 0 {
			t.Errorf("events do not tell of every row: %v %v", wrong, err)
		}
	})
}

func (x *table) ok(err error) {
	x.t.Helper()
	if err != nil {
		x.t.Fatal(err)
	}
}

func (x *table) sheet(who record.ID) app.Sheet {
	x.t.Helper()
	s, err := x.App.Sheet(context.Background(), x.As(who), x.id)
	x.ok(err)
	return s
}

// version is the deal's version now.
func (x *table) version() int64 { return x.sheet(x.Mina).Deal.Version }

func (x *table) edit(patch string) {
	x.t.Helper()
	_, err := x.App.EditDeal(context.Background(), x.As(x.Mina), x.id, x.version(), []byte(patch))
	x.ok(err)
}

// put puts a new contact on the map.
func (x *table) put(name string, in app.NewInfluence) deal.Person {
	x.t.Helper()
	in.NewContact = &app.NewContact{Name: name}
	p, err := x.App.AddInfluence(context.Background(), x.As(x.Mina), x.id, in)
	x.ok(err)
	return p
}

func (x *table) observe(p deal.Person, field, value string) error {
	_, err := x.App.Observe(context.Background(), x.As(x.Mina), p.ID, app.Sighting{Field: field, Value: json.RawMessage(value)})
	return err
}

// judged puts evidence forward as Mina and accepts it as Mo.
func (x *table) judged(codes ...playbook.Exit) {
	x.t.Helper()
	for _, code := range codes {
		_, err := x.App.SubmitEvidence(context.Background(), x.As(x.Mina), x.id, app.Evidence{Criterion: code, Text: "见会议纪要"})
		x.ok(err)
		_, err = x.App.JudgeEvidence(context.Background(), x.As(x.Mo), x.id, app.GateVerdict{Criterion: code, Verdict: deal.Accepted})
		x.ok(err)
	}
}

// pass takes the deal through the gates of stages, everything judged.
func (x *table) pass(stages int) {
	x.t.Helper()
	for range stages {
		x.judged(playbook.Exits(x.sheet(x.Mina).Deal.Stage)...)
		_, err := x.App.AdvanceDeal(context.Background(), x.As(x.Mina), x.id, x.version())
		x.ok(err)
	}
}

// content is everything that a refused act must leave as it was.
func (x *table) content() string {
	x.t.Helper()
	s := x.sheet(x.Mina)
	b, err := json.Marshal(s)
	x.ok(err)
	acts, err := x.DB.Reads().Acts(context.Background())
	x.ok(err)
	n, _ := json.Marshal(acts)
	return string(b) + string(n)
}

// refused checks that an act is refused and leaves everything as it was.
func (x *table) refused(name string, kind fault.Kind, code string, act func() error) {
	x.t.Helper()
	x.t.Log(name)
	before := x.content()
	x.Refused(act(), kind, code)
	if after := x.content(); after != before {
		x.t.Errorf("%s: a refused act changed something:\n%s\n%s", name, before, after)
	}
}

func rules(flags []deal.Flag) (out []string) {
	for _, f := range flags {
		out = append(out, f.Rule)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestGateIsRefusedUntilItIsMetAndThenPassed(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		advance := func(who record.ID) error {
			_, err := x.App.AdvanceDeal(ctx, x.As(who), x.id, x.version())
			return err
		}
		x.refused("nothing is known", fault.Conflict, "gate_unmet", func() error { return advance(x.Mina) })
		x.edit(`{"man_m":"yes","man_a":"no","man_n":"yes","q1":"yes","q2":"yes","q3":"no","q4":"yes","expected_close":"2027-03-31",
 "risk":{"R1":2,"R2":2,"R3":2,"R4":2,"R5":2,"R6":1,"R7":1,"R8":1,"R9":1,"R10":1}}`)
		err := advance(x.Mina)
		if got := fault.Of(err).Params["unmet"]; !slices.Equal(got.([]string), []string{"X4", "X6"}) {
			t.Fatalf("unmet %v, want X4 and X6: the others follow from facts", got)
		}
		submit := func(who record.ID, code playbook.Exit, text string) error {
			_, err := x.App.SubmitEvidence(ctx, x.As(who), x.id, app.Evidence{Criterion: code, Text: text})
			return err
		}
		judge := func(who record.ID, code playbook.Exit, v deal.JudgementAct) error {
			_, err := x.App.JudgeEvidence(ctx, x.As(who), x.id, app.GateVerdict{Criterion: code, Verdict: v})
			return err
		}
		x.refused("no evidence", fault.Conflict, "evidence_missing", func() error { return judge(x.Mo, "X4", deal.Accepted) })
		x.refused("no text", fault.Invalid, "reason_missing", func() error { return submit(x.Mina, "X4", " ") })
		x.refused("no such criterion", fault.Invalid, "criterion_unknown", func() error { return submit(x.Mina, "X7", "x") })
		x.refused("not his to see", fault.NotFound, "not_found", func() error { return submit(x.Rui, "X4", "x") })
		x.refused("read-only", fault.Denied, "denied", func() error { return submit(x.Rob, "X4", "x") })
		x.ok(submit(x.Mina, "X4", "项目已立项"))
		x.ok(submit(x.Pia, "X6", "下周二见面"))
		x.refused("a rep judges", fault.Denied, "denied", func() error { return judge(x.Mina, "X4", deal.Accepted) })
		x.ok(judge(x.Mo, "X4", deal.Accepted))
		x.ok(judge(x.Mo, "X6", deal.Refused))
		x.refused("refused evidence", fault.Conflict, "gate_unmet", func() error { return advance(x.Mina) })
		x.ok(submit(x.Mo, "X6", "我已约好"))
		x.refused("his own evidence", fault.Denied, "own_evidence", func() error { return judge(x.Mo, "X6", deal.Accepted) })
		x.ok(judge(x.Dora, "X6", deal.Accepted))
		x.refused("a member moves", fault.Denied, "denied", func() error { return advance(x.Pia) })
		x.ok(advance(x.Mina))
		d := x.sheet(x.Mina).Deal
		if d.Stage != playbook.S2 || d.StageVerified != playbook.S1 || d.WinProb != 0.05 || d.StageEnteredOn != x.App.Today() {
			t.Errorf("got %+v %+v, want S2 with S1 verified and 5 %%", d.Standing, d.Summary)
		}
	})
}

func TestOverrideCountsUntilItsDay(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		override := func(who record.ID, reason string, days int) error {
			_, err := x.App.OverrideGate(ctx, x.As(who), x.id,
				app.GateOverride{Criterion: "X6", Reason: reason, ExpiresOn: x.App.Today().Add(days)})
			return err
		}
		x.refused("rep", fault.Denied, "denied", func() error { return override(x.Mina, "赶进度", 5) })
		x.refused("no reason", fault.Invalid, "reason_missing", func() error { return override(x.Mo, " ", 5) })
		x.refused("today", fault.Invalid, "override_expiry", func() error { return override(x.Mo, "赶进度", 0) })
		x.refused("too long", fault.Invalid, "override_expiry", func() error { return override(x.Mo, "赶进度", 91) })
		x.ok(override(x.Mo, "赶进度", 2))
		for day, met := range []bool{true, true, true, false} {
			c := x.sheet(x.Mina).Criteria[5]
			if c.Met != met || (c.How == deal.ByOverride) != met {
				t.Errorf("day %d: got %+v, want met %v", day, c, met)
			}
			x.Clock.Pass(24 * time.Hour)
		}
	})
}

func TestMoveIsTakenBackByItsMakerWithinSeconds(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		undo := func(who record.ID) error {
			_, err := x.App.UndoMove(ctx, x.As(who), x.id, x.version())
			return err
		}
		x.pass(1)
		before := x.sheet(x.Mina).Deal
		_, err := x.App.LoseDeal(ctx, x.As(x.Mina), x.id, x.version(), app.WhyLost{LostTo: "远帆软件", Reason: "价格"})
		x.ok(err)
		if d := x.sheet(x.Mina).Deal; d.Status != strategy.Lost || d.FlagsAll != 0 || d.WinProb != 0 {
			t.Errorf("lost: got %+v %+v", d.Standing, d.Summary)
		}
		x.refused("somebody else", fault.Conflict, "undo_too_late", func() error { return undo(x.Mo) })
		x.ok(undo(x.Mina))
		if d := x.sheet(x.Mina).Deal; d.Standing != before.Standing || d.Summary != before.Summary {
			t.Errorf("got %+v %+v, want %+v %+v", d.Standing, d.Summary, before.Standing, before.Summary)
		}
		x.refused("an undo", fault.Conflict, "undo_too_late", func() error { return undo(x.Mina) })
		_, err = x.App.BackDeal(ctx, x.As(x.Mina), x.id, x.version(), app.WhereBack{To: playbook.S1, Reason: "重新评估"})
		x.ok(err)
		x.Clock.Pass(9 * time.Second)
		x.refused("too late", fault.Conflict, "undo_too_late", func() error { return undo(x.Mina) })
		moves := x.sheet(x.Mina).Moves
		last := moves[len(moves)-1]
		if len(moves) != 5 || last.Act != deal.Back || moves[3].UndoesID != moves[2].ID {
			t.Errorf("got %+v", moves)
		}
	})
}

func TestDealIsClosedAndOpenedAgainWithReasons(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		x.pass(2)
		win := func(who record.ID, reason string) error {
			_, err := x.App.WinDeal(ctx, x.As(who), x.id, x.version(), reason)
			return err
		}
		reopen := func(who record.ID, reason string) error {
			_, err := x.App.ReopenDeal(ctx, x.As(who), x.id, x.version(), reason)
			return err
		}
		x.refused("rep wins early", fault.Conflict, "gate_unmet", func() error { return win(x.Mina, "已签") })
		x.refused("no reason", fault.Invalid, "reason_missing", func() error { return win(x.Mo, "") })
		x.refused("open already", fault.Conflict, "deal_open", func() error { return reopen(x.Mo, "x") })
		x.refused("back to where it is", fault.Invalid, "stage_not_earlier", func() error {
			_, err := x.App.BackDeal(ctx, x.As(x.Mina), x.id, x.version(), app.WhereBack{To: playbook.S3, Reason: "x"})
			return err
		})
		x.refused("lost to nobody", fault.Invalid, "reason_missing", func() error {
			_, err := x.App.LoseDeal(ctx, x.As(x.Mina), x.id, x.version(), app.WhyLost{Reason: "x"})
			return err
		})
		before := x.sheet(x.Mina).Deal.Standing
		x.ok(win(x.Mo, "单一来源，合同已签"))
		if d := x.sheet(x.Mina).Deal; d.Status != strategy.Won || d.Stage != playbook.D0 || d.StageVerified != playbook.S6 || d.WinProb != 1 {
			t.Errorf("won: got %+v %+v", d.Standing, d.Summary)
		}
		x.refused("closed", fault.Conflict, "deal_closed", func() error {
			_, err := x.App.AbandonDeal(ctx, x.As(x.Mina), x.id, x.version(), "x")
			return err
		})
		x.refused("rep reopens", fault.Denied, "denied", func() error { return reopen(x.Mina, "x") })
		x.refused("stale", fault.Stale, "stale", func() error {
			_, err := x.App.ReopenDeal(ctx, x.As(x.Mo), x.id, 1, "x")
			return err
		})
		x.ok(reopen(x.Mo, "合同作废"))
		if d := x.sheet(x.Mina).Deal; d.Standing != before {
			t.Errorf("reopened: got %+v, want %+v", d.Standing, before)
		}
		x.judged(playbook.Exits(playbook.S3)...)
		x.pass(1)
		x.pass(3)
		if d := x.sheet(x.Mina).Deal; d.Status != strategy.Won || d.Stage != playbook.D0 {
			t.Errorf("passing S6: got %+v, want won at D0", d.Standing)
		}
	})
}

func TestFlagsFollowTheFactsAndStayOnRecord(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		x.pass(1)
		if got := rules(x.sheet(x.Mina).Flags); !slices.Contains(got, "RF-01") || !slices.Contains(got, "RF-06") {
			t.Fatalf("S2 without people: got %v, want RF-01 and RF-06", got)
		}
		was := x.sheet(x.Mina)
		x.put("高远", app.NewInfluence{FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.EB}}})
		now := x.sheet(x.Mina)
		if slices.Contains(rules(now.Flags), "RF-01") || !slices.Contains(rules(now.Flags), "RF-06") {
			t.Errorf("with a decision maker: got %v", rules(now.Flags))
		}
		if now.Deal.Version != was.Deal.Version || now.Deal.FlagsAll != was.Deal.FlagsAll-1 {
			t.Errorf("got version %d and %d flags, want %d and %d", now.Deal.Version, now.Deal.FlagsAll, was.Deal.Version, was.Deal.FlagsAll-1)
		}
		x.pass(1)
		s := x.sheet(x.Mina)
		for _, f := range s.Flags {
			if f.Rule == "RF-03" && (f.SubjectKind != deal.AboutInfluence || len(f.Evidence.Facts()) != 2 || f.Severity != "high") {
				t.Errorf("got %+v, want evidence of stage and contact about the decision maker", f)
			}
		}
		if s.Deal.WorstAll != 4 || s.Deal.FlagsOpen != len(s.Flags) {
			t.Errorf("got %+v, want critical and %d flags", s.Deal.Summary, len(s.Flags))
		}
		early := rules(x.sheet(x.Mina).Flags)
		x.Clock.Pass(120 * 24 * time.Hour)
		x.ok(x.App.ReflagAll(ctx))
		got := rules(x.sheet(x.Mina).Flags)
		if slices.Contains(early, "RF-62") || !slices.Contains(got, "RF-62") {
			t.Errorf("after 120 days in a stage: got %v, want RF-62 besides %v", got, early)
		}
		acts := len(actsOf(x.Company))
		x.ok(x.App.ReflagAll(ctx))
		if again := len(actsOf(x.Company)); again != acts {
			t.Errorf("a second run of the same night recorded %d events", again-acts)
		}
	})
}

func TestOnePresentDecisionMaker(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		first := x.put("高远", app.NewInfluence{FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.EB, influence.UB}}})
		next := x.put("林一鸣", app.NewInfluence{})
		if x.sheet(x.Mina).Deal.EBChangedOn != 0 {
			t.Error("the first decision maker is no change")
		}
		x.refused("a second one", fault.Conflict, "multiple_eb", func() error { return x.observe(next, "roles", `["EB"]`) })
		if got := fault.Of(x.observe(next, "roles", `["EB"]`)).Params["holder"]; got != "高远" {
			t.Errorf("holder %v, want 高远", got)
		}
		x.refused("in the future", fault.Invalid, "day_in_future", func() error {
			_, err := x.App.Observe(ctx, x.As(x.Mina), first.ID, app.Sighting{Field: "support", Value: json.RawMessage("3"), On: x.App.Today().Add(1)})
			return err
		})
		x.refused("off the scale", fault.Invalid, "value_invalid", func() error { return x.observe(first, "support", "0") })
		x.ok(x.observe(first, "presence", `"left"`))
		x.ok(x.observe(next, "roles", `["EB"]`))
		if got := x.sheet(x.Mina).Deal.EBChangedOn; got != x.App.Today() {
			t.Errorf("the role moved on %v, want today", got)
		}
		x.refused("the first returns", fault.Conflict, "multiple_eb", func() error { return x.observe(first, "presence", `"joined"`) })
		seen, err := x.App.Observations(ctx, x.As(x.Mina), first.ID)
		if err != nil || len(seen) != 2 || seen[0].Field != "presence" {
			t.Errorf("got %+v (%v), want two observations, the latest first", seen, err)
		}
	})
}

func TestDossierOfActsIsThatOfItsJSON(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		x.pass(3)
		four, one := 4, 1
		x.edit(`{"amount":{"amount":"3860000.00","currency":"CNY"},"competition":"level","sso_when":"2027年一季度","sso_what":"调度平台",
 "sso_revenue":{"amount":"3860000.00","currency":"CNY"},"temperature":75,"risk":{"R1":2}}`)
		eb := x.put("高远", app.NewInfluence{InfluenceFields: deal.InfluenceFields{Level: "H", Wins: []string{"recognition"}},
			FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.EB}, Support: 3, Contact: 1, Expectation: &four, Reality: &one, Baseline: &four}})
		yes := true
		co := x.put("周可", app.NewInfluence{InfluenceFields: deal.InfluenceFields{Hidden: true, C1: &yes, C2: &yes, C3: &yes},
			FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.CO}}})
		x.ok(x.App.PutEdge(ctx, x.As(x.Mina), x.id, co.ID, eb.ID))
		_, err := x.App.AddCompetitor(ctx, x.As(x.Mina), x.id, deal.CompetitorFields{Name: "远帆软件", Position: strategy.RivalLevel})
		x.ok(err)
		x.ok(x.observe(eb, "support", "-3"))
		_, err = x.App.OverrideGate(ctx, x.As(x.Mo), x.id,
			app.GateOverride{Criterion: "X4", Reason: "预算口头确认", ExpiresOn: x.App.Today().Add(10)})
		x.ok(err)
		facts, err := x.DB.Reads().Facts(ctx, org.Everyone("test"), x.id)
		x.ok(err)
		d := facts[0].Dossier(x.App.Today())
		text, err := strategy.WriteDossier(&d)
		x.ok(err)
		read, err := strategy.ReadDossier(text)
		x.ok(err)
		got, want := strategy.Diagnose(&d), strategy.Diagnose(&read)
		a, _ := json.Marshal(got)
		b, _ := json.Marshal(want)
		if string(a) != string(b) || len(got.Flags) < 5 {
			t.Errorf("from the rows:\n%s\nfrom their JSON:\n%s", a, b)
		}
		if drop := got.Persons[0].Drop; drop != 6 {
			t.Errorf("support fell by %d, want 6", drop)
		}
	})
}

func TestQualificationDerivesTheGate(t *testing.T) {
	eachTable(t, func(t *testing.T, x *table) {
		x.edit(`{"man_m":"yes","man_a":"no","man_n":"yes"}`)
		s := x.sheet(x.Mina)
		if !s.Criteria[0].Met || s.Criteria[0].How != deal.ByFacts || s.Criteria[1].Met || s.Criteria[3].How != deal.ByNothing {
			t.Errorf("got %+v", s.Criteria)
		}
		if s.Diagnosis.MANScore != 2 || s.Deal.M != qualify.Yes {
			t.Errorf("got MAN %d", s.Diagnosis.MANScore)
		}
	})
}
