package app

import (
	"context"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/store"
)

// UserFields are what an administrator writes about a user.
type UserFields struct {
	Login  string    `json:"login,omitzero" maxLength:"100" doc:"absent: cannot log in yet"`
	Name   string    `json:"name" maxLength:"100"`
	TeamID record.ID `json:"team_id,omitzero"`
	RoleID record.ID `json:"role_id"`
	Lang   string    `json:"lang,omitempty" enum:"zh,en"`
	Active bool      `json:"active,omitempty"`
}

// People lists everybody's name and team, for picking; all who are logged in
// may read it.
func (a *App) People(ctx context.Context, _ org.Actor) ([]org.User, error) {
	return a.db.Reads().Users(ctx)
}

// Users lists the users with their roles, for those who may see teams.
func (a *App) Users(ctx context.Context, who org.Actor) ([]org.User, error) {
	if err := holds(who, org.ReadTeams); err != nil {
		return nil, err
	}
	return a.db.Reads().Users(ctx)
}

// AddUser creates a user; he can log in after using a one-time link.
func (a *App) AddUser(ctx context.Context, who org.Actor, f UserFields) (org.User, error) {
	if err := holds(who, org.AdminPeople); err != nil {
		return org.User{}, err
	}
	f.Active = true
	out := org.User{}
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		if err := f.fill(ctx, tx, &out); err != nil {
			return err
		}
		if err := store.Add(ctx, tx, &out); err != nil {
			return loginTaken(err)
		}
		return tx.Record(ctx, userEvent(who.ID, "user.added", out))
	})
	return out, err
}

// EditUser changes a user. A user who is made inactive loses his sessions at
// once; the last active administrator stays one.
func (a *App) EditUser(
	ctx context.Context,
	who org.Actor,
	id record.ID,
	version int64,
	patch []byte,
) (org.User, error) {
	if err := holds(who, org.AdminPeople); err != nil {
		return org.User{}, err
	}
	var out org.User
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		old, err := tx.User(ctx, id)
		if err != nil {
			return err
		}
		if err := fresh(old.Meta, version); err != nil {
			return err
		}
		out = old
		if err := patchUser(ctx, tx, &out, patch); err != nil {
			return err
		}
		if err := store.Save(ctx, tx, old, &out); err != nil {
			return loginTaken(err)
		}
		if err := keepAnAdministrator(ctx, tx); err != nil {
			return err
		}
		if err := endAccess(ctx, tx, old, out); err != nil {
			return err
		}
		return tx.Record(ctx, userEvent(who.ID, "user.edited", out))
	})
	return out, err
}

// endAccess ends what must not outlive a change of a user: everything when he
// may not log in any more, sessions when he has another role, links when he has
// another log-in name.
func endAccess(ctx context.Context, tx *store.Tx, old, now org.User) error {
	if old.Active && !now.Active {
		if err := tx.RevokeTokens(ctx, now.ID); err != nil {
			return err
		}
	}
	switch {
	case !now.Active || now.RoleID != old.RoleID:
		return putOut(ctx, tx, now.ID)
	case now.Login != old.Login:
		return tx.EndLinks(ctx, store.LinkPassword, now.ID)
	}
	return nil
}

// patchUser reads the members to change over a user.
func patchUser(ctx context.Context, tx *store.Tx, u *org.User, patch []byte) error {
	f := UserFields{Login: u.Login, Name: u.Name, TeamID: u.TeamID, RoleID: u.RoleID,
		Lang: u.Lang, Active: u.Active}
	if err := merge(&f, patch); err != nil {
		return err
	}
	return f.fill(ctx, tx, u)
}

func loginTaken(err error) error {
	if fault.Is(err, fault.Conflict) {
		return fault.New(fault.Conflict, "login_taken").At("login")
	}
	return err
}

// fill checks the fields and puts them into a user.
func (f UserFields) fill(ctx context.Context, tx *store.Tx, u *org.User) error {
	f.Name, f.Login = strings.TrimSpace(f.Name), strings.TrimSpace(f.Login)
	if f.Name == "" {
		return fault.New(fault.Invalid, "name_missing").At("name")
	}
	if f.Lang == "" {
		f.Lang = "zh"
	}
	if f.Lang != "zh" && f.Lang != "en" {
		return fault.New(fault.Invalid, "value_invalid").At("lang")
	}
	if _, err := tx.Role(ctx, f.RoleID); err != nil {
		return missing(err, "role_id")
	}
	if f.TeamID != 0 {
		if _, err := tx.Team(ctx, f.TeamID); err != nil {
			return missing(err, "team_id")
		}
	}
	u.Login, u.Name, u.SortKey, u.TeamID, u.RoleID = f.Login, f.Name, search.SortKey(
		f.Name,
	), f.TeamID, f.RoleID
	u.Lang, u.Active = f.Lang, f.Active
	return nil
}

// administrators is the lock of all acts after which fewer people might be able
// to administer people: two of them at once could each count on the other's.
const administrators = "administrators"

// keepAnAdministrator refuses a state in which nobody could administer people. It
// comes after what could make one: then it sees what others did meanwhile.
func keepAnAdministrator(ctx context.Context, tx *store.Tx) error {
	if err := tx.Lock(ctx, administrators); err != nil {
		return err
	}
	roles, err := tx.Roles(ctx)
	if err != nil {
		return err
	}
	admin := map[record.ID]bool{}
	for _, r := range roles {
		_, admin[r.ID] = r.Grants[org.AdminPeople]
	}
	users, err := tx.Users(ctx)
	if err != nil {
		return err
	}
	for _, u := range users {
		if u.Active && admin[u.RoleID] && u.Invited() {
			return nil
		}
	}
	return fault.New(fault.Conflict, "last_administrator")
}

// MeFields are what a person may change about himself.
type MeFields struct {
	Lang string `json:"lang" enum:"zh,en"`
}

// EditMe changes the actor's own settings.
func (a *App) EditMe(ctx context.Context, who org.Actor, f MeFields) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		old, err := tx.User(ctx, who.ID)
		if err != nil {
			return err
		}
		next := old
		next.Lang = f.Lang
		if err := store.Save(ctx, tx, old, &next); err != nil {
			return err
		}
		return tx.Record(ctx, userEvent(who.ID, "user.edited", next))
	})
}

// Roles lists the roles with their grants.
func (a *App) Roles(ctx context.Context, who org.Actor) ([]org.Role, error) {
	if err := holds(who, org.ReadTeams); err != nil {
		return nil, err
	}
	return a.db.Reads().Roles(ctx)
}

// EditRole changes what a role may do. An unknown permission or reach is
// refused, and so is a state without an administrator.
func (a *App) EditRole(
	ctx context.Context,
	who org.Actor,
	id record.ID,
	version int64,
	grants org.Grants,
) (org.Role, error) {
	if err := holds(who, org.AdminPeople); err != nil {
		return org.Role{}, err
	}
	if err := grants.Check(); err != nil {
		return org.Role{}, err
	}
	var out org.Role
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		old, err := tx.Role(ctx, id)
		if err != nil {
			return err
		}
		if err := fresh(old.Meta, version); err != nil {
			return err
		}
		out = old
		out.Grants = grants
		if err := store.Save(ctx, tx, old, &out); err != nil {
			return err
		}
		if err := keepAnAdministrator(ctx, tx); err != nil {
			return err
		}
		return tx.Record(
			ctx,
			event.Event{ActorID: who.ID, Act: "role.edited", Kind: record.Role, SubjectID: id,
				Params: event.Params{"code": out.Code}},
		)
	})
	return out, err
}
