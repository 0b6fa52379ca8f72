package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strings"
	"time"

	"sente/internal/fault"
	"sente/internal/store"
)

// once makes a POST with an Idempotency-Key happen once: the key is taken in
// the transaction of the act, and a repetition gets the first answer again.
func (s *Server) once(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		key, req := r.Header.Get("Idempotency-Key"), requestOf(r.Context())
		if key == "" || r.Method != http.MethodPost || req.who.ID == 0 {
			next.ServeHTTP(w, r)
			return
		}
		print, err := fingerprint(r)
		if err == nil && len(key) > 100 {
			err = fault.New(fault.Invalid, "too_long").At("Idempotency-Key").With("limit", 100)
		}
		if err == nil {
			var replayed bool
			if replayed, err = s.replay(w, r, key, print); replayed {
				return
			}
		}
		if err != nil {
			s.refuse(w, r, err)
			return
		}
		s.runOnce(w, r, store.Claim{UserID: req.who.ID, Key: key, Fingerprint: print}, next)
	})
}

// fingerprint tells two requests apart that carry the same key. Of a large
// upload it takes the length and the digest.
func fingerprint(r *http.Request) (string, error) {
	h := sha256.New()
	_, _ = io.WriteString(h, r.Method+" "+r.URL.RequestURI()+"\n")
	media := r.Header.Get("Content-Type")
	if media == octets || strings.HasPrefix(media, "multipart/") {
		_, _ = io.WriteString(h, r.Header.Get("Content-Length")+"\n"+r.Header.Get("Content-Digest"))
		return hex.EncodeToString(h.Sum(nil)), nil
	}
	b, err := io.ReadAll(io.LimitReader(r.Body, BodyLimit+1))
	if err != nil {
		return "", fault.New(fault.Unparsable, "body_unreadable").Because(err)
	}
	if len(b) > BodyLimit {
		return "", fault.New(fault.TooLarge, "body_too_large")
	}
	r.Body = io.NopCloser(bytes.NewReader(b))
	_, _ = h.Write(b)
	return hex.EncodeToString(h.Sum(nil)), nil
}

// replay sends the kept answer of a key, if there is one.
func (s *Server) replay(w http.ResponseWriter, r *http.Request, key, print string) (bool, error) {
	kept, err := s.app.DB().Reads().Kept(r.Context(), requestOf(r.Context()).who.ID, key)
	if fault.Is(err, fault.NotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if kept.Fingerprint != print {
		return false, fault.New(fault.Invalid, "key_reused").At("Idempotency-Key")
	}
	if kept.Status == nil {
		return false, s.unanswered(kept)
	}
	for name, v := range kept.Headers {
		w.Header().Set(name, v)
	}
	w.Header().Set("Idempotent-Replay", "true")
	w.WriteHeader(*kept.Status)
	_, _ = io.WriteString(w, kept.Body)
	return true, nil
}

// answerWait is how long after the claim of a key its answer may still come to be
// kept: the writing waits five seconds for its turn at most.
const answerWait = 6 * time.Second

// unanswered says of a key without an answer that the act is done (the key is
// claimed in its commit), and which record it was about. Within answerWait the
// answer may still come.
func (s *Server) unanswered(k store.KeptAnswer) error {
	if s.app.DB().Now().Time().Sub(k.ClaimedAt.Time()) < answerWait {
		return fault.New(fault.Conflict, "key_in_use").At("Idempotency-Key")
	}
	return fault.New(fault.Conflict, "key_done").At("Idempotency-Key").With("subject", k.Subject())
}

// runOnce runs the request with its claim and keeps a good answer. It goes on when
// the client hangs up: what was done must have its answer for the repetition.
func (s *Server) runOnce(w http.ResponseWriter, r *http.Request, c store.Claim, next http.Handler) {
	keep := &keeper{recorder: recorder{ResponseWriter: w}}
	next.ServeHTTP(keep, r.WithContext(store.WithKey(context.WithoutCancel(r.Context()), c)))
	if keep.status == 0 || keep.status >= 300 || showsSecret(r.URL.Path) {
		return
	}
	a := store.KeptAnswer{Status: &keep.status, Body: keep.body.String(), Headers: map[string]string{}}
	for _, name := range []string{"Content-Type", "Etag", "Location"} {
		if v := w.Header().Get(name); v != "" {
			a.Headers[name] = v
		}
	}
	if err := s.app.KeepAnswer(r.Context(), c, a); err != nil {
		id := requestID(r.Context())
		s.log.ErrorContext(r.Context(), "answer not kept", "request", id, "error", err.Error())
	}
}

// showsSecret reports whether the answer holds a secret that is shown once: it is
// not kept, and a repetition is told that the key is taken.
func showsSecret(path string) bool {
	return path == "/api/tokens" || strings.HasPrefix(path, "/api/factor") ||
		strings.HasPrefix(path, "/api/users/") && strings.HasSuffix(path, "/link")
}

// keeper copies the answer while it is sent, also when nobody takes it any more.
type keeper struct {
	recorder
	body bytes.Buffer
}

func (k *keeper) Write(b []byte) (int, error) {
	k.body.Write(b)
	_, _ = k.recorder.Write(b)
	return len(b), nil
}
