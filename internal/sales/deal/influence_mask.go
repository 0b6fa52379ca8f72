package deal

import (
	"encoding/json"
	"maps"
	"slices"

	"sente/internal/sales/influence"
	"sente/internal/sales/record"
)

// The rules of coach protection: outside the deal's owner and the managers above
// a person who is only a hidden coach does not exist on the deal, and with other
// roles he appears without CO and coach data.

// Masked is the influence as it appears to those who may not know that he is a
// hidden coach. It is for persons who exist for them: not OnlyHidden.
func (i Influence) Masked() Influence {
	if i.Hidden {
		i.Roles, i.Hidden = withoutCoach(i.Roles), false
		i.C1, i.C2, i.C3, i.WantsSuccess = nil, nil, nil, nil
	}
	return i
}

func withoutCoach(roles []influence.Role) []influence.Role {
	return slices.DeleteFunc(slices.Clone(roles), func(r influence.Role) bool { return r == influence.CO })
}

// CoachFields names the fields that tell of a person as a coach. Only the deal's
// owner and the managers above write them.
func CoachFields() []string { return []string{"c1", "c2", "c3", "wants_success", "hidden"} }

// TellsOfCoach reports whether one of the CoachFields is set.
func (f *InfluenceFields) TellsOfCoach() bool {
	return f.Hidden || f.C1 != nil || f.C2 != nil || f.C3 != nil || f.WantsSuccess != nil
}

// KeepCoach puts CO back into observed roles, when somebody who may not know of
// a coach observes the roles of one.
func (o *Observation) KeepCoach(present []influence.Role) {
	roles, err := o.roles()
	if err != nil || o.Field != ObservedRoles || !slices.Contains(present, influence.CO) {
		return
	}
	o.Value, _ = json.Marshal(inOrder(append(roles, influence.CO)))
}

// Masked is an observation of a hidden coach as it appears to those who may not
// know: roles lose CO.
func (o Observation) Masked() Observation {
	if roles, err := o.roles(); err == nil && o.Field == ObservedRoles {
		o.Value, _ = json.Marshal(withoutCoach(roles))
	}
	return o
}

// Secret reports whether the deal has a hidden coach.
func (f *Facts) Secret() bool {
	return slices.ContainsFunc(f.People, func(p Person) bool { return p.Hidden })
}

// Masked is the deal as it appears to those who may not know of hidden coaches.
func (f Facts) Masked() Facts { return f.Without(nil) }

// Without is Masked for those who may not know of others either: hidden coaches
// who were taken off the map since, and whom facts still name.
func (f Facts) Without(others map[record.ID]bool) Facts {
	if !f.Secret() && len(others) == 0 {
		return f
	}
	f.Carried = f.Carried.masked(f.People)
	gone := map[record.ID]bool{}
	maps.Copy(gone, others)
	people := make([]Person, 0, len(f.People))
	for _, p := range f.People {
		if p.OnlyHidden() {
			gone[p.ID] = true
			continue
		}
		p.Influence = p.Influence.Masked()
		people = append(people, p)
	}
	f.People = people
	f.Rulings = slices.DeleteFunc(slices.Clone(f.Rulings),
		func(x Ruling) bool { return x.Hidden || gone[x.InfluenceID] })
	f.Support = slices.DeleteFunc(slices.Clone(f.Support),
		func(o Observation) bool { return gone[o.InfluenceID] })
	f.Edges = slices.DeleteFunc(slices.Clone(f.Edges),
		func(e Edge) bool { return gone[e.FromID] || gone[e.ToID] })
	f.Needs, f.Info = forget(f.Needs, gone), forget(f.Info, gone)
	f.Competitors, f.Rivalry = forget(f.Competitors, gone), f.Rivalry.masked(gone)
	return f
}
