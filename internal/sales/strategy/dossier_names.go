package strategy

import (
	"slices"

	"sente/internal/sales/calendar"
)

// Rename gives the dossier with other ids for its people, wherever it names
// them; ids that are not in the table stay. The dossier itself is not changed.
func (d Dossier) Rename(table map[string]string) Dossier {
	n := renaming(table)
	each(&d.Influences, func(p *Influence) { n.one(&p.ID) })
	each(&d.Edges, func(e *Edge) { n.one(&e.From); n.one(&e.To) })
	each(&d.Competitors, func(c *Competitor) {
		n.all(&c.Backers)
		c.BackersSince = n.keys(c.BackersSince)
	})
	each(&d.Strengths, func(s *Strength) { n.all(&s.Linked) })
	each(&d.Weaknesses, func(w *Weakness) { n.all(&w.Affects) })
	each(&d.Objections, func(o *Objection) { n.one(&o.Person) })
	each(&d.ExternalBodies, func(b *ExternalBody) { n.one(&b.Influence) })
	each(&d.Calls, func(c *Call) { n.all(&c.Who) })
	each(&d.Bookings, func(b *Booking) { n.one(&b.With) })
	each(&d.Expenses, func(e *Expense) { n.one(&e.Person) })
	each(&d.FlagStates, func(f *FlagState) { n.one(&f.Subject) })
	return d
}

// renaming is a table from old ids of people to new ones.
type renaming map[string]string

func (n renaming) one(id *string) {
	if to, ok := n[*id]; ok {
		*id = to
	}
}

func (n renaming) all(ids *[]string) { each(ids, n.one) }

func (n renaming) keys(days map[string]calendar.Day) map[string]calendar.Day {
	if days == nil {
		return nil
	}
	out := map[string]calendar.Day{}
	for id, day := range days {
		n.one(&id)
		out[id] = day
	}
	return out
}

// each does something to each item of a list, in a copy of it.
func each[T any](list *[]T, do func(*T)) {
	*list = slices.Clone(*list)
	for i := range *list {
		do(&(*list)[i])
	}
}

// Costless is the dossier for those who may not know what the deal costs us.
func (d Dossier) Costless() Dossier {
	d.Deal.CostBudget, d.Deal.CostToDate, d.Expenses = nil, nil, nil
	each(&d.Bookings, func(b *Booking) { b.Cost = nil })
	each(&d.Quotes, func(q *Quote) { q.Floor = nil })
	return d
}
