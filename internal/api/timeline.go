package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

func (s *Server) timelineRoutes() []route {
	return []route{
		on("GET /api/timeline", "Timeline", org.ReadDeals, s.getTimeline),
	}
}

type timelineInput struct {
	Subject string `query:"subject" required:"true" example:"deal:123" doc:"deal, account or contact"`
	Cursor  string `query:"cursor"`
}

// TimelinePage is a part of a timeline, newest first. It has no total: to count
// would tell what the reader may not know.
type TimelinePage struct {
	Items []app.Happening `json:"items" nullable:"false"`
	Next  record.ID       `json:"next_cursor,omitzero" doc:"cursor of the next page"`
}

func (s *Server) getTimeline(
	ctx context.Context, who org.Actor, in *timelineInput,
) (*body[TimelinePage], error) {
	ref, err := subjectRef(in.Subject)
	if err != nil {
		return nil, err
	}
	var before record.ID
	if before.UnmarshalText([]byte(in.Cursor)) != nil {
		return nil, fault.New(fault.Invalid, "cursor_invalid").At("cursor")
	}
	items, next, err := s.app.Timeline(ctx, who, ref, before)
	return answer(TimelinePage{items, next}, err)
}
