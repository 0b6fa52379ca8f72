package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

func (s *Server) flagRoutes() []route {
	return []route{
		on("GET /api/flags", "Flags", org.ReadDeals, s.listFlags),
		on("GET /api/flags/summary", "FlagCounts", org.ReadDeals, s.countFlags),
		on("POST /api/flags/{id}/mitigate", "MitigateFlag", org.EditDeals, s.mitigateFlag),
		on("POST /api/flags/{id}/accept", "AcceptFlag", org.EditDeals, s.acceptFlag),
		on("POST /api/flags/{id}/reopen", "ReopenFlag", org.EditDeals, s.reopenFlag),
	}
}

// onFlag is the input of an act on a flag.
type onFlag[Body any] struct {
	ID   record.ID `path:"id"`
	Body Body
}

func (s *Server) mitigateFlag(ctx context.Context, who org.Actor,
	in *onFlag[app.Mitigation]) (*body[deal.Flag], error) {
	return answer(s.app.MitigateFlag(ctx, who, in.ID, in.Body))
}

func (s *Server) acceptFlag(ctx context.Context, who org.Actor,
	in *onFlag[app.Acceptance]) (*body[deal.Flag], error) {
	return answer(s.app.AcceptFlag(ctx, who, in.ID, in.Body))
}

func (s *Server) reopenFlag(ctx context.Context, who org.Actor,
	in *onFlag[app.Reopening]) (*body[deal.Flag], error) {
	return answer(s.app.ReopenFlag(ctx, who, in.ID, in.Body))
}
