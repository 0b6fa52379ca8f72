package sheet

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// cellFormat is what a number format means for the value of a cell.
type cellFormat struct {
	kind  Kind // Number, Percent or Date
	zeros int  // least number of digits of a 000… format, 0 when it is none
}

// maxStyles bounds the number of cell formats; Excel itself allows 65,490.
const maxStyles = 1 << 17

// readStyles reads which formats the cells may have.
func (w *workbook) readStyles(part string) error {
	codes := map[int]cellFormat{}
	inCells := false
	return w.walk(part, func(s *xmlScanner) error {
		switch string(s.name) {
		case "numFmt":
			if id, err := strconv.Atoi(string(s.attr("numFmtId"))); err == nil {
				codes[id] = formatOf(string(s.attr("formatCode")))
			}
		case "cellXfs":
			inCells = true
		case "cellStyleXfs", "cellStyles", "dxfs":
			inCells = false
		case "xf":
			if !inCells {
				return nil
			}
			id, _ := strconv.Atoi(string(s.attr("numFmtId")))
			format, own := codes[id]
			if !own {
				format = builtinFormat(id)
			}
			w.styles = append(w.styles, format)
		}
		if len(w.styles) > maxStyles || len(codes) > maxStyles {
			return errors.New("too many styles")
		}
		return nil
	})
}

// builtinFormat knows the formats that a workbook need not write down, also
// those of Chinese, Japanese and Korean Excel.
func builtinFormat(id int) cellFormat {
	switch {
	case id == 9 || id == 10:
		return cellFormat{kind: Percent}
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id == 45, id == 47, id >= 50 && id <= 58:
		return cellFormat{kind: Date}
	}
	return cellFormat{kind: Number}
}

// formatOf reads a format code: dates have y, m, d, h, s or aaa outside quotes,
// escapes and brackets; [h], [m] and [s] are durations, which are numbers.
func formatOf(code string) cellFormat {
	code, _, _ = strings.Cut(code, ";")
	if zeros := strings.Trim(code, "0"); zeros == "" && len(code) > 1 {
		return cellFormat{kind: Number, zeros: len(code)}
	}
	bare := strings.ToLower(bareFormat(code))
	switch {
	case strings.Contains(bare, "["):
		return cellFormat{kind: Number}
	case strings.ContainsAny(bare, "ymdhs") || strings.Contains(bare, "aaa"):
		return cellFormat{kind: Date}
	case strings.Contains(bare, "%"):
		return cellFormat{kind: Percent}
	}
	return cellFormat{kind: Number}
}

// bareFormat drops quoted and escaped characters, and brackets other than those
// of durations, of which "[" remains.
func bareFormat(code string) string {
	var b strings.Builder
	runes := []rune(code)
	for i := 0; i < len(runes); i++ {
		switch runes[i] {
		case '"':
			for i++; i < len(runes) && runes[i] != '"'; {
				i++
			}
		case '\\', '!', '_', '*':
			i++
		case '[':
			start := i + 1
			for i < len(runes) && runes[i] != ']' {
				i++
			}
			inside := strings.ToLower(string(runes[min(start, i):i]))
			if inside != "" && strings.Trim(inside, "hms") == "" {
				b.WriteByte('[')
			}
		default:
			b.WriteRune(runes[i])
		}
	}
	if strings.EqualFold(code, "general") {
		return ""
	}
	return b.String()
}

// numberCell makes the cell of a stored number under its format.
func (w *workbook) numberCell(raw string, style int) Cell {
	format := cellFormat{kind: Number}
	if style >= 0 && style < len(w.styles) {
		format = w.styles[style]
	}
	raw = strings.TrimSpace(raw)
	if format == (cellFormat{kind: Number}) && shortInteger(raw) {
		return Cell{Text: raw, Kind: Number}
	}
	f, err := strconv.ParseFloat(raw, 64)
	switch {
	case err != nil || math.IsNaN(f) || math.IsInf(f, 0):
		return Cell{Text: raw, Code: CellError}
	case math.Abs(f) >= 1e15:
		return Cell{Text: raw, Kind: Number, Code: PrecisionLoss}
	case format.kind == Date:
		if text, ok := serialText(f, w.date1904); ok {
			return Cell{Text: text, Kind: Date}
		}
	}
	text := plainNumber(f)
	switch {
	case format.kind == Percent:
		if d, err := decimal.NewFromString(text); err == nil {
			return Cell{Text: d.Shift(2).String() + "%", Kind: Percent}
		}
	case format.zeros > 0 && f >= 0 && f == math.Trunc(f) && len(text) <= format.zeros:
		return Cell{Text: strings.Repeat("0", format.zeros-len(text)) + text, Kind: Text}
	}
	return Cell{Text: text, Kind: Number}
}

func shortInteger(raw string) bool {
	digits := strings.TrimPrefix(raw, "-")
	if digits == "" || len(digits) > 15 || digits[0] == '0' && raw != "0" {
		return false
	}
	for i := 0; i < len(digits); i++ {
		if digits[i] < '0' || digits[i] > '9' {
			return false
		}
	}
	return true
}

// plainNumber writes f with at most 15 digits that count, as Excel shows it, so
// that 88.799999999999997 is 88.8 again; never with an exponent.
func plainNumber(f float64) string {
	if f == 0 {
		return "0"
	}
	if rounded, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64); err == nil {
		f = rounded
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// serialText turns a serial day number into a date; whole days only have no
// time. Serial 60 of the 1900 system is the day that never was and gives
// "1900-02-29", which no date parser takes. Numbers below one are times of day.
func serialText(f float64, date1904 bool) (string, bool) {
	last := 2958466.0
	if date1904 {
		last -= 1462
	}
	if f < 0 || f >= last {
		return "", false
	}
	seconds := int64(math.Round(f * 86400))
	day, rest := seconds/86400, seconds%86400
	clock := time.Unix(rest, 0).UTC().Format(" 15:04:05")
	if rest == 0 {
		clock = ""
	}
	base := time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	if !date1904 {
		switch {
		case day == 0:
			return strings.TrimSpace(time.Unix(rest, 0).UTC().Format(" 15:04:05")), true
		case day == 60:
			return "1900-02-29" + clock, true
		}
		base = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
		if day < 60 {
			day++
		}
	}
	return base.AddDate(0, 0, int(day)).Format(time.DateOnly) + clock, true
}
