package main

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"sente/internal/app"
	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
)

// workspace is what was made, and what the requests need of it.
type workspace struct {
	accounts, deals, influences, activities int

	token   string // session of the administrator
	dealIDs []record.ID
	account record.ID
}

// maker writes rows in large statements, beside the store: making a workspace
// row by row through the acts would take hours.
type maker struct {
	ctx    context.Context
	db     *sql.DB
	sqlite bool
	next   int64
	now    int64
	rng    *rand.Rand
	users  []int64
	w      *workspace
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
	driver, dsn := "pgx", url
	if path, ok := strings.CutPrefix(url, "file:"); ok {
		driver, dsn = "sqlite", "file:"+path+"?_pragma=busy_timeout(60000)"+
			"&_pragma=synchronous(OFF)&_pragma=journal_mode(WAL)"
	}
	db, err := sql.Open(driver, dsn)
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }()
	m := &maker{
		ctx:    ctx,
		db:     db,
		sqlite: driver == "sqlite",
		next:   1 << 40,
		now:    time.Now().UnixMilli(),
		rng: rand.New(
			rand.NewPCG(7, 11),
		),
		w: &workspace{token: in.Token, deals: deals, accounts: deals / dealsPerAccount},
	}
	for _, step := range []func() error{m.makeUsers, m.makeAccounts, m.analyze} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return m.w, nil
}

func (m *maker) id() int64 { m.next += 1 << 12; return m.next }

// rows writes rows of a table, 200 a statement, in one transaction.
func (m *maker) rows(table, columns string, rows [][]any) error {
	const step = 200
	tx, err := m.db.BeginTx(m.ctx, nil)
	if err != nil {
		return err
	}
	for start := 0; start < len(rows); start += step {
		part := rows[start:min(start+step, len(rows))]
		var text strings.Builder
		text.WriteString("INSERT INTO " + table + " (" + columns + ") VALUES ")
		args := make([]any, 0, len(part)*len(part[0]))
		for i, row := range part {
			if i > 0 {
				text.WriteByte(',')
			}
			for j, v := range row {
				text.WriteString(map[bool]string{true: "(", false: ","}[j == 0])
				args = append(args, v)
				text.WriteString("$" + strconv.Itoa(len(args)))
			}
			text.WriteByte(')')
		}
		if _, err := tx.ExecContext(m.ctx, text.String(), args...); err != nil {
			_ = tx.Rollback()
			return fmt.Errorf("%s: %w", table, err)
		}
	}
	return tx.Commit()
}

const meta = "workspace_id, id, version, created_at, updated_at"

func (m *maker) meta(id int64) []any {
	return []any{1, id, 1, m.now - id%7_000_000_000, m.now - m.rng.Int64N(90*86400_000)}
}

func (m *maker) makeUsers() error {
	var role int64
	if err := m.db.QueryRowContext(m.ctx, "SELECT id FROM role WHERE code = 'rep'").Scan(&role); err != nil {
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
	if err := m.rows("team", meta+", name", teams); err != nil {
		return err
	}
	return m.rows(
		"app_user",
		meta+", login, name, sort_key, team_id, role_id, lang, active, password_hash",
		users,
	)
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

func (m *maker) analyze() error {
	text := "ANALYZE"
	if m.sqlite {
		text = "PRAGMA optimize=0x10002"
	}
	_, err := m.db.ExecContext(m.ctx, text)
	return err
}

func day(now int64, shift int) string {
	return calendar.InstantOf(time.UnixMilli(now)).In(time.UTC).Add(shift).String()
}

func tokens(name string, sqlite bool) string {
	list := append([]string{"t"}, search.Tokens(name)...)
	if sqlite {
		return strings.Join(list, " ")
	}
	return "{" + strings.Join(list, ",") + "}"
}
