package api

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
)

func (s *Server) bellRoutes() []route {
	return []route{
		on("POST /api/deals/{id}/strengths", "AddStrength", org.EditDeals, s.addStrength),
		on("PATCH /api/strengths/{id}", "EditStrength", org.EditDeals, s.editStrength),
		on("DELETE /api/strengths/{id}", "RemoveStrength", org.EditDeals, s.removeStrength),
		on("POST /api/deals/{id}/weaknesses", "AddWeakness", org.EditDeals, s.addWeakness),
		on("PATCH /api/weaknesses/{id}", "EditWeakness", org.EditDeals, s.editWeakness),
		on("DELETE /api/weaknesses/{id}", "RemoveWeakness", org.EditDeals, s.removeWeakness),
	}
}

func (s *Server) addStrength(ctx context.Context, who org.Actor,
	in *onDeal[deal.StrengthFields]) (*body[deal.Strength], error) {
	return answer(s.app.AddStrength(ctx, who, in.ID, in.Body))
}

func (s *Server) editStrength(ctx context.Context, who org.Actor,
	in *edit[deal.StrengthFields]) (*body[deal.Strength], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditStrength(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) removeStrength(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.RemoveStrength(ctx, who, in.ID, v)
}

func (s *Server) addWeakness(ctx context.Context, who org.Actor,
	in *onDeal[deal.WeaknessFields]) (*body[deal.Weakness], error) {
	return answer(s.app.AddWeakness(ctx, who, in.ID, in.Body))
}

func (s *Server) editWeakness(ctx context.Context, who org.Actor,
	in *edit[deal.WeaknessFields]) (*body[deal.Weakness], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditWeakness(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) removeWeakness(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.RemoveWeakness(ctx, who, in.ID, v)
}
