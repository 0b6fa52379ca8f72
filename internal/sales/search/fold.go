package search

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
)

//go:embed simplified.txt
var simplifiedTable string

// Simplify folds traditional Chinese characters to simplified ones and leaves
// everything else alone: 華為 and 华为 become the same.
func Simplify(s string) string {
	table := simplified()
	return strings.Map(func(r rune) rune { return simplify(table, r) }, s)
}

// Fold makes texts that people take for the same equal: compatibility form
// (NFKC, so full width becomes half width), lower case, simplified characters.
// Punctuation and blanks stay.
func Fold(s string) string {
	table := simplified()
	return strings.Map(func(r rune) rune { return simplify(table, unicode.ToLower(r)) }, norm.NFKC.String(s))
}

func simplify(table map[rune]rune, r rune) rune {
	if r < 0x4E00 {
		return r
	}
	if to, ok := table[r]; ok {
		return to
	}
	return r
}

var simplified = sync.OnceValue(func() map[rune]rune {
	table := make(map[rune]rune, 4096)
	for line := range strings.Lines(simplifiedTable) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		pairs := []rune(strings.TrimSpace(line))
		for i := 0; i+1 < len(pairs); i += 2 {
			table[pairs[i]] = pairs[i+1]
		}
	}
	return table
})

// folded is a text reduced to what is compared, with the way back: the letters
// and digits of Fold, and for each where it came from.
type folded struct {
	runes []rune
	from  []int  // UTF-16 offset in the text where the rune's source starts
	to    []int  // UTF-16 offset where it ends
	gap   []bool // something that is no letter or digit stands before the rune
}

// fold reads at most limit letters and digits of s.
func fold(s string, limit int) folded {
	table := simplified()
	size := min(len(s), limit)
	f := folded{make([]rune, 0, size), make([]int, 0, size), make([]int, 0, size), make([]bool, 0, size)}
	gap := true
	for at := 0; s != "" && len(f.runes) < limit; {
		segment := s[:norm.NFKC.NextBoundaryInString(s, true)]
		s = s[len(segment):]
		next := at + units(segment)
		for _, r := range norm.NFKC.String(segment) {
			if !isWord(r) {
				gap = true
				continue
			}
			f.runes = append(f.runes, simplify(table, unicode.ToLower(r)))
			f.from, f.to, f.gap = append(f.from, at), append(f.to, next), append(f.gap, gap)
			gap = false
		}
		at = next
	}
	return f
}

// units counts the UTF-16 units of s, as browsers index texts.
func units(s string) (n int) {
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

// isHan tells the scripts written without blanks between words.
func isHan(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// stretch is a part of a folded text: Chinese characters, or one word.
type stretch struct {
	runes []rune
	han   bool
}

// stretches cuts the text where Chinese and other writing meet and at gaps
// inside other writing. Gaps between Chinese characters do not cut, so that
// 华信（上海）公司 is found by 华信上海.
func (f folded) stretches() (all []stretch) {
	for i := 0; i < len(f.runes); {
		han, j := isHan(f.runes[i]), i+1
		for j < len(f.runes) && isHan(f.runes[j]) == han && (han || !f.gap[j]) {
			j++
		}
		all = append(all, stretch{f.runes[i:j], han})
		i = j
	}
	return all
}

func (f folded) hanRuns() (runs []stretch) {
	for _, s := range f.stretches() {
		if s.han {
			runs = append(runs, s)
		}
	}
	return runs
}

func (f folded) words() (words [][]rune) {
	for _, s := range f.stretches() {
		if !s.han {
			words = append(words, s.runes)
		}
	}
	return words
}
