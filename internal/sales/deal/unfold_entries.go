package deal

import (
	"maps"
	"slices"

	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// people are the ids of those who are on the map, each once, in order.
func (u *unfolding) people(texts []string) (out []record.ID) {
	for _, s := range texts {
		if id := u.ids[s]; id != 0 {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// keepIf appends a row that passes its check. A blank text is no reason to lose
// what else it says.
func keepIf[T any](list *[]T, row T, err error) {
	if err == nil {
		*list = append(*list, row)
	}
}

// filled is a text, or a dash where it is blank: only for the check of its row.
func filled(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func (u *unfolding) rivals() {
	at := map[string]record.ID{}
	for _, r := range u.d.Competitors {
		x := Competitor{Row: u.row(), CompetitorFields: CompetitorFields{Name: cut(r.Name, NameLimit),
			Position: r.Position, Incumbent: r.Incumbent, FirstSeenOn: u.past(r.FirstSeenAt),
			LastIntelOn: u.past(r.LastIntelAt)}}
		x.ID = u.newID()
		for _, id := range u.people(r.Backers) {
			x.Backers = append(x.Backers, Backer{id, u.past(r.BackersSince[id.String()])})
		}
		if x.Check(u.today) == nil {
			u.out.Competitors = append(u.out.Competitors, x)
			at[r.Name] = x.ID
		}
	}
	for _, n := range u.d.Intel {
		x := Intel{Row: u.row(), IntelFields: IntelFields{CompetitorID: at[n.Competitor], On: n.At,
			Kind: n.Kind, Text: cut(n.Text, TextLimit)}}
		check := x
		check.Text = filled(x.Text)
		keepIf(&u.out.Intel, x, check.Check(u.today))
	}
}

func (u *unfolding) offers() {
	for _, s := range u.d.Strengths {
		x := Strength{Row: u.row(), StrengthFields: StrengthFields{Text: cut(s.Text, PointLimit),
			Unique: s.Unique, Linked: u.people(s.Linked)}}
		check := x
		check.Text = filled(x.Text)
		keepIf(&u.out.Strengths, x, check.Check(u.today))
	}
	for _, w := range u.d.Weaknesses {
		x := Weakness{Row: u.row(), WeaknessFields: WeaknessFields{Text: cut(w.Text, PointLimit),
			Affects: u.people(w.Affects), Plan: cut(w.Plan, PlanLimit)}}
		check := x
		check.Text = filled(x.Text)
		keepIf(&u.out.Weaknesses, x, check.Check(u.today))
	}
	for _, p := range u.d.Proposals {
		x := Proposal{Row: u.row(), ProposalFields: ProposalFields{Edition: p.Version, IssuedOn: p.IssuedAt,
			TBFeedbackOn: p.TBFeedbackAt, Pages: p.Pages, Summary: p.Summary, Similarity: p.Similarity}}
		keepIf(&u.out.Proposals, x, x.Check(u.today))
	}
	for _, o := range u.d.Objections {
		x := Objection{Row: u.row(), ObjectionFields: ObjectionFields{Text: cut(o.Text, TextLimit),
			PersonID: u.ids[o.Person], On: o.At, SettledOn: o.SettledAt}}
		check := x
		check.Text = filled(x.Text)
		keepIf(&u.out.Objections, x, check.Check(u.today))
	}
}

func (u *unfolding) outside() {
	for _, n := range u.d.Needs {
		x := Need{Row: u.row(), NeedFields: NeedFields{Text: cut(n.Text, NeedLimit),
			Layer: NeedLayer(n.Layer), SaidBy: cut(n.Source, PhraseLimit), OwnAssumption: n.OwnAssumption}}
		keepIf(&u.out.Needs, x, x.Check(u.today))
	}
	for i, c := range u.d.Criteria {
		x := Decision{Row: u.row(), DecisionFields: DecisionFields{Kind: c.Kind, Name: cut(c.Name, NameLimit),
			Weight: c.Weight, IsKey: c.IsKey, Featured: c.Featured, Place: min(i+1, PlaceLimit)}}
		keepIf(&u.out.Decisions, x, x.Check(u.today))
	}
	status := map[strategy.InfoStatus]InfoStatus{strategy.InfoConfirmed: InfoConfirmed,
		strategy.InfoPartial: InfoPartial}
	for _, item := range slices.Sorted(maps.Keys(u.d.Info)) {
		if s := status[u.d.Info[item]]; s != "" {
			u.out.Info = append(u.out.Info, Info{Row: u.row(), Item: item, InfoFields: InfoFields{Status: s}})
		}
	}
	for _, r := range u.d.ChangeReviews {
		x := ChangeReview{Row: u.row(), ChangeReviewFields: ChangeReviewFields{On: r.At,
			Text: cut(r.Note, TextLimit)}}
		check := x
		check.Text = filled(x.Text)
		keepIf(&u.out.ChangeReviews, x, check.Check(u.today))
	}
	for _, b := range u.d.ExternalBodies {
		x := ExternalBody{Row: u.row(), ExternalBodyFields: ExternalBodyFields{Name: cut(b.Name, NameLimit),
			Kind: cut(b.Kind, TermLimit), PersonID: u.ids[b.Influence]}}
		keepIf(&u.out.ExternalBodies, x, x.Check(u.today))
	}
}

func (u *unfolding) work() {
	for _, c := range u.d.Calls {
		x := Visit{Row: u.row(), VisitFields: VisitFields{On: c.At, People: u.people(c.Who),
			Reason: cut(c.VBR, PointLimit), GoalBest: cut(c.GoalBest, PointLimit),
			GoalMin: cut(c.GoalMin, PointLimit), Trigger: c.Trigger, Commitment: c.Commitment,
			CoachAgreed: c.CoachAgreed, Group: c.Group, Presales: c.Presales, MapShared: c.MapShared,
			NextStepOn: c.NextStepAt}}
		for _, name := range c.Who {
			if u.ids[name] == 0 {
				x.Others = append(x.Others, cut(name, PhraseLimit))
			}
		}
		keepIf(&u.out.Visits, x, x.Check(u.today))
	}
	for _, b := range u.d.Bookings {
		x := Booking{Row: u.row(), BookingFields: BookingFields{Kind: b.Kind, On: b.At,
			PersonID: u.ids[b.With], SameIndustry: b.SameIndustry, Briefed: b.Briefed, Effect: b.Effect,
			Cost: u.positive(b.Cost)}}
		if isRule.MatchString(b.Flag) {
			x.Rule = b.Flag
		}
		keepIf(&u.out.Bookings, x, x.Check(u.today))
	}
}
