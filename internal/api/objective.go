package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/org"
)

func (s *Server) objectiveRoutes() []route {
	return []route{on("GET /api/deals/{id}/objective", "Objective", org.ReadDeals, s.getObjective)}
}

func (s *Server) getObjective(ctx context.Context, who org.Actor,
	in *byID) (*body[all[app.ObjectiveStep]], error) {
	steps, err := s.app.Objective(ctx, who, in.ID)
	return whole(steps, same, err)
}
