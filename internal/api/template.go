package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
)

func (s *Server) templateRoutes() []route {
	return []route{
		on("PUT /api/deals/{id}/template", "SetTemplate", org.EditDeals, s.setTemplate),
		on("GET /api/templates", "OwnTemplates", org.AdminSettings, s.listOwnTemplates),
		on("POST /api/templates", "CopyTemplate", org.AdminSettings, s.copyTemplate),
		on("PUT /api/templates/{code}", "SaveTemplate", org.AdminSettings, s.saveTemplate),
		on("GET /api/templates/{code}/versions", "OwnVersions", org.AdminSettings, s.listOwnVersions),
	}
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
// and template_step.<code>.<step>, or those of its stages where it has none. One of
// the company's own says its words itself; where it does not, those of its base
// hold.
type MetaTemplate struct {
	Code  playbook.ModelCode   `json:"code"`
	Steps []MetaStep           `json:"steps" nullable:"false"`
	Own   *playbook.OwnContent `json:"own,omitzero" nullable:"false" doc:"absent: a template of the method"`
}

// MetaStep is a step of a template.
type MetaStep struct {
	Code   string           `json:"code"`
	Stages []playbook.Stage `json:"stages" nullable:"false" doc:"the unified stages that it covers"`
}

func metaTemplates(own []playbook.Own) []MetaTemplate {
	out := []MetaTemplate{}
	for _, m := range playbook.Models() {
		out = append(out, MetaTemplate{Code: m.Code, Steps: metaSteps(m)})
	}
	for _, o := range own {
		out = append(out, MetaTemplate{o.Code, metaSteps(playbook.ModelOf(o.Content.Base)), &o.Content})
	}
	return out
}

func metaSteps(m playbook.Model) []MetaStep {
	out := []MetaStep{}
	for _, s := range m.Steps {
		out = append(out, MetaStep{s.Code, s.Marks})
	}
	return out
}

func (s *Server) listOwnTemplates(ctx context.Context, who org.Actor,
	_ *struct{}) (*body[all[app.OwnUse]], error) {
	list, err := s.app.OwnTemplates(ctx, who)
	return whole(list, same, err)
}

type ownInput struct {
	Code playbook.ModelCode `path:"code" example:"O-1"`
}

func (s *Server) listOwnVersions(ctx context.Context, who org.Actor,
	in *ownInput) (*body[all[playbook.Own]], error) {
	list, err := s.app.OwnVersions(ctx, who, in.Code)
	return whole(list, same, err)
}

func (s *Server) copyTemplate(ctx context.Context, who org.Actor,
	in *body[app.TemplateCopy]) (*body[playbook.Own], error) {
	return answer(s.app.CopyTemplate(ctx, who, in.Body))
}

type saveTemplateInput struct {
	Code    playbook.ModelCode `path:"code" example:"O-1"`
	IfMatch string             `header:"If-Match" doc:"number of the version that was changed, required"`
	Body    playbook.OwnContent
}

func (s *Server) saveTemplate(ctx context.Context, who org.Actor,
	in *saveTemplateInput) (*body[playbook.Own], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.SaveTemplate(ctx, who, in.Code, v, in.Body))
}
