package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/limit"
	"sente/internal/sales/org"
	"sente/internal/sales/rulebook"
)

func (s *Server) ruleRoutes() []route {
	return []route{
		on("GET /api/rules", "Rules", org.AdminSettings, s.getRules),
		on("GET /api/rules/versions", "RuleVersions", org.AdminSettings, s.listRuleVersions),
		on("POST /api/rules/try", "TryRules", org.AdminSettings, s.tryRules),
		on("POST /api/rules", "SaveRules", org.AdminSettings, s.saveRules),
		on("GET /api/rules/own", "OwnRules", org.ReadDeals, s.listOwnRules),
		on("GET /api/rules/fields", "RuleFields", org.AdminSettings, s.getRuleFields),
		on("POST /api/rules/check", "CheckOwnRule", org.AdminSettings, s.checkOwnRule),
	}
}

// RuleBook are the rules in force, and all that may be set of each.
type RuleBook struct {
	rulebook.Book
	Rules []RuleRow `json:"rules" nullable:"false" doc:"every rule as the method has it"`
}

// RuleRow is a rule of the method with what may be set of it.
type RuleRow struct {
	ID     string        `json:"id" doc:"texts rule.<id>.title, or strength.<id>.title"`
	Sort   rulebook.Sort `json:"sort"`
	Family string        `json:"family,omitzero" doc:"of flags"`
	Levels []string      `json:"levels" nullable:"false" doc:"the usual severity, then those of graver or other cases"`
	Scale  []string      `json:"scale" nullable:"false" doc:"what a level may be, from the gravest"`
	Limits []RuleLimit   `json:"limits" nullable:"false"`
}

// RuleLimit is a threshold of a rule.
type RuleLimit struct {
	limit.Limit
	Unit  rulebook.Unit `json:"unit"`
	Min   float64       `json:"min"`
	Max   float64       `json:"max"`
	Whole bool          `json:"whole" doc:"no fractions"`
}

func ruleRow(r rulebook.Rule) RuleRow {
	out := RuleRow{ID: r.ID, Sort: r.Sort, Family: r.Family, Levels: r.Levels, Scale: r.Scale,
		Limits: []RuleLimit{}}
	for _, l := range r.Limits {
		k := rulebook.RangeOf(l.Name)
		out.Limits = append(out.Limits, RuleLimit{l, k.Unit, k.Min, k.Max, k.Whole})
	}
	return out
}

func ruleBook(b rulebook.Book) RuleBook {
	out := RuleBook{Book: b}
	for _, r := range rulebook.Rules() {
		out.Rules = append(out.Rules, ruleRow(r))
	}
	return out
}

func (s *Server) getRules(ctx context.Context, who org.Actor, _ *struct{}) (*body[RuleBook], error) {
	b, err := s.app.Rules(ctx, who)
	return answer(ruleBook(b), err)
}

func (s *Server) listRuleVersions(
	ctx context.Context, who org.Actor, _ *struct{},
) (*body[all[rulebook.Book]], error) {
	list, err := s.app.RuleVersions(ctx, who)
	return whole(list, func(b rulebook.Book) rulebook.Book { return b }, err)
}

func (s *Server) tryRules(
	ctx context.Context, who org.Actor, in *body[rulebook.Content],
) (*body[app.Trial], error) {
	return answer(s.app.TryRules(ctx, who, in.Body))
}

type saveRulesInput struct {
	IfMatch string `header:"If-Match" doc:"number of the version of which the draft was made, required"`
	Body    rulebook.Draft
}

func (s *Server) saveRules(ctx context.Context, who org.Actor, in *saveRulesInput) (*body[RuleBook], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	b, err := s.app.SaveRules(ctx, who, v, in.Body)
	return answer(ruleBook(b), err)
}
