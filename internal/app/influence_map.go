package app

import (
	"context"
	"maps"
	"slices"

	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// onMap is the frame of the acts on the map of a deal: it reads the deal and the
// people on it who exist for the actor, and permits.
func (a *App) onMap(ctx context.Context, who org.Actor, id record.ID,
	do func(*store.Tx, deal.Deal, map[record.ID]deal.Person) error) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		d, err := lockedDeal(ctx, tx, who, id)
		if err != nil {
			return err
		}
		if err := permit(who, org.EditDeals, d.OwnerID, false); err != nil {
			return err
		}
		list, err := tx.PeopleOf(ctx, who.Scope(org.ReadDeals), id)
		if err != nil {
			return err
		}
		people := map[record.ID]deal.Person{}
		for _, p := range list {
			people[p.ID] = p
		}
		return do(tx, d, people)
	})
}

// PutEdge draws that one person on the map influences another. Drawn twice it
// stays one.
func (a *App) PutEdge(ctx context.Context, who org.Actor, id, from, to record.ID) error {
	return a.onMap(ctx, who, id, func(tx *store.Tx, d deal.Deal, people map[record.ID]deal.Person) error {
		if err := ends(people, from, to); err != nil {
			return err
		}
		if from == to {
			return fault.New(fault.Invalid, "edge_to_self").At("to")
		}
		if _, err := tx.Edge(ctx, id, from, to); !fault.Is(err, fault.NotFound) {
			return err
		}
		if err := store.Add(ctx, tx, &deal.Edge{DealID: id, FromID: from, ToID: to}); err != nil {
			return err
		}
		act := &seeing{who: who, deal: d, act: "edge.added"}
		return a.edgeDrawn(ctx, tx, act, people[from].Name+" → "+people[to].Name)
	})
}

// RemoveEdge takes an edge off the map.
func (a *App) RemoveEdge(ctx context.Context, who org.Actor, id, from, to record.ID) error {
	return a.onMap(ctx, who, id, func(tx *store.Tx, d deal.Deal, people map[record.ID]deal.Person) error {
		if err := ends(people, from, to); err != nil {
			return err
		}
		e, err := tx.Edge(ctx, id, from, to)
		if err != nil {
			return err
		}
		if err := store.Remove(ctx, tx, e); err != nil {
			return err
		}
		act := &seeing{who: who, deal: d, act: "edge.removed"}
		return a.edgeDrawn(ctx, tx, act, people[from].Name+" → "+people[to].Name)
	})
}

// sway draws from a person exactly the edges to those given, as far as they
// exist for the actor; edges to people who do not exist for him stay.
func sway(ctx context.Context, tx *store.Tx, act *seeing, from record.ID, to []record.ID) error {
	list, err := tx.PeopleOf(ctx, act.who.Scope(org.ReadDeals), act.deal.ID)
	if err != nil {
		return err
	}
	strange := func(id record.ID) bool {
		return !slices.ContainsFunc(list, func(p deal.Person) bool { return p.ID == id })
	}
	if slices.Contains(to, from) {
		return fault.New(fault.Invalid, "edge_to_self").At("sways")
	}
	if slices.ContainsFunc(to, strange) {
		return fault.New(fault.Invalid, "reference_missing").At("sways")
	}
	for _, p := range list {
		if p.ID == from {
			continue
		}
		e := deal.Edge{DealID: act.deal.ID, FromID: from, ToID: p.ID}
		if err := setEdge(ctx, tx, e, slices.Contains(to, p.ID)); err != nil {
			return err
		}
	}
	return nil
}

// setEdge draws an edge or takes it off; as it is already is fine.
func setEdge(ctx context.Context, tx *store.Tx, want deal.Edge, on bool) error {
	e, err := tx.Edge(ctx, want.DealID, want.FromID, want.ToID)
	switch {
	case err != nil && !fault.Is(err, fault.NotFound):
		return err
	case err != nil && on:
		return store.Add(ctx, tx, &want)
	case err == nil && !on:
		return store.Remove(ctx, tx, e)
	}
	return nil
}

// ends refuses an edge with an end that is not on the map for the actor.
func ends(people map[record.ID]deal.Person, from, to record.ID) error {
	for _, end := range []record.ID{from, to} {
		if _, ok := people[end]; !ok {
			return fault.New(fault.NotFound, "not_found")
		}
	}
	return nil
}

func (a *App) edgeDrawn(ctx context.Context, tx *store.Tx, act *seeing, between string) error {
	if err := a.reflag(ctx, tx, act.deal.ID); err != nil {
		return err
	}
	e := dealEvent(act.who, act.act, act.deal, a.day(tx.Now()))
	e.Params["people"] = between
	return tx.Record(ctx, e)
}

// ArrangeMap lays cards on the map. It raises nobody's version: the places are
// of no weight.
func (a *App) ArrangeMap(ctx context.Context, who org.Actor, id record.ID,
	places map[record.ID]deal.Place) error {
	return a.onMap(ctx, who, id, func(tx *store.Tx, d deal.Deal, people map[record.ID]deal.Person) error {
		for _, at := range slices.Sorted(maps.Keys(places)) {
			old, ok := people[at]
			if !ok {
				return fault.New(fault.Invalid, "reference_missing").At("positions")
			}
			place := places[at]
			if err := place.Check(); err != nil {
				return err
			}
			next := old.Influence
			next.Place = &place
			if err := store.Amend(ctx, tx, old.Influence, &next); err != nil {
				return err
			}
		}
		if !tx.Changed() {
			return nil
		}
		return tx.Record(ctx, dealEvent(who, "deal.map_arranged", d, a.day(tx.Now())))
	})
}
