package api

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
)

func (s *Server) needRoutes() []route {
	return []route{
		on("POST /api/deals/{id}/needs", "AddNeed", org.EditDeals, s.addNeed),
		on("PATCH /api/needs/{id}", "EditNeed", org.EditDeals, s.editNeed),
		on("DELETE /api/needs/{id}", "RemoveNeed", org.EditDeals, s.removeNeed),
	}
}

func (s *Server) addNeed(ctx context.Context, who org.Actor,
	in *onDeal[deal.NeedFields]) (*body[deal.Need], error) {
	return answer(s.app.AddNeed(ctx, who, in.ID, in.Body))
}

func (s *Server) editNeed(ctx context.Context, who org.Actor,
	in *edit[deal.NeedFields]) (*body[deal.Need], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditNeed(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) removeNeed(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.RemoveNeed(ctx, who, in.ID, v)
}

// SheetNeed is a need of the customer with what the method says of it.
type SheetNeed struct {
	deal.Need
	Shallow bool `json:"shallow,omitzero" doc:"products or indicators alone: the need behind it is missing"`
}

func sheetNeeds(f *deal.Facts) []SheetNeed {
	shallow := deal.Shallow(f.Needs)
	out := make([]SheetNeed, len(f.Needs))
	for i, n := range f.Needs {
		out[i] = SheetNeed{n, shallow[n.ID]}
	}
	return out
}
