package deal

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/strategy"
)

// document is the origin of what a dossier says was seen.
const document Origin = "document"

// person puts one person of the dossier onto the map.
func (u *unfolding) person(p *strategy.Influence) {
	name := cmp.Or(strings.TrimSpace(p.Name), strings.TrimSpace(p.Title), p.ID)
	out := Newcomer{Name: cut(name, NameLimit), Title: cut(p.Title, NameLimit),
		Department: cut(p.Dept, NameLimit), LevelRank: p.LevelRank}
	out.ID, out.DealID = u.ids[p.ID], u.id
	out.InfluenceFields = InfluenceFields{RoleVerified: p.RoleVerified, Level: p.Level,
		LastContactOn: u.past(p.Last), C1: p.Coach.Credits, C2: p.Coach.Credible, C3: p.Coach.WantsUs,
		WantsSuccess: p.Coach.WantsSuccess, Hidden: p.Coach.Visibility == influence.Hidden,
		MovedPostOn: u.past(p.MovedPostAt), Threatened: p.Threatened, Insider: p.Insider, Blocker: p.Blocker,
		InternalPromoter: p.Promoter, Plan: cut(p.Plan, PlanLimit)}
	for _, tie := range p.CompetitorTies {
		if len(out.CompetitorTies) < ResultsLimit {
			out.CompetitorTies = append(out.CompetitorTies, cut(tie, PhraseLimit))
		}
	}
	for _, w := range p.Wins {
		if influence.Win(w).Valid() && len(out.Wins) < ResultsLimit {
			out.Wins = append(out.Wins, w)
		}
	}
	for _, r := range p.Results {
		if text := cut(r.Text, PhraseLimit); text != "" && len(out.Results) < ResultsLimit {
			out.Results = append(out.Results, strategy.Result{Text: text, Metric: cut(r.Metric, PhraseLimit),
				Target: cut(r.Target, PhraseLimit)})
		}
	}
	out.Observed = Observed{Roles: inOrder(p.Roles), Support: p.Support, Mode: p.Mode,
		Expectation: p.Expectation, Reality: p.Reality, Baseline: p.Baseline, Contact: p.Contact,
		ContactPeak: max(p.Contact, p.ContactPeak), JoinedOn: p.JoinedAt, LeftOn: p.LeftAt}
	out.Seen = u.seen(p, &out)
	u.out.People = append(u.out.People, out)
}

// seen are the observations of a person: his support day by day, the rest as of
// the dossier's day.
func (u *unfolding) seen(p *strategy.Influence, x *Newcomer) (out []Observation) {
	add := func(field string, value any, on calendar.Day) {
		if on == 0 || on > u.today {
			return
		}
		b, _ := json.Marshal(value)
		out = append(out, Observation{DealID: u.id, InfluenceID: x.ID, Field: field, Value: b, On: on,
			Origin: document})
	}
	history := slices.Clone(p.History)
	slices.SortStableFunc(history, func(a, b strategy.Observation) int { return cmp.Compare(a.On, b.On) })
	for _, o := range history {
		add(ObservedSupport, o.Support, o.On)
	}
	on := u.d.AsOf
	if len(x.Roles) > 0 {
		add(ObservedRoles, x.Roles, on)
	}
	if p.Mode != "" {
		add(ObservedMode, p.Mode, on)
	}
	for i, felt := range []*int{p.Expectation, p.Reality, p.Baseline} {
		if felt != nil {
			add([]string{ObservedExpectation, ObservedReality, ObservedBaseline}[i], *felt, on)
		}
	}
	if p.Contact != influence.NoContact {
		add(ObservedContact, p.Contact, on)
	}
	add(ObservedPresence, Joined, p.JoinedAt)
	add(ObservedPresence, Left, p.LeftAt)
	return out
}
