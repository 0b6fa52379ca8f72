package cast

import (
	"context"
	"testing"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// Company is the cast on one database: 海岳软件 (fictional) with two teams.
//
//	Ada        administrator
//	Dora       director, head of the whole company
//	Mo         manager of team 1: Mina and Rui are his reps
//	Nils       manager of team 2: Tao is his rep
//	Pia        presales, team 2, member of deals where she is asked
//	Rob        read-only
//	Gone       a disabled account
type Company struct {
	T     *testing.T
	App   *app.App
	DB    *store.DB
	Clock *Clock
	Data  string // folder of uploaded files

	Ada, Dora, Mo, Mina, Rui, Nils, Tao, Pia, Rob, Gone record.ID
	Harbor, Bank, Metro                                 record.ID // accounts of Mina, Rui, Tao
}

// Password is everybody's.
const Password = "correct horse 9"

// Key is the installation's.
const Key = "key of the cast"

// New founds the company.
func New(t *testing.T, db *store.DB, clock *Clock) *Company {
	t.Helper()
	c := &Company{T: t, DB: db, Clock: clock, Data: t.TempDir()}
	ctx := context.Background()
	var err error
	if c.App, err = app.New(
		ctx,
		app.Options{DB: db, SetupSecret: "secret", DataDir: c.Data, Key: []byte(Key)},
	); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.must(c.App.FlushReading(ctx)) })
	in, err := c.App.SetUp(
		ctx,
		app.Visitor{},
		app.Setup{Secret: "secret", Login: "ada", Name: "艾达", Password: Password,
			Workspace: "海岳软件", Zone: "Asia/Shanghai", Currency: "CNY", Lang: "en"},
	)
	if err != nil {
		t.Fatal(err)
	}
	c.Ada = in.UserID
	c.hire(ctx)
	c.Harbor = c.account(c.Mina, "海港集团有限公司")
	c.Bank = c.account(c.Rui, "江州银行股份有限公司")
	c.Metro = c.account(c.Tao, "南岭轨道交通集团")
	return c
}

func (c *Company) hire(ctx context.Context) {
	list, err := c.App.Roles(ctx, c.As(c.Ada))
	c.must(err)
	roles := map[string]record.ID{}
	for _, r := range list {
		roles[r.Code] = r.ID
	}
	all := c.team("公司", 0)
	one, two := c.team("一部", all), c.team("二部", all)
	for _, p := range []struct {
		to                *record.ID
		login, name, role string
		team              record.ID
	}{
		{&c.Dora, "dora", "朵拉", org.Director, all},
		{&c.Mo, "mo", "莫明", org.Manager, one},
		{&c.Mina, "mina", "米娜", org.Rep, one},
		{&c.Rui, "rui", "芮安", org.Rep, one},
		{&c.Nils, "nils", "倪思", org.Manager, two},
		{&c.Tao, "tao", "陶然", org.Rep, two},
		{&c.Pia, "pia", "皮雅", org.Rep, two},
		{&c.Rob, "rob", "罗博", org.ReadOnly, all},
		{&c.Gone, "gone", "郭恩", org.Rep, one},
	} {
		u, err := c.App.AddUser(ctx, c.As(c.Ada), app.UserFields{Login: p.login, Name: p.name,
			RoleID: roles[p.role], TeamID: p.team, Lang: "en"})
		c.must(err)
		*p.to = u.ID
	}
	c.edit(one, `{"head_id":"`+c.Mo.String()+`"}`)
	c.edit(two, `{"head_id":"`+c.Nils.String()+`"}`)
	_, err = c.App.EditUser(ctx, c.As(c.Ada), c.Gone, 1, []byte(`{"active":false}`))
	c.must(err)
}

func (c *Company) team(name string, parent record.ID) record.ID {
	t, err := c.App.AddTeam(context.Background(), c.As(c.Ada), app.TeamFields{Name: name, ParentID: parent})
	c.must(err)
	return t.ID
}

func (c *Company) edit(team record.ID, patch string) {
	_, err := c.App.EditTeam(context.Background(), c.As(c.Ada), team, 1, []byte(patch))
	c.must(err)
}

func (c *Company) account(owner record.ID, name string) record.ID {
	a, err := c.App.AddAccount(context.Background(), c.As(owner), account.Fields{Name: name})
	c.must(err)
	return a.ID
}

// As is a person of the company as an actor, with his rights as they are now.
func (c *Company) As(id record.ID) org.Actor {
	c.T.Helper()
	who, err := c.App.ActorOf(context.Background(), id)
	c.must(err)
	return who
}

// Refused fails the test unless err is a refusal with this kind and code.
func (c *Company) Refused(err error, kind fault.Kind, code string) {
	c.T.Helper()
	if err == nil {
		c.T.Fatalf("got no error, want %s: %s", kind, code)
	}
	if f := fault.Of(err); f.Kind != kind || f.Code != code {
		c.T.Fatalf("got %v, want %s: %s", err, kind, code)
	}
}

func (c *Company) must(err error) {
	c.T.Helper()
	if err != nil {
		c.T.Fatal(err)
	}
}
