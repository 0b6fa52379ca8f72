package account_test

import (
	"maps"
	"math/rand/v2"
	"testing"

	"sente/internal/sales/account"
)

func TestClasses(t *testing.T) {
	all := []account.Sales{{"e", 40}, {"c", 100}, {"a", 500}, {"d", 60}, {"b", 300}}
	for name, c := range map[string]struct {
		all  []account.Sales
		want map[string]account.Class
	}{
		"published": {all, map[string]account.Class{"a": "A", "b": "A", "c": "B", "d": "B", "e": "B"}},
		"under the line": {[]account.Sales{{"a", 799}, {"b", 101}, {"c", 100}},
			map[string]account.Class{"a": "A", "b": "A", "c": "B"}},
		"equals by name": {[]account.Sales{{"z", 1}, {"y", 1}, {"x", 1}, {"w", 1}, {"v", 1}},
			map[string]account.Class{"v": "A", "w": "A", "x": "A", "y": "A", "z": "B"}},
		"nothing sold": {[]account.Sales{{"a", 0}}, map[string]account.Class{"a": "B"}},
		"nobody":       {nil, map[string]account.Class{}},
	} {
		if got := account.Classes(c.all); !maps.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	want := account.Classes(all)
	for range 20 {
		rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if got := account.Classes(all); !maps.Equal(got, want) {
			t.Errorf("the order matters: %v", got)
		}
	}
}
