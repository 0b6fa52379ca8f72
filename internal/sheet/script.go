package sheet

import "unicode"

// mixedScript reports whether one word mixes Latin, Greek and Cyrillic letters,
// which look alike: "Сafe" with a Cyrillic first letter.
func mixedScript(s string) bool {
	var latin, greek, cyrillic bool
	for _, r := range s {
		switch {
		case r < 0x80 && !(r|0x20 >= 'a' && r|0x20 <= 'z') || !unicode.IsLetter(r):
			latin, greek, cyrillic = false, false, false
		case unicode.Is(unicode.Latin, r):
			latin = true
		case unicode.Is(unicode.Greek, r):
			greek = true
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic = true
		}
		if latin && (greek || cyrillic) || greek && cyrillic {
			return true
		}
	}
	return false
}
