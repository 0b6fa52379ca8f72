package api

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
)

func (s *Server) competitorRoutes() []route {
	return []route{
		on("POST /api/deals/{id}/competitors", "AddCompetitor", org.EditDeals, s.addCompetitor),
		on("PATCH /api/competitors/{id}", "EditCompetitor", org.EditDeals, s.editCompetitor),
		on("DELETE /api/competitors/{id}", "RemoveCompetitor", org.EditDeals, s.removeCompetitor),
	}
}

func (s *Server) addCompetitor(ctx context.Context, who org.Actor,
	in *onDeal[deal.CompetitorFields]) (*body[deal.Competitor], error) {
	return answer(s.app.AddCompetitor(ctx, who, in.ID, in.Body))
}

func (s *Server) editCompetitor(ctx context.Context, who org.Actor,
	in *edit[deal.CompetitorFields]) (*body[deal.Competitor], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditCompetitor(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) removeCompetitor(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.RemoveCompetitor(ctx, who, in.ID, v)
}
