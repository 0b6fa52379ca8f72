package demo

import (
	"sync"
	"time"
)

// Timer is a clock that is moved by hand.
type Timer interface {
	Now() time.Time
	Pass(time.Duration) // forward
}

// Clock is a Timer for a database that is built now. It is safe for concurrent
// use.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// settled is how old "today" must be for the story to end on it, so that its
// last act lies before now.
const settled = 10 * time.Minute

// NewClock stands Span days before now, at midnight in the company's zone.
func NewClock(now time.Time) (*Clock, error) {
	zone, err := time.LoadLocation(Zone)
	if err != nil {
		return nil, err
	}
	y, m, d := now.Add(-settled).In(zone).Date()
	return &Clock{now: time.Date(y, m, d-Span, 0, 0, 0, 0, zone)}, nil
}

// Now is the clock's time; each reading moves it by a millisecond.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(time.Millisecond)
	return c.now
}

// Pass lets time pass.
func (c *Clock) Pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
