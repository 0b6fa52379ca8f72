package strategy_test

import (
	"testing"

	"sente/internal/sales/calendar"
	"sente/internal/sales/comply"
	"sente/internal/sales/playbook"
	"sente/internal/sales/strategy"
)

func TestForecast(t *testing.T) {
	for _, c := range []struct {
		amount   float64
		verified playbook.Stage
		status   strategy.DealStatus
		want     float64
	}{
		{3860000, playbook.S3, strategy.Open, 1930000},
		{0.10, playbook.S1, strategy.Open, 0.01}, // half a cent, away from zero
		{0.09, playbook.S1, strategy.Open, 0},
		{1.15, playbook.S5, strategy.Open, 1.09},
		{12345678901.23, playbook.S2, strategy.Open, 3086419725.31},
		{100, "", strategy.Open, 0},
		{100, playbook.D3, strategy.Open, 100},
		{100, playbook.S1, strategy.Won, 100},
		{1.005, playbook.S6, strategy.Open, 1.01}, // more than two decimals
		{900000000000000, playbook.S5, strategy.Open, 855000000000000},
		{100, playbook.S5, strategy.Lost, 0},
	} {
		d := healthy()
		d.Deal.Amount, d.Deal.StageVerified, d.Deal.Status = &c.amount, c.verified, c.status
		if got := result(t, d)["forecast"]; got != c.want {
			t.Errorf("%v of %s, %s: %v, want %v", c.amount, c.verified, c.status, got, c.want)
		}
	}
}

func TestSentence(t *testing.T) {
	full := strategy.SSO{When: "June", Quantity: "2", What: "pumps", Who: "Harbour Works", Revenue: new(1234567.0)}
	for _, c := range []struct {
		name     string
		currency string
		change   func(*strategy.SSO)
		zh, en   string
		missing  int
	}{
		{"full", "CNY", func(*strategy.SSO) {}, "将在June卖2的pumps给Harbour Works以实现1,234,567元收入",
			"By June sell 2 of pumps to Harbour Works to realise CNY 1,234,567", 0},
		{"cents", "EUR", func(s *strategy.SSO) { s.Revenue = new(999.5) },
			"将在June卖2的pumps给Harbour Works以实现999.50 EUR收入",
			"By June sell 2 of pumps to Harbour Works to realise EUR 999.50", 0},
		{"no currency", "", func(s *strategy.SSO) { s.Revenue = new(1000.0) },
			"将在June卖2的pumps给Harbour Works以实现1,000元收入",
			"By June sell 2 of pumps to Harbour Works to realise CNY 1,000", 0},
		{"blank slots", "CNY", func(s *strategy.SSO) { s.When, s.Who, s.Revenue = " ", "", nil },
			"将在____卖2的pumps给____以实现____收入", "By ____ sell 2 of pumps to ____ to realise ____", 3},
		{"below zero", "CNY", func(s *strategy.SSO) { s.Revenue = new(-123456.0) },
			"将在June卖2的pumps给Harbour Works以实现-123,456元收入",
			"By June sell 2 of pumps to Harbour Works to realise CNY -123,456", 0},
	} {
		d := healthy()
		d.Deal.SSO, d.Deal.Currency = full, c.currency
		c.change(&d.Deal.SSO)
		if s := strategy.Diagnose(d).SSO; s.ZH != c.zh || s.EN != c.en || len(s.Missing) != c.missing {
			t.Errorf("%s: %+v", c.name, s)
		}
	}
}

func TestCollection(t *testing.T) {
	payment := func(pct float64, due calendar.Day, received float64) strategy.Payment {
		return strategy.Payment{Milestone: "D5", Pct: &pct, DueAt: due, DueDays: 15, Received: received}
	}
	d := healthy()
	d.Contract = &strategy.Contract{Amount: new(1000.0),
		Payments:   []strategy.Payment{payment(30, ago(40), 300), payment(70, 0, 100)},
		Milestones: []strategy.Milestone{{Code: "D5"}, {Code: "D5", ActualAt: ago(20)}, {Code: "D5", ActualAt: ago(99)}},
	}
	c := strategy.Diagnose(d).Collection
	if !c.Valid || c.SumPct != 100 || c.MaxOverdue != 5 || *c.Collected != 0.4 || c.Complete {
		t.Errorf("%+v", c)
	}
	if o := d.Owing().Owed; len(o) != 2 || !o[0].Paid || o[1].Paid || *o[1].Amount != 700 || o[1].Due != ago(5) || o[1].Overdue != 5 {
		t.Errorf("owed: %+v", o)
	}
	d.Contract.Milestones[0].PlannedAt, d.Contract.Milestones[1].PlannedAt = ago(12), ago(30)
	if s := d.Owing().Steps; len(s) != 3 || s[0].Late != 12 || s[1].Late != 0 || s[1].Done != ago(20) {
		t.Errorf("steps: %+v", s)
	}
	d.Contract.Payments[1].Received = 699.99
	if c = strategy.Diagnose(d).Collection; c.MaxOverdue != 5 || c.Complete {
		t.Errorf("a cent is missing: %+v", c)
	}
	d.Contract.Payments[0].Pct = nil
	if c = strategy.Diagnose(d).Collection; c.Valid || c.SumPct != 70 {
		t.Errorf("a share is unknown: %+v", c)
	}
	d.Contract.Payments[0].Pct = new(30.0)
	d.Contract.Payments[1].Received = 700
	if c = strategy.Diagnose(d).Collection; !c.Complete || c.MaxOverdue != 0 {
		t.Errorf("paid: %+v", c)
	}
	d.Contract.Payments[1].Milestone = ""
	if c = strategy.Diagnose(d).Collection; c.Valid {
		t.Error("a payment without milestone is valid")
	}
	d.Contract.Amount = nil
	if c = strategy.Diagnose(d).Collection; c.Collected != nil || c.Complete || c.MaxOverdue != 0 {
		t.Errorf("without amount: %+v", c)
	}
}

func TestCompliance(t *testing.T) {
	proper := strategy.Expense{No: "x", Kind: strategy.Gift, Amount: new(200.0), Purpose: "visit",
		Attendees: []string{"E"}, ApprovedBy: "manager"}
	for _, c := range []struct {
		name   string
		change func(*strategy.Expense)
		want   comply.Rule
	}{
		{"proper", func(*strategy.Expense) {}, ""},
		{"above the limit", func(e *strategy.Expense) { e.Amount = new(200.01) }, "CP-02"},
		{"benefit", func(e *strategy.Expense) { e.Kind, e.Amount = strategy.Benefit, new(201.0) }, "CP-02"},
		{"cash", func(e *strategy.Expense) { e.Kind, e.Amount = strategy.Cash, new(0.01) }, "CP-02"},
		{"cash, amount unknown", func(e *strategy.Expense) { e.Kind, e.Amount = strategy.Cash, nil }, ""},
		{"family", func(e *strategy.Expense) { e.Kind, e.ForFamily = strategy.Meal, true }, "CP-02"},
		{"no purpose", func(e *strategy.Expense) { e.Purpose = " " }, "CP-04"},
		{"no attendees", func(e *strategy.Expense) { e.Attendees = nil }, "CP-04"},
		{"not approved", func(e *strategy.Expense) { e.ApprovedBy = "" }, "CP-04"},
	} {
		d, e := healthy(), proper
		c.change(&e)
		d.Expenses = []strategy.Expense{e, e}
		cases := strategy.Diagnose(d).Cases
		if (c.want == "") != (len(cases) == 0) || len(cases) > 1 || len(cases) == 1 && cases[0].ID != c.want {
			t.Errorf("%s: %v, want %q", c.name, cases, c.want)
		}
	}
}

func TestSealedWindow(t *testing.T) {
	d := healthy()
	for _, day := range []int{31, 30, 10, 9} {
		d.Intel = append(d.Intel, strategy.Intel{At: ago(day), Kind: strategy.BidPrice})
	}
	d.Intel = append(d.Intel, strategy.Intel{At: ago(20), Kind: strategy.OtherIntel})
	d.Deal.TenderIssueAt = ago(30)
	if x := strategy.Diagnose(d); x.SealedFrom != 0 || len(x.Cases) > 0 {
		t.Errorf("open window: %+v", x.Cases)
	}
	d.Deal.BidOpenAt = ago(10)
	if x := strategy.Diagnose(d); x.SealedTo != ago(10) || len(x.Cases) != 2 || x.Cases[0].Subject != ago(30).String() {
		t.Errorf("%+v", x.Cases)
	}
}
