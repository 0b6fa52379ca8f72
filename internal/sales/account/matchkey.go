package account

import "sente/internal/sales/search"

// MatchKey is the key under which two names mean the same company.
func MatchKey(name string) string { return search.Fold(name) }
