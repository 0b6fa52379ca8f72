package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"sente/internal/app"
	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
)

// workspace is what was made, and what the requests need of it.
type workspace struct {
	accounts, deals, influences, activities int

	token   string      // session of the administrator
	dealIDs []record.ID // open deals
	people  []record.ID // people on the maps of open deals
	account record.ID
}

// maker writes rows beside the store: making a workspace through the acts would
// take hours.
type maker struct {
	ctx   context.Context
	bulk  bulk
	next  int64
	now   int64
	rng   *rand.Rand
	users []int64
	w     *workspace
}

// Proportions of a workspace, per 100,000 deals.
const (
	dealsPerAccount   = 5
	contactsPerFirm   = 8
	influencesPerDeal = 6
	notesPerDeal      = 4
	tasksPerDeal      = 3
	movesPerDeal      = 3
	userCount         = 200
)

func generate(ctx context.Context, a *app.App, url string, deals int) (*workspace, error) {
	in, err := a.SetUp(ctx, app.Visitor{}, app.Setup{Secret: "bench", Login: "bench", Name: "Bench",
		Password: "correct horse 9", Workspace: "Bench", Lang: "en"})
	if err != nil {
		return nil, err
	}
	into, err := openBulk(ctx, url)
	if err != nil {
		return nil, err
	}
	m := &maker{ctx: ctx, bulk: into, next: 1 << 40, now: time.Now().UnixMilli(),
		rng: rand.New(rand.NewPCG(7, 11)),
		w:   &workspace{token: in.Token, deals: deals, accounts: deals / dealsPerAccount}}
	for _, step := range []func() error{m.makeUsers, m.makeAccounts} {
		if err := step(); err != nil {
			return nil, errors.Join(err, into.end(ctx))
		}
	}
	return m.w, into.end(ctx)
}

func (m *maker) id() int64 { m.next += 1 << 12; return m.next }

const meta = "workspace_id, id, version, created_at, updated_at"

func (m *maker) meta(id int64) []any {
	return []any{1, id, 1, m.now - id%7_000_000_000, m.now - m.rng.Int64N(90*86400_000)}
}

func (m *maker) makeUsers() error {
	role, err := m.bulk.role(m.ctx, "rep")
	if err != nil {
		return err
	}
	var teams, users [][]any
	for t := range 20 {
		id := m.id()
		teams = append(teams, append(m.meta(id), fmt.Sprintf("Team %d", t)))
		for u := range userCount / 20 {
			user := m.id()
			m.users = append(m.users, user)
			name := fmt.Sprintf("User %d-%d", t, u)
			users = append(
				users,
				append(m.meta(user), fmt.Sprintf("u%d-%d", t, u), name, name, id, role, "en", true, ""),
			)
		}
	}
	return m.bulk.write(m.ctx, []part{
		{"team", meta + ", name", teams},
		{"app_user", meta + ", login, name, sort_key, team_id, role_id, lang, active, password_hash", users},
	})
}

var (
	places = []string{"江州", "海东", "云岭", "南岭", "东岸", "临川", "北原", "青石", "长河", "星海", "金沙", "白鹭"}
	sorts  = []string{"银行", "能源", "轨道交通", "数据中心", "航空维修", "水务", "医药", "精密制造", "物流", "保险"}
	tails  = []string{"股份有限公司", "集团有限公司", "有限公司", "有限责任公司"}
	wares  = []string{"核心系统", "数据中台", "智慧园区", "质量追溯系统", "安全运营平台", "预算与绩效", "供应链协同"}
)

func (m *maker) pick(from []string) string { return from[m.rng.IntN(len(from))] }

// makeAccounts writes accounts in batches, each with its people, deals and what
// hangs on them.
func (m *maker) makeAccounts() error {
	const batch = 500
	for done := 0; done < m.w.accounts; done += batch {
		b := &batchRows{m: m}
		for i := range min(batch, m.w.accounts-done) {
			b.account(done + i)
		}
		if err := b.write(); err != nil {
			return err
		}
	}
	return nil
}

func day(now int64, shift int) string {
	return calendar.InstantOf(time.UnixMilli(now)).In(time.UTC).Add(shift).String()
}

// tokens is what the search index holds of a name, as package store writes it.
func tokens(name string) []string { return append([]string{"t"}, search.Tokens(name)...) }
