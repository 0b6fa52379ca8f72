package app

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// AddStrength notes a strength of ours on a deal.
func (a *App) AddStrength(ctx context.Context, who org.Actor, id record.ID,
	f deal.StrengthFields) (deal.Strength, error) {
	return addEntry(ctx, a, who, id, deal.Strength{StrengthFields: f})
}

// EditStrength changes fields of a strength of ours: patch is a JSON object of the members to
// change.
func (a *App) EditStrength(ctx context.Context, who org.Actor, id record.ID, version int64,
	patch []byte) (deal.Strength, error) {
	return editEntry(ctx, a, who, versioned{id, version},
		func(x *deal.Strength) error { return merge(&x.StrengthFields, patch) })
}

// RemoveStrength puts a strength of ours into the trash.
func (a *App) RemoveStrength(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	return removeEntry[deal.Strength](ctx, a, who, versioned{id, version})
}

// AddWeakness notes a weakness of ours on a deal.
func (a *App) AddWeakness(ctx context.Context, who org.Actor, id record.ID,
	f deal.WeaknessFields) (deal.Weakness, error) {
	return addEntry(ctx, a, who, id, deal.Weakness{WeaknessFields: f})
}

// EditWeakness changes fields of a weakness of ours: patch is a JSON object of the members to
// change.
func (a *App) EditWeakness(ctx context.Context, who org.Actor, id record.ID, version int64,
	patch []byte) (deal.Weakness, error) {
	return editEntry(ctx, a, who, versioned{id, version},
		func(x *deal.Weakness) error { return merge(&x.WeaknessFields, patch) })
}

// RemoveWeakness puts a weakness of ours into the trash.
func (a *App) RemoveWeakness(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	return removeEntry[deal.Weakness](ctx, a, who, versioned{id, version})
}
