package deal

import (
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// rivalry fills in what is known around the deal.
func (f *Facts) rivalry(d *strategy.Dossier) {
	names := map[record.ID]string{}
	for i := range f.Competitors {
		c := &f.Competitors[i]
		names[c.ID] = c.Name
		d.Competitors = append(d.Competitors, c.facts(f.Intel))
	}
	for _, n := range f.Intel {
		if name, here := names[n.CompetitorID]; here {
			d.Intel = append(d.Intel, strategy.Intel{At: n.On, Competitor: name, Kind: n.Kind, Text: n.Text})
		}
	}
	d.Strengths = told(f.Strengths, (*Strength).facts)
	d.Weaknesses = told(f.Weaknesses, (*Weakness).facts)
	d.Proposals = told(f.Proposals, (*Proposal).facts)
	d.ChangeReviews = told(f.ChangeReviews, (*ChangeReview).facts)
	d.ExternalBodies = told(f.ExternalBodies, (*ExternalBody).facts)
	d.Objections = told(f.Objections, (*Objection).facts)
	d.Calls = told(f.Visits, (*Visit).facts)
	d.Bookings = told(f.Bookings, (*Booking).facts)
}

// told turns facts into the form that the method reads.
func told[F, T any](facts []F, form func(*F) T) (out []T) {
	for i := range facts {
		out = append(out, form(&facts[i]))
	}
	return out
}

// masked is what is known around the deal to those who may not know of the
// persons who are gone.
func (r Rivalry) masked(gone map[record.ID]bool) Rivalry {
	r.Strengths = forget(r.Strengths, gone)
	r.Weaknesses = forget(r.Weaknesses, gone)
	r.ExternalBodies = forget(r.ExternalBodies, gone)
	r.Objections = forget(r.Objections, gone)
	r.Visits = forget(r.Visits, gone)
	r.Bookings = forget(r.Bookings, gone)
	return r
}
