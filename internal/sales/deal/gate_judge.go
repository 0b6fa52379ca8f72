package deal

import (
	"slices"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
)

// OverrideDays is how long an override may last at most.
const OverrideDays = 90

// CheckExit refuses a criterion that the stage does not have.
func CheckExit(s playbook.Stage, x playbook.Exit) error {
	if !slices.Contains(playbook.Exits(s), x) {
		return fault.New(fault.Invalid, "criterion_unknown").At("criterion").With("stage", string(s))
	}
	return nil
}

// CheckExpiry refuses an override without a day, or with one that is not from
// tomorrow to OverrideDays ahead.
func CheckExpiry(day, today calendar.Day) error {
	switch {
	case day == 0:
		return fault.New(fault.Invalid, "day_missing").At("expires_on")
	case day <= today || day > today.Add(OverrideDays):
		return fault.New(fault.Invalid, "override_expiry").At("expires_on").With("days", OverrideDays)
	}
	return nil
}

// Submission is the evidence on which a verdict is given now: the last that was
// submitted for a criterion and is still there. Nobody judges his own. steps are
// oldest first.
func Submission(steps []Judgement, s playbook.Stage, x playbook.Exit, judge record.ID) (Judgement, error) {
	for _, j := range slices.Backward(steps) {
		if j.Stage != s || j.Criterion != x || j.Act != Submitted || j.EvidenceGone {
			continue
		}
		if j.ByID == judge {
			return j, fault.New(fault.Denied, "own_evidence").At("criterion")
		}
		return j, nil
	}
	return Judgement{}, fault.New(fault.Conflict, "evidence_missing").At("criterion")
}

// standing reports whether what a verdict was given on is still there.
func standing(steps []Judgement, verdict Judgement) bool {
	return !slices.ContainsFunc(steps, func(j Judgement) bool {
		return j.EvidenceGone && verdict.EvidenceKind == record.Judgement && j.ID == verdict.EvidenceID
	})
}

// Ground is what the standing of a criterion rests on.
type Ground string

// The grounds of a standing.
const (
	ByFacts    Ground = "derived"
	ByVerdict  Ground = "judged"
	ByOverride Ground = "override"
	ByNothing  Ground = "none"
)

// All lists the grounds.
func (Ground) All() []Ground { return []Ground{ByFacts, ByVerdict, ByOverride, ByNothing} }

// Criterion is where one exit criterion of the present stage stands.
type Criterion struct {
	Code      playbook.Exit `json:"code"`
	Met       bool          `json:"met"`
	How       Ground        `json:"how"`
	ExpiresOn calendar.Day  `json:"expires_on,omitzero" format:"date" doc:"when the override ends"`
	Steps     []Judgement   `json:"evidence,omitempty" doc:"evidence and verdicts, oldest first"`
}

// Criteria gives a gate with the steps that led to it, as of a day.
func (f *Facts) Criteria(g playbook.Gate, on calendar.Day) []Criterion {
	out := make([]Criterion, len(g.Standings))
	for i, s := range g.Standings {
		c := Criterion{Code: s.Exit, Met: s.Met, How: Ground(s.How)}
		for _, j := range f.Judgements {
			if j.Stage != g.Stage || j.Criterion != s.Exit {
				continue
			}
			c.Steps = append(c.Steps, j)
			switch {
			case j.Act == Accepted && !standing(f.Judgements, j): // as if it had not been given
			case j.Act == Accepted || j.Act == Refused:
				c.How, c.ExpiresOn = ByVerdict, 0
			case j.Act == Overridden && j.ExpiresOn >= on:
				c.How, c.ExpiresOn = ByOverride, j.ExpiresOn
			}
		}
		out[i] = c
	}
	return out
}
