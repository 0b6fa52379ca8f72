package search

import (
	"strings"
	"sync"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// The block of characters whose pinyin is worked out once and kept.
const firstHan, lastHan = 0x4E00, 0x9FFF

// syllable is the usual pinyin of a character in lower case without tone, "lv"
// for 绿, "" when the character has none.
func syllable(r rune) string {
	if r < firstHan || r > lastHan {
		return plain(pinyin.PinyinDict[int(r)])
	}
	return syllables()[r-firstHan]
}

var syllables = sync.OnceValue(func() []string {
	table := make([]string, lastHan-firstHan+1)
	seen := map[string]string{}
	for i := range table {
		toned, _, _ := strings.Cut(pinyin.PinyinDict[firstHan+i], ",")
		s, ok := seen[toned]
		if !ok {
			s = plain(toned)
			seen[toned] = s
		}
		table[i] = s
	}
	return table
})

// plain drops the tones of the first reading and writes ü as v.
func plain(readings string) string {
	first, _, _ := strings.Cut(readings, ",")
	letters := make([]byte, 0, len(first))
	for _, r := range norm.NFD.String(first) {
		switch {
		case r >= 'a' && r <= 'z':
			letters = append(letters, byte(r))
		case r == '\u0308' && len(letters) > 0: // the two dots of ü
			letters[len(letters)-1] = 'v'
		}
	}
	return string(letters)
}

// readingsOf gives for each character the syllables under which a name is
// found: of a word with a fixed reading that one; of a first character that is
// a surname with a reading of its own, and of other characters that names use
// in two ways, both; else the usual one. A character without pinyin has none.
func readingsOf(han []rune) [][]string {
	all := make([][]string, len(han))
	for i := 0; i < len(han); {
		if fixed := wordAt(han[i:]); fixed != nil {
			for _, s := range fixed {
				all[i] = []string{s}
				i++
			}
			continue
		}
		all[i] = readings(han[i], i == 0)
		i++
	}
	return all
}

func readings(r rune, first bool) []string {
	usual := usualReadings(r)
	surname, ok := surnames()[r]
	if !first || !ok || len(usual) > 0 && usual[0] == surname {
		return usual
	}
	return append([]string{surname}, usual...)
}

func usualReadings(r rune) []string {
	if both, ok := ambiguous()[r]; ok {
		return both
	}
	if s := syllable(r); s != "" {
		return []string{s}
	}
	return nil
}

// wordAt returns the syllables of the longest word with a fixed reading at the
// start of han, nil when there is none.
func wordAt(han []rune) []string {
	table := words()
	for n := min(len(han), maxFixedWord); n > 1; n-- {
		if fixed, ok := table[string(han[:n])]; ok {
			return fixed
		}
	}
	return nil
}

// syllablesFrom joins up to six syllables from the first character on, once
// per combination of readings, at most four.
func syllablesFrom(readings [][]string) []string {
	return join(readings, maxSyllables, func(s string) string { return s })
}

// initialsFrom does the same with the first letters of up to eight syllables.
func initialsFrom(readings [][]string) []string {
	return join(readings, maxInitials, func(s string) string { return s[:1] })
}

func join(readings [][]string, limit int, part func(string) string) []string {
	var built []string
	for i, options := range readings[:min(len(readings), limit)] {
		if len(options) == 0 {
			break
		}
		if i == 0 {
			built = []string{""}
		}
		if len(built)*len(options) > maxVariants {
			options = options[:1]
		}
		next := make([]string, 0, len(built)*len(options))
		for _, b := range built {
			for _, s := range options {
				next = append(next, b+part(s))
			}
		}
		built = next
	}
	return built
}
