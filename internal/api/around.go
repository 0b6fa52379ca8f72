package api

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/org"
	"sente/internal/store"
)

// request is what is known of a request besides its input.
type request struct {
	id      string
	lang    string
	who     org.Actor // zero when nobody is logged in
	token   string    // of the session, or the API token
	pending string    // of a log-in that waits for its code
	from    app.Visitor
	origin  string // scheme and host that the browser used
	secure  bool   // a browser keeps Secure cookies: HTTPS or loopback
	allowed bool   // log-in may be served here

	apiToken store.Token // zero for a session
}

type requestKey struct{}

func requestOf(ctx context.Context) request {
	r, _ := ctx.Value(requestKey{}).(request)
	return r
}

func requestID(ctx context.Context) string { return requestOf(ctx).id }

func langOf(ctx context.Context) string { return requestOf(ctx).lang }

// around wraps the routes in what holds for every request: an id, a log line,
// security headers, the session, protection against other origins.
func (s *Server) around(next http.Handler) http.Handler {
	foreign := http.NewCrossOriginProtection()
	foreign.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.refuse(w, r, fault.New(fault.Denied, "cross_origin"))
	}))
	if s.options.PublicURL != "" {
		_ = foreign.AddTrustedOrigin(s.options.PublicURL)
	}
	inner := sameOrigin(foreign, onlyJSON(s.withSession(s.once(next))))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		req := s.describe(r)
		ctx := context.WithValue(r.Context(), requestKey{}, req)
		ctx = store.WithOrigin(ctx, store.Origin{Address: req.from.Address, Request: req.id,
			Path: r.URL.Path, Query: r.URL.RawQuery})
		rec := &recorder{ResponseWriter: w}
		start := time.Now()
		defer s.finish(ctx, rec, r, start)
		headers(w.Header(), req)
		inner.ServeHTTP(rec, r.WithContext(ctx))
	})
}

// finish turns a panic into a refusal and writes the log line.
func (s *Server) finish(ctx context.Context, w *recorder, r *http.Request, start time.Time) {
	p := recover()
	if err, ok := p.(error); p != nil && !(ok && errors.Is(err, http.ErrAbortHandler)) {
		s.log.ErrorContext(
			ctx,
			"panic",
			"request",
			requestID(ctx),
			"panic",
			p,
			"stack",
			string(debug.Stack()),
		)
		if w.status == 0 {
			problemOf(fault.New(fault.Internal, "internal"), langOf(ctx), requestID(ctx)).write(w)
		}
	}
	level := slog.LevelInfo
	if strings.HasPrefix(r.URL.Path, "/assets/") || r.URL.Path == "/healthz" {
		level = slog.LevelDebug
	}
	_, route := s.mux.Handler(r) // r.Pattern stands in the request that the mux was given, a copy of r
	s.log.Log(ctx, level, "request", "id", requestID(ctx), "method", r.Method, "route", route,
		"status", w.status, "ms", time.Since(start).Milliseconds())
}

// describe reads what the request says of itself, through trusted proxies only.
func (s *Server) describe(r *http.Request) request {
	b := make([]byte, 8)
	_, _ = rand.Read(b)
	req := request{id: hex.EncodeToString(b), lang: acceptLanguage(r.Header.Get("Accept-Language"))}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	name := r.Host
	if s.trusted(host) {
		if f := r.Header.Get("X-Forwarded-For"); f != "" {
			parts := strings.Split(f, ",")
			host = strings.TrimSpace(parts[len(parts)-1])
		}
		if r.Header.Get("X-Forwarded-Proto") == "https" {
			scheme = "https"
		}
		if f := r.Header.Get("X-Forwarded-Host"); f != "" {
			name = f
		}
	}
	req.from = app.Visitor{Address: host, Agent: r.UserAgent()}
	req.origin = scheme + "://" + name
	if s.options.PublicURL != "" {
		req.origin = strings.TrimSuffix(s.options.PublicURL, "/")
	}
	req.secure = scheme == "https" || loopback(name)
	req.allowed = req.secure || s.options.InsecureHTTP
	return req
}

func (s *Server) trusted(host string) bool {
	addr, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	for _, p := range s.options.Proxies {
		if p.Contains(addr.Unmap()) {
			return true
		}
	}
	return false
}

// loopback reports whether the browser addressed this machine itself.
func loopback(hostPort string) bool {
	host, _, err := net.SplitHostPort(hostPort)
	if err != nil {
		host = hostPort
	}
	host = strings.Trim(host, "[]")
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback()
}

func acceptLanguage(header string) string {
	if strings.HasPrefix(strings.ToLower(header), "en") {
		return "en"
	}
	return "zh"
}

// headers are on every answer; pages add their own Content-Security-Policy.
func headers(h http.Header, req request) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Request-Id", req.id)
	if strings.HasPrefix(req.origin, "https:") {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}

// recorder remembers the status for the log line.
type recorder struct {
	http.ResponseWriter
	status int
}

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *recorder) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }
