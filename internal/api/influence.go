package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

func (s *Server) influenceRoutes() []route {
	return []route{
		on("POST /api/deals/{id}/influences", "AddInfluence", org.EditDeals, s.addInfluence),
		on("PATCH /api/influences/{id}", "EditInfluence", org.EditDeals, s.editInfluence),
		on("DELETE /api/influences/{id}", "RemoveInfluence", org.EditDeals, s.removeInfluence),
		on("GET /api/influences/{id}/observations", "Observations", org.ReadDeals, s.listObservations),
		on("GET /api/influences/mode", "ModeOf", "", s.modeOf),
		on("POST /api/influences/{id}/observations", "Observe", org.EditDeals, s.observe),
		on("PUT /api/deals/{id}/edges/{from}/{to}", "PutEdge", org.EditDeals, s.putEdge),
		on("DELETE /api/deals/{id}/edges/{from}/{to}", "RemoveEdge", org.EditDeals, s.removeEdge),
		on("PUT /api/deals/{id}/layout", "ArrangeMap", org.EditDeals, s.arrangeMap),
	}
}

// MapPerson is a person on the map of a deal.
type MapPerson struct {
	deal.Person
}

func mapPerson(p deal.Person, err error) (*body[MapPerson], error) { return answer(MapPerson{p}, err) }

func (s *Server) addInfluence(ctx context.Context, who org.Actor,
	in *onDeal[app.NewInfluence]) (*body[MapPerson], error) {
	return mapPerson(s.app.AddInfluence(ctx, who, in.ID, in.Body))
}

func (s *Server) editInfluence(ctx context.Context, who org.Actor,
	in *edit[app.PersonFields]) (*body[MapPerson], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return mapPerson(s.app.EditInfluence(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) removeInfluence(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.RemoveInfluence(ctx, who, in.ID, v)
}

func (s *Server) listObservations(ctx context.Context, who org.Actor,
	in *byID) (*body[all[deal.Seen]], error) {
	seen, err := s.app.Observations(ctx, who, in.ID)
	return whole(seen, same, err)
}

type gapInput struct {
	Expectation int `query:"expectation" required:"true" minimum:"0" maximum:"10"`
	Reality     int `query:"reality" required:"true" minimum:"0" maximum:"10"`
	Baseline    int `query:"baseline" required:"true" minimum:"0" maximum:"10" doc:"the normal level of reality"`
}

// ComputedMode is the feedback mode that follows from a gap.
type ComputedMode struct {
	Mode influence.Mode `json:"mode"`
}

func (s *Server) modeOf(ctx context.Context, who org.Actor, in *gapInput) (*body[ComputedMode], error) {
	mode := s.app.ModeOf(ctx, who, in.Expectation, in.Reality, in.Baseline)
	return &body[ComputedMode]{ComputedMode{mode}}, nil
}

func (s *Server) observe(ctx context.Context, who org.Actor,
	in *onDeal[app.Sighting]) (*body[MapPerson], error) {
	return mapPerson(s.app.Observe(ctx, who, in.ID, in.Body))
}

type edgeInput struct {
	ID   record.ID `path:"id"`
	From record.ID `path:"from" doc:"the influence that influences"`
	To   record.ID `path:"to"`
}

func (s *Server) putEdge(ctx context.Context, who org.Actor, in *edgeInput) (*nothing, error) {
	return &nothing{}, s.app.PutEdge(ctx, who, in.ID, in.From, in.To)
}

func (s *Server) removeEdge(ctx context.Context, who org.Actor, in *edgeInput) (*nothing, error) {
	return &nothing{}, s.app.RemoveEdge(ctx, who, in.ID, in.From, in.To)
}

// MapLayout are the places of cards on the map, by influence.
type MapLayout struct {
	Positions map[record.ID]deal.Place `json:"positions" maxProperties:"500"`
}

func (s *Server) arrangeMap(ctx context.Context, who org.Actor, in *onDeal[MapLayout]) (*nothing, error) {
	return &nothing{}, s.app.ArrangeMap(ctx, who, in.ID, in.Body.Positions)
}
