package app

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/money"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// Week is what changed in one week on the deals that somebody sees, by owner.
type Week struct {
	Week     string       `json:"week" doc:"2026-W47"`
	From     calendar.Day `json:"from" format:"date"`
	To       calendar.Day `json:"to" format:"date"`
	Previous string       `json:"previous"`
	Next     string       `json:"next,omitzero" doc:"absent: it has not begun"`
	Owners   []WeekOwner  `json:"owners" nullable:"false"`
	More     bool         `json:"more,omitzero" doc:"some is left out: ask for one owner or team"`
}

// WeekOwner is one owner's part of a week.
type WeekOwner struct {
	ID    record.ID  `json:"owner_id"`
	Name  string     `json:"owner_name"`
	Deals []WeekDeal `json:"deals" nullable:"false"`
}

// WeekDeal is what changed on one deal between the beginning and the end of a
// week; what came and went within it is left out.
type WeekDeal struct {
	store.WeekDeal
	Moves    []WeekMove               `json:"moves" nullable:"false"`
	Amount   *WeekTurn[*money.Amount] `json:"amount,omitzero" nullable:"false"`
	Close    *WeekTurn[calendar.Day]  `json:"expected_close,omitzero" nullable:"false"`
	Raised   []store.WeekFlag         `json:"raised" nullable:"false"`
	Cleared  []store.WeekFlag         `json:"cleared" nullable:"false"`
	Accepted []store.WeekFlag         `json:"accepted" nullable:"false"`
	People   []WeekPerson             `json:"people" nullable:"false"`
}

// WeekMove is a step in the life of a deal.
type WeekMove struct {
	Act    deal.MoveAct `json:"act"`
	On     calendar.Day `json:"on" format:"date"`
	From   string       `json:"from,omitzero" doc:"stage"`
	To     string       `json:"to,omitzero" doc:"stage"`
	Reason string       `json:"reason,omitzero"`
	LostTo string       `json:"lost_to,omitzero"`
}

// WeekTurn is a value at the beginning and at the end; absent: unknown.
type WeekTurn[T any] struct {
	Before T `json:"before,omitzero"`
	After  T `json:"after,omitzero"`
}

// WeekPerson is a person who joined, left, or changed support by 2 or more.
type WeekPerson struct {
	InfluenceID record.ID         `json:"influence_id"`
	Name        string            `json:"name"`
	What        string            `json:"what" enum:"joined,left,support"`
	Before      influence.Support `json:"before,omitzero" doc:"-5 to 5; absent: unknown"`
	After       influence.Support `json:"after,omitzero"`
}

// WeekQuery says which week, and of whose deals.
type WeekQuery struct {
	Week    string // "2026-W47"; "" is this week
	OwnerID record.ID
	TeamID  record.ID // with the teams below it; 0: all
}

// supportTurn is the least change of support that is told.
const supportTurn = 2

// weekDeals is how many deals are told at most.
const weekDeals = 300

// Week tells what changed in an ISO week, in the workspace's zone.
func (a *App) Week(ctx context.Context, who org.Actor, q WeekQuery) (Week, error) {
	monday, err := a.mondayOf(q.Week)
	if err != nil {
		return Week{}, err
	}
	d, err := a.filter(ctx, DealQuery{TeamID: q.TeamID})
	if err != nil {
		return Week{}, err
	}
	next := monday.Add(7)
	out := Week{Week: monday.Week(), From: monday, To: next.Add(-1), Previous: monday.Add(-7).Week(),
		Owners: []WeekOwner{}}
	if next <= a.Today() {
		out.Next = next.Week()
	}
	r := a.db.Reads()
	rows, err := r.Week(ctx, who.Scope(org.ReadDeals), store.WeekFilter{From: a.startOf(monday),
		To: a.startOf(next), OwnerID: q.OwnerID, Teams: d.Teams})
	if err != nil {
		return Week{}, err
	}
	told := tellWeek(rows)
	out.More = rows.Full
	return out, a.fillWeek(ctx, r, &out, told)
}

func (a *App) mondayOf(week string) (calendar.Day, error) {
	if week == "" {
		return a.Today().Monday(), nil
	}
	d, err := calendar.ParseWeek(week)
	if err != nil || d.Add(-7) <= 0 || d > a.Today() {
		return 0, fault.New(fault.Invalid, "week_unknown").At("week")
	}
	return d, nil
}

// fillWeek puts the deals that have something to tell in order, with names.
func (a *App) fillWeek(ctx context.Context, r *store.Reads, out *Week,
	told map[record.ID]*WeekDeal) error {
	heads, err := r.WeekDeals(ctx, slices.Sorted(maps.Keys(told)))
	if err != nil {
		return err
	}
	if len(heads) > weekDeals {
		heads, out.More = heads[:weekDeals], true
	}
	var people []record.ID
	for _, h := range heads {
		for _, p := range told[h.ID].People {
			people = append(people, p.InfluenceID)
		}
	}
	names, err := r.InfluenceNames(ctx, people)
	for _, h := range heads {
		x := told[h.ID]
		x.WeekDeal = h
		for i := range x.People {
			x.People[i].Name = names[x.People[i].InfluenceID]
		}
		n := len(out.Owners)
		if n == 0 || out.Owners[n-1].ID != h.OwnerID {
			out.Owners = append(out.Owners, WeekOwner{ID: h.OwnerID, Name: h.OwnerName})
			n++
		}
		out.Owners[n-1].Deals = append(out.Owners[n-1].Deals, *x)
	}
	return err
}

// tellWeek tells the rows of a week, by deal. Rows come newest first.
func tellWeek(rows store.WeekRows) map[record.ID]*WeekDeal {
	told := map[record.ID]*WeekDeal{}
	of := func(id record.ID) *WeekDeal {
		if told[id] == nil {
			told[id] = &WeekDeal{Moves: []WeekMove{}, Raised: []store.WeekFlag{}, Cleared: []store.WeekFlag{},
				Accepted: []store.WeekFlag{}, People: []WeekPerson{}}
		}
		return told[id]
	}
	for _, m := range slices.Backward(rows.Moves) {
		of(m.DealID).Moves = append(of(m.DealID).Moves, WeekMove{Act: m.Act, On: m.On,
			From: string(m.Before.Stage), To: string(m.After.Stage), Reason: m.Reason,
			LostTo: m.After.LostTo})
	}
	for _, f := range slices.Backward(rows.Raised) {
		of(f.DealID).Raised = append(of(f.DealID).Raised, f)
	}
	for _, f := range slices.Backward(rows.Cleared) {
		of(f.DealID).Cleared = append(of(f.DealID).Cleared, f)
	}
	for _, f := range slices.Backward(rows.Agreed) {
		of(f.DealID).Accepted = append(of(f.DealID).Accepted, f)
	}
	for _, n := range netChanges(rows.Changes) {
		if n.tells() {
			n.tell(of(n.DealID))
		}
	}
	return told
}

// netChange is a row at the beginning and at the end of the week.
type netChange struct {
	store.WeekChange
	before, after weekRow
	fresh, gone   bool // it was not there at the beginning, at the end
}

// weekRow is what of a row of a deal or an influence is told.
type weekRow struct {
	DeletedAt calendar.Instant  `json:"deleted_at"`
	Minor     *int64            `json:"amount_minor"`
	Currency  string            `json:"amount_currency"`
	Close     calendar.Day      `json:"expected_close"`
	Support   influence.Support `json:"support"`
	LeftOn    calendar.Day      `json:"left_on"`
}

// netChanges joins the changes of each row, which come newest first.
func netChanges(changes []store.WeekChange) (out []netChange) {
	at := map[record.ID]int{}
	for _, c := range slices.Backward(changes) {
		i, known := at[c.RowID]
		if !known {
			i = len(out)
			at[c.RowID] = i
			out = append(out, netChange{WeekChange: c, before: readWeekRow(c.Before)})
			out[i].fresh = absent(c.Before) || out[i].before.DeletedAt != 0
		}
		out[i].after = readWeekRow(c.After)
		out[i].gone = absent(c.After) || out[i].after.DeletedAt != 0
	}
	return out
}

// absent reports that there was no row.
func absent(row json.RawMessage) bool { return len(row) == 0 || string(row) == "null" }

func readWeekRow(row json.RawMessage) (out weekRow) {
	if !absent(row) {
		_ = json.Unmarshal(row, &out) // rows are our own; what is not read stays unknown
	}
	return out
}

func (r weekRow) amount() *money.Amount {
	if r.Minor == nil {
		return nil
	}
	return &money.Amount{Minor: *r.Minor, Currency: r.Currency}
}

func (n *netChange) amountTurned() bool {
	a, b := n.before.amount(), n.after.amount()
	return (a == nil) != (b == nil) || a != nil && *a != *b
}

// person says what happened to a person; "" for nothing that is told.
func (n *netChange) person() string {
	moved := n.after.Support - n.before.Support
	switch {
	case n.Kind != record.Influence || n.fresh && n.gone:
		return ""
	case n.fresh:
		return "joined"
	case n.gone || n.before.LeftOn == 0 && n.after.LeftOn != 0:
		return "left"
	case n.before.Support != 0 && n.after.Support != 0 && max(moved, -moved) >= supportTurn:
		return "support"
	}
	return ""
}

func (n *netChange) tells() bool {
	if n.Kind == record.Deal {
		return !n.fresh && (n.amountTurned() || n.before.Close != n.after.Close)
	}
	return n.person() != ""
}

func (n *netChange) tell(to *WeekDeal) {
	if n.Kind == record.Influence {
		to.People = append(to.People, WeekPerson{InfluenceID: n.RowID, What: n.person(),
			Before: n.before.Support, After: n.after.Support})
		return
	}
	if n.amountTurned() {
		to.Amount = &WeekTurn[*money.Amount]{n.before.amount(), n.after.amount()}
	}
	if n.before.Close != n.after.Close {
		to.Close = &WeekTurn[calendar.Day]{n.before.Close, n.after.Close}
	}
}
