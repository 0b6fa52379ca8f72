package sheet

import (
	"strconv"
	"strings"
)

// clockTime is a time of day and its zone, both in seconds.
type clockTime struct {
	set     bool
	zoned   bool
	seconds int
	offset  int // east of UTC
}

// splitTime parts the date from the time behind it; s is in lower case. It
// reports false for a time that does not exist.
func splitTime(s string) (day string, clock clockTime, ok bool) {
	colon := strings.IndexByte(s, ':')
	if colon < 0 {
		var done bool
		if s, colon, done = chineseClock(s); done {
			return s, clock, true
		}
	}
	start := colon
	for start > 0 && s[start-1] >= '0' && s[start-1] <= '9' {
		start--
	}
	if colon-start < 1 || colon-start > 2 || start == 0 {
		return "", clock, false
	}
	day, half, apart := cutHalf(s[:start])
	if !apart {
		return "", clock, false
	}
	clock, ok = readClock(s[start:], half)
	return strings.TrimRight(day, " ,"), clock, ok
}

// chineseClock turns 17时30分05秒 into 17:30:05; done when there is no time.
func chineseClock(s string) (string, int, bool) {
	at := strings.Index(s, "时")
	if at < 0 {
		at = strings.Index(s, "時")
	}
	if at < 0 {
		return s, -1, true
	}
	rest := s[at+len("时"):]
	if rest == "" {
		rest = "00"
	}
	rest = strings.TrimSuffix(strings.TrimSuffix(rest, "秒"), "分")
	return s[:at] + ":" + strings.Replace(rest, "分", ":", 1), at, false
}

// cutHalf takes off what stands between the date and the time: a blank, a
// comma, T, or the half of the day (上午, 下午). It reports whether they are
// apart at all.
func cutHalf(s string) (day, half string, apart bool) {
	day = strings.TrimRight(s, " ,")
	for _, word := range [][2]string{{"上午", "am"}, {"下午", "pm"}, {"am", "am"}, {"pm", "pm"}} {
		if rest, ok := strings.CutSuffix(day, word[0]); ok && rest != "" {
			return rest, word[1], true
		}
	}
	if rest, ok := strings.CutSuffix(day, "t"); ok && rest != "" && digitsOnly(rest[len(rest)-1:]) {
		return rest, "", true
	}
	return day, "", day != s || strings.HasSuffix(day, "日") || strings.HasSuffix(day, "号")
}

// readClock reads hh:mm[:ss[.fff]] [am|pm] [zone].
func readClock(s, half string) (clock clockTime, ok bool) {
	end := strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && r != ':' && r != '.' })
	if end < 0 {
		end = len(s)
	}
	rest := strings.Trim(s[end:], " ")
	if half == "" && (strings.HasPrefix(rest, "am") || strings.HasPrefix(rest, "pm")) {
		rest, half = strings.Trim(rest[2:], " "), rest[:2]
	}
	parts := strings.Split(s[:end], ":")
	if len(parts) > 3 {
		return clock, false
	}
	if len(parts) == 3 {
		var fraction string
		var dot bool
		if parts[2], fraction, dot = strings.Cut(parts[2], "."); dot && !digitsOnly(fraction) {
			return clock, false
		}
	}
	var n [3]int
	for i, part := range parts {
		if !digitsOnly(part) || len(part) > 2 {
			return clock, false
		}
		n[i], _ = strconv.Atoi(part)
	}
	if half != "" && n[0] <= 12 {
		n[0] %= 12
		if half == "pm" {
			n[0] += 12
		}
	}
	if n[0] > 23 || n[1] > 59 || n[2] > 60 {
		return clock, false
	}
	clock = clockTime{set: true, seconds: n[0]*3600 + n[1]*60 + n[2]}
	clock.offset, clock.zoned, ok = readZone(rest)
	return clock, ok
}

// readZone reads z, utc, gmt, +08:00, +0800, +8 and utc+8.
func readZone(s string) (offset int, zoned, ok bool) {
	if s == "" {
		return 0, false, true
	}
	for _, name := range []string{"utc", "gmt", "z"} {
		if rest, found := strings.CutPrefix(s, name); found {
			if s = strings.Trim(rest, " "); s == "" {
				return 0, true, true
			}
			break
		}
	}
	sign := 1
	switch rest, minus := cutMinus(s); {
	case minus:
		s, sign = rest, -1
	case strings.HasPrefix(s, "+"):
		s = s[1:]
	default:
		return 0, false, false
	}
	s = strings.Replace(s, ":", "", 1)
	if !digitsOnly(s) || len(s) > 4 {
		return 0, false, false
	}
	n, _ := strconv.Atoi(s)
	if len(s) <= 2 {
		n *= 100
	}
	hours, minutes := n/100, n%100
	if hours > 14 || minutes > 59 {
		return 0, false, false
	}
	return sign * (hours*3600 + minutes*60), true, true
}
