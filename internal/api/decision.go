package api

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

func (s *Server) decisionRoutes() []route {
	return []route{
		on("POST /api/deals/{id}/criteria", "AddDecision", org.EditDeals, s.addDecision),
		on("PATCH /api/criteria/{id}", "EditDecision", org.EditDeals, s.editDecision),
		on("DELETE /api/criteria/{id}", "RemoveDecision", org.EditDeals, s.removeDecision),
	}
}

func (s *Server) addDecision(ctx context.Context, who org.Actor,
	in *onDeal[deal.DecisionFields]) (*body[deal.Decision], error) {
	return answer(s.app.AddDecision(ctx, who, in.ID, in.Body))
}

func (s *Server) editDecision(ctx context.Context, who org.Actor,
	in *edit[deal.DecisionFields]) (*body[deal.Decision], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditDecision(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) removeDecision(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.RemoveDecision(ctx, who, in.ID, v)
}

// SheetDecision is a decision criterion with what it is worth to us.
type SheetDecision struct {
	deal.Decision
	BestRival record.ID `json:"best_rival_id,omitzero" doc:"the competitor with the best score; absent: no scores"`
	Leverage  *float64  `json:"leverage,omitzero" doc:"weight times our score above the best rival's; absent: one is unknown"`
}

// SheetDecisions are all decision criteria of a deal.
type SheetDecisions struct {
	Items    []SheetDecision `json:"items" nullable:"false"`
	Weight   float64         `json:"weight" doc:"sum of the known weights; all together are to make 100"`
	Unknown  int             `json:"unknown" doc:"criteria whose weight is unknown"`
	Featured float64         `json:"featured" doc:"weight of the criteria that favour what is special to us"`
}

func sheetDecisions(f *deal.Facts, said *strategy.Diagnosis) SheetDecisions {
	out := SheetDecisions{Items: make([]SheetDecision, len(f.Decisions)), Featured: said.Featured}
	for i, x := range f.Decisions {
		best, _ := x.BestRival(f.Competitors)
		out.Items[i] = SheetDecision{Decision: x, BestRival: best, Leverage: x.Leverage(f.Competitors)}
		if x.Weight == nil {
			out.Unknown++
		} else {
			out.Weight += *x.Weight
		}
	}
	out.Weight = round(out.Weight, 2)
	return out
}
