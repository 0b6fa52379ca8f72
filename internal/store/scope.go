package store

import (
	"context"

	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// seesDeal adds the condition that the scope sees the deal of alias: it is his
// to see by its owner, or he is on its team.
func (w *where) seesDeal(s org.Scope, alias string) *where {
	if s.All {
		return w
	}
	return w.and("("+alias+".owner_id IN ("+ids(s.Owners)+") OR "+alias+
		".id IN (SELECT m.deal_id FROM deal_member m WHERE m.workspace_id = $1 AND m.user_id = ?))", s.Viewer)
}

// seesAccount adds the condition that the scope sees the account of alias: it
// is owned in scope or by nobody, or he sees a deal on it.
func (w *where) seesAccount(s org.Scope, alias string) *where {
	if s.All {
		return w
	}
	return w.and("("+alias+".owner_id IS NULL OR "+alias+".owner_id IN ("+ids(s.Owners)+") OR "+alias+
		".id IN (SELECT sd.account_id FROM deal sd WHERE sd.workspace_id = $1 AND sd.deleted_at IS NULL "+
		"AND (sd.owner_id IN ("+
		ids(
			s.Owners,
		)+") OR sd.id IN (SELECT m.deal_id FROM deal_member m WHERE m.workspace_id = $1 AND m.user_id = "+
		"?))))", s.Viewer)
}

// seesInfluence adds the condition that the influence of alias exists for the
// scope: a person whose only role is a hidden coach does not, outside the
// owner of the deal (dealAlias) and the heads above him.
func (w *where) seesInfluence(s org.Scope, alias, dealAlias string) *where {
	return w.and("(" + alias + ".hidden = false OR " + alias + `.roles <> '["CO"]' OR ` +
		dealAlias + ".owner_id IN (" + ids(s.Secret) + "))")
}

// IsMember reports whether a user is on the team of a deal.
func (r *Reads) IsMember(ctx context.Context, deal, user record.ID) (bool, error) {
	n, err := value[int64](
		ctx,
		r,
		"SELECT count(*) FROM deal_member m WHERE m.workspace_id = $1 AND m.deal_id = $2 AND m.user_id = $3",
		WorkspaceID,
		deal,
		user,
	)
	return n > 0, err
}
