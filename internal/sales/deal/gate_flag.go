package deal

import (
	"cmp"
	"slices"

	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
	"sente/internal/sales/rulebook"
	"sente/internal/sales/strategy"
)

// RulesVersion is kept with each flag that is raised; it rises when a rule's
// condition changes.
const RulesVersion = "1"

// Kinds of subjects of a flag.
const (
	AboutDeal      = ""
	AboutInfluence = "influence"
	AboutOther     = "other" // a name, a day, an item
)

// Verdict is what the method says of a deal on a day: the diagnosis of the full
// truth, and the flags as rows, worst first. Rows have no id and no opening yet.
type Verdict struct {
	Diagnosis strategy.Diagnosis
	Flags     []Flag
	Rulings   []Ruling // that the facts bring with them; without id and moment
	Failed    []Failure
	On        calendar.Day
}

// Diagnose asks the method about the deal, by the rules of the workspace, and then
// the company's own rules. A flag is hidden when it is about a person who is only
// a hidden coach, or would not be raised for those who do not know that he coaches
// us. A flag that was accepted and became graver is open
// again.
func (f *Facts) Diagnose(on calendar.Day, by *rulebook.InForce) Verdict {
	out := f.diagnose(on, by)
	out.Rulings = out.ends(f.Rulings)
	if len(out.Rulings) == 0 {
		return out
	}
	after := *f
	after.Rulings = slices.Concat(f.Rulings, out.Rulings)
	decided := out.Rulings
	out = after.diagnose(on, by)
	out.Rulings = decided
	return out
}

func (f *Facts) diagnose(on calendar.Day, by *rulebook.InForce) Verdict {
	out := Verdict{On: on}
	if !f.Diagnosable() {
		return out
	}
	d := f.Dossier(on)
	explainer := strategy.NewExplainer(by.Settings, &d)
	out.Diagnosis = explainer.Diagnosis()
	open := f.openly(on, by)
	people := map[string]*Person{}
	for i := range f.People {
		people[f.People[i].ID.String()] = &f.People[i]
	}
	for _, x := range out.Diagnosis.Flags {
		row := Flag{DealID: f.Deal.ID, Rule: x.ID, Subject: x.Subject, Severity: string(x.Severity),
			Status: string(x.Status), RulesVersion: RulesVersion,
			Hidden: open != nil && !open[flagKey{x.ID, x.Subject}]}
		if p := people[x.Subject]; p != nil {
			row.SubjectKind, row.InfluenceID = AboutInfluence, p.ID
		} else if x.Subject != "" {
			row.SubjectKind = AboutOther
		}
		row.Evidence = evidenceFor(explainer.Flag(x), people)
		out.Flags = append(out.Flags, row)
	}
	out.askOwn(f, &d, by, open)
	return out
}

type flagKey struct{ rule, subject string }

func (x *Flag) key() flagKey { return flagKey{x.Rule, x.Subject} }

// openly is the set of flags that are raised without what hidden coaches are
// known to be; nil when the deal has none.
func (f *Facts) openly(on calendar.Day, by *rulebook.InForce) map[flagKey]bool {
	if !f.Secret() {
		return nil
	}
	masked := f.Masked()
	d := masked.Dossier(on)
	diagnosis := strategy.DiagnoseWith(by.Settings, &d)
	out := map[flagKey]bool{}
	for _, x := range diagnosis.Flags {
		out[flagKey{x.ID, x.Subject}] = true
	}
	for i := range by.Own {
		if yes, _ := by.Own[i].Ask(&d); yes {
			out[flagKey{by.Own[i].Code, ""}] = true
		}
	}
	return out
}

// Counts reports whether the flag is counted as open: one that was accepted is not.
func (x *Flag) Counts() bool { return x.Status != string(strategy.FlagAccepted) }

// Summary is what lists show of the verdict.
func (v *Verdict) Summary(d *Deal) Summary {
	s := Summary{WinProb: v.Diagnosis.WinProb, Grade: v.Diagnosis.Grade}
	if d.Stage == "" && d.Status == strategy.Won {
		s.WinProb = 1
	}
	for _, x := range v.Flags {
		if !x.Counts() {
			continue
		}
		rank := strategy.Severity(x.Severity).Rank()
		s.FlagsAll, s.WorstAll = s.FlagsAll+1, max(s.WorstAll, rank)
		if !x.Hidden {
			s.FlagsOpen, s.WorstOpen = s.FlagsOpen+1, max(s.WorstOpen, rank)
		}
	}
	return s
}

// FlagChange is a row to write: before it is nil for a flag that was raised just
// now; ClearedAt is set on one whose condition no longer holds.
type FlagChange struct {
	Before *Flag
	After  Flag
}

// FlagChanges compares the open rows with the verdict: new flags, cleared ones,
// and those whose severity, evidence or secrecy changed.
func (v *Verdict) FlagChanges(open []Flag, now calendar.Instant) (out []FlagChange) {
	was := map[flagKey]*Flag{}
	for i := range open {
		was[open[i].key()] = &open[i]
	}
	for _, x := range v.Flags {
		old := was[x.key()]
		delete(was, x.key())
		if old == nil {
			x.OpenedAt = now
			out = append(out, FlagChange{nil, x})
			continue
		}
		x.ID, x.OpenedAt, x.RulesVersion = old.ID, old.OpenedAt, old.RulesVersion
		if *old != x {
			out = append(out, FlagChange{old, x})
		}
	}
	for i := range open {
		if old := was[open[i].key()]; old != nil {
			x := *old
			x.ClearedAt = now
			out = append(out, FlagChange{old, x})
		}
	}
	return out
}

// FlagTurn is what becomes of one flag between two verdicts: its severities, ""
// where it is not raised.
type FlagTurn struct {
	Rule, Was, Is string
}

// FlagsAgainst lists the flags that differ from an earlier verdict: those of v
// first, then those that v does not raise.
func (v *Verdict) FlagsAgainst(before *Verdict) (out []FlagTurn) {
	was := map[flagKey]string{}
	for i := range before.Flags {
		was[before.Flags[i].key()] = before.Flags[i].Severity
	}
	for i := range v.Flags {
		x := &v.Flags[i]
		if was[x.key()] != x.Severity {
			out = append(out, FlagTurn{x.Rule, was[x.key()], x.Severity})
		}
		delete(was, x.key())
	}
	for i := range before.Flags {
		if x := &before.Flags[i]; was[x.key()] != "" {
			out = append(out, FlagTurn{x.Rule, x.Severity, ""})
		}
	}
	return out
}

// Masked is the flag's evidence as it appears to those who may not know of
// hidden coaches: nothing about hidden persons that tells of coaching. It is for
// flags that are not Hidden.
func (x Flag) Masked(f *Facts) Flag {
	if !f.Secret() {
		return x
	}
	hidden, gone := map[record.ID]bool{}, map[record.ID]bool{}
	for i := range f.People {
		hidden[f.People[i].ID], gone[f.People[i].ID] = f.People[i].Hidden, f.People[i].OnlyHidden()
	}
	x.Evidence = x.Evidence.But(func(e Fact) bool {
		return gone[e.About] || (hidden[e.About] && e.ofCoach()) || e.countsCoaches()
	})
	return x
}

// WithoutCost is the flag as it appears to those who may not know what the deal
// costs us.
func (x Flag) WithoutCost() Flag {
	x.Evidence = x.Evidence.But(func(e Fact) bool {
		f := strategy.Field(e.Field)
		return f == strategy.FieldCost || f == strategy.FieldCostBudget
	})
	return x
}

// SortFlags puts flags in order: worst first, then by rule and subject.
func SortFlags(flags []Flag) {
	slices.SortFunc(flags, func(a, b Flag) int {
		if c := strategy.Severity(b.Severity).Rank() - strategy.Severity(a.Severity).Rank(); c != 0 {
			return c
		}
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Subject, b.Subject))
	})
}
