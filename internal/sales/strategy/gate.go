package strategy

import (
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

// derivations are the exit criteria that facts can decide (dossier.md 8). S4.X6
// (no open critical flag) needs every family of rules and is judged until all
// are here.
var derivations = []derivation{
	{playbook.S1, "X1", (*view).manAssessed},
	{playbook.S1, "X2", (*view).questionsPassed},
	{playbook.S1, "X3", func(v *view) bool { return is(v.score.Pass) }},
	{playbook.S1, "X5", func(v *view) bool { return v.score.Final && v.Deal.ExpectedClose != 0 }},
	{playbook.S2, "X2", (*view).rolesFilled},
	{playbook.S2, "X3", func(v *view) bool { return v.coaches > 0 }},
	{playbook.S2, "X4", func(v *view) bool { return v.near >= 2 && v.some((*Person).nearAndHigh) }},
	{playbook.S2, "X5", func(v *view) bool { return nine(v.informed(11)) >= 0.70 }},
	{playbook.S3, "X1", func(v *view) bool { return v.Deal.NeedDocAt != 0 }},
	{playbook.S3, "X3", (*view).proposalRead},
	{playbook.S3, "X4", func(v *view) bool { return v.eb != nil && v.eb.met() }},
	{playbook.S3, "X5", (*view).criteriaWeighed},
	{playbook.S3, "X6", (*view).usersWon},
	{playbook.S4, "X1", (*view).deciderProved},
	{playbook.S4, "X2", func(v *view) bool { return !v.tender() || nine(v.featured()) >= 30 }},
	{playbook.S4, "X3", (*view).rivalsCountered},
	{playbook.S4, "X4", func(v *view) bool { return v.budgeted() && v.Deal.Procurement != "" }},
	{playbook.S4, "X5", (*view).weightyHaveWins},
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

// gateComplete reports whether everything that decides the gate is known to
// this engine: S4.X6 counts only when it was judged.
func (v *view) gateComplete() bool {
	_, judged := v.Deal.ExitMet["X6"]
	return v.Deal.Stage != playbook.S4 || judged
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

// usersWon reports whether a user supports us with +2 or more and the support of
// every gatekeeper of high influence is known.
func (v *view) usersWon() bool {
	won := v.some(func(p *Person) bool { return p.keyUB() && p.Support >= 2 })
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

// bargainPrepared reports whether a negotiation has an issue and is prepared:
// two alternatives, roles, and a bottom of every issue set before the first
// round (what NG-12 asks at S6).
func (v *view) bargainPrepared() bool {
	n := v.Negotiation
	if n == nil || len(n.Issues) == 0 {
		return false
	}
	alternatives := 0
	for _, a := range n.Alternatives {
		if !blank(a) {
			alternatives++
		}
	}
	return alternatives >= 2 && n.RolesAssigned && n.bottomSet()
}

// bottomSet reports whether every issue has a bottom, set not later than the
// earliest dated round.
func (n *Negotiation) bottomSet() bool {
	for i := range n.Issues {
		if n.Issues[i].Bottom == nil {
			return false
		}
	}
	for i := range n.Rounds {
		if at := n.Rounds[i].At; at != 0 && at < n.BottomSetAt {
			return false
		}
	}
	return n.BottomSetAt != 0
}
