package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

func (s *Server) historyRoutes() []route {
	return []route{
		on("GET /api/deals/{id}/history", "History", org.ReadDeals, s.getHistory),
		on("GET /api/deals/{id}/compare", "Compare", org.ReadDeals, s.compareDeal),
	}
}

// DealHistory is the life of a deal: the days on which something changed, and the
// story of a closed one.
type DealHistory struct {
	First    calendar.Day     `json:"first" format:"date" doc:"when the deal was made"`
	Last     calendar.Day     `json:"last" format:"date" doc:"today"`
	Days     []app.HistoryDay `json:"days" nullable:"false" doc:"on which something changed, oldest first"`
	Chapters []deal.Chapter   `json:"chapters" nullable:"false" doc:"the story by stage; empty while the deal is open"`
	Partial  bool             `json:"partial,omitzero" doc:"older days are left out"`
}

func (s *Server) getHistory(ctx context.Context, who org.Actor, in *byID) (*body[DealHistory], error) {
	h, err := s.app.History(ctx, who, in.ID)
	return answer(DealHistory{h.First, h.Last, h.Days, h.Chapters, h.Partial}, err)
}

type compareInput struct {
	ID   record.ID    `path:"id" doc:"id of the record"`
	From calendar.Day `query:"from" required:"true" format:"date" doc:"the deal as it was at the end of this day …"`
	To   calendar.Day `query:"to" format:"date" doc:"… and of this one; absent: today"`
}

func (s *Server) compareDeal(
	ctx context.Context, who org.Actor, in *compareInput,
) (*body[app.Comparison], error) {
	x, err := s.app.Compare(ctx, who, in.ID, in.From, in.To)
	return answer(x, err)
}
