package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

func (s *Server) gateRoutes() []route {
	return []route{
		on("POST /api/deals/{id}/evidence", "SubmitEvidence", org.Contribute, s.submitEvidence),
		on("POST /api/deals/{id}/judgements", "JudgeEvidence", org.JudgeGates, s.judgeEvidence),
		on("POST /api/deals/{id}/overrides", "OverrideGate", org.OverrideGates, s.overrideGate),
	}
}

// onDeal is the input of an act on a deal that appends to it.
type onDeal[Body any] struct {
	ID   record.ID `path:"id"`
	Body Body
}

func (s *Server) submitEvidence(ctx context.Context, who org.Actor,
	in *onDeal[app.Evidence]) (*body[deal.Judgement], error) {
	return answer(s.app.SubmitEvidence(ctx, who, in.ID, in.Body))
}

func (s *Server) judgeEvidence(ctx context.Context, who org.Actor,
	in *onDeal[app.GateVerdict]) (*body[deal.Judgement], error) {
	return answer(s.app.JudgeEvidence(ctx, who, in.ID, in.Body))
}

func (s *Server) overrideGate(ctx context.Context, who org.Actor,
	in *onDeal[app.GateOverride]) (*body[deal.Judgement], error) {
	return answer(s.app.OverrideGate(ctx, who, in.ID, in.Body))
}
