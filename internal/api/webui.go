package api

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"

	"sente/internal/fault"
	"sente/web"
)

// noncePlace is what the build leaves for the nonce of each page.
const noncePlace = "__CSP_NONCE__"

// webUI serves the embedded web UI: hashed assets for ever, everything else as
// the one page, with a fresh nonce and never from a cache.
func (s *Server) webUI() http.Handler {
	files, built := web.FS()
	if !built {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			_, _ = w.Write(
				[]byte(
					"The web UI is not built into this binary. Build it with `make web build`. The API " +
						"works under /api.\n",
				),
			)
		})
	}
	page, _ := fs.ReadFile(files, "index.html")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			s.refuse(w, r, fault.New(fault.NotFound, "not_found"))
			return
		}
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		if path.Ext(name) != "" {
			serveAsset(w, r, files, name)
			return
		}
		servePage(w, page)
	})
}

func servePage(w http.ResponseWriter, page []byte) {
	b := make([]byte, 16)
	_, _ = rand.Read(b)
	nonce := base64.StdEncoding.EncodeToString(b)
	h := w.Header()
	h.Set(
		"Content-Security-Policy",
		"default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "+
			"object-src 'none'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; "+
			"manifest-src 'self'; worker-src 'self'; "+
			"script-src 'nonce-"+nonce+"' 'strict-dynamic'; style-src 'self' 'nonce-"+nonce+"'",
	)
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	_, _ = w.Write(bytes.ReplaceAll(page, []byte(noncePlace), []byte(nonce)))
}

// serveAsset sends a built file, packed when the browser takes it; a missing
// one is 404, never the page.
func serveAsset(w http.ResponseWriter, r *http.Request, files fs.FS, name string) {
	b, err := fs.ReadFile(files, name)
	if err != nil {
		problemOf(
			fault.New(fault.NotFound, "not_found"),
			langOf(r.Context()),
			requestID(r.Context()),
		).write(w)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=300")
	if strings.HasPrefix(name, "assets/") {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	h.Set("Vary", "Accept-Encoding")
	if kind := assetTypes[path.Ext(name)]; kind != "" {
		h.Set("Content-Type", kind)
	}
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		if packed, err := fs.ReadFile(files, name+".gz"); err == nil {
			h.Set("Content-Encoding", "gzip")
			b = packed
		}
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(b))
}

var assetTypes = map[string]string{
	".js":          "text/javascript; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".svg":         "image/svg+xml",
	".woff2":       "font/woff2",
	".json":        "application/json",
	".ico":         "image/x-icon",
	".png":         "image/png",
	".webmanifest": "application/manifest+json",
}

// serveUnknown answers paths under /api that are no route.
func (s *Server) serveUnknown(w http.ResponseWriter, r *http.Request) {
	s.refuse(w, r, fault.New(fault.NotFound, "route_unknown"))
}
