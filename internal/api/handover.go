package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

func (s *Server) handOverRoutes() []route {
	return []route{
		on("GET /api/users/{id}/handover", "Belongings", org.AdminPeople, s.getBelongings),
		on("POST /api/users/{id}/handover", "HandOver", org.AdminPeople, s.handOver),
	}
}

func (s *Server) getBelongings(
	ctx context.Context, who org.Actor, in *byID,
) (*body[store.Belongings], error) {
	return answer(s.app.Belongings(ctx, who, in.ID))
}

type handOverInput struct {
	ID   record.ID `path:"id" doc:"id of the user who hands over"`
	Body app.HandOver
}

func (s *Server) handOver(
	ctx context.Context, who org.Actor, in *handOverInput,
) (*body[store.Belongings], error) {
	return answer(s.app.HandOver(ctx, who, in.ID, in.Body))
}
