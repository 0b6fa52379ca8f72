package rulebook

import (
	"slices"
	"strconv"

	"sente/internal/fault"
	"sente/internal/sales/ownrule"
	"sente/internal/sales/strategy"
)

// Own is an enabled rule of the company's, ready to be asked.
type Own struct {
	*ownrule.Rule
	program *ownrule.Program
	broken  error // a program of an older version could read it
}

// Ask asks the rule about a dossier.
func (o *Own) Ask(d *strategy.Dossier) (bool, error) {
	if o.broken != nil {
		return false, o.broken
	}
	return o.program.Run(d)
}

// asked are the enabled rules of the company's own.
func (c *Content) asked() (out []Own) {
	for i := range c.Own {
		r := &c.Own[i]
		if !r.Enabled {
			continue
		}
		program, bad := ownrule.Compile(r.Expression)
		o := Own{Rule: r, program: program}
		if bad != nil {
			o.broken = fault.New(fault.Invalid, ownrule.Broken).Because(bad)
		}
		out = append(out, o)
	}
	return out
}

// After completes a draft with what only the version before it knows: the
// company's own rules when it says nothing of them, codes of new ones, and why a
// rule was switched off that still is. It reports codes that are unknown or stand
// there twice.
func (d *Draft) After(before *Content) (bad []*fault.Error) {
	d.Last = before.Last
	if d.Own == nil {
		d.Own = slices.Clone(before.Own)
		return nil
	}
	seen := map[string]bool{}
	for i := range d.Own {
		r := &d.Own[i]
		at := slices.IndexFunc(before.Own, func(x ownrule.Rule) bool { return x.Code == r.Code })
		switch {
		case r.Code == "":
			d.Last++
			r.Code, r.Problem = ownrule.CodeOf(d.Last), nil
		case at < 0 || seen[r.Code]:
			bad = append(bad, fault.New(fault.Invalid, "own_unknown").
				At("own."+strconv.Itoa(i)+".code").With("rule", r.Code))
		case r.Enabled:
			r.Problem = nil
		default:
			r.Problem = before.Own[at].Problem
		}
		seen[r.Code] = true
	}
	return bad
}

// checkOwn cleans the company's own rules and reports what is wrong with them.
func (c *Content) checkOwn() (bad []*fault.Error) {
	if len(c.Own) > ownrule.MostRules {
		return []*fault.Error{fault.New(fault.Invalid, "own_many").At("own").With("limit", ownrule.MostRules)}
	}
	for i := range c.Own {
		bad = append(bad, c.Own[i].Check("own."+strconv.Itoa(i))...)
	}
	return bad
}

// Stop switches an own rule off because it failed, unless it was switched off or
// written anew since; false then.
func (c Content) Stop(code, expression string, why ownrule.RuleFailure) (Content, bool) {
	c.Own = slices.Clone(c.Own)
	for i := range c.Own {
		if r := &c.Own[i]; r.Code == code && r.Enabled && r.Expression == expression {
			r.Enabled, r.Problem = false, &why
			return c, true
		}
	}
	return c, false
}
