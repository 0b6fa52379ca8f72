package playbook

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
)

// Own is one version of a template of the company's own: a template of the method
// with other words, and with gates as the company wants them. What its steps
// cover, and what a verified stage is worth, stays that of the method. nil stands
// for a template of the method.
type Own struct {
	ID         record.ID        `json:"-" db:"id"`
	Code       ModelCode        `json:"code" db:"code"`
	Number     int64            `json:"number" db:"number" doc:"of the version"`
	Content    OwnContent       `json:"content" db:"content,json"`
	ByID       record.ID        `json:"by_id,omitzero" db:"by_id"`
	RecordedAt calendar.Instant `json:"recorded_at" db:"recorded_at"`
}

// OwnContent is what a version says. Steps and gates that it does not name are
// those of the template that it was copied from.
type OwnContent struct {
	Base    ModelCode `json:"base" doc:"the template of the method that it was copied from; fixed"`
	Name    Wording   `json:"name"`
	Retired bool      `json:"retired,omitzero" doc:"no further deal may follow it"`
	Steps   []OwnStep `json:"steps" nullable:"false" maxItems:"16"`
	Gates   []OwnGate `json:"gates" nullable:"false" maxItems:"6"`
}

// Wording is a text in both languages; where one is empty, the other stands for
// it.
type Wording struct {
	Chinese string `json:"zh,omitzero" maxLength:"300"`
	English string `json:"en,omitzero" maxLength:"300"`
}

// OwnStep is the name of a step.
type OwnStep struct {
	Code string  `json:"code" maxLength:"2" doc:"of the step, within its template"`
	Name Wording `json:"name"`
}

// OwnGate is how the company wants the gate of a stage, S1 to S6.
type OwnGate struct {
	Stage       Stage     `json:"stage"`
	Entry       Wording   `json:"entry,omitzero" doc:"the signal that opens the stage; absent: that of the method"`
	TypicalDays int       `json:"typical_days,omitzero" minimum:"0" maximum:"1000" doc:"absent: those of the method"`
	Open        bool      `json:"open,omitzero" doc:"does not block: a deal may pass it unmet, and then earns nothing by it"`
	Criteria    []OwnExit `json:"criteria" nullable:"false" maxItems:"7"`
}

// OwnExit is how the company wants an exit criterion.
type OwnExit struct {
	Code    Exit    `json:"code"`
	Text    Wording `json:"text,omitzero" doc:"absent: that of the method"`
	Skipped bool    `json:"skipped,omitzero" doc:"not asked at this gate"`
}

// ownMark begins the code of every template of the company's own.
const ownMark = "O-"

// OwnCode is the code of the company's n-th template, from 1.
func OwnCode(n int) ModelCode { return ModelCode(ownMark + strconv.Itoa(n)) }

// Owned reports whether c is the code of a template of the company's own; whether
// there is such a one it does not know.
func (c ModelCode) Owned() bool { return strings.HasPrefix(string(c), ownMark) }

// gate is what the company wants of a gate; nil: as the method has it.
func (o *Own) gate(s Stage) *OwnGate {
	if o == nil {
		return nil
	}
	i := slices.IndexFunc(o.Content.Gates, func(g OwnGate) bool { return g.Stage == s })
	if i < 0 {
		return nil
	}
	return &o.Content.Gates[i]
}

// TypicalDays of a stage under the template; 0 where the contract plan rules.
func (o *Own) TypicalDays(s Stage) int {
	if g := o.gate(s); g != nil && g.TypicalDays > 0 {
		return g.TypicalDays
	}
	return Of(s).TypicalDays
}

// Blocks reports whether the gate of a stage holds a deal back while it is unmet.
func (o *Own) Blocks(s Stage) bool {
	g := o.gate(s)
	return g == nil || !g.Open
}

// Asks reports whether the gate of a stage asks for a criterion.
func (o *Own) Asks(s Stage, x Exit) bool {
	g := o.gate(s)
	skips := func(c OwnExit) bool { return c.Code == x && c.Skipped }
	return g == nil || !slices.ContainsFunc(g.Criteria, skips)
}

// Unmet lists the criteria of a gate that the template asks for and that are not
// met, in order; never nil.
func (o *Own) Unmet(g Gate) []Exit {
	return slices.DeleteFunc(g.Unmet(), func(x Exit) bool { return !o.Asks(g.Stage, x) })
}

// Count is how many criteria of a gate the template asks for, and how many of
// them are met.
func (o *Own) Count(g Gate) (met, total int) {
	for _, s := range g.Standings {
		if !o.Asks(g.Stage, s.Exit) {
			continue
		}
		total++
		if s.Met {
			met++
		}
	}
	return met, total
}

// settle puts content into its one form: in the order of the method, without what
// says nothing.
func (c *OwnContent) settle() {
	c.Name.trim()
	for i := range c.Steps {
		c.Steps[i].Name.trim()
	}
	for i := range c.Gates {
		g := &c.Gates[i]
		g.Entry.trim()
		for k := range g.Criteria {
			g.Criteria[k].Text.trim()
		}
		g.Criteria = kept(g.Criteria, func(x OwnExit) bool { return !x.Skipped && x.Text == Wording{} })
		slices.SortFunc(g.Criteria, func(a, b OwnExit) int { return cmp.Compare(a.Code, b.Code) })
	}
	c.Steps = kept(c.Steps, func(s OwnStep) bool { return s.Name == Wording{} })
	slices.SortStableFunc(c.Steps, func(a, b OwnStep) int { return cmp.Compare(a.Code, b.Code) })
	c.Gates = kept(c.Gates, func(g OwnGate) bool {
		return !g.Open && g.TypicalDays == 0 && len(g.Criteria) == 0 && g.Entry == Wording{}
	})
	slices.SortFunc(c.Gates, func(a, b OwnGate) int { return cmp.Compare(a.Stage.Order(), b.Stage.Order()) })
}

// kept is a list without what says nothing; never nil.
func kept[T any](list []T, says func(T) bool) []T {
	return append([]T{}, slices.DeleteFunc(slices.Clone(list), says)...)
}

func (w *Wording) trim() {
	w.Chinese, w.English = strings.TrimSpace(w.Chinese), strings.TrimSpace(w.English)
}
