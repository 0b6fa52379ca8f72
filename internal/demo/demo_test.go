package demo_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/demo"
	"sente/internal/sales/account"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/record"
	"sente/internal/sales/review"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

// company is a demonstration that was built, and who looks at it.
type company struct {
	*testing.T
	app    *app.App
	db     *store.DB
	who    map[string]org.Actor // by log-in
	logins []demo.LogIn
	sheets []app.Sheet // of the open deals, as the administrator sees them
}

func TestBuild(t *testing.T) {
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		begin := time.Now()
		logins, err := demo.Build(t.Context(), db, clock)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("built in %v", time.Since(begin).Round(time.Millisecond))
		if _, err := demo.Build(t.Context(), db, clock); !errors.Is(err, demo.ErrNotEmpty) {
			t.Errorf("a second build: got %v, want %v", err, demo.ErrNotEmpty)
		}
		c := look(t, db, logins)
		c.people()
		c.accounts()
		c.deals()
		c.variety()
		c.secrets()
		c.owed()
		c.reviewed()
		c.plain()
		c.invited()
		c.history(clock)
	})
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func look(t *testing.T, db *store.DB, logins []demo.LogIn) *company {
	t.Helper()
	ctx := context.Background()
	c := &company{T: t, db: db, who: map[string]org.Actor{}, logins: logins}
	c.app = must[*app.App](t)(app.New(ctx, app.Options{DB: db}))
	for _, u := range must[[]org.User](t)(db.Reads().Users(ctx)) {
		c.who[u.Login] = must[org.Actor](t)(c.app.ActorOf(ctx, u.ID))
	}
	for _, x := range c.list("open") {
		c.sheets = append(c.sheets, must[app.Sheet](t)(c.app.Sheet(ctx, c.who["admin"], x.ID)))
	}
	return c
}

func (c *company) list(status strategy.DealStatus) []app.DealView {
	c.Helper()
	q := app.DealQuery{DealFilter: store.DealFilter{Status: status, Page: store.Page{Limit: store.MaxPage}}}
	l, err := c.app.Deals(c.Context(), c.who["admin"], q)
	if err != nil {
		c.Fatal(err)
	}
	return l.Items
}

func (c *company) same(what string, got, want int) {
	c.Helper()
	if got != want {
		c.Errorf("%s: got %d, want %d", what, got, want)
	}
}

// reviewed: one open deal has been reviewed, and is to be again.
func (c *company) reviewed() {
	held := 0
	for i := range c.sheets {
		x := must[app.Reviews](c.T)(c.app.Reviews(c.Context(), c.who["admin"], c.sheets[i].Deal.ID))
		for _, r := range x.Items {
			if r.Decision == review.Hold && r.NextOn != 0 {
				held++
			}
		}
	}
	c.same("reviews that hold a deal", held, 1)
}

func (c *company) people() {
	w, err := c.app.Workspace()
	if err != nil || !w.Demo {
		c.Errorf("got workspace %+v (%v), want it to be a demonstration", w, err)
	}
	c.same("people", len(c.who), 9)
	c.same("log-ins", len(c.logins), 9)
	c.same("teams", len(must[[]org.Team](c.T)(c.app.Teams(c.Context(), c.who["admin"]))), 3)
	last := c.logins[len(c.logins)-1]
	if _, err := c.app.LogIn(c.Context(), app.Visitor{}, last.Login, last.Password); err != nil {
		c.Errorf("log-in of %s: %v", last.Login, err)
	}
	used := map[string]bool{}
	for _, l := range c.logins {
		if len(l.Password) != 14 || used[l.Password] {
			c.Errorf("password of %s is %q", l.Login, l.Password)
		}
		used[l.Password] = true
	}
}

func (c *company) accounts() {
	l := must[store.List[account.Account]](c.T)(c.app.Accounts(c.Context(), c.who["admin"],
		store.AccountFilter{Page: store.Page{Limit: store.MaxPage}}))
	c.same("accounts", len(l.Items), 24)
	for _, a := range l.Items {
		chart := must[app.Chart](c.T)(c.app.Chart(c.Context(), c.who["admin"], a.ID))
		reports := slices.ContainsFunc(chart.Contacts, func(p account.Contact) bool { return p.ReportsToID != 0 })
		if len(chart.Departments) == 0 || len(chart.Contacts) < 3 || !reports {
			c.Errorf("%s: %d departments and %d contacts make no org chart", a.Name, len(chart.Departments), len(chart.Contacts))
		}
	}
}

func (c *company) deals() {
	c.same("open deals", len(c.sheets), 40)
	closed := 0
	for _, status := range []strategy.DealStatus{strategy.Won, strategy.Lost, strategy.Abandoned, strategy.Downgraded} {
		l := c.list(status)
		if len(l) == 0 {
			c.Errorf("no deal is %s", status)
		}
		closed += len(l)
	}
	c.same("closed deals", closed, 30)
	people := 0
	for _, s := range c.sheets {
		people += len(s.Facts.People)
		if s.Deal.OwnerID == 0 {
			c.Errorf("%s has no owner", s.Deal.Name)
		}
	}
	if people < 140 || people > 170 {
		c.Errorf("%d influences, want about 150", people)
	}
}

// unfed are the families of rules whose facts the demo company does not record.
var unfed = map[string]bool{"offers": true, "delivery": true}

func (c *company) variety() {
	stages, grades := map[playbook.Stage]int{}, map[qualify.Grade]int{}
	families, worst, unknown := map[string]bool{}, map[string]bool{}, 0
	family := map[string]string{}
	for _, r := range strategy.Rules() {
		family[r.ID] = r.Family
	}
	for _, s := range c.sheets {
		stages[s.Deal.Stage]++
		grades[s.Deal.Grade]++
		if s.Deal.Amount == nil {
			unknown++
		}
		for _, f := range s.Flags {
			families[family[f.Rule]], worst[f.Severity] = true, true
		}
	}
	for _, s := range []playbook.Stage{"S1", "S2", "S3", "S4", "S5", "S6"} {
		if stages[s] < 3 {
			c.Errorf("%d deals at %s, want some", stages[s], s)
		}
	}
	for _, g := range qualify.Grade("").All() {
		if grades[g] == 0 {
			c.Errorf("no deal is graded %s", g)
		}
	}
	for _, f := range slices.Sorted(maps.Values(family)) {
		if !families[f] && !unfed[f] {
			c.Errorf("no flag of the family %s", f)
		}
		if families[f] && unfed[f] {
			c.Errorf("the family %s has flags now: drop it from unfed", f)
		}
	}
	if len(worst) < 3 || unknown < 3 {
		c.Errorf("severities %v and %d unknown amounts, want more", worst, unknown)
	}
}

func (c *company) sheet(name string) app.Sheet {
	i := slices.IndexFunc(c.sheets, func(s app.Sheet) bool { return s.Deal.Name == name })
	if i < 0 {
		c.Fatalf("no deal %q", name)
	}
	return c.sheets[i]
}

// secrets: the disaster, the gate that waits for one verdict, the hidden coach.
func (c *company) secrets() {
	disaster := c.sheet("星澜证券核心交易监控")
	for _, rule := range []string{"RF-07", "RF-23", "RF-06"} {
		if !slices.ContainsFunc(disaster.Flags, func(f deal.Flag) bool { return f.Rule == rule }) {
			c.Errorf("the disaster has no %s", rule)
		}
	}
	near := c.sheet("云岭数据中心安全运营中心")
	open := slices.DeleteFunc(slices.Clone(near.Criteria), func(x deal.Criterion) bool { return x.Met })
	if len(open) != 1 || len(open[0].Steps) != 1 || open[0].Steps[0].Act != deal.Submitted {
		c.Errorf("got %+v open, want one criterion that waits for its verdict", open)
	}
	at := c.sheet("江州银行一体化运维监控平台").Deal.ID
	for login, sees := range map[string]bool{"fangxiaoyu": true, "luming": true, "shenlan": true, "admin": false, "guyan": false} {
		s := must[app.Sheet](c.T)(c.app.Sheet(c.Context(), c.who[login], at))
		coach := slices.ContainsFunc(s.Facts.People, func(p deal.Person) bool { return slices.Contains(p.Roles, influence.CO) })
		if coach != sees {
			c.Errorf("%s sees the hidden coach: got %v, want %v", login, coach, sees)
		}
	}
}

// owed: the deal that is won and being collected says what is late, and what to do.
func (c *company) owed() {
	i := slices.IndexFunc(c.list(strategy.Won), func(x app.DealView) bool { return x.Name == "南岭运营调度大屏" })
	if i < 0 {
		c.Fatal("no deal is won and being collected")
	}
	s := must[app.Sheet](c.T)(c.app.Sheet(c.Context(), c.who["tangning"], c.list(strategy.Won)[i].ID))
	for rule, about := range map[string]string{"RF-81": "初验款", "RF-82": "D6"} {
		if !slices.ContainsFunc(s.Flags, func(f deal.Flag) bool { return f.Rule == rule && f.Subject == about }) {
			c.Errorf("no %s about %s: got %+v", rule, about, s.Flags)
		}
	}
	x := s.Diagnosis.Collection
	if x == nil || !x.Valid || x.Collected == nil || *x.Collected != 0.5 || x.MaxOverdue < 31 {
		c.Errorf("got collection %+v, want half of it in, and more than 30 days late", x)
	}
	next := must[app.Tactics](c.T)(c.app.Tactics(c.Context(), c.who["tangning"], s.Deal.ID)).Next
	if len(next) < 2 || next[0].Rule != "RF-81" || next[0].Task == 0 {
		c.Errorf("got next %+v, want the money first, planned", next)
	}
}

// plain: the three things to do next on the deal of the story are about three people.
func (c *company) plain() {
	at := c.sheet("江州银行一体化运维监控平台").Deal.ID
	next := must[app.Tactics](c.T)(c.app.Tactics(c.Context(), c.who["fangxiaoyu"], at)).Next
	if len(next) != 3 || next[0].Rule != "RF-19" || !next[0].Late || next[1].Rule != "RF-22" || next[2].Person == "" {
		c.Errorf("got next %+v, want the man who turned, the newcomer, the decision maker", next)
	}
}

// invited: who is asked after the tender came out is told what he is there.
func (c *company) invited() {
	s := c.sheet("南岭建设工程数据归集")
	for _, rule := range []string{"RF-54", "RF-56", "RF-57", "RF-58"} {
		if !slices.ContainsFunc(s.Flags, func(f deal.Flag) bool { return f.Rule == rule }) {
			c.Errorf("the late invitation has no %s", rule)
		}
	}
	if s.Diagnosis.Diagnoses.Companion < 3 || s.Diagnosis.Bid.Decision != strategy.NoBid {
		c.Errorf("got %d signs of a companion bid and %+v, want at least three and no bid",
			s.Diagnosis.Diagnoses.Companion, s.Diagnosis.Bid)
	}
}

// history: everything is an event, and lies before today.
func (c *company) history(clock *cast.Clock) {
	for _, line := range must[[]string](c.T)(c.db.Reads().Unfolded(c.Context())) {
		c.Error(line)
	}
	today := calendar.DayOf(cast.Start.Add(9*time.Hour)) + demo.Span
	if got := c.app.Today(); got != today {
		c.Errorf("today is %v (%v), want %v", got, clock.Now(), today)
	}
	due := map[bool]int{}
	no := false
	for _, login := range []string{"fangxiaoyu", "hechuan", "tangning", "emma"} {
		l := must[store.List[store.TaskRow]](c.T)(c.app.Tasks(c.Context(), c.who[login], app.TaskQuery{Mine: true, Done: &no}))
		for _, task := range l.Items {
			due[task.DueOn < today]++
			if task.Rule != "" && task.SubjectKind != record.Deal {
				c.Errorf("task %q answers a flag of no deal", task.Title)
			}
		}
	}
	if due[true] == 0 || due[false] == 0 {
		c.Errorf("tasks overdue and not: %v, want both", due)
	}
}

func TestNewClockEndsBeforeNow(t *testing.T) {
	for name, now := range map[string]string{"afternoon": "2026-05-20T15:00:00+08:00", "just after midnight": "2026-05-20T00:03:00+08:00"} {
		at, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		clock, err := demo.NewClock(at)
		if err != nil {
			t.Fatal(err)
		}
		last := clock.Now().AddDate(0, 0, demo.Span)
		if left := at.Sub(last); left < 5*time.Second || left > 25*time.Hour {
			t.Errorf("%s: the story ends %v before now", name, left)
		}
	}
}
