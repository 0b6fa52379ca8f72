// Package tactic says what to do about each person who decides, and about where
// we stand against the rivals: the matrix of role and feedback mode with what
// support, coaching and blocking add (method.md 4.9, 4.10), and the strategies of
// competition and closing (method.md 8). It is pure, and knows only a dossier and
// its diagnosis: who may not know of a hidden coach is given the masked ones.
// Start with Read.
package tactic

import (
	"slices"

	"sente/internal/sales/influence"
	"sente/internal/sales/strategy"
)

// Advice is one piece of advice. Code names its texts: tactic.do.<Code> what to
// do and tactic.task.<Code> the title of a task for it, with {name}.
type Advice struct {
	Code string `json:"code" doc:"texts tactic.do.<code>, and tactic.task.<code> with {name}"`
	Dont string `json:"dont,omitzero" doc:"text tactic.dont.<dont>"`
	Why  string `json:"why" doc:"text tactic.why.<why>"`
	Days int    `json:"days" doc:"within how many days"`
	Name string `json:"name,omitzero" doc:"the rival whom it is about"`
}

// advise gives the advice whose texts all go by its code.
func advise(code string, days int) Advice {
	return Advice{Code: code, Dont: code, Why: code, Days: days}
}

// Person is what to do about one person, the most pressing first.
type Person struct {
	ID     string
	Advice []Advice
	Attention
}

// Tactics are what to do on a deal.
type Tactics struct {
	People   []Person // whom to see first, first; those who left are not among them
	Shares   []Share  // of the roles that somebody holds
	Position []Advice // about where we stand
}

// Read gives the tactics of an open deal: its dossier and the diagnosis of it.
func Read(d *strategy.Dossier, g *strategy.Diagnosis) Tactics {
	r := reader{d: d, persons: g.Persons, bid: g.Bid}
	seen, shares := r.attention()
	out := Tactics{Shares: shares, Position: r.position()}
	for i := range r.persons {
		if p := &r.persons[i]; p.Present {
			a := seen[p.ID]
			out.People = append(out.People, Person{ID: p.ID, Advice: r.about(p, a), Attention: a})
		}
	}
	slices.SortStableFunc(out.People, func(a, b Person) int { return a.before(b.Attention) })
	return out
}

type reader struct {
	d       *strategy.Dossier
	persons []strategy.Person
	bid     strategy.BidDecision
}

// coaches counts the coaches who are present, and those among them who pass the
// three tests.
func (r *reader) coaches() (all, valid int) {
	for i := range r.persons {
		if p := &r.persons[i]; p.Present && holds(p, influence.CO) {
			all++
			if p.Coach.Passed() {
				valid++
			}
		}
	}
	return all, valid
}

func (r *reader) somebodyIs(role influence.Role) bool {
	return slices.ContainsFunc(r.persons, func(p strategy.Person) bool {
		return p.Present && holds(&p, role)
	})
}

func holds(p *strategy.Person, role influence.Role) bool { return slices.Contains(p.Roles, role) }
