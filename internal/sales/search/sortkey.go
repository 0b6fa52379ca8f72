package search

import "strings"

const maxKeyRunes = 64 // runes of a name that decide its order

// SortKey is the text by whose bytes names of companies, deals and other things
// are sorted: Chinese characters by their pinyin, among Latin words where that
// falls, equal syllables by character; without regard to case, width and
// punctuation. The first 64 letters and digits count.
func SortKey(name string) string { return sortKey(name, false) }

// PersonSortKey is SortKey for the name of a person: a first character that is
// a family name is read as one, 曾 as zeng.
func PersonSortKey(name string) string { return sortKey(name, true) }

func sortKey(name string, person bool) string {
	f := fold(name, maxKeyRunes)
	var b strings.Builder
	for _, s := range f.stretches() {
		if !s.han {
			b.WriteString(string(s.runes))
			b.WriteByte(' ')
			continue
		}
		for i, key := range keysOf(s.runes, person) {
			b.WriteString(key)
			b.WriteByte(' ')
			b.WriteRune(s.runes[i])
			b.WriteByte(' ')
		}
	}
	return strings.TrimSuffix(b.String(), " ")
}

// keysOf picks one reading for each character, "" where there is none.
func keysOf(han []rune, person bool) []string {
	all := readingsOf(han)
	if !person && wordAt(han) == nil {
		all[0] = usualReadings(han[0])
	}
	keys := make([]string, len(han))
	for i, options := range all {
		if len(options) > 0 {
			keys[i] = options[0]
		}
	}
	return keys
}
