package demo

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"sente/internal/app"
	"sente/internal/sales/deal"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

// entry is one line of notes or tasks: a number of days, who, and the text.
type entry struct {
	days      int
	who, text string
}

// parseEntry reads "30 gu: text"; without a name the entry is the owner's.
func (t *teller) parseEntry(line, owner string) (e entry, err error) {
	days, text, ok := strings.Cut(strings.TrimSpace(line), " ")
	if !ok {
		return e, fmt.Errorf("not an entry: %q", line)
	}
	e = entry{who: owner, text: text}
	if who, rest, named := strings.Cut(text, ": "); named && t.staff[who].ID != 0 {
		e.who, e.text = who, rest
	}
	err = number(&e.days, days)
	return e, err
}

// planNotes writes notes on their days.
func (t *teller) planNotes(x *running) error {
	for line := range strings.Lines(x.notes) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		e, err := t.parseEntry(line, x.sale.owner)
		if err != nil {
			return err
		}
		ago := max(min(e.days, x.path[0]-1), x.end.ago)
		t.on(ago, "note on "+x.name, func(ctx context.Context) error {
			_, err := t.app.AddNote(ctx, t.staff[e.who], x.ref(), e.text)
			return err
		})
	}
	return nil
}

// planTasks writes tasks some days before they are due; "x" before the days
// marks one that was done so many days ago.
func (t *teller) planTasks(x *running) error {
	for line := range strings.Lines(x.tasks) {
		line, done := strings.CutPrefix(strings.TrimSpace(line), "x")
		if line == "" {
			continue
		}
		e, err := t.parseEntry(line, x.sale.owner)
		if err != nil {
			return err
		}
		due := e.days
		if done {
			due = -due
		}
		t.planTask(x, e, due, done)
	}
	return nil
}

func (t *teller) planTask(x *running, e entry, due int, done bool) {
	rule, about := "", ""
	if strings.HasPrefix(e.text, "#") {
		rule, e.text, _ = strings.Cut(e.text[1:], " ")
		rule, about, _ = strings.Cut(rule, "@")
	}
	given := min(max(4, 5-due), x.path[0]-1)
	var made store.TaskRow
	t.on(given, "task on "+x.name, func(ctx context.Context) (err error) {
		f := app.NewTask{Subject: x.ref(), Title: e.text, Rule: rule, DueOn: t.today.Add(due),
			AssigneeID: t.staff[e.who].ID}
		if p := x.one(name(about)); p != 0 {
			f.FlagSubject = p.String()
		}
		made, err = t.app.AddTask(ctx, x.owner, f)
		return err
	})
	if done {
		t.on(-due, "done on "+x.name, func(ctx context.Context) error {
			_, err := t.app.EditTask(ctx, t.staff[e.who], made.ID, made.Version, patch{"done": true}.json())
			return err
		})
	}
}

// planRivals notes the rivals of a sale: "name position [incumbent] seen@60
// intel@10 [plan:…]".
func (t *teller) planRivals(x *running) error {
	for line := range strings.Lines(x.rivals) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		f, seen, intel := deal.CompetitorFields{Name: name(words[0])}, x.soon(15), 0
		for _, w := range words[1:] {
			var err error
			switch sign, value, _ := strings.Cut(w, "@"); {
			case sign == "seen":
				seen, err = strconv.Atoi(value)
			case sign == "intel":
				intel, err = strconv.Atoi(value)
			case w == "incumbent":
				f.Incumbent = true
			case strings.HasPrefix(w, "plan:"):
				f.CounterPlan = name(strings.TrimPrefix(w, "plan:"))
			case strategy.RivalPosition(w).Valid():
				f.Position = strategy.RivalPosition(w)
			default:
				err = fmt.Errorf("unknown word %q", w)
			}
			if err != nil {
				return err
			}
		}
		t.planRival(x, f, seen, intel)
	}
	return nil
}

func (t *teller) planRival(x *running, f deal.CompetitorFields, seen, intel int) {
	var made deal.Competitor
	t.on(seen, "rival on "+x.name, func(ctx context.Context) (err error) {
		first := f
		first.FirstSeenOn, first.CounterPlan = t.app.Today(), ""
		made, err = t.app.AddCompetitor(ctx, x.owner, x.id, first)
		return err
	})
	if intel == 0 && f.CounterPlan == "" {
		return
	}
	t.on(min(max(intel, 1), seen), "intelligence on "+x.name, func(ctx context.Context) error {
		change := patch{"counter_plan": f.CounterPlan}
		if intel != 0 {
			change["last_intel_on"] = t.app.Today()
		}
		_, err := t.app.EditCompetitor(ctx, x.owner, made.ID, made.Version, change.json())
		return err
	})
}
