// Package api is the HTTP door: JSON under /api with an OpenAPI document made
// from the Go types, the event stream, and the embedded web UI. It decides
// nothing: each route names the act of package app that it calls. Start with
// routes.go, the table of all routes; server.go puts the pieces together.
package api

import (
	"cmp"
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"sente/internal/app"
)

// Options of New.
type Options struct {
	App          *app.App
	Log          *slog.Logger   // nil: slog.Default()
	Version      string         // shown in the OpenAPI document
	InsecureHTTP bool           // serve log-in on plain HTTP beyond loopback
	Proxies      []netip.Prefix // whose X-Forwarded-* are believed
	PublicURL    string         // origin in links, "" to take that of the request
	Pace         time.Duration  // within which a client sends or takes 64 KiB; 0 is a minute
}

// Server answers requests. It is an http.Handler.
type Server struct {
	app     *app.App
	log     *slog.Logger
	options Options
	mux     *http.ServeMux
	huma    huma.API
	handler http.Handler
	streams streams
	life    life
}

// BodyLimit is the largest JSON body, in bytes; uploads have their own limit.
const BodyLimit = 1 << 20

// New makes the server with all its routes.
func New(o Options) *Server {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	o.Pace = cmp.Or(o.Pace, paceDefault)
	installProblems()
	s := &Server{app: o.App, log: o.Log, options: o, mux: http.NewServeMux()}
	config := huma.DefaultConfig("Sente", o.Version)
	config.CreateHooks, config.Transformers = nil, nil
	config.SchemasPath, config.DocsPath, config.OpenAPIPath = "", "", "/api/openapi"
	config.Info.Description = "Sente 先手: customers, the people who decide, deals and what is wrong with them."
	registry := huma.NewMapRegistry("#/components/schemas/", schemaName)
	closedSets(registry)
	config.Components.Schemas = registry
	s.huma = humago.New(s.mux, config)
	for _, r := range s.routes() {
		r.register(s)
	}
	s.life.began = time.Now()
	s.mux.HandleFunc("GET /metrics", s.serveMetrics)
	s.mux.HandleFunc("GET /api/metrics", s.serveMetrics) // with a session or a token
	s.mux.HandleFunc("GET /readyz", s.serveReady)
	s.mux.HandleFunc("GET /api/stream", s.stream)
	s.mux.HandleFunc("/api/", s.serveUnknown)
	s.mux.Handle("/", s.webUI())
	s.handler = s.around(s.mux)
	return s
}

// Close ends the event streams and the hub behind them, and waits for them.
func (s *Server) Close() { s.streams.close() }

// HTTP is a server for this handler with the limits that slow clients need. Its
// Shutdown also does Close.
func (s *Server) HTTP() *http.Server {
	h := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 64 << 10}
	h.RegisterOnShutdown(s.Close)
	return h
}
