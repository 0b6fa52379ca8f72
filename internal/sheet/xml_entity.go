package sheet

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// entity gives the character of a reference &name;.
func entity(name []byte) (rune, bool) {
	switch string(name) {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := string(name[1:]), 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	return rune(n), err == nil && n <= utf8.MaxRune && (n < 0xD800 || n > 0xDFFF)
}

// unescape resolves the references of an attribute value.
func unescape(b []byte) ([]byte, bool) {
	out := make([]byte, 0, len(b))
	for {
		at := bytes.IndexByte(b, '&')
		if at < 0 {
			return append(out, b...), true
		}
		out = append(out, b[:at]...)
		end := bytes.IndexByte(b[at:], ';')
		if end < 0 {
			return nil, false
		}
		r, ok := entity(b[at+1 : at+end])
		if !ok {
			return nil, false
		}
		out, b = utf8.AppendRune(out, r), b[at+end+1:]
	}
}
