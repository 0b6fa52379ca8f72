package api_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"sente/internal/api"
	"sente/internal/app"
	"sente/internal/sales/deal"
	"sente/internal/sales/record"
)

func TestAuditRoutes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		for _, s := range []scenario{
			{name: "administrator", call: call{who: h.Ada, method: "GET", path: "/api/audit"}, status: 200,
				has: []string{"workspace.founded", `"state":"waiting"`, "米娜"}, hasNot: []string{"argon2"}},
			{name: "director", call: call{who: h.Dora, method: "GET", path: "/api/audit?kind=account&q=" + "%E6%B5%B7%E6%B8%AF"},
				status: 200, has: []string{"account.added", "海港"}, hasNot: []string{"江州"}},
			{name: "what was read", call: call{who: h.Dora, method: "GET", path: "/api/audit?source=access"}, status: 200},
			{name: "manager", call: call{who: h.Mo, method: "GET", path: "/api/audit"}, status: 403},
			{name: "rep", call: call{who: h.Mina, method: "GET", path: "/api/audit"}, status: 403},
			{name: "read-only", call: call{who: h.Rob, method: "GET", path: "/api/audit/chain"}, status: 403},
			{name: "nobody", call: call{method: "GET", path: "/api/audit"}, status: 401},
			{name: "bad record", call: call{who: h.Ada, method: "GET", path: "/api/audit?record=deal"}, status: 422, has: []string{`"field":"record"`}},
			{name: "bad cursor", call: call{who: h.Ada, method: "GET", path: "/api/audit?cursor=x"}, status: 422, has: []string{`"field":"cursor"`}},
			{name: "bad day", call: call{who: h.Ada, method: "GET", path: "/api/audit?from=31.12.2026"}, status: 422},
			{name: "bad source", call: call{who: h.Ada, method: "GET", path: "/api/audit?source=seal"}, status: 422},
			{name: "chain", call: call{who: h.Dora, method: "GET", path: "/api/audit/chain"}, status: 200, has: []string{`"waiting":`}},
			{name: "file", call: call{who: h.Ada, method: "GET", path: "/api/audit/file?act=workspace"}, status: 200,
				has: []string{"workspace.founded"}, hasNot: []string{"account.added"}, acts: []string{"audit.exported"}},
			{name: "file for a manager", call: call{who: h.Mo, method: "GET", path: "/api/audit/file"}, status: 403},
		} {
			h.run(s)
		}
		for _, method := range []string{"POST", "PUT", "PATCH", "DELETE"} {
			if r := h.do(call{who: h.Ada, method: method, path: "/api/audit", body: "{}"}); r.status != 404 && r.status != 405 {
				t.Errorf("%s /api/audit gave %d", method, r.status)
			}
		}
	})
}

// TestFilesTakenAwayStandInTheAudit takes one file, in parts and whole, and all of
// a deal; what is refused leaves nothing.
func TestFilesTakenAwayStandInTheAudit(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		deal := "deal:" + h.aDeal()
		one := "/api/attachments/" + h.attached(h.Mina, deal, "纪要.txt", "会议纪要")
		other := "/api/attachments/" + h.attached(h.Mina, deal, "报价.txt", "报价单")
		for range 2 {
			h.run(scenario{name: "a part", call: call{who: h.Mo, method: "GET", path: one, header: map[string]string{"Range": "bytes=0-5"}}, status: 206})
			h.run(scenario{name: "whole", call: call{who: h.Mo, method: "GET", path: one}, status: 200})
		}
		h.run(scenario{name: "another", call: call{who: h.Mo, method: "GET", path: other}, status: 200})
		h.run(scenario{name: "not his", call: call{who: h.Tao, method: "GET", path: one}, status: 404})
		h.run(scenario{name: "all", call: call{who: h.Mo, method: "GET", path: "/api/attachments.zip?subject=" + deal}, status: 200})
		h.run(scenario{name: "all, not his", call: call{who: h.Tao, method: "GET", path: "/api/attachments.zip?subject=" + deal}, status: 404})
		if err := h.App.FlushReading(t.Context()); err != nil {
			t.Fatal(err)
		}
		taken := h.do(call{who: h.Ada, method: "GET", path: "/api/audit?act=attachment.read&record=" + deal})
		for text, want := range map[string]int{`"act":"attachment.read"`: 2, "纪要.txt": 1, "报价.txt": 1, `"bytes":"12"`: 1, "陶然": 0, "莫明": 2} {
			if n := strings.Count(taken.body, text); n != want {
				t.Errorf("%s stands %d times, want %d: %s", text, n, want, taken.body)
			}
		}
		all := h.do(call{who: h.Ada, method: "GET", path: "/api/audit?act=export.done"})
		for text, want := range map[string]int{`"act":"export.done"`: 1, `"kind":"attachments"`: 1, `"rows":"2"`: 1, `"outcome":"whole"`: 1, deal: 1} {
			if n := strings.Count(all.body, text); n != want {
				t.Errorf("%s stands %d times, want %d: %s", text, n, want, all.body)
			}
		}
	})
}

// TestNoRouteChangesTheAudit reads the OpenAPI document: nothing but GET leads to
// the audit, and no answer's type of it is anybody's input.
func TestNoRouteChangesTheAudit(t *testing.T) {
	b, err := os.ReadFile("../../api/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Paths map[string]map[string]json.RawMessage `json:"paths"`
	}
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for path, methods := range doc.Paths {
		for method, op := range methods {
			ours := false
			for _, word := range []string{"audit", "access", "seal", "event", "login_attempt", "attempt"} {
				ours = ours || strings.Contains(path, "/"+word)
			}
			if path == "/api/accounts/{id}/events" { // changes at a customer, written down by people
				ours = false
			}
			if ours {
				seen++
			}
			if ours && method != "get" {
				t.Errorf("%s %s writes to the audit trail", method, path)
			}
			if method != "get" && (strings.Contains(string(op), "Audited") || strings.Contains(string(op), "AuditRow")) {
				t.Errorf("%s %s takes or gives an entry", method, path)
			}
		}
	}
	if seen < 3 {
		t.Errorf("only %d routes of the audit: the test does not test", seen)
	}
}

func TestActorAndRecordAreNotTakenFromTheBody(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		v1 := map[string]string{"If-Match": `"1"`}
		harbor := "/api/accounts/" + h.Harbor.String()
		for name, c := range map[string]call{
			"other id in a change":    {who: h.Mina, method: "PATCH", path: harbor, body: `{"id":"` + h.Bank.String() + `","about":"x"}`, header: v1},
			"actor in a change":       {who: h.Mina, method: "PATCH", path: harbor, body: `{"actor_id":"` + h.Ada.String() + `","about":"x"}`, header: v1},
			"id of a new record":      {who: h.Mina, method: "POST", path: "/api/accounts", body: `{"name":"x","id":"5"}`},
			"actor of a new record":   {who: h.Mina, method: "POST", path: "/api/accounts", body: `{"name":"x","actor_id":"5"}`},
			"author of a note":        {who: h.Mina, method: "POST", path: "/api/notes", body: `{"subject":"account:` + h.Harbor.String() + `","text":"x","author_id":"` + h.Ada.String() + `"}`},
			"owner's id in assigning": {who: h.Mina, method: "POST", path: "/api/deals/5/owner", body: `{"owner_id":"` + h.Mo.String() + `","id":"7"}`, header: v1},
		} {
			h.run(scenario{name: name, call: c, status: 422})
		}
		h.run(scenario{name: "unchanged", call: call{who: h.Mina, method: "GET", path: harbor}, status: 200, has: []string{`"version":1`}})
	})
}

// TestLogKeepsOneLinePerRequest sends what would forge a second line.
func TestLogKeepsOneLinePerRequest(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		var out bytes.Buffer
		s := api.New(api.Options{App: h.App, Log: slog.New(slog.NewJSONHandler(&out, nil))})
		const forged = "x\r\n{\"level\":\"ERROR\",\"msg\":\"forged\"}\x1b[2J"
		cookie := h.cookie(h.Mina)
		for _, path := range []string{"/api/accounts?q=%0d%0a%7B%22msg%22%3A%22forged%22%7D", "/api/%0d%0aforged%1b%5b2J"} {
			req := httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil)
			req.Header["User-Agent"], req.Header["X-Request-Id"] = []string{forged}, []string{forged}
			req.Header.Set("Cookie", cookie)
			req.Method = "GET\r\nforged"
			s.ServeHTTP(httptest.NewRecorder(), req)
		}
		lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
		for _, line := range lines {
			var one map[string]any
			if err := json.Unmarshal([]byte(line), &one); err != nil || one["msg"] == "forged" || strings.ContainsAny(line, "\x1b\r") {
				t.Errorf("%v: %q", err, line)
			}
		}
		if len(lines) != 2 {
			t.Errorf("%d lines for 2 requests", len(lines))
		}
	})
}

// TestLogNamesTheRoute: a line names the route and no id, also of what is refused.
func TestLogNamesTheRoute(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		var out bytes.Buffer
		s := api.New(api.Options{App: h.App, Log: slog.New(slog.NewJSONHandler(&out, nil))})
		for _, x := range []struct {
			who                 record.ID
			method, path, route string
			status              int
		}{
			{h.Mina, "GET", "/api/accounts/" + h.Harbor.String(), "GET /api/accounts/{id}", 200},
			{0, "GET", "/api/accounts/" + h.Harbor.String(), "GET /api/accounts/{id}", 401},
			{h.Mina, "GET", "/api/deals/1", "GET /api/deals/{id}", 404},
			{h.Mina, "POST", "/api/deals/1/abandon", "POST /api/deals/{id}/abandon", 422},
			{h.Mina, "GET", "/api/nothing", "/api/", 404},
			{0, "GET", "/deals/1", "/", 200},
			{0, "GET", "/readyz", "GET /readyz", 200},
		} {
			out.Reset()
			req := httptest.NewRequest(x.method, "http://localhost"+x.path, strings.NewReader("{}"))
			req.Header.Set("Content-Type", "application/json")
			if x.who != 0 {
				req.Header.Set("Cookie", h.cookie(x.who))
			}
			s.ServeHTTP(httptest.NewRecorder(), req)
			var line struct {
				Route  string
				Status int
			}
			if err := json.Unmarshal(out.Bytes(), &line); err != nil || line.Route != x.route || line.Status != x.status {
				t.Errorf("%s %s: got %s (%v), want %d and the route %q", x.method, x.path, out.String(), err, x.status, x.route)
			}
		}
	})
}

// TestEntriesSayFromWhere follows the address and the request of a change and of
// a reading into the audit.
func TestEntriesSayFromWhere(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		d, err := h.App.AddDeal(t.Context(), h.As(h.Mina), app.NewDeal{Fields: deal.Fields{Name: "港口", AccountID: h.Harbor}})
		if err != nil {
			t.Fatal(err)
		}
		path := "/api/deals/" + d.ID.String()
		edited := h.run(scenario{name: "edit", call: call{who: h.Mina, method: "PATCH", path: path, body: `{"name":"港口二期"}`,
			header: map[string]string{"If-Match": `"1"`}}, status: 200, acts: []string{"deal.edited"}})
		h.run(scenario{name: "sheet", call: call{who: h.Mo, method: "GET", path: path + "/sheet"}, status: 200})
		if err := h.App.FlushReading(t.Context()); err != nil {
			t.Fatal(err)
		}
		h.run(scenario{name: "audit of the deal", call: call{who: h.Ada, method: "GET", path: "/api/audit?record=deal:" + d.ID.String()}, status: 200,
			has: []string{`"request":"` + edited.header.Get("X-Request-Id") + `"`, `"address":"127.0.0.1"`, "deal.read", "莫明"}})
	})
}
