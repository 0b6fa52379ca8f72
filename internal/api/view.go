package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/activity"
	"sente/internal/sales/org"
)

func (s *Server) viewRoutes() []route {
	return []route{
		on("GET /api/views", "Views", "", s.listViews),
		on("POST /api/views", "AddView", "", s.addView),
		on("DELETE /api/views/{id}", "RemoveView", org.AdminSettings, s.removeView),
	}
}

// ViewRow is a saved view with what the reader may do to it.
type ViewRow struct {
	activity.View
	May []string `json:"may" nullable:"false" enum:"remove"`
}

func viewRow(who org.Actor) func(activity.View) ViewRow {
	return func(v activity.View) ViewRow {
		out := ViewRow{View: v, May: []string{}}
		if app.MayRemoveView(who, v) {
			out.May = append(out.May, "remove")
		}
		return out
	}
}

type viewsInput struct {
	Screen string `query:"screen" enum:"deals,board,accounts,contacts"`
}

func (s *Server) listViews(ctx context.Context, who org.Actor, in *viewsInput) (*body[all[ViewRow]], error) {
	views, err := s.app.Views(ctx, who, in.Screen)
	return whole(views, viewRow(who), err)
}

func (s *Server) addView(
	ctx context.Context, who org.Actor, in *body[app.ViewFields],
) (*body[ViewRow], error) {
	v, err := s.app.AddView(ctx, who, in.Body)
	return answer(viewRow(who)(v), err)
}

func (s *Server) removeView(ctx context.Context, who org.Actor, in *byID) (*nothing, error) {
	return &nothing{}, s.app.RemoveView(ctx, who, in.ID)
}
