package api

import (
	"cmp"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"sente/internal/sales/org"
)

// requestCounts counts requests for /metrics.
type requestCounts struct {
	running  atomic.Int64
	byStatus [6]atomic.Int64 // by hundreds; 0: the connection was lost
	within   [7]atomic.Int64 // by limits(), the last is beyond all
	micros   atomic.Int64
}

// limits are the upper ends, in seconds, of the classes of duration.
func limits() [6]float64 { return [6]float64{0.005, 0.025, 0.1, 0.5, 2, 10} }

// begin counts a request in; the function that it returns counts it out.
func (c *requestCounts) begin() func(status int) {
	start := time.Now()
	c.running.Add(1)
	return func(status int) {
		took, class := time.Since(start), 0
		for _, limit := range limits() {
			if took.Seconds() <= limit {
				break
			}
			class++
		}
		c.within[class].Add(1)
		c.micros.Add(took.Microseconds())
		c.byStatus[min(status/100, 5)].Add(1)
		c.running.Add(-1)
	}
}

// write writes the counts as Prometheus reads them.
func (c *requestCounts) write(p *metricsPage) {
	p.kind("sente_requests_total", "counter", "Requests by class of status; 0xx lost the connection.")
	for i := range c.byStatus {
		p.line("sente_requests_total", fmt.Sprintf(`status="%dxx"`, i), float64(c.byStatus[i].Load()))
	}
	p.kind("sente_request_seconds", "histogram", "How long requests took.")
	sum := int64(0)
	for i, limit := range limits() {
		sum += c.within[i].Load()
		p.line("sente_request_seconds_bucket", fmt.Sprintf(`le="%g"`, limit), float64(sum))
	}
	sum += c.within[len(c.within)-1].Load()
	p.line("sente_request_seconds_bucket", `le="+Inf"`, float64(sum))
	p.line("sente_request_seconds_sum", "", float64(c.micros.Load())/1e6)
	p.line("sente_request_seconds_count", "", float64(sum))
	p.gauge("sente_requests_running", "Requests being answered, streams included.", float64(c.running.Load()))
}

// metricsPage is the text of /metrics.
type metricsPage struct{ strings.Builder }

func (p *metricsPage) kind(name, kind, help string) {
	fmt.Fprintf(p, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
}

func (p *metricsPage) line(name, labels string, value float64) {
	if labels != "" {
		name += "{" + labels + "}"
	}
	fmt.Fprintf(p, "%s %v\n", name, value)
}

func (p *metricsPage) gauge(name, help string, value float64) {
	p.kind(name, "gauge", help)
	p.line(name, "", value)
}

// serveMetrics tells a monitor on this machine, or an administrator, how the
// server is; for everybody else there is no such page.
func (s *Server) serveMetrics(w http.ResponseWriter, r *http.Request) {
	if !fromHere(r) && !requestOf(r.Context()).who.Has(org.AdminSettings) {
		s.serveUnknown(w, r)
		return
	}
	p := &metricsPage{}
	s.life.requests.write(p)
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	use := s.app.DB().PoolUse()
	p.gauge("sente_up_seconds", "Since the start.", time.Since(s.life.began).Seconds())
	p.gauge("sente_goroutines", "Goroutines.", float64(runtime.NumGoroutine()))
	p.gauge("sente_heap_bytes", "Memory in use.", float64(memory.HeapInuse))
	p.gauge("sente_connections", "Database connections for requests.", float64(use.Places))
	p.gauge("sente_connections_taken", "Those in use.", float64(use.Taken))
	if counts, err := s.app.DB().Reads().JobCounts(r.Context()); err == nil {
		p.kind("sente_jobs", "gauge", "Jobs by kind and state.")
		for _, c := range counts {
			p.line("sente_jobs", fmt.Sprintf("kind=%q,state=%q", c.Kind, c.State), float64(c.Count))
		}
	}
	p.kind("sente_build_info", "gauge", "Version of the program.")
	p.line("sente_build_info", fmt.Sprintf("version=%q", cmp.Or(s.options.Version, "dev")), 1)
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	_, _ = w.Write([]byte(p.String()))
}

// fromHere reports whether a program on this machine asks, and not a proxy on it
// for somebody else.
func fromHere(r *http.Request) bool {
	for _, name := range []string{"X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-Ip", "Via"} {
		if r.Header.Get(name) != "" {
			return false
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return false
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Unmap().IsLoopback() && loopback(r.Host)
}
