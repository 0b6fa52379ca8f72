package api

import (
	"mime"
	"net/http"
	"strings"

	"sente/internal/fault"
)

// takesFiles are the routes whose bodies are files; all others are JSON.
var takesFiles = map[string]bool{"/api/imports": true, "/api/attachments": true}

// onlyJSON refuses bodies of another kind, such as a page of another site can
// send without being asked first.
func onlyJSON(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength != 0 && strings.HasPrefix(r.URL.Path, "/api/") && !takesFiles[r.URL.Path] {
			media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
			if err != nil || media != "application/json" {
				no := fault.New(fault.Unsupported, "media_type")
				problemOf(no, langOf(r.Context()), requestID(r.Context())).write(w)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}
