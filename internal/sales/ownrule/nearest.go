package ownrule

import (
	"cmp"
	"slices"
)

// How many names a message gives: all of a short list, else the nearest.
const (
	mostNamed = 12
	nearNamed = 8
)

// nearest are the words of a list to name beside one that is none of them: those
// that look most like it first, and a mark where others are left out.
func nearest(word string, list []string) []string {
	if len(list) <= mostNamed {
		return list
	}
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b string) int {
		return cmp.Compare(distance(word, a), distance(word, b))
	})
	return append(out[:nearNamed:nearNamed], "…")
}

// distance is how many letters must be added, dropped or changed to make one word
// of another.
func distance(from, to string) int {
	a, b := []rune(from), []rune(to)
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
