package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// Lives of sessions and links. Those of sessions are defaults; see Options.
const (
	SessionLife = 7 * 24 * time.Hour // from the log-in
	SessionIdle = 8 * time.Hour      // without a request
	LinkLife    = 30 * time.Minute
	PendingLife = 5 * time.Minute // between the password and the code
	touchEvery  = time.Minute
)

// Visitor is the browser of a request.
type Visitor struct {
	Address string // client address, after trusted proxies
	Agent   string
}

// LoggedIn is a new session, or the first half of a log-in: the token goes to
// the browser, once.
type LoggedIn struct {
	Token   string
	UserID  record.ID
	Expires time.Time
	Pending bool // the code of the second factor is still to come
}

// LogIn starts a session, or asks for the code of a second factor. A wrong name
// and a wrong password get the same answer after the same work; too many
// failures of a name or an address are refused as Limited.
func (a *App) LogIn(ctx context.Context, from Visitor, login, password string) (LoggedIn, error) {
	login = strings.TrimSpace(login)
	u, err := a.db.Reads().UserByLogin(ctx, login)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return LoggedIn{}, err
	}
	try, err := a.tryLogIn(ctx, from, login, u)
	if err != nil {
		return LoggedIn{}, err
	}
	if !a.matches(u.PasswordHash, password) || !u.Active || login == "" {
		return LoggedIn{}, a.badLogIn(ctx, from, u)
	}
	var in LoggedIn
	err = a.db.Write(ctx, func(tx *store.Tx) error {
		in, err = a.enter(ctx, tx, u, try)
		return err
	})
	return in, err
}

// enter ends a log-in whose password was right, unless the user has changed
// meanwhile.
func (a *App) enter(ctx context.Context, tx *store.Tx, u org.User, try logInTry) (LoggedIn, error) {
	if err := tx.Lock(ctx, userLock(u.ID)); err != nil {
		return LoggedIn{}, err
	}
	now, err := tx.User(ctx, u.ID)
	if err != nil {
		return LoggedIn{}, err
	}
	if now.PasswordHash != u.PasswordHash || !now.Active {
		return LoggedIn{}, fault.New(fault.Unauthenticated, "login_wrong")
	}
	factor, err := tx.Factor(ctx, u.ID)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return LoggedIn{}, err
	}
	if factor.ConfirmedAt != 0 {
		if err := try.good(ctx, tx, u.ID, attemptCode); err != nil {
			return LoggedIn{}, err
		}
		return startPending(ctx, tx, u.ID)
	}
	if err := try.good(ctx, tx, u.ID, attemptOK); err != nil {
		return LoggedIn{}, err
	}
	in, err := a.startSession(ctx, tx, try.from, u.ID)
	if err != nil {
		return in, err
	}
	return in, tx.Record(ctx, userEvent(u.ID, "user.logged_in", u))
}

// userLock is held while a user gets in or is put out, so that neither misses
// the other.
func userLock(id record.ID) string { return "user:" + id.String() }

// startPending begins the time for the code. It is no session: nothing but the
// code can be sent with it.
func startPending(ctx context.Context, tx *store.Tx, user record.ID) (LoggedIn, error) {
	token, hash := newToken()
	expires := tx.Now().Time().Add(PendingLife)
	err := tx.AddLink(ctx, store.Link{TokenHash: hash, UserID: user, Purpose: store.LinkCode,
		CreatedAt: tx.Now(), ExpiresAt: calendar.InstantOf(expires)})
	return LoggedIn{Token: token, UserID: user, Expires: expires, Pending: true}, err
}

func (a *App) startSession(
	ctx context.Context, tx *store.Tx, from Visitor, user record.ID,
) (LoggedIn, error) {
	token, hash := newToken()
	expires := tx.Now().Time().Add(a.sessionLife)
	err := tx.AddSession(
		ctx,
		store.Session{TokenHash: hash, UserID: user, CreatedAt: tx.Now(), SeenAt: tx.Now(),
			ExpiresAt: calendar.InstantOf(expires), Address: from.Address, Agent: clip(from.Agent, 200)},
	)
	return LoggedIn{Token: token, UserID: user, Expires: expires}, err
}

func clip(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

// Who resolves the actor of a session token with his rights as they are now,
// Unauthenticated when there is no such session.
func (a *App) Who(ctx context.Context, token string) (org.Actor, error) {
	s, h, err := a.session(ctx, token)
	if err != nil {
		return org.Actor{}, err
	}
	if a.db.Now()-s.SeenAt > calendar.Instant(touchEvery.Milliseconds()) {
		if err := a.db.Write(
			ctx,
			func(tx *store.Tx) error { return tx.TouchSession(ctx, s.TokenHash) },
		); err != nil {
			return org.Actor{}, err
		}
	}
	return a.db.Reads().Resolve(ctx, h)
}

// session reads the session of a token and its user, Unauthenticated when it has
// ended.
func (a *App) session(ctx context.Context, token string) (store.Session, store.Holder, error) {
	now := a.db.Now()
	s, h, err := a.db.Reads().SessionHolder(ctx, tokenHash(token), now)
	if fault.Is(err, fault.NotFound) || err == nil && s.SeenAt < now-milli(a.sessionIdle) {
		return s, h, fault.New(fault.Unauthenticated, "not_logged_in")
	}
	return s, h, err
}

func milli(d time.Duration) calendar.Instant { return calendar.Instant(d.Milliseconds()) }

// userOf is the user of a session or an API token that is good; unlike Who it
// does not count as use of it.
func (a *App) userOf(ctx context.Context, token string) (record.ID, error) {
	if IsToken(token) {
		t, err := a.token(ctx, token)
		return t.UserID, err
	}
	s, _, err := a.session(ctx, token)
	return s.UserID, err
}

// ActorOf resolves the actor of a user, for jobs and commands.
func (a *App) ActorOf(ctx context.Context, user record.ID) (org.Actor, error) {
	return a.db.Reads().Actor(ctx, user)
}

// LogOut ends the session of a token; a token without session is fine.
func (a *App) LogOut(ctx context.Context, token string) error {
	return a.db.Write(ctx, func(tx *store.Tx) error { return tx.EndSession(ctx, tokenHash(token)) })
}

// SessionInfo is one log-in of a user in one browser, as he sees it. The id
// cannot be used to log in.
type SessionInfo struct {
	ID        string           `json:"id"`
	CreatedAt calendar.Instant `json:"created_at" format:"date-time"`
	SeenAt    calendar.Instant `json:"seen_at" format:"date-time" doc:"last request, to the minute"`
	ExpiresAt calendar.Instant `json:"expires_at" format:"date-time"`
	Address   string           `json:"address"`
	Agent     string           `json:"agent" doc:"what the browser says of itself"`
	Here      bool             `json:"here" doc:"the session that asks"`
}

// sessionID is what of a session may be shown: the start of a hash of the hash.
func sessionID(s store.Session) string { return tokenHash(s.TokenHash)[:16] }

// Sessions lists the actor's own sessions; token is the one that asks.
func (a *App) Sessions(ctx context.Context, who org.Actor, token string) ([]SessionInfo, error) {
	return a.sessionsOf(ctx, who.ID, tokenHash(token))
}

// SessionsOf lists the sessions of a user, for administrators.
func (a *App) SessionsOf(ctx context.Context, who org.Actor, user record.ID) ([]SessionInfo, error) {
	if err := holds(who, org.AdminPeople); err != nil {
		return nil, err
	}
	if _, err := a.db.Reads().User(ctx, user); err != nil {
		return nil, err
	}
	return a.sessionsOf(ctx, user, "")
}

func (a *App) sessionsOf(ctx context.Context, user record.ID, here string) ([]SessionInfo, error) {
	now := a.db.Now()
	rows, err := a.db.Reads().Sessions(ctx, user, now, now-milli(a.sessionIdle))
	out := make([]SessionInfo, len(rows))
	for i, s := range rows {
		out[i] = SessionInfo{sessionID(s), s.CreatedAt, s.SeenAt, s.ExpiresAt, s.Address, s.Agent,
			s.TokenHash == here}
	}
	return out, err
}

// EndSession ends one of the actor's own sessions, NotFound when he has none
// with that id.
func (a *App) EndSession(ctx context.Context, who org.Actor, id string) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		rows, err := tx.Sessions(ctx, who.ID, tx.Now(), 0)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(rows, func(s store.Session) bool { return sessionID(s) == id })
		if i < 0 {
			return fault.New(fault.NotFound, "not_found")
		}
		if err := tx.EndSession(ctx, rows[i].TokenHash); err != nil {
			return err
		}
		return tx.Record(ctx, ownEvent(who, "user.session_ended"))
	})
}

// EndOtherSessions ends all of the actor's sessions but the one of the token.
func (a *App) EndOtherSessions(ctx context.Context, who org.Actor, token string) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		if err := tx.EndSessions(ctx, who.ID, tokenHash(token)); err != nil {
			return err
		}
		return tx.Record(ctx, ownEvent(who, "user.sessions_ended"))
	})
}

// EndSessionsOf ends every session of a user, for administrators.
func (a *App) EndSessionsOf(ctx context.Context, who org.Actor, user record.ID) error {
	if err := holds(who, org.AdminPeople); err != nil {
		return err
	}
	return a.db.Write(ctx, func(tx *store.Tx) error {
		u, err := tx.User(ctx, user)
		if err != nil {
			return err
		}
		if err := putOut(ctx, tx, user); err != nil {
			return err
		}
		return tx.Record(ctx, userEvent(who.ID, "user.sessions_ended", u))
	})
}

// putOut ends the sessions of a user, log-ins that wait for a code and links.
func putOut(ctx context.Context, tx *store.Tx, user record.ID) error {
	if err := tx.Lock(ctx, userLock(user)); err != nil {
		return err
	}
	for _, purpose := range []string{store.LinkCode, store.LinkPassword} {
		if err := tx.EndLinks(ctx, purpose, user); err != nil {
			return err
		}
	}
	return tx.EndSessions(ctx, user, "")
}

func userEvent(actor record.ID, act string, u org.User) event.Event {
	return event.Event{
		ActorID:   actor,
		Act:       act,
		Kind:      record.User,
		SubjectID: u.ID,
		Params:    event.Params{"name": u.Name},
	}
}

// ownEvent is what the actor did with his own account.
func ownEvent(who org.Actor, act string) event.Event {
	return userEvent(who.ID, act, org.User{Meta: record.Meta{ID: who.ID}, Name: who.Name})
}
