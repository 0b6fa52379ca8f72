package store

import (
	"context"
	"sente/internal/fault"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// Workspace reads the workspace, NotFound before set-up.
func (r *Reads) Workspace(ctx context.Context) (org.Workspace, error) {
	return one[org.Workspace](
		ctx,
		r,
		"SELECT "+columnsOf[org.Workspace]("w")+" FROM workspace w WHERE w.workspace_id = $1",
		WorkspaceID,
	)
}

// Users lists every user, by name. Names of colleagues are known to all.
func (r *Reads) Users(ctx context.Context) ([]org.User, error) {
	return all[org.User](ctx, r, "SELECT "+columnsOf[org.User]("u")+
		" FROM app_user u WHERE u.workspace_id = $1 ORDER BY u.sort_key, u.id", WorkspaceID)
}

// User reads one user.
func (r *Reads) User(ctx context.Context, id record.ID) (org.User, error) {
	return one[org.User](ctx, r, "SELECT "+columnsOf[org.User]("u")+
		" FROM app_user u WHERE u.workspace_id = $1 AND u.id = $2", WorkspaceID, id)
}

// UserByLogin reads the user of a log-in name, compared exactly.
func (r *Reads) UserByLogin(ctx context.Context, login string) (org.User, error) {
	return one[org.User](ctx, r, "SELECT "+columnsOf[org.User]("u")+
		" FROM app_user u WHERE u.workspace_id = $1 AND u.login = $2", WorkspaceID, login)
}

// Teams lists every team, in the order they were made.
func (r *Reads) Teams(ctx context.Context) ([]org.Team, error) {
	return all[org.Team](ctx, r, "SELECT "+columnsOf[org.Team]("t")+
		" FROM team t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL ORDER BY t.id", WorkspaceID)
}

// Team reads one team.
func (r *Reads) Team(ctx context.Context, id record.ID) (org.Team, error) {
	return one[org.Team](ctx, r, "SELECT "+columnsOf[org.Team]("t")+
		" FROM team t WHERE t.workspace_id = $1 AND t.id = $2 AND t.deleted_at IS NULL", WorkspaceID, id)
}

// Roles lists every role.
func (r *Reads) Roles(ctx context.Context) ([]org.Role, error) {
	return all[org.Role](ctx, r, "SELECT "+columnsOf[org.Role]("x")+
		" FROM role x WHERE x.workspace_id = $1 ORDER BY x.id", WorkspaceID)
}

// Role reads one role.
func (r *Reads) Role(ctx context.Context, id record.ID) (org.Role, error) {
	return one[org.Role](ctx, r, "SELECT "+columnsOf[org.Role]("x")+
		" FROM role x WHERE x.workspace_id = $1 AND x.id = $2", WorkspaceID, id)
}

// Actor resolves a user's rights as they are now. A user who is not active is
// refused as Unauthenticated.
func (r *Reads) Actor(ctx context.Context, id record.ID) (org.Actor, error) {
	u, err := r.User(ctx, id)
	if err != nil {
		return org.Actor{}, err
	}
	if !u.Active {
		return org.Actor{}, fault.New(fault.Unauthenticated, "account_disabled")
	}
	role, err := r.Role(ctx, u.RoleID)
	if err != nil {
		return org.Actor{}, err
	}
	heads, err := value[int64](
		ctx,
		r,
		"SELECT count(*) FROM team WHERE workspace_id = $1 AND head_id = $2",
		WorkspaceID,
		id,
	)
	if err != nil {
		return org.Actor{}, err
	}
	if heads == 0 {
		return org.Resolve(u, role, nil, nil), nil
	}
	teams, err := r.Teams(ctx)
	if err != nil {
		return org.Actor{}, err
	}
	users, err := r.Users(ctx)
	if err != nil {
		return org.Actor{}, err
	}
	return org.Resolve(u, role, teams, users), nil
}
