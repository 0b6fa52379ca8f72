package store

import (
	"context"

	"sente/internal/sales/activity"
	"sente/internal/sales/record"
)

// Views lists the saved views that a person sees: his own and the shared ones;
// screen "" is every screen.
func (r *Reads) Views(ctx context.Context, viewer record.ID, screen string) ([]activity.View, error) {
	w := viewsOf(viewer)
	if screen != "" {
		w.and("v.screen = ?", screen)
	}
	return all[activity.View](ctx, r, rowsOf[activity.View]("v")+" WHERE "+w.text()+
		" ORDER BY v.id", w.args...)
}

// View reads a saved view that a person sees.
func (r *Reads) View(ctx context.Context, viewer, id record.ID) (activity.View, error) {
	w := viewsOf(viewer).and("v.id = ?", id)
	return one[activity.View](ctx, r, rowsOf[activity.View]("v")+" WHERE "+w.text(), w.args...)
}

func viewsOf(viewer record.ID) *where {
	return newWhere().and("v.workspace_id = $1").and("v.deleted_at IS NULL").
		and("(v.owner_id = ? OR v.shared = true)", viewer)
}
