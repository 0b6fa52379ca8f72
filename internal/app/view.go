package app

import (
	"context"
	"slices"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/activity"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// ViewFields are what a person saves as a view.
type ViewFields struct {
	Screen string `json:"screen" enum:"deals,board,accounts,contacts"`
	Name   string `json:"name" maxLength:"100"`
	Query  string `json:"query" maxLength:"4000" doc:"the query of the screen's URL"`
	Shared bool   `json:"shared,omitempty" doc:"seen by everyone"`
}

// screens are those whose views can be saved.
var screens = []string{"deals", "board", "accounts", "contacts"}

// Views lists the actor's own saved views and the shared ones.
func (a *App) Views(ctx context.Context, who org.Actor, screen string) ([]activity.View, error) {
	return a.db.Reads().Views(ctx, who.ID, screen)
}

// AddView saves a view. What it shows is decided anew for each who opens it.
func (a *App) AddView(ctx context.Context, who org.Actor, f ViewFields) (activity.View, error) {
	out := activity.View{OwnerID: who.ID, Screen: f.Screen, Name: strings.TrimSpace(f.Name), Query: f.Query,
		Shared: f.Shared}
	switch {
	case !slices.Contains(screens, out.Screen):
		return out, fault.New(fault.Invalid, "value_invalid").At("screen")
	case out.Name == "":
		return out, fault.New(fault.Invalid, "name_missing").At("name")
	}
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		if err := store.Add(ctx, tx, &out); err != nil {
			return err
		}
		return tx.Record(ctx, viewEvent(who, "view.added", out))
	})
	return out, err
}

// RemoveView forgets a saved view: one's own, or a shared one with the right to
// change settings.
func (a *App) RemoveView(ctx context.Context, who org.Actor, id record.ID) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		v, err := tx.View(ctx, who.ID, id)
		if err != nil {
			return err
		}
		if !MayRemoveView(who, v) {
			return denied(org.AdminSettings)
		}
		if err := store.Remove(ctx, tx, v); err != nil {
			return err
		}
		return tx.Record(ctx, viewEvent(who, "view.removed", v))
	})
}

// MayRemoveView reports whether an actor may forget a saved view that he sees.
func MayRemoveView(who org.Actor, v activity.View) bool {
	return v.OwnerID == who.ID || who.Has(org.AdminSettings)
}

func viewEvent(who org.Actor, act string, v activity.View) event.Event {
	return event.Event{ActorID: who.ID, Act: act, Kind: record.View, SubjectID: v.ID,
		Params: event.Params{"name": v.Name}}
}
