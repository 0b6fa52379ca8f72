package api

import (
	"context"

	"sente/internal/sales/account"
	"sente/internal/sales/deal"
	"sente/internal/sales/money"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

func (s *Server) accountRoutes() []route {
	return []route{
		on("GET /api/accounts", "Accounts", org.ReadAccounts, s.listAccounts),
		on("POST /api/accounts", "AddAccount", org.CreateAccounts, s.addAccount),
		on("GET /api/accounts/{id}", "Account", org.ReadAccounts, s.getAccount),
		on("PATCH /api/accounts/{id}", "EditAccount", org.EditAccounts, s.editAccount),
	}
}

// AccountRow is an account with what the reader may do to it.
type AccountRow struct {
	account.Account
	Tags []string `json:"tags" nullable:"false"`
	May  []string `json:"may" nullable:"false" enum:"edit,assign,trash"`
}

func accountRow(who org.Actor, tags map[record.ID][]string) func(account.Account) AccountRow {
	return func(a account.Account) AccountRow {
		out := AccountRow{Account: a, Tags: append([]string{}, tags[a.ID]...), May: []string{}}
		if who.May(org.EditAccounts, a.OwnerID, false) {
			out.May = append(out.May, "edit", "trash")
		}
		if who.May(org.AssignRecords, a.OwnerID, false) {
			out.May = append(out.May, "assign")
		}
		return out
	}
}

type accountsInput struct {
	PageInput
	Owner    record.ID `query:"owner"`
	Parent   record.ID `query:"parent"`
	Industry string    `query:"industry" maxLength:"100"`
	Tag      record.ID `query:"tag"`
}

func (s *Server) listAccounts(
	ctx context.Context, who org.Actor, in *accountsInput,
) (*body[list[AccountRow]], error) {
	l, err := s.app.Accounts(ctx, who, store.AccountFilter{Page: in.page(), Q: search.Parse(in.Q),
		OwnerID: in.Owner, ParentID: in.Parent, Industry: in.Industry, TagID: in.Tag})
	if err != nil {
		return nil, err
	}
	on := make([]record.ID, len(l.Items))
	for i, a := range l.Items {
		on[i] = a.ID
	}
	tags, err := s.app.TagsOn(ctx, record.Account, on...)
	return listed(l, accountRow(who, tags), err)
}

// tagged answers with an account and its tags.
func (s *Server) tagged(
	ctx context.Context, who org.Actor, a account.Account, err error,
) (*body[AccountRow], error) {
	if err != nil {
		return nil, err
	}
	tags, err := s.app.TagsOn(ctx, record.Account, a.ID)
	return answer(accountRow(who, tags)(a), err)
}

func (s *Server) addAccount(
	ctx context.Context, who org.Actor, in *body[account.Fields],
) (*body[AccountRow], error) {
	a, err := s.app.AddAccount(ctx, who, in.Body)
	return s.tagged(ctx, who, a, err)
}

// AccountDetail is an account with its group and the money of its deals, each
// as far as the reader sees it.
type AccountDetail struct {
	AccountRow
	Parent          *AccountName        `json:"parent,omitempty" doc:"absent: none, or out of the reader's sight"`
	Subsidiaries    []AccountName       `json:"subsidiaries" nullable:"false" doc:"right below it, by name, at most 200"`
	SubsidiaryTotal int64               `json:"subsidiary_total" doc:"1001 stands for more than 1000"`
	Open            DealSum             `json:"open" doc:"deals that are open"`
	Won             DealSum             `json:"won" doc:"deals that are won"`
	Events          []deal.AccountEvent `json:"events" nullable:"false" doc:"changes at the customer, the latest first"`
}

// AccountName is an account as others name it.
type AccountName struct {
	ID   record.ID `json:"id"`
	Name string    `json:"name"`
}

// DealSum counts deals and adds their amounts up, currencies apart.
type DealSum struct {
	Count   int64          `json:"count"`
	Unknown int64          `json:"unknown_amount" doc:"of these without an amount"`
	Totals  []money.Amount `json:"totals" nullable:"false" doc:"per currency"`
}

func dealSum(totals []store.DealTotal, status strategy.DealStatus) DealSum {
	out := DealSum{Totals: []money.Amount{}}
	for _, t := range totals {
		if t.Status != status {
			continue
		}
		out.Count += t.Count
		out.Unknown += t.Unknown
		if t.Currency != "" {
			out.Totals = append(out.Totals, t.Amount())
		}
	}
	return out
}

func (s *Server) getAccount(ctx context.Context, who org.Actor, in *byID) (*body[AccountDetail], error) {
	a, err := s.app.Account(ctx, who, in.ID)
	if err != nil {
		return nil, err
	}
	tags, err := s.app.TagsOn(ctx, record.Account, a.ID)
	out := AccountDetail{AccountRow: accountRow(who, tags)(a.Account), Subsidiaries: []AccountName{},
		SubsidiaryTotal: a.Subsidiaries.Total,
		Open:            dealSum(a.Totals, strategy.Open), Won: dealSum(a.Totals, strategy.Won),
		Events: append([]deal.AccountEvent{}, a.Events...)}
	if a.Parent.ID != 0 {
		out.Parent = &AccountName{a.Parent.ID, a.Parent.Name}
	}
	for _, below := range a.Subsidiaries.Items {
		out.Subsidiaries = append(out.Subsidiaries, AccountName{below.ID, below.Name})
	}
	return answer(out, err)
}

func (s *Server) editAccount(
	ctx context.Context, who org.Actor, in *edit[account.Fields],
) (*body[AccountRow], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	a, err := s.app.EditAccount(ctx, who, in.ID, v, in.RawBody)
	return s.tagged(ctx, who, a, err)
}
