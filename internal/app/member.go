package app

import (
	"context"
	"slices"

	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// PutMember puts a colleague on the team of a deal, or changes his role there.
// Being on the team lets him read the deal and contribute to it.
func (a *App) PutMember(ctx context.Context, who org.Actor, id record.ID, m deal.Member) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		d, err := dealToChange(ctx, tx, who, id, org.EditDeals)
		if err != nil {
			return err
		}
		u, err := teamMate(ctx, tx, d, m)
		if err != nil {
			return err
		}
		team, err := tx.Members(ctx, d.ID)
		if err != nil {
			return err
		}
		next := deal.Member{DealID: d.ID, UserID: m.UserID, Role: m.Role}
		if i := slices.IndexFunc(team, func(x deal.Member) bool { return x.UserID == m.UserID }); i < 0 {
			err = store.Add(ctx, tx, &next)
		} else {
			next.ID = team[i].ID
			err = store.Save(ctx, tx, team[i], &next)
		}
		if err != nil || !tx.Changed() {
			return err
		}
		return tx.Record(ctx, memberEvent(who, "member.put", d, u))
	})
}

// teamMate checks who is to be on the team of a deal and as what.
func teamMate(ctx context.Context, tx *store.Tx, d deal.Deal, m deal.Member) (org.User, error) {
	if !slices.Contains(m.Role.All(), m.Role) {
		return org.User{}, fault.New(fault.Invalid, "value_invalid").At("role")
	}
	u, err := tx.User(ctx, m.UserID)
	switch {
	case err != nil:
		return u, missing(err, "user")
	case !u.Active:
		return u, fault.New(fault.Invalid, "owner_inactive").At("user")
	case u.ID == d.OwnerID:
		return u, fault.New(fault.Conflict, "member_is_owner").At("user")
	}
	return u, nil
}

// RemoveMember takes a colleague off the team of a deal.
func (a *App) RemoveMember(ctx context.Context, who org.Actor, id, user record.ID) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		d, err := dealToChange(ctx, tx, who, id, org.EditDeals)
		if err != nil {
			return err
		}
		team, err := tx.Members(ctx, d.ID)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(team, func(x deal.Member) bool { return x.UserID == user })
		if i < 0 {
			return fault.New(fault.NotFound, "not_found")
		}
		u, err := tx.User(ctx, user)
		if err != nil {
			return err
		}
		if err := store.Remove(ctx, tx, team[i]); err != nil {
			return err
		}
		return tx.Record(ctx, memberEvent(who, "member.removed", d, u))
	})
}

func memberEvent(who org.Actor, act string, d deal.Deal, u org.User) event.Event {
	e := dealEvent(who, act, d, 0)
	e.Params["member"] = u.Name
	return e
}
