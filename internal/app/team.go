package app

import (
	"context"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// TeamFields are what an administrator writes about a team.
type TeamFields struct {
	Name     string    `json:"name" maxLength:"100"`
	ParentID record.ID `json:"parent_id,omitzero"`
	HeadID   record.ID `json:"head_id,omitzero"`
}

// Teams lists the teams, for those who may see them.
func (a *App) Teams(ctx context.Context, who org.Actor) ([]org.Team, error) {
	if err := holds(who, org.ReadTeams); err != nil {
		return nil, err
	}
	return a.db.Reads().Teams(ctx)
}

// AddTeam creates a team.
func (a *App) AddTeam(ctx context.Context, who org.Actor, f TeamFields) (org.Team, error) {
	if err := holds(who, org.AdminPeople); err != nil {
		return org.Team{}, err
	}
	var out org.Team
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		if err := f.fill(ctx, tx, &out); err != nil {
			return err
		}
		if err := store.Add(ctx, tx, &out); err != nil {
			return err
		}
		return tx.Record(ctx, teamEvent(who, "team.added", out))
	})
	return out, err
}

// EditTeam changes name, place in the tree or head of a team.
func (a *App) EditTeam(
	ctx context.Context,
	who org.Actor,
	id record.ID,
	version int64,
	patch []byte,
) (org.Team, error) {
	if err := holds(who, org.AdminPeople); err != nil {
		return org.Team{}, err
	}
	var out org.Team
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		old, err := tx.Team(ctx, id)
		if err != nil {
			return err
		}
		if err := fresh(old.Meta, version); err != nil {
			return err
		}
		f := TeamFields{old.Name, old.ParentID, old.HeadID}
		if err := merge(&f, patch); err != nil {
			return err
		}
		out = old
		if err := f.fill(ctx, tx, &out); err != nil {
			return err
		}
		if err := store.Save(ctx, tx, old, &out); err != nil {
			return err
		}
		return tx.Record(ctx, teamEvent(who, "team.edited", out))
	})
	return out, err
}

// fill checks the fields and puts them into a team; a team below itself is
// refused.
func (f TeamFields) fill(ctx context.Context, tx *store.Tx, t *org.Team) error {
	if f.Name = strings.TrimSpace(f.Name); f.Name == "" {
		return fault.New(fault.Invalid, "name_missing").At("name")
	}
	for up := f.ParentID; up != 0; {
		parent, err := tx.Team(ctx, up)
		if err != nil {
			return missing(err, "parent_id")
		}
		if parent.ID == t.ID {
			return fault.New(fault.Invalid, "parent_loop").At("parent_id")
		}
		up = parent.ParentID
	}
	if f.HeadID != 0 {
		if _, err := tx.User(ctx, f.HeadID); err != nil {
			return missing(err, "head_id")
		}
	}
	t.Name, t.ParentID, t.HeadID = f.Name, f.ParentID, f.HeadID
	return nil
}

func teamEvent(who org.Actor, act string, t org.Team) event.Event {
	return event.Event{
		ActorID:   who.ID,
		Act:       act,
		Kind:      record.Team,
		SubjectID: t.ID,
		Params:    event.Params{"name": t.Name},
	}
}
