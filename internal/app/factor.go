package app

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// The second factor: codes of an authenticator by RFC 6238 with its defaults,
// which every authenticator knows: SHA-1, six digits, 30 seconds.
const (
	codeSeconds = 30
	codeSkew    = 1 // steps that a clock may be off
	// RecoveryCodes is how many recovery codes a second factor comes with.
	RecoveryCodes = 10
	recoveryBytes = 10 // 80 bits, 16 letters
)

// FactorState is whether the actor has a second factor.
type FactorState struct {
	On       bool             `json:"on"`
	Since    calendar.Instant `json:"since,omitzero" format:"date-time"`
	Recovery int64            `json:"recovery_left" doc:"recovery codes not used yet"`
}

// FactorState tells the actor of his second factor.
func (a *App) FactorState(ctx context.Context, who org.Actor) (FactorState, error) {
	f, err := a.db.Reads().Factor(ctx, who.ID)
	if fault.Is(err, fault.NotFound) || err == nil && f.ConfirmedAt == 0 {
		return FactorState{}, nil
	}
	if err != nil {
		return FactorState{}, err
	}
	left, err := a.db.Reads().RecoveryLeft(ctx, who.ID)
	return FactorState{true, f.ConfirmedAt, left}, err
}

// FactorUsers lists who has a second factor, for administrators.
func (a *App) FactorUsers(ctx context.Context, who org.Actor) (map[record.ID]bool, error) {
	if err := holds(who, org.AdminPeople); err != nil {
		return nil, err
	}
	return a.db.Reads().FactorUsers(ctx)
}

// StartFactor makes the secret of a second factor, after asking for the password
// again. It counts once ConfirmFactor has had a code of it; until then it can be
// started anew.
func (a *App) StartFactor(ctx context.Context, who org.Actor, password string) (*otp.Key, error) {
	u, err := a.recheck(ctx, who, password, "password")
	if err != nil {
		return nil, err
	}
	w, err := a.Workspace()
	if err != nil {
		return nil, err
	}
	key, err := totp.Generate(totp.GenerateOpts{Issuer: "Sente " + w.Name, AccountName: u.Login})
	if err != nil {
		return nil, err
	}
	return key, a.db.Write(ctx, func(tx *store.Tx) error {
		if err := tx.Lock(ctx, userLock(who.ID)); err != nil {
			return err
		}
		old, err := tx.Factor(ctx, who.ID)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		if old.ConfirmedAt != 0 {
			return fault.New(fault.Conflict, "factor_there")
		}
		return tx.AddFactor(ctx, who.ID, key.Secret())
	})
}

// FactorAdded is what confirming a second factor gives: a new session, and the
// recovery codes, shown this once.
type FactorAdded struct {
	LoggedIn
	Recovery []string
}

// ConfirmFactor makes the second factor count after a code of it. The actor's
// other sessions end, and the one that asked gets a new token.
func (a *App) ConfirmFactor(
	ctx context.Context, who org.Actor, from Visitor, code string,
) (FactorAdded, error) {
	out := FactorAdded{}
	codes := newRecovery()
	err := a.withCode(ctx, who.ID, code, func(tx *store.Tx, _ string) error {
		if done, err := tx.ConfirmFactor(ctx, who.ID); err != nil || !done {
			return fault.New(fault.Conflict, "factor_there").Because(err)
		}
		for _, c := range codes {
			if err := tx.AddRecovery(ctx, who.ID, recoveryHash(c)); err != nil {
				return err
			}
		}
		var err error
		out.LoggedIn, err = a.renew(ctx, tx, from, who.ID)
		if err != nil {
			return err
		}
		return tx.Record(ctx, ownEvent(who, "user.factor_added"))
	})
	if err == nil {
		out.Recovery = codes
	}
	return out, err
}

// renew puts a user out everywhere and gives him one new session.
func (a *App) renew(ctx context.Context, tx *store.Tx, from Visitor, user record.ID) (LoggedIn, error) {
	if err := putOut(ctx, tx, user); err != nil {
		return LoggedIn{}, err
	}
	return a.startSession(ctx, tx, from, user)
}

// RemoveFactor takes the actor's second factor away, after password and code.
// The actor's other sessions end, and the one that asked gets a new token.
func (a *App) RemoveFactor(
	ctx context.Context, who org.Actor, from Visitor, password, code string,
) (LoggedIn, error) {
	if _, err := a.recheck(ctx, who, password, "password"); err != nil {
		return LoggedIn{}, err
	}
	var in LoggedIn
	err := a.withCode(ctx, who.ID, code, func(tx *store.Tx, _ string) error {
		if _, err := tx.RemoveFactor(ctx, who.ID); err != nil {
			return err
		}
		var err error
		if in, err = a.renew(ctx, tx, from, who.ID); err != nil {
			return err
		}
		return tx.Record(ctx, ownEvent(who, "user.factor_removed"))
	})
	return in, err
}

// ResetFactor takes the second factor of a user away who has lost it, for
// administrators. His sessions end.
func (a *App) ResetFactor(ctx context.Context, who org.Actor, user record.ID) error {
	if err := holds(who, org.AdminPeople); err != nil {
		return err
	}
	return a.db.Write(ctx, func(tx *store.Tx) error {
		u, err := tx.User(ctx, user)
		if err != nil {
			return err
		}
		if had, err := tx.RemoveFactor(ctx, user); err != nil || !had {
			return fault.New(fault.Conflict, "factor_none").Because(err)
		}
		if err := putOut(ctx, tx, user); err != nil {
			return err
		}
		return tx.Record(ctx, userEvent(who.ID, "user.factor_reset", u))
	})
}

// LogInCode ends a log-in that waits for a code: one of the authenticator, or a
// recovery code.
func (a *App) LogInCode(ctx context.Context, from Visitor, pending, code string) (LoggedIn, error) {
	l, err := openPending(ctx, a.db.Reads(), pending, a.db.Now())
	if err != nil {
		return LoggedIn{}, err
	}
	var in LoggedIn
	err = a.withCode(ctx, l.UserID, code, func(tx *store.Tx, how string) error {
		if err := tx.Lock(ctx, userLock(l.UserID)); err != nil {
			return err
		}
		if used, err := tx.UseLink(ctx, l.TokenHash); err != nil || !used {
			return fault.New(fault.Unauthenticated, "login_again").Because(err)
		}
		u, err := tx.User(ctx, l.UserID)
		if err != nil {
			return err
		}
		if !u.Active {
			return fault.New(fault.Unauthenticated, "login_again")
		}
		if err := note(ctx, tx, from, u.ID, how); err != nil {
			return err
		}
		if in, err = a.startSession(ctx, tx, from, u.ID); err != nil {
			return err
		}
		return tx.Record(ctx, userEvent(u.ID, "user.logged_in", u))
	})
	if bad := a.noteBadCode(ctx, from, l.UserID, err); bad != nil {
		return LoggedIn{}, bad
	}
	return in, err
}

// noteBadCode writes down that a log-in was refused for its code.
func (a *App) noteBadCode(ctx context.Context, from Visitor, user record.ID, refused error) error {
	if !fault.Is(refused, fault.Invalid) && !fault.Is(refused, fault.Limited) {
		return nil
	}
	return a.db.Write(ctx, func(tx *store.Tx) error {
		if fault.Is(refused, fault.Limited) {
			return noteLimited(ctx, tx, from, user, attemptNoCode)
		}
		return note(ctx, tx, from, user, attemptBadCode)
	})
}

func openPending(
	ctx context.Context, r *store.Reads, token string, now calendar.Instant,
) (store.Link, error) {
	l, err := r.Link(ctx, store.LinkCode, tokenHash(token))
	if fault.Is(err, fault.NotFound) || err == nil && (l.UsedAt != 0 || l.ExpiresAt < now) {
		return l, fault.New(fault.Unauthenticated, "login_again")
	}
	return l, err
}

// withCode does something after a good code of a user, in one transaction. Each
// code is good once; how is attemptOK or attemptRecovery.
func (a *App) withCode(
	ctx context.Context, user record.ID, code string, then func(tx *store.Tx, how string) error,
) error {
	codes := limit{"code:" + user.String(), failsByCode}
	var bad error
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		bad = nil
		failures, err := countFailure(ctx, tx, codes)
		if err != nil {
			return err
		}
		if failures == nil {
			bad = tooMany("code_limited")
			return nil
		}
		how, err := useCode(ctx, tx, user, code)
		if err != nil {
			return err
		}
		if how == "" {
			bad = fault.New(fault.Invalid, "code_wrong").At("code")
			return nil
		}
		if err := tx.ForgetFailures(ctx, codes.subject); err != nil {
			return err
		}
		return then(tx, how)
	})
	if err == nil {
		err = bad
	}
	return err
}

// useCode uses a code up and says which it was, "" for a wrong one. Recovery
// codes stand in for a confirmed factor only.
func useCode(ctx context.Context, tx *store.Tx, user record.ID, code string) (string, error) {
	f, err := tx.Factor(ctx, user)
	if err != nil {
		if fault.Is(err, fault.NotFound) {
			err = nil
		}
		return "", err
	}
	code = bareCode(code)
	if step := stepOf(f.Secret, code, tx.Now().Time()); step > 0 {
		used, err := tx.UseStep(ctx, user, step)
		if err != nil || used {
			return attemptOK, err
		}
	}
	if f.ConfirmedAt == 0 {
		return "", nil
	}
	if used, err := tx.UseRecovery(ctx, user, recoveryHash(code)); err != nil || !used {
		return "", err
	}
	return attemptRecovery, nil
}

// stepOf is the step of a code, 0 when it is none of those around now.
func stepOf(secret, code string, now time.Time) int64 {
	step := now.Unix() / codeSeconds
	for s := step - codeSkew; s <= step+codeSkew; s++ {
		want, err := hotp.GenerateCodeCustom(secret, uint64(max(s, 0)),
			hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err == nil && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			return s
		}
	}
	return 0
}

// bareCode is a code without the blanks and dashes that help reading it.
func bareCode(code string) string {
	return strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(code))
}

// newRecovery makes recovery codes in groups of four: "ABCD-EFGH-IJKL-MNOP".
func newRecovery() []string {
	out := make([]string, RecoveryCodes)
	for i := range out {
		b := make([]byte, recoveryBytes)
		_, _ = rand.Read(b)
		s := base32.StdEncoding.EncodeToString(b)
		out[i] = s[:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:]
	}
	return out
}

func recoveryHash(code string) string { return tokenHash(bareCode(code)) }
