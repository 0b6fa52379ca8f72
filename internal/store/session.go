package store

import (
	"context"

	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
)

// Session is one log-in of a user in one browser. Only the hash of its token
// is kept.
type Session struct {
	TokenHash string           `db:"token_hash"`
	UserID    record.ID        `db:"user_id"`
	CreatedAt calendar.Instant `db:"created_at"`
	SeenAt    calendar.Instant `db:"seen_at"`
	ExpiresAt calendar.Instant `db:"expires_at"`
	Address   string           `db:"address"`
	Agent     string           `db:"agent"`
}

// sessionHolder is a session and its user.
type sessionHolder struct {
	Session
	Holder
}

// SessionHolder reads a session that has not expired and its user as he is now,
// NotFound otherwise.
func (r *Reads) SessionHolder(ctx context.Context, hash string,
	now calendar.Instant) (Session, Holder, error) {
	var found []sessionHolder
	b := r.byKey()
	ask(b, keep(&found), `SELECT s.token_hash, s.user_id, s.created_at, s.seen_at, s.expires_at, s.address,
 s.agent, `+holderColumns+` FROM session s
 JOIN app_user u ON u.workspace_id = s.workspace_id AND u.id = s.user_id`+holderRole+
		"WHERE s.workspace_id = $1 AND s.token_hash = $2 AND s.expires_at > $3", WorkspaceID, hash, now)
	out, err := first(found, b.run(ctx))
	return out.Session, out.Holder, err
}

// AddSession stores a new session.
func (tx *Tx) AddSession(ctx context.Context, s Session) error {
	_, err := tx.exec(
		ctx,
		`INSERT INTO session (workspace_id, token_hash, user_id, created_at, seen_at, expires_at, address,
 agent) VALUES ($1,$2,$3,$4,$5,$6,$7,$8)`,
		s.TokenHash,
		s.UserID,
		s.CreatedAt,
		s.SeenAt,
		s.ExpiresAt,
		s.Address,
		s.Agent,
	)
	return err
}

// Sessions lists the sessions of a user that are still good: not expired, and
// used after a moment. The last used comes first.
func (r *Reads) Sessions(ctx context.Context, user record.ID, now, used calendar.Instant) ([]Session, error) {
	return all[Session](
		ctx,
		r,
		`SELECT token_hash, user_id, created_at, seen_at, expires_at, address, agent FROM session
 WHERE workspace_id = $1 AND user_id = $2 AND expires_at > $3 AND seen_at >= $4
 ORDER BY seen_at DESC, token_hash`,
		WorkspaceID,
		user,
		now,
		used,
	)
}

// TouchSession notes that a session was used.
func (tx *Tx) TouchSession(ctx context.Context, hash string) error {
	return tx.send(ctx, "UPDATE session SET seen_at = $3 WHERE workspace_id = $1 AND token_hash = $2", hash,
		tx.now)
}

// EndSession deletes one session.
func (tx *Tx) EndSession(ctx context.Context, hash string) error {
	_, err := tx.exec(ctx, "DELETE FROM session WHERE workspace_id = $1 AND token_hash = $2", hash)
	return err
}

// EndSessions deletes every session of a user but the one to keep ("" for none).
func (tx *Tx) EndSessions(ctx context.Context, user record.ID, keep string) error {
	_, err := tx.exec(
		ctx,
		"DELETE FROM session WHERE workspace_id = $1 AND user_id = $2 AND token_hash <> $3",
		user,
		keep,
	)
	return err
}

// What a link is for.
const (
	LinkPassword = "password" // set a password
	LinkCode     = "code"     // the code after the password; kept by the browser, shown to nobody
)

// Link is a one-time secret of a user: to set a password, or to go on with a
// log-in.
type Link struct {
	TokenHash string           `db:"token_hash"`
	UserID    record.ID        `db:"user_id"`
	Purpose   string           `db:"purpose"`
	CreatedAt calendar.Instant `db:"created_at"`
	ExpiresAt calendar.Instant `db:"expires_at"`
	UsedAt    calendar.Instant `db:"used_at"`
}

// Link reads a link for a purpose by the hash of its token.
func (r *Reads) Link(ctx context.Context, purpose, hash string) (Link, error) {
	return one[Link](ctx, r, `SELECT token_hash, user_id, purpose, created_at, expires_at, used_at
 FROM user_link
 WHERE workspace_id = $1 AND token_hash = $2 AND purpose = $3`, WorkspaceID, hash, purpose)
}

// EndLinks ends the links of a user for a purpose.
func (tx *Tx) EndLinks(ctx context.Context, purpose string, user record.ID) error {
	_, err := tx.exec(
		ctx,
		`UPDATE user_link SET used_at = $3 WHERE workspace_id = $1 AND user_id = $2 AND purpose = $4
 AND used_at IS NULL`,
		user,
		tx.now,
		purpose,
	)
	return err
}

// AddLink stores a link and ends the user's older ones for a password.
func (tx *Tx) AddLink(ctx context.Context, l Link) error {
	if l.Purpose == LinkPassword {
		if err := tx.EndLinks(ctx, LinkPassword, l.UserID); err != nil {
			return err
		}
	}
	_, err := tx.exec(
		ctx,
		`INSERT INTO user_link (workspace_id, token_hash, user_id, purpose, created_at, expires_at)
 VALUES ($1,$2,$3,$4,$5,$6)`,
		l.TokenHash,
		l.UserID,
		l.Purpose,
		l.CreatedAt,
		l.ExpiresAt,
	)
	return err
}

// UseLink marks a link as used; false when it was used before.
func (tx *Tx) UseLink(ctx context.Context, hash string) (bool, error) {
	n, err := tx.exec(
		ctx,
		"UPDATE user_link SET used_at = $3 WHERE workspace_id = $1 AND token_hash = $2 AND used_at IS NULL",
		hash,
		tx.now,
	)
	return n == 1, err
}

// Failures counts failed log-ins of a subject (a name or an address) since a moment.
func (r *Reads) Failures(ctx context.Context, subject string, since calendar.Instant) (int64, error) {
	return value[int64](
		ctx,
		r,
		"SELECT count(*) FROM login_failure WHERE workspace_id = $1 AND subject = $2 AND failed_at > $3",
		WorkspaceID,
		subject,
		since,
	)
}

// AddFailure notes a failed log-in and gives its id.
func (tx *Tx) AddFailure(ctx context.Context, subject string) (record.ID, error) {
	id := tx.NewID()
	_, err := tx.exec(
		ctx,
		"INSERT INTO login_failure (workspace_id, id, subject, failed_at) VALUES ($1,$2,$3,$4)",
		id,
		subject,
		tx.now,
	)
	return id, err
}

// TakeBackFailure forgets one failure: the log-in was good after all.
func (tx *Tx) TakeBackFailure(ctx context.Context, id record.ID) error {
	_, err := tx.exec(ctx, "DELETE FROM login_failure WHERE workspace_id = $1 AND id = $2", id)
	return err
}

// ForgetFailures clears a subject after a good log-in.
func (tx *Tx) ForgetFailures(ctx context.Context, subject string) error {
	_, err := tx.exec(ctx, "DELETE FROM login_failure WHERE workspace_id = $1 AND subject = $2", subject)
	return err
}

// ForgetOldFailures clears the failures before a moment.
func (tx *Tx) ForgetOldFailures(ctx context.Context, before calendar.Instant) error {
	_, err := tx.exec(ctx, "DELETE FROM login_failure WHERE workspace_id = $1 AND failed_at < $2", before)
	return err
}

// Lock waits until no other transaction, on any node, holds the name, and holds
// it until this one ends. SQLite has one writer: there is nothing to do.
func (tx *Tx) Lock(ctx context.Context, name string) error {
	if tx.Engine() == "sqlite" {
		return nil
	}
	_, err := value[string](
		ctx,
		&tx.Reads,
		"SELECT CAST(pg_advisory_xact_lock(hashtextextended($2, $1)) AS TEXT)",
		WorkspaceID,
		name,
	)
	return err
}
