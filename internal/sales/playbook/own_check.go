package playbook

import (
	"reflect"
	"slices"
	"strconv"

	"sente/internal/fault"
)

// Limits of a template of the company's own, in code points and days.
const (
	NameLimit    = 100
	WordingLimit = 300
	DaysLimit    = 1000
)

// Check puts content into its one form and reports what is wrong with it: no
// name, a base, step, stage or criterion that the method does not have or that is
// named twice, a text or a number beyond its limit, a gate that asks for nothing,
// or a last gate that does not block.
func (c *OwnContent) Check() error {
	if err := c.checkSteps(); err != nil {
		return err
	}
	for i := range c.Gates {
		again := slices.ContainsFunc(c.Gates[:i], func(g OwnGate) bool { return g.Stage == c.Gates[i].Stage })
		if err := c.Gates[i].check("gates["+strconv.Itoa(i)+"].", again); err != nil {
			return err
		}
	}
	c.settle()
	return nil
}

func (c *OwnContent) checkSteps() error {
	name := c.Name
	name.trim()
	switch {
	case !c.Base.Valid():
		return unfit("base")
	case name == Wording{}:
		return fault.New(fault.Invalid, "name_missing").At("name")
	}
	if err := name.check("name", NameLimit); err != nil {
		return err
	}
	steps := ModelOf(c.Base).Steps
	for i, s := range c.Steps {
		at := "steps[" + strconv.Itoa(i) + "]."
		known := slices.ContainsFunc(steps, func(x ModelStep) bool { return x.Code == s.Code })
		again := slices.ContainsFunc(c.Steps[:i], func(x OwnStep) bool { return x.Code == s.Code })
		if !known || again {
			return unfit(at + "code")
		}
		if err := s.Name.check(at+"name", NameLimit); err != nil {
			return err
		}
	}
	return nil
}

func (g *OwnGate) check(at string, again bool) error {
	switch {
	case !g.Stage.Selling() || again:
		return unfit(at + "stage")
	case g.TypicalDays < 0 || g.TypicalDays > DaysLimit:
		return unfit(at + "typical_days")
	case g.Open && g.Stage == S6:
		return fault.New(fault.Invalid, "template_last_gate").At(at + "open")
	}
	if err := g.Entry.check(at+"entry", WordingLimit); err != nil {
		return err
	}
	skipped := 0
	for i, x := range g.Criteria {
		here := at + "criteria[" + strconv.Itoa(i) + "]."
		same := slices.ContainsFunc(g.Criteria[:i], func(y OwnExit) bool { return y.Code == x.Code })
		if same || !slices.Contains(Exits(g.Stage), x.Code) {
			return unfit(here + "code")
		}
		if err := x.Text.check(here+"text", WordingLimit); err != nil {
			return err
		}
		if x.Skipped {
			skipped++
		}
	}
	if skipped == Of(g.Stage).Exits {
		return fault.New(fault.Invalid, "template_gate_empty").At(at+"criteria").
			With("stage", string(g.Stage))
	}
	return nil
}

func (w Wording) check(at string, limit int) error {
	if len([]rune(w.Chinese)) > limit || len([]rune(w.English)) > limit {
		return fault.New(fault.Invalid, "too_long").At(at).With("limit", limit)
	}
	return nil
}

func unfit(at string) error { return fault.New(fault.Invalid, "value_invalid").At(at) }

// Same reports whether two checked contents say the same.
func (c *OwnContent) Same(as *OwnContent) bool { return reflect.DeepEqual(c, as) }
