package account

import (
	"slices"
	"strings"
	"unicode"

	"sente/internal/sales/search"
)

// MatchKey is the key under which two names mean the same company: NFKC, lower
// case, simplified characters, without blanks, punctuation, brackets and legal
// suffix. A company limited by shares (股份有限公司) keeps its suffix, and
// branches, groups and other cities keep their words, so that none of them is
// ever taken for the plain company. Names of mixed scripts must not be merged
// by key alone; see MixedScript.
func MatchKey(name string) string {
	words := keyWords(name)
	key := strings.Join(withoutLegalWords(words), "")
	if !strings.HasSuffix(key, "股份有限公司") {
		for _, suffix := range []string{"有限责任公司", "有限公司", "株式会社"} {
			if bare := strings.TrimSuffix(key, suffix); bare != key && bare != "" {
				key = bare
				break
			}
		}
	}
	if bare := strings.TrimPrefix(key, "株式会社"); bare != "" {
		key = bare
	}
	if key == "" {
		return strings.TrimSpace(search.Fold(name))
	}
	return key
}

// keyWords cuts a folded name at blanks, punctuation and signs that print
// nothing. Dots and apostrophes join: S.A. is sa.
func keyWords(name string) []string {
	folded := strings.Map(func(r rune) rune {
		switch {
		case r == '.' || r == '\'' || r == '’' || r == '·':
			return -1
		case unicode.In(r, unicode.Cf, unicode.Variation_Selector):
			return -1
		}
		return r
	}, search.Fold(name))
	folded = strings.NewReplacer("ß", "ss", "ς", "σ").Replace(folded)
	return strings.FieldsFunc(folded, func(r rune) bool {
		return unicode.In(r, unicode.P, unicode.Z, unicode.Cc) || unicode.IsSpace(r)
	})
}

// withoutLegalWords drops the legal form at the end of a western name; the name
// itself always keeps one word.
func withoutLegalWords(words []string) []string {
	for n := len(words); n > 1; n = len(words) {
		if n > 3 && slices.Equal(words[n-3:], []string{"sp", "z", "oo"}) {
			words = words[:n-3]
			continue
		}
		if !legalWord(words[n-1]) {
			return words
		}
		words = words[:n-1]
	}
	return words
}

func legalWord(word string) bool {
	switch word {
	case "co", "coltd", "company", "ltd", "limited", "inc", "incorporated", "corp", "corporation",
		"llc", "llp", "plc", "pte", "pty", "gmbh",
		"ag", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "kk", "oy":
		return true
	}
	return false
}

// MixedScript reports whether one word of a name mixes Latin, Greek and
// Cyrillic letters, which look alike: "Сafe" with a Cyrillic first letter. Such
// names are never merged automatically.
func MixedScript(name string) bool {
	scripts := []*unicode.RangeTable{unicode.Latin, unicode.Greek, unicode.Cyrillic}
	word := -1
	for _, r := range name {
		script := slices.IndexFunc(scripts, func(t *unicode.RangeTable) bool { return unicode.Is(t, r) })
		switch {
		case unicode.In(r, unicode.M, unicode.Cf):
		case script < 0:
			word = -1
		case word >= 0 && word != script:
			return true
		default:
			word = script
		}
	}
	return false
}

// Near is a match key close to another one. Score is 1 to 99; 100 would be the
// same key.
type Near struct {
	Key   string
	Score int
}

// Similarity compares two match keys by the pairs of characters they share:
// 100 for equal ones, 0 for nothing in common. A key that holds the other as a
// whole, as a group or a branch does, scores at least 70.
func Similarity(a, b string) int {
	if a == b {
		return 100
	}
	ra, rb := []rune(a), []rune(b)
	pairs := map[[2]rune]int{}
	for i := 0; i+1 < len(ra); i++ {
		pairs[[2]rune{ra[i], ra[i+1]}]++
	}
	shared := 0
	for i := 0; i+1 < len(rb); i++ {
		if pair := [2]rune{rb[i], rb[i+1]}; pairs[pair] > 0 {
			pairs[pair]--
			shared++
		}
	}
	score := 0
	if all := len(ra) + len(rb) - 2; shared > 0 {
		score = min(99, shared*200/all)
	}
	if shorter := min(len(a), len(b)); shorter >= 4 && (strings.Contains(a, b) || strings.Contains(b, a)) {
		score = max(score, 70)
	}
	return score
}

// Keys finds near keys among many without comparing with all of them.
type Keys struct {
	keys  []string
	known map[string]bool
	pairs map[[2]rune][]int32
}

// NewKeys is an empty set.
func NewKeys() *Keys { return &Keys{known: map[string]bool{}, pairs: map[[2]rune][]int32{}} }

// Add puts a key into the set.
func (k *Keys) Add(key string) {
	if k.known[key] {
		return
	}
	k.known[key] = true
	k.keys = append(k.keys, key)
	n := int32(len(k.keys) - 1)
	for _, pair := range pairsOf(key) {
		k.pairs[pair] = append(k.pairs[pair], n)
	}
}

// Bounds of the work for one query.
const (
	commonPair = 2000 // a pair that more keys have says little
	candidates = 64   // keys compared in full
)

// Near lists the keys of the set that score at least least against key, best
// first, at most limit of them. The key itself is not among them.
func (k *Keys) Near(key string, least, limit int) []Near {
	votes := map[int32]int{}
	for _, pair := range pairsOf(key) {
		if with := k.pairs[pair]; len(with) <= commonPair {
			for _, n := range with {
				votes[n]++
			}
		}
	}
	order := make([]int32, 0, len(votes))
	for n := range votes {
		order = append(order, n)
	}
	slices.SortFunc(order, func(a, b int32) int {
		if votes[a] != votes[b] {
			return votes[b] - votes[a]
		}
		return int(a - b)
	})
	var found []Near
	for _, n := range order[:min(len(order), candidates)] {
		if score := Similarity(key, k.keys[n]); score >= least && score < 100 {
			found = append(found, Near{k.keys[n], score})
		}
	}
	slices.SortStableFunc(found, func(a, b Near) int { return b.Score - a.Score })
	return found[:min(len(found), limit)]
}

func pairsOf(key string) [][2]rune {
	runes := []rune(key)
	var all [][2]rune
	for i := 0; i+1 < len(runes); i++ {
		if pair := [2]rune{runes[i], runes[i+1]}; !slices.Contains(all, pair) {
			all = append(all, pair)
		}
	}
	return all
}
