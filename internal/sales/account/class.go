package account

import (
	"cmp"
	"slices"

	"sente/internal/sales/limit"
)

// Class is the class of a customer, or of a product, in the 80/20 analysis.
type Class string

// The classes (method.md 3.7): those who bring the first 80 % of sales, and the rest.
const (
	ClassA Class = "A"
	ClassB Class = "B"
)

// classLine is the cumulated share of sales up to which one is of ClassA.
const classLine = 0.80

// Sales is what one customer or product brought; Name decides between equals.
type Sales struct {
	Name string
	Sum  float64 // money, one currency, not negative
}

// Classes sorts by falling sum, then name, and gives each name its class: A while
// the share of those before it is under the line. With sums of 0 all are B.
func Classes(all []Sales) map[string]Class {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b Sales) int {
		return cmp.Or(cmp.Compare(b.Sum, a.Sum), cmp.Compare(a.Name, b.Name))
	})
	total, before := 0.0, 0.0
	for _, s := range all {
		total += s.Sum
	}
	out := make(map[string]Class, len(all))
	for _, s := range all {
		out[s.Name] = ClassB
		if limit.Clean(before) < limit.Clean(classLine*total) {
			out[s.Name] = ClassA
		}
		before += s.Sum
	}
	return out
}
