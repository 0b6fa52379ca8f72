package api

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
)

func (s *Server) offerRoutes() []route {
	return []route{
		on("POST /api/deals/{id}/proposals", "AddProposal", org.EditDeals, s.addProposal),
		on("PATCH /api/proposals/{id}", "EditProposal", org.EditDeals, s.editProposal),
		on("DELETE /api/proposals/{id}", "RemoveProposal", org.EditDeals, s.removeProposal),
		on("POST /api/deals/{id}/objections", "AddObjection", org.EditDeals, s.addObjection),
		on("PATCH /api/objections/{id}", "EditObjection", org.EditDeals, s.editObjection),
		on("DELETE /api/objections/{id}", "RemoveObjection", org.EditDeals, s.removeObjection),
	}
}

func (s *Server) addProposal(ctx context.Context, who org.Actor,
	in *onDeal[deal.ProposalFields]) (*body[deal.Proposal], error) {
	return answer(s.app.AddProposal(ctx, who, in.ID, in.Body))
}

func (s *Server) editProposal(ctx context.Context, who org.Actor,
	in *edit[deal.ProposalFields]) (*body[deal.Proposal], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditProposal(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) removeProposal(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.RemoveProposal(ctx, who, in.ID, v)
}

func (s *Server) addObjection(ctx context.Context, who org.Actor,
	in *onDeal[deal.ObjectionFields]) (*body[deal.Objection], error) {
	return answer(s.app.AddObjection(ctx, who, in.ID, in.Body))
}

func (s *Server) editObjection(ctx context.Context, who org.Actor,
	in *edit[deal.ObjectionFields]) (*body[deal.Objection], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditObjection(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) removeObjection(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.RemoveObjection(ctx, who, in.ID, v)
}
