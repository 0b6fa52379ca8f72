package app

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// SetTemplate gives a deal another template of stages. Its unified stage, its
// judgements and its history stay as they are; one event tells of the change.
func (a *App) SetTemplate(ctx context.Context, who org.Actor, id record.ID, version int64,
	template playbook.ModelCode) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		old, err := dealToChange(ctx, tx, who, id, org.EditDeals)
		if err != nil {
			return err
		}
		if err := fresh(old.Meta, version); err != nil {
			return err
		}
		next := old
		if next.Standing, err = old.Follow(template); err != nil || next.Template == old.Template {
			return err
		}
		return a.templateSet(ctx, tx, dealAct{who, "deal.template_set", old}, &next)
	})
}

// templateSet saves the deal and tells of its template.
func (a *App) templateSet(ctx context.Context, tx *store.Tx, act dealAct, d *deal.Deal) error {
	f, err := tx.FactsOf(ctx, act.before)
	if err != nil {
		return err
	}
	if err := a.saveDeal(ctx, tx, f, d); err != nil {
		return err
	}
	e := dealEvent(act.who, act.name, *d, a.day(tx.Now()))
	e.Params["from"], e.Params["to"] = string(act.before.Template), string(d.Template)
	return tx.Record(ctx, e)
}
