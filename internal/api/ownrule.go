package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/org"
	"sente/internal/sales/ownrule"
)

func (s *Server) listOwnRules(
	ctx context.Context, who org.Actor, _ *struct{},
) (*body[all[app.RuleText]], error) {
	list, err := s.app.OwnRules(ctx, who)
	return whole(list, same, err)
}

// RuleLanguage is what expressions of the company's own rules are made of.
type RuleLanguage struct {
	Fields    []ownrule.RuleField `json:"fields" nullable:"false"`
	Functions []string            `json:"functions" nullable:"false"`
	Operators []string            `json:"operators" nullable:"false"`
	Examples  []ownrule.Example   `json:"examples" nullable:"false"`
}

func (s *Server) getRuleFields(
	ctx context.Context, who org.Actor, _ *struct{},
) (*body[RuleLanguage], error) {
	fields, err := s.app.RuleFields(ctx, who)
	return answer(RuleLanguage{fields, ownrule.Functions(), ownrule.Operators(), ownrule.Examples()}, err)
}

// Expression is the expression of an own rule.
type Expression struct {
	Expression string `json:"expression" maxLength:"2000"`
}

func (s *Server) checkOwnRule(ctx context.Context, who org.Actor, in *body[Expression]) (*nothing, error) {
	return &nothing{}, s.app.CheckOwnRule(ctx, who, in.Body.Expression)
}
