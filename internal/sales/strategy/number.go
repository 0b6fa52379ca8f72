package strategy

import (
	"math"
	"strconv"
	"strings"
)

// nine takes the noise of float64 off a derived number: nine decimals, half away
// from zero. Thresholds are compared with it.
func nine(x float64) float64 {
	if math.Abs(x) >= maxWhole/1e9 {
		return x
	}
	return math.Round(x*1e9) / 1e9
}

// round rounds half away from zero to 0 to 4 places, after nine decimals.
func round(x float64, places int) float64 {
	unit := math.Pow10(places)
	if math.Abs(x) >= maxWhole/1e9 {
		return math.Round(x*unit) / unit
	}
	billionths := math.Round(x * 1e9) // whole, so that the next division is exact at a half
	return math.Round(billionths/math.Pow10(9-places)) / unit
}

// portion is money times n/of, rounded to two decimals half away from zero and
// exact for money of up to two decimals while n times its cents is below 2^53.
func portion(money float64, n, of int) float64 {
	cents := math.Round(money * 100)
	product := cents * float64(n)
	if cents/100 != money || math.Abs(product) >= maxWhole {
		return money * float64(n) / float64(of)
	}
	return math.Round(product/float64(of)) / 100
}

// grouped writes money with commas between thousands: no decimals when it is
// whole, else two.
func grouped(money float64) string {
	places := 2
	if r := round(money, 2); r == math.Trunc(r) {
		places = 0
	}
	text := strconv.FormatFloat(round(money, 2), 'f', places, 64)
	sign := ""
	if text[0] == '-' {
		sign, text = "-", text[1:]
	}
	whole, decimals, dotted := strings.Cut(text, ".")
	var b strings.Builder
	b.Grow(len(text) + len(text)/3 + 1)
	b.WriteString(sign)
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(whole[i])
	}
	if dotted {
		b.WriteByte('.')
		b.WriteString(decimals)
	}
	return b.String()
}
