package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// Names of the session cookie: the first where a browser keeps Secure cookies,
// the second on plain HTTP that the operator has allowed.
const (
	secureCookie = "__Host-sente"
	plainCookie  = "sente"
)

func (s *Server) sessionRoutes() []route {
	return []route{
		openTo("GET /api/setup", "SetupNeeded", s.getSetup),
		openTo("POST /api/setup", "SetUp", s.setUp),
		openTo("POST /api/login", "LogIn", s.logIn),
		openTo("POST /api/logout", "LogOut", s.logOut),
		openTo("GET /api/links/{token}", "LinkInfo", s.getLink),
		openTo("POST /api/links/{token}", "UseLink", s.useLink),
		on("GET /api/session", "Workspace", "", s.getSession),
		on("PATCH /api/me", "EditMe", "", s.editMe),
		on("POST /api/password", "ChangePassword", "", s.changePassword),
	}
}

// withSession finds the actor of the cookie; a request without a session goes
// on as nobody's, and routes refuse it.
func (s *Server) withSession(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		req := requestOf(r.Context())
		req.token = sessionToken(r, req)
		if req.token != "" && strings.HasPrefix(r.URL.Path, "/api/") {
			who, err := s.app.Who(r.Context(), req.token)
			if err != nil && !fault.Is(err, fault.Unauthenticated) {
				problemOf(err, req.lang, req.id).write(w)
				return
			}
			if req.who = who; who.ID != 0 {
				req.lang = who.Lang
			}
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), requestKey{}, req)))
	})
}

func sessionToken(r *http.Request, req request) string {
	name := plainCookie
	if req.secure {
		name = secureCookie
	}
	if c, err := r.Cookie(name); err == nil {
		return c.Value
	}
	return ""
}

func (req request) cookie(token string, expires time.Time) http.Cookie {
	c := http.Cookie{
		Name:     plainCookie,
		Value:    token,
		Path:     "/",
		Expires:  expires,
		HttpOnly: true,
		SameSite: http.SameSiteLaxMode,
	}
	if req.secure {
		c.Name, c.Secure = secureCookie, true
	}
	return c
}

// signedIn is an answer that starts or ends a session.
type signedIn struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
	Body      SignedIn
}

// SignedIn is the answer to a log-in.
type SignedIn struct {
	UserID record.ID `json:"user_id"`
}

func (req request) enter(in app.LoggedIn, err error) (*signedIn, error) {
	if err != nil {
		return nil, err
	}
	return &signedIn{req.cookie(in.Token, in.Expires), SignedIn{in.UserID}}, nil
}

// mayEnter refuses to serve log-in where the browser would drop the cookie.
func (req request) mayEnter() error {
	if !req.allowed {
		return fault.New(fault.Denied, "insecure_http")
	}
	return nil
}

// SetupState says whether the first set-up is still to be done.
type SetupState struct {
	Needed bool `json:"needed"`
}

func (s *Server) getSetup(context.Context, request, *struct{}) (*body[SetupState], error) {
	return &body[SetupState]{SetupState{s.app.SetupNeeded()}}, nil
}

type setupInput struct {
	Body app.Setup
}

func (s *Server) setUp(ctx context.Context, req request, in *setupInput) (*signedIn, error) {
	if err := req.mayEnter(); err != nil {
		return nil, err
	}
	return req.enter(s.app.SetUp(ctx, req.from, in.Body))
}

type loginInput struct {
	Body Credentials
}

// Credentials are what a person types to log in.
type Credentials struct {
	Login    string `json:"login" maxLength:"100"`
	Password string `json:"password" maxLength:"200"`
}

func (s *Server) logIn(ctx context.Context, req request, in *loginInput) (*signedIn, error) {
	if err := req.mayEnter(); err != nil {
		return nil, err
	}
	return req.enter(s.app.LogIn(ctx, req.from, in.Body.Login, in.Body.Password))
}

type loggedOut struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
}

func (s *Server) logOut(ctx context.Context, req request, _ *struct{}) (*loggedOut, error) {
	if req.token != "" {
		if err := s.app.LogOut(ctx, req.token); err != nil {
			return nil, err
		}
	}
	c := req.cookie("", time.Unix(1, 0))
	c.MaxAge = -1
	return &loggedOut{c}, nil
}

type linkInput struct {
	Token string `path:"token" maxLength:"100"`
}

func (s *Server) getLink(ctx context.Context, _ request, in *linkInput) (*body[app.LinkInfo], error) {
	return answer(s.app.LinkInfo(ctx, in.Token))
}

type useLinkInput struct {
	Token string `path:"token" maxLength:"100"`
	Body  NewPassword
}

// NewPassword is the password that a link sets.
type NewPassword struct {
	Password string `json:"password" maxLength:"200"`
}

func (s *Server) useLink(ctx context.Context, req request, in *useLinkInput) (*signedIn, error) {
	if err := req.mayEnter(); err != nil {
		return nil, err
	}
	return req.enter(s.app.UseLink(ctx, req.from, in.Token, in.Body.Password))
}

// Session is who is logged in, where, and what he may start.
type Session struct {
	User      Me               `json:"user"`
	Workspace SessionWorkspace `json:"workspace"`
	May       []org.Permission `json:"may" nullable:"false" doc:"permissions held at any reach"`
	Insecure  bool             `json:"insecure" doc:"plain HTTP: show the banner"`
}

// Me is the person logged in.
type Me struct {
	ID     record.ID `json:"id"`
	Login  string    `json:"login"`
	Name   string    `json:"name"`
	Lang   string    `json:"lang"`
	Role   string    `json:"role"`
	TeamID record.ID `json:"team_id,omitzero"`
	Heads  bool      `json:"heads" doc:"head of a team with people"`
}

// SessionWorkspace is the workspace as every screen needs it.
type SessionWorkspace struct {
	Name     string       `json:"name"`
	Zone     string       `json:"zone"`
	Currency string       `json:"currency"`
	Lang     string       `json:"lang"`
	Today    calendar.Day `json:"today" format:"date"`
	Demo     bool         `json:"demo"`
}

func (s *Server) getSession(ctx context.Context, who org.Actor, _ *struct{}) (*body[Session], error) {
	w, err := s.app.Workspace()
	if err != nil {
		return nil, err
	}
	out := Session{User: Me{who.ID, who.Login, who.Name, who.Lang, who.Role, who.TeamID, len(who.Led) > 1},
		Workspace: SessionWorkspace{w.Name, w.Zone, w.Currency, w.Lang, s.app.Today(), w.Demo},
		May:       []org.Permission{}, Insecure: !requestOf(ctx).secure}
	for _, p := range org.Permissions() {
		if who.Has(p) {
			out.May = append(out.May, p)
		}
	}
	return &body[Session]{out}, nil
}

type editMeInput struct {
	Body app.MeFields
}

func (s *Server) editMe(ctx context.Context, who org.Actor, in *editMeInput) (*nothing, error) {
	return &nothing{}, s.app.EditMe(ctx, who, in.Body)
}

type passwordInput struct {
	Body PasswordChange
}

// PasswordChange is a change of one's own password.
type PasswordChange struct {
	Current string `json:"current" maxLength:"200"`
	Next    string `json:"next" maxLength:"200"`
}

func (s *Server) changePassword(ctx context.Context, who org.Actor, in *passwordInput) (*nothing, error) {
	return &nothing{}, s.app.ChangePassword(ctx, who, requestOf(ctx).token, in.Body.Current, in.Body.Next)
}
