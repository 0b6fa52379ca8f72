package app

import (
	"context"
	"strings"
	"time"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// Lives of sessions and links, and the limits of failed log-ins.
const (
	SessionLife  = 30 * 24 * time.Hour // from the log-in
	SessionIdle  = 7 * 24 * time.Hour  // without a request
	LinkLife     = 30 * time.Minute
	failWindow   = 15 * time.Minute
	failsByName  = 10 // failed log-ins of one name in the window
	failsByPlace = 50 // failed log-ins from one address in the window
	touchEvery   = time.Minute
)

// Visitor is the browser of a request.
type Visitor struct {
	Address string // client address, after trusted proxies
	Agent   string
}

// LoggedIn is a new session: the token goes to the browser, once.
type LoggedIn struct {
	Token   string
	UserID  record.ID
	Expires time.Time
}

// LogIn starts a session. A wrong name and a wrong password get the same answer
// after the same work; too many failures of a name or an address are refused
// as Limited.
func (a *App) LogIn(ctx context.Context, from Visitor, login, password string) (LoggedIn, error) {
	login = strings.TrimSpace(login)
	if err := a.limitLogIn(ctx, from, login); err != nil {
		return LoggedIn{}, err
	}
	u, err := a.db.Reads().UserByLogin(ctx, login)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return LoggedIn{}, err
	}
	if !a.matches(u.PasswordHash, password) || !u.Active || login == "" {
		return LoggedIn{}, a.failLogIn(ctx, from, login)
	}
	var in LoggedIn
	err = a.db.Write(ctx, func(tx *store.Tx) error {
		if err := tx.ForgetFailures(ctx, "name:"+login); err != nil {
			return err
		}
		in, err = startSession(ctx, tx, from, u.ID)
		if err != nil {
			return err
		}
		return tx.Record(ctx, userEvent(u.ID, "user.logged_in", u))
	})
	return in, err
}

func (a *App) limitLogIn(ctx context.Context, from Visitor, login string) error {
	since := a.db.Now() - calendar.Instant(failWindow.Milliseconds())
	limits := map[string]int64{"name:" + login: failsByName, "from:" + from.Address: failsByPlace}
	for subject, limit := range limits {
		n, err := a.db.Reads().Failures(ctx, subject, since)
		if err != nil {
			return err
		}
		if n >= limit {
			return fault.New(fault.Limited, "login_limited").With("minutes", int(failWindow.Minutes()))
		}
	}
	return nil
}

func (a *App) failLogIn(ctx context.Context, from Visitor, login string) error {
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		forget := tx.Now() - calendar.Instant((24 * time.Hour).Milliseconds())
		if err := tx.AddFailure(ctx, "name:"+login, forget); err != nil {
			return err
		}
		return tx.AddFailure(ctx, "from:"+from.Address, forget)
	})
	if err != nil {
		return err
	}
	return fault.New(fault.Unauthenticated, "login_wrong")
}

func startSession(ctx context.Context, tx *store.Tx, from Visitor, user record.ID) (LoggedIn, error) {
	token, hash := newToken()
	expires := tx.Now().Time().Add(SessionLife)
	err := tx.AddSession(
		ctx,
		store.Session{TokenHash: hash, UserID: user, CreatedAt: tx.Now(), SeenAt: tx.Now(),
			ExpiresAt: calendar.InstantOf(expires), Address: from.Address, Agent: clip(from.Agent, 200)},
	)
	return LoggedIn{token, user, expires}, err
}

func clip(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

// Who resolves the actor of a session token with his rights as they are now,
// Unauthenticated when there is no such session.
func (a *App) Who(ctx context.Context, token string) (org.Actor, error) {
	now := a.db.Now()
	s, err := a.db.Reads().Session(ctx, tokenHash(token), now)
	if fault.Is(err, fault.NotFound) ||
		(err == nil && now-s.SeenAt > calendar.Instant(SessionIdle.Milliseconds())) {
		return org.Actor{}, fault.New(fault.Unauthenticated, "not_logged_in")
	}
	if err != nil {
		return org.Actor{}, err
	}
	if now-s.SeenAt > calendar.Instant(touchEvery.Milliseconds()) {
		if err := a.db.Write(
			ctx,
			func(tx *store.Tx) error { return tx.TouchSession(ctx, s.TokenHash) },
		); err != nil {
			return org.Actor{}, err
		}
	}
	return a.db.Reads().Actor(ctx, s.UserID)
}

// ActorOf resolves the actor of a user, for jobs and commands.
func (a *App) ActorOf(ctx context.Context, user record.ID) (org.Actor, error) {
	return a.db.Reads().Actor(ctx, user)
}

// LogOut ends the session of a token; a token without session is fine.
func (a *App) LogOut(ctx context.Context, token string) error {
	return a.db.Write(ctx, func(tx *store.Tx) error { return tx.EndSession(ctx, tokenHash(token)) })
}

// ChangePassword sets the actor's own password after checking the present one,
// and ends his other sessions; token is the session that stays.
func (a *App) ChangePassword(ctx context.Context, who org.Actor, token, current, next string) error {
	u, err := a.db.Reads().User(ctx, who.ID)
	if err != nil {
		return err
	}
	if !a.matches(u.PasswordHash, current) {
		return fault.New(fault.Invalid, "password_wrong").At("current")
	}
	if err := checkPassword(next, u.Login); err != nil {
		return err
	}
	hash := a.hash(next)
	return a.db.Write(ctx, func(tx *store.Tx) error {
		return setPassword(ctx, tx, u, hash, tokenHash(token))
	})
}

func setPassword(ctx context.Context, tx *store.Tx, u org.User, hash, keep string) error {
	next := u
	next.PasswordHash, next.PasswordAt = hash, tx.Now()
	if err := store.Save(ctx, tx, u, &next); err != nil {
		return err
	}
	if err := tx.EndSessions(ctx, u.ID, keep); err != nil {
		return err
	}
	return tx.Record(ctx, userEvent(u.ID, "user.password_changed", u))
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
