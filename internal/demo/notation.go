package demo

import (
	"fmt"
	"strconv"
	"strings"

	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
)

// figure is a person on the map of a sale, from one line of the story:
//
//	韩明远 EB H +1>+3 G c2 v cp:lu w:recognition,control r @6 -180
//
// The name comes first (_ for a blank), then in any order: roles, influence, the
// support over time, the mode, and
//
//	c2        contact in the end         v        role verified
//	cp:lu     our counterpart            w:a,b    personal wins
//	r, r?     a result, with or without metric and target
//	@6        last seen six days ago     -180     on the map since
//	E8/6/6    expectation, reality, baseline
//	ok, ok:yn- coach tests               hidden   a hidden coach
//	threat, inside, block, promo         ties:甲  close to a rival
//	plan:…    approach plan              by:coach how we know
//	left@20, join@20, moved@20, eb@20    left, joined, moved post, became EB
type figure struct {
	name      string
	roles     []influence.Role
	level     influence.Level
	support   []influence.Support
	mode      influence.Mode
	contact   influence.Contact
	felt      []int
	source    deal.Origin
	fields    deal.InfluenceFields // what is written besides observations
	partner   string               // key of our counterpart
	result    string               // "", "r", "r?"
	last      int                  // days ago
	since     int
	left      int
	joined    int
	moved     int
	decidesAt int // EB since
}

// marks are the words without a value.
var marks = map[string]func(*figure){
	"v":      func(f *figure) { f.fields.RoleVerified = true },
	"r":      func(f *figure) { f.result = "r" },
	"r?":     func(f *figure) { f.result = "r?" },
	"ok":     func(f *figure) { f.test("yyy") },
	"hidden": func(f *figure) { f.fields.Hidden = true },
	"threat": func(f *figure) { f.fields.Threatened = true },
	"inside": func(f *figure) { f.fields.Insider = true },
	"block":  func(f *figure) { f.fields.Blocker = true },
	"promo":  func(f *figure) { f.fields.InternalPromoter = true },
}

// values are the words with a value after their sign.
var values = []struct {
	sign string
	read func(*figure, string) error
}{
	{"cp:", func(f *figure, v string) error { f.partner = v; return nil }},
	{"w:", func(f *figure, v string) error { f.fields.Wins = strings.Split(v, ","); return nil }},
	{"ok:", func(f *figure, v string) error { f.test(v); return nil }},
	{"ties:", func(f *figure, v string) error { f.fields.CompetitorTies = []string{name(v)}; return nil }},
	{"plan:", func(f *figure, v string) error { f.fields.Plan = v; return nil }},
	{"by:", func(f *figure, v string) error { f.source = deal.Origin(v); return nil }},
	{"left@", func(f *figure, v string) error { return number(&f.left, v) }},
	{"join@", func(f *figure, v string) error { return number(&f.joined, v) }},
	{"moved@", func(f *figure, v string) error { return number(&f.moved, v) }},
	{"eb@", func(f *figure, v string) error { return number(&f.decidesAt, v) }},
	{"@", func(f *figure, v string) error { return number(&f.last, v) }},
	{"E", (*figure).feels},
	{"c", (*figure).met},
}

func number(to *int, v string) (err error) {
	*to, err = strconv.Atoi(v)
	return err
}

// parseFigures reads one person per line; place is their order on the map.
func parseFigures(text string) (out []figure, err error) {
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		f := figure{name: name(words[0]), contact: influence.Known, last: 5 + 3*len(out)}
		for _, w := range words[1:] {
			if err := f.read(w); err != nil {
				return nil, fmt.Errorf("%s: %q: %w", f.name, w, err)
			}
		}
		out = append(out, f)
	}
	return out, nil
}

func (f *figure) read(word string) error {
	if mark, ok := marks[word]; ok {
		mark(f)
		return nil
	}
	switch {
	case influence.Level(word).Valid():
		f.level = influence.Level(word)
		return nil
	case influence.Mode(word).Valid():
		f.mode = influence.Mode(word)
		return nil
	case influence.Role(word[:min(2, len(word))]).Valid() && !strings.Contains(word, "@"):
		for r := range strings.SplitSeq(word, "+") {
			f.roles = append(f.roles, influence.Role(r))
		}
		return nil
	case strings.ContainsAny(word[:1], "+-"):
		return f.counts(word)
	}
	for _, v := range values {
		if rest, ok := strings.CutPrefix(word, v.sign); ok {
			return v.read(f, rest)
		}
	}
	return fmt.Errorf("unknown word")
}

// counts reads "+1>-2", supports one after the other, or "-180", the day since
// when he is on the map.
func (f *figure) counts(word string) error {
	if n, err := strconv.Atoi(word); err == nil && n < -5 {
		f.since = -n
		return nil
	}
	for text := range strings.SplitSeq(word, ">") {
		n, err := strconv.Atoi(text)
		if err != nil {
			return err
		}
		f.support = append(f.support, influence.Support(n))
	}
	return nil
}

func (f *figure) met(v string) error {
	var n int
	err := number(&n, v)
	f.contact = influence.Contact(n)
	return err
}

func (f *figure) feels(v string) error {
	for text := range strings.SplitSeq(v, "/") {
		n, err := strconv.Atoi(text)
		if err != nil {
			return err
		}
		f.felt = append(f.felt, n)
	}
	return nil
}

// test sets the coach tests from one sign each: y, n, - for unknown.
func (f *figure) test(signs string) {
	for i, to := range []**bool{&f.fields.C1, &f.fields.C2, &f.fields.C3} {
		if i < len(signs) && signs[i] != '-' {
			*to = new(signs[i] == 'y')
		}
	}
	f.fields.WantsSuccess = f.fields.C3
}
