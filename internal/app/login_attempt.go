package app

import (
	"context"
	"time"

	"sente/internal/fault"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// Limits of what is tried in vain, in failWindow.
const (
	failWindow   = 15 * time.Minute
	failsByName  = 10 // log-ins of one name
	failsByPlace = 50 // log-ins from one address
	failsByCode  = 5  // codes of one user
	failsByCheck = 10 // passwords that one user, logged in, is asked for again
	keepFailures = 24 * time.Hour
	limitedEvery = time.Minute // a limited address is noted once in this time
)

// What became of a try to log in.
const (
	attemptOK       = "ok"
	attemptCode     = "code"         // the password was right, the code is to come
	attemptRecovery = "recovery"     // by a recovery code
	attemptLink     = "link"         // a password was set by a one-time link
	attemptWrong    = "wrong"        // name or password
	attemptInactive = "inactive"     // the user may not log in
	attemptBadCode  = "code_wrong"   // the password was right, the code was not
	attemptLimited  = "limited"      // not looked at: too many before
	attemptNoCode   = "code_limited" // not looked at: too many codes before
)

// logInTry is a log-in that counts as failed until it turns out good.
type logInTry struct {
	from  Visitor
	place record.ID // failure of the address
	name  string    // under which failures of the name are counted
}

// loginKey is under what failures of a name are counted; the name is not kept.
func loginKey(login string) string { return "name:" + tokenHash(login)[:32] }

// tryLogIn counts a log-in before its password is looked at, so that no number
// of them at once is looked at more often than the limits say.
func (a *App) tryLogIn(
	ctx context.Context, from Visitor, login string, u org.User,
) (logInTry, error) {
	out := logInTry{from: from, name: loginKey(login)}
	limits := []limit{{out.name, failsByName}, {"from:" + from.Address, failsByPlace}}
	var spent bool
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		failures, err := countFailure(ctx, tx, limits...)
		if err != nil {
			return err
		}
		if spent = failures == nil; spent {
			return noteLimited(ctx, tx, from, u.ID, attemptLimited)
		}
		out.place = failures[1]
		return nil
	})
	if err == nil && spent {
		err = tooMany("login_limited")
	}
	return out, err
}

// good takes the failure back and notes the try of a user.
func (x logInTry) good(ctx context.Context, tx *store.Tx, user record.ID, outcome string) error {
	if err := tx.ForgetFailures(ctx, x.name); err != nil {
		return err
	}
	if err := tx.TakeBackFailure(ctx, x.place); err != nil {
		return err
	}
	return note(ctx, tx, x.from, user, outcome)
}

// badLogIn notes the try of a user, or of nobody, and refuses it.
func (a *App) badLogIn(ctx context.Context, from Visitor, u org.User) error {
	outcome := attemptWrong
	if u.ID != 0 && !u.Active {
		outcome = attemptInactive
	}
	err := a.db.Write(ctx, func(tx *store.Tx) error { return note(ctx, tx, from, u.ID, outcome) })
	if err == nil {
		err = fault.New(fault.Unauthenticated, "login_wrong")
	}
	return err
}

// limit is how often something may fail in failWindow.
type limit struct {
	subject string
	most    int64
}

// countFailure notes a failure of every subject and gives their ids; none are
// noted, and nil is given, when one of them has reached its limit.
func countFailure(ctx context.Context, tx *store.Tx, limits ...limit) ([]record.ID, error) {
	for _, l := range limits {
		if err := tx.Lock(ctx, "fail:"+l.subject); err != nil {
			return nil, err
		}
		n, err := tx.Failures(ctx, l.subject, tx.Now()-milli(failWindow))
		if err != nil || n >= l.most {
			return nil, err
		}
	}
	if err := tx.ForgetOldFailures(ctx, tx.Now()-milli(keepFailures)); err != nil {
		return nil, err
	}
	out := make([]record.ID, len(limits))
	for i, l := range limits {
		var err error
		if out[i], err = tx.AddFailure(ctx, l.subject); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func tooMany(code string) error {
	return fault.New(fault.Limited, code).With("minutes", int(failWindow.Minutes()))
}

// note writes a try to log in down.
func note(
	ctx context.Context, tx *store.Tx, from Visitor, user record.ID, outcome string,
) error {
	return tx.AddAttempt(ctx, store.Attempt{UserID: user, Outcome: outcome, Address: clip(from.Address, 100),
		Agent: clip(from.Agent, 200)})
}

// noteLimited writes a refused log-in down, now and then: those who go on trying
// shall not fill the disk.
func noteLimited(
	ctx context.Context, tx *store.Tx, from Visitor, user record.ID, outcome string,
) error {
	n, err := tx.AttemptsFrom(ctx, clip(from.Address, 100), outcome, limitedEvery)
	if err != nil || n > 0 {
		return err
	}
	return note(ctx, tx, from, user, outcome)
}

// recheck asks for the actor's password again before something that a stolen
// session must not do; field is where the password stands in the request.
func (a *App) recheck(ctx context.Context, who org.Actor, password, field string) (org.User, error) {
	ctx = store.WithoutKey(ctx)
	u, err := a.db.Reads().User(ctx, who.ID)
	if err != nil {
		return u, err
	}
	check := limit{"check:" + who.ID.String(), failsByCheck}
	var spent bool
	err = a.db.Write(ctx, func(tx *store.Tx) error {
		failures, err := countFailure(ctx, tx, check)
		spent = failures == nil
		return err
	})
	switch {
	case err != nil:
		return u, err
	case spent:
		return u, tooMany("check_limited")
	case !a.matches(u.PasswordHash, password):
		return u, fault.New(fault.Invalid, "password_wrong").At(field)
	}
	return u, a.db.Write(ctx, func(tx *store.Tx) error { return tx.ForgetFailures(ctx, check.subject) })
}

// attemptsPage is how many tries to log in one page holds.
const attemptsPage = 50

// Attempts lists the tries to log in as the actor, the newest first; before is
// the last one of the page before, 0 for the first page.
func (a *App) Attempts(
	ctx context.Context, who org.Actor, before record.ID,
) (store.List[store.Attempt], error) {
	return a.attempts(ctx, store.AttemptFilter{UserID: who.ID, Before: before})
}

// AttemptsOf lists the tries to log in as a user, or all of them when user is 0,
// for administrators.
func (a *App) AttemptsOf(
	ctx context.Context, who org.Actor, user, before record.ID,
) (store.List[store.Attempt], error) {
	if err := holds(who, org.AdminPeople); err != nil {
		return store.List[store.Attempt]{}, err
	}
	if user != 0 {
		if _, err := a.db.Reads().User(ctx, user); err != nil {
			return store.List[store.Attempt]{}, err
		}
	}
	return a.attempts(ctx, store.AttemptFilter{UserID: user, Before: before})
}

func (a *App) attempts(ctx context.Context, f store.AttemptFilter) (store.List[store.Attempt], error) {
	f.Limit = attemptsPage + 1
	rows, err := a.db.Reads().Attempts(ctx, f)
	out := store.List[store.Attempt]{Items: rows}
	if len(rows) > attemptsPage {
		out.Items = rows[:attemptsPage]
		out.Next = out.Items[attemptsPage-1].ID.String()
	}
	return out, err
}
