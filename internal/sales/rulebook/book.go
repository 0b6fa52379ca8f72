// Package rulebook holds the rules of the method as a workspace wants them: which
// are asked, how grave they are, from which thresholds on. Start with Book.
package rulebook

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/limit"
	"sente/internal/sales/ownrule"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Book is one version of a workspace's rules. Versions are only appended; the one
// with the highest number holds. Number 1 is the method itself and is not stored.
type Book struct {
	ID         record.ID        `json:"-" db:"id"`
	Number     int64            `json:"number" db:"number" doc:"1 is the method itself"`
	Content    Content          `json:"content" db:"content,json"`
	Note       string           `json:"note,omitzero" db:"note" doc:"why"`
	ByID       record.ID        `json:"by_id,omitzero" db:"by_id" doc:"absent: the program"`
	RecordedAt calendar.Instant `json:"recorded_at,omitzero" db:"recorded_at" doc:"absent on the method itself"`
}

// Method is the book of a workspace that has changed nothing.
func Method() Book { return Book{Number: 1, Content: Content{Changes: []Change{}}} }

// Content is what a version says.
type Content struct {
	Changes []Change       `json:"changes" nullable:"false" maxItems:"200" doc:"rules that differ from the method, by id"`
	Own     []ownrule.Rule `json:"own,omitempty" nullable:"false" maxItems:"50" doc:"rules of the company's own; absent in a draft: as before"`
	Last    int            `json:"last,omitzero" readOnly:"true" doc:"how many own rules there ever were"`
}

// Change is how one rule differs from the method.
type Change struct {
	Rule   string                 `json:"rule" maxLength:"10" doc:"RF-01 … RF-83, ST-01 … ST-14, NG-01 … NG-15"`
	Off    bool                   `json:"off,omitzero" doc:"not asked"`
	Levels []string               `json:"levels,omitempty" maxItems:"4" doc:"every severity of the rule, the usual one first; absent: as in the method"`
	Limits map[limit.Name]float64 `json:"limits,omitempty" doc:"thresholds that differ, by name"`
}

// Draft is a version that somebody proposes.
type Draft struct {
	Content
	Note string `json:"note,omitzero" maxLength:"500" doc:"why"`
}

// NoteLimit is the longest note of a version, in code points.
const NoteLimit = 500

// Check cleans a draft that was completed with After, which then says only what
// differs from the method, in the order of the rules, and reports everything that
// is wrong with it. The field of a fault is changes.<rule>, with .levels or
// .<limit> after it, or own.<index>.<member>.
func (d *Draft) Check() error {
	var bad []*fault.Error
	if d.Note = strings.TrimSpace(d.Note); len([]rune(d.Note)) > NoteLimit {
		bad = append(bad, fault.New(fault.Invalid, "too_long").At("note").With("limit", NoteLimit))
	}
	rules := Rules()
	seen := map[string]bool{}
	for i := range d.Changes {
		c := &d.Changes[i]
		at := slices.IndexFunc(rules, func(r Rule) bool { return r.ID == c.Rule })
		if at < 0 || seen[c.Rule] {
			field := "changes." + strconv.Itoa(i) + ".rule"
			bad = append(bad, fault.New(fault.Invalid, "rule_unknown").At(field).With("rule", c.Rule))
			continue
		}
		seen[c.Rule] = true
		bad = append(bad, rules[at].check(c)...)
	}
	bad = append(bad, d.checkOwn()...)
	if len(bad) == 0 {
		d.Changes = tidy(d.Changes, rules)
	}
	return fault.Join(bad)
}

// Same reports whether a draft that was checked says what c says.
func (d *Draft) Same(c *Content) bool {
	own := slices.EqualFunc(d.Own, c.Own, func(x, y ownrule.Rule) bool { return reflect.DeepEqual(x, y) })
	return own && reflect.DeepEqual(d.Changes, tidy(c.Changes, Rules()))
}

// tidy leaves out what is as in the method, and puts the rest in order.
func tidy(changes []Change, rules []Rule) []Change {
	out := []Change{}
	for _, r := range rules {
		for _, c := range changes {
			if c.Rule == r.ID && !r.tidy(&c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// InForce are the rules by which deals are diagnosed: those of a book, ready to be
// asked. Do not change them.
type InForce struct {
	Book     record.ID // 0: the method
	Settings *strategy.Settings
	Own      []Own // enabled ones of the company
}

// InForce makes the rules of a book ready to be asked.
func (b *Book) InForce() *InForce { return &InForce{b.ID, b.Content.Settings(), b.Content.asked()} }

// Settings are the rules that the content makes of the method. What it says of
// rules and thresholds that this program does not know, or outside their ranges,
// has no effect.
func (c *Content) Settings() *strategy.Settings {
	out := strategy.Defaults().Clone()
	for i := range c.Changes {
		x := &c.Changes[i]
		tune(out.Flags, x)
		tune(out.Strengths, x)
		tune(out.Bargain, x)
	}
	return out
}

type gravity interface {
	~string
	Valid() bool
}

func tune[S gravity](all []limit.Tuning[S], c *Change) {
	i := slices.IndexFunc(all, func(t limit.Tuning[S]) bool { return t.ID == c.Rule })
	if i < 0 {
		return
	}
	t := &all[i]
	t.Off = c.Off
	levels := make([]S, len(c.Levels))
	for j, l := range c.Levels {
		levels[j] = S(l)
	}
	unknown := slices.ContainsFunc(levels, func(l S) bool { return !l.Valid() })
	if len(levels) == len(t.Levels) && !unknown {
		t.Levels = levels
	}
	for j := range t.Limits {
		l := &t.Limits[j]
		if v, ok := c.Limits[l.Name]; ok && RangeOf(l.Name).Holds(v) {
			l.Value = v
		}
	}
}
