package app

import (
	"context"
	"slices"

	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

// DealView is a deal as one person sees it in a list: how long it has stood in
// its stage, and what he may do.
type DealView struct {
	store.DealItem
	Days  *int     `json:"days_in_stage,omitzero" nullable:"false" doc:"absent: unknown, or the deal is closed"`
	Stale bool     `json:"stale,omitzero" doc:"longer in its stage than is typical"`
	May   []string `json:"may" nullable:"false" enum:"edit,contribute,move,judge,override,assign,close,reopen,trash"`
}

func dealView(who org.Actor, today calendar.Day, own owned) func(store.DealItem) DealView {
	return func(d store.DealItem) DealView {
		v := DealView{DealItem: d, May: DealMay(who, d.OwnerID, d.Status, d.Member > 0)}
		if d.Status == strategy.Open && d.StageEnteredOn != 0 {
			v.Days = new(today.Since(d.StageEnteredOn))
			typical := own[d.Template].TypicalDays(d.Stage)
			v.Stale = typical > 0 && *v.Days > typical
		}
		return v
	}
}

// DealMay lists what an actor may do on a deal of an owner, by his rights and
// the deal's state; member says that he is on its team.
func DealMay(who org.Actor, owner record.ID, status strategy.DealStatus, member bool) []string {
	open := status == strategy.Open
	out := []string{}
	for _, x := range []struct {
		act    string
		p      org.Permission
		member bool
		now    bool
	}{
		{"edit", org.EditDeals, false, true},
		{"contribute", org.Contribute, member, true},
		{"move", org.MoveDeals, false, open},
		{"judge", org.JudgeGates, false, open},
		{"override", org.OverrideGates, false, open},
		{"assign", org.AssignRecords, false, true},
		{"close", org.MoveDeals, false, open},
		{"reopen", org.ReopenDeals, false, !open},
		{"trash", org.EditDeals, false, true},
	} {
		if x.now && who.May(x.p, owner, x.member) {
			out = append(out, x.act)
		}
	}
	return out
}

// DealQuery is a filter of deals with the team that owners belong to.
type DealQuery struct {
	store.DealFilter
	TeamID record.ID // with the teams below it; 0: all
}

// Deals lists the deals that the actor sees.
func (a *App) Deals(ctx context.Context, who org.Actor, q DealQuery) (store.List[DealView], error) {
	var out store.List[DealView]
	f, err := a.filter(ctx, q)
	if err != nil {
		return out, err
	}
	l, err := a.db.Reads().Deals(ctx, who.Scope(org.ReadDeals), f)
	if err != nil {
		return out, err
	}
	if err := listed(ctx, a, who, l.Items, dealItemID); err != nil {
		return out, err
	}
	items, err := a.dealViews(ctx, who, l.Items)
	return store.List[DealView]{Items: items, Next: l.Next, Total: l.Total}, err
}

func dealItemID(d store.DealItem) record.ID { return d.ID }

func (a *App) dealViews(ctx context.Context, who org.Actor, items []store.DealItem) ([]DealView, error) {
	own, err := ownOf(ctx, a.db.Reads(), items...)
	if err != nil {
		return nil, err
	}
	view := dealView(who, a.Today(), own)
	out := make([]DealView, len(items))
	for i, d := range items {
		out[i] = view(d)
	}
	return out, nil
}

// filter resolves the team of a query into the teams of its tree.
func (a *App) filter(ctx context.Context, q DealQuery) (store.DealFilter, error) {
	if q.TeamID == 0 {
		return q.DealFilter, nil
	}
	teams, err := a.db.Reads().Teams(ctx)
	if err != nil {
		return q.DealFilter, err
	}
	tree := []record.ID{q.TeamID}
	for i := 0; i < len(tree); i++ {
		for _, t := range teams {
			if t.ParentID == tree[i] && !slices.Contains(tree, t.ID) {
				tree = append(tree, t.ID)
			}
		}
	}
	q.Teams = tree
	return q.DealFilter, nil
}

// Column is one column of a board as one person sees it.
type Column struct {
	store.Group
	Cards []DealView
}

// Board groups the deals that the actor sees into columns with their totals.
func (a *App) Board(ctx context.Context, who org.Actor, by store.Grouping, q DealQuery) ([]Column, error) {
	f, err := a.filter(ctx, q)
	if err != nil {
		return nil, err
	}
	groups, err := a.db.Reads().Board(ctx, who.Scope(org.ReadDeals), by, f)
	if err != nil {
		return nil, err
	}
	out := make([]Column, len(groups))
	for i, g := range groups {
		if err := listed(ctx, a, who, g.Items, dealItemID); err != nil {
			return nil, err
		}
		cards, err := a.dealViews(ctx, who, g.Items)
		if err != nil {
			return nil, err
		}
		out[i] = Column{g, cards}
	}
	return out, nil
}

// DealDetail is a deal with everything written on it, its team and its tags.
type DealDetail struct {
	deal.Deal
	View DealView
	Team []deal.Member
}

// Deal reads a deal that the actor sees.
func (a *App) Deal(ctx context.Context, who org.Actor, id record.ID) (DealDetail, error) {
	d, err := a.db.Reads().DealShown(ctx, who.Scope(org.ReadDeals), id)
	if err != nil {
		return DealDetail{}, err
	}
	return a.dealDetail(ctx, who, d)
}

// dealDetail is a deal that the actor sees now.
func (a *App) dealDetail(ctx context.Context, who org.Actor, d store.DealShown) (DealDetail, error) {
	a.saw(ctx, who, record.Ref{Kind: record.Deal, ID: d.ID})
	own, err := ownOf(ctx, a.db.Reads(), d.Item())
	return DealDetail{Deal: d.Deal, View: dealView(who, a.Today(), own)(d.Item()), Team: d.Members}, err
}
