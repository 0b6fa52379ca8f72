package api_test

import (
	"context"
	"testing"
	"time"
)

func TestBackupRoutes(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		list := call{who: h.Ada, method: "GET", path: "/api/backups"}
		for _, s := range []scenario{
			{name: "none yet", call: list, status: 200, has: []string{`"items":[]`, `"keep":14`, `"late":false`}},
			{name: "director", call: call{who: h.Dora, method: "GET", path: "/api/backups"}, status: 403},
			{name: "rep", call: call{who: h.Mina, method: "GET", path: "/api/backups"}, status: 403},
			{name: "nobody", call: call{method: "GET", path: "/api/backups"}, status: 401},
			{name: "now", call: call{who: h.Ada, method: "POST", path: "/api/backups"}, status: 204, acts: []string{"backup.ordered"}},
			{name: "now, a director", call: call{who: h.Dora, method: "POST", path: "/api/backups"}, status: 403},
			{name: "now, a rep", call: call{who: h.Mina, method: "POST", path: "/api/backups"}, status: 403},
			{name: "now, nobody", call: call{method: "POST", path: "/api/backups"}, status: 401},
		} {
			h.run(s)
		}
		if err := h.App.WorkBackup(context.Background()); err != nil {
			t.Fatal(err)
		}
		h.run(scenario{name: "one", call: list, status: 200,
			has: []string{`"name":"sente-`, `.tar"`, `"age_seconds":0`, `"late":false`}, hasNot: []string{h.Data}})
		for range 25 { // the session stays alive
			h.Clock.Pass(time.Hour)
			h.do(list)
		}
		h.run(scenario{name: "a day old", call: list, status: 200, has: []string{`"late":false`, `"age_seconds":90000`}})
		h.Clock.Pass(2 * time.Hour)
		h.run(scenario{name: "too old", call: list, status: 200, has: []string{`"late":true`}})
	})
}
