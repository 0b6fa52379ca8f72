package bargain

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"sente/internal/sales/calendar"
	"sente/internal/sales/limit"
)

// Violation is a broken rule. Subject is an issue's name, one of our steps on it
// ("price#2"), a part of the preparation, or "".
type Violation struct {
	ID      string `json:"id"`
	Level   Level  `json:"level"`
	Subject string `json:"subject"`
}

// Preparation is the rule that asks for a prepared negotiation at the contract.
const Preparation = "NG-12"

// Parts of the preparation that it names.
const (
	SubjectAlternatives = "alternatives"
	SubjectRoles        = "roles"
	SubjectBottom       = "bottom"
)

// walk goes through the rounds once and remembers where each issue stands.
type walk struct {
	*Negotiation
	rules     []Rule
	places    []place // one per issue
	nibbles   int     // small asks of theirs so far
	goingBack int     // times we went back so far
	lesser    bool    // an issue of lesser priority had a concession
	out       []Violation
}

// place is where one issue stands during the walk.
type place struct {
	*Issue
	last         *float64 // our offer on the table; nil: none yet
	steps        int      // our rounds
	theirs       int      // their rounds
	given        int      // our concessions
	previous     float64  // size of the last concession
	sum          float64  // of all concessions
	lesserBefore bool     // something of lesser priority had been conceded before its first one
}

// Walk finds what is wrong with a negotiation: worst first, then by rule and
// subject, each once. closing says that the deal is at the contract (S6), where
// the preparation must stand.
func Walk(n *Negotiation, closing bool, rules []Rule) []Violation {
	w := walk{Negotiation: n, rules: rules, places: make([]place, len(n.Issues))}
	for i := range n.Issues {
		w.places[i] = place{Issue: &n.Issues[i], last: n.Issues[i].OurOpen}
	}
	for i := range n.Rounds {
		r := &n.Rounds[i]
		p := w.place(r.Issue)
		switch {
		case p == nil:
		case r.Who == Us:
			w.offer(p, r)
		default:
			p.theirs++
			if r.Nibble {
				w.nibbles++
			}
		}
	}
	for i := range w.places {
		w.judgeIssue(&w.places[i])
	}
	if closing {
		w.judgePreparation()
	}
	if n.State == Agreed && blank(n.FinalGain) {
		w.violate("NG-15", 0, "")
	}
	return w.sorted()
}

func (w *walk) place(issue string) *place {
	for i := range w.places {
		if w.places[i].Name == issue {
			return &w.places[i]
		}
	}
	return nil
}

// rule finds a rule; ids are in order.
func (w *walk) rule(id string) *Rule {
	tens, ones := id[len("NG-")]-'0', id[len("NG-0")]-'0'
	return &w.rules[tens*10+ones-1]
}

func (w *walk) violate(id string, level int, subject string) {
	if r := w.rule(id); !r.Off {
		w.out = append(w.out, Violation{id, r.Levels[level], subject})
	}
}

// violateStep is violate for our present step on an issue.
func (w *walk) violateStep(id string, level int, p *place) {
	if !w.rule(id).Off {
		w.violate(id, level, p.Name+"#"+strconv.Itoa(p.steps))
	}
}

func (w *walk) limit(id string, name limit.Name) limit.Limit { return w.rule(id).Limit(name) }

// value turns an amount so that more is better for us.
func (i *Issue) value(x float64) float64 {
	if i.Better == BetterDown {
		return -x
	}
	return x
}

// offer is one of our rounds.
func (w *walk) offer(p *place, r *Round) {
	p.steps++
	if r.Accept && w.limit("NG-02", theirOffers).Holds(float64(p.theirs)) {
		w.violateStep("NG-02", 0, p)
	}
	if r.To == nil {
		return
	}
	w.judgeOffer(p, r)
	if p.last != nil {
		switch c := limit.Clean(p.value(*p.last) - p.value(*r.To)); {
		case c > 0:
			w.judgeConcession(p, r, c)
		case c < 0:
			w.judgeGoingBack(p, r)
		}
	}
	p.last = r.To
}

// judgeOffer checks what holds of every offer of ours.
func (w *walk) judgeOffer(p *place, r *Round) {
	below := func(floor *float64) bool {
		return floor != nil && p.value(*r.To) < p.value(*floor) && blank(r.ApprovedBy)
	}
	if below(p.Bottom) {
		w.violateStep("NG-08", 0, p)
	}
	if below(p.RepLimit) {
		w.violateStep("NG-09", 0, p)
	}
}

// judgeConcession checks a step of ours that gives something away; size is above 0.
func (w *walk) judgeConcession(p *place, r *Round, size float64) {
	if !slices.ContainsFunc(r.ExchangeFor, func(s string) bool { return !blank(s) }) {
		w.violateStep("NG-03", 0, p)
	}
	if p.given > 0 {
		w.judgeShrinking(p, size)
	}
	if p.Bottom != nil {
		room := limit.Clean(p.value(*p.last) - p.value(*p.Bottom))
		if room > 0 && w.limit("NG-07", roomShare).Times(room).HoldsReal(size) {
			w.violateStep("NG-07", 0, p)
		}
	}
	if r.At != 0 && slices.ContainsFunc(w.Deadlocks, func(d Deadlock) bool { return d.runs(r.At) }) {
		w.violateStep("NG-13", 0, p)
	}
	unread := w.InterestsRecordedAt == 0 || r.At != 0 && w.InterestsRecordedAt > r.At
	if p.Kind == PriceIssue && unread {
		w.violateStep("NG-14", 0, p)
	}
	if p.given == 0 {
		p.lesserBefore = w.lesser
	}
	w.lesser = w.lesser || w.isLesser(p.Issue)
	p.given, p.previous, p.sum = p.given+1, size, p.sum+size
}

// judgeShrinking compares a concession with the one before.
func (w *walk) judgeShrinking(p *place, size float64) {
	if w.limit("NG-04", change).Times(p.previous).HoldsReal(math.Abs(size - p.previous)) {
		w.violateStep("NG-04", 0, p)
	}
	switch r := size / p.previous; {
	case w.limit("NG-05", graveRatio).HoldsReal(r):
		w.violateStep("NG-05", 1, p)
	case w.limit("NG-05", ratio).HoldsReal(r):
		w.violateStep("NG-05", 0, p)
	}
}

func (w *walk) judgeGoingBack(p *place, r *Round) {
	w.goingBack++
	again := w.limit("NG-11", goingBack).Holds(float64(w.goingBack))
	unprovoked := w.limit("NG-11", nibbles).Holds(float64(w.nibbles))
	if again || unprovoked || blank(r.ApprovedBy) {
		w.violateStep("NG-11", 0, p)
	}
}

// runs reports whether a deadlock lasts on a day and nobody has conferred yet.
func (d *Deadlock) runs(on calendar.Day) bool {
	ended := d.EndedAt != 0 && on >= d.EndedAt
	conferred := d.CaucusAt != 0 && on >= d.CaucusAt
	return d.At <= on && !ended && !conferred
}

// first is the highest priority.
const first = 1

// isLesser reports whether an issue is not of the first priority.
func (w *walk) isLesser(i *Issue) bool {
	return w.limit("NG-10", priority).Holds(float64(i.Priority))
}

// judgeIssue checks what holds of an issue after all rounds.
func (w *walk) judgeIssue(p *place) {
	if p.OurOpen != nil && p.Realistic != nil && p.value(*p.OurOpen) <= p.value(*p.Realistic) {
		w.violate("NG-01", 0, p.Name)
	}
	planned := p.RoundsPlanned == nil || p.given >= *p.RoundsPlanned
	if w.limit("NG-06", steps).Holds(float64(p.given)) && planned &&
		w.limit("NG-06", lastShare).Times(p.sum).HoldsReal(p.previous) {
		w.violate("NG-06", 0, p.Name)
	}
	tradable := slices.ContainsFunc(w.Issues, func(i Issue) bool { return i.Tradable && w.isLesser(&i) })
	if tradable && p.given > 0 && p.Priority == first && !p.lesserBefore {
		w.violate("NG-10", 0, p.Name)
	}
}

func (w *walk) judgePreparation() {
	if w.limit(Preparation, alternatives).Holds(float64(w.Options())) {
		w.violate(Preparation, 0, SubjectAlternatives)
	}
	if !w.RolesAssigned {
		w.violate(Preparation, 0, SubjectRoles)
	}
	if !w.bottomSet() {
		w.violate(Preparation, 0, SubjectBottom)
	}
}

// Options is the number of alternatives that say something.
func (n *Negotiation) Options() int {
	count := 0
	for _, a := range n.Alternatives {
		if !blank(a) {
			count++
		}
	}
	return count
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

func (w *walk) sorted() []Violation {
	slices.SortFunc(w.out, func(a, b Violation) int {
		return cmp.Or(cmp.Compare(a.Level.rank(), b.Level.rank()), cmp.Compare(a.ID, b.ID),
			cmp.Compare(a.Subject, b.Subject))
	})
	return slices.Compact(w.out)
}

// Disordered lists the issues, in order, whose known values of bottom, realistic,
// ideal and opening do not rise for us.
func (n *Negotiation) Disordered() []string {
	var out []string
	for i := range n.Issues {
		x := &n.Issues[i]
		var last *float64
		for _, v := range [...]*float64{x.Bottom, x.Realistic, x.Ideal, x.OurOpen} {
			if v == nil {
				continue
			}
			if last != nil && x.value(*v) < x.value(*last) {
				out = append(out, x.Name)
				break
			}
			last = v
		}
	}
	return out
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }
