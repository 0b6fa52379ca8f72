package strategy

import (
	"slices"
	"sync"

	"sente/internal/fault"
	"sente/internal/sales/bargain"
	"sente/internal/sales/limit"
	"sente/internal/sales/playbook"
)

// Tuning is what may be set of one rule: off, its severities, its limits.
type Tuning = limit.Tuning[Severity]

// Settings are all rules as a workspace has tuned them, each list in the order of
// the ids. Change a copy from Clone, never Defaults itself.
type Settings struct {
	Flags     []Tuning       `json:"flags"`     // RF-01 to RF-83
	Strengths []Tuning       `json:"strengths"` // ST-01 to ST-14, without levels
	Bargain   []bargain.Rule `json:"bargain"`   // NG-01 to NG-15
}

// Defaults are the settings of the method, as they stand in the rows of the
// rules; made once.
var Defaults = sync.OnceValue(func() *Settings {
	s := &Settings{Bargain: bargain.Rules()}
	for _, f := range families {
		for _, r := range f.rules {
			s.Flags = append(s.Flags, Tuning{ID: r.id, Levels: r.levels, Limits: r.limits})
		}
	}
	for _, r := range strengths {
		s.Strengths = append(s.Strengths, Tuning{ID: r.id, Limits: r.limits})
	}
	return s.Clone()
})

// Clone is a copy that shares nothing.
func (s *Settings) Clone() *Settings {
	return &Settings{clones(s.Flags), clones(s.Strengths), clones(s.Bargain)}
}

func clones[S ~string](all []limit.Tuning[S]) []limit.Tuning[S] {
	out := make([]limit.Tuning[S], len(all))
	for i := range all {
		out[i] = all[i].Clone()
	}
	return out
}

// Silent reports whether so many days without contact are too many: by the limit of
// RF-20, also where that rule itself does not ask.
func (s *Settings) Silent(without int) bool {
	for i := range s.Flags {
		if s.Flags[i].ID != "RF-20" {
			continue
		}
		for _, l := range s.Flags[i].Limits {
			if l.Name == days {
				return l.Holds(float64(without))
			}
		}
	}
	return false
}

// Check refuses settings that do not fit the rules: each rule once, in order,
// with its own limits and known severities. The error's field is the rule.
func (s *Settings) Check() error {
	d := Defaults()
	if err := checkTunings(s.Flags, d.Flags); err != nil {
		return err
	}
	if err := checkTunings(s.Strengths, d.Strengths); err != nil {
		return err
	}
	return checkTunings(s.Bargain, d.Bargain)
}

type gravity interface {
	~string
	Valid() bool
}

func checkTunings[S gravity](all, rules []limit.Tuning[S]) error {
	for i := range max(len(all), len(rules)) {
		switch {
		case i >= len(rules):
			return fault.New(fault.Invalid, "rule_settings").At(all[i].ID).With("rule", all[i].ID)
		case i >= len(all) || !all[i].Fits(&rules[i]) || slices.ContainsFunc(all[i].Levels, unknown[S]):
			return fault.New(fault.Invalid, "rule_settings").At(rules[i].ID).With("rule", rules[i].ID)
		}
	}
	return nil
}

func unknown[S gravity](level S) bool { return !level.Valid() }

type (
	levels = []Severity
	limits = []limit.Limit
)

// What the limits of the rules measure. Stages count S1 1 to S6 6.
const (
	from         limit.Name = "from" // stage from which the rule is asked; always the first limit
	graveFrom    limit.Name = "grave_from"
	alsoFrom     limit.Name = "also_from" // stage from which a further condition counts
	before       limit.Name = "before"    // stage
	graveUntil   limit.Name = "grave_until"
	days         limit.Name = "days"
	graveDays    limit.Name = "grave_days"
	worstDays    limit.Name = "worst_days"
	ahead        limit.Name = "ahead" // days in the future
	count        limit.Name = "count"
	window       limit.Name = "window" // how many of the latest
	rank         limit.Name = "rank"   // 1 staff to 5 top
	contact      limit.Name = "contact"
	support      limit.Name = "support" // -5 to 5
	graveSupport limit.Name = "grave_support"
	drop         limit.Name = "drop"  // points of support
	layer        limit.Name = "layer" // of a need, 1 goal to 5
	share        limit.Name = "share" // 0 to 1
	fit          limit.Name = "fit"   // 0 to 1
	similarity   limit.Name = "similarity"
	weight       limit.Name = "weight" // of criteria
	score        limit.Name = "score"  // 0 to 20
	percent      limit.Name = "percent"
	times        limit.Name = "times" // of the typical days
	graveTimes   limit.Name = "grave_times"
	lead         limit.Name = "lead" // stages that we are ahead of the buyer
	lag          limit.Name = "lag"  // stages that the buyer is ahead of us
	graveBuyer   limit.Name = "grave_buyer"
	heat         limit.Name = "heat" // felt temperature minus health
	chill        limit.Name = "chill"
	pages        limit.Name = "pages"
	effect       limit.Name = "effect" // 0 to 5
	satisfaction limit.Name = "satisfaction"
)

// since is a limit on the stage: the rule is asked from s on.
func since(s playbook.Stage) limit.Limit { return from.AtLeast(float64(s.Order())) }

// onward is a limit of another name on the stage: s or later.
func onward(n limit.Name, s playbook.Stage) limit.Limit { return n.AtLeast(float64(s.Order())) }
