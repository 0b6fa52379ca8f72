package store

import (
	"context"

	"sente/internal/sales/account"
	"sente/internal/sales/activity"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// Belongings counts what hangs on a user, the trash included.
type Belongings struct {
	Accounts    int64 `json:"accounts" db:"accounts"`
	Deals       int64 `json:"deals" db:"deals"`
	Tasks       int64 `json:"tasks" db:"tasks" doc:"not done yet"`
	Teams       int64 `json:"teams" db:"teams" doc:"whose head he is"`
	Memberships int64 `json:"memberships" db:"memberships" doc:"of deals of others"`
}

// Belongings counts what hangs on a user.
func (r *Reads) Belongings(ctx context.Context, user record.ID) (Belongings, error) {
	return one[Belongings](ctx, r, `SELECT
 (SELECT count(*) FROM account WHERE workspace_id = $1 AND owner_id = $2) AS accounts,
 (SELECT count(*) FROM deal WHERE workspace_id = $1 AND owner_id = $2) AS deals,
 (SELECT count(*) FROM task WHERE workspace_id = $1 AND assignee_id = $2 AND done_at IS NULL
  AND deleted_at IS NULL) AS tasks,
 (SELECT count(*) FROM team WHERE workspace_id = $1 AND head_id = $2) AS teams,
 (SELECT count(*) FROM deal_member WHERE workspace_id = $1 AND user_id = $2) AS memberships`,
		WorkspaceID, user)
}

// AccountsOf reads the accounts of an owner, the trash included.
func (tx *Tx) AccountsOf(ctx context.Context, owner record.ID) ([]account.Account, error) {
	return all[account.Account](ctx, &tx.Reads, rowsOf[account.Account]("a")+
		" WHERE a.workspace_id = $1 AND a.owner_id = $2 ORDER BY a.id", WorkspaceID, owner)
}

// DealsOf reads the deals of an owner, the trash included.
func (tx *Tx) DealsOf(ctx context.Context, owner record.ID) ([]deal.Deal, error) {
	return all[deal.Deal](ctx, &tx.Reads, rowsOf[deal.Deal]("d")+
		" WHERE d.workspace_id = $1 AND d.owner_id = $2 ORDER BY d.id", WorkspaceID, owner)
}

// TasksOf reads what somebody has still to do.
func (tx *Tx) TasksOf(ctx context.Context, assignee record.ID) ([]activity.Task, error) {
	return all[activity.Task](ctx, &tx.Reads, rowsOf[activity.Task]("k")+` WHERE k.workspace_id = $1
 AND k.assignee_id = $2 AND k.done_at IS NULL AND k.deleted_at IS NULL ORDER BY k.id`, WorkspaceID, assignee)
}

// TeamsOf reads the teams of a head.
func (tx *Tx) TeamsOf(ctx context.Context, head record.ID) ([]org.Team, error) {
	return all[org.Team](ctx, &tx.Reads, rowsOf[org.Team]("t")+
		" WHERE t.workspace_id = $1 AND t.head_id = $2 ORDER BY t.id", WorkspaceID, head)
}

// MembershipsOf reads on the teams of which deals somebody is.
func (tx *Tx) MembershipsOf(ctx context.Context, user record.ID) ([]deal.Member, error) {
	return all[deal.Member](ctx, &tx.Reads, rowsOf[deal.Member]("m")+
		" WHERE m.workspace_id = $1 AND m.user_id = $2 ORDER BY m.id", WorkspaceID, user)
}
