package strategy

import (
	"slices"

	"sente/internal/sales/bargain"
	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
)

// derivation is what the facts say of one exit criterion.
type derivation struct {
	stage playbook.Stage
	exit  playbook.Exit
	met   func(*view) bool
}

// What exit criteria ask for (dossier.md 8).
const (
	gateInformed = 0.70 // of the first 11 items of information
	gateItems    = 11
	gateFeatured = 30 // weight of criteria that favour us
	gateNear     = 2  // key people at appointment level
	gateUser     = 2  // support of a user
	gateDecider  = 3  // support of the EB,
	gateProof    = 30 // seen in these days
)

// derivations are the exit criteria that facts can decide (dossier.md 8).
var derivations = []derivation{
	{playbook.S1, "X1", (*view).manAssessed},
	{playbook.S1, "X2", (*view).questionsPassed},
	{playbook.S1, "X3", func(v *view) bool { return is(v.score.Pass) }},
	{playbook.S1, "X5", func(v *view) bool { return v.score.Final && v.Deal.ExpectedClose != 0 }},
	{playbook.S2, "X2", (*view).rolesFilled},
	{playbook.S2, "X3", func(v *view) bool { return v.coaches > 0 }},
	{playbook.S2, "X4", func(v *view) bool { return v.near >= gateNear && v.some((*Person).nearAndHigh) }},
	{playbook.S2, "X5", func(v *view) bool { return nine(v.informed(gateItems)) >= gateInformed }},
	{playbook.S3, "X1", func(v *view) bool { return v.Deal.NeedDocAt != 0 }},
	{playbook.S3, "X3", (*view).proposalRead},
	{playbook.S3, "X4", func(v *view) bool { return v.eb != nil && v.eb.met() }},
	{playbook.S3, "X5", (*view).criteriaWeighed},
	{playbook.S3, "X6", (*view).usersWon},
	{playbook.S4, "X1", (*view).deciderProved},
	{playbook.S4, "X2", func(v *view) bool { return !v.tender() || nine(v.featured) >= gateFeatured }},
	{playbook.S4, "X3", (*view).rivalsCountered},
	{playbook.S4, "X4", func(v *view) bool { return v.budgeted() && v.Deal.Procurement != "" }},
	{playbook.S4, "X5", (*view).weightyHaveWins},
	{playbook.S4, "X6", func(v *view) bool { return !slices.ContainsFunc(v.flags, Flag.blocks) }},
	{playbook.S5, "X1", (*view).bidsSubmitted},
	{playbook.S6, "X1", (*view).bargainPrepared},
	{playbook.S6, "X3", func(v *view) bool { return v.Contract != nil && v.Contract.planValid() }},
}

// gate judges the exit criteria of the present stage.
func (v *view) gate() playbook.Gate {
	return playbook.Evaluate(v.Deal.Stage, v.Deal.ExitMet, func(x playbook.Exit) (met, derivable bool) {
		for i := range derivations {
			if d := &derivations[i]; d.stage == v.Deal.Stage && d.exit == x {
				return d.met(v), true
			}
		}
		return false, false
	})
}

// blocks reports whether a flag is critical and nobody deals with it.
func (f Flag) blocks() bool { return f.Severity == Critical && f.Status == FlagOpen }

// deciderProved reports whether the EB's support is high and was seen lately.
func (v *view) deciderProved() bool {
	if v.eb == nil || v.eb.Support < gateDecider {
		return false
	}
	return slices.ContainsFunc(v.eb.History, func(o Observation) bool { return v.within(o.On, gateProof) })
}

func (v *view) manAssessed() bool {
	m := v.Deal.MAN
	return m.M.Known() && m.A.Known() && m.N == qualify.Yes
}

func (v *view) questionsPassed() bool {
	d := &v.Deal
	return d.Q1 == qualify.Yes && d.Q2 == qualify.Yes && d.Q4 == qualify.Yes && d.Q3.Known()
}

func (p *Person) nearAndHigh() bool { return p.Key && p.met() && p.Level == influence.High }

// proposalRead reports whether a gatekeeper gave feedback on a proposal.
func (v *view) proposalRead() bool {
	for i := range v.Proposals {
		if at := v.Proposals[i].TBFeedbackAt; at != 0 && at <= v.AsOf {
			return true
		}
	}
	return false
}

func (v *view) criteriaWeighed() bool {
	for i := range v.Criteria {
		if v.Criteria[i].Weight == nil {
			return false
		}
	}
	return len(v.Criteria) > 0
}

// usersWon reports whether a user supports us and the support of every gatekeeper of high influence is known.
func (v *view) usersWon() bool {
	won := v.some(func(p *Person) bool { return p.keyUB() && p.Support >= gateUser })
	unknown := v.some(func(p *Person) bool {
		return p.keyTB() && p.Level == influence.High && p.Support == 0
	})
	return won && !unknown
}

func (v *view) rivalsCountered() bool {
	for i := range v.Competitors {
		if !v.Competitors[i].CounterPlan {
			return false
		}
	}
	return len(v.Competitors) > 0 || v.Deal.Competition == Sole
}

func (v *view) weightyHaveWins() bool {
	lacks := func(p *Person) bool { return p.weighty() && len(p.Wins) == 0 }
	return v.eb != nil && !v.some(lacks)
}

func (v *view) bidsSubmitted() bool {
	for i := range v.Bids {
		if !v.Bids[i].submitted(v.AsOf) {
			return false
		}
	}
	return len(v.Bids) > 0
}

// submitted reports whether the bid went out complete and in time.
func (b *Bid) submitted(asOf calendar.Day) bool {
	for i := range b.Documents {
		if d := &b.Documents[i]; d.Mandatory && !d.Ready {
			return false
		}
	}
	return b.SubmittedAt != 0 && b.SubmittedAt <= b.DeadlineAt && b.SubmittedAt <= asOf
}

// bargainPrepared reports whether a negotiation has an issue and is prepared, as
// NG-12 asks at S6.
func (v *view) bargainPrepared() bool {
	unprepared := func(x bargain.Violation) bool { return x.ID == bargain.Preparation }
	return v.Negotiation != nil && len(v.Negotiation.Issues) > 0 &&
		!slices.ContainsFunc(v.violations, unprepared)
}
