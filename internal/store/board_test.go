package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

// crowd is a SQLite database with n deals of 200 owners; owner k has id k.
func crowd(tb testing.TB, n int) *store.DB {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "crowd.db")
	db, err := store.Open(context.Background(), store.Options{URL: "file:" + path, Normal: true})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = db.Close() })
	raw, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)&_pragma=synchronous(OFF)")
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = raw.Close() }()
	const head = "workspace_id, id, version, created_at, updated_at"
	numbers := fmt.Sprintf("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < %d) ", n)
	for _, text := range []string{
		"INSERT INTO role (" + head + ", code) VALUES (1,1,1,1,1,'rep')",
		numbers + "INSERT INTO app_user (" + head + `, login, name, sort_key, role_id, lang, active, password_hash)
 SELECT 1, i, 1, 1, 1, 'u' || i, 'u' || i, 'u' || i, 1, 'zh', 1, '' FROM c WHERE i <= 200`,
		numbers + "INSERT INTO account (" + head + `, name, relation, industry, region, credit_code, phone, website, address,
 founded, employees, about, match_key, sort_key) SELECT 1, i, 1, 1, 1, 'a' || i, 'company', '', '', '', '', '', '', 0, 0, '',
 'a' || i, 'a' || i FROM c WHERE i <= 20000`,
		numbers + "INSERT INTO deal (" + head + `, name, sort_key, account_id, owner_id, template, status, stage, stage_verified,
 amount_minor, amount_currency, closed_reason, lost_to, sso_when, sso_quantity, sso_what, sso_who, buyer_stage,
 procurement_mode, entry_timing, urgency, competition, home, man_m, man_a, man_n, q1, q2, q3, q4, win_prob, grade, flags_all,
 worst_all, flags_open, worst_open) SELECT 1, i, 1, 1, i * 7919 % 1000003, 'd' || i, 'd' || i, 1 + i % 20000, 1 + i % 200,
 'T-UNI', CASE WHEN i % 5 < 2 THEN 'open' ELSE 'won' END, 'S' || (1 + i % 6), '', CASE WHEN i % 7 > 0 THEN i * 100 END,
 CASE WHEN i % 7 > 0 THEN 'CNY' END, '','','','','','','','','','','','','','','','','','','', (i % 4) * 0.25, '', i % 9, i % 5,
 i % 9, i % 5 FROM c`,
		"ANALYZE",
	} {
		if _, err := raw.Exec(text); err != nil {
			tb.Fatal(err)
		}
	}
	return db
}

// scopes are those of a director, a manager of ten, and a rep.
func scopes() map[string]org.Scope {
	team := []record.ID{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	return map[string]org.Scope{"all": {All: true, Viewer: 1, Secret: []record.ID{1}},
		"team": {Viewer: 1, Owners: team, Secret: team}, "own": {Viewer: 1, Owners: team[:1], Secret: team[:1]}}
}

func TestBoardOfManyDealsAddsUp(t *testing.T) {
	const n = 2000
	db := crowd(t, n)
	for name, want := range map[string]int64{"all": n, "team": n / 20, "own": n / 200} {
		for _, by := range []store.Grouping{store.ByStage, store.ByOwner, store.ByGrade, store.ByWorst} {
			groups, err := db.Reads().BoardTotals(context.Background(), scopes()[name], by, store.DealFilter{})
			if err != nil {
				t.Fatal(err)
			}
			var got int64
			for _, g := range groups {
				got += g.Count
			}
			if got != want {
				t.Errorf("%s by %s: the columns hold %d deals, want %d", name, by, got, want)
			}
		}
	}
}

func TestBoardOfManyOwnersBringsCardsOfTheFirst(t *testing.T) {
	db := crowd(t, 2000)
	groups, err := db.Reads().Board(context.Background(), scopes()["all"], store.ByOwner, store.DealFilter{})
	if err != nil || len(groups) != 200 {
		t.Fatal(len(groups), err)
	}
	for i, g := range groups {
		if got := len(g.Items) > 0; got != (i < store.MaxColumns) || g.Count != 10 || g.Label == "" {
			t.Errorf("column %d %s has %d of %d cards", i, g.Label, len(g.Items), g.Count)
		}
	}
}

// BenchmarkBoardTotals is the head of a board at 100,000 deals: at most 25 ms by
// stage.
func BenchmarkBoardTotals(b *testing.B) {
	db := crowd(b, 100_000)
	ctx := context.Background()
	open := store.DealFilter{Status: strategy.Open}
	for name, s := range scopes() {
		for _, by := range []store.Grouping{store.ByStage, store.ByOwner, store.ByWorst} {
			b.Run(strings.Join([]string{string(by), name}, "/"), func(b *testing.B) {
				for b.Loop() {
					if _, err := db.Reads().BoardTotals(ctx, s, by, open); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		b.Run("cards/"+name, func(b *testing.B) {
			for b.Loop() {
				if _, err := db.Reads().Board(ctx, s, store.ByStage, open); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkDeals is a page of 50 of 100,000 deals, with its total.
func BenchmarkDeals(b *testing.B) {
	db := crowd(b, 100_000)
	ctx := context.Background()
	for scope, s := range scopes() {
		for name, f := range map[string]store.DealFilter{
			"open":      {Status: strategy.Open},
			"stage":     {Status: strategy.Open, Stage: playbook.S3},
			"by name":   {Status: strategy.Open, Page: store.Page{Sort: "name"}},
			"by amount": {Status: strategy.Open, Page: store.Page{Sort: "-amount"}},
			"worst":     {Status: strategy.Open, Worst: strategy.Critical},
		} {
			b.Run(scope+"/"+name, func(b *testing.B) {
				for b.Loop() {
					if _, err := db.Reads().Deals(ctx, s, f); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
