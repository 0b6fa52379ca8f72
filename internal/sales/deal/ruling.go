package deal

import (
	"slices"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Ruling is one step in the life of a flag: it is being mitigated, accepted
// until a day, open again, or its facts are gone. Steps are only appended; the
// last of a rule and subject counts.
type Ruling struct {
	ID          record.ID        `json:"id" db:"id"`
	DealID      record.ID        `json:"-" db:"deal_id"`
	Rule        string           `json:"-" db:"rule"`
	SubjectKind string           `json:"-" db:"subject_kind"`
	Subject     string           `json:"-" db:"subject"`
	InfluenceID record.ID        `json:"-" db:"influence_id"`
	Severity    string           `json:"severity" db:"severity" doc:"of the flag at that moment"`
	Hidden      bool             `json:"-" db:"hidden"` // the flag tells of a hidden coach
	Act         RulingAct        `json:"act" db:"act"`
	Reason      string           `json:"reason,omitzero" db:"reason" doc:"why; or the strength that is used"`
	UntilOn     calendar.Day     `json:"until,omitzero" db:"until_on" format:"date" doc:"the last day on which it holds; absent: no end"`
	LinkKind    record.Kind      `json:"link_kind,omitzero" db:"link_kind" doc:"task or strength; absent: a strength in words only"`
	LinkID      record.ID        `json:"link_id,omitzero" db:"link_id"`
	ByID        record.ID        `json:"by_id,omitzero" db:"by_id" doc:"absent: the system itself"`
	RecordedAt  calendar.Instant `json:"recorded_at" db:"recorded_at"`
}

// RulingAct is what a step does to a flag.
type RulingAct string

// The steps in the life of a flag.
const (
	FlagMitigated RulingAct = "mitigated"
	FlagAccepted  RulingAct = "accepted"
	FlagReopened  RulingAct = "reopened"
	FlagEnded     RulingAct = "cleared" // by facts, never by hand
)

// All lists the steps.
func (RulingAct) All() []RulingAct {
	return []RulingAct{FlagMitigated, FlagAccepted, FlagReopened, FlagEnded}
}

// How long what people decide about a flag holds, in days.
const (
	AcceptDays   = 90 // from acceptance to review, at most
	MitigateDays = 14 // after the end of the task, for facts to follow
)

// About says of which influence the decision speaks.
func (x Ruling) About() record.ID { return x.InfluenceID }

func (x *Ruling) key() flagKey { return flagKey{x.Rule, x.Subject} }

// Decide begins a decision on the flag.
func (x *Flag) Decide(act RulingAct) Ruling {
	return Ruling{DealID: x.DealID, Rule: x.Rule, SubjectKind: x.SubjectKind, Subject: x.Subject,
		InfluenceID: x.InfluenceID, Severity: x.Severity, Hidden: x.Hidden, Act: act}
}

// Status is what the decision makes of the flag on a day.
func (x *Ruling) Status(on calendar.Day) strategy.FlagStatus {
	switch {
	case x.UntilOn != 0 && x.UntilOn < on:
		return strategy.FlagOpen
	case x.Act == FlagMitigated:
		return strategy.FlagMitigating
	case x.Act == FlagAccepted:
		return strategy.FlagAccepted
	}
	return strategy.FlagOpen
}

// holds reports whether the decision said anything that facts can end.
func (x *Ruling) holds() bool { return x.Act == FlagMitigated || x.Act == FlagAccepted }

// LastRulings are the decisions that count, one for each flag; all are oldest
// first.
func LastRulings(all []Ruling) (out []Ruling) {
	at := map[flagKey]int{}
	for _, x := range all {
		if i, known := at[x.key()]; known {
			out[i] = x
			continue
		}
		at[x.key()] = len(out)
		out = append(out, x)
	}
	return out
}

// flagStates are the states that people gave to flags, as of a day.
func (f *Facts) flagStates(on calendar.Day) (out []strategy.FlagState) {
	for _, x := range LastRulings(f.Rulings) {
		if s := x.Status(on); s != strategy.FlagOpen {
			out = append(out, strategy.FlagState{ID: x.Rule, Subject: x.Subject, Status: s})
		}
	}
	return out
}

// History is what was decided about the flag, oldest first.
func (x *Flag) History(all []Ruling) (out []Ruling) {
	for _, d := range all {
		if d.key() == x.key() {
			out = append(out, d)
		}
	}
	return out
}

// ends are the decisions that the facts bring with them: a flag that is no longer
// raised is cleared, and one that was accepted and became graver is open again.
func (v *Verdict) ends(decided []Ruling) (out []Ruling) {
	for _, x := range LastRulings(decided) {
		if !x.holds() {
			continue
		}
		at := slices.IndexFunc(v.Flags, func(f Flag) bool { return f.key() == x.key() })
		next := x
		next.ID, next.ByID, next.Reason, next.UntilOn, next.LinkKind, next.LinkID = 0, 0, "", 0, "", 0
		switch {
		case at < 0:
			next.Act = FlagEnded
		case x.Act == FlagAccepted && graver(v.Flags[at].Severity, x.Severity):
			next.Act, next.Severity = FlagReopened, v.Flags[at].Severity
		default:
			continue
		}
		out = append(out, next)
	}
	return out
}

func graver(a, b string) bool {
	return strategy.Severity(a).Rank() > strategy.Severity(b).Rank()
}

// Raised refuses to decide about a flag whose condition no longer holds.
func (x *Flag) Raised() error {
	if x.ClearedAt != 0 {
		return fault.New(fault.Conflict, "flag_not_raised")
	}
	return nil
}

// CheckReview refuses a day of review that is missing, or not from tomorrow to
// AcceptDays ahead.
func CheckReview(day, today calendar.Day) error {
	switch {
	case day == 0:
		return fault.New(fault.Invalid, "day_missing").At("until")
	case day <= today || day > today.Add(AcceptDays):
		return fault.New(fault.Invalid, "flag_review").At("until").With("days", AcceptDays)
	}
	return nil
}

// Helpful are the strengths of ours that could help with a flag about a person:
// those that mean something to him, or to somebody who influences him (method.md
// 6.7). The first are those that no rival has.
func (x *Flag) Helpful(f *Facts) []Strength {
	out := []Strength{}
	if x.InfluenceID == 0 {
		return out
	}
	reach := f.reach(x.InfluenceID)
	for _, unique := range []bool{true, false} {
		for _, s := range f.Strengths {
			helps := slices.ContainsFunc(s.Linked, func(id record.ID) bool { return reach[id] })
			if s.Unique == unique && helps {
				out = append(out, s)
			}
		}
	}
	return out
}

// Bells are the strengths ST-01 to ST-14 of the deal that rest on the person of
// whom a flag speaks, or on somebody who influences him.
func (x *Flag) Bells(f *Facts, bells []strategy.Bell) []string {
	out := []string{}
	reach := f.reach(x.InfluenceID)
	for _, b := range bells {
		for id := range reach {
			if x.InfluenceID != 0 && slices.Contains(b.Subjects, id.String()) {
				out = append(out, b.ID)
				break
			}
		}
	}
	return out
}

// reach are a person and those who influence him.
func (f *Facts) reach(id record.ID) map[record.ID]bool {
	out := map[record.ID]bool{id: true}
	for _, e := range f.Edges {
		if e.ToID == id {
			out[e.FromID] = true
		}
	}
	return out
}
