package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// hole is one condition to take out. In the list it is three or four lines, with
// an empty line after it; without "+" the fragment is taken out:
//
//	internal/store/account.go: lists of accounts, scope
//	-.seesAccount(s, "a")
//	+
type hole struct {
	file, what   string
	old, planted string
}

// parse reads the list.
func parse(text string) (out []hole, err error) {
	for block := range strings.SplitSeq(text, "\n\n") {
		block = strings.TrimSpace(block)
		if block == "" || strings.HasPrefix(block, "#") {
			continue
		}
		lines := strings.Split(block, "\n")
		var h hole
		var ok bool
		if h.file, h.what, ok = strings.Cut(lines[0], ": "); !ok || len(lines) < 2 || len(lines) > 3 {
			return nil, fmt.Errorf("not a hole: %s", block)
		}
		if h.old, ok = strings.CutPrefix(lines[1], "-"); !ok {
			return nil, fmt.Errorf("no line with -: %s", block)
		}
		if len(lines) == 3 {
			if h.planted, ok = strings.CutPrefix(lines[2], "+"); !ok {
				return nil, fmt.Errorf("no line with +: %s", block)
			}
		}
		out = append(out, h)
	}
	return out, nil
}

// plant gives the source with the hole in it; the fragment must be there once,
// however its lines are broken.
func (h hole) plant(source string) (string, error) {
	at := h.pattern().FindAllStringIndex(source, -1)
	if len(at) != 1 {
		return "", fmt.Errorf("%s: %s: %q is there %d times, want once", h.file, h.what, h.old, len(at))
	}
	return source[:at[0][0]] + h.planted + source[at[0][1]:], nil
}

// pattern is the fragment with any blanks for a blank, and where Go lets a line
// be broken.
func (h hole) pattern() *regexp.Regexp {
	var b strings.Builder
	for _, r := range strings.TrimSpace(h.old) {
		switch {
		case r == ' ':
			b.WriteString(`\s+`)
		case strings.ContainsRune(".,(+`\"", r):
			b.WriteString(regexp.QuoteMeta(string(r)) + `\s*`)
		case r == ')':
			b.WriteString(`,?\s*\)`)
		default:
			b.WriteString(regexp.QuoteMeta(string(r)))
		}
	}
	return regexp.MustCompile(strings.TrimSuffix(b.String(), `\s*`))
}

// about reports whether one of the words stands in the hole; no words: always.
func (h hole) about(words []string) bool {
	return len(words) == 0 || slices.ContainsFunc(words, func(w string) bool {
		return strings.Contains(h.file+": "+h.what, w)
	})
}
