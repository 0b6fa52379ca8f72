package search

import "strings"

const (
	maxTerms  = 8  // blank-separated parts of a query that count
	maxTyped  = 64 // runes of a query that count
	pinyinCut = 12 // letters of typed pinyin sent to the index: six syllables always have them
)

// Term is one thing to look for in the index: a whole token, or all tokens that
// start so.
type Term struct {
	Token  string
	Prefix bool
}

// Query is what somebody typed, ready for the index and for ranking. The zero
// Query is empty and matches nothing.
type Query struct {
	// Groups must all be found; of each group one term is enough. The index
	// may answer too much: pass candidates through Match.
	Groups [][]Term

	terms []folded
	whole []rune
}

// Parse reads what somebody typed. Blanks separate terms that must all be
// found; at most 64 letters, 8 terms count.
func Parse(typed string) Query {
	var q Query
	left := maxTyped
	for part := range strings.FieldsSeq(typed) {
		f := fold(part, left)
		if len(f.runes) == 0 {
			continue
		}
		left -= len(f.runes)
		q.terms = append(q.terms, f)
		q.whole = append(q.whole, f.runes...)
		for _, s := range f.stretches() {
			q.Groups = append(q.Groups, s.groups()...)
		}
		if left == 0 || len(q.terms) == maxTerms {
			break
		}
	}
	return q
}

// Empty reports whether there is nothing to look for; the answer is then no
// rows, not all rows.
func (q Query) Empty() bool { return len(q.Groups) == 0 }

// groups are the conditions of one stretch: all pairs of Chinese characters, or
// a word as such, as pinyin or as initials.
func (s stretch) groups() [][]Term {
	if !s.han {
		return [][]Term{wordTerms(s.runes)}
	}
	if len(s.runes) == 1 {
		return [][]Term{{{Token: hanToken(s.runes[0])}}}
	}
	groups := make([][]Term, 0, len(s.runes)-1)
	for i := 1; i < len(s.runes); i++ {
		groups = append(groups, []Term{{Token: hanToken(s.runes[i-1], s.runes[i])}})
	}
	return groups
}

func wordTerms(word []rune) []Term {
	terms := []Term{{Token: wordToken(word), Prefix: true}}
	if !isLatin(word) {
		return terms
	}
	typed := string(word)
	return append(terms,
		Term{Token: "p" + typed[:min(len(typed), pinyinCut)], Prefix: true},
		Term{Token: "i" + typed[:min(len(typed), maxInitials)], Prefix: true})
}

// isLatin reports whether the runes can be pinyin: the letters a to z only.
func isLatin(runes []rune) bool {
	for _, r := range runes {
		if r < 'a' || r > 'z' {
			return false
		}
	}
	return true
}
