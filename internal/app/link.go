package app

import (
	"context"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// NewLink is a one-time link, shown once.
type NewLink struct {
	Token   string           `json:"token"`
	Expires calendar.Instant `json:"expires_at" format:"date-time"`
}

// AddLink makes a one-time link by which a user sets his password; his older
// links end. His second factor stays.
func (a *App) AddLink(ctx context.Context, who org.Actor, id record.ID) (NewLink, error) {
	if err := holds(who, org.AdminPeople); err != nil {
		return NewLink{}, err
	}
	token, hash := newToken()
	out := NewLink{Token: token}
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		u, err := tx.User(ctx, id)
		if err != nil {
			return err
		}
		if u.Login == "" {
			return fault.New(fault.Invalid, "login_missing").At("login")
		}
		out.Expires = tx.Now() + milli(LinkLife)
		if err := tx.AddLink(
			ctx,
			store.Link{TokenHash: hash, UserID: id, Purpose: store.LinkPassword, CreatedAt: tx.Now(),
				ExpiresAt: out.Expires},
		); err != nil {
			return err
		}
		return tx.Record(ctx, userEvent(who.ID, "user.link_made", u))
	})
	return out, err
}

// LinkInfo is whom a one-time link is for.
type LinkInfo struct {
	Login string `json:"login"`
	Name  string `json:"name"`
}

// LinkInfo reads a one-time link that can still be used; NotFound otherwise.
func (a *App) LinkInfo(ctx context.Context, token string) (LinkInfo, error) {
	u, err := openLink(ctx, a.db.Reads(), token, a.db.Now())
	return LinkInfo{u.Login, u.Name}, err
}

func openLink(ctx context.Context, r *store.Reads, token string, now calendar.Instant) (org.User, error) {
	l, err := r.Link(ctx, store.LinkPassword, tokenHash(token))
	if err != nil && !fault.Is(err, fault.NotFound) {
		return org.User{}, err
	}
	if err != nil || l.UsedAt != 0 || l.ExpiresAt < now {
		return org.User{}, fault.New(fault.NotFound, "link_dead")
	}
	u, err := r.User(ctx, l.UserID)
	if err == nil && !u.Active {
		err = fault.New(fault.NotFound, "link_dead")
	}
	return u, err
}

// UseLink sets the password of a one-time link's user and puts him out
// everywhere. It does not log in: that takes the password, and the second factor
// of those who have one.
func (a *App) UseLink(ctx context.Context, from Visitor, token, password string) error {
	u, err := openLink(ctx, a.db.Reads(), token, a.db.Now())
	if err != nil {
		return err
	}
	if err := a.checkPassword(password, a.companyWords(u)...); err != nil {
		return err
	}
	hash := a.hash(password)
	return a.db.Write(ctx, func(tx *store.Tx) error {
		now, err := openLink(ctx, &tx.Reads, token, tx.Now())
		if err != nil {
			return err
		}
		if used, err := tx.UseLink(ctx, tokenHash(token)); err != nil || !used {
			return fault.New(fault.NotFound, "link_dead").Because(err)
		}
		if err := note(ctx, tx, from, u.ID, attemptLink); err != nil {
			return err
		}
		return setPassword(ctx, tx, now, hash)
	})
}
