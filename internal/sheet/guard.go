package sheet

import "strings"

// Guard makes a text harmless to programs that take a cell beginning with
// = + - @, their full-width forms, TAB, CR or LF for a formula: an apostrophe
// is put before it. A text that already looks guarded gets one more, so that
// Unguard always gives the text back.
func Guard(text string) string {
	if startsFormula(strings.TrimLeft(text, "'")) {
		return "'" + text
	}
	return text
}

// Unguard takes off what Guard has put before a text and reports whether there
// was anything to take off.
func Unguard(text string) (string, bool) {
	if strings.HasPrefix(text, "'") && startsFormula(strings.TrimLeft(text, "'")) {
		return text[1:], true
	}
	return text, false
}

func startsFormula(text string) bool {
	if text == "" {
		return false
	}
	switch text[0] {
	case '=', '+', '-', '@', '\t', '\r', '\n':
		return true
	}
	for _, full := range []string{"＝", "＋", "－", "＠"} {
		if strings.HasPrefix(text, full) {
			return true
		}
	}
	return false
}
