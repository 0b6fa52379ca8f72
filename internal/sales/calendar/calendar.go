// Package calendar knows days and instants. A Day is a calendar date without a
// zone; an Instant is a moment in UTC, exact to the millisecond. Start with Day.
package calendar

import (
	"database/sql/driver"
	"errors"
	"reflect"
	"strconv"
	"time"
)

// Day is a calendar date: days since 0000-12-31, so that 0001-01-01 is 1 and
// zero is "unknown". Years 0001 to 9999. Text form YYYY-MM-DD; unknown is null
// in JSON and SQL.
type Day int32

// ErrDay reports a text that is no real date in the form YYYY-MM-DD.
var ErrDay = errors.New("not a date in the form YYYY-MM-DD")

var dayZero = time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC).Unix() / 86400

// Date makes the Day of year, month and day of the month; a date that does not
// exist gives ErrDay.
func Date(year, month, day int) (Day, error) {
	if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 {
		return 0, ErrDay
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day {
		return 0, ErrDay
	}
	return Day(t.Unix()/86400 - dayZero), nil
}

// DayOf is the Day on the wall calendar of t in its own location.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	day, _ := Date(y, int(m), d)
	return day
}

// ParseDay reads exactly YYYY-MM-DD.
func ParseDay(s string) (Day, error) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return 0, ErrDay
	}
	n := 0
	for i := 0; i < 10; i++ {
		if i == 4 || i == 7 {
			continue
		}
		if s[i] < '0' || s[i] > '9' {
			return 0, ErrDay
		}
		n = n*10 + int(s[i]-'0')
	}
	return Date(n/10000, n/100%100, n%100)
}

// MustDay is ParseDay for constants; it panics on a bad text.
func MustDay(s string) Day {
	d, err := ParseDay(s)
	if err != nil {
		panic(s + ": " + err.Error())
	}
	return d
}

// Time is midnight UTC of the day.
func (d Day) Time() time.Time { return time.Unix((int64(d)+dayZero)*86400, 0).UTC() }

// Add moves the day by n days; unknown stays unknown.
func (d Day) Add(n int) Day {
	if d == 0 {
		return 0
	}
	return d + Day(n)
}

// Since is d − earlier in days; negative when earlier lies after d. Both must be known.
func (d Day) Since(earlier Day) int { return int(d - earlier) }

// String is YYYY-MM-DD, "" for unknown.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// MarshalText writes YYYY-MM-DD.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// MarshalJSON writes a string, or null for unknown.
func (d Day) MarshalJSON() ([]byte, error) {
	if d == 0 {
		return []byte("null"), nil
	}
	return strconv.AppendQuote(nil, d.String()), nil
}

// UnmarshalText reads YYYY-MM-DD; "" is unknown.
func (d *Day) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	*d, err = ParseDay(string(b))
	return err
}

// UnmarshalJSON reads a string; null is unknown.
func (d *Day) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*d = 0
		return nil
	}
	s, err := strconv.Unquote(string(b))
	if err != nil {
		return ErrDay
	}
	return d.UnmarshalText([]byte(s))
}

// Receiver is what a reader of URL parameters fills, so that they are read as
// YYYY-MM-DD and not as a plain number.
func (d *Day) Receiver() reflect.Value { return reflect.ValueOf(&textOf{d}).Elem() }

type textOf struct{ to *Day }

// UnmarshalText fills the Day behind.
func (t *textOf) UnmarshalText(b []byte) error { return t.to.UnmarshalText(b) }

// Value stores TEXT YYYY-MM-DD; unknown is NULL.
func (d Day) Value() (driver.Value, error) {
	if d == 0 {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads TEXT YYYY-MM-DD or NULL.
func (d *Day) Scan(v any) error {
	switch x := v.(type) {
	case nil:
		*d = 0
		return nil
	case string:
		return d.UnmarshalText([]byte(x))
	case []byte:
		return d.UnmarshalText(x)
	}
	return ErrDay
}

// Instant is a moment: milliseconds since 1970 UTC. Zero is "never", null in
// JSON and SQL. Text form RFC 3339 in UTC with milliseconds.
type Instant int64

const instantForm = "2006-01-02T15:04:05.000Z"

// InstantOf cuts t to the millisecond.
func InstantOf(t time.Time) Instant { return Instant(t.UnixMilli()) }

// Time is the moment in UTC.
func (i Instant) Time() time.Time { return time.UnixMilli(int64(i)).UTC() }

// Milli is the number that is stored; nil for never.
func (i Instant) Milli() any {
	if i == 0 {
		return nil
	}
	return int64(i)
}

// In is the calendar day of the moment in a zone; 0 for never.
func (i Instant) In(zone *time.Location) Day {
	if i == 0 {
		return 0
	}
	return DayOf(i.Time().In(zone))
}

// String is the RFC 3339 form, "" for never.
func (i Instant) String() string {
	if i == 0 {
		return ""
	}
	return i.Time().Format(instantForm)
}

// MarshalText writes the RFC 3339 form.
func (i Instant) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// MarshalJSON writes a string, or null for never.
func (i Instant) MarshalJSON() ([]byte, error) {
	if i == 0 {
		return []byte("null"), nil
	}
	return strconv.AppendQuote(nil, i.String()), nil
}

// UnmarshalText reads RFC 3339; "" is never.
func (i *Instant) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*i = 0
		return nil
	}
	t, err := time.Parse(time.RFC3339Nano, string(b))
	*i = InstantOf(t)
	return err
}

// UnmarshalJSON reads a string; null is never.
func (i *Instant) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*i = 0
		return nil
	}
	s, err := strconv.Unquote(string(b))
	if err != nil {
		return err
	}
	return i.UnmarshalText([]byte(s))
}

// Value stores BIGINT milliseconds; never is NULL.
func (i Instant) Value() (driver.Value, error) {
	if i == 0 {
		return nil, nil
	}
	return int64(i), nil
}

// Scan reads BIGINT milliseconds or NULL.
func (i *Instant) Scan(v any) error {
	switch x := v.(type) {
	case nil:
		*i = 0
	case int64:
		*i = Instant(x)
	default:
		return errors.New("not milliseconds")
	}
	return nil
}
