// Package money is exact money: minor units (fen, cents) and a currency. It
// never adds two currencies and never uses floating point. Start with Amount.
package money

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
)

// Failures of reading an amount.
var (
	ErrAmount   = errors.New("not an amount")
	ErrCurrency = errors.New("not a known currency")
	ErrRange    = errors.New("amount out of range")
)

// Limit is the size that no amount may reach, in major units.
const Limit = 1_000_000_000_000_000

// Amount is money in minor units of its currency, e.g. 386000000 CNY is
// 3,860,000.00 yuan. |amount| < 10^15 major units. An unknown amount is a nil
// *Amount, never zero.
type Amount struct {
	Minor    int64
	Currency string // ISO 4217, upper case
}

// digits are the decimal places of currencies that do not have two.
var digits = map[string]int{
	"BIF": 0,
	"CLP": 0,
	"DJF": 0,
	"GNF": 0,
	"ISK": 0,
	"JPY": 0,
	"KMF": 0,
	"KRW": 0,
	"PYG": 0,
	"RWF": 0,
	"UGX": 0,
	"UYI": 0,
	"VND": 0,
	"VUV": 0,
	"XAF": 0,
	"XOF": 0,
	"XPF": 0,
	"BHD": 3,
	"IQD": 3,
	"JOD": 3,
	"KWD": 3,
	"LYD": 3,
	"OMR": 3,
	"TND": 3,
}

// Digits is the number of decimal places of a currency: 0, 2 or 3.
func Digits(currency string) int {
	if n, ok := digits[currency]; ok {
		return n
	}
	return 2
}

// Known reports whether currency has the form of an ISO 4217 code.
func Known(currency string) bool {
	if len(currency) != 3 {
		return false
	}
	for _, c := range currency {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return true
}

func pow10(n int) int64 {
	p := int64(1)
	for ; n > 0; n-- {
		p *= 10
	}
	return p
}

// Parse reads a plain decimal such as "-1234.50" in a currency. It reports
// ErrCurrency, ErrAmount (also for too many decimals) or ErrRange.
func Parse(decimal, currency string) (Amount, error) {
	if !Known(currency) {
		return Amount{}, ErrCurrency
	}
	s := decimal
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	whole, frac, dot := strings.Cut(s, ".")
	places := Digits(currency)
	if whole == "" || (dot && frac == "") {
		return Amount{}, ErrAmount
	}
	for len(frac) > places && strings.HasSuffix(frac, "0") {
		frac = frac[:len(frac)-1]
	}
	if len(frac) > places {
		return Amount{}, ErrAmount
	}
	for _, c := range whole + frac {
		if c < '0' || c > '9' {
			return Amount{}, ErrAmount
		}
	}
	whole = strings.TrimLeft(whole, "0")
	if len(whole) > 15 {
		return Amount{}, ErrRange
	}
	n, _ := strconv.ParseInt("0"+whole+frac+strings.Repeat("0", places-len(frac)), 10, 64)
	if neg {
		n = -n
	}
	return Amount{n, currency}, nil
}

// Decimal is the amount in major units with the currency's places: "3860000.00".
func (a Amount) Decimal() string {
	places := Digits(a.Currency)
	n, sign := a.Minor, ""
	if n < 0 {
		n, sign = -n, "-"
	}
	p := pow10(places)
	s := sign + strconv.FormatInt(n/p, 10)
	if places > 0 {
		f := strconv.FormatInt(n%p, 10)
		s += "." + strings.Repeat("0", places-len(f)) + f
	}
	return s
}

// Major is the amount in major units as float64, for the method's ratios only.
func (a Amount) Major() float64 { return float64(a.Minor) / float64(pow10(Digits(a.Currency))) }

// Money is an Amount as it stands in JSON.
type Money struct {
	Amount   string `json:"amount" maxLength:"30" doc:"decimal in major units" example:"3860000.00"`
	Currency string `json:"currency" maxLength:"3" doc:"ISO 4217" example:"CNY"`
}

// MarshalJSON writes {"amount":"3860000.00","currency":"CNY"}.
func (a Amount) MarshalJSON() ([]byte, error) {
	return json.Marshal(Money{a.Decimal(), a.Currency})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (a *Amount) UnmarshalJSON(b []byte) error {
	var w Money
	if err := json.Unmarshal(b, &w); err != nil {
		return ErrAmount
	}
	v, err := Parse(w.Amount, w.Currency)
	*a = v
	return err
}
