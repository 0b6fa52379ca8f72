package store

import (
	"context"

	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/review"
)

// ReviewRow is a deal review with the names of who opened and closed it.
type ReviewRow struct {
	review.Review
	OpenedBy string `json:"opened_by" db:"opened_by"`
	ClosedBy string `json:"closed_by,omitzero" db:"closed_by"`
}

func reviewRows() string {
	return "SELECT " + columnsOf[review.Review]("x") + `, o.name AS opened_by, c.name AS closed_by
 FROM deal_review x
 LEFT JOIN app_user o ON o.workspace_id = x.workspace_id AND o.id = x.opened_by_id
 LEFT JOIN app_user c ON c.workspace_id = x.workspace_id AND c.id = x.closed_by_id`
}

// Reviews lists the reviews of a deal, the latest first. The caller has read the
// deal.
func (r *Reads) Reviews(ctx context.Context, of record.ID) ([]ReviewRow, error) {
	return all[ReviewRow](ctx, r, reviewRows()+` WHERE x.workspace_id = $1 AND x.deal_id = $2
 ORDER BY x.number DESC`, WorkspaceID, of)
}

// Review reads a review of a deal that the scope sees.
func (r *Reads) Review(ctx context.Context, s org.Scope, id record.ID) (review.Review, error) {
	w := newWhere().and("x.workspace_id = $1").and("x.id = ?", id).and("d.deleted_at IS NULL").
		seesDeal(s, "d")
	return one[review.Review](ctx, r, rowsOf[review.Review]("x")+
		" JOIN deal d ON d.workspace_id = x.workspace_id AND d.id = x.deal_id WHERE "+w.text(), w.args...)
}

// ChallengeRow is a challenge with the names of who raised and answered it.
type ChallengeRow struct {
	review.Challenge
	RaisedBy   string   `json:"raised_by" db:"raised_by"`
	AnsweredBy string   `json:"answered_by,omitzero" db:"answered_by"`
	FlagName   string   `json:"flag_name,omitzero" db:"-" doc:"the person, or the thing, that the flag is about"`
	May        []string `json:"may" db:"-" nullable:"false" enum:"answer,withdraw" doc:"what the reader may do with it"`
}

// challengeFrom joins the deal of a challenge, and who spoke.
const challengeFrom = ` FROM review_challenge x
 JOIN deal d ON d.workspace_id = x.workspace_id AND d.id = x.deal_id
 LEFT JOIN app_user o ON o.workspace_id = x.workspace_id AND o.id = x.raised_by_id
 LEFT JOIN app_user c ON c.workspace_id = x.workspace_id AND c.id = x.answered_by_id WHERE `

func challengeColumns() string {
	return "SELECT " + columnsOf[review.Challenge]("x") + ", o.name AS raised_by, c.name AS answered_by"
}

// seesChallenge keeps challenges that exist for the scope: one to a flag that
// tells of a hidden coach, then or now, does not outside the deal's owner and the
// heads above him.
func (w *where) seesChallenge(s org.Scope) *where {
	w.and("d.deleted_at IS NULL").seesDeal(s, "d").seesFlag(s, "x")
	return w.and("(x.rule = '' OR d.owner_id IN (" + ids(s.Secret) + `) OR NOT EXISTS (SELECT 1 FROM flag f
 WHERE f.workspace_id = $1 AND f.deal_id = x.deal_id AND f.rule = x.rule AND f.subject = x.flag_subject
 AND f.hidden = true))`)
}

// Challenges lists what was challenged in reviews of a deal, oldest first, as far
// as it exists for the scope.
func (r *Reads) Challenges(ctx context.Context, s org.Scope, of ...record.ID) ([]ChallengeRow, error) {
	w := newWhere().and("x.workspace_id = $1").in("x.review_id", of).seesChallenge(s)
	return all[ChallengeRow](ctx, r, challengeColumns()+challengeFrom+w.text()+" ORDER BY x.id", w.args...)
}

// Challenge reads one challenge that exists for the scope.
func (r *Reads) Challenge(ctx context.Context, s org.Scope, id record.ID) (ChallengeRow, error) {
	w := newWhere().and("x.workspace_id = $1").and("x.id = ?", id).seesChallenge(s)
	return one[ChallengeRow](ctx, r, challengeColumns()+challengeFrom+w.text(), w.args...)
}

// Headed reports whether somebody who may log in heads the team of a user, or a
// team above it; he himself does not count.
func (r *Reads) Headed(ctx context.Context, user record.ID) (bool, error) {
	var teams []org.Team
	var users []org.User
	b := r.batch()
	askTeams(b, keep(&teams))
	askUsers(b, keep(&users))
	if err := b.run(ctx); err != nil {
		return false, err
	}
	return org.Headed(user, teams, users), nil
}
