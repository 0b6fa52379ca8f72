package api

import (
	"context"
	"net/http"
	"strings"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/org"
	"sente/internal/store"
)

func (s *Server) tokenRoutes() []route {
	return []route{
		on("GET /api/tokens", "Tokens", "", s.listTokens),
		on("POST /api/tokens", "AddToken", "", s.addToken),
		on("DELETE /api/tokens/{id}", "RevokeToken", "", s.revokeToken),
		on("GET /api/users/{id}/tokens", "TokensOf", org.AdminPeople, s.listTokensOf),
	}
}

// bear finds the actor of the API token in the Authorization header; nothing
// else is taken there.
func (s *Server) bear(r *http.Request, req *request) error {
	secret, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok || !app.IsToken(secret) {
		return fault.New(fault.Unauthenticated, "authorization_unsupported")
	}
	var err error
	req.token = secret
	if req.who, req.apiToken, err = s.app.Bearer(r.Context(), secret); err != nil {
		return err
	}
	return req.tokenMay(r.Method, r.URL.Path)
}

// refuseTokenInQuery refuses secrets in an address: addresses end up in logs.
func refuseTokenInQuery(r *http.Request) error {
	for name, values := range r.URL.Query() {
		if name == "access_token" || name == "token" {
			return fault.New(fault.Invalid, "token_in_query").At(name)
		}
		for _, v := range values {
			if app.IsToken(v) {
				return fault.New(fault.Invalid, "token_in_query").At(name)
			}
		}
	}
	return nil
}

// userPath is how many slashes the path of one user, role or team has; longer
// ones are about his log-ins.
const userPath = 3

// personal are the starts of routes about log-ins and rights: they need a person
// at a browser, and are closed to API tokens.
func personal(method, path string) bool {
	for _, start := range []string{
		"/api/tokens", "/api/factor", "/api/sessions", "/api/password", "/api/logins",
	} {
		if strings.HasPrefix(path, start) {
			return true
		}
	}
	people := strings.HasPrefix(path, "/api/users") || strings.HasPrefix(path, "/api/roles") ||
		strings.HasPrefix(path, "/api/teams")
	return people && (method != http.MethodGet || strings.Count(path, "/") > userPath)
}

// tokenMay refuses what an API token must not do whoever its user is: personal
// routes, and to a reading one all that writes. Exports write: they are noted.
func (req request) tokenMay(method, path string) error {
	if method == http.MethodHead {
		method = http.MethodGet
	}
	if personal(method, path) {
		return fault.New(fault.Denied, "token_not_here")
	}
	file := strings.HasPrefix(path, "/api/export/") || path == "/api/audit/file"
	reads := method == http.MethodGet && !file
	if req.apiToken.Scope != app.TokenWrites && !reads {
		return fault.New(fault.Denied, "token_reads_only")
	}
	return nil
}

// sameOrigin protects requests that a browser sends by itself, with its cookie.
// Those with an Authorization header no other site can send.
func sameOrigin(foreign *http.CrossOriginProtection, next http.Handler) http.Handler {
	guarded := foreign.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			next.ServeHTTP(w, r)
			return
		}
		guarded.ServeHTTP(w, r)
	})
}

func (s *Server) listTokens(
	ctx context.Context, who org.Actor, _ *struct{},
) (*body[all[store.Token]], error) {
	rows, err := s.app.Tokens(ctx, who)
	return whole(rows, same, err)
}

func (s *Server) addToken(
	ctx context.Context, who org.Actor, in *body[app.NewToken],
) (*body[app.AddedToken], error) {
	return answer(s.app.AddToken(ctx, who, in.Body))
}

func (s *Server) revokeToken(ctx context.Context, who org.Actor, in *byID) (*nothing, error) {
	return &nothing{}, s.app.RevokeToken(ctx, who, in.ID)
}

func (s *Server) listTokensOf(ctx context.Context, who org.Actor, in *byID) (*body[all[store.Token]], error) {
	rows, err := s.app.TokensOf(ctx, who, in.ID)
	return whole(rows, same, err)
}
