package api

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
)

func (s *Server) intelRoutes() []route {
	return []route{
		on("POST /api/deals/{id}/intel", "AddIntel", org.EditDeals, s.addIntel),
		on("PATCH /api/intel/{id}", "EditIntel", org.EditDeals, s.editIntel),
		on("DELETE /api/intel/{id}", "RemoveIntel", org.EditDeals, s.removeIntel),
	}
}

func (s *Server) addIntel(ctx context.Context, who org.Actor,
	in *onDeal[deal.IntelFields]) (*body[deal.Intel], error) {
	return answer(s.app.AddIntel(ctx, who, in.ID, in.Body))
}

func (s *Server) editIntel(ctx context.Context, who org.Actor,
	in *edit[deal.IntelFields]) (*body[deal.Intel], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditIntel(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) removeIntel(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.RemoveIntel(ctx, who, in.ID, v)
}
