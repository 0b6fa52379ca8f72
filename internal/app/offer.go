package app

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// AddProposal notes an edition of our proposal on a deal.
func (a *App) AddProposal(ctx context.Context, who org.Actor, id record.ID,
	f deal.ProposalFields) (deal.Proposal, error) {
	return addEntry(ctx, a, who, id, deal.Proposal{ProposalFields: f})
}

// EditProposal changes fields of a proposal: patch is a JSON object of the members to
// change.
func (a *App) EditProposal(ctx context.Context, who org.Actor, id record.ID, version int64,
	patch []byte) (deal.Proposal, error) {
	return editEntry(ctx, a, who, versioned{id, version},
		func(x *deal.Proposal) error { return merge(&x.ProposalFields, patch) })
}

// RemoveProposal puts a proposal into the trash.
func (a *App) RemoveProposal(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	return removeEntry[deal.Proposal](ctx, a, who, versioned{id, version})
}

// AddObjection notes an objection of the customer on a deal.
func (a *App) AddObjection(ctx context.Context, who org.Actor, id record.ID,
	f deal.ObjectionFields) (deal.Objection, error) {
	return addEntry(ctx, a, who, id, deal.Objection{ObjectionFields: f})
}

// EditObjection changes fields of an objection: patch is a JSON object of the members to
// change.
func (a *App) EditObjection(ctx context.Context, who org.Actor, id record.ID, version int64,
	patch []byte) (deal.Objection, error) {
	return editEntry(ctx, a, who, versioned{id, version},
		func(x *deal.Objection) error { return merge(&x.ObjectionFields, patch) })
}

// RemoveObjection puts an objection into the trash.
func (a *App) RemoveObjection(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	return removeEntry[deal.Objection](ctx, a, who, versioned{id, version})
}
