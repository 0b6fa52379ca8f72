// Package search turns names, texts and what people type into tokens that mean
// the same to every database, and ranks what the database finds. Tokens are
// plain ASCII, so no engine's own tokeniser can disagree: "h" + code points for
// one or two Chinese characters, "w" + a word of letters and digits, "p" + up to
// six syllables of pinyin, "i" + up to eight initials.
//
// Start with Tokens (a name as it is indexed), TextTokens (a note as it is
// indexed), Parse (a query) and Query.Match (rank and highlight a candidate).
package search

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// Version changes whenever Tokens or TextTokens answer differently; rows
// indexed under another version have to be indexed again.
const Version = 1

const (
	maxName      = 256  // runes of a name that are indexed
	maxText      = 2048 // bytes of a long text that are indexed
	maxWord      = 48   // runes of one word that are indexed
	maxSyllables = 6    // syllables in one pinyin token
	maxInitials  = 8    // letters in one token of initials
	maxVariants  = 4    // spellings of one stretch of characters with several readings
)

// Tokens returns the index tokens of a name, sorted, each once: characters,
// pairs, words, and pinyin and initials from every character on. At most 256
// runes of the name count.
func Tokens(name string) []string {
	f := fold(name, maxName)
	t := characters(f, make([]string, 0, 4*len(f.runes)+1))
	for _, run := range f.hanRuns() {
		readings := readingsOf(run.runes)
		for i := range run.runes {
			t = append(t, prefixed("p", syllablesFrom(readings[i:]))...)
			t = append(t, prefixed("i", initialsFrom(readings[i:]))...)
		}
	}
	return unique(t)
}

// TextTokens returns the index tokens of a long text, sorted, each once:
// characters, pairs and words, no pinyin. At most 2 KB of the text count.
func TextTokens(body string) []string {
	if len(body) > maxText {
		end := maxText
		for end > 0 && !utf8.RuneStart(body[end]) {
			end--
		}
		body = body[:end]
	}
	f := fold(body, maxText)
	return unique(characters(f, make([]string, 0, 2*len(f.runes)+1)))
}

// characters appends the tokens of single characters, pairs and words.
func characters(f folded, t []string) []string {
	for _, run := range f.hanRuns() {
		for i, r := range run.runes {
			t = append(t, hanToken(r))
			if i > 0 {
				t = append(t, hanToken(run.runes[i-1], r))
			}
		}
	}
	for _, word := range f.words() {
		t = append(t, wordToken(word))
	}
	return t
}

// hanToken is "h" and the code points in hexadecimal.
func hanToken(runes ...rune) string {
	b := append(make([]byte, 0, 12), 'h')
	for _, r := range runes {
		b = strconv.AppendInt(b, int64(r), 16)
	}
	return string(b)
}

// wordToken is "w" and the word; a rune outside ASCII is "x" and its code point.
func wordToken(word []rune) string {
	b := append(make([]byte, 0, 16), 'w')
	for _, r := range word[:min(len(word), maxWord)] {
		if r < utf8.RuneSelf {
			b = append(b, byte(r))
			continue
		}
		b = strconv.AppendInt(append(b, 'x'), int64(r), 16)
	}
	return string(b)
}

func prefixed(letter string, texts []string) []string {
	for i, s := range texts {
		texts[i] = letter + s
	}
	return texts
}

func unique(t []string) []string {
	slices.Sort(t)
	return slices.Compact(t)
}
