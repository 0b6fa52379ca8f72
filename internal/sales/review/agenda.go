package review

import (
	"slices"

	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
	"sente/internal/sales/worksheet"
)

// Topic is what an item of the agenda is about.
type Topic string

// The topics, in their order.
const (
	Last     Topic = "last"     // what the last review left to do
	Question Topic = "question" // one of the nine
	Rest     Topic = "rest"     // flags of no question
)

// All lists the topics.
func (Topic) All() []Topic { return []Topic{Last, Question, Rest} }

// Why says why an item must be talked about first.
type Why string

// The reasons, the most pressing first.
const (
	Undone     Why = "undone"     // an act of the last review is not done
	Unanswered Why = "unanswered" // a challenge of the last review was left open
	Again      Why = "again"      // the question held, and what it builds on has changed
	Critical   Why = "critical"   // a flag is open
	High       Why = "high"       // a flag is open
	Expired    Why = "expired"    // a flag was accepted until a day that is over
)

// All lists the reasons.
func (Why) All() []Why { return []Why{Undone, Unanswered, Again, Critical, High, Expired} }

// Reason is why an item must be talked about first.
type Reason struct {
	Why Why       `json:"why"`
	ID  record.ID `json:"id,omitzero" doc:"of the task, the challenge or the flag; absent: the question itself"`
}

// Item is one point of the agenda.
type Item struct {
	Topic    Topic
	Question worksheet.Number // 0: none
	First    []Reason         // empty: it is talked about in its turn
	Flags    []record.ID      // that stand under it, worst first
}

// Matter is what an agenda is made of, as one person may know it.
type Matter struct {
	Questions []worksheet.Question
	Flags     []deal.Flag   // worst first
	Rulings   []deal.Ruling // oldest first
	Undone    []record.ID   // tasks of the last review that are not done
	Open      []record.ID   // challenges of the last review that nobody answered
	On        calendar.Day
}

// Plan gives the agenda: first what must be talked about first, then the rest,
// both in the order of the nine questions. A flag stands under the first question
// that it belongs to; accepted flags do not stand on it.
func Plan(m Matter) []Item {
	var all []Item
	if len(m.Undone)+len(m.Open) > 0 {
		first := slices.Concat(each(Undone, m.Undone), each(Unanswered, m.Open))
		all = append(all, Item{Topic: Last, First: first})
	}
	for _, q := range m.Questions {
		x := Item{Topic: Question, Question: q.Number}
		if q.State == worksheet.Again {
			x.First = append(x.First, Reason{Why: Again})
		}
		all = append(all, x)
	}
	all = append(all, Item{Topic: Rest})
	for i := range m.Flags {
		if f := &m.Flags[i]; f.Counts() {
			x := &all[slices.IndexFunc(all, func(x Item) bool { return x.holds(f) })]
			x.Flags = append(x.Flags, f.ID)
			x.First = append(x.First, m.press(f)...)
		}
	}
	all = slices.DeleteFunc(all, func(x Item) bool { return x.Topic == Rest && len(x.Flags) == 0 })
	slices.SortStableFunc(all, func(a, b Item) int { return a.turn() - b.turn() })
	return all
}

func each(why Why, of []record.ID) (out []Reason) {
	for _, id := range of {
		out = append(out, Reason{why, id})
	}
	return out
}

// holds reports whether a flag may stand under the item.
func (x *Item) holds(f *deal.Flag) bool {
	return x.Topic == Rest || x.Topic == Question && x.Question.Belongs(f.Rule)
}

// turn is 0 for what is talked about first.
func (x *Item) turn() int {
	if len(x.First) > 0 {
		return 0
	}
	return 1
}

// press says why a flag must be talked about first; nothing when something is
// being done about it, or it is of less weight.
func (m *Matter) press(f *deal.Flag) []Reason {
	if f.Status != string(strategy.FlagOpen) {
		return nil
	}
	if told := f.History(m.Rulings); len(told) > 0 {
		last := told[len(told)-1]
		if last.Act == deal.FlagAccepted && last.UntilOn != 0 && last.UntilOn < m.On {
			return []Reason{{Expired, f.ID}}
		}
	}
	switch strategy.Severity(f.Severity) {
	case strategy.Critical:
		return []Reason{{Critical, f.ID}}
	case strategy.High:
		return []Reason{{High, f.ID}}
	}
	return nil
}
