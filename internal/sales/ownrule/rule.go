// Package ownrule holds the rules that a company writes itself: an expression over
// the dossier of a deal that is either true, and raises a red flag, or not. It is
// pure; an expression sees nothing but the dossier, ends within a budget, and
// cannot break anything. Start with Rule, then Compile, then Program.Run.
package ownrule

import (
	"strconv"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Limits of company rules.
const (
	MostRules       = 50
	NameLimit       = 100  // code points of a name
	TextLimit       = 500  // code points of why and do
	ExpressionLimit = 2000 // code points
)

// Rule is a rule of the company's own.
type Rule struct {
	Code       string            `json:"code,omitzero" maxLength:"10" doc:"C-01…, given by the program; absent on a new rule"`
	Name       Words             `json:"name"`
	Expression string            `json:"expression" maxLength:"2000" doc:"true raises the flag"`
	Severity   strategy.Severity `json:"severity"`
	Why        Words             `json:"why,omitzero" doc:"what the flag tells"`
	Do         Words             `json:"do,omitzero" doc:"what to do about it"`
	Enabled    bool              `json:"enabled" doc:"raises flags"`
	Problem    *RuleFailure      `json:"problem,omitzero" readOnly:"true" nullable:"false" doc:"why the program switched it off"`
}

// Words is a text in one or both languages.
type Words struct {
	Zh string `json:"zh,omitzero" maxLength:"500"`
	En string `json:"en,omitzero" maxLength:"500"`
}

// RuleFailure is how a rule failed; its text is fault.<code>.
type RuleFailure struct {
	Code   string       `json:"code"`
	DealID record.ID    `json:"deal_id,omitzero" doc:"the deal on which it failed; absent: on all"`
	On     calendar.Day `json:"on" format:"date"`
}

func (w *Words) trim() { w.Zh, w.En = strings.TrimSpace(w.Zh), strings.TrimSpace(w.En) }

func (w Words) longer(limit int) bool { return len([]rune(w.Zh)) > limit || len([]rune(w.En)) > limit }

// CodeOf is the code of the rule that was written as the nth, from 1.
func CodeOf(n int) string {
	digits := strconv.Itoa(n)
	if n < 10 {
		digits = "0" + digits
	}
	return "C-" + digits
}

// Check cleans a rule and reports everything that is wrong with it; at is the
// path of its field.
func (r *Rule) Check(at string) (bad []*fault.Error) {
	refuse := func(code, field string) *fault.Error {
		e := fault.New(fault.Invalid, code).At(at + "." + field)
		bad = append(bad, e)
		return e
	}
	r.Name.trim()
	r.Why.trim()
	r.Do.trim()
	r.Expression = strings.TrimSpace(r.Expression)
	switch {
	case r.Name == Words{}:
		refuse("name_missing", "name")
	case r.Name.longer(NameLimit):
		refuse("too_long", "name").With("limit", NameLimit)
	}
	if r.Why.longer(TextLimit) {
		refuse("too_long", "why").With("limit", TextLimit)
	}
	if r.Do.longer(TextLimit) {
		refuse("too_long", "do").With("limit", TextLimit)
	}
	if !r.Severity.Valid() {
		refuse("value_invalid", "severity")
	}
	if _, err := Compile(r.Expression); err != nil {
		bad = append(bad, err.At(at+".expression"))
	}
	return bad
}
