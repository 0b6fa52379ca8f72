package sheet

import "strings"

// DateOrder says which number of 1/8/25 is the day, the month and the year. A
// year of four digits at the front is always read as a year.
type DateOrder string

// The orders. With AskOrder a date is read when only one reading exists, and is
// ambiguous_date else.
const (
	AskOrder   DateOrder = ""
	DayFirst   DateOrder = "dmy"
	MonthFirst DateOrder = "mdy"
	YearFirst  DateOrder = "ymd" // years of two digits
)

// DateEvidence gathers from the cells of a column which order they have. The
// zero value is ready.
type DateEvidence struct {
	seen          int // dates of three numbers with at least one reading
	day           reading
	month         reading
	year          reading
	swapped       bool // day first and month first differ somewhere
	yearFirstDiff bool // year first differs from the other readings somewhere
}

// reading is how well one order fits: how many dates have it, and their years.
type reading struct{ fits, from, to int }

func (r *reading) add(y int) {
	if r.fits == 0 || y < r.from {
		r.from = y
	}
	if r.fits == 0 || y > r.to {
		r.to = y
	}
	r.fits++
}

func (r reading) spread() int { return r.to - r.from }

// Observe looks at one cell of the column.
func (e *DateEvidence) Observe(c Cell) {
	if c.Kind != Text || len(c.Text) < 5 || len(c.Text) > 60 || !strings.ContainsAny(c.Text, "/-.／．－") {
		return
	}
	day, _, ok := splitTime(foldDate(strings.TrimFunc(c.Text, outer)))
	if !ok {
		return
	}
	parts, ok := numericParts(strings.Trim(stripWeekday(day), " ,"))
	if !ok || parts[0].digits > 2 {
		return
	}
	dmy, mdy, ymd := readings(parts)
	if !dmy.real() && !mdy.real() && !ymd.real() {
		return
	}
	e.seen++
	e.day.note(dmy)
	e.month.note(mdy)
	e.year.note(ymd)
	e.swapped = e.swapped || dmy != mdy
	e.yearFirstDiff = e.yearFirstDiff || ymd != dmy && ymd != mdy
}

func (r *reading) note(d ymdDate) {
	if d.real() {
		r.add(d.y)
	}
}

// Order is the order that all dates of the column allow. Year first is told
// from the others by the years it would give: those of a column lie together.
func (e *DateEvidence) Order() DateOrder {
	if e.seen == 0 {
		return AskOrder
	}
	day, month, year := e.day.fits == e.seen, e.month.fits == e.seen, e.year.fits == e.seen
	last, best := e.day, DayFirst
	if !day {
		last, best = e.month, MonthFirst
	}
	if year && e.yearFirstDiff && (day || month) {
		switch {
		case last.spread() > 2*e.year.spread()+2:
			return YearFirst
		case e.year.spread() <= 2*last.spread()+2:
			return AskOrder
		}
	}
	switch {
	case day && month && e.swapped:
		return AskOrder
	case day || month:
		return best
	case year:
		return YearFirst
	}
	return AskOrder
}

type ymdDate struct{ y, m, d int }

func (d ymdDate) real() bool { return realDate(d.y, d.m, d.d) }

// readings are the three ways to read three numbers; impossible ones are zero.
func readings(p [3]datePart) (dmy, mdy, ymd ymdDate) {
	if p[0].digits > 2 || p[1].digits > 2 || p[2].digits == 3 {
		return
	}
	if p[2].digits == 2 || p[2].digits == 4 {
		dmy = ymdDate{fullYear(p[2]), p[1].n, p[0].n}.orNone()
		mdy = ymdDate{fullYear(p[2]), p[0].n, p[1].n}.orNone()
	}
	if p[0].digits == 2 && p[2].digits <= 2 {
		ymd = ymdDate{fullYear(p[0]), p[1].n, p[2].n}.orNone()
	}
	return
}

func (d ymdDate) orNone() ymdDate {
	if !d.real() {
		return ymdDate{}
	}
	return d
}

// resolve reads three numbers under the order.
func (o DateOrder) resolve(p [3]datePart) (y, m, d int, code Code) {
	if p[0].digits == 4 {
		if p[1].digits > 2 || p[2].digits > 2 {
			return 0, 0, 0, InvalidDate
		}
		return p[0].n, p[1].n, p[2].n, ""
	}
	dmy, mdy, ymd := readings(p)
	pick := ymdDate{}
	switch o {
	case DayFirst:
		pick = dmy
	case MonthFirst:
		pick = mdy
	case YearFirst:
		pick = ymd
	default:
		for _, r := range []ymdDate{dmy, mdy, ymd} {
			if r == (ymdDate{}) || r == pick {
				continue
			}
			if pick != (ymdDate{}) {
				return 0, 0, 0, AmbiguousDate
			}
			pick = r
		}
	}
	if pick == (ymdDate{}) {
		return 0, 0, 0, InvalidDate
	}
	return pick.y, pick.m, pick.d, ""
}
