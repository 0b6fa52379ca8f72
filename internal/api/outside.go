package api

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
)

func (s *Server) outsideRoutes() []route {
	return []route{
		on("POST /api/deals/{id}/change-reviews", "AddChangeReview", org.EditDeals, s.addChangeReview),
		on("PATCH /api/change-reviews/{id}", "EditChangeReview", org.EditDeals, s.editChangeReview),
		on("DELETE /api/change-reviews/{id}", "RemoveChangeReview", org.EditDeals, s.removeChangeReview),
		on("POST /api/deals/{id}/external-bodies", "AddExternalBody", org.EditDeals, s.addExternalBody),
		on("PATCH /api/external-bodies/{id}", "EditExternalBody", org.EditDeals, s.editExternalBody),
		on("DELETE /api/external-bodies/{id}", "RemoveExternalBody", org.EditDeals, s.removeExternalBody),
	}
}

func (s *Server) addChangeReview(ctx context.Context, who org.Actor,
	in *onDeal[deal.ChangeReviewFields]) (*body[deal.ChangeReview], error) {
	return answer(s.app.AddChangeReview(ctx, who, in.ID, in.Body))
}

func (s *Server) editChangeReview(ctx context.Context, who org.Actor,
	in *edit[deal.ChangeReviewFields]) (*body[deal.ChangeReview], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditChangeReview(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) removeChangeReview(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.RemoveChangeReview(ctx, who, in.ID, v)
}

func (s *Server) addExternalBody(ctx context.Context, who org.Actor,
	in *onDeal[deal.ExternalBodyFields]) (*body[deal.ExternalBody], error) {
	return answer(s.app.AddExternalBody(ctx, who, in.ID, in.Body))
}

func (s *Server) editExternalBody(ctx context.Context, who org.Actor,
	in *edit[deal.ExternalBodyFields]) (*body[deal.ExternalBody], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditExternalBody(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) removeExternalBody(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.RemoveExternalBody(ctx, who, in.ID, v)
}
