package api_test

import (
	"strings"
	"testing"

	"sente/web"
)

func TestEveryAddressOfTheUIIsThePage(t *testing.T) {
	_, built := web.FS()
	eachHouse(t, func(t *testing.T, h *house) {
		nonces := map[string]bool{}
		for _, path := range []string{"/", "/deals/12", "/login", "/link/ab-c_d"} {
			r := h.do(call{method: "GET", path: path})
			if r.status != 200 {
				t.Errorf("%s: got %d: %s", path, r.status, r.body)
			}
			if built {
				nonces[r.header.Get("Content-Security-Policy")] = true
			}
			if strings.Contains(r.body, "__CSP_NONCE__") || strings.Contains(r.header.Get("Content-Security-Policy"), "unsafe") {
				t.Errorf("%s: the page has no nonce of its own, or an unsafe policy", path)
			}
		}
		if built && len(nonces) != 4 {
			t.Errorf("got %d policies for 4 pages, want a fresh nonce each", len(nonces))
		}
		for _, path := range []string{"/assets/none.js", "/../go.mod", "/favicon.none"} {
			if r := h.do(call{method: "GET", path: path}); r.status != 404 && r.status != 200 || strings.Contains(r.body, "module sente") {
				t.Errorf("%s: got %d", path, r.status)
			}
		}
		if r := h.do(call{method: "POST", path: "/deals"}); built && r.status != 404 {
			t.Errorf("a POST to a page: got %d, want 404", r.status)
		}
	})
}
