package deal

import (
	"slices"

	"sente/internal/sales/calendar"
	"sente/internal/sales/money"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Project is how far the customer's project is: his money, his approval and his
// calendar (method.md 1.6, 6.3).
type Project struct {
	Budget        *money.Amount         `json:"budget,omitzero" db:"budget" doc:"the customer's money; absent: unknown"`
	BudgetStatus  strategy.BudgetStatus `json:"budget_status,omitzero" db:"budget_status"`
	Approval      strategy.Approval     `json:"approval_status,omitzero" db:"approval_status"`
	ApprovedOn    calendar.Day          `json:"approved_on,omitzero" db:"approved_on" format:"date"`
	NeedDocOn     calendar.Day          `json:"need_doc_on,omitzero" db:"need_doc_on" format:"date" doc:"the customer confirmed his need in writing"`
	NeedDocFile   record.ID             `json:"need_doc_file_id,omitzero" db:"need_doc_file_id" doc:"the file on the deal that shows it"`
	TenderIssueOn calendar.Day          `json:"tender_issue_on,omitzero" db:"tender_issue_on" format:"date"`
	BidOpenOn     calendar.Day          `json:"bid_open_on,omitzero" db:"bid_open_on" format:"date"`
	QuickQuote    bool                  `json:"quick_quote_request,omitzero" db:"quick_quote_request" doc:"he wants a quote at once and does not talk of needs"`
	SalesModel    SalesModel            `json:"sales_model,omitzero" db:"sales_model"`
	OppType       OppType               `json:"opp_type,omitzero" db:"opp_type"`
}

// SalesModel is how we sell (method.md 1.3).
type SalesModel string

// All lists the selling models.
func (SalesModel) All() []SalesModel { return []SalesModel{"key_account", "channel", "project"} }

// Valid reports whether the value is in the list.
func (m SalesModel) Valid() bool { return slices.Contains(m.All(), m) }

// OppType says whether the customer knows of his need.
type OppType string

// All lists the types of opportunities.
func (OppType) All() []OppType { return []OppType{"latent", "active"} }

// Valid reports whether the value is in the list.
func (t OppType) Valid() bool { return slices.Contains(t.All(), t) }

func (p *Project) check(c *checker, today calendar.Day) {
	c.amount(p.Budget, "budget")
	c.positive(p.Budget, "budget")
	member(c, p.BudgetStatus, "budget_status")
	member(c, p.Approval, "approval_status")
	member(c, p.SalesModel, "sales_model")
	member(c, p.OppType, "opp_type")
	c.past(today, map[string]calendar.Day{"approved_on": p.ApprovedOn, "need_doc_on": p.NeedDocOn})
	if p.TenderIssueOn != 0 && p.BidOpenOn != 0 && p.BidOpenOn < p.TenderIssueOn {
		c.refuse("bid_before_tender", "bid_open_on")
	}
}

// fill puts the project into what the method reads of a deal.
func (p *Project) fill(d *strategy.Deal) {
	d.Budget = strategy.Budget{Amount: major(p.Budget), Status: p.BudgetStatus}
	d.Approval, d.ApprovedAt, d.NeedDocAt = p.Approval, p.ApprovedOn, p.NeedDocOn
	d.TenderIssueAt, d.BidOpenAt, d.QuickQuote = p.TenderIssueOn, p.BidOpenOn, p.QuickQuote
	d.SalesModel, d.OppType = string(p.SalesModel), string(p.OppType)
}
