package app

import (
	"context"

	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// RestoreEntry takes something that people wrote about a deal out of the trash.
func (a *App) RestoreEntry(ctx context.Context, who org.Actor, of record.Ref) error {
	switch of.Kind {
	case record.Need:
		return restoreEntry[deal.Need](ctx, a, who, of.ID)
	case record.Decision:
		return restoreEntry[deal.Decision](ctx, a, who, of.ID)
	case record.Competitor:
		return restoreEntry[deal.Competitor](ctx, a, who, of.ID)
	case record.Intel:
		return restoreEntry[deal.Intel](ctx, a, who, of.ID)
	case record.Strength:
		return restoreEntry[deal.Strength](ctx, a, who, of.ID)
	case record.Weakness:
		return restoreEntry[deal.Weakness](ctx, a, who, of.ID)
	case record.Proposal:
		return restoreEntry[deal.Proposal](ctx, a, who, of.ID)
	case record.ChangeReview:
		return restoreEntry[deal.ChangeReview](ctx, a, who, of.ID)
	case record.ExternalBody:
		return restoreEntry[deal.ExternalBody](ctx, a, who, of.ID)
	case record.Objection:
		return restoreEntry[deal.Objection](ctx, a, who, of.ID)
	case record.Visit:
		return restoreEntry[deal.Visit](ctx, a, who, of.ID)
	case record.Booking:
		return restoreEntry[deal.Booking](ctx, a, who, of.ID)
	}
	return fault.New(fault.NotFound, "not_found")
}

func restoreEntry[T any, P written[T]](ctx context.Context, a *App, who org.Actor, id record.ID) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		scope := who.Scope(org.ReadDeals)
		seen, err := store.TrashedEntry[T](ctx, &tx.Reads, scope, id)
		if err != nil {
			return err
		}
		d, err := dealToChange(ctx, tx, who, *P(&seen).Of(), org.EditDeals)
		if err != nil {
			return err
		}
		old, err := store.TrashedEntry[T](ctx, &tx.Reads, scope, id)
		if err != nil {
			return err
		}
		next := old
		P(&next).Head().DeletedAt = 0
		act := entryAct[T, P]{a: a, who: who, deal: d, act: "restored", before: &old}
		return act.write(ctx, tx, &next)
	})
}
