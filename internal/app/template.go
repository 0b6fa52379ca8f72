package app

import (
	"context"

	"sente/internal/fault"
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
		next, own := old, (*playbook.Own)(nil)
		next.Standing, own, err = followed(ctx, &tx.Reads, old.Standing, template)
		if err != nil || next.Template == old.Template {
			return err
		}
		return a.templateSet(ctx, tx, dealAct{who, "deal.template_set", old}, &next, own)
	})
}

// followed is a standing with another template, which comes with it when it is one
// of the company's own. One that is retired only those follow who did before.
func followed(ctx context.Context, r *store.Reads, s deal.Standing,
	template playbook.ModelCode) (deal.Standing, *playbook.Own, error) {
	next, err := s.Follow(template)
	if err != nil || !next.Template.Owned() {
		return next, nil, err
	}
	own, err := r.OwnTemplate(ctx, next.Template)
	switch {
	case fault.Is(err, fault.NotFound):
		err = fault.New(fault.Invalid, "value_invalid").At("template")
	case err == nil && own.Content.Retired && s.Template != template:
		err = fault.New(fault.Invalid, "template_retired").At("template")
	}
	return next, &own, err
}

// templateSet saves the deal and tells of its template; own is that, when it is
// one of the company's own.
func (a *App) templateSet(ctx context.Context, tx *store.Tx, act dealAct, d *deal.Deal,
	own *playbook.Own) error {
	f, err := tx.FactsOf(ctx, act.before)
	if err != nil {
		return err
	}
	f.Own = own
	if err := a.saveDeal(ctx, tx, f, d); err != nil {
		return err
	}
	e := dealEvent(act.who, act.name, *d, a.day(tx.Now()))
	e.Params["from"], e.Params["to"] = string(act.before.Template), string(d.Template)
	return tx.Record(ctx, e)
}
