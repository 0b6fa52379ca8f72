package app

import (
	"context"
	"math"
	"slices"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/money"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Comparison is what became of a deal between the ends of two days, as one person
// may know it. It is made of the two sheets that he may read, and of nothing else.
type Comparison struct {
	From    calendar.Day `json:"from" format:"date"`
	To      calendar.Day `json:"to" format:"date"`
	Changes []Contrast   `json:"changes" nullable:"false" doc:"by group, in the order of the sheet"`
	Erased  int          `json:"erased,omitzero" doc:"acts whose content was erased from the audit trail"`
}

// Contrast is one thing that differs. What it is called is past.group.<group> and
// field.<field>, or a name.
type Contrast struct {
	Group  ContrastGroup `json:"group"`
	How    ContrastHow   `json:"how"`
	Field  string        `json:"field,omitzero" doc:"absent: the thing as a whole"`
	Name   string        `json:"name,omitzero" doc:"of the person, or of the rival"`
	ID     record.ID     `json:"id,omitzero" doc:"of the person, or of the rival"`
	Rule   string        `json:"rule,omitzero" doc:"of the flag; what it is about is the name"`
	Before ContrastValue `json:"before,omitzero"`
	After  ContrastValue `json:"after,omitzero"`
	Tone   ContrastTone  `json:"tone,omitzero" doc:"absent: neither"`
}

// ContrastValue is a value with its form; empty when it was unknown.
type ContrastValue struct {
	Number *float64      `json:"number,omitzero"`
	Amount *money.Amount `json:"amount,omitzero"`
	Day    calendar.Day  `json:"day,omitzero" format:"date"`
	Code   string        `json:"code,omitzero" doc:"of a closed list: a stage, a mode, a severity; several with spaces"`
}

func (v ContrastValue) same(o ContrastValue) bool {
	return alike(v.Number, o.Number) && alike(v.Amount, o.Amount) && v.Day == o.Day && v.Code == o.Code
}

// alike reports whether both are unknown, or the same.
func alike[T comparable](a, b *T) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

// ContrastGroup says what differs.
type ContrastGroup string

// All lists the groups in the order of the sheet.
func (ContrastGroup) All() []ContrastGroup {
	return []ContrastGroup{"numbers", "people", "flags", "rivals", "facts"}
}

// ContrastHow says how it differs.
type ContrastHow string

// All lists how things differ.
func (ContrastHow) All() []ContrastHow { return []ContrastHow{"came", "went", "changed"} }

// ContrastTone says for whom it is good.
type ContrastTone string

// All lists the tones.
func (ContrastTone) All() []ContrastTone { return []ContrastTone{"better", "worse"} }

// Compare tells what became of a deal that the actor sees between the ends of two
// days; to 0 is today.
func (a *App) Compare(ctx context.Context, who org.Actor, id record.ID,
	from, to calendar.Day) (Comparison, error) {
	if to == 0 {
		to = a.Today()
	}
	d, err := a.db.Reads().Deal(ctx, who.Scope(org.ReadDeals), id)
	if err != nil {
		return Comparison{}, err
	}
	if err := a.toldOf(d, from); err != nil {
		return Comparison{}, err.At("from")
	}
	if err := a.toldOf(d, to); err != nil {
		return Comparison{}, err.At("to")
	}
	if from > to {
		return Comparison{}, fault.New(fault.Invalid, "past_order").At("to")
	}
	was, err := a.SheetAt(ctx, who, id, a.endOf(from))
	if err != nil {
		return Comparison{}, err
	}
	is, err := a.SheetAt(ctx, who, id, a.endOf(to))
	if err != nil {
		return Comparison{}, err
	}
	return Comparison{From: from, To: to, Changes: contrasts(&was, &is), Erased: is.Erased}, nil
}

// contrasts lists what differs between two sheets of a deal.
func contrasts(was, is *Sheet) []Contrast {
	out := []Contrast{}
	for _, group := range [][]Contrast{contrastNumbers(was, is), contrastPeople(was, is),
		contrastFlags(was, is), contrastRivals(was, is), contrastFacts(was, is)} {
		out = append(out, group...)
	}
	return out
}

// differing is a change of a value, nothing when it is the same.
func differing(c Contrast, more func(before, after ContrastValue) ContrastTone) []Contrast {
	if c.Before.same(c.After) {
		return nil
	}
	c.How = "changed"
	if more != nil {
		c.Tone = more(c.Before, c.After)
	}
	return []Contrast{c}
}

// rising is good when the number rises; unknown numbers are neither.
func rising(before, after ContrastValue) ContrastTone {
	if before.Number == nil || after.Number == nil {
		return ""
	}
	if *after.Number > *before.Number {
		return "better"
	}
	return "worse"
}

func ofNumber(x float64) ContrastValue { return ContrastValue{Number: &x} }

func ofCode(s string) ContrastValue { return ContrastValue{Code: s} }

// contrastNumbers compares where the deal stands.
func contrastNumbers(was, is *Sheet) (out []Contrast) {
	b, a := &was.Deal, &is.Deal
	add := func(field string, before, after ContrastValue, more func(b, a ContrastValue) ContrastTone) {
		c := Contrast{Group: "numbers", Field: field, Before: before, After: after}
		out = append(out, differing(c, more)...)
	}
	add("status", ofCode(string(b.Status)), ofCode(string(a.Status)), nil)
	add("stage", ofCode(string(b.Stage)), ofCode(string(a.Stage)), onward)
	add("health", health(was), health(is), rising)
	add("win_prob", ofNumber(b.WinProb), ofNumber(a.WinProb), rising)
	add("grade", ofCode(string(b.Grade)), ofCode(string(a.Grade)), nil)
	add("score", score(was), score(is), rising)
	add("temperature", felt(b.Temperature), felt(a.Temperature), rising)
	add("amount", ContrastValue{Amount: b.Amount}, ContrastValue{Amount: a.Amount}, nil)
	add("expected_close", ContrastValue{Day: b.ExpectedClose}, ContrastValue{Day: a.ExpectedClose}, nil)
	add("competition", ofCode(string(b.Competition)), ofCode(string(a.Competition)), nil)
	add("buyer_stage", ofCode(string(b.BuyerStage)), ofCode(string(a.BuyerStage)), nil)
	return out
}

// onward is good when the deal went to a later stage.
func onward(before, after ContrastValue) ContrastTone {
	if playbook.Stage(after.Code).Order() > playbook.Stage(before.Code).Order() {
		return "better"
	}
	return "worse"
}

// health is the health index; unknown when the deal was closed.
func health(s *Sheet) ContrastValue {
	if s.Deal.Status != strategy.Open || !s.Facts.Diagnosable() {
		return ContrastValue{}
	}
	return ofNumber(float64(s.Diagnosis.Health.Index))
}

func score(s *Sheet) ContrastValue {
	if !s.Facts.Diagnosable() {
		return ContrastValue{}
	}
	return ofNumber(math.Round(s.Diagnosis.Score.Score20*10) / 10)
}

func felt(x *int) ContrastValue {
	if x == nil {
		return ContrastValue{}
	}
	return ofNumber(float64(*x))
}

// paired walks two lists of rows: the later one first, each row with what it was
// before, nil for one that came; then those that went, with nil after.
func paired[T any, K comparable](was, is []T, key func(*T) K, each func(before, after *T)) {
	old := map[K]*T{}
	for i := range was {
		old[key(&was[i])] = &was[i]
	}
	for i := range is {
		k := key(&is[i])
		each(old[k], &is[i])
		delete(old, k)
	}
	for i := range was {
		if gone := &was[i]; old[key(gone)] == gone {
			each(gone, nil)
		}
	}
}

// contrastPeople compares the map: who came and went, and how people stand.
func contrastPeople(was, is *Sheet) (out []Contrast) {
	id := func(p *deal.Person) record.ID { return p.ID }
	paired(was.Facts.People, is.Facts.People, id, func(b, a *deal.Person) {
		switch {
		case b == nil:
			out = append(out, Contrast{Group: "people", How: "came", Name: a.Name, ID: a.ID,
				After: support(a)})
		case a == nil:
			out = append(out, Contrast{Group: "people", How: "went", Name: b.Name, ID: b.ID,
				Before: support(b)})
		default:
			out = append(out, contrastPerson(b, a)...)
		}
	})
	return out
}

func contrastPerson(b, a *deal.Person) (out []Contrast) {
	add := func(field string, before, after ContrastValue, more func(b, a ContrastValue) ContrastTone) {
		c := Contrast{Group: "people", Field: field, Name: a.Name, ID: a.ID, Before: before, After: after}
		out = append(out, differing(c, more)...)
	}
	add("support", support(b), support(a), rising)
	add("mode", ofCode(string(b.ModeNow())), ofCode(string(a.ModeNow())), nil)
	add("influence", ofCode(string(b.Level)), ofCode(string(a.Level)), nil)
	add("roles", roles(b), roles(a), nil)
	add("contact", ofNumber(float64(b.Contact)), ofNumber(float64(a.Contact)), rising)
	add("left_on", ContrastValue{Day: b.LeftOn}, ContrastValue{Day: a.LeftOn}, nil)
	return out
}

// support is the support of a person, empty while it is unknown.
func support(p *deal.Person) ContrastValue {
	if p.Support == 0 {
		return ContrastValue{}
	}
	return ofNumber(float64(p.Support))
}

func roles(p *deal.Person) ContrastValue {
	list := make([]string, len(p.Roles))
	for i, r := range p.Roles {
		list[i] = string(r)
	}
	return ofCode(strings.Join(list, " "))
}

// contrastFlags compares the raised flags: those that came first, then those
// that went.
func contrastFlags(was, is *Sheet) (out []Contrast) {
	type key struct{ rule, subject string }
	of := func(f *deal.Flag) key { return key{f.Rule, f.Subject} }
	said := func(s *Sheet, f *deal.Flag) Contrast {
		return Contrast{Group: "flags", Rule: f.Rule, Name: flagAbout(s, f)}
	}
	paired(was.Flags, is.Flags, of, func(b, a *deal.Flag) {
		if a == nil {
			c := said(was, b)
			c.How, c.Before, c.Tone = "went", ofCode(b.Severity), "better"
			out = append(out, c)
			return
		}
		c := said(is, a)
		switch {
		case b == nil:
			c.How, c.After, c.Tone = "came", ofCode(a.Severity), "worse"
			out = append(out, c)
		case b.Severity != a.Severity:
			c.Field, c.Before, c.After = "severity", ofCode(b.Severity), ofCode(a.Severity)
			out = append(out, differing(c, milder)...)
		default:
			c.Field, c.Before, c.After = "status", ofCode(b.Status), ofCode(a.Status)
			out = append(out, differing(c, nil)...)
		}
	})
	return out
}

// milder is good when the severity falls.
func milder(before, after ContrastValue) ContrastTone {
	if strategy.Severity(after.Code).Rank() < strategy.Severity(before.Code).Rank() {
		return "better"
	}
	return "worse"
}

// flagAbout is what a flag is about, in words.
func flagAbout(s *Sheet, f *deal.Flag) string {
	if f.InfluenceID == 0 {
		return f.Subject
	}
	at := slices.IndexFunc(s.Facts.People, func(p deal.Person) bool { return p.ID == f.InfluenceID })
	if at < 0 {
		return ""
	}
	return s.Facts.People[at].Name
}

// contrastRivals compares the rivals and where they stand.
func contrastRivals(was, is *Sheet) (out []Contrast) {
	id := func(c *deal.Competitor) record.ID { return c.ID }
	paired(was.Facts.Competitors, is.Facts.Competitors, id, func(b, a *deal.Competitor) {
		switch {
		case b == nil:
			out = append(out, Contrast{Group: "rivals", How: "came", Name: a.Name, ID: a.ID, Tone: "worse",
				After: ofCode(string(a.Position))})
		case a == nil:
			out = append(out, Contrast{Group: "rivals", How: "went", Name: b.Name, ID: b.ID, Tone: "better",
				Before: ofCode(string(b.Position))})
		default:
			out = append(out, contrastRival(b, a)...)
		}
	})
	return out
}

func contrastRival(b, a *deal.Competitor) []Contrast {
	position := Contrast{Group: "rivals", Field: "position", Name: a.Name, ID: a.ID,
		Before: ofCode(string(b.Position)), After: ofCode(string(a.Position))}
	backers := Contrast{Group: "rivals", Field: "backers", Name: a.Name, ID: a.ID,
		Before: ofNumber(float64(len(b.Backers))), After: ofNumber(float64(len(a.Backers)))}
	return append(differing(position, nil), differing(backers, falling)...)
}

// falling is good when the number falls.
func falling(before, after ContrastValue) ContrastTone { return rising(after, before) }

// contrastFacts compares how much is known, and what was done.
func contrastFacts(was, is *Sheet) (out []Contrast) {
	counts := func(s *Sheet) map[string]int {
		f := &s.Facts
		out := map[string]int{"needs": len(f.Needs), "criteria": len(f.Decisions),
			"strengths": len(f.Strengths), "weaknesses": len(f.Weaknesses),
			"objections": len(f.Objections), "visits": len(f.Visits)}
		for _, x := range f.Info {
			if x.Status == deal.InfoConfirmed {
				out["info_confirmed"]++
			}
		}
		for _, c := range s.Criteria {
			if c.Met {
				out["gate_met"]++
			}
		}
		return out
	}
	b, a := counts(was), counts(is)
	for _, field := range []string{"needs", "criteria", "info_confirmed", "strengths", "weaknesses",
		"objections", "visits", "gate_met"} {
		if field == "gate_met" && was.Deal.Stage != is.Deal.Stage {
			continue
		}
		c := Contrast{Group: "facts", Field: field, Before: ofNumber(float64(b[field])),
			After: ofNumber(float64(a[field]))}
		out = append(out, differing(c, nil)...)
	}
	return out
}
