package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/org"
	"sente/internal/sales/tactic"
)

func (s *Server) tacticRoutes() []route {
	return []route{on("GET /api/deals/{id}/tactics", "Tactics", org.ReadDeals, s.getTactics)}
}

// Tactics is what to do on an open deal about each person and about where we
// stand, whom to see, and what comes next. Of a deal that is won only the last is
// said, of other closed ones nothing.
type Tactics struct {
	Phase    influence.Phase `json:"phase,omitzero" doc:"part of the sale; absent: the deal is closed"`
	People   []PersonTactics `json:"people" nullable:"false" doc:"present ones, whom to see first at the top"`
	Roles    []tactic.Share  `json:"roles" nullable:"false" doc:"roles that somebody holds"`
	Position []tactic.Advice `json:"position" nullable:"false" doc:"about the competition and the closing"`
	Next     []tactic.Step   `json:"next" nullable:"false" doc:"the few things to do next, first at the top; also of a deal that is won"`
}

// PersonTactics is what to do about one person, and how often we met him against
// what he weighs in this phase.
type PersonTactics struct {
	InfluenceID string          `json:"influence_id"`
	Advice      []tactic.Advice `json:"advice" nullable:"false" doc:"the most pressing first"`
	Weight      float64         `json:"weight" doc:"0 to 3 in this phase"`
	Want        float64         `json:"want" doc:"0 to 1: his share of the weights of all key persons"`
	Got         float64         `json:"got" doc:"0 to 1: his share of the meetings of the last 60 days"`
	Seen        int             `json:"seen" doc:"days on which we met him in the last 60 days"`
	LastOn      calendar.Day    `json:"last_on,omitzero" format:"date" doc:"when we met him last; absent: never"`
	NextOn      calendar.Day    `json:"next_on,omitzero" format:"date" doc:"the next planned visit to him"`
	Verdict     tactic.Verdict  `json:"verdict,omitzero" doc:"absent: he does not weigh in the decision"`
}

func (s *Server) getTactics(ctx context.Context, who org.Actor, in *byID) (*body[Tactics], error) {
	x, err := s.app.Tactics(ctx, who, in.ID)
	return answer(tacticsOf(&x), err)
}

func tacticsOf(x *app.Tactics) Tactics {
	out := Tactics{Phase: x.Phase, People: make([]PersonTactics, len(x.People)),
		Roles: append([]tactic.Share{}, x.Shares...), Position: append([]tactic.Advice{}, x.Position...),
		Next: append([]tactic.Step{}, x.Next...)}
	for i := range out.Roles {
		out.Roles[i].Want, out.Roles[i].Got = round(out.Roles[i].Want, 2), round(out.Roles[i].Got, 2)
	}
	for i, p := range x.People {
		out.People[i] = PersonTactics{InfluenceID: p.ID, Advice: append([]tactic.Advice{}, p.Advice...),
			Weight: round(p.Weight, 2), Want: round(p.Want, 2), Got: round(p.Got, 2), Seen: p.Seen,
			LastOn: p.LastOn, NextOn: p.NextOn, Verdict: p.Verdict}
	}
	return out
}
