package api

import (
	"context"

	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

func (s *Server) trashRoutes() []route {
	return []route{
		on("DELETE /api/accounts/{id}", "TrashAccount", org.EditAccounts, s.trashAccount),
		on("DELETE /api/contacts/{id}", "TrashContact", org.EditAccounts, s.trashContact),
		on("GET /api/trash", "Trash", org.EditDeals, s.listTrash),
		on("POST /api/trash/{kind}/{id}/restore", "Restore", org.EditDeals, s.restore),
		on("POST /api/entries/{kind}/{id}/restore", "RestoreEntry", org.EditDeals, s.restoreEntry),
	}
}

func (s *Server) trashDeal(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.TrashDeal(ctx, who, in.ID, v)
}

func (s *Server) trashAccount(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.TrashAccount(ctx, who, in.ID, v)
}

func (s *Server) trashContact(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.TrashContact(ctx, who, in.ID, v)
}

func (s *Server) listTrash(
	ctx context.Context, who org.Actor, _ *struct{},
) (*body[all[store.Trashed]], error) {
	items, err := s.app.Trash(ctx, who)
	return whole(items, same, err)
}

type restoreInput struct {
	Kind string    `path:"kind" enum:"deal,account,contact"`
	ID   record.ID `path:"id"`
}

func (s *Server) restore(ctx context.Context, who org.Actor, in *restoreInput) (*nothing, error) {
	return &nothing{}, s.app.Restore(ctx, who, record.Ref{Kind: record.Kind(in.Kind), ID: in.ID})
}

type restoreEntryInput struct {
	Kind string    `path:"kind" enum:"need,decision_criterion,competitor,intel,strength,weakness,proposal,change_review,external_body,objection,visit,booking"`
	ID   record.ID `path:"id"`
}

func (s *Server) restoreEntry(ctx context.Context, who org.Actor, in *restoreEntryInput) (*nothing, error) {
	return &nothing{}, s.app.RestoreEntry(ctx, who, record.Ref{Kind: record.Kind(in.Kind), ID: in.ID})
}
