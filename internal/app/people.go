package app

import (
	"context"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
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
		if !out.Active {
			if err := tx.EndSessions(ctx, id, ""); err != nil {
				return err
			}
		}
		return tx.Record(ctx, userEvent(who.ID, "user.edited", out))
	})
	return out, err
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

// keepAnAdministrator refuses a state in which nobody could administer people.
func keepAnAdministrator(ctx context.Context, tx *store.Tx) error {
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

// NewLink is a one-time link, shown once.
type NewLink struct {
	Token   string           `json:"token"`
	Expires calendar.Instant `json:"expires_at" format:"date-time"`
}

// AddLink makes a one-time link by which a user sets his password; his older
// links end.
func (a *App) AddLink(ctx context.Context, who org.Actor, id record.ID) (NewLink, error) {
	if err := holds(who, org.AdminPeople); err != nil {
		return NewLink{}, err
	}
	token, hash := newToken()
	out := NewLink{Token: token}
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		u, err := tx.User(ctx, id)
		if err != nil {
			return err
		}
		if u.Login == "" {
			return fault.New(fault.Invalid, "login_missing").At("login")
		}
		out.Expires = tx.Now() + calendar.Instant(LinkLife.Milliseconds())
		if err := tx.AddLink(
			ctx,
			store.Link{TokenHash: hash, UserID: id, Purpose: "password", CreatedAt: tx.Now(),
				ExpiresAt: out.Expires},
		); err != nil {
			return err
		}
		return tx.Record(ctx, userEvent(who.ID, "user.link_made", u))
	})
	return out, err
}

// LinkInfo is whom a one-time link is for.
type LinkInfo struct {
	Login string `json:"login"`
	Name  string `json:"name"`
}

// LinkInfo reads a one-time link that can still be used; NotFound otherwise.
func (a *App) LinkInfo(ctx context.Context, token string) (LinkInfo, error) {
	u, err := openLink(ctx, a.db.Reads(), token, a.db.Now())
	return LinkInfo{u.Login, u.Name}, err
}

func openLink(ctx context.Context, r *store.Reads, token string, now calendar.Instant) (org.User, error) {
	l, err := r.Link(ctx, tokenHash(token))
	if err != nil && !fault.Is(err, fault.NotFound) {
		return org.User{}, err
	}
	if err != nil || l.UsedAt != 0 || l.ExpiresAt < now {
		return org.User{}, fault.New(fault.NotFound, "link_dead")
	}
	u, err := r.User(ctx, l.UserID)
	if err == nil && !u.Active {
		err = fault.New(fault.NotFound, "link_dead")
	}
	return u, err
}

// UseLink sets the password of a one-time link's user and logs him in.
func (a *App) UseLink(ctx context.Context, from Visitor, token, password string) (LoggedIn, error) {
	u, err := openLink(ctx, a.db.Reads(), token, a.db.Now())
	if err != nil {
		return LoggedIn{}, err
	}
	if password == "" {
		return LoggedIn{}, fault.New(fault.Invalid, "password_length").
			At("password").
			With("min", PasswordMin).
			With("max", PasswordMax)
	}
	if err := checkPassword(password, u.Login); err != nil {
		return LoggedIn{}, err
	}
	hash := a.hash(password)
	var in LoggedIn
	err = a.db.Write(ctx, func(tx *store.Tx) error {
		now, err := openLink(ctx, &tx.Reads, token, tx.Now())
		if err != nil {
			return err
		}
		if used, err := tx.UseLink(ctx, tokenHash(token)); err != nil || !used {
			return fault.New(fault.NotFound, "link_dead").Because(err)
		}
		if err := setPassword(ctx, tx, now, hash, ""); err != nil {
			return err
		}
		in, err = startSession(ctx, tx, from, u.ID)
		return err
	})
	return in, err
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
