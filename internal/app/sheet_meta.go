package app

import (
	"context"

	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/strategy"
)

// Method is what the method knows by itself: its stages and its rules. Their
// texts are in the catalogue, by their codes.
type Method struct {
	Stages []playbook.Step
	Rules  []strategy.Rule
}

// Meta gives the codes of the method, for everyone who is logged in.
func (a *App) Meta(context.Context, org.Actor) Method {
	return Method{Stages: playbook.Template(), Rules: strategy.Rules()}
}
