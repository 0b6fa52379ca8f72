package api

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"sente/internal/store"
)

// life is what the server knows of its own state.
type life struct {
	began    time.Time
	stopping atomic.Bool
	requests requestCounts
}

// readyWait is how long the database may take to say that it is there.
const readyWait = 2 * time.Second

// Stopping says that the server is about to end: it is not ready from now on, and
// connections are closed after their next answer.
func (s *Server) Stopping() { s.life.stopping.Store(true) }

// serveHealth says that the process answers. It asks nobody.
func (s *Server) serveHealth(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write([]byte("ok\n"))
}

// serveReady says that requests can be answered: the database is there, its schema
// is that of this program, and the server is not stopping.
func (s *Server) serveReady(w http.ResponseWriter, r *http.Request) {
	if why := s.unready(r.Context()); why != "" {
		w.Header().Set("Retry-After", "5")
		http.Error(w, why, http.StatusServiceUnavailable)
		return
	}
	s.serveHealth(w, r)
}

func (s *Server) unready(ctx context.Context) string {
	if s.life.stopping.Load() {
		return "stopping"
	}
	ctx, stop := context.WithTimeout(ctx, readyWait)
	defer stop()
	db := s.app.DB()
	have, err := db.SchemaVersion(ctx)
	if err != nil {
		return "database does not answer"
	}
	if known, err := store.KnownSchema(db.Engine()); err != nil || have < known {
		return "database is not migrated"
	}
	return ""
}
