package demo

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/playbook"
)

// planGates puts the passing of the gates on their days, with the evidence two
// days before, and then the judging of the present gate.
func (t *teller) planGates(x *running) error {
	for i, ago := range x.path[1:] {
		t.on(min(ago+2, x.path[i]), "evidence for "+x.name,
			func(ctx context.Context) error { return x.submitOpen(ctx, t) })
		t.on(ago, "advance of "+x.name, func(ctx context.Context) error { return x.pass(ctx, t) })
	}
	if x.back != "" {
		part := strings.SplitN(x.back, " ", 3)
		ago, err := strconv.Atoi(part[0])
		if err != nil || len(part) < 3 {
			return fmt.Errorf("not a step back: %q", x.back)
		}
		t.on(ago, "step back of "+x.name, func(ctx context.Context) error {
			sheet, err := t.app.Sheet(ctx, x.owner, x.id)
			if err != nil {
				return err
			}
			_, err = t.app.BackDeal(ctx, x.owner, x.id, sheet.Deal.Version,
				app.WhereBack{To: playbook.Stage(part[1]), Reason: part[2]})
			return err
		})
	}
	for i, word := range strings.Fields(x.gate) {
		t.planVerdict(x, playbook.Exit(word[:2]), word[2:], i)
	}
	return nil
}

// planVerdict judges one criterion of the present gate.
func (t *teller) planVerdict(x *running, exit playbook.Exit, sign string, i int) {
	what := string(exit) + " of " + x.name
	stage := playbook.Stage("").All()[len(x.path)-1]
	if sign != "o" {
		t.on(min(6, x.late()), what, func(ctx context.Context) error { return x.submit(ctx, t, stage, exit) })
	}
	verdict := map[string]deal.JudgementAct{"+": deal.Accepted, "-": deal.Refused}[sign]
	t.on(min(3, x.late()), what, func(ctx context.Context) error {
		switch {
		case sign == "o":
			return x.override(ctx, t, exit)
		case verdict == deal.Accepted:
			return x.judge(ctx, t, exit, verdict, verdicts[i%len(verdicts)])
		case verdict == deal.Refused:
			return x.judge(ctx, t, exit, verdict, "只有口头说法，请补书面依据")
		}
		return nil
	})
}

func (x *running) submit(ctx context.Context, t *teller, s playbook.Stage, exit playbook.Exit) error {
	t.clock.Pass(pause)
	e := app.Evidence{Criterion: exit, Text: proofs[string(s)+"."+string(exit)]}
	_, err := t.app.SubmitEvidence(ctx, x.owner, x.id, e)
	return err
}

func (x *running) judge(ctx context.Context, t *teller, exit playbook.Exit, verdict deal.JudgementAct,
	why string) error {
	t.clock.Pass(pause)
	_, err := t.app.JudgeEvidence(ctx, x.boss, x.id,
		app.GateVerdict{Criterion: exit, Verdict: verdict, Note: why})
	return err
}

// overrideDays is how long an override holds in the story.
const overrideDays = 30

func (x *running) override(ctx context.Context, t *teller, exit playbook.Exit) error {
	_, err := t.app.OverrideGate(ctx, x.boss, x.id, app.GateOverride{Criterion: exit,
		Reason: "客户内部流程所限，先行推进，本月内补齐", ExpiresOn: t.app.Today().Add(overrideDays)})
	return err
}

// submitOpen puts evidence forward for what the facts do not show.
func (x *running) submitOpen(ctx context.Context, t *teller) error {
	sheet, err := t.app.Sheet(ctx, x.owner, x.id)
	if err != nil {
		return err
	}
	for _, c := range sheet.Criteria {
		if c.Met || x.forced(sheet.Deal.Stage, c.Code) {
			continue
		}
		if err := x.submit(ctx, t, sheet.Deal.Stage, c.Code); err != nil {
			return err
		}
	}
	return nil
}

func (x *running) forced(s playbook.Stage, exit playbook.Exit) bool {
	return x.force == string(s)+"."+string(exit)
}

// pass has the manager accept what is open, and advances the deal; passing S6
// wins it.
func (x *running) pass(ctx context.Context, t *teller) error {
	sheet, err := t.app.Sheet(ctx, x.owner, x.id)
	if err != nil {
		return err
	}
	for i, c := range sheet.Criteria {
		if !c.Met {
			if err := x.settle(ctx, t, sheet.Deal.Stage, c, i); err != nil {
				return fmt.Errorf("%s: %w", c.Code, err)
			}
		}
	}
	_, err = t.app.AdvanceDeal(ctx, x.owner, x.id, sheet.Deal.Version)
	return err
}

func (x *running) settle(ctx context.Context, t *teller, s playbook.Stage, c deal.Criterion, i int) error {
	if x.forced(s, c.Code) {
		return x.override(ctx, t, c.Code)
	}
	why := verdicts[i%len(verdicts)]
	err := x.judge(ctx, t, c.Code, deal.Accepted, why)
	if !fault.Is(err, fault.Conflict) {
		return err
	}
	if err := x.submit(ctx, t, s, c.Code); err != nil {
		return err
	}
	return x.judge(ctx, t, c.Code, deal.Accepted, why)
}

// planEnd closes a past sale.
func (t *teller) planEnd(x *running) {
	e := x.end
	if e.ago == 0 {
		return
	}
	if e.as == "won" && !e.early {
		t.on(e.ago+1, "contract of "+x.name, func(ctx context.Context) error { return x.submitOpen(ctx, t) })
		t.on(e.ago, "signing of "+x.name, func(ctx context.Context) error { return x.pass(ctx, t) })
		return
	}
	t.on(e.ago, "end of "+x.name, func(ctx context.Context) error {
		sheet, err := t.app.Sheet(ctx, x.owner, x.id)
		if err != nil {
			return err
		}
		version := sheet.Deal.Version
		switch e.as {
		case "won":
			_, err = t.app.WinDeal(ctx, x.boss, x.id, version, e.why)
		case "lost":
			_, err = t.app.LoseDeal(ctx, x.owner, x.id, version, app.WhyLost{LostTo: e.to, Reason: e.why})
		case "abandoned":
			_, err = t.app.AbandonDeal(ctx, x.owner, x.id, version, e.why)
		default:
			_, err = t.app.DowngradeDeal(ctx, x.owner, x.id, version, e.why)
		}
		return err
	})
}
