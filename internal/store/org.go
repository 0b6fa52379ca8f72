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
func (r *Reads) Users(ctx context.Context) (out []org.User, err error) {
	b := r.batch()
	askUsers(b, keep(&out))
	err = b.run(ctx)
	return out, err
}

func askUsers(b *batch, to func(org.User)) {
	ask(b, to, rowsOf[org.User]("u")+" WHERE u.workspace_id = $1 ORDER BY u.sort_key, u.id", WorkspaceID)
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
func (r *Reads) Teams(ctx context.Context) (out []org.Team, err error) {
	b := r.batch()
	askTeams(b, keep(&out))
	err = b.run(ctx)
	return out, err
}

func askTeams(b *batch, to func(org.Team)) {
	ask(b, to, rowsOf[org.Team]("t")+" WHERE t.workspace_id = $1 AND t.deleted_at IS NULL ORDER BY t.id",
		WorkspaceID)
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

// Holder is a user as far as his rights go, with his role, and of how many teams
// he is the head.
type Holder struct {
	ID     record.ID  `db:"id"`
	Login  string     `db:"login"`
	Name   string     `db:"name"`
	Lang   string     `db:"lang"`
	TeamID record.ID  `db:"team_id"`
	Active bool       `db:"active"`
	Code   string     `db:"code"`
	Grants org.Grants `db:"grants,json"`
	Heads  int64      `db:"heads"`
}

// holderColumns and holderRole belong to a query with the user u.
const (
	holderColumns = `u.id, u.login, u.name, u.lang, u.team_id, u.active, x.code, x.grants,
 (SELECT count(*) FROM team t WHERE t.workspace_id = u.workspace_id AND t.head_id = u.id) AS heads`
	holderRole = " JOIN role x ON x.workspace_id = u.workspace_id AND x.id = u.role_id "
)

// Actor resolves a user's rights as they are now. A user who is not active is
// refused as Unauthenticated.
func (r *Reads) Actor(ctx context.Context, id record.ID) (org.Actor, error) {
	h, err := one[Holder](ctx, r, "SELECT "+holderColumns+" FROM app_user u"+holderRole+
		"WHERE u.workspace_id = $1 AND u.id = $2", WorkspaceID, id)
	if err != nil {
		return org.Actor{}, err
	}
	return r.Resolve(ctx, h)
}

// Resolve is Actor of a user who has just been read.
func (r *Reads) Resolve(ctx context.Context, h Holder) (org.Actor, error) {
	if !h.Active {
		return org.Actor{}, fault.New(fault.Unauthenticated, "account_disabled")
	}
	u := org.User{Meta: record.Meta{ID: h.ID}, Login: h.Login, Name: h.Name, Lang: h.Lang, TeamID: h.TeamID}
	role := org.Role{Code: h.Code, Grants: h.Grants}
	if h.Heads == 0 {
		return org.Resolve(u, role, nil, nil), nil
	}
	var teams []org.Team
	var users []org.User
	b := r.batch()
	askTeams(b, keep(&teams))
	askUsers(b, keep(&users))
	if err := b.run(ctx); err != nil {
		return org.Actor{}, err
	}
	return org.Resolve(u, role, teams, users), nil
}
