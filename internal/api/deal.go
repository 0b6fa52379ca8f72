package api

import (
	"context"
	"errors"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/money"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

func (s *Server) dealRoutes() []route {
	return []route{
		on("GET /api/deals", "Deals", org.ReadDeals, s.listDeals),
		on("POST /api/deals", "AddDeal", org.CreateDeals, s.addDeal),
		on("GET /api/deals/{id}", "Deal", org.ReadDeals, s.getDeal),
		on("PATCH /api/deals/{id}", "EditDeal", org.EditDeals, s.editDeal),
		on("DELETE /api/deals/{id}", "TrashDeal", org.EditDeals, s.trashDeal),
		on("POST /api/deals/{id}/owner", "AssignDeal", org.AssignRecords, s.assignDeal),
		on("PUT /api/deals/{id}/members/{user}", "PutMember", org.EditDeals, s.putMember),
		on("DELETE /api/deals/{id}/members/{user}", "RemoveMember", org.EditDeals, s.removeMember),
		on("POST /api/deals/bulk", "EditDeals", org.AssignRecords, s.editDeals),
		on("GET /api/board", "Board", org.ReadDeals, s.getBoard),
	}
}

// DealFilterInput are the filters of the list of deals and of the board.
type DealFilterInput struct {
	Q         string       `query:"q" maxLength:"200" doc:"words, pinyin or initials"`
	Status    string       `query:"status" enum:"open,won,lost,abandoned,downgraded,any" default:"open"`
	Stage     string       `query:"stage" enum:"S1,S2,S3,S4,S5,S6,D0,D1,D2,D3,D4,D5,D6,D7,D8,D9,none"`
	Owner     record.ID    `query:"owner"`
	Team      record.ID    `query:"team" doc:"owners in this team or below it"`
	Account   record.ID    `query:"account"`
	Product   record.ID    `query:"product"`
	Grade     string       `query:"grade" enum:"A,B,C,D,none"`
	Rule      string       `query:"rule" maxLength:"20" doc:"has this red flag, e.g. RF-01"`
	Severity  string       `query:"severity" enum:"critical,high,medium,low" doc:"has a red flag at least so grave"`
	Worst     string       `query:"worst" enum:"critical,high,medium,low,none" doc:"the gravest red flag is exactly this"`
	Tag       record.ID    `query:"tag"`
	AmountMin string       `query:"amount_min" maxLength:"20" doc:"decimal; deals in currency only"`
	AmountMax string       `query:"amount_max" maxLength:"20" doc:"decimal; deals in currency only"`
	Currency  string       `query:"currency" maxLength:"3" doc:"of amount_min and amount_max; absent: the base currency"`
	CloseFrom calendar.Day `query:"close_from" format:"date"`
	CloseTo   calendar.Day `query:"close_to" format:"date"`
}

func (s *Server) dealQuery(in *DealFilterInput, page store.Page) (app.DealQuery, error) {
	q := app.DealQuery{TeamID: in.Team}
	q.DealFilter = store.DealFilter{Page: page, Q: search.Parse(in.Q), Stage: playbook.Stage(in.Stage),
		OwnerID: in.Owner, AccountID: in.Account, ProductID: in.Product,
		Grade: qualify.Grade(in.Grade), Rule: in.Rule, Severity: strategy.Severity(in.Severity),
		Worst: strategy.Severity(in.Worst), TagID: in.Tag, CloseFrom: in.CloseFrom, CloseTo: in.CloseTo}
	if in.Status != "any" {
		q.Status = strategy.DealStatus(in.Status)
	}
	var err error
	if q.AmountMin, err = s.bound(in.AmountMin, in.Currency, "amount_min"); err != nil {
		return q, err
	}
	q.AmountMax, err = s.bound(in.AmountMax, in.Currency, "amount_max")
	return q, err
}

// bound reads one end of a range of amounts, nil when it is not given.
func (s *Server) bound(decimal, currency, field string) (*money.Amount, error) {
	if decimal == "" {
		return nil, nil
	}
	if currency == "" {
		w, err := s.app.Workspace()
		if err != nil {
			return nil, err
		}
		currency = w.Currency
	}
	a, err := money.Parse(decimal, currency)
	switch {
	case errors.Is(err, money.ErrCurrency):
		return nil, fault.New(fault.Invalid, "currency_unknown").At("currency")
	case err != nil:
		return nil, fault.New(fault.Invalid, "value_invalid").At(field)
	}
	return &a, nil
}

type dealsInput struct {
	DealFilterInput
	Sort   string `query:"sort" doc:"updated_at, name, amount, expected_close, stage_entered_on, flag_count or win_prob; - before it for descending"`
	Limit  int    `query:"limit" minimum:"0" maximum:"200"`
	Cursor string `query:"cursor"`
}

func (s *Server) listDeals(
	ctx context.Context, who org.Actor, in *dealsInput,
) (*body[list[app.DealView]], error) {
	q, err := s.dealQuery(&in.DealFilterInput, store.Page{Sort: in.Sort, Limit: in.Limit, Cursor: in.Cursor})
	if err != nil {
		return nil, err
	}
	l, err := s.app.Deals(ctx, who, q)
	return listed(l, same, err)
}

// DealRow is a deal with everything written on it and what the reader may do.
type DealRow struct {
	deal.Deal
	AccountName string            `json:"account_name,omitzero"`
	OwnerName   string            `json:"owner_name"`
	Days        *int              `json:"days_in_stage,omitzero" nullable:"false"`
	Stale       bool              `json:"stale,omitzero"`
	FlagCount   int               `json:"flag_count"`
	Worst       strategy.Severity `json:"worst,omitzero"`
	Tags        []string          `json:"tags" nullable:"false"`
	Members     []deal.Member     `json:"members" nullable:"false"`
	May         []string          `json:"may" nullable:"false" enum:"edit,contribute,move,judge,override,assign,close,reopen,trash"`
}

func (s *Server) dealRow(ctx context.Context, who org.Actor, id record.ID) (*body[DealRow], error) {
	return rowOf(s.app.Deal(ctx, who, id))
}

// rowOf is the answer that shows a deal.
func rowOf(d app.DealDetail, err error) (*body[DealRow], error) {
	if err != nil {
		return nil, err
	}
	v := d.View
	out := DealRow{Deal: d.Deal, AccountName: v.AccountName, OwnerName: v.OwnerName, Days: v.Days,
		Stale: v.Stale, FlagCount: v.FlagCount, Worst: v.Worst, Tags: v.Tags, Members: d.Team, May: v.May}
	if out.Members == nil {
		out.Members = []deal.Member{}
	}
	return &body[DealRow]{out}, nil
}

func (s *Server) addDeal(ctx context.Context, who org.Actor, in *body[app.NewDeal]) (*body[DealRow], error) {
	d, err := s.app.AddDeal(ctx, who, in.Body)
	if err != nil {
		return nil, err
	}
	return s.dealRow(ctx, who, d.ID)
}

func (s *Server) getDeal(ctx context.Context, who org.Actor, in *byID) (*body[DealRow], error) {
	return s.dealRow(ctx, who, in.ID)
}

func (s *Server) editDeal(ctx context.Context, who org.Actor, in *edit[deal.Fields]) (*body[DealRow], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	if _, err := s.app.EditDeal(ctx, who, in.ID, v, in.RawBody); err != nil {
		return nil, err
	}
	return s.dealRow(ctx, who, in.ID)
}

type assignInput struct {
	ByVersion
	Body NewOwner
}

// NewOwner is to whom a record is given.
type NewOwner struct {
	OwnerID record.ID `json:"owner_id"`
}

func (s *Server) assignDeal(ctx context.Context, who org.Actor, in *assignInput) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.AssignDeal(ctx, who, in.ID, v, in.Body.OwnerID)
}

type memberInput struct {
	ID   record.ID `path:"id"`
	User record.ID `path:"user"`
}

type putMemberInput struct {
	ID   record.ID `path:"id"`
	User record.ID `path:"user"`
	Body TeamRole
}

// TeamRole is what a colleague does on a deal.
type TeamRole struct {
	Role deal.MemberRole `json:"role"`
}

func (s *Server) putMember(ctx context.Context, who org.Actor, in *putMemberInput) (*nothing, error) {
	return &nothing{}, s.app.PutMember(ctx, who, in.ID, deal.Member{UserID: in.User, Role: in.Body.Role})
}

func (s *Server) removeMember(ctx context.Context, who org.Actor, in *memberInput) (*nothing, error) {
	return &nothing{}, s.app.RemoveMember(ctx, who, in.ID, in.User)
}

// BulkResult says of each deal of a bulk change whether it was changed.
type BulkResult struct {
	Done    []record.ID   `json:"done" nullable:"false"`
	Refused []BulkRefusal `json:"refused" nullable:"false"`
}

// BulkRefusal is why one deal was left as it was.
type BulkRefusal struct {
	ID     record.ID `json:"id"`
	Code   string    `json:"code"`
	Detail string    `json:"detail"`
}

func (s *Server) editDeals(
	ctx context.Context, who org.Actor, in *body[app.DealBulk],
) (*body[BulkResult], error) {
	done, err := s.app.EditDeals(ctx, who, in.Body)
	if err != nil {
		return nil, err
	}
	out := BulkResult{Done: append([]record.ID{}, done.Done...), Refused: []BulkRefusal{}}
	for _, r := range done.Refused {
		p := s.problem(ctx, r.Err)
		out.Refused = append(out.Refused, BulkRefusal{r.ID, p.Code, p.Detail})
	}
	return &body[BulkResult]{out}, nil
}
