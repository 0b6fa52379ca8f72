package demo

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"sente/internal/app"
	"sente/internal/sales/calendar"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// teller plays the story: steps are collected first and then done in the order
// of their days.
type teller struct {
	app       *app.App
	clock     Timer
	start     time.Time // midnight of the first day
	today     calendar.Day
	staff     map[string]org.Actor
	products  map[string]record.ID
	customers map[string]*known
	steps     []step
}

// step is one or more acts on a day, counted back from today.
type step struct {
	ago  int
	what string
	do   func(context.Context) error
}

// Work begins at nine; acts follow each other by a pause.
const (
	opening = 9 * time.Hour
	pause   = 40 * time.Second
)

// on plans acts for a day that lies so many days before today. Nothing is done
// today: the day may have just begun.
func (t *teller) on(ago int, what string, do func(context.Context) error) {
	t.steps = append(t.steps, step{min(max(ago, 1), Span), what, do})
}

// play does all steps.
func (t *teller) play(ctx context.Context) error {
	slices.SortStableFunc(t.steps, func(a, b step) int { return b.ago - a.ago })
	for _, s := range t.steps {
		t.goTo(s.ago)
		if err := s.do(ctx); err != nil {
			return fmt.Errorf("%s, %d days ago: %w", s.what, s.ago, err)
		}
	}
	return nil
}

// midnight is when the day begins that lies so many days before today.
func (t *teller) midnight(ago int) time.Time { return t.start.AddDate(0, 0, Span-ago) }

// goTo moves the clock to a day's working hours, and on a weekend to the Friday
// before; on the same day it lets a little time pass.
func (t *teller) goTo(ago int) {
	day := t.midnight(ago)
	switch day.Weekday() {
	case time.Saturday:
		day = day.AddDate(0, 0, -1)
	case time.Sunday:
		day = day.AddDate(0, 0, -2)
	}
	begin := day.Add(opening + time.Duration(ago*7%50)*time.Minute)
	t.clock.Pass(max(pause, begin.Sub(t.clock.Now())))
}

// patch is a JSON object of changes.
type patch map[string]any

func (p patch) json() []byte {
	b, _ := json.Marshal(p)
	return b
}

// chief is the manager of somebody.
func (t *teller) chief(key string) org.Actor {
	for _, h := range hires {
		if h.key == key {
			return t.staff[heads[h.team]]
		}
	}
	return org.Actor{}
}
