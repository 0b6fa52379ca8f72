package deal

import (
	"slices"

	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/money"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Facts are the rows that speak of one deal, none of them in the trash.
type Facts struct {
	Deal        Deal
	Account     string // name
	Owner       string // name
	People      []Person
	Support     []Observation // of field support, of all people, oldest first
	Edges       []Edge
	Competitors []Competitor
	Needs       []Need
	Decisions   []Decision // the customer's criteria
	Info        []Info
	Cost        *Cost         // nil: unknown
	Judgements  []Judgement   // of all stages, oldest first
	Rulings     []Ruling      // about flags, oldest first
	Carried     *Carried      // nil: it was not brought as a dossier
	Own         *playbook.Own // its template, when that is one of the company's own
	Rivalry
}

// Rivalry is what is known around the deal: the rivals' news, what is ours, what
// we offered, who else has a say, and what was done at the customer.
type Rivalry struct {
	Customer       Customer
	CustomerOwner  record.ID      // whose the account is, 0 nobody's
	AccountEvents  []AccountEvent // oldest first
	Intel          []Intel
	Strengths      []Strength
	Weaknesses     []Weakness
	Proposals      []Proposal
	ChangeReviews  []ChangeReview
	ExternalBodies []ExternalBody
	Objections     []Objection
	Visits         []Visit   // by day
	Bookings       []Booking // by day
}

// Person is an influence with what the map shows of his contact.
type Person struct {
	Influence
	Name         string    `json:"name" db:"person_name"`
	Title        string    `json:"title,omitzero" db:"person_title"`
	LevelRank    int       `json:"level_rank,omitzero" db:"person_rank" doc:"1 staff … 5 top; absent: unknown"`
	AccountID    record.ID `json:"account_id" db:"person_account" doc:"where he works"`
	ReportsToID  record.ID `json:"reports_to_id,omitzero" db:"person_reports_to" doc:"the contact he reports to"`
	DepartmentID record.ID `json:"department_id,omitzero" db:"person_department"`
	Department   string    `json:"department,omitzero" db:"department_name"`
	Counterpart  string    `json:"counterpart,omitzero" db:"counterpart_name"`
}

// Diagnosable reports whether the method can say something of the deal: an
// imported closed deal may have no known stage.
func (f *Facts) Diagnosable() bool { return f.Deal.Stage != "" }

// Dossier is the deal as of a day, in the form that the method reads. People are
// known by the id of their influence. It keeps the rules of a dossier that
// strategy.ReadDossier accepts.
func (f *Facts) Dossier(asOf calendar.Day) strategy.Dossier {
	return f.complete(f.written(asOf), func(k Kept) bool { return k.At != flagStatesAt })
}

// written is what the rows say.
func (f *Facts) written(asOf calendar.Day) strategy.Dossier {
	d := strategy.Dossier{ID: f.Deal.ID.String(), AsOf: asOf, Account: f.customer(),
		Deal: f.dealFacts(asOf), Needs: f.needFacts(), Criteria: f.criterionFacts(), Info: f.infoFacts()}
	for i := range f.People {
		d.Influences = append(d.Influences, f.People[i].facts())
	}
	at := map[record.ID]int{}
	for i := range f.People {
		at[f.People[i].ID] = i
	}
	for _, o := range f.Support {
		i, here := at[o.InfluenceID]
		if s, ok := o.support(); ok && here {
			p := &d.Influences[i]
			p.History = append(p.History, strategy.Observation{On: o.On, Support: s})
		}
	}
	for _, e := range f.Edges {
		d.Edges = append(d.Edges, strategy.Edge{From: e.FromID.String(), To: e.ToID.String()})
	}
	d.FlagStates = f.flagStates(asOf)
	f.rivalry(&d)
	return d
}

func (f *Facts) dealFacts(asOf calendar.Day) strategy.Deal {
	d := &f.Deal
	out := strategy.Deal{Name: d.Name, Template: string(d.Template), Currency: d.currency(), Status: d.Status,
		Stage: d.Stage, StageVerified: d.StageVerified, StageEnteredAt: d.StageEnteredOn,
		GateOverrides: f.passedByOverride(), ExitMet: ExitMet(f.Judgements, d.Stage, asOf),
		BuyerStage: d.BuyerStage, Procurement: d.Procurement, EntryTiming: d.EntryTiming,
		Amount: major(d.Amount), ExpectedClose: d.ExpectedClose, NextActionAt: d.NextActionOn,
		SSO: strategy.SSO{When: d.When, Quantity: d.Quantity, What: d.What, Who: d.Who,
			Revenue: major(d.Revenue)},
		SSOChangedAt: d.ObjectiveOn, RolesReviewAt: d.RolesReviewedOn, EBChangedAt: d.EBChangedOn,
		Urgency: d.Urgency, Competition: d.Competition, Home: d.Home,
		Q1: d.Q1, Q2: d.Q2, Q3: d.Q3, Q4: d.Q4, MAN: qualify.MAN{M: d.M, A: d.A, N: d.N},
		Risk: d.Risk, RiskWeights: d.RiskWeights, Veto: d.Veto}
	if own := f.Own.TypicalDays(d.Stage); own != playbook.Of(d.Stage).TypicalDays {
		out.TypicalDays = own
	}
	d.Project.fill(&out)
	out.NeedChangeAt, out.CriteriaChange = d.NeedChangedOn, d.CriteriaChangedOn
	if f.Cost != nil {
		out.CostBudget, out.CostToDate = major(f.Cost.Budget), major(f.Cost.Spent)
	}
	if d.Temperature != nil {
		out.Temperature = new(float64(*d.Temperature))
	}
	return out
}

// currency of the objective's sentence: that of its revenue, else of the amount.
func (d *Deal) currency() string {
	switch {
	case d.Revenue != nil:
		return d.Revenue.Currency
	case d.Amount != nil:
		return d.Amount.Currency
	}
	return "CNY"
}

func major(a *money.Amount) *float64 {
	if a == nil {
		return nil
	}
	return new(a.Major())
}

func (p *Person) facts() strategy.Influence {
	out := strategy.Influence{ID: p.ID.String(), Name: p.Name, Title: p.Title, Dept: p.Department,
		LevelRank: p.LevelRank, Roles: p.Roles, RoleVerified: p.RoleVerified, Level: p.Level,
		Support: p.Support, Mode: p.Mode, Expectation: p.Expectation, Reality: p.Reality,
		Baseline: p.Baseline,
		Contact:  p.Contact, ContactPeak: p.ContactPeak, Last: p.LastContactOn,
		Counterpart: p.Counterpart, Results: p.Results, Wins: p.Wins,
		JoinedAt: p.JoinedOn, LeftAt: p.LeftOn, MovedPostAt: p.MovedPostOn, CompetitorTies: p.CompetitorTies,
		Threatened: p.Threatened, Insider: p.Insider, Blocker: p.Blocker, Promoter: p.InternalPromoter,
		Plan:  p.Plan,
		Coach: influence.Coach{Credits: p.C1, Credible: p.C2, WantsUs: p.C3, WantsSuccess: p.WantsSuccess}}
	if out.Counterpart == "" {
		out.Counterpart = p.CounterpartID.String()
	}
	if p.Hidden {
		out.Coach.Visibility = influence.Hidden
	}
	return out
}

// ExitMet is what reviewers decided on the exit criteria of a stage: the last
// verdict counts, and an override counts as met until its day, inclusive, or
// until a later verdict. Evidence that was accepted and is no longer there leaves
// things as they were. steps are oldest first. Criteria that nobody decided are
// absent.
func ExitMet(steps []Judgement, stage playbook.Stage, asOf calendar.Day) map[playbook.Exit]bool {
	out := map[playbook.Exit]bool{}
	for _, j := range steps {
		if j.Stage != stage {
			continue
		}
		switch {
		case j.Act == Accepted && standing(steps, j):
			out[j.Criterion] = true
		case j.Act == Refused:
			out[j.Criterion] = false
		case j.Act == Overridden && j.ExpiresOn >= asOf:
			out[j.Criterion] = true
		}
	}
	return out
}

// passedByOverride lists the criteria of earlier stages that were overridden;
// still unmet are those that nobody accepted since.
func (f *Facts) passedByOverride() (out []strategy.GateOverride) {
	for i, j := range f.Judgements {
		if j.Act != Overridden || f.Deal.Stage.Order() <= j.Stage.Order() {
			continue
		}
		later := slices.ContainsFunc(f.Judgements[i+1:], func(k Judgement) bool {
			same := k.Stage == j.Stage && k.Criterion == j.Criterion
			return same && k.Act == Accepted && standing(f.Judgements, k)
		})
		out = append(out, strategy.GateOverride{Criterion: string(j.Stage) + "." + string(j.Criterion),
			By: j.ByID.String(), StillUnmet: !later})
	}
	return out
}

// Ghosts lists the roles that nobody who is present on a day holds and that the
// method wants filled (method.md 1.6, S2): EB, TB, UB and a coach.
func (f *Facts) Ghosts(on calendar.Day) []influence.Role {
	out := []influence.Role{}
	for _, r := range []influence.Role{influence.EB, influence.TB, influence.UB, influence.CO} {
		held := slices.ContainsFunc(f.People, func(p Person) bool {
			return (p.LeftOn == 0 || p.LeftOn > on) && slices.Contains(p.Roles, r)
		})
		if !held {
			out = append(out, r)
		}
	}
	return out
}
