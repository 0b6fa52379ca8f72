package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/calendar"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

func (s *Server) peopleRoutes() []route {
	return []route{
		on("GET /api/people", "People", "", s.listPeople),
		on("GET /api/users", "Users", org.ReadTeams, s.listUsers),
		on("POST /api/users", "AddUser", org.AdminPeople, s.addUser),
		on("PATCH /api/users/{id}", "EditUser", org.AdminPeople, s.editUser),
		on("POST /api/users/{id}/link", "AddLink", org.AdminPeople, s.addLink),
		on("GET /api/teams", "Teams", org.ReadTeams, s.listTeams),
		on("POST /api/teams", "AddTeam", org.AdminPeople, s.addTeam),
		on("PATCH /api/teams/{id}", "EditTeam", org.AdminPeople, s.editTeam),
		on("GET /api/roles", "Roles", org.ReadTeams, s.listRoles),
		on("PATCH /api/roles/{id}", "EditRole", org.AdminPeople, s.editRole),
	}
}

// Person is a colleague as everybody sees him.
type Person struct {
	ID     record.ID `json:"id"`
	Name   string    `json:"name"`
	TeamID record.ID `json:"team_id,omitzero"`
	Active bool      `json:"active"`
}

// UserRow is a user as administrators and managers see him.
type UserRow struct {
	org.User
	Invited bool `json:"invited" doc:"has a password and can log in"`
	Factor  bool `json:"factor,omitzero" doc:"has a second factor; told to administrators only"`
}

// all is an unpaged list.
type all[T any] struct {
	Items []T `json:"items" nullable:"false"`
}

func whole[T, W any](rows []T, wire func(T) W, err error) (*body[all[W]], error) {
	if err != nil {
		return nil, err
	}
	out := all[W]{Items: make([]W, len(rows))}
	for i, x := range rows {
		out.Items[i] = wire(x)
	}
	return &body[all[W]]{out}, nil
}

func same[T any](x T) T { return x }

func (s *Server) listPeople(ctx context.Context, who org.Actor, _ *struct{}) (*body[all[Person]], error) {
	users, err := s.app.People(ctx, who)
	return whole(users, func(u org.User) Person { return Person{u.ID, u.Name, u.TeamID, u.Active} }, err)
}

func userRow(u org.User) UserRow { return UserRow{u, u.Invited(), false} }

func (s *Server) listUsers(ctx context.Context, who org.Actor, _ *struct{}) (*body[all[UserRow]], error) {
	users, err := s.app.Users(ctx, who)
	if err != nil || !who.Has(org.AdminPeople) {
		return whole(users, userRow, err)
	}
	having, err := s.app.FactorUsers(ctx, who)
	return whole(users, func(u org.User) UserRow { return UserRow{u, u.Invited(), having[u.ID]} }, err)
}

func (s *Server) addUser(
	ctx context.Context,
	who org.Actor,
	in *body[app.UserFields],
) (*body[UserRow], error) {
	u, err := s.app.AddUser(ctx, who, in.Body)
	return answer(userRow(u), err)
}

func (s *Server) editUser(
	ctx context.Context,
	who org.Actor,
	in *edit[app.UserFields],
) (*body[UserRow], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	u, err := s.app.EditUser(ctx, who, in.ID, v, in.RawBody)
	return answer(userRow(u), err)
}

// OneTimeLink is a link by which a user sets his password, shown once.
type OneTimeLink struct {
	URL     string           `json:"url"`
	Expires calendar.Instant `json:"expires_at" format:"date-time"`
}

func (s *Server) addLink(ctx context.Context, who org.Actor, in *byID) (*body[OneTimeLink], error) {
	l, err := s.app.AddLink(ctx, who, in.ID)
	return answer(OneTimeLink{requestOf(ctx).origin + "/link/" + l.Token, l.Expires}, err)
}

func (s *Server) listTeams(ctx context.Context, who org.Actor, _ *struct{}) (*body[all[org.Team]], error) {
	teams, err := s.app.Teams(ctx, who)
	return whole(teams, same, err)
}

func (s *Server) addTeam(
	ctx context.Context,
	who org.Actor,
	in *body[app.TeamFields],
) (*body[org.Team], error) {
	return answer(s.app.AddTeam(ctx, who, in.Body))
}

func (s *Server) editTeam(
	ctx context.Context,
	who org.Actor,
	in *edit[app.TeamFields],
) (*body[org.Team], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditTeam(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) listRoles(ctx context.Context, who org.Actor, _ *struct{}) (*body[all[org.Role]], error) {
	roles, err := s.app.Roles(ctx, who)
	return whole(roles, same, err)
}

type editRoleInput struct {
	ByVersion
	Body RoleGrants
}

// RoleGrants are the grants of a role: permission → reach.
type RoleGrants struct {
	Grants org.Grants `json:"grants"`
}

func (s *Server) editRole(ctx context.Context, who org.Actor, in *editRoleInput) (*body[org.Role], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditRole(ctx, who, in.ID, v, in.Body.Grants))
}
