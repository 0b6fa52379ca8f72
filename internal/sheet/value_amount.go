package sheet

import (
	"strings"
	"unicode"

	"github.com/shopspring/decimal"
)

// amountDigits is the number of digits before the decimal mark that an amount
// may have.
const amountDigits = 15

// parseAmount reads money exactly, to two decimal places. kind is that of the
// cell: a stored number may have more places than it shows and is rounded with
// a warning, a written one is refused.
func parseAmount(text string, kind Kind, times int64) (Value, Code) {
	s := strings.TrimFunc(fold(text), space)
	number, sign, currency, unit, ok := splitAmount(s)
	if !ok {
		return Value{}, AmountUnparsed
	}
	d, code := sumUnits(number, unit)
	if code != "" {
		return Value{}, code
	}
	if times > 1 {
		d = d.Mul(decimal.NewFromInt(times))
	}
	if sign < 0 {
		d = d.Neg()
	}
	v := Value{Currency: currency}
	rounded := d.Round(2)
	if !rounded.Equal(d) {
		if kind != Number {
			return Value{}, AmountUnparsed
		}
		v.Warnings = []Code{AmountRounded}
	}
	if rounded.Abs().Cmp(decimal.New(1, amountDigits)) >= 0 {
		return Value{}, OutOfRange
	}
	v.Text = rounded.StringFixed(2)
	return v, ""
}

// splitAmount takes sign, brackets and currency off: what is left is a number
// and Chinese units, e.g. "2.5" and "万".
func splitAmount(s string) (number string, sign int, currency, unit string, ok bool) {
	sign = 1
	signs, brackets := 0, 0
	for {
		before := s
		if rest, found := cutMinus(s); found {
			s, sign = rest, -1
			signs++
		} else if rest, found := strings.CutPrefix(s, "+"); found {
			s = rest
			signs++
		}
		if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
			s, sign = s[1:len(s)-1], -1
			brackets++
		}
		rest, code := cutCurrency(s)
		if code != "" {
			if currency != "" && currency != code {
				return "", 0, "", "", false
			}
			s, currency = rest, code
		}
		if s = strings.TrimFunc(s, space); s == before {
			break
		}
	}
	if signs+brackets > 1 || s == "" {
		return "", 0, "", "", false
	}
	end := strings.IndexFunc(s, isUnit)
	if end < 0 {
		return s, sign, currency, "", true
	}
	return strings.TrimFunc(s[:end], space), sign, currency, s[end:], true
}

func cutMinus(s string) (string, bool) {
	for _, minus := range []string{"-", "−", "–", "—", "‐", "‑", "‒", "﹣"} {
		if rest, ok := strings.CutPrefix(s, minus); ok {
			return rest, true
		}
	}
	return s, false
}

// currencySigns are tried in order; a longer one stands before its part.
func currencySigns() [][2]string {
	return [][2]string{
		{"US$", "USD"}, {"USD", "USD"}, {"HK$", "HKD"}, {"HKD", "HKD"}, {"CNY", "CNY"}, {"RMB", "CNY"},
		{"人民币", "CNY"}, {"人民幣", "CNY"}, {"¥", "CNY"}, {"￥", "CNY"}, {"$", "USD"}, {"€", "EUR"},
		{"EUR", "EUR"}, {"£", "GBP"}, {"GBP", "GBP"}, {"JPY", "JPY"}, {"美元", "USD"}, {"欧元", "EUR"},
		{"港元", "HKD"}, {"港币", "HKD"}, {"日元", "JPY"}, {"英镑", "GBP"}, {"元整", "CNY"}, {"元", "CNY"},
		{"圆整", "CNY"}, {"圆", "CNY"},
	}
}

// cutCurrency takes a sign of currency off the beginning or the end.
func cutCurrency(s string) (rest, code string) {
	if plainNumberText(s) {
		return s, ""
	}
	for _, sign := range currencySigns() {
		behind := strings.HasPrefix(sign[0], "元") || strings.HasPrefix(sign[0], "圆")
		switch n := len(sign[0]); {
		case len(s) < n:
		case !behind && strings.EqualFold(s[:n], sign[0]):
			return s[n:], sign[1]
		case strings.EqualFold(s[len(s)-n:], sign[0]):
			return s[:len(s)-n], sign[1]
		}
	}
	return s, ""
}

func plainNumberText(s string) bool {
	for i := 0; i < len(s); i++ {
		if (s[i] < '0' || s[i] > '9') && s[i] != '.' && s[i] != ',' {
			return false
		}
	}
	return true
}

func isUnit(r rune) bool { return strings.ContainsRune("十百千仟万萬亿億", r) }

// sumUnits adds what stands before each unit: 1亿2000万 is 1×10⁸ + 2000×10⁴.
// Units must shrink, and nothing may follow the last one.
func sumUnits(number, units string) (decimal.Decimal, Code) {
	if units == "" {
		return decimalOf(number)
	}
	sum, last := decimal.Zero, int32(99)
	for {
		end := strings.IndexFunc(units, func(r rune) bool { return !isUnit(r) })
		if end < 0 {
			end = len(units)
		}
		power, ok := unitPower(units[:end])
		if !ok || power >= last || strings.ContainsAny(number, "eE+-−") {
			return sum, AmountUnparsed
		}
		d, code := decimalOf(number)
		if code != "" {
			return sum, code
		}
		sum, last = sum.Add(d.Shift(power)), power
		if units = units[end:]; units == "" {
			return sum, ""
		}
		next := strings.IndexFunc(units, isUnit)
		if next < 0 {
			return sum, AmountUnparsed
		}
		number, units = units[:next], units[next:]
	}
}

func unitPower(unit string) (int32, bool) {
	switch unit {
	case "千", "仟":
		return 3, true
	case "万", "萬":
		return 4, true
	case "十万", "十萬":
		return 5, true
	case "百万", "百萬":
		return 6, true
	case "千万", "千萬", "仟万", "仟萬":
		return 7, true
	case "亿", "億":
		return 8, true
	}
	return 0, false
}

// decimalOf reads digits with separators; numbers of absurd size are refused
// before any arithmetic is done on them.
func decimalOf(s string) (decimal.Decimal, Code) {
	plain, code := plainDecimal(s)
	if code != "" {
		return decimal.Zero, code
	}
	mantissa, exponent, has := strings.Cut(strings.ToLower(plain), "e")
	digits := strings.TrimLeft(strings.ReplaceAll(strings.TrimLeft(mantissa, "-"), ".", ""), "0")
	if digits == "" {
		return decimal.Zero, ""
	}
	if has && len(strings.TrimLeft(exponent, "+-0")) > 2 || len(mantissa) > 64 {
		if strings.HasPrefix(exponent, "-") {
			return decimal.Zero, AmountUnparsed
		}
		return decimal.Zero, OutOfRange
	}
	d, err := decimal.NewFromString(plain)
	if err != nil {
		return decimal.Zero, AmountUnparsed
	}
	return d, ""
}

// plainDecimal checks the grouping of a number and takes it out: "1.234,50"
// gives "1234.50". With both . and , the last is the decimal mark; a single ,
// groups thousands.
func plainDecimal(s string) (string, Code) {
	sign := ""
	if rest, ok := cutMinus(s); ok {
		s, sign = rest, "-"
	}
	mantissa, exponent := s, ""
	if at := strings.IndexAny(s, "eE"); at > 0 {
		mantissa, exponent = s[:at], s[at:]
		digits := strings.TrimLeft(exponent[1:], "+-")
		if len(exponent)-1-len(digits) > 1 || !digitsOnly(digits) {
			return "", AmountUnparsed
		}
	}
	mark := "."
	group := ","
	dot, comma := strings.LastIndex(mantissa, "."), strings.LastIndex(mantissa, ",")
	if dot >= 0 && comma > dot || frenchDecimal(mantissa) {
		mark, group = ",", "."
	}
	whole, fraction, marked := strings.Cut(mantissa, mark)
	whole, ok := ungroup(whole, group)
	if !ok || whole == "" && fraction == "" || marked && !digitsOnly(fraction) || whole == "" && !marked {
		return "", AmountUnparsed
	}
	if exponent != "" && strings.ContainsAny(mantissa, ", ") {
		return "", AmountUnparsed
	}
	if whole == "" {
		whole = "0"
	}
	if marked {
		whole += "." + fraction
	}
	return sign + whole + exponent, ""
}

// frenchDecimal tells "1 234,56": thousands by blanks, then a decimal comma.
func frenchDecimal(s string) bool {
	whole, fraction, ok := strings.Cut(s, ",")
	if !ok || len(fraction) == 0 || len(fraction) > 2 || strings.Contains(whole, ".") {
		return false
	}
	return strings.IndexFunc(whole, space) > 0
}

// ungroup takes thousands separators out: groups of exactly three digits after
// a first one of one to three, all with the same separator.
func ungroup(s, group string) (string, bool) {
	if digitsOnly(s) || s == "" {
		return s, true
	}
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Zs, r) {
			return ' '
		}
		return r
	}, s)
	separator := group
	if strings.Contains(s, " ") {
		separator = " "
	}
	parts := strings.Split(s, separator)
	for i, part := range parts {
		if !digitsOnly(part) || i > 0 && len(part) != 3 || i == 0 && len(part) > 3 {
			return "", false
		}
	}
	return strings.Join(parts, ""), true
}

func digitsOnly(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// parsePercent reads "25%" or "25"; a number of at most 1 without the sign is
// taken as a ratio with a warning.
func parsePercent(text string) (Value, Code) {
	s := fold(text)
	number, signed := strings.CutSuffix(s, "%")
	d, code := decimalOf(strings.TrimFunc(number, space))
	if code != "" {
		return Value{}, InvalidPercent
	}
	var v Value
	if one := decimal.NewFromInt(1); !signed && !d.IsZero() && d.Abs().Cmp(one) <= 0 {
		d = d.Shift(2)
		v.Warnings = []Code{PercentAsRatio}
	}
	if d.Abs().Cmp(decimal.New(1, amountDigits)) >= 0 || d.Exponent() < -20 {
		return Value{}, OutOfRange
	}
	v.Text = d.String() + "%"
	return v, ""
}
