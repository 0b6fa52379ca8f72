package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"sente/internal/fault"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// Personal API tokens.
const (
	tokenPrefix = "sente_" // by which scanners of secrets know them
	TokenLife   = 90       // days, unless asked otherwise
	TokenMost   = 365      // days
	TokensLimit = 50       // of one user
)

// What a token may do, besides being bound by its user's rights.
const (
	TokenReads  = "read"
	TokenWrites = "write"
)

// IsToken reports whether a secret looks like an API token.
func IsToken(secret string) bool { return strings.HasPrefix(secret, tokenPrefix) }

// token reads the token of a secret, Unauthenticated when it is not good now.
func (a *App) token(ctx context.Context, secret string) (store.Token, error) {
	t, err := a.db.Reads().TokenByHash(ctx, tokenHash(secret), a.db.Now())
	if fault.Is(err, fault.NotFound) {
		err = fault.New(fault.Unauthenticated, "token_dead")
	}
	return t, err
}

// Bearer resolves the actor of an API token, with his rights as they are now,
// and the token itself; Unauthenticated when it, or its user, is not good now.
func (a *App) Bearer(ctx context.Context, secret string) (org.Actor, store.Token, error) {
	t, err := a.token(ctx, secret)
	if err != nil {
		return org.Actor{}, t, err
	}
	who, err := a.db.Reads().Actor(ctx, t.UserID)
	if err != nil {
		return org.Actor{}, t, err
	}
	if a.db.Now()-t.UsedAt > milli(touchEvery) {
		err = a.db.Write(ctx, func(tx *store.Tx) error { return tx.TouchToken(ctx, t.ID) })
	}
	return who, t, err
}

// NewToken is what is asked for of a new token.
type NewToken struct {
	Name  string `json:"name" maxLength:"100" doc:"what it is for"`
	Scope string `json:"scope" enum:"read,write"`
	Days  int    `json:"days,omitzero" minimum:"1" maximum:"365" doc:"until it ends; absent: 90"`
}

// AddedToken is a new token; the secret is shown this once.
type AddedToken struct {
	store.Token
	Secret string `json:"secret"`
}

// AddToken makes an API token for the actor himself.
func (a *App) AddToken(ctx context.Context, who org.Actor, f NewToken) (AddedToken, error) {
	if err := f.check(); err != nil {
		return AddedToken{}, err
	}
	secret, _ := newToken()
	secret = tokenPrefix + secret
	out := AddedToken{Secret: secret}
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		if err := tx.Lock(ctx, userLock(who.ID)); err != nil {
			return err
		}
		if have, err := tx.Tokens(ctx, who.ID); err != nil || len(have) >= TokensLimit {
			return tooManyTokens(err)
		}
		days := time.Duration(f.Days) * 24 * time.Hour
		out.Token = store.Token{ID: tx.NewID(), UserID: who.ID, Name: f.Name, Hash: tokenHash(secret),
			Hint: secret[len(secret)-4:], Scope: f.Scope, CreatedAt: tx.Now(),
			ExpiresAt: tx.Now() + milli(days)}
		if err := tx.AddToken(ctx, out.Token); err != nil {
			return err
		}
		return tx.Record(ctx, tokenEvent(who, "user.token_added", out.Token, who.Name))
	})
	return out, err
}

func tooManyTokens(err error) error {
	if err != nil {
		return err
	}
	return fault.New(fault.Conflict, "tokens_limit").With("limit", TokensLimit)
}

// check refuses bad fields and fills in the default.
func (f *NewToken) check() error {
	f.Name = strings.TrimSpace(f.Name)
	if f.Days == 0 {
		f.Days = TokenLife
	}
	switch {
	case f.Name == "":
		return fault.New(fault.Invalid, "name_missing").At("name")
	case len([]rune(f.Name)) > 100:
		return fault.New(fault.Invalid, "too_long").At("name").With("limit", 100)
	case !slices.Contains([]string{TokenReads, TokenWrites}, f.Scope):
		return fault.New(fault.Invalid, "value_invalid").At("scope")
	case f.Days < 1 || f.Days > TokenMost:
		return fault.New(fault.Invalid, "out_of_range").At("days").With("min", 1).With("max", TokenMost)
	}
	return nil
}

// Tokens lists the actor's own tokens.
func (a *App) Tokens(ctx context.Context, who org.Actor) ([]store.Token, error) {
	return a.db.Reads().Tokens(ctx, who.ID)
}

// TokensOf lists the tokens of a user, for administrators.
func (a *App) TokensOf(ctx context.Context, who org.Actor, user record.ID) ([]store.Token, error) {
	if err := holds(who, org.AdminPeople); err != nil {
		return nil, err
	}
	if _, err := a.db.Reads().User(ctx, user); err != nil {
		return nil, err
	}
	return a.db.Reads().Tokens(ctx, user)
}

// RevokeToken ends a token at once: one's own, or anybody's for administrators.
// A token of somebody else does not exist for others.
func (a *App) RevokeToken(ctx context.Context, who org.Actor, id record.ID) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		t, err := tx.Token(ctx, id)
		if err != nil {
			return err
		}
		if t.UserID != who.ID && !who.Has(org.AdminPeople) {
			return fault.New(fault.NotFound, "not_found")
		}
		u, err := tx.User(ctx, t.UserID)
		if err != nil {
			return err
		}
		if ended, err := tx.RevokeToken(ctx, id); err != nil || !ended {
			return fault.New(fault.NotFound, "not_found").Because(err)
		}
		return tx.Record(ctx, tokenEvent(who, "user.token_revoked", t, u.Name))
	})
}

func tokenEvent(who org.Actor, act string, t store.Token, of string) event.Event {
	e := userEvent(who.ID, act, org.User{Meta: record.Meta{ID: t.UserID}, Name: of})
	e.Params["token"] = t.Name
	return e
}
