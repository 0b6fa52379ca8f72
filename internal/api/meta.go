package api

import (
	"context"

	"sente/internal/sales/influence"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
)

func (s *Server) metaRoutes() []route {
	return []route{on("GET /api/meta", "Meta", "", s.getMeta)}
}

// Meta are the codes of the method; texts are in the catalogue: stage.S1,
// stage.S1.entry, criterion.S1.X1, rule.RF-01.title, win.recognition.
type Meta struct {
	Stages    []MetaStage     `json:"stages" nullable:"false"`
	Templates []MetaTemplate  `json:"templates" nullable:"false"`
	Rules     []MetaRule      `json:"rules" nullable:"false"`
	Wins      []influence.Win `json:"wins" nullable:"false"`
	Support   []SupportAnchor `json:"support" nullable:"false" doc:"the scale of support, from the highest"`
	Lists     MetaLists       `json:"lists" doc:"every closed list of codes, by name, in its order"`
}

// MetaLists are closed lists of codes by name: severity, relation, urgency, …
type MetaLists map[string][]string

// SupportAnchor is a value of the scale of support; the text support.<code> is its
// name, support.<code>.anchor how a person behaves who stands there.
type SupportAnchor struct {
	Value influence.Support `json:"value" minimum:"-5" maximum:"5"`
	Code  string            `json:"code" example:"p5"`
}

func supportAnchors() []SupportAnchor {
	out := []SupportAnchor{}
	for _, v := range influence.Support(0).All() {
		out = append(out, SupportAnchor{v, v.Code()})
	}
	return out
}

// MetaStage is a stage of the template.
type MetaStage struct {
	Code        playbook.Stage      `json:"code"`
	Phase       playbook.Phase      `json:"phase"`
	Position    playbook.Position   `json:"position"`
	Probability int                 `json:"probability" doc:"percent, earned when the stage is verified"`
	TypicalDays int                 `json:"typical_days,omitzero"`
	BuyerFirst  playbook.BuyerStage `json:"buyer_first"`
	BuyerLast   playbook.BuyerStage `json:"buyer_last"`
	Entry       string              `json:"entry" doc:"signal that opens the stage"`
	Criteria    []playbook.Exit     `json:"criteria" nullable:"false"`
}

// MetaRule is a red-flag rule.
type MetaRule struct {
	ID     string `json:"id"`
	Family string `json:"family"`
	Source string `json:"source" doc:"sources of the method"`
}

func (s *Server) getMeta(ctx context.Context, who org.Actor, _ *struct{}) (*body[Meta], error) {
	m, err := s.app.Meta(ctx, who)
	if err != nil {
		return nil, err
	}
	out := Meta{Stages: []MetaStage{}, Templates: metaTemplates(m.Own), Rules: []MetaRule{},
		Wins: influence.Win("").All(), Support: supportAnchors(), Lists: MetaLists{}}
	for _, x := range m.Stages {
		out.Stages = append(out.Stages, MetaStage{Code: x.Stage, Phase: x.Phase, Position: x.Position,
			Probability: x.Probability,
			TypicalDays: x.TypicalDays, BuyerFirst: x.BuyerFirst, BuyerLast: x.BuyerLast, Entry: x.Entry,
			Criteria: append([]playbook.Exit{}, playbook.Exits(x.Stage)...)})
	}
	for _, x := range m.Rules {
		out.Rules = append(out.Rules, MetaRule{x.ID, x.Family, x.Source})
	}
	for _, l := range closedLists() {
		out.Lists[l.name] = l.values
	}
	return &body[Meta]{out}, nil
}
