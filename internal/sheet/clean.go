package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// isASCII reports whether s has only ASCII characters.
func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// space tells the blanks that are trimmed from both ends of a text.
func space(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', 0xA0, 0x3000:
		return true
	}
	return r > 0x7F && unicode.In(r, unicode.Z)
}

// invisible tells the characters that are removed from single-line texts.
func invisible(r rune) bool {
	switch r {
	case 0xFEFF, 0x200B, 0x2060, 0xAD:
		return true
	}
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

func outer(r rune) bool { return space(r) || invisible(r) }

// isBlank reports whether s has nothing but blanks and invisible characters.
func isBlank(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c > ' ' && c < utf8.RuneSelf {
			return false
		}
	}
	return strings.IndexFunc(s, func(r rune) bool { return !outer(r) }) < 0
}

// garbled reports whether s is not what somebody wrote: bytes that are no
// UTF-8, replacement characters, or UTF-8 that was once read as Windows-1252
// or GBK.
func garbled(s string) bool {
	if !utf8.ValidString(s) || strings.Contains(s, "\uFFFD") || strings.Contains(s, "锟斤拷") {
		return true
	}
	return misread(s)
}

// misread finds UTF-8 read as Windows-1252: "cafÃ©". Only the lead bytes of
// Latin-1 (C2, C3) and of Chinese, Japanese and Korean count, so that NESCAFÉ®
// stays what it is.
func misread(s string) bool {
	var bytes [256]byte
	n, lead := 0, false
	for _, r := range s {
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok || n == len(bytes) {
			return false
		}
		lead = lead || b == 0xC2 || b == 0xC3 || b >= 0xE3 && b <= 0xEF
		bytes[n] = b
		n++
	}
	if !lead || !utf8.Valid(bytes[:n]) {
		return false
	}
	for _, r := range string(bytes[:n]) {
		if r >= utf8.RuneSelf && r != utf8.RuneError && (r <= 0xFF || r >= 0x3000) {
			return true
		}
	}
	return false
}

// cleanLine makes a single-line text: trimmed, without invisible characters,
// NFC. A control character, line breaks too, gives ControlChar.
func cleanLine(s string) (string, Code) {
	s = strings.TrimFunc(s, outer)
	if isASCII(s) {
		return s, control(s, false)
	}
	if garbled(s) {
		return "", Undecodable
	}
	if code := control(s, false); code != "" {
		return "", code
	}
	return norm.NFC.String(visible(s)), ""
}

// cleanLines makes a text of several lines: trimmed and NFC. Line breaks and
// TAB stay. A guarded text keeps the blanks before it.
func cleanLines(c Cell) (string, Code) {
	s := c.Text
	if c.Guarded {
		s = strings.TrimRightFunc(s, space)
	} else {
		s = strings.TrimFunc(s, space)
	}
	if code := control(s, true); code != "" || isASCII(s) {
		return s, code
	}
	if garbled(s) {
		return "", Undecodable
	}
	return norm.NFC.String(s), ""
}

// control finds control characters.
func control(s string, lines bool) Code {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= ' ' && c != 0x7F && c != 0xC2:
		case lines && (c == '\n' || c == '\r' || c == '\t'):
		case c == 0xC2 && (i+1 == len(s) || s[i+1] >= 0xA0):
		default:
			return ControlChar
		}
	}
	return ""
}

// visible drops the invisible characters, and joiners that join nothing.
func visible(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return invisible(r) || r == zwj || r == zwnj }) {
		return s
	}
	runes := []rune(s)
	kept := make([]rune, 0, len(runes))
	for i, r := range runes {
		switch {
		case invisible(r):
			continue
		case r == zwj || r == zwnj:
			if len(kept) == 0 || i+1 == len(runes) || !joins(r, kept[len(kept)-1], runes[i+1]) {
				continue
			}
		}
		kept = append(kept, r)
	}
	return string(kept)
}

const (
	zwnj = 0x200C
	zwj  = 0x200D
)

// joins reports whether a joiner between two characters has a meaning: U+200D
// inside emoji and in scripts that join, U+200C between letters.
func joins(joiner, before, after rune) bool {
	if joiner == zwnj {
		return (unicode.IsLetter(before) || unicode.IsMark(before)) && unicode.IsLetter(after)
	}
	joining := before >= 0x0600 && before <= 0x0DFF
	return joining || pictorial(before) && pictorial(after)
}

func pictorial(r rune) bool {
	return r >= 0x1F000 && r <= 0x1FAFF || r >= 0x2190 && r <= 0x2BFF || r == 0xFE0F || r == 0x20E3
}
