package app

import (
	"context"
	"strconv"

	"sente/internal/sales/deal"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/ownrule"
	"sente/internal/sales/record"
	"sente/internal/sales/rulebook"
	"sente/internal/store"
)

// RuleText says what a company rule that ever was is called, and what its flags
// tell.
type RuleText struct {
	Code string        `json:"code"`
	Name ownrule.Words `json:"name"`
	Why  ownrule.Words `json:"why"`
	Do   ownrule.Words `json:"do"`
}

// OwnRules lists the texts of the company's own rules, removed ones too, as far as
// the listed versions know them.
func (a *App) OwnRules(ctx context.Context, who org.Actor) ([]RuleText, error) {
	if err := holds(who, org.ReadDeals); err != nil {
		return nil, err
	}
	books, err := a.db.Reads().Books(ctx, rulesListed)
	if err != nil {
		return nil, err
	}
	out, seen := []RuleText{}, map[string]bool{}
	for _, b := range books {
		for _, r := range b.Content.Own {
			if !seen[r.Code] {
				seen[r.Code] = true
				out = append(out, RuleText{r.Code, r.Name, r.Why, r.Do})
			}
		}
	}
	return out, nil
}

// CheckOwnRule reports what is wrong with an expression, at its place; nothing is
// saved.
func (a *App) CheckOwnRule(_ context.Context, who org.Actor, expression string) error {
	if err := holds(who, org.AdminSettings); err != nil {
		return err
	}
	if _, bad := ownrule.Compile(expression); bad != nil {
		return bad.At("expression")
	}
	return nil
}

// RuleFields lists what expressions may read and use.
func (a *App) RuleFields(_ context.Context, who org.Actor) ([]ownrule.RuleField, error) {
	if err := holds(who, org.AdminSettings); err != nil {
		return nil, err
	}
	return ownrule.Fields(), nil
}

// OwnRuleJob is the kind of job that switches an own rule off that failed.
const OwnRuleJob = "own_rule"

// FailedRule is what the job is told.
type FailedRule struct {
	Rule       string    `json:"rule"`
	Expression string    `json:"expression"`
	Code       string    `json:"code"`
	DealID     record.ID `json:"deal_id"`
}

// reportFailed asks for own rules that failed to be switched off, when the act
// that came across them is committed.
func reportFailed(ctx context.Context, tx *store.Tx, failed []deal.Failure) error {
	for _, x := range failed {
		if err := tx.Enqueue(ctx, OwnRuleJob, FailedRule(x), OwnRuleJob+":"+x.Rule); err != nil {
			return err
		}
	}
	return nil
}

// StopOwnRule switches off an own rule that failed, as a new version of the rules
// without an author, and says so in an event; nothing happens when it was changed
// since. It is for jobs.
func (a *App) StopOwnRule(ctx context.Context, x FailedRule) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		before, err := tx.Book(ctx)
		if err != nil {
			return err
		}
		why := ownrule.RuleFailure{Code: x.Code, DealID: x.DealID, On: a.day(tx.Now())}
		content, changed := before.Content.Stop(x.Rule, x.Expression, why)
		if !changed {
			return nil
		}
		out := rulebook.Book{Content: content}
		if err := addBook(ctx, tx, before, &out); err != nil {
			return err
		}
		said := event.Params{"number": strconv.FormatInt(out.Number, 10), "rule": x.Rule}
		return tx.Record(ctx, event.Event{Act: "rules.stopped", Kind: record.RuleBook, SubjectID: out.ID,
			On: why.On, Params: said})
	})
}
