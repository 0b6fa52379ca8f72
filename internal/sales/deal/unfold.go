package deal

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"sente/internal/sales/calendar"
	"sente/internal/sales/money"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Unfolded are the rows that a dossier becomes, as far as rows can hold it. Rows
// have the deal's id, and people their ids; contacts, departments and the account
// are the caller's to find.
type Unfolded struct {
	Deal       Deal
	Customer   Customer
	Events     []AccountEvent
	People     []Newcomer
	Edges      []Edge
	Cost       *Cost
	Judgements []Judgement
	Entries
}

// Entries are the rows that people would have written one by one.
type Entries struct {
	Competitors    []Competitor
	Intel          []Intel
	Needs          []Need
	Decisions      []Decision
	Info           []Info
	Strengths      []Strength
	Weaknesses     []Weakness
	Proposals      []Proposal
	ChangeReviews  []ChangeReview
	ExternalBodies []ExternalBody
	Objections     []Objection
	Visits         []Visit
	Bookings       []Booking
}

// Newcomer is a person who comes onto the map: what he is as a contact, and what
// was seen of him.
type Newcomer struct {
	Influence
	Name, Title, Department string
	LevelRank               int
	Seen                    []Observation
}

// unfolding turns one dossier into rows.
type unfolding struct {
	d     *strategy.Dossier
	today calendar.Day
	id    record.ID // of the deal
	newID func() record.ID
	ids   map[string]record.ID // people, by the text of their ids
	out   Unfolded
}

// Unfold turns a dossier, whose people have the ids of their influences, into the
// rows of a deal; newID makes ids. What no row can hold is left out: Carry finds
// it. Names that are missing are made up from what there is.
func Unfold(d *strategy.Dossier, id record.ID, today calendar.Day, newID func() record.ID) Unfolded {
	u := &unfolding{d: d, today: today, id: id, newID: newID, ids: map[string]record.ID{}}
	for _, p := range d.Influences {
		if at, err := record.ParseID(p.ID); err == nil {
			u.ids[p.ID] = at
		}
	}
	u.deal()
	u.customer()
	for i := range d.Influences {
		u.person(&d.Influences[i])
	}
	for _, e := range d.Edges {
		from, to := u.ids[e.From], u.ids[e.To]
		same := func(x Edge) bool { return x.FromID == from && x.ToID == to }
		if from != 0 && to != 0 && from != to && !slices.ContainsFunc(u.out.Edges, same) {
			u.out.Edges = append(u.out.Edges, Edge{DealID: id, FromID: from, ToID: to})
		}
	}
	u.rivals()
	u.offers()
	u.outside()
	u.work()
	return u.out
}

func (u *unfolding) row() Row { return Row{DealID: u.id} }

// amount is a number as money of the deal's currency; nil when it is unknown, or
// no such money.
func (u *unfolding) amount(x *float64) *money.Amount {
	if x == nil || math.IsInf(*x, 0) || math.IsNaN(*x) {
		return nil
	}
	a, err := money.Parse(strconv.FormatFloat(*x, 'f', -1, 64), u.d.Deal.Currency)
	if err != nil {
		return nil
	}
	return &a
}

// positive is an amount that is not below zero.
func (u *unfolding) positive(x *float64) *money.Amount {
	if a := u.amount(x); a != nil && a.Minor >= 0 {
		return a
	}
	return nil
}

// past is a day that is not after today, 0 otherwise.
func (u *unfolding) past(day calendar.Day) calendar.Day {
	if day > u.today {
		return 0
	}
	return day
}

func cut(s string, limit int) string {
	s = strings.TrimSpace(s)
	if r := []rune(s); len(r) > limit {
		return strings.TrimSpace(string(r[:limit]))
	}
	return s
}

// known is a value of a closed list, "" when it is none.
func known[T listed](v T) T {
	if v.Valid() {
		return v
	}
	var none T
	return none
}

func (u *unfolding) deal() {
	x, d := &u.d.Deal, &u.out.Deal
	d.ID = u.id
	d.Name = cut(cmp.Or(strings.TrimSpace(x.Name), strings.TrimSpace(u.d.Account.Name), u.d.ID), NameLimit)
	d.Amount, d.ExpectedClose, d.NextActionOn = u.amount(x.Amount), x.ExpectedClose, x.NextActionAt
	d.Objective = Objective{When: cut(x.SSO.When, TermLimit), Quantity: cut(x.SSO.Quantity, TermLimit),
		What: cut(x.SSO.What, SlotLimit), Who: cut(x.SSO.Who, SlotLimit), Revenue: u.amount(x.SSO.Revenue)}
	d.Position = Position{BuyerStage: x.BuyerStage, Procurement: x.Procurement, EntryTiming: x.EntryTiming,
		Urgency: x.Urgency, Competition: x.Competition, Home: x.Home, RolesReviewedOn: x.RolesReviewAt}
	if t := x.Temperature; t != nil {
		d.Temperature = new(int(math.Round(*t)))
	}
	d.M, d.A, d.N, d.Q1, d.Q2, d.Q3, d.Q4 = x.MAN.M, x.MAN.A, x.MAN.N, x.Q1, x.Q2, x.Q3, x.Q4
	d.Risk, d.Veto = x.Risk, x.Veto
	if weighable(x.RiskWeights) {
		d.RiskWeights = x.RiskWeights
	}
	d.Standing = Standing{Template: Template, Status: x.Status, Stage: x.Stage,
		StageVerified: x.StageVerified, StageEnteredOn: x.StageEnteredAt,
		ObjectiveOn: x.SSOChangedAt, NeedChangedOn: x.NeedChangeAt,
		CriteriaChangedOn: x.CriteriaChange, EBChangedOn: x.EBChangedAt}
	if named := playbook.ModelCode(x.Template); named.Valid() {
		d.Template = named
	}
	u.project()
	u.judgements()
	if x.CostBudget != nil || x.CostToDate != nil {
		spent := CostFields{u.amount(x.CostBudget), u.amount(x.CostToDate)}
		u.out.Cost = &Cost{Row: u.row(), CostFields: spent}
	}
}

// weighable reports whether no weight is larger than a deal holds.
func weighable(weights map[qualify.Item]float64) bool {
	for _, w := range weights {
		if w > WeightLimit {
			return false
		}
	}
	return true
}

func (u *unfolding) project() {
	x, p := &u.d.Deal, &u.out.Deal.Project
	*p = Project{Budget: u.positive(x.Budget.Amount), BudgetStatus: x.Budget.Status, Approval: x.Approval,
		ApprovedOn: u.past(x.ApprovedAt), NeedDocOn: u.past(x.NeedDocAt), TenderIssueOn: x.TenderIssueAt,
		BidOpenOn: x.BidOpenAt, QuickQuote: x.QuickQuote, SalesModel: known(SalesModel(x.SalesModel)),
		OppType: known(OppType(x.OppType))}
	if p.BidOpenOn != 0 && p.BidOpenOn < p.TenderIssueOn {
		p.BidOpenOn = 0
	}
}

// judgements are the verdicts on the present gate, and the overrides by which
// earlier gates were passed.
func (u *unfolding) judgements() {
	x := &u.d.Deal
	for _, exit := range playbook.Exits(x.Stage) {
		if met, judged := x.ExitMet[exit]; judged {
			act := Refused
			if met {
				act = Accepted
			}
			u.out.Judgements = append(u.out.Judgements,
				Judgement{DealID: u.id, Stage: x.Stage, Criterion: exit, Act: act})
		}
	}
	for _, o := range x.GateOverrides {
		stage, exit, _ := strings.Cut(o.Criterion, ".")
		s, e := playbook.Stage(stage), playbook.Exit(exit)
		if CheckExit(s, e) == nil && s.Order() < x.Stage.Order() {
			u.out.Judgements = append(u.out.Judgements, Judgement{DealID: u.id, Stage: s, Criterion: e,
				Act: Overridden, Text: cut(o.By, ReasonLimit), ExpiresOn: u.today})
		}
	}
}

func (u *unfolding) customer() {
	a := &u.d.Account
	u.out.Customer = Customer{Segment: cut(a.Segment, TermLimit), IdealFit: a.IdealFit,
		PastContract: a.PastContract}
	if s := a.Satisfaction; s != nil {
		u.out.Customer.Satisfaction = int(math.Round(*s))
	}
	for _, e := range a.Events {
		if e.At > u.today {
			continue
		}
		x := AccountEvent{AccountEventFields: AccountEventFields{Kind: e.Kind, On: e.At}}
		if e.Reviewed {
			x.ReviewedOn = u.today
		}
		u.out.Events = append(u.out.Events, x)
	}
}
