package app

import (
	"context"
	"slices"
	"strconv"

	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

// HandOver is what becomes of a user who leaves his work to another.
type HandOver struct {
	To      record.ID `json:"to" doc:"who takes over"`
	Disable bool      `json:"disable" doc:"he may not log in any more"`
}

// Belongings counts what a user would hand over, for administrators.
func (a *App) Belongings(ctx context.Context, who org.Actor, user record.ID) (store.Belongings, error) {
	if err := holds(who, org.AdminPeople); err != nil {
		return store.Belongings{}, err
	}
	if _, err := a.db.Reads().User(ctx, user); err != nil {
		return store.Belongings{}, err
	}
	return a.db.Reads().Belongings(ctx, user)
}

// HandOver gives all that hangs on a user to a successor, in one transaction:
// accounts and deals, the trash included, tasks not done yet, teams he heads and
// places on the teams of deals. His sessions, links and tokens end; the rules of
// the deals are evaluated by jobs. Accounts and deals get an event each.
func (a *App) HandOver(
	ctx context.Context, who org.Actor, user record.ID, h HandOver,
) (store.Belongings, error) {
	if err := holds(who, org.AdminPeople); err != nil {
		return store.Belongings{}, err
	}
	var out store.Belongings
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		from, err := tx.User(ctx, user)
		if err != nil {
			return err
		}
		if err := successor(ctx, tx, from, h.To); err != nil {
			return err
		}
		if out, err = tx.Belongings(ctx, user); err != nil {
			return err
		}
		p := passing{who, user, h.To}
		if err := a.handOverRecords(ctx, tx, p); err != nil {
			return err
		}
		if err := handOverPlaces(ctx, tx, p); err != nil {
			return err
		}
		if err := letGo(ctx, tx, from, h.Disable); err != nil {
			return err
		}
		return p.record(ctx, tx, from, out)
	})
	return out, err
}

// successor refuses those who cannot take over.
func successor(ctx context.Context, tx *store.Tx, from org.User, to record.ID) error {
	if to == from.ID {
		return fault.New(fault.Invalid, "successor_self").At("to")
	}
	u, err := tx.User(ctx, to)
	if err != nil {
		return missing(err, "to")
	}
	if !u.Active {
		return fault.New(fault.Invalid, "owner_inactive").At("to")
	}
	return nil
}

// passing is from whom things go to whom, and who says so.
type passing struct {
	by       org.Actor
	from, to record.ID
}

// handOverRecords gives accounts and deals away, with an event each.
func (a *App) handOverRecords(ctx context.Context, tx *store.Tx, p passing) error {
	accounts, err := tx.AccountsOf(ctx, p.from)
	if err != nil {
		return err
	}
	for _, old := range accounts {
		next := old
		next.OwnerID = p.to
		if err := store.Save(ctx, tx, old, &next); err != nil {
			return err
		}
		if err := tx.Record(ctx, accountEvent(p.by, "account.edited", next)); err != nil {
			return err
		}
	}
	deals, err := tx.DealsOf(ctx, p.from)
	if err != nil {
		return err
	}
	already, err := memberships(ctx, tx, p.to)
	if err != nil {
		return err
	}
	var open []record.ID
	for _, old := range deals {
		if err := a.handOverDeal(ctx, tx, p, old, already[old.ID]); err != nil {
			return err
		}
		if old.Status == strategy.Open && !old.Trashed() {
			open = append(open, old.ID)
		}
	}
	return reflagLater(ctx, tx, record.Ref{Kind: record.User, ID: p.from}, open)
}

// handOverDeal gives a deal to a new owner, who leaves its team.
func (a *App) handOverDeal(
	ctx context.Context, tx *store.Tx, p passing, old deal.Deal, seat deal.Member,
) error {
	next := old
	next.OwnerID = p.to
	if err := store.Save(ctx, tx, old, &next); err != nil {
		return err
	}
	if seat.ID != 0 {
		if err := store.Remove(ctx, tx, seat); err != nil {
			return err
		}
	}
	return tx.Record(ctx, dealEvent(p.by, "deal.assigned", next, a.day(tx.Now())))
}

// memberships are somebody's places on the teams of deals, by deal.
func memberships(ctx context.Context, tx *store.Tx, user record.ID) (map[record.ID]deal.Member, error) {
	rows, err := tx.MembershipsOf(ctx, user)
	out := map[record.ID]deal.Member{}
	for _, m := range rows {
		out[m.DealID] = m
	}
	return out, err
}

// handOverPlaces gives tasks, teams and places on the teams of deals away; where
// the successor has a place already, or owns the deal, the old one is given up.
func handOverPlaces(ctx context.Context, tx *store.Tx, p passing) error {
	tasks, err := tx.TasksOf(ctx, p.from)
	if err != nil {
		return err
	}
	for _, old := range tasks {
		next := old
		next.AssigneeID = p.to
		if err := store.Save(ctx, tx, old, &next); err != nil {
			return err
		}
	}
	teams, err := tx.TeamsOf(ctx, p.from)
	if err != nil {
		return err
	}
	for _, old := range teams {
		next := old
		next.HeadID = p.to
		if err := store.Save(ctx, tx, old, &next); err != nil {
			return err
		}
	}
	return handOverSeats(ctx, tx, p)
}

func handOverSeats(ctx context.Context, tx *store.Tx, p passing) error {
	seats, err := tx.MembershipsOf(ctx, p.from)
	if err != nil {
		return err
	}
	owned, err := tx.DealsOf(ctx, p.to)
	if err != nil {
		return err
	}
	already, err := memberships(ctx, tx, p.to)
	if err != nil {
		return err
	}
	for _, old := range seats {
		owns := slices.ContainsFunc(owned, func(d deal.Deal) bool { return d.ID == old.DealID })
		if owns || already[old.DealID].ID != 0 {
			err = store.Remove(ctx, tx, old)
		} else {
			next := old
			next.UserID = p.to
			err = store.Save(ctx, tx, old, &next)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// letGo ends the access of who has handed over.
func letGo(ctx context.Context, tx *store.Tx, from org.User, disable bool) error {
	next := from
	next.Active = from.Active && !disable
	if err := store.Save(ctx, tx, from, &next); err != nil {
		return err
	}
	if err := keepAnAdministrator(ctx, tx); err != nil {
		return err
	}
	if err := tx.RevokeTokens(ctx, from.ID); err != nil {
		return err
	}
	return putOut(ctx, tx, from.ID)
}

// record makes the event of the whole act.
func (p passing) record(ctx context.Context, tx *store.Tx, from org.User, done store.Belongings) error {
	to, err := tx.User(ctx, p.to)
	if err != nil {
		return err
	}
	e := userEvent(p.by.ID, "user.handed_over", from)
	e.Params["to"] = to.Name
	counts := map[string]int64{"accounts": done.Accounts, "deals": done.Deals, "tasks": done.Tasks}
	for name, n := range counts {
		e.Params[name] = strconv.FormatInt(n, 10)
	}
	return tx.Record(ctx, e)
}
