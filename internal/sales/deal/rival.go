package deal

import (
	"slices"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/comply"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Backer is a person of the map who wants the rival to win.
type Backer struct {
	PersonID record.ID    `json:"person_id" doc:"influence of the deal"`
	Since    calendar.Day `json:"since,omitzero" format:"date" doc:"when the rival won him; absent: unknown"`
}

// RivalPoint is a strength or a weakness of a rival, and whom it touches.
type RivalPoint struct {
	Side    PointSide   `json:"side"`
	Text    string      `json:"text" maxLength:"255"`
	Affects []record.ID `json:"affects,omitempty" doc:"influences of the deal whom it helps or hurts"`
}

// PointSide says whether a point is a strength or a weakness.
type PointSide string

// The values of PointSide.
const (
	PointStrength PointSide = "strength"
	PointWeakness PointSide = "weakness"
)

// All lists the values in order.
func (PointSide) All() []PointSide { return []PointSide{PointStrength, PointWeakness} }

// Valid reports whether the value is in the list.
func (s PointSide) Valid() bool { return slices.Contains(s.All(), s) }

// Intel is a piece of news about a rival, with its day.
type Intel struct {
	Row
	IntelFields
}

// Ref points at the row.
func (x *Intel) Ref() record.Ref { return record.Ref{Kind: record.Intel, ID: x.ID} }

// Title is the news.
func (x *Intel) Title() string { return x.Text }

// Named is the rival.
func (x *Intel) Named() []Mention {
	return mentions(Mention{"competitor_id", record.Ref{Kind: record.Competitor, ID: x.CompetitorID}})
}

// IntelFields are what people write about a piece of news.
type IntelFields struct {
	CompetitorID record.ID          `json:"competitor_id" db:"competitor_id"`
	On           calendar.Day       `json:"on" db:"on_day" format:"date" doc:"when we learnt of it"`
	Kind         strategy.IntelKind `json:"kind,omitzero" db:"kind" doc:"absent: other"`
	Text         string             `json:"text" db:"text" maxLength:"2000"`
}

// Check cleans the fields and reports everything that is wrong with them.
func (f *IntelFields) Check(today calendar.Day) error {
	c := &checker{}
	c.say(&f.Text, "text", TextLimit)
	c.happened(f.On, "on", today)
	if f.Kind == "" {
		f.Kind = strategy.OtherIntel
	}
	member(c, f.Kind, "kind")
	if f.CompetitorID == 0 {
		c.refuse("reference_missing", "competitor_id")
	}
	return fault.Join(c.bad)
}

// Lawful refuses a rival's bid price that is learnt while bids are sealed, from
// the issue of the tender to the opening, both days included (method.md 6.9,
// CP-01). Nobody may hold it then.
func (f *IntelFields) Lawful(issue, opening calendar.Day) error {
	if f.Kind != strategy.BidPrice || issue == 0 || opening == 0 || f.On < issue || f.On > opening {
		return nil
	}
	return comply.Refuse(comply.SealedPrice, "sealed_bid_price").At("kind").
		With("from", issue.String()).With("to", opening.String())
}

// TextLimit is the longest text of a fact, in code points.
const TextLimit = 2000

// PeopleLimit is how many persons one list of a fact names at most.
const PeopleLimit = 100

// say cleans a text that must not be blank.
func (c *checker) say(s *string, at string, limit int) {
	c.may(s, at, limit)
	if *s == "" {
		c.refuse("text_missing", at)
	}
}

// may cleans a text that may be blank.
func (c *checker) may(s *string, at string, limit int) {
	*s = strings.TrimSpace(*s)
	c.text(*s, at, limit)
}

// happened wants a day that is not after today; 0 is missing.
func (c *checker) happened(day calendar.Day, at string, today calendar.Day) {
	switch {
	case day == 0:
		c.refuse("day_missing", at)
	case day > today:
		c.refuse("day_in_future", at)
	}
}

// people cleans a list of persons: each once, not too many.
func (c *checker) people(list *[]record.ID, at string) {
	slices.Sort(*list)
	*list = slices.Compact(*list)
	if len(*list) > PeopleLimit {
		c.refuse("too_many", at).With("limit", PeopleLimit)
	}
}

// checkDepth looks at whom the rival has on his side, and where he is strong.
func (f *CompetitorFields) checkDepth(c *checker, today calendar.Day) {
	if len(f.Backers) > PeopleLimit {
		c.refuse("too_many", "backers").With("limit", PeopleLimit)
	}
	seen := map[record.ID]bool{}
	for _, b := range f.Backers {
		if b.PersonID == 0 || seen[b.PersonID] {
			c.refuse("value_invalid", "backers")
		}
		if b.Since > today {
			c.refuse("day_in_future", "backers")
		}
		seen[b.PersonID] = true
	}
	if len(f.Points) > ResultsLimit {
		c.refuse("too_many", "points").With("limit", ResultsLimit)
	}
	for i := range f.Points {
		p := &f.Points[i]
		c.say(&p.Text, "points", PhraseLimit)
		c.people(&p.Affects, "points")
		if !p.Side.Valid() {
			c.refuse("value_invalid", "points")
		}
	}
}

// Named lists the persons that are spoken of.
func (x *Competitor) Named() (out []Mention) {
	for _, b := range x.Backers {
		out = append(out, persons("backers", b.PersonID)...)
	}
	for _, p := range x.Points {
		out = append(out, persons("points", p.Affects...)...)
	}
	return out
}

// Forget leaves out the persons who are gone.
func (x *Competitor) Forget(gone map[record.ID]bool) {
	x.Backers = slices.DeleteFunc(slices.Clone(x.Backers), func(b Backer) bool { return gone[b.PersonID] })
	x.Points = slices.Clone(x.Points)
	for i := range x.Points {
		leaveOut(gone, &x.Points[i].Affects)
	}
}

// Retain brings back whom somebody left out who could not know of them.
func (x *Competitor) Retain(before *Competitor, gone map[record.ID]bool) {
	for _, b := range before.Backers {
		same := func(now Backer) bool { return now.PersonID == b.PersonID }
		if gone[b.PersonID] && !slices.ContainsFunc(x.Backers, same) {
			x.Backers = append(x.Backers, b)
		}
	}
	for _, was := range before.Points {
		for i := range x.Points {
			if p := &x.Points[i]; p.Text == was.Text && p.Side == was.Side {
				retain(gone, &p.Affects, was.Affects)
				break
			}
		}
	}
}

// facts turns the rival into what the method reads; news are those of the deal.
func (r *Competitor) facts(news []Intel) strategy.Competitor {
	out := strategy.Competitor{Name: r.Name, Position: r.Position, Incumbent: r.Incumbent,
		FirstSeenAt: r.FirstSeenOn, LastIntelAt: r.LastNews(news), CounterPlan: r.CounterPlan != ""}
	for _, b := range r.Backers {
		id := b.PersonID.String()
		out.Backers = append(out.Backers, id)
		if b.Since != 0 {
			if out.BackersSince == nil {
				out.BackersSince = map[string]calendar.Day{}
			}
			out.BackersSince[id] = b.Since
		}
	}
	return out
}

// LastNews is the day on which we last heard of the rival, 0 never.
func (r *Competitor) LastNews(news []Intel) calendar.Day {
	last := r.LastIntelOn
	for _, n := range news {
		if n.CompetitorID == r.ID {
			last = max(last, n.On)
		}
	}
	return last
}

// Heard are the rivals, each with the day on which we last heard of him.
func (f *Facts) Heard() []Competitor {
	out := append([]Competitor{}, f.Competitors...)
	for i := range out {
		out[i].LastIntelOn = out[i].LastNews(f.Intel)
	}
	return out
}
