package deal

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"

	"sente/internal/sales/strategy"
)

// A dossier as a tree of JSON values: objects, lists, texts, numbers.

// keyed are the lists whose items are compared member by member, with the member
// that names an item.
var keyed = map[string]string{"influences": "id", "competitors": "name"}

// itemized are the other lists that are compared item by item.
var itemized = map[string]bool{"edges": true, "criteria": true, "needs": true, "strengths": true,
	"weaknesses": true, "objections": true, "proposals": true, "calls": true, "actions": true,
	"change_reviews": true, "bookings": true, "external_bodies": true, "bids": true, "quotes": true,
	"intel": true, "expenses": true, flagStatesAt: true, "account/events": true, "deal/gate_overrides": true}

// unopened are the objects that are compared as a whole.
var unopened = map[string]bool{"negotiation": true, "contract": true}

func treeOf(d *strategy.Dossier) map[string]any {
	out := map[string]any{}
	if b, err := json.Marshal(d); err == nil {
		_ = json.Unmarshal(b, &out)
	}
	return out
}

// differences lists in what two dossiers differ, members in order.
func differences(given, base map[string]any) []Kept { return differ("", given, base) }

func differ(at string, given, base map[string]any) (out []Kept) {
	names := slices.Sorted(maps.Keys(given))
	for name := range base {
		if _, both := given[name]; !both {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		out = append(out, differAt(step(at, name), given[name], base[name])...)
	}
	return out
}

func step(at, name string) string {
	if at == "" {
		return name
	}
	return at + "/" + name
}

func differAt(at string, given, base any) []Kept {
	if reflect.DeepEqual(given, base) {
		return nil
	}
	if key := keyed[at]; key != "" {
		if g, b, ok := named(given, base, key); ok {
			return differ(at, g, b)
		}
		return items(at, given, base)
	}
	if itemized[at] {
		return items(at, given, base)
	}
	g, gOK := given.(map[string]any)
	b, bOK := base.(map[string]any)
	if (gOK || given == nil) && (bOK || base == nil) && !unopened[at] {
		return differ(at, g, b)
	}
	return []Kept{{At: at, Given: raw(given), Base: raw(base)}}
}

func raw(v any) json.RawMessage {
	if v == nil {
		return nil
	}
	b, _ := json.Marshal(v)
	return b
}

// named gives the items of two lists by their names; false when the names are
// not the same in both, in the same order and each once.
func named(given, base any, key string) (g, b map[string]any, ok bool) {
	gs, _ := given.([]any)
	bs, _ := base.([]any)
	g, b = map[string]any{}, map[string]any{}
	for i, x := range gs {
		name := nameOf(x, key)
		if i >= len(bs) || nameOf(bs[i], key) != name || strings.Contains(name, "/") {
			return nil, nil, false
		}
		g[name], b[name] = x, bs[i]
	}
	return g, b, len(gs) == len(bs) && len(g) == len(gs)
}

func nameOf(item any, key string) string {
	object, _ := item.(map[string]any)
	name, _ := object[key].(string)
	return name
}

// items compares two lists item by item. An item that the rows changed stands
// beside the one that it became; when that is not enough to bring the list back
// in its order, all items are kept.
func items(at string, given, base any) []Kept {
	gs, _ := given.([]any)
	bs, _ := base.([]any)
	became := pair(gs, bs)
	var out, all []Kept
	for i, g := range gs {
		k := Kept{At: at, Place: i + 1, Given: raw(g)}
		if j := became[i]; j >= 0 {
			k.Base = raw(bs[j])
		}
		all = append(all, k)
		if string(k.Base) != string(k.Given) {
			out = append(out, k)
		}
	}
	for j, b := range bs {
		if !slices.Contains(became, j) {
			all, out = append(all, Kept{At: at, Place: len(gs) + 1, Base: raw(b)}),
				append(out, Kept{At: at, Place: len(gs) + 1, Base: raw(b)})
		}
	}
	if reflect.DeepEqual(merged(bs, out), gs) {
		return out
	}
	return all
}

// pair finds, for each given item, which base item it became, -1 none: first the
// equal ones, then those that have most members in common.
func pair(given, base []any) []int {
	out, taken := make([]int, len(given)), make([]bool, len(base))
	for i, g := range given {
		out[i] = -1
		for j, b := range base {
			if !taken[j] && reflect.DeepEqual(g, b) {
				out[i], taken[j] = j, true
				break
			}
		}
	}
	for j, b := range base {
		best, score := -1, 0
		for i, g := range given {
			if n := common(g, b); out[i] < 0 && !taken[j] && n > score {
				best, score = i, n
			}
		}
		if best >= 0 {
			out[best] = j
		}
	}
	return out
}

// common counts the members that two objects share.
func common(a, b any) (n int) {
	x, _ := a.(map[string]any)
	y, _ := b.(map[string]any)
	for name, v := range x {
		if w, there := y[name]; there && reflect.DeepEqual(v, w) {
			n++
		}
	}
	return n
}

// overlay puts what was kept over a tree, where its base is still true.
func overlay(tree map[string]any, kept []Kept) {
	lists := map[string][]Kept{}
	for _, k := range kept {
		if k.Place > 0 {
			lists[k.At] = append(lists[k.At], k)
			continue
		}
		steps := strings.Split(k.At, "/")
		last := len(steps) - 1
		if parent := reach(tree, steps[:last]); parent != nil {
			put(parent, steps[last], k)
		}
	}
	for at, list := range lists {
		steps := strings.Split(at, "/")
		last := len(steps) - 1
		parent := reach(tree, steps[:last])
		if parent == nil {
			continue
		}
		was, _ := parent[steps[last]].([]any)
		parent[steps[last]] = merged(was, list)
	}
}

// reach finds the object at the end of steps, and makes those that are absent;
// nil when an item of a list is not there.
func reach(tree map[string]any, steps []string) map[string]any {
	if len(steps) < 2 || keyed[steps[0]] == "" {
		return reachIn(tree, steps)
	}
	list, _ := tree[steps[0]].([]any)
	for _, x := range list {
		if item, ok := x.(map[string]any); ok && nameOf(x, keyed[steps[0]]) == steps[1] {
			return reachIn(item, steps[2:])
		}
	}
	return nil
}

func reachIn(tree map[string]any, steps []string) map[string]any {
	for _, name := range steps {
		next, ok := tree[name].(map[string]any)
		if !ok {
			if tree[name] != nil {
				return nil
			}
			next = map[string]any{}
			tree[name] = next
		}
		tree = next
	}
	return tree
}

func put(parent map[string]any, name string, k Kept) {
	if string(raw(parent[name])) != string(k.Base) {
		return
	}
	if len(k.Given) == 0 {
		delete(parent, name)
		return
	}
	var v any
	if json.Unmarshal(k.Given, &v) == nil {
		parent[name] = v
	}
}

// merged puts kept items in their places among those of the rows.
func merged(rows []any, kept []Kept) []any {
	rest, placed, last := slices.Clone(rows), map[int]any{}, 0
	for _, k := range kept {
		if len(k.Base) > 0 {
			i := slices.IndexFunc(rest, func(x any) bool { return string(raw(x)) == string(k.Base) })
			if i < 0 {
				continue
			}
			rest = slices.Delete(rest, i, i+1)
		}
		var v any
		if len(k.Given) > 0 && json.Unmarshal(k.Given, &v) == nil {
			placed[k.Place], last = v, max(last, k.Place)
		}
	}
	var out []any
	for place := 1; place <= last || len(rest) > 0; place++ {
		if v, ok := placed[place]; ok {
			out = append(out, v)
		} else if len(rest) > 0 {
			out, rest = append(out, rest[0]), rest[1:]
		}
	}
	return out
}
