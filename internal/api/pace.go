package api

import (
	"errors"
	"io"
	"net/http"
	"sync/atomic"
	"time"
)

// Every paceBytes of a body must arrive, and every paceBytes of an answer must be
// taken, within Options.Pace: who is slower loses the connection and holds nobody
// up.
const (
	paceBytes   = 64 << 10
	paceDefault = time.Minute
)

// pacedBody is the body of a request with a deadline that moves on as it arrives
// and is gone when it is whole: net/http goes on reading to learn that the client
// hung up, and one that passes then would end the contexts of this request and of
// all others on its connection.
type pacedBody struct {
	io.ReadCloser
	conn  *http.ResponseController
	pace  time.Duration
	left  int64 // bytes to come, negative when unknown
	quota int64 // bytes until the deadline moves on
}

func (b *pacedBody) Read(p []byte) (int, error) {
	if b.quota <= 0 {
		_ = b.conn.SetReadDeadline(time.Now().Add(b.pace))
		b.quota = paceBytes
	}
	n, err := b.ReadCloser.Read(p)
	b.quota -= int64(n)
	b.left -= int64(n)
	if b.left == 0 || errors.Is(err, io.EOF) {
		_ = b.conn.SetReadDeadline(time.Time{})
	}
	return n, err
}

// pacedWriter is the answer to a request with a deadline that moves on as it is
// taken; it remembers the status.
type pacedWriter struct {
	http.ResponseWriter
	conn   *http.ResponseController
	pace   time.Duration
	quota  int64
	status int
	last   *atomic.Bool // true: this is the last answer on its connection
}

func (w *pacedWriter) WriteHeader(status int) {
	w.begin(status)
	w.move(0)
	w.ResponseWriter.WriteHeader(status)
}

// begin notes the status, and when the server is stopping, tells the client not
// to send more on a connection that is about to be closed.
func (w *pacedWriter) begin(status int) {
	if w.status != 0 {
		return
	}
	w.status = status
	if w.last.Load() {
		w.Header().Set("Connection", "close")
	}
}

func (w *pacedWriter) Write(p []byte) (int, error) {
	w.begin(http.StatusOK)
	w.move(len(p))
	return w.ResponseWriter.Write(p)
}

// move counts n bytes and moves the deadline on when the last ones were taken.
func (w *pacedWriter) move(n int) {
	if w.quota <= 0 {
		_ = w.conn.SetWriteDeadline(time.Now().Add(w.pace))
		w.quota = paceBytes
	}
	w.quota -= int64(n)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *pacedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// ServeHTTP answers one request at the pace that is asked of clients.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	conn := http.NewResponseController(w)
	if r.URL.Path == "/healthz" && r.Method == http.MethodGet {
		_ = conn.SetWriteDeadline(time.Time{}) // that of an earlier answer may have passed
		s.serveHealth(w, r)
		return
	}
	out := &pacedWriter{ResponseWriter: w, conn: conn, pace: s.options.Pace, last: &s.life.stopping}
	if r.Body != nil && r.Body != http.NoBody {
		// from the start: what no handler reads is read by the server before the next request
		_ = conn.SetReadDeadline(time.Now().Add(s.options.Pace))
		r.Body = &pacedBody{ReadCloser: r.Body, conn: conn, pace: s.options.Pace, left: r.ContentLength}
	}
	end := s.life.requests.begin()
	defer func() {
		end(out.status)
		out.begin(http.StatusOK)
		out.move(0)
	}()
	s.handler.ServeHTTP(out, r)
}
