package app

import (
	"cmp"
	"context"
	"slices"
	"time"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/rulebook"
	"sente/internal/store"
)

// Measures of a trial.
const (
	trialBatch = 200              // deals that are read at once
	trialTime  = 10 * time.Second // after which it says what it has found so far
	trialShown = 20               // deals that are named
)

// Trial is what a draft of the rules would do to the open deals.
type Trial struct {
	Deals   int         `json:"deals" doc:"open deals that were looked at: those that one may see"`
	Partial bool        `json:"partial,omitzero" doc:"there are more, but it took too long"`
	Raised  int         `json:"raised" doc:"flags more"`
	Cleared int         `json:"cleared" doc:"flags less"`
	Moved   int         `json:"moved" doc:"flags of another severity"`
	Rules   []TrialRule `json:"rules" nullable:"false" doc:"rules whose flags change"`
	First   []TrialDeal `json:"first" nullable:"false" doc:"the first deals whose flags change"`
	Failed  []string    `json:"failed" nullable:"false" doc:"own rules that could not be worked out on one of them"`
}

// TrialRule is what becomes of the flags of one rule.
type TrialRule struct {
	Rule    string `json:"rule"`
	Raised  int    `json:"raised"`
	Cleared int    `json:"cleared"`
	Moved   int    `json:"moved"`
}

// TrialDeal is a deal whose flags change.
type TrialDeal struct {
	ID      record.ID `json:"id"`
	Name    string    `json:"name"`
	Raised  []string  `json:"raised" nullable:"false" doc:"rules"`
	Cleared []string  `json:"cleared" nullable:"false" doc:"rules"`
	Moved   []string  `json:"moved" nullable:"false" doc:"rules"`
}

// TryRules says what a draft would do to the flags of the open deals that the
// actor sees, without saving anything. Hidden coaches and costs that he may not
// know play no part.
func (a *App) TryRules(ctx context.Context, who org.Actor, c rulebook.Content) (Trial, error) {
	out := Trial{Rules: []TrialRule{}, First: []TrialDeal{}, Failed: []string{}}
	if err := holds(who, org.AdminSettings); err != nil {
		return out, err
	}
	r := a.db.Reads()
	now, err := r.Book(ctx)
	if err != nil {
		return out, err
	}
	d := rulebook.Draft{Content: c}
	if err := complete(&d, &now.Content); err != nil {
		return out, err
	}
	before, err := a.inForce(ctx, r)
	if err != nil {
		return out, err
	}
	book := rulebook.Book{Content: d.Content}
	t := trial{Trial: &out, app: a, who: who, scope: who.Scope(org.ReadDeals),
		before: before, after: book.InForce()}
	if err := t.run(ctx, r); err != nil {
		return out, err
	}
	slices.SortFunc(out.Rules, func(x, y TrialRule) int { return cmp.Compare(x.Rule, y.Rule) })
	return out, listed(ctx, a, who, out.First, func(x TrialDeal) record.ID { return x.ID })
}

// trial is a trial going on.
type trial struct {
	*Trial
	app           *App
	who           org.Actor
	scope         org.Scope
	before, after *rulebook.InForce
}

func (t *trial) run(ctx context.Context, r *store.Reads) error {
	began := time.Now()
	var last record.ID
	for {
		batch, err := r.OpenDeals(ctx, t.scope, last, trialBatch)
		if err != nil || len(batch) == 0 {
			return err
		}
		if time.Since(began) > trialTime {
			t.Partial = true
			return nil
		}
		facts, err := r.Facts(ctx, t.scope, batch...)
		if err != nil {
			return err
		}
		for i := range facts {
			t.look(&facts[i])
		}
		last = batch[len(batch)-1]
	}
}

// look compares what both versions say of a deal.
func (t *trial) look(full *deal.Facts) {
	seen := *full
	if !t.scope.SeesSecrets(full.Deal.OwnerID) {
		seen = full.Masked()
	}
	if !seesCost(t.who, full.Deal.OwnerID, nil) {
		seen.Cost = nil
	}
	today := t.app.Today()
	before, after := seen.Diagnose(today, t.before), seen.Diagnose(today, t.after)
	t.Deals++
	for _, x := range after.Failed {
		if !slices.Contains(t.Failed, x.Rule) {
			t.Failed = append(t.Failed, x.Rule)
		}
	}
	x := TrialDeal{ID: full.Deal.ID, Name: full.Deal.Name,
		Raised: []string{}, Cleared: []string{}, Moved: []string{}}
	for _, c := range after.FlagsAgainst(&before) {
		at := t.rule(c.Rule)
		switch {
		case c.Was == "":
			at.Raised, t.Raised, x.Raised = at.Raised+1, t.Raised+1, append(x.Raised, c.Rule)
		case c.Is == "":
			at.Cleared, t.Cleared, x.Cleared = at.Cleared+1, t.Cleared+1, append(x.Cleared, c.Rule)
		default:
			at.Moved, t.Moved, x.Moved = at.Moved+1, t.Moved+1, append(x.Moved, c.Rule)
		}
	}
	if len(t.First) < trialShown && len(x.Raised)+len(x.Cleared)+len(x.Moved) > 0 {
		t.First = append(t.First, x)
	}
}

// rule is the line of a rule.
func (t *trial) rule(id string) *TrialRule {
	i := slices.IndexFunc(t.Rules, func(x TrialRule) bool { return x.Rule == id })
	if i < 0 {
		i, t.Rules = len(t.Rules), append(t.Rules, TrialRule{Rule: id})
	}
	return &t.Rules[i]
}
