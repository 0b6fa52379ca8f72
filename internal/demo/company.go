package demo

import (
	"context"
	"crypto/rand"
	"time"

	"sente/internal/app"
	"sente/internal/sales/account"
	"sente/internal/sales/money"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// hire is somebody of the company.
type hire struct{ key, login, name, role, team, lang string }

// founder is the administrator who sets the company up.
var founder = hire{"gao", "admin", "高远", org.Administrator, "hq", "zh"}

// hires are the others.
var hires = []hire{
	{"shen", "shenlan", "沈岚", org.Director, "hq", "zh"},
	{"lu", "luming", "陆鸣", org.Manager, "finance", "zh"},
	{"fang", "fangxiaoyu", "方晓雨", org.Rep, "finance", "zh"},
	{"he", "hechuan", "贺川", org.Rep, "finance", "zh"},
	{"qin", "qinmu", "秦牧", org.Manager, "industry", "zh"},
	{"tang", "tangning", "唐宁", org.Rep, "industry", "zh"},
	{"emma", "emma", "Emma Lin", org.Rep, "industry", "en"},
	{"gu", "guyan", "顾言", org.Rep, "hq", "zh"}, // presales, on the teams of deals
}

// team is a part of the company.
type team struct{ key, name, parent string }

var teams = []team{{"hq", "海岳软件销售中心", ""}, {"finance", "金融行业部", "hq"}, {"industry", "政企与制造部", "hq"}}

// heads are who leads the teams.
var heads = map[string]string{"hq": "shen", "finance": "lu", "industry": "qin"}

// product is something the company sells; wan is its list price in 10,000 yuan.
type product struct {
	key, name, series string
	wan               int64
}

var products = []product{
	{"core", "澄心分布式核心系统", "金融核心", 1800},
	{"data", "海图数据中台", "数据", 680},
	{"ops", "守望一体化运维平台", "运维", 320},
	{"sec", "界碑安全运营平台", "安全", 260},
	{"mes", "匠造 MES", "制造", 420},
	{"energy", "源流能源管控系统", "能源", 380},
	{"his", "杏林集成平台（医疗）", "医疗", 300},
	{"care", "实施与三年维保服务", "服务", 0},
}

// view is a saved view.
type view struct {
	owner, screen, name, query string
	shared                     bool
}

var views = []view{
	{"shen", "deals", "有严重小红旗的商机", "severity=critical&sort=-amount", true},
	{"lu", "deals", "金融：已到商务阶段", "stage=S4&sort=expected_close", true},
	{"fang", "deals", "我的投标阶段", "stage=S5&sort=expected_close", false},
	{"emma", "deals", "My A deals", "grade=A&sort=-amount", false},
	{"qin", "board", "按负责人看板", "group=owner", true},
	{"tang", "accounts", "能源客户", "industry=能源", false},
}

// found sets the workspace up and hires everybody.
func (t *teller) found(ctx context.Context, secret string) ([]LogIn, error) {
	all := []LogIn{{founder.login, founder.name, founder.role, newPassword()}}
	in, err := t.app.SetUp(ctx, app.Visitor{}, app.Setup{Secret: secret, Demo: true, Login: founder.login,
		Name: founder.name, Password: all[0].Password, Lang: "zh",
		Workspace: "海岳软件（演示）", Zone: Zone, Currency: "CNY"})
	if err != nil {
		return nil, err
	}
	t.today = t.app.Today().Add(Span)
	y, m, d := t.app.Today().Time().Date()
	t.start = time.Date(y, m, d, 0, 0, 0, 0, t.app.Zone())
	if err := t.app.LogOut(ctx, in.Token); err != nil {
		return nil, err
	}
	if err := t.meet(ctx, founder.key, in.UserID); err != nil {
		return nil, err
	}
	return t.hireAll(ctx, all)
}

// meet notes who somebody is and what he may do.
func (t *teller) meet(ctx context.Context, key string, id record.ID) error {
	who, err := t.app.ActorOf(ctx, id)
	t.staff[key] = who
	return err
}

func (t *teller) hireAll(ctx context.Context, all []LogIn) ([]LogIn, error) {
	admin := t.staff[founder.key]
	roles, err := t.app.Roles(ctx, admin)
	if err != nil {
		return nil, err
	}
	role := map[string]record.ID{}
	for _, r := range roles {
		role[r.Code] = r.ID
	}
	made := map[string]org.Team{}
	for _, x := range teams {
		if made[x.key], err = t.app.AddTeam(ctx, admin, app.TeamFields{Name: x.name,
			ParentID: made[x.parent].ID}); err != nil {
			return nil, err
		}
	}
	for _, h := range hires {
		login := LogIn{h.login, h.name, h.role, newPassword()}
		fields := app.UserFields{Login: h.login, Name: h.name, RoleID: role[h.role],
			TeamID: made[h.team].ID, Lang: h.lang}
		if err := t.hire(ctx, h.key, fields, login.Password); err != nil {
			return nil, err
		}
		all = append(all, login)
	}
	for _, x := range teams {
		change := patch{"head_id": t.staff[heads[x.key]].ID}
		if _, err := t.app.EditTeam(ctx, admin, made[x.key].ID, made[x.key].Version,
			change.json()); err != nil {
			return nil, err
		}
	}
	return all, t.settle(ctx, admin, made["hq"].ID)
}

// hire makes a user and lets him set his password.
func (t *teller) hire(ctx context.Context, key string, f app.UserFields, password string) error {
	t.clock.Pass(pause)
	admin := t.staff[founder.key]
	u, err := t.app.AddUser(ctx, admin, f)
	if err != nil {
		return err
	}
	link, err := t.app.AddLink(ctx, admin, u.ID)
	if err != nil {
		return err
	}
	if err := t.app.UseLink(ctx, app.Visitor{}, link.Token, password); err != nil {
		return err
	}
	return t.meet(ctx, key, u.ID)
}

// settle puts the founder into a team, reads everybody's rights again now that
// teams have heads, and fills the catalogue.
func (t *teller) settle(ctx context.Context, admin org.Actor, hq record.ID) error {
	if _, err := t.app.EditUser(ctx, admin, admin.ID, 1, patch{"team_id": hq}.json()); err != nil {
		return err
	}
	for key, who := range t.staff {
		if err := t.meet(ctx, key, who.ID); err != nil {
			return err
		}
	}
	for _, p := range products {
		f := account.ProductFields{Name: p.name, Series: p.series, ListPrice: yuan(p.wan)}
		made, err := t.app.AddProduct(ctx, t.staff["shen"], f)
		if err != nil {
			return err
		}
		t.products[p.key] = made.ID
	}
	return nil
}

// yuan is an amount given in 10,000 yuan; 0 is unknown.
func yuan(wan int64) *money.Amount {
	if wan == 0 {
		return nil
	}
	return &money.Amount{Minor: wan * 10_000 * 100, Currency: "CNY"}
}

// newPassword is three groups of four letters and digits that are not mistaken
// for each other: 57 bits.
func newPassword() string {
	const signs = "abcdefghjkmnpqrstuvwxyz23456789"
	b, out := make([]byte, 0, 16), make([]byte, 1)
	for len(b) < 14 {
		_, _ = rand.Read(out)
		switch {
		case len(b) == 4 || len(b) == 9:
			b = append(b, '-')
		case int(out[0]) < 256/len(signs)*len(signs):
			b = append(b, signs[int(out[0])%len(signs)])
		}
	}
	return string(b)
}

// planViews saves the views of a few people.
func (t *teller) planViews() {
	for i, v := range views {
		t.on(90-10*i, "view "+v.name, func(ctx context.Context) error {
			f := app.ViewFields{Screen: v.screen, Name: v.name, Query: v.query, Shared: v.shared}
			_, err := t.app.AddView(ctx, t.staff[v.owner], f)
			return err
		})
	}
}
