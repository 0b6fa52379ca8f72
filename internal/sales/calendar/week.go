package calendar

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// ErrWeek reports a text that is no week in the form 2026-W47.
var ErrWeek = errors.New("not a week in the form YYYY-Www")

var weekForm = regexp.MustCompile(`^([0-9]{4})-W([0-9]{2})$`)

// Monday is the first day of the ISO week of the day; unknown stays unknown.
func (d Day) Monday() Day {
	if d == 0 {
		return 0
	}
	return d - (d-1)%7
}

// Week is the ISO week of the day, in the form 2026-W47; "" for unknown.
func (d Day) Week() string {
	if d == 0 {
		return ""
	}
	year, week := d.Time().ISOWeek()
	return fmt.Sprintf("%04d-W%02d", year, week)
}

// ParseWeek gives the Monday of a week in the form 2026-W47.
func ParseWeek(s string) (Day, error) {
	m := weekForm.FindStringSubmatch(s)
	if m == nil {
		return 0, ErrWeek
	}
	year, _ := strconv.Atoi(m[1])
	week, _ := strconv.Atoi(m[2])
	if year < 1 || week < 1 {
		return 0, ErrWeek
	}
	fourth := DayOf(time.Date(year, time.January, 4, 0, 0, 0, 0, time.UTC)) // it is always in week 1
	monday := fourth.Monday().Add(7 * (week - 1))
	if monday.Week() != s {
		return 0, ErrWeek
	}
	return monday, nil
}
