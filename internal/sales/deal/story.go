package deal

import (
	"cmp"
	"slices"

	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Turn is something in the life of a deal that is worth a mark. Its text is
// past.turn.<what>.
type Turn struct {
	At       calendar.Instant  `json:"at"`
	On       calendar.Day      `json:"on" format:"date"`
	What     TurnKind          `json:"what"`
	Act      string            `json:"act,omitzero" doc:"of a move, a decision about a flag, a judgement, or what a review decided"`
	Stage    playbook.Stage    `json:"stage,omitzero" doc:"where the deal went, or whose gate was judged"`
	Rule     string            `json:"rule,omitzero"`
	Severity string            `json:"severity,omitzero"`
	Exit     playbook.Exit     `json:"exit,omitzero" doc:"the criterion that was judged"`
	PersonID record.ID         `json:"person_id,omitzero"`
	Person   string            `json:"person,omitzero" doc:"his name"`
	From     influence.Support `json:"from,omitzero" doc:"support before"`
	To       influence.Support `json:"to,omitzero" doc:"support after"`
	Days     *int              `json:"days,omitzero" doc:"for how long the flag stood"`
	Reason   string            `json:"reason,omitzero" doc:"in the words of who did it"`
	Key      bool              `json:"key,omitzero" doc:"a turning point of the story"`
}

// TurnKind is what happened.
type TurnKind string

// What may happen.
const (
	TurnMoved   TurnKind = "moved"   // a stage, or the end
	TurnRaised  TurnKind = "raised"  // a flag
	TurnCleared TurnKind = "cleared" // by facts
	TurnLeft    TurnKind = "left"    // a flag still stood when the deal was closed
	TurnDecided TurnKind = "decided" // about a flag
	TurnJudged  TurnKind = "judged"  // an exit criterion
	TurnSwung   TurnKind = "swung"   // somebody's support

	TurnReviewed TurnKind = "reviewed" // a deal review was closed
)

// All lists what may happen.
func (TurnKind) All() []TurnKind {
	return []TurnKind{TurnMoved, TurnRaised, TurnCleared, TurnLeft, TurnDecided, TurnJudged, TurnSwung,
		TurnReviewed}
}

// SwingLeast is by how many points support moves at least for a swing, unless it
// turns from one side to the other.
const SwingLeast = 3

// Past is what is known of how a deal came to be what it is.
type Past struct {
	*Facts
	Moves []Move // oldest first
	Flags []Flag // raised or not, in order of their opening
	More  []Turn // of other rooms
	DayOf func(calendar.Instant) calendar.Day
}

// Turns lists what was worth a mark, oldest first.
func (p *Past) Turns() []Turn {
	out := p.movesTurns()
	out = append(out, p.flagTurns()...)
	for _, x := range p.Rulings {
		if x.ByID != 0 {
			out = append(out, Turn{At: x.RecordedAt, What: TurnDecided, Act: string(x.Act), Rule: x.Rule,
				Severity: x.Severity, Reason: x.Reason, Key: critical(x.Severity)})
		}
	}
	for _, j := range p.Judgements {
		if j.Act != Submitted {
			out = append(out, Turn{At: j.RecordedAt, What: TurnJudged, Act: string(j.Act), Stage: j.Stage,
				Exit: j.Criterion, Key: j.Act == Overridden})
		}
	}
	out = append(out, p.swings()...)
	out = append(out, p.More...)
	for i := range out {
		out[i].On = p.DayOf(out[i].At)
	}
	slices.SortStableFunc(out, func(a, b Turn) int { return cmp.Compare(a.At, b.At) })
	return out
}

func critical(severity string) bool { return severity == string(strategy.Critical) }

func (p *Past) movesTurns() (out []Turn) {
	for _, m := range p.Moves {
		out = append(out, Turn{At: m.RecordedAt, What: TurnMoved, Act: string(m.Act), Stage: m.After.Stage,
			Reason: m.Reason, Key: true})
	}
	return out
}

// flagTurns are the critical and high flags: raised, and how they ended.
func (p *Past) flagTurns() (out []Turn) {
	names := p.names()
	for _, x := range p.Flags {
		if strategy.Severity(x.Severity).Rank() < strategy.High.Rank() {
			continue
		}
		t := Turn{At: x.OpenedAt, What: TurnRaised, Rule: x.Rule, Severity: x.Severity,
			PersonID: x.InfluenceID, Person: names[x.InfluenceID], Key: critical(x.Severity)}
		out = append(out, t)
		if x.ClearedAt == 0 {
			continue
		}
		t.At, t.What = x.ClearedAt, TurnCleared
		days := p.DayOf(x.ClearedAt).Since(p.DayOf(x.OpenedAt))
		t.Days = &days
		if p.closedAt(x.ClearedAt) {
			t.What = TurnLeft
		}
		out = append(out, t)
	}
	return out
}

// closedAt reports whether the deal was closed at that moment: then all flags go.
func (p *Past) closedAt(at calendar.Instant) bool {
	return slices.ContainsFunc(p.Moves, func(m Move) bool { return m.RecordedAt == at && m.Closing() })
}

func (p *Past) names() map[record.ID]string {
	out := map[record.ID]string{}
	for i := range p.People {
		out[p.People[i].ID] = p.People[i].Name
	}
	return out
}

// swings are the great changes of support, in the order in which we learnt of them.
func (p *Past) swings() (out []Turn) {
	names, was := p.names(), map[record.ID]influence.Support{}
	seen := slices.Clone(p.Support)
	slices.SortFunc(seen, func(a, b Observation) int { return cmp.Compare(a.ID, b.ID) })
	for _, o := range seen {
		is, known := o.support()
		from := was[o.InfluenceID]
		was[o.InfluenceID] = is
		name, here := names[o.InfluenceID]
		if !known || from == 0 || !here || !swung(from, is) {
			continue
		}
		out = append(out, Turn{At: o.RecordedAt, What: TurnSwung, PersonID: o.InfluenceID, Person: name,
			From: from, To: is, Reason: o.Evidence, Key: true})
	}
	return out
}

func swung(from, to influence.Support) bool {
	return max(from-to, to-from) >= SwingLeast || (from < 0) != (to < 0)
}

// Chapter is the time that a deal stood in a stage.
type Chapter struct {
	Stage playbook.Stage `json:"stage,omitzero" doc:"absent: unknown"`
	From  calendar.Day   `json:"from" format:"date"`
	To    calendar.Day   `json:"to" format:"date"`
	Days  int            `json:"days"`
	Act   MoveAct        `json:"act" doc:"the move that ended it"`
	Turns []Turn         `json:"turns" nullable:"false" doc:"its turning points, oldest first"`
}

// between reports whether the turn belongs to the time from one move to the next:
// the next one is the last of it, and the flags that it raises come after it.
func (t *Turn) between(from, to calendar.Instant) bool {
	if t.What == TurnRaised {
		return t.At >= from && t.At < to
	}
	return t.At > from && t.At <= to
}

// Chapters tell the story of a closed deal, by stage; none while it is open.
func (p *Past) Chapters() []Chapter {
	out := []Chapter{}
	if p.Deal.Status == strategy.Open || len(p.Moves) == 0 {
		return out
	}
	turns := slices.DeleteFunc(p.Turns(), func(t Turn) bool { return !t.Key })
	begun := p.Moves[0].RecordedAt
	for i, m := range p.Moves[1:] {
		before := p.Moves[i].After
		if m.After.Stage == before.Stage && m.After.Status == before.Status {
			continue
		}
		c := Chapter{Stage: before.Stage, From: p.DayOf(begun), To: p.DayOf(m.RecordedAt), Act: m.Act,
			Turns: []Turn{}}
		c.Days = c.To.Since(c.From)
		for _, t := range turns {
			if t.between(begun, m.RecordedAt) || t.At == p.Moves[0].RecordedAt && len(out) == 0 {
				c.Turns = append(c.Turns, t)
			}
		}
		begun = m.RecordedAt
		out = append(out, c)
	}
	return out
}
