package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// Names of the session cookie: the first where a browser keeps Secure cookies,
// the second on plain HTTP that the operator has allowed.
const (
	secureCookie = "__Host-sente"
	plainCookie  = "sente"
	codeSuffix   = "-code" // cookie of a log-in that waits for its code
)

func (s *Server) sessionRoutes() []route {
	return []route{
		openTo("GET /api/setup", "SetupNeeded", s.getSetup),
		openTo("POST /api/setup", "SetUp", s.setUp),
		openTo("POST /api/login", "LogIn", s.logIn),
		openTo("POST /api/login/code", "LogInCode", s.logInCode),
		openTo("POST /api/logout", "LogOut", s.logOut),
		openTo("GET /api/links/{token}", "LinkInfo", s.getLink),
		openTo("POST /api/links/{token}", "UseLink", s.useLink),
		on("GET /api/session", "Workspace", "", s.getSession),
		on("PATCH /api/me", "EditMe", "", s.editMe),
		on("POST /api/password", "ChangePassword", "", s.changePassword),
		on("GET /api/sessions", "Sessions", "", s.listSessions),
		on("DELETE /api/sessions", "EndOtherSessions", "", s.endOtherSessions),
		on("DELETE /api/sessions/{session}", "EndSession", "", s.endSession),
		on("GET /api/users/{id}/sessions", "SessionsOf", org.AdminPeople, s.listSessionsOf),
		on("DELETE /api/users/{id}/sessions", "EndSessionsOf", org.AdminPeople, s.endSessionsOf),
	}
}

// withSession finds the actor of the API token or of the cookie; a request
// without either goes on as nobody's, and routes refuse it.
func (s *Server) withSession(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		req := requestOf(r.Context())
		if strings.HasPrefix(r.URL.Path, "/api/") {
			if err := s.identify(r, &req); err != nil {
				s.refuse(w, r, err)
				return
			}
		}
		from := store.OriginOf(r.Context())
		from.TokenID = req.apiToken.ID
		ctx := store.WithOrigin(r.Context(), from)
		next.ServeHTTP(w, r.WithContext(context.WithValue(ctx, requestKey{}, req)))
	})
}

// identify finds who sends a request. An Authorization header stands for itself:
// the cookie beside it is not looked at.
func (s *Server) identify(r *http.Request, req *request) error {
	if err := refuseTokenInQuery(r); err != nil {
		return err
	}
	var err error
	req.pending = req.sent(r, codeSuffix)
	if r.Header.Get("Authorization") != "" {
		err = s.bear(r, req)
	} else if req.token = req.sent(r, ""); req.token != "" {
		req.who, err = s.app.Who(r.Context(), req.token)
		if fault.Is(err, fault.Unauthenticated) {
			err = nil
		}
	}
	if err == nil && req.who.ID != 0 {
		req.lang = req.who.Lang
	}
	return err
}

// cookieName is the name of our cookie where the browser is.
func (req request) cookieName() string {
	if req.secure {
		return secureCookie
	}
	return plainCookie
}

// sent is what the browser sent in our cookie with a suffix.
func (req request) sent(r *http.Request, suffix string) string {
	if c, err := r.Cookie(req.cookieName() + suffix); err == nil {
		return c.Value
	}
	return ""
}

func (req request) cookie(suffix, token string, expires time.Time) http.Cookie {
	return http.Cookie{
		Name:     req.cookieName() + suffix,
		Value:    token,
		Path:     "/",
		Expires:  expires,
		Secure:   req.secure,
		HttpOnly: true,
		SameSite: http.SameSiteLaxMode,
	}
}

// noCookie makes the browser forget our cookie with a suffix.
func (req request) noCookie(suffix string) http.Cookie {
	c := req.cookie(suffix, "", time.Unix(1, 0))
	c.MaxAge = -1
	return c
}

// signedIn is an answer that starts or ends a session, or half of one.
type signedIn struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      SignedIn
}

// SignedIn is the answer to a log-in.
type SignedIn struct {
	UserID     record.ID `json:"user_id,omitzero"`
	CodeNeeded bool      `json:"code_needed,omitzero" doc:"go on with POST /api/login/code"`
}

func (req request) enter(in app.LoggedIn, err error) (*signedIn, error) {
	if err != nil {
		return nil, err
	}
	if in.Pending {
		half := []http.Cookie{req.cookie(codeSuffix, in.Token, in.Expires)}
		return &signedIn{half, SignedIn{CodeNeeded: true}}, nil
	}
	return &signedIn{req.entered(in), SignedIn{UserID: in.UserID}}, nil
}

// entered are the cookies of a new session.
func (req request) entered(in app.LoggedIn) []http.Cookie {
	return []http.Cookie{req.cookie("", in.Token, in.Expires), req.noCookie(codeSuffix)}
}

// renewed is an answer without a body after which the session has another token.
type renewed struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
}

func (req request) renew(in app.LoggedIn, err error) (*renewed, error) {
	if err != nil {
		return nil, err
	}
	return &renewed{req.entered(in)}, nil
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

type codeInput struct {
	Body LogInCode
}

// LogInCode is the second half of a log-in.
type LogInCode struct {
	Code string `json:"code" maxLength:"40" doc:"of the authenticator, or a recovery code"`
}

func (s *Server) logInCode(ctx context.Context, req request, in *codeInput) (*signedIn, error) {
	if err := req.mayEnter(); err != nil {
		return nil, err
	}
	return req.enter(s.app.LogInCode(ctx, req.from, req.pending, in.Body.Code))
}

func (s *Server) logOut(ctx context.Context, req request, _ *struct{}) (*renewed, error) {
	if req.token != "" {
		if err := s.app.LogOut(ctx, req.token); err != nil {
			return nil, err
		}
	}
	return &renewed{[]http.Cookie{req.noCookie(""), req.noCookie(codeSuffix)}}, nil
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

func (s *Server) useLink(ctx context.Context, req request, in *useLinkInput) (*nothing, error) {
	if err := req.mayEnter(); err != nil {
		return nil, err
	}
	return &nothing{}, s.app.UseLink(ctx, req.from, in.Token, in.Body.Password)
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

func (s *Server) changePassword(ctx context.Context, who org.Actor, in *passwordInput) (*renewed, error) {
	req := requestOf(ctx)
	return req.renew(s.app.ChangePassword(ctx, who, req.from, in.Body.Current, in.Body.Next))
}
