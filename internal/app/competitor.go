package app

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// AddCompetitor notes a rival on a deal.
func (a *App) AddCompetitor(ctx context.Context, who org.Actor, id record.ID,
	f deal.CompetitorFields) (deal.Competitor, error) {
	out := deal.Competitor{DealID: id, CompetitorFields: f}
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		d, err := lockedDeal(ctx, tx, who, id)
		if err != nil {
			return err
		}
		if err := permit(who, org.EditDeals, d.OwnerID, false); err != nil {
			return err
		}
		if err := out.Check(a.day(tx.Now())); err != nil {
			return err
		}
		out.Meta = record.Meta{}
		if err := store.Add(ctx, tx, &out); err != nil {
			return err
		}
		return a.competitorChanged(ctx, tx, &seeing{who: who, deal: d, act: "competitor.added"}, out)
	})
	return out, err
}

// EditCompetitor changes fields of a rival: patch is a JSON object of the members
// to change.
func (a *App) EditCompetitor(ctx context.Context, who org.Actor, id record.ID, version int64,
	patch []byte) (deal.Competitor, error) {
	const act = "competitor.edited"
	return a.changeCompetitor(ctx, who, id, act, func(tx *store.Tx, next *deal.Competitor) error {
		if err := fresh(next.Meta, version); err != nil {
			return err
		}
		if err := merge(&next.CompetitorFields, patch); err != nil {
			return err
		}
		return next.Check(a.day(tx.Now()))
	})
}

// RemoveCompetitor takes a rival off a deal, into the trash.
func (a *App) RemoveCompetitor(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	const act = "competitor.removed"
	_, err := a.changeCompetitor(ctx, who, id, act, func(tx *store.Tx, next *deal.Competitor) error {
		err := fresh(next.Meta, version)
		next.DeletedAt = tx.Now()
		return err
	})
	return err
}

func (a *App) changeCompetitor(ctx context.Context, who org.Actor, id record.ID, act string,
	change func(*store.Tx, *deal.Competitor) error) (deal.Competitor, error) {
	var out deal.Competitor
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		old, err := tx.Competitor(ctx, who.Scope(org.ReadDeals), id)
		if err != nil {
			return err
		}
		d, err := lockedDeal(ctx, tx, who, old.DealID)
		if err != nil {
			return err
		}
		if err := permit(who, org.EditDeals, d.OwnerID, false); err != nil {
			return err
		}
		out = old
		if err := change(tx, &out); err != nil {
			return err
		}
		if err := store.Save(ctx, tx, old, &out); err != nil {
			return err
		}
		return a.competitorChanged(ctx, tx, &seeing{who: who, deal: d, act: act}, out)
	})
	return out, err
}

func (a *App) competitorChanged(ctx context.Context, tx *store.Tx, act *seeing, c deal.Competitor) error {
	if err := a.reflag(ctx, tx, act.deal.ID); err != nil {
		return err
	}
	e := dealEvent(act.who, act.act, act.deal, a.day(tx.Now()))
	e.Kind, e.SubjectID, e.Params["name"] = record.Competitor, c.ID, c.Name
	return tx.Record(ctx, e)
}
