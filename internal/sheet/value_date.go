package sheet

import (
	"strconv"
	"strings"
	"time"
)

// Serials says whether bare numbers in a date column are confirmed to be serial
// days, and of which system.
type Serials string

// The systems of serial days. SerialsUnconfirmed refuses bare numbers.
const (
	SerialsUnconfirmed Serials = ""
	Serials1900        Serials = "1900"
	Serials1904        Serials = "1904"
)

// parseDate reads one date in any of the forms of the contract.
func (p *Parser) parseDate(text string) (Value, Code) {
	if len(text) > 80 {
		return Value{}, InvalidDate
	}
	if y, m, d, ok := plainISO(text); ok {
		return dateValue(y, m, d)
	}
	day, clock, ok := splitTime(foldDate(text))
	if !ok {
		return Value{}, InvalidDate
	}
	if f, err := strconv.ParseFloat(day, 64); err == nil && !clock.set && isSerial(day) {
		return p.serial(f)
	}
	y, m, d, code := readDay(day, p.spec.Order)
	if code != "" || !clock.zoned {
		if code != "" {
			return Value{}, code
		}
		return dateValue(y, m, d)
	}
	if _, code := dateValue(y, m, d); code != "" {
		return Value{}, code
	}
	moment := time.Date(y, time.Month(m), d, 0, 0, clock.seconds-clock.offset, 0, time.UTC).In(p.spec.Zone)
	return dateValue(moment.Year(), int(moment.Month()), moment.Day())
}

// foldDate gives half-width lower case with ordinary blanks.
func foldDate(s string) string {
	return strings.Map(func(r rune) rune {
		if space(r) {
			return ' '
		}
		return r
	}, strings.ToLower(fold(s)))
}

// plainISO is the quick way for YYYY-MM-DD.
func plainISO(s string) (y, m, d int, ok bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' || !digitsOnly(s[:4]+s[5:7]+s[8:]) {
		return 0, 0, 0, false
	}
	n := func(part string) int { v, _ := strconv.Atoi(part); return v }
	return n(s[:4]), n(s[5:7]), n(s[8:]), true
}

// isSerial tells 45846 and 45846.75 from yyyymmdd and everything else.
func isSerial(s string) bool {
	whole, fraction, dot := strings.Cut(s, ".")
	return digitsOnly(whole) && len(whole) <= 5 && (!dot || digitsOnly(fraction))
}

func (p *Parser) serial(f float64) (Value, Code) {
	if p.spec.Serials == SerialsUnconfirmed {
		return Value{}, DateSerialUnconfirmed
	}
	text, ok := serialText(f, p.spec.Serials == Serials1904)
	if !ok || len(text) < 10 {
		return Value{}, InvalidDate
	}
	y, m, d, ok := plainISO(text[:10])
	if !ok {
		return Value{}, InvalidDate
	}
	return dateValue(y, m, d)
}

func dateValue(y, m, d int) (Value, Code) {
	if !realDate(y, m, d) {
		return Value{}, InvalidDate
	}
	b := make([]byte, 0, 10)
	for _, part := range [][2]int{{y, 4}, {m, 2}, {d, 2}} {
		if len(b) > 0 {
			b = append(b, '-')
		}
		digits := strconv.Itoa(part[0])
		for n := len(digits); n < part[1]; n++ {
			b = append(b, '0')
		}
		b = append(b, digits...)
	}
	return Value{Text: string(b)}, ""
}

func realDate(y, m, d int) bool {
	if y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 || d > 31 {
		return false
	}
	return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Day() == d
}

// readDay reads a date without time, in lower case.
func readDay(s string, order DateOrder) (y, m, d int, code Code) {
	s = strings.Trim(stripWeekday(s), " ,")
	if digitsOnly(s) {
		if len(s) != 8 {
			return 0, 0, 0, InvalidDate
		}
		n, _ := strconv.Atoi(s)
		return n / 10000, n / 100 % 100, n % 100, ""
	}
	if parts, ok := chineseParts(s); ok {
		return fullYear(parts[0]), parts[1].n, parts[2].n, ""
	}
	if y, m, d, ok := monthName(s); ok {
		return y, m, d, ""
	}
	parts, ok := numericParts(s)
	if !ok {
		return 0, 0, 0, InvalidDate
	}
	return order.resolve(parts)
}

// datePart is one number of a date and how many digits it was written with.
type datePart struct{ n, digits int }

func partOf(s string) (datePart, bool) {
	s = strings.Trim(s, " ")
	if !digitsOnly(s) || len(s) > 4 {
		return datePart{}, false
	}
	n, _ := strconv.Atoi(s)
	return datePart{n, len(s)}, true
}

// fullYear reads two-digit years: 00–69 are 20xx, 70–99 are 19xx. Years of
// three digits are none.
func fullYear(p datePart) int {
	switch {
	case p.digits == 4:
		return p.n
	case p.digits == 3:
		return 0
	case p.n < 70:
		return 2000 + p.n
	}
	return 1900 + p.n
}

// chineseParts reads 2025年7月8日.
func chineseParts(s string) (parts [3]datePart, ok bool) {
	year, rest, ok1 := strings.Cut(s, "年")
	month, day, ok2 := strings.Cut(rest, "月")
	bare := strings.TrimSuffix(strings.TrimSuffix(strings.Trim(day, " "), "日"), "号")
	if !ok1 || !ok2 || bare == strings.Trim(day, " ") {
		return parts, false
	}
	for i, text := range []string{year, month, bare} {
		if parts[i], ok = partOf(text); !ok || i > 0 && parts[i].digits > 2 || i == 0 && parts[0].digits < 2 {
			return parts, false
		}
	}
	return parts, true
}

// numericParts reads three numbers between equal separators - / or dot; blanks
// beside the separators and a dot at the end do not matter.
func numericParts(s string) (parts [3]datePart, ok bool) {
	at := strings.IndexAny(s, "-/.")
	if at < 0 {
		return parts, false
	}
	separator := s[at : at+1]
	if separator == "." {
		s = strings.TrimSuffix(s, ".")
	}
	texts := strings.Split(s, separator)
	if len(texts) != 3 {
		return parts, false
	}
	for i, text := range texts {
		if parts[i], ok = partOf(text); !ok {
			return parts, false
		}
	}
	return parts, true
}

// monthName reads 8-Jul-25, 8 July 2025, Jul 8, 2025 and July 8th 2025.
func monthName(s string) (y, m, d int, ok bool) {
	words := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("-/., ", r) })
	if len(words) != 3 {
		return 0, 0, 0, false
	}
	day := words[0]
	if m = monthNumber(words[1]); m == 0 {
		m, day = monthNumber(words[0]), words[1]
	}
	for _, ordinal := range []string{"st", "nd", "rd", "th"} {
		day = strings.TrimSuffix(day, ordinal)
	}
	dp, ok1 := partOf(day)
	yp, ok2 := partOf(words[2])
	if m == 0 || !ok1 || !ok2 || dp.digits > 2 || yp.digits < 2 {
		return 0, 0, 0, false
	}
	return fullYear(yp), m, dp.n, true
}

func monthNumber(word string) int {
	if word == "sept" {
		return 9
	}
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); word == name || word == name[:3] {
			return int(m)
		}
	}
	return 0
}

// stripWeekday drops words such as 星期二, (二), tue and tuesday.
func stripWeekday(s string) string {
	for _, mark := range []string{"星期", "礼拜", "禮拜", "周", "週"} {
		before, after, found := strings.Cut(s, mark)
		if !found {
			continue
		}
		for _, day := range []string{"一", "二", "三", "四", "五", "六", "日", "天"} {
			if rest, ok := strings.CutPrefix(after, day); ok {
				before = strings.TrimRight(before, " (")
				return before + " " + strings.TrimLeft(rest, " ),")
			}
		}
	}
	for _, day := range []string{"一", "二", "三", "四", "五", "六", "日", "月", "火", "水", "木", "金", "土"} {
		s = strings.Replace(s, "("+day+")", " ", 1)
	}
	if !strings.ContainsAny(s, "abcdefghijklmnopqrstuvwxyz") {
		return s
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ,()", r) })
	kept := words[:0]
	for _, w := range words {
		if !isWeekday(strings.TrimSuffix(w, ".")) {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

func isWeekday(word string) bool {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if name := strings.ToLower(d.String()); word == name || word == name[:3] {
			return true
		}
	}
	return word == "tues" || word == "thur" || word == "thurs"
}
