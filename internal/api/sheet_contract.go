package api

import (
	"cmp"

	"sente/internal/app"
	"sente/internal/sales/calendar"
	"sente/internal/sales/money"
	"sente/internal/sales/strategy"
)

// SheetContract is where the money and the delivery stand after the signature, as
// the dossier of the deal told of them.
type SheetContract struct {
	SignedOn  calendar.Day    `json:"signed_on,omitzero" format:"date"`
	Amount    *money.Amount   `json:"amount,omitzero" doc:"absent: unknown"`
	Received  *money.Amount   `json:"received,omitzero" doc:"of all payments together"`
	Collected *float64        `json:"collected,omitzero" doc:"share of the amount, 0 to 1; absent: unknown"`
	Overdue   int             `json:"overdue" doc:"days by which the payment that is most overdue is late"`
	Payments  []SheetPayment  `json:"payments" nullable:"false"`
	Steps     []SheetDelivery `json:"steps" nullable:"false" doc:"milestones of delivery"`
}

// SheetPayment is one payment of the contract.
type SheetPayment struct {
	Name      string                 `json:"name"`
	Milestone strategy.DeliveryStage `json:"milestone,omitzero" doc:"D0 to D9"`
	Amount    *money.Amount          `json:"amount,omitzero" doc:"absent: unknown"`
	Received  *money.Amount          `json:"received,omitzero"`
	DueOn     calendar.Day           `json:"due_on,omitzero" format:"date" doc:"absent: its milestone is not reached"`
	Paid      bool                   `json:"paid" doc:"all of it"`
	Overdue   int                    `json:"overdue" doc:"days; 0: not late"`
}

// SheetDelivery is one milestone of delivery.
type SheetDelivery struct {
	Code      strategy.DeliveryStage `json:"code" doc:"D0 to D9"`
	PlannedOn calendar.Day           `json:"planned_on,omitzero" format:"date"`
	DoneOn    calendar.Day           `json:"done_on,omitzero" format:"date"`
	Late      int                    `json:"late" doc:"days past its plan while it is not done; 0: not late"`
}

func sheetContract(x *app.Sheet) *SheetContract {
	c := x.Diagnosis.Collection
	if c == nil {
		return nil
	}
	d := x.Facts.Dossier(cmp.Or(x.AsOf, x.Today))
	if d.Contract == nil { // it speaks of people whom the reader may not know
		return nil
	}
	out := &SheetContract{SignedOn: d.Contract.SignedAt, Amount: sumOf(x, d.Contract.Amount),
		Collected: c.Collected, Overdue: c.MaxOverdue, Payments: []SheetPayment{}, Steps: []SheetDelivery{}}
	all, owing := 0.0, d.Owing()
	for i := range owing.Owed {
		p := &owing.Owed[i]
		all += p.Received
		out.Payments = append(out.Payments, SheetPayment{Name: p.Name, Milestone: p.Milestone,
			Amount: sumOf(x, p.Amount), Received: sumOf(x, &p.Received), DueOn: p.Due, Paid: p.Paid,
			Overdue: p.Overdue})
	}
	out.Received = sumOf(x, &all)
	if c.Collected != nil {
		out.Collected = new(round(*c.Collected, 4))
	}
	for _, s := range owing.Steps {
		out.Steps = append(out.Steps, SheetDelivery{s.Code, s.Planned, s.Done, s.Late})
	}
	return out
}
