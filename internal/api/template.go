package api

import (
	"context"

	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
)

func (s *Server) templateRoutes() []route {
	return []route{on("PUT /api/deals/{id}/template", "SetTemplate", org.EditDeals, s.setTemplate)}
}

// Template is the choice of a template of stages.
type Template struct {
	Template playbook.ModelCode `json:"template"`
}

func (s *Server) setTemplate(ctx context.Context, who org.Actor,
	in *reasoned[Template]) (*body[DealRow], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := s.app.SetTemplate(ctx, who, in.ID, v, in.Body.Template); err != nil {
		return nil, err
	}
	return s.dealRow(ctx, who, in.ID)
}

// MetaTemplate is a template of stages with its steps; texts are template.<code>
// and template_step.<code>.<step>, or those of its stages where it has none.
type MetaTemplate struct {
	Code  playbook.ModelCode `json:"code"`
	Steps []MetaStep         `json:"steps" nullable:"false"`
}

// MetaStep is a step of a template.
type MetaStep struct {
	Code   string           `json:"code"`
	Stages []playbook.Stage `json:"stages" nullable:"false" doc:"the unified stages that it covers"`
}

func metaTemplates() []MetaTemplate {
	out := []MetaTemplate{}
	for _, m := range playbook.Models() {
		t := MetaTemplate{m.Code, []MetaStep{}}
		for _, s := range m.Steps {
			t.Steps = append(t.Steps, MetaStep{s.Code, s.Marks})
		}
		out = append(out, t)
	}
	return out
}
