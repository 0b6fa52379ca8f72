package playbook

import "slices"

// ModelCode names a template of stages: a way of dividing the sale that a team
// is used to. Rules, gates and chances always run on the unified stages; a
// template says how its own steps lie on them, so that a deal can change its
// template without loss.
type ModelCode string

// The templates (method.md 1.7).
const (
	Unified      ModelCode = "T-UNI"
	BuyerAligned ModelCode = "T-000"
	SixSteps     ModelCode = "T-001"
	SolutionFlow ModelCode = "T-002"
	ProjectSale  ModelCode = "T-003"
	FourPlaces   ModelCode = "T-004"
)

// All lists the templates, the default first.
func (ModelCode) All() []ModelCode {
	return []ModelCode{Unified, BuyerAligned, SixSteps, SolutionFlow, ProjectSale, FourPlaces}
}

// Valid reports whether c is one of the templates.
func (c ModelCode) Valid() bool { return slices.Contains(c.All(), c) }

// ModelStep is a step of a template; its name has the text
// template_step.<template>.<step>.
type ModelStep struct {
	Code  string  // within the template: "1"
	Marks []Stage // the unified stages that it covers, in order
}

// Model is a template: its steps in order.
type Model struct {
	Code  ModelCode
	Steps []ModelStep
}

// Models lists the templates with their steps.
func Models() []Model {
	out := make([]Model, 0, len(Unified.All()))
	for _, c := range Unified.All() {
		out = append(out, ModelOf(c))
	}
	return out
}

// ModelOf is a template with its steps; those of the unified stages for a code
// that is none.
func ModelOf(c ModelCode) Model {
	spans := map[ModelCode][]span{
		BuyerAligned: {{S1, S1}, {S2, S2}, {S3, S4}, {S5, S5}, {S6, S6}, {D0, D9}},
		SixSteps:     {{S1, S1}, {S2, S2}, {S3, S3}, {S4, S5}, {S6, S6}, {D0, D9}},
		SolutionFlow: {{S1, S2}, {S1, S2}, {S3, S3}, {S3, S3}, {S3, S3}, {S4, S4}, {S4, S4}, {S4, S4},
			{S4, S4}, {S4, S4}, {S5, S6}, {S5, S6}},
		ProjectSale: each(S1, D7),
		FourPlaces:  {{S1, S2}, {S3, S3}, {S4, S5}, {S6, D9}},
	}[c]
	if spans == nil {
		c, spans = Unified, each(S1, D9)
	}
	m := Model{Code: c}
	for i, s := range spans {
		step := ModelStep{Code: string(s.first)}
		if c != Unified && c != ProjectSale {
			step.Code = string(rune('a' + i))
		}
		for _, mark := range S1.All() {
			if mark.From(s.first) && s.last.From(mark) {
				step.Marks = append(step.Marks, mark)
			}
		}
		m.Steps = append(m.Steps, step)
	}
	return m
}

// span is a run of unified stages.
type span struct{ first, last Stage }

// each are spans of one stage.
func each(first, last Stage) (out []span) {
	for _, s := range S1.All() {
		if s.From(first) && last.From(s) {
			out = append(out, span{s, s})
		}
	}
	return out
}

// At is the step at which a deal of a unified stage stands: the first that covers
// it (method.md 1.7); the zero step when none does.
func (m Model) At(s Stage) ModelStep {
	for _, step := range m.Steps {
		if slices.Contains(step.Marks, s) {
			return step
		}
	}
	return ModelStep{}
}
