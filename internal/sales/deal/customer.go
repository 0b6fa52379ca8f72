package deal

import (
	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// AccountEvent is a change at the customer that may turn his deals: a
// reorganisation, a new leader, a merger (method.md 6.3).
type AccountEvent struct {
	record.Meta
	AccountID record.ID `json:"account_id" db:"account_id"`
	AccountEventFields
	ReviewedOn   calendar.Day `json:"reviewed_on,omitzero" db:"reviewed_on" format:"date" doc:"when somebody thought through what it means for the deals"`
	ReviewedByID record.ID    `json:"reviewed_by_id,omitzero" db:"reviewed_by_id"`
}

// AccountEventFields are what people write about a change at the customer.
type AccountEventFields struct {
	Kind strategy.EventKind `json:"kind,omitzero" db:"kind" doc:"absent: other"`
	On   calendar.Day       `json:"on" db:"on_day" format:"date"`
	Text string             `json:"text,omitzero" db:"text" maxLength:"2000"`
}

// Check cleans the fields and reports everything that is wrong with them.
func (f *AccountEventFields) Check(today calendar.Day) error {
	c := &checker{}
	if f.Kind == "" {
		f.Kind = strategy.OtherEvent
	}
	member(c, f.Kind, "kind")
	c.happened(f.On, "on", today)
	c.may(&f.Text, "text", TextLimit)
	return fault.Join(c.bad)
}

// customer is the account of the deal as the method reads it.
func (f *Facts) customer() strategy.Account {
	out := strategy.Account{Name: f.Account, Segment: f.Customer.Segment, IdealFit: f.Customer.IdealFit,
		PastContract: f.Customer.PastContract}
	if n := f.Customer.Satisfaction; n != 0 {
		out.Satisfaction = new(float64(n))
	}
	for _, e := range f.AccountEvents {
		out.Events = append(out.Events,
			strategy.AccountEvent{Kind: e.Kind, At: e.On, Reviewed: e.ReviewedOn != 0})
	}
	return out
}

// Customer are the facts of an account that the method weighs.
type Customer = account.Standing
