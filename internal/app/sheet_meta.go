package app

import (
	"context"

	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/strategy"
)

// Method is what the method knows by itself, its stages and its rules, with texts
// in the catalogue by their codes; and the templates of the company's own.
type Method struct {
	Stages []playbook.Step
	Rules  []strategy.Rule
	Own    []playbook.Own
}

// Meta gives the codes of the method, for everyone who is logged in.
func (a *App) Meta(ctx context.Context, _ org.Actor) (Method, error) {
	own, err := a.db.Reads().OwnTemplates(ctx)
	return Method{Stages: playbook.Template(), Rules: strategy.Rules(), Own: own}, err
}
