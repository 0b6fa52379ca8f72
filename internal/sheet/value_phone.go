package sheet

import (
	"strings"
	"unicode/utf8"
)

// parsePhones reads one or several numbers. Mobile numbers become E.164, others
// keep area code and extension: 0571-88880002-801.
func (p *Parser) parsePhones(text string) ([]string, Code) {
	s := strings.TrimLeft(fold(text), "'")
	if isScientific(s) {
		return nil, SciNotationLoss
	}
	parts := strings.FieldsFunc(strings.ReplaceAll(s, "或", "/"), func(r rune) bool {
		return strings.ContainsRune("/,;、\n|", r)
	})
	var all []string
	for _, part := range parts {
		found, ok := p.phonesIn(strings.TrimFunc(part, space))
		if !ok {
			return nil, InvalidPhone
		}
		all = append(all, found...)
	}
	if len(all) == 0 {
		return nil, InvalidPhone
	}
	return all, ""
}

// phonesIn reads one number, or several with only blanks between them.
func (p *Parser) phonesIn(s string) ([]string, bool) {
	if number, ok := p.phone(s); ok {
		return []string{number}, true
	}
	words := strings.FieldsFunc(s, space)
	if len(words) < 2 {
		return nil, false
	}
	var all []string
	for _, word := range words {
		number, ok := p.phone(word)
		if !ok || len(word) < 7 {
			return nil, false
		}
		all = append(all, number)
	}
	return all, true
}

// isScientific tells 1.99E+10, in which digits are lost.
func isScientific(s string) bool {
	mantissa, exponent, ok := strings.Cut(strings.ToLower(s), "e")
	return ok && strings.ContainsAny(s, ".+-") && digitsOnly(strings.Replace(mantissa, ".", "", 1)) &&
		digitsOnly(strings.TrimPrefix(strings.TrimPrefix(exponent, "+"), "-"))
}

// phone reads one number.
func (p *Parser) phone(s string) (string, bool) {
	s, extension, ok := cutExtension(s)
	if !ok {
		return "", false
	}
	international := strings.HasPrefix(s, "+")
	s = strings.TrimPrefix(s, "+")
	if international {
		s = strings.Replace(s, "(0)", "", 1)
	}
	groups := strings.FieldsFunc(s, func(r rune) bool {
		return space(r) || strings.ContainsRune("-.()‐‑‒–—−", r)
	})
	digits := strings.Join(groups, "")
	if !digitsOnly(digits) {
		return "", false
	}
	if rest, found := strings.CutPrefix(digits, "00"); found && !international && len(rest) > 7 {
		digits, international = rest, true
	}
	rest, home := strings.CutPrefix(digits, p.spec.Region)
	switch {
	case international && home && p.spec.Region == "86":
		number, ok := p.home(rest)
		return number + dashed(extension), ok
	case international:
		ok := len(digits) >= 7 && len(digits) <= 15 && digits[0] != '0'
		return "+" + digits + dashed(extension), ok
	case home && p.spec.Region == "86" && chineseMobile(rest):
		return "+" + digits + dashed(extension), true
	}
	number, ok := p.national(digits, groups)
	return number + dashed(extension), ok
}

// home reads the digits behind +86: a mobile number, or a landline whose area
// code may lack its zero.
func (p *Parser) home(digits string) (string, bool) {
	if number, ok := p.national(digits, nil); ok && len(digits) > 8 {
		return number, true
	}
	return p.national("0"+digits, nil)
}

func dashed(extension string) string {
	if extension == "" {
		return ""
	}
	return "-" + extension
}

func chineseMobile(digits string) bool {
	return len(digits) == 11 && digits[0] == '1' && digits[1] >= '3'
}

// national reads a number without calling code, under the rules of China when
// that is the region.
func (p *Parser) national(digits string, groups []string) (string, bool) {
	if p.spec.Region != "86" {
		return digits, len(digits) >= 5 && len(digits) <= 15
	}
	switch n := len(digits); {
	case n == 0:
		return "", false
	case chineseMobile(digits):
		return "+86" + digits, true
	case digits[0] == '0' && n >= 10 && n <= 12:
		area := areaCode(digits, groups)
		return area + "-" + digits[len(area):], true
	case n == 10 && (strings.HasPrefix(digits, "400") || strings.HasPrefix(digits, "800")):
		return digits[:3] + "-" + digits[3:6] + "-" + digits[6:], true
	case (n == 7 || n == 8) && digits[0] != '0' && digits[0] != '1':
		return digits, true
	case (n == 5 || n == 6) && (digits[0] == '9' || digits[0] == '1'):
		return digits, true
	}
	return "", false
}

// areaCode is 010 or 02x, else four digits, unless the writer set it apart.
func areaCode(digits string, groups []string) string {
	if len(groups) > 1 && (len(groups[0]) == 3 || len(groups[0]) == 4) && groups[0][0] == '0' {
		return groups[0]
	}
	if digits[1] == '1' || digits[1] == '2' {
		return digits[:3]
	}
	return digits[:4]
}

// cutExtension takes off 转801, ext. 801, x801, #801 and a last -801 behind a
// whole number.
func cutExtension(s string) (number, extension string, ok bool) {
	lower := strings.ToLower(s)
	for _, mark := range []string{"转分机", "分机", "转", "轉", "extension", "ext.", "ext", "x", "#"} {
		at := strings.Index(lower, mark)
		if at <= 0 {
			continue
		}
		extension = strings.TrimSuffix(strings.Trim(s[at+len(mark):], " .:-"), ")")
		number = strings.TrimRight(s[:at], " ,-(")
		return number, extension, digitsOnly(extension) && len(extension) <= 8
	}
	if at := strings.LastIndexByte(s, '-'); at > 0 && strings.Count(s, "-") >= 2 {
		tail, head := s[at+1:], s[:at]
		landline := strings.HasPrefix(strings.TrimLeft(head, "+86 -("), "0") && countDigits(head) >= 10
		if landline && digitsOnly(tail) && len(tail) <= 5 {
			return head, tail, true
		}
	}
	return s, "", true
}

func countDigits(s string) (n int) {
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}

// parseEmails reads one or several addresses.
func parseEmails(text string) ([]string, Code) {
	between := func(r rune) bool { return space(r) || strings.ContainsRune(",;、|", r) }
	all := strings.FieldsFunc(fold(text), between)
	for _, address := range all {
		if !isEmail(address) {
			return nil, InvalidEmail
		}
	}
	if len(all) == 0 {
		return nil, InvalidEmail
	}
	return all, ""
}

// isEmail checks the form of an address; whether it exists nobody knows.
func isEmail(s string) bool {
	at := strings.LastIndexByte(s, '@')
	if at < 1 || at > 64 || len(s) > 254 || strings.Count(s, "@") != 1 {
		return false
	}
	name, host := s[:at], s[at+1:]
	if strings.ContainsAny(s, "\"'()<>[]\\:=`") || strings.Trim(name, ".") != name {
		return false
	}
	if strings.Contains(name, "..") {
		return false
	}
	labels := strings.Split(host, ".")
	for _, label := range labels {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' ||
			strings.ContainsAny(label, "_!#$%&*+/?^{}~") {
			return false
		}
	}
	return len(labels) > 1 && utf8.RuneCountInString(labels[len(labels)-1]) > 1
}

// creditAlphabet are the 31 characters of the unified social credit code.
const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// parseCreditCode reads a unified social credit code. A code whose check
// character is wrong (GB 32100-2015) is kept, with a warning.
func parseCreditCode(text string) (Value, Code) {
	s := strings.TrimLeft(fold(text), "'")
	if isScientific(s) {
		return Value{}, SciNotationLoss
	}
	s = strings.ToUpper(strings.Map(func(r rune) rune {
		if space(r) || r == '-' {
			return -1
		}
		return r
	}, s))
	v := Value{Text: s}
	if !validCreditCode(s) {
		v.Warnings = []Code{USCCCheckDigit}
	}
	return v, ""
}

func validCreditCode(s string) bool {
	if len(s) != 18 {
		return false
	}
	sum, weight := 0, 1
	for i := 0; i < 18; i++ {
		n := strings.IndexByte(creditAlphabet, s[i])
		if n < 0 {
			return false
		}
		if i == 17 {
			return n == (31-sum%31)%31
		}
		sum += n * weight
		weight = weight * 3 % 31
	}
	return false
}
