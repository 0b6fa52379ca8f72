package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/org"
)

func (s *Server) moveRoutes() []route {
	return []route{
		on("POST /api/deals/{id}/advance", "AdvanceDeal", org.MoveDeals, s.advanceDeal),
		on("POST /api/deals/{id}/back", "BackDeal", org.MoveDeals, s.backDeal),
		on("POST /api/deals/{id}/undo", "UndoMove", org.MoveDeals, s.undoMove),
		on("POST /api/deals/{id}/win", "WinDeal", org.MoveDeals, s.winDeal),
		on("POST /api/deals/{id}/lose", "LoseDeal", org.MoveDeals, s.loseDeal),
		on("POST /api/deals/{id}/abandon", "AbandonDeal", org.MoveDeals, s.abandonDeal),
		on("POST /api/deals/{id}/downgrade", "DowngradeDeal", org.MoveDeals, s.downgradeDeal),
		on("POST /api/deals/{id}/reopen", "ReopenDeal", org.ReopenDeals, s.reopenDeal),
	}
}

// Why is the reason of a move.
type Why struct {
	Reason string `json:"reason" maxLength:"2000"`
}

// WhyWon is the reason of winning past open gates.
type WhyWon struct {
	Reason string `json:"reason,omitempty" maxLength:"2000" doc:"needed to win past open gates"`
}

// reasoned is the input of a move with a body.
type reasoned[Body any] struct {
	ByVersion
	Body Body
}

// moved answers a move: with the deal as it then is.
func moved(in ByVersion, move func(version int64) (app.DealDetail, error)) (*body[DealRow], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return rowOf(move(v))
}

func (s *Server) advanceDeal(ctx context.Context, who org.Actor, in *ByVersion) (*body[DealRow], error) {
	return moved(*in, func(v int64) (app.DealDetail, error) {
		return s.app.AdvanceDeal(ctx, who, in.ID, v)
	})
}

func (s *Server) backDeal(ctx context.Context, who org.Actor,
	in *reasoned[app.WhereBack]) (*body[DealRow], error) {
	return moved(in.ByVersion, func(v int64) (app.DealDetail, error) {
		return s.app.BackDeal(ctx, who, in.ID, v, in.Body)
	})
}

func (s *Server) undoMove(ctx context.Context, who org.Actor, in *ByVersion) (*body[DealRow], error) {
	return moved(*in, func(v int64) (app.DealDetail, error) {
		return s.app.UndoMove(ctx, who, in.ID, v)
	})
}

func (s *Server) winDeal(ctx context.Context, who org.Actor, in *reasoned[*WhyWon]) (*body[DealRow], error) {
	reason := ""
	if in.Body != nil {
		reason = in.Body.Reason
	}
	return moved(in.ByVersion, func(v int64) (app.DealDetail, error) {
		return s.app.WinDeal(ctx, who, in.ID, v, reason)
	})
}

func (s *Server) loseDeal(ctx context.Context, who org.Actor,
	in *reasoned[app.WhyLost]) (*body[DealRow], error) {
	return moved(in.ByVersion, func(v int64) (app.DealDetail, error) {
		return s.app.LoseDeal(ctx, who, in.ID, v, in.Body)
	})
}

func (s *Server) abandonDeal(ctx context.Context, who org.Actor, in *reasoned[Why]) (*body[DealRow], error) {
	return moved(in.ByVersion, func(v int64) (app.DealDetail, error) {
		return s.app.AbandonDeal(ctx, who, in.ID, v, in.Body.Reason)
	})
}

func (s *Server) downgradeDeal(ctx context.Context, who org.Actor,
	in *reasoned[Why]) (*body[DealRow], error) {
	return moved(in.ByVersion, func(v int64) (app.DealDetail, error) {
		return s.app.DowngradeDeal(ctx, who, in.ID, v, in.Body.Reason)
	})
}

func (s *Server) reopenDeal(ctx context.Context, who org.Actor, in *reasoned[Why]) (*body[DealRow], error) {
	return moved(in.ByVersion, func(v int64) (app.DealDetail, error) {
		return s.app.ReopenDeal(ctx, who, in.ID, v, in.Body.Reason)
	})
}
