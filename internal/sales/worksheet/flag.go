package worksheet

import (
	"slices"
	"strings"
)

// belongs says to which questions a rule belongs: those that method.md 13 gives
// it, and for the rules it does not name the question whose facts raise them.
var belongs = [Numbers][]string{
	{"RF-37", "RF-38", "RF-69", "RF-76"},
	{"RF-44", "RF-45", "RF-46", "RF-47", "RF-48", "RF-49", "RF-50", "RF-51", "RF-52", "RF-62", "RF-63",
		"RF-64", "RF-65", "RF-68", "RF-81", "RF-82"},
	{"RF-01", "RF-02", "RF-03", "RF-04", "RF-05", "RF-06", "RF-07", "RF-08", "RF-09", "RF-10", "RF-11",
		"RF-12", "RF-13", "RF-14", "RF-21", "RF-22", "RF-23", "RF-24", "RF-25", "RF-26", "RF-27"},
	{"RF-15", "RF-16", "RF-17", "RF-18", "RF-19", "RF-20", "RF-28", "RF-29", "RF-30", "RF-31", "RF-32",
		"RF-33", "RF-83"},
	{"RF-14", "RF-16", "RF-24", "RF-39", "RF-40", "RF-41"},
	{"RF-34", "RF-35", "RF-36", "RF-42", "RF-43", "RF-75"},
	{"RF-10", "RF-25", "RF-29", "RF-30", "RF-66", "RF-67", "RF-70"},
	{"RF-71", "RF-72", "RF-73", "RF-74", "RF-77", "RF-78"},
	{"RF-53", "RF-54", "RF-55", "RF-56", "RF-57", "RF-58", "RF-59", "RF-60", "RF-61", "RF-79", "RF-80"},
}

// Belongs reports whether a rule belongs to a question. A rule of the company's own
// belongs to the position.
func (n Number) Belongs(rule string) bool {
	if !strings.HasPrefix(rule, "RF-") {
		return n == position
	}
	return slices.Contains(belongs[n-1], rule)
}

// position is the question of where we are.
const position Number = 2
