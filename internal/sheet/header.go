package sheet

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// headerSearch is how many records that are not blank may stand before the
// header, itself counted.
const headerSearch = 30

// headerText cleans a header: trimmed, NFKC, no invisible characters, line
// breaks as one blank.
func headerText(c Cell) string {
	s := norm.NFKC.String(strings.ToValidUTF8(c.Text, ""))
	s = strings.Map(func(r rune) rune {
		switch {
		case invisible(r) || r == zwj || r == zwnj:
			return -1
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unicode.IsControl(r) || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
	return strings.TrimFunc(s, outer)
}

// headers cleans the header row and makes equal names different: the second
// "电话" becomes "电话 (2)". Blank ones stay blank.
func headers(cells []Cell) []string {
	names := make([]string, len(cells))
	taken := map[string]bool{}
	for i, c := range cells {
		names[i] = headerText(c)
		taken[names[i]] = true
	}
	seen := map[string]bool{}
	for i, name := range names {
		if name == "" {
			continue
		}
		for n := 2; seen[names[i]]; n++ {
			if next := name + " (" + strconv.Itoa(n) + ")"; !taken[next] {
				names[i] = next
			}
		}
		seen[names[i]], taken[names[i]] = true, true
	}
	return names
}

// trimmedWidth is the number of columns of a header row: up to its last cell in
// the file, blank or not.
func trimmedWidth(r *record) int { return max(r.width, len(r.cells)) }

// findHeader picks the header among the first records that are not blank. With
// known, the record with the most known names wins; else the first record that
// is filled like most others and has more words than figures.
func findHeader(head []record, known func(string) bool) int {
	if i, ok := knownHeader(head, known); ok {
		return i
	}
	counts := make([]int, len(head))
	for i, r := range head {
		counts[i] = filled(r.cells)
	}
	usual := slices.Sorted(slices.Values(counts))[len(counts)/2]
	enough := max(1, (usual*3+4)/5)
	first := -1
	for i, r := range head {
		n := counts[i]
		if n < enough {
			continue
		}
		if first < 0 {
			first = i
		}
		if f := figures(r.cells); f == 0 || f*2 <= n && n >= usual {
			return i
		}
	}
	return max(first, 0)
}

func knownHeader(head []record, known func(string) bool) (best int, ok bool) {
	if known == nil {
		return 0, false
	}
	most := 0
	for i, r := range head {
		n := 0
		for _, c := range r.cells {
			if name := headerText(c); name != "" && known(name) {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	return best, most > 1 || most == 1 && filled(head[best].cells) <= 2
}

func filled(cells []Cell) (n int) {
	for _, c := range cells {
		if !isBlank(c.Text) {
			n++
		}
	}
	return n
}

// figures counts the cells that are numbers, dates or the like.
func figures(cells []Cell) (n int) {
	for _, c := range cells {
		digits, letters := 0, 0
		for _, r := range c.Text {
			switch {
			case unicode.IsDigit(r):
				digits++
			case unicode.IsLetter(r):
				letters++
			}
		}
		if c.Kind != Text && c.Kind != Bool || digits > letters {
			n++
		}
	}
	return n
}

// isTotal tells a totals row by its first filled cell.
func isTotal(cells []Cell) bool {
	i := slices.IndexFunc(cells, func(c Cell) bool { return !isBlank(c.Text) })
	if i < 0 || len(cells[i].Text) > 48 || cells[i].Kind != Text {
		return false
	}
	text := cells[i].Text
	if c := text[0]; c < 0x80 && c != ' ' && c|0x20 != 't' && c|0x20 != 's' && c|0x20 != 'g' {
		return false
	}
	word := strings.Map(func(r rune) rune {
		if space(r) || r == ':' || r == '-' {
			return -1
		}
		return unicode.ToLower(r)
	}, headerText(cells[i]))
	switch word {
	case "合计", "小计", "总计", "共计", "累计", "合計", "小計", "總計", "total", "totals", "subtotal", "subtotals",
		"grandtotal", "sum":
		return true
	}
	return false
}
