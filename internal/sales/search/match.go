package search

import (
	"slices"
	"strings"
)

// Score says how well a title answers a query; higher is better.
type Score int

// The scores, from none to best.
const (
	None      Score = iota // the title does not answer the query
	Pinyin                 // its pinyin or initials do
	Substring              // the query stands inside it
	Prefix                 // it starts with the query
	Exact                  // it is the query
)

// Hit is where and how well a title answers a query. Start and End are offsets
// in UTF-16 units, as browsers index texts; of several terms the first counts.
type Hit struct {
	Score      Score
	Start, End int
}

// Match ranks one candidate. All terms of the query must be found in the
// title; the weakest decides. Case, width, traditional characters, punctuation
// and blanks make no difference.
func (q Query) Match(title string) Hit {
	if q.Empty() {
		return Hit{}
	}
	f := fold(title, maxText)
	var first Hit
	for i, term := range q.terms {
		hit := f.find(term.runes)
		if hit.Score == None {
			return Hit{}
		}
		if i == 0 {
			first = hit
		}
		first.Score = min(first.Score, hit.Score)
	}
	if slices.Equal(f.runes, q.whole) {
		return Hit{Exact, f.from[0], f.to[len(f.to)-1]}
	}
	return first
}

// find looks for a term in the text as it is written, then in its pinyin.
func (f folded) find(term []rune) Hit {
	if i := index(f.runes, term); i >= 0 {
		score := Substring
		if i == 0 {
			score = Prefix
		}
		return Hit{score, f.from[i], f.to[i+len(term)-1]}
	}
	if !isLatin(term) {
		return Hit{}
	}
	return f.findPinyin(string(term))
}

func (f folded) findPinyin(typed string) Hit {
	at := 0
	for _, s := range f.stretches() {
		if i, n := s.spelledAt(typed); n > 0 {
			return Hit{Pinyin, f.from[at+i], f.to[at+i+n-1]}
		}
		at += len(s.runes)
	}
	return Hit{}
}

// spelledAt finds the first characters whose pinyin or initials the typed
// letters are: where they start and how many, 0 when there are none.
func (s stretch) spelledAt(typed string) (start, n int) {
	if !s.han {
		return 0, 0
	}
	readings := readingsOf(s.runes)
	for i := range readings {
		if n := max(spelled(readings[i:], typed, false), spelled(readings[i:], typed, true)); n > 0 {
			return i, n
		}
	}
	return 0, 0
}

// spelled counts the characters whose syllables, or initials, spell the typed
// letters; the last syllable may be typed in part. 0 means they do not.
func spelled(readings [][]string, typed string, initials bool) int {
	if len(readings) == 0 {
		return 0
	}
	for _, s := range readings[0] {
		if initials {
			s = s[:1]
		}
		if strings.HasPrefix(s, typed) {
			return 1
		}
		if rest, ok := strings.CutPrefix(typed, s); ok {
			if n := spelled(readings[1:], rest, initials); n > 0 {
				return n + 1
			}
		}
	}
	return 0
}

// index is the position of part in whole, -1 when it does not stand there.
func index(whole, part []rune) int {
	for i := 0; i+len(part) <= len(whole); i++ {
		if slices.Equal(whole[i:i+len(part)], part) {
			return i
		}
	}
	return -1
}
