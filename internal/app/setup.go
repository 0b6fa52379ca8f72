package app

import (
	"context"
	"crypto/subtle"
	"strings"
	"time"

	"sente/internal/fault"
	"sente/internal/sales/event"
	"sente/internal/sales/money"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/store"
)

// Setup is what the first set-up asks for.
type Setup struct {
	Secret    string `json:"secret" maxLength:"100" doc:"printed by the server at its first start"`
	Login     string `json:"login" maxLength:"100"`
	Name      string `json:"name" maxLength:"100"`
	Password  string `json:"password" maxLength:"200"`
	Workspace string `json:"workspace_name" maxLength:"100"`
	Zone      string `json:"zone,omitempty" maxLength:"60" doc:"IANA time zone; default Asia/Shanghai"`
	Currency  string `json:"currency,omitempty" maxLength:"3" doc:"default CNY"`
	Lang      string `json:"lang,omitempty" enum:"zh,en" doc:"default zh"`
	Demo      bool   `json:"-"` // fictional data, said on every screen
}

// SetupNeeded reports whether the first set-up is still to be done.
func (a *App) SetupNeeded() bool { return a.space.Load() == nil }

// SetUp makes the workspace, its roles and the first administrator, and logs
// him in. It works once; the secret must be the one that the server printed.
func (a *App) SetUp(ctx context.Context, from Visitor, s Setup) (LoggedIn, error) {
	if !a.SetupNeeded() {
		return LoggedIn{}, fault.New(fault.NotFound, "not_found")
	}
	if a.secret == "" ||
		subtle.ConstantTimeCompare([]byte(a.secret), []byte(strings.TrimSpace(s.Secret))) != 1 {
		return LoggedIn{}, fault.New(fault.Denied, "setup_secret_wrong").At("secret")
	}
	if err := a.checkSetup(&s); err != nil {
		return LoggedIn{}, err
	}
	hash := a.hash(s.Password)
	var in LoggedIn
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		admin, err := found(ctx, tx, s, hash)
		if err != nil {
			return err
		}
		in, err = a.startSession(ctx, tx, from, admin.ID)
		return err
	})
	if err != nil {
		return LoggedIn{}, err
	}
	return in, a.loadSpace(ctx)
}

// fill puts in the defaults of what is left out.
func (s *Setup) fill() {
	if s.Zone == "" {
		s.Zone = "Asia/Shanghai"
	}
	if s.Currency == "" {
		s.Currency = "CNY"
	}
	if s.Lang == "" {
		s.Lang = "zh"
	}
}

func (a *App) checkSetup(s *Setup) error {
	s.fill()
	s.Login, s.Name, s.Workspace = strings.TrimSpace(
		s.Login,
	), strings.TrimSpace(
		s.Name,
	), strings.TrimSpace(
		s.Workspace,
	)
	var bad []*fault.Error
	names := map[string]string{"login": s.Login, "name": s.Name, "workspace_name": s.Workspace}
	for field, text := range names {
		if text == "" {
			bad = append(bad, fault.New(fault.Invalid, "name_missing").At(field))
		}
	}
	if _, err := time.LoadLocation(s.Zone); err != nil {
		bad = append(bad, fault.New(fault.Invalid, "zone_unknown").At("zone"))
	}
	if !money.Known(s.Currency) {
		bad = append(bad, fault.New(fault.Invalid, "currency_unknown").At("currency"))
	}
	if err := a.checkPassword(s.Password, s.Login, s.Name, s.Workspace); err != nil {
		bad = append(bad, fault.Of(err))
	}
	return fault.Join(bad)
}

// found writes the rows of a new workspace and gives its administrator.
func found(ctx context.Context, tx *store.Tx, s Setup, hash string) (org.User, error) {
	w := org.Workspace{Name: s.Workspace, Zone: s.Zone, Currency: s.Currency, Lang: s.Lang, Demo: s.Demo}
	w.ID = store.WorkspaceID
	if err := store.Add(ctx, tx, &w); err != nil {
		return org.User{}, err
	}
	var admin record.ID
	grants := org.DefaultRoles()
	for _, code := range org.RoleCodes() {
		r := org.Role{Code: code, Grants: grants[code]}
		if err := store.Add(ctx, tx, &r); err != nil {
			return org.User{}, err
		}
		if code == org.Administrator {
			admin = r.ID
		}
	}
	u := org.User{
		Login:        s.Login,
		Name:         s.Name,
		SortKey:      search.SortKey(s.Name),
		RoleID:       admin,
		Lang:         s.Lang,
		Active:       true,
		PasswordHash: hash,
		PasswordAt:   tx.Now(),
	}
	if err := store.Add(ctx, tx, &u); err != nil {
		return u, err
	}
	return u, tx.Record(
		ctx,
		event.Event{ActorID: u.ID, Act: "workspace.founded", Kind: record.Workspace, SubjectID: w.ID,
			Params: event.Params{"name": w.Name}},
	)
}
