package demo

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/money"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// fact is a line of what is known around a sale: days ago, kind, and its parts
// between bars: "30 objection | text | who | settled@12".
type fact struct {
	ago   int
	kind  string
	parts []string
}

// part is the part of that number, "" when the line has none.
func (f fact) part(n int) string {
	if n >= len(f.parts) {
		return ""
	}
	return f.parts[n]
}

// has reports whether one of the parts is a word.
func (f fact) has(word string) bool {
	for _, p := range f.parts {
		if p == word {
			return true
		}
	}
	return false
}

// number is the number behind a word, as in pages:86; nil when it is not there.
func (f fact) number(word string) *int {
	for _, p := range f.parts {
		if text, ok := strings.CutPrefix(p, word+":"); ok {
			if n, err := strconv.Atoi(text); err == nil {
				return &n
			}
		}
	}
	return nil
}

func readFact(line string) (fact, error) {
	head, rest, _ := strings.Cut(line, "|")
	var f fact
	if _, err := fmt.Sscan(head, &f.ago, &f.kind); err != nil {
		return f, err
	}
	for _, p := range strings.Split(rest, "|") {
		f.parts = append(f.parts, strings.TrimSpace(p))
	}
	return f, nil
}

// planAround notes what is known around a sale: rivals' news, what is ours, what
// we offered, who else has a say, visits, resources, changes at the customer.
func (t *teller) planAround(x *running) error {
	for line := range strings.Lines(x.around) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		f, err := readFact(line)
		if err != nil {
			return fmt.Errorf("%q: %w", line, err)
		}
		t.on(f.ago, "around "+x.name+": "+line, func(ctx context.Context) error { return t.tell(ctx, x, f) })
	}
	return nil
}

// tell notes one fact on its day.
func (t *teller) tell(ctx context.Context, x *running, f fact) (err error) {
	on, text := t.app.Today(), f.part(0)
	switch f.kind {
	case "strength":
		_, err = t.app.AddStrength(ctx, x.owner, x.id,
			deal.StrengthFields{Text: text, Linked: x.named(f.part(1)), Unique: f.has("unique")})
	case "weakness":
		_, err = t.app.AddWeakness(ctx, x.owner, x.id,
			deal.WeaknessFields{Text: text, Affects: x.named(f.part(1)), Plan: f.part(2)})
	case "objection":
		_, err = t.app.AddObjection(ctx, x.owner, x.id,
			deal.ObjectionFields{Text: text, On: on, PersonID: x.one(f.part(1))})
	case "review":
		_, err = t.app.AddChangeReview(ctx, x.owner, x.id, deal.ChangeReviewFields{Text: text, On: on})
	case "meeting", "doubt", "duty", "verdict":
		err = t.tellMeeting(ctx, x, f, on)
	case "body":
		_, err = t.app.AddExternalBody(ctx, x.owner, x.id,
			deal.ExternalBodyFields{Name: text, Kind: f.part(1), PersonID: x.one(f.part(2))})
	case "proposal":
		err = t.tellProposal(ctx, x, f, on)
	case "visit":
		err = t.tellVisit(ctx, x, f, on)
	case "booking":
		err = t.tellBooking(ctx, x, f, on)
	case "intel":
		err = t.tellIntel(ctx, x, f, on)
	case "event":
		_, err = t.app.AddAccountEvent(ctx, x.owner, x.customer.id,
			deal.AccountEventFields{Kind: strategy.EventKind(text), On: on, Text: f.part(1)})
	default:
		err = fmt.Errorf("unknown kind %q", f.kind)
	}
	return err
}

func (t *teller) tellProposal(ctx context.Context, x *running, f fact, on calendar.Day) error {
	p := deal.ProposalFields{Edition: 1, IssuedOn: on, Pages: f.number("pages"),
		Summary: new(f.has("summary"))}
	if f.has("read") {
		p.TBFeedbackOn = on
	}
	_, err := t.app.AddProposal(ctx, x.owner, x.id, p)
	return err
}

func (t *teller) tellVisit(ctx context.Context, x *running, f fact, on calendar.Day) error {
	v := deal.VisitFields{On: on, People: x.named(f.part(0)), Reason: f.part(1), GoalMin: f.part(2),
		Commitment: strategy.Commitment(f.part(3))}
	_, err := t.app.AddVisit(ctx, x.owner, x.id, v)
	return err
}

func (t *teller) tellBooking(ctx context.Context, x *running, f fact, on calendar.Day) error {
	b := deal.BookingFields{Kind: strategy.ResourceKind(f.part(0)), On: on, PersonID: x.one(f.part(1)),
		Briefed: new(!f.has("unbriefed")), SameIndustry: f.has("same")}
	if n := f.number("effect"); n != nil {
		b.Effect = new(float64(*n))
	}
	if n := f.number("cost"); n != nil {
		b.Cost = &money.Amount{Minor: int64(*n) * 100, Currency: "CNY"}
	}
	_, err := t.app.AddBooking(ctx, x.owner, x.id, b)
	return err
}

// tellIntel notes news of a rival that the sale has.
func (t *teller) tellIntel(ctx context.Context, x *running, f fact, on calendar.Day) error {
	s, err := t.app.Sheet(ctx, x.owner, x.id)
	if err != nil {
		return err
	}
	for _, c := range s.Facts.Competitors {
		if c.Name == f.part(0) {
			_, err = t.app.AddIntel(ctx, x.owner, x.id,
				deal.IntelFields{CompetitorID: c.ID, On: on, Kind: strategy.OtherIntel, Text: f.part(1)})
			return err
		}
	}
	return fmt.Errorf("no rival %q", f.part(0))
}

// named are the influences of names between commas.
func (x *running) named(list string) (out []record.ID) {
	for name := range strings.SplitSeq(list, ",") {
		if id := x.one(name); id != 0 {
			out = append(out, id)
		}
	}
	return out
}

// one is the influence of a name, 0 when nobody is called so.
func (x *running) one(name string) record.ID { return x.people[strings.TrimSpace(name)].ID }
