package app

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// AddChangeReview notes a check of what changed at the customer on a deal.
func (a *App) AddChangeReview(ctx context.Context, who org.Actor, id record.ID,
	f deal.ChangeReviewFields) (deal.ChangeReview, error) {
	return addEntry(ctx, a, who, id, deal.ChangeReview{ChangeReviewFields: f})
}

// EditChangeReview changes fields of a change review: patch is a JSON object of the members to
// change.
func (a *App) EditChangeReview(ctx context.Context, who org.Actor, id record.ID, version int64,
	patch []byte) (deal.ChangeReview, error) {
	return editEntry(ctx, a, who, versioned{id, version},
		func(x *deal.ChangeReview) error { return merge(&x.ChangeReviewFields, patch) })
}

// RemoveChangeReview puts a change review into the trash.
func (a *App) RemoveChangeReview(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	return removeEntry[deal.ChangeReview](ctx, a, who, versioned{id, version})
}

// AddExternalBody notes an outside party in the decision on a deal.
func (a *App) AddExternalBody(ctx context.Context, who org.Actor, id record.ID,
	f deal.ExternalBodyFields) (deal.ExternalBody, error) {
	return addEntry(ctx, a, who, id, deal.ExternalBody{ExternalBodyFields: f})
}

// EditExternalBody changes fields of an outside party: patch is a JSON object of the members to
// change.
func (a *App) EditExternalBody(ctx context.Context, who org.Actor, id record.ID, version int64,
	patch []byte) (deal.ExternalBody, error) {
	return editEntry(ctx, a, who, versioned{id, version},
		func(x *deal.ExternalBody) error { return merge(&x.ExternalBodyFields, patch) })
}

// RemoveExternalBody puts an outside party into the trash.
func (a *App) RemoveExternalBody(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	return removeEntry[deal.ExternalBody](ctx, a, who, versioned{id, version})
}
