// Package worksheet puts nine questions to a deal (method.md 1.5, 13): what each
// of them asks, which facts answer it, what is missing, which flags belong to it,
// and whether a change has opened it again after somebody found that it holds. It
// is pure, and knows only a dossier and its diagnosis: who may not know of a
// hidden coach is given the masked ones. Start with Read.
package worksheet

import (
	"slices"

	"sente/internal/sales/calendar"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Number is one of the nine questions, 1 to 9; its texts are question.<n>.title,
// .ask and .rests in the catalogue.
type Number int

// Numbers is how many questions there are.
const Numbers = 9

// Valid reports whether there is such a question.
func (n Number) Valid() bool { return n >= 1 && n <= Numbers }

// Part is what a question is for.
type Part string

// The parts of the cycle, of three questions each.
const (
	Board   Part = "board"   // to read it: 识局
	Opening Part = "opening" // to find the way in: 破局
	Moves   Part = "moves"   // to lay them out: 布局
)

// All lists the parts in order.
func (Part) All() []Part { return []Part{Board, Opening, Moves} }

// Part is the part that the question belongs to.
func (n Number) Part() Part { return Board.All()[(n-1)/3] }

// State is where a question stands.
type State string

// The states of a question.
const (
	Open     State = "open"     // nothing of what it needs is known
	Partly   State = "partly"   // some of it is
	Answered State = "answered" // all of it is
	Again    State = "again"    // it held, and what it builds on has changed since
)

// All lists the states.
func (State) All() []State { return []State{Open, Partly, Answered, Again} }

// Item is one fact that a question needs. Code is the field of the fact, whose
// name and values are those of the deal's page.
type Item struct {
	Code   string   `json:"code" doc:"field of the fact"`
	About  string   `json:"about,omitzero" doc:"the influence that it is about"`
	Name   string   `json:"name,omitzero" doc:"the rival, or the resource, that it is about"`
	Values []string `json:"values,omitempty" doc:"what is known; codes, numbers, days or texts, as in the evidence of flags"`
	Met    bool     `json:"met" doc:"it is known"`
}

// Question is one question as a deal answers it.
type Question struct {
	Number  Number
	State   State
	Items   []Item // those that are due in the deal's stage
	Met     int
	Check   *Check   // the last; nil: nobody looked at it
	Changed []Change // since the last look, newest first
}

// Answers are the nine questions as a deal answers them.
type Answers struct {
	Questions []Question // nine
	Answered  int        // questions, 0 to 9
	Held      int        // questions that somebody found to hold and nothing has changed since, 0 to 9
	Met, All  int        // facts that are known, and that are due
}

// Read gives the worksheet of a deal: its dossier, the diagnosis of it, what
// people found, oldest first, and what changed, newest first. Changes are those
// that the reader may see.
func Read(d *strategy.Dossier, g *strategy.Diagnosis, checks []Check, changes []Change) Answers {
	r := reader{d: d, g: g}
	var out Answers
	for n := Number(1); n <= Numbers; n++ {
		q := Question{Number: n, Items: r.items(n)}
		for _, x := range q.Items {
			if x.Met {
				q.Met++
			}
		}
		if c, ok := last(checks, n); ok {
			q.Check, q.Changed = &c, Since(changes, c.SeenID, n)
		}
		q.State = q.state()
		out.Met, out.All = out.Met+q.Met, out.All+len(q.Items)
		if q.State == Answered {
			out.Answered++
		}
		if q.Check != nil && q.State != Again {
			out.Held++
		}
		out.Questions = append(out.Questions, q)
	}
	return out
}

func (q *Question) state() State {
	switch {
	case q.Check != nil && (q.Check.Act == Reopened || len(q.Changed) > 0):
		return Again
	case q.Met == len(q.Items):
		return Answered
	case q.Met > 0:
		return Partly
	}
	return Open
}

// Check is somebody's finding about a question: that it holds, or that it is to be
// looked at again. Findings are only appended; the last of a question counts.
type Check struct {
	ID         record.ID        `json:"id" db:"id"`
	DealID     record.ID        `json:"deal_id" db:"deal_id"`
	Question   Number           `json:"question" db:"question" minimum:"1" maximum:"9"`
	Act        Act              `json:"act" db:"act"`
	ByID       record.ID        `json:"by_id" db:"by_id"`
	SeenID     record.ID        `json:"-" db:"seen_id"` // the newest event that he had seen
	RecordedAt calendar.Instant `json:"recorded_at" db:"recorded_at"`
}

// Act is what a check says.
type Act string

// The findings.
const (
	Confirmed Act = "confirmed" // looked at, holds
	Reopened  Act = "reopened"  // to be looked at again
)

// All lists the findings.
func (Act) All() []Act { return []Act{Confirmed, Reopened} }

// Valid reports whether the value is in the list.
func (a Act) Valid() bool { return slices.Contains(a.All(), a) }

// Oldest is the event since which changes matter to the checks; 0: none do.
func Oldest(checks []Check) record.ID {
	var out record.ID
	for n := Number(1); n <= Numbers; n++ {
		if c, ok := last(checks, n); ok && (out == 0 || c.SeenID < out) {
			out = c.SeenID
		}
	}
	return out
}

func last(checks []Check, n Number) (Check, bool) {
	for _, c := range slices.Backward(checks) {
		if c.Question == n {
			return c, true
		}
	}
	return Check{}, false
}

// due reports whether the deal has come as far as a stage.
func (r *reader) due(from playbook.Stage) bool { return r.d.Deal.Stage.Order() >= from.Order() }
