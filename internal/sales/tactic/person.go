package tactic

import (
	"cmp"
	"slices"

	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/strategy"
)

// Limits of the advice about persons.
const (
	fallen   = 2 // points that support fell within 60 days (RF-19)
	topRanks = 4 // level_rank from which a person is above the seller's level
)

// about lists what to do about a person: what presses, then his role and mode,
// then what his support adds, then how to stand with him in the long run.
func (r *reader) about(p *strategy.Person, a Attention) []Advice {
	out := r.pressing(p, a)
	for _, role := range r.roles(p) {
		out = append(out, matrix(role, p.Current))
	}
	out = append(out, support(p.Support))
	if holds(p, influence.CO) {
		out = append(out, r.coach(p)...)
	}
	return append(out, standing(p)...)
}

// pressing is what cannot wait.
func (r *reader) pressing(p *strategy.Person, a Attention) (out []Advice) {
	if p.Contact == influence.NoContact && a.LastOn == 0 {
		out = append(out, advise("first", 10))
	}
	if p.Drop >= fallen {
		out = append(out, advise("fallen", 7))
	}
	if p.Blocker {
		out = append(out, r.blocker(p))
	}
	if p.Threatened || p.Insider {
		out = append(out, advise("threatened", 7))
	}
	return out
}

// blocker is how to come past a person who keeps us from the decision maker. To go
// past him is right only when we are behind, he is firmly against us and no coach,
// and the commercial stage has begun (method.md 8, A7); else he is helped to win
// the trust of his boss.
func (r *reader) blocker(p *strategy.Person) Advice {
	d := &r.d.Deal
	against := p.Support != 0 && p.Support <= -4
	if d.Competition == strategy.Behind && against && !holds(p, influence.CO) && d.Stage.From(playbook.S4) {
		return advise("bypass", 7)
	}
	return advise("blocker", 10)
}

// roles are those of a person, the one that takes part most in the phase first.
func (r *reader) roles(p *strategy.Person) []influence.Role {
	phase := influence.Phase(playbook.Of(r.d.Deal.Stage).Phase)
	out := slices.Clone(p.Roles)
	slices.SortStableFunc(out, func(a, b influence.Role) int {
		return cmp.Compare(influence.Participation(b, phase), influence.Participation(a, phase))
	})
	return out
}

// matrix is a cell of role and mode (method.md 4.10). With an unknown mode the
// first thing to do is to learn it.
func matrix(role influence.Role, mode influence.Mode) Advice {
	if mode == "" {
		return Advice{Code: "unknown." + string(role), Dont: "mode.unknown", Why: "mode.unknown", Days: 10}
	}
	days := map[influence.Mode]int{influence.Trouble: 5, influence.Growth: 10, influence.EvenKeel: 14,
		influence.Overconfident: 21}[mode]
	a := Advice{Code: string(role) + "." + string(mode), Dont: "role." + string(role),
		Why: "mode." + string(mode), Days: days}
	switch {
	case mode == influence.Overconfident, mode == influence.EvenKeel,
		mode == influence.Trouble && role == influence.EB:
		a.Dont = "mode." + string(mode)
	case role == influence.CO:
		a.Dont = "coach"
	}
	return a
}

// support is what the support of a person adds (method.md 4.10).
func support(s influence.Support) Advice {
	switch {
	case s == 0:
		return advise("support.unknown", 10)
	case s >= 4:
		return advise("support.act", 7)
	case s >= 1:
		return advise("support.secure", 14)
	case s >= -2:
		return advise("support.needs", 10)
	case s == -3:
		return advise("support.listen", 7)
	}
	return advise("support.isolate", 7)
}

// coach is how to work with a coach (method.md 4.3, 4.9).
func (r *reader) coach(p *strategy.Person) (out []Advice) {
	c := &p.Coach
	switch {
	case c.Passed():
		out = append(out, Advice{Code: "coach.use", Dont: "coach", Why: "coach.use", Days: 5})
	case failed(c.Credits) || failed(c.Credible) || failed(c.WantsUs):
		out = append(out, advise("coach.failed", 7))
	default:
		out = append(out, Advice{Code: "coach.verify", Dont: "coach.failed", Why: "coach.verify",
			Days: 7})
	}
	if p.Promoter {
		out = append(out, advise("coach.promoter", 14))
	}
	return out
}

func failed(test *bool) bool { return test != nil && !*test }

// standing is how to come nearer to a key person in the long run.
func standing(p *strategy.Person) (out []Advice) {
	if !p.Key {
		return nil
	}
	if holds(p, influence.EB) && p.LevelRank >= topRanks {
		out = append(out, advise("executive", 10))
	}
	if p.Counterpart == "" && p.LevelRank >= topRanks {
		out = append(out, advise("counterpart", 14))
	}
	if len(p.Wins) == 0 {
		out = append(out, advise("wins", 15))
	}
	return out
}
