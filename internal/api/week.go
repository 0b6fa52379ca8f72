package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

func (s *Server) weekRoutes() []route {
	return []route{on("GET /api/week", "Week", org.ReadDeals, s.getWeek)}
}

type weekInput struct {
	Week  string    `query:"week" maxLength:"8" example:"2026-W47" doc:"ISO week; absent: this one"`
	Owner record.ID `query:"owner"`
	Team  record.ID `query:"team" doc:"owners in this team or below it"`
}

func (s *Server) getWeek(ctx context.Context, who org.Actor, in *weekInput) (*body[app.Week], error) {
	return answer(s.app.Week(ctx, who, app.WeekQuery{Week: in.Week, OwnerID: in.Owner, TeamID: in.Team}))
}
