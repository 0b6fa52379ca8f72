package deal

import (
	"slices"

	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/record"
	"sente/internal/sales/rulebook"
)

// Veiled are facts of earlier in which everybody is hidden who was so then or is
// so now; whoever is only a hidden coach now was nothing else before. It is for
// those who may not know of hidden coaches. False: nobody is hidden that was not.
func (f Facts) Veiled(now []Influence) (Facts, bool) {
	hidden, more := map[record.ID]*Influence{}, false
	for i := range now {
		if now[i].Hidden {
			hidden[now[i].ID] = &now[i]
		}
	}
	f.People = slices.Clone(f.People)
	for i := range f.People {
		p := &f.People[i]
		is := hidden[p.ID]
		if is == nil {
			continue
		}
		more = more || !p.Hidden || is.OnlyHidden() && !p.OnlyHidden()
		p.Hidden = true
		if is.OnlyHidden() {
			p.Roles = []influence.Role{influence.CO}
		}
	}
	return f, more
}

// OnlyHidden are those of people who are nothing but hidden coaches.
func OnlyHidden(people []Influence) map[record.ID]bool {
	out := map[record.ID]bool{}
	for i := range people {
		if people[i].OnlyHidden() {
			out[people[i].ID] = true
		}
	}
	return out
}

// Openly keeps the flags that are raised without what hidden coaches are known to
// be.
func (f *Facts) Openly(flags []Flag, on calendar.Day, by *rulebook.InForce) []Flag {
	open := f.openly(on, by)
	return slices.DeleteFunc(flags, func(x Flag) bool { return open != nil && !open[x.key()] })
}

// Veil leaves out what tells of hidden coaches, for those who may not know of
// them: gone are nothing else, masked have other roles too.
func (p *Past) Veil(gone, masked map[record.ID]bool) {
	known := p.Without(gone)
	known.Rulings = slices.DeleteFunc(slices.Clone(known.Rulings), func(x Ruling) bool { return x.Hidden })
	p.Facts = &known
	p.Flags = slices.DeleteFunc(slices.Clone(p.Flags), func(f Flag) bool {
		return f.Hidden || gone[f.InfluenceID] || masked[f.InfluenceID]
	})
}
