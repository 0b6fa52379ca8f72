package api_test

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// write is one act of the battery; version is what If-Match says, 0 for none.
type write struct {
	who          record.ID
	method, path string
	body         string
	version      int
}

// battery writes to every table through the routes.
func (w *watch) battery() []write {
	deal, vault := "/api/deals/"+w.Of("wharf").String(), "/api/deals/"+w.Of("vault").String()
	boss, spy := w.Of("boss on wharf").String(), w.Of("spy on wharf").String()
	id := func(room, name string) string { return "/api/" + room + "/" + w.Of(name).String() }
	return []write{
		{w.Mina, "PATCH", "/api/accounts/" + w.Harbor.String(), `{"region":"华东"}`, 1},
		{w.Mina, "PATCH", id("departments", "pier"), `{"name":"码头"}`, 1},
		{w.Mina, "PATCH", id("contacts", "hermit"), `{"title":"主任"}`, 1},
		{w.Mina, "PUT", "/api/tags/on/deal/" + w.Of("wharf").String(), `{"names":["年底"]}`, 0},
		{w.Mina, "POST", deal + "/competitors", `{"name":"远帆软件"}`, 0},
		{w.Mina, "POST", "/api/flags/" + w.plainFlag() + "/mitigate", `{"strength":"同城案例"}`, 0},
		{w.Mina, "PATCH", id("competitors", "rival"), `{"incumbent":true}`, 1},
		{w.Mina, "PATCH", id("intel", "gossip"), `{"text":"改过"}`, 1},
		{w.Mina, "DELETE", id("intel", "gossip"), "", 2},
		{w.Mina, "PATCH", id("strengths", "bell"), `{"unique":true}`, 1},
		{w.Mina, "PATCH", id("weaknesses", "gap"), `{"plan":"补"}`, 1},
		{w.Mina, "PATCH", id("proposals", "offer"), `{"pages":20}`, 1},
		{w.Mina, "PATCH", id("change-reviews", "check"), `{"text":"无"}`, 1},
		{w.Mina, "PATCH", id("external-bodies", "agency"), `{"kind":"代理"}`, 1},
		{w.Mina, "PATCH", id("objections", "doubt"), `{"text":"贵"}`, 1},
		{w.Mina, "PATCH", id("visits", "journey"), `{"presales":true}`, 1},
		{w.Mina, "PATCH", id("bookings", "expert"), `{"effect":4}`, 1},
		{w.Mina, "PATCH", id("account-events", "merger"), `{"reviewed":true}`, 1},
		{w.Mina, "DELETE", id("competitors", "rival"), "", 2},
		{w.Mina, "PATCH", id("needs", "wish"), `{"own_assumption":true}`, 1},
		{w.Mina, "PATCH", id("criteria", "measure"), `{"is_key":true}`, 1},
		{w.Mina, "PUT", deal + "/info", `{"item":8,"status":"partial"}`, 0},
		{w.Mina, "PUT", deal + "/cost", `{}`, 0},
		{w.Mina, "POST", deal + "/questions", `{"question":1,"act":"confirmed","seen":"1"}`, 0},
		{w.Pia, "POST", id("challenges", "objection") + "/withdraw", "", 0},
		{w.Pia, "POST", id("reviews", "hearing") + "/challenges", `{"question":4,"text":"谁说的"}`, 0},
		{w.Mina, "POST", id("reviews", "hearing") + "/tasks", `{"title":"约总工","due_on":"2026-11-30","assignee_id":"` + w.Pia.String() + `"}`, 0},
		{w.Mo, "POST", id("reviews", "hearing") + "/decision", `{"decision":"advance"}`, 0},
		{w.Mina, "POST", deal + "/reviews", "", 0},
		{w.Mina, "POST", "/api/influences/" + boss + "/observations", `{"field":"support","value":2}`, 0},
		{w.Mina, "PUT", deal + "/layout", `{"positions":{"` + boss + `":{"x":1,"y":2}}}`, 0},
		{w.Mina, "DELETE", deal + "/edges/" + spy + "/" + boss, "", 0},
		{w.Mina, "DELETE", deal + "/members/" + w.Pia.String(), "", 0},
		{w.Rui, "POST", vault + "/evidence", `{"criterion":"X1","text":"见纪要"}`, 0},
		{w.Mo, "POST", vault + "/judgements", `{"criterion":"X1","verdict":"accepted"}`, 0},
		{w.Mina, "PATCH", id("notes", "ledger"), `{"text":"改过"}`, 1},
		{w.Mina, "DELETE", id("notes", "ledger"), "", 2},
		{w.Mina, "PATCH", id("attachments", "blueprint"), `{"name":"图纸.png"}`, 1},
		{w.Mina, "DELETE", id("attachments", "blueprint"), "", 2},
		{w.Mina, "POST", id("attachments", "blueprint") + "/restore", "", 0},
		{w.Pia, "PATCH", id("tasks", "homework"), `{"done":true}`, 1},
		{w.Mina, "DELETE", id("views", "peek"), "", 0},
		{w.Ada, "POST", "/api/rules/try", `{"changes":[{"rule":"RF-20","off":true}]}`, 0},
		{w.Ada, "POST", "/api/rules/check", `{"expression":"len(needs) > 1"}`, 0},
		{w.Ada, "POST", "/api/rules", `{"changes":[{"rule":"RF-20","limits":{"days":45}}],"note":"季度"}`, 2},
		{w.Ada, "POST", "/api/templates", `{"base":"T-001","name":{"zh":"自有"}}`, 0},
		{w.Ada, "PUT", "/api/templates/O-1", `{"base":"T-001","name":{"zh":"自有六步"},"steps":[],"gates":[]}`, 1},
		{w.Dora, "PATCH", id("products", "gadget"), `{"series":"A"}`, 1},
		{w.Mina, "POST", "/api/dossiers", `{"as_of":"2026-11-20","deal":{"name":"档案","stage":"S1"}}`, 0},
		{w.Rui, "DELETE", vault, "", 1},
		{w.Rui, "POST", "/api/trash/deal/" + w.Of("vault").String() + "/restore", "", 0},
		{w.Rui, "POST", vault + "/lose", `{"lost_to":"远帆","reason":"价格"}`, 3},
		{w.Mo, "POST", vault + "/reopen", `{"reason":"回来"}`, 4},
		{w.Ada, "PATCH", "/api/users/" + w.Rob.String(), `{"name":"罗伯"}`, 2},
		{w.Rob, "PATCH", "/api/me", `{"lang":"zh"}`, 0},
		{w.Ada, "POST", "/api/users/" + w.Tao.String() + "/link", "", 0},
		{w.Tao, "POST", "/api/tokens", `{"name":"bot","scope":"read"}`, 0},
		{w.Nils, "POST", "/api/password", `{"current":"` + cast.Password + `","next":"another good one 7"}`, 0},
		{w.Nils, "POST", "/api/logout", "", 0},
	}
}

// plainFlag is a flag of the deal with hidden coaches that everybody on it knows of.
func (w *watch) plainFlag() string {
	open, err := w.DB.Reads().OpenFlags(context.Background(), w.Of("wharf"))
	if err != nil {
		w.T.Fatal(err)
	}
	at := slices.IndexFunc(open, func(f deal.Flag) bool { return !f.Hidden })
	return open[at].ID.String()
}

// TestIsolationOfWrites: what is written beside another workspace leaves every
// row of that as it was, and does what it does without.
func TestIsolationOfWrites(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		w := watchHouse(t, h)
		kept := call{who: w.Mina, method: "POST", path: "/api/tags", body: `{"name":"月底"}`,
			header: map[string]string{"Idempotency-Key": "before"}}
		first := h.do(kept)
		cast.Shadow(t, h.DB)
		if again := h.do(kept); again.body != first.body || again.status != http.StatusOK {
			t.Errorf("the same again gave %d %s, want %s", again.status, again.body, first.body)
		}
		before := cast.Content(t, h.DB, 2)
		own := cast.Content(t, h.DB, 1)
		for i, x := range w.battery() {
			c := call{who: x.who, method: x.method, path: x.path, body: x.body, header: map[string]string{}}
			if x.version > 0 {
				c.header["If-Match"] = strconv.Quote(strconv.Itoa(x.version))
			}
			if x.method == "POST" {
				c.header["Idempotency-Key"] = "battery-" + strconv.Itoa(i)
			}
			r := h.do(c)
			if r.status != http.StatusOK && r.status != http.StatusNoContent {
				t.Errorf("%s %s gave %d: %s", x.method, x.path, r.status, r.body)
			}
		}
		w.behindTheDoors(t)
		after := cast.Content(t, h.DB, 2)
		for table := range maps.Keys(before) {
			if before[table] != after[table] {
				t.Errorf("%s of the other workspace: was %s, is %s", table, before[table], after[table])
			}
		}
		for table, was := range cast.Content(t, h.DB, 1) {
			if strings.Contains("workspace import import_row import_batch team", table) == (was != own[table]) {
				t.Errorf("%s: changed %v; the battery is to change every table but a few", table, was != own[table])
			}
		}
	})
}

// behindTheDoors is what happens without a route: log-ins, jobs, the nightly run.
func (w *watch) behindTheDoors(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	from := app.Visitor{Address: "192.0.2.7"}
	for _, password := range []string{"wrong", cast.Password} {
		if _, err := w.App.LogIn(ctx, from, "rob", password); (err == nil) != (password == cast.Password) {
			t.Errorf("log-in with %q: %v", password, err)
		}
	}
	if _, err := w.App.LogIn(ctx, from, "rob", "wrong"); err == nil {
		t.Error("a wrong password was taken")
	}
	must(w.DB.Write(ctx, func(tx *store.Tx) error {
		jobs, err := tx.ClaimJobs(ctx, "tester", 10, time.Minute)
		if err != nil || len(jobs) != 1 {
			t.Errorf("claimed %d jobs (%v), want the one of the story", len(jobs), err)
		}
		for _, j := range jobs {
			if kept, err := tx.KeepJob(ctx, j.ID, "tester", time.Minute); err != nil || !kept {
				t.Errorf("kept %v (%v)", kept, err)
			}
			if done, err := tx.FinishJob(ctx, j.ID, "tester"); err != nil || !done {
				t.Errorf("finished %v (%v)", done, err)
			}
		}
		return err
	}))
	w.h.addFactor(w.h.browser().logIn("rui"))
	d, err := w.App.Deal(ctx, w.As(w.Mina), w.Of("wharf"))
	must(err)
	_, err = w.App.EditDeal(ctx, w.As(w.Mina), d.ID, d.Version, []byte(`{"name":"码头"}`))
	must(err)
	w.contributor(t)
	must(w.App.FlushReading(ctx))
	_, err = w.App.NewSealer().Seal(ctx)
	must(err)
	w.Clock.Pass(36 * time.Hour)
	must(w.App.ReflagAll(ctx))
	must(w.App.PutMember(ctx, w.As(w.Mina), w.Of("wharf"), deal.Member{UserID: w.Pia, Role: "presales"}))
	must(w.DB.Write(ctx, func(tx *store.Tx) error {
		if n, err := tx.ForgetJobs(ctx, tx.Now(), 100); err != nil || n != 1 {
			t.Errorf("forgot %d jobs (%v), want one", n, err)
		}
		if _, err := tx.SweepJobs(ctx); err != nil {
			return err
		}
		if err := tx.ForgetSessions(ctx); err != nil {
			return err
		}
		return tx.ForgetKeys(ctx, tx.Now())
	}))
}

// contributor lets those who read everything contribute where they are on the
// team. Rob is on none, whatever the other workspace says.
func (w *watch) contributor(t *testing.T) {
	t.Helper()
	grant(t, w.Company, org.ReadOnly, org.Contribute, org.Member)
	_, err := w.App.AddNote(context.Background(), w.As(w.Rob), record.Ref{Kind: record.Deal, ID: w.Of("vault")}, "不该写上")
	w.Refused(err, fault.Denied, "denied")
}

// grant gives a role one more permission.
func grant(t *testing.T, c *cast.Company, role string, p org.Permission, reach org.Reach) {
	t.Helper()
	ctx := context.Background()
	roles, err := c.App.Roles(ctx, c.As(c.Ada))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range roles {
		if r.Code != role {
			continue
		}
		grants := maps.Clone(r.Grants)
		grants[p] = reach
		if _, err := c.App.EditRole(ctx, c.As(c.Ada), r.ID, r.Version, grants); err != nil {
			t.Fatal(err)
		}
	}
}
