package app_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/event"
	"sente/internal/sales/money"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

// sell starts a deal of owner on an account that he sees.
func sell(c *cast.Company, owner, account record.ID, f deal.Fields) deal.Deal {
	c.T.Helper()
	f.AccountID = account
	d, err := c.App.AddDeal(context.Background(), c.As(owner), app.NewDeal{Fields: f})
	if err != nil {
		c.T.Fatal(err)
	}
	return d
}

func yuan(decimal string) *money.Amount {
	a, err := money.Parse(decimal, "CNY")
	if err != nil {
		panic(err)
	}
	return &a
}

// write does in one recorded act what no act of the app does.
func write(c *cast.Company, f func(tx *store.Tx) error) {
	c.T.Helper()
	err := c.DB.Write(context.Background(), func(tx *store.Tx) error {
		if err := f(tx); err != nil {
			return err
		}
		return tx.Record(context.Background(), event.Event{Act: "test.set", Kind: record.Workspace, SubjectID: 1})
	})
	if err != nil {
		c.T.Fatal(err)
	}
}

// set changes a deal as only the system does.
func set(c *cast.Company, id record.ID, change func(*deal.Deal)) {
	c.T.Helper()
	write(c, func(tx *store.Tx) error {
		old, err := tx.Deal(context.Background(), org.Everyone("test"), id)
		if err != nil {
			return err
		}
		next := old
		change(&next)
		return store.Save(context.Background(), tx, old, &next)
	})
}

func names(items []app.DealView) []string {
	out := []string{}
	for _, d := range items {
		out = append(out, d.Name)
	}
	return out
}

func TestDealIsSeenAndDoneByRight(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		d := sell(c, c.Mina, c.Harbor, deal.Fields{Name: "港口调度系统"})
		if err := c.App.PutMember(ctx, c.As(c.Mina), d.ID, deal.Member{UserID: c.Pia, Role: "presales"}); err != nil {
			t.Fatal(err)
		}
		rep := []string{"edit", "contribute", "move", "assign", "close", "trash"}
		lead := []string{"edit", "contribute", "move", "judge", "override", "assign", "close", "trash"}
		for name, tc := range map[string]struct {
			who record.ID
			may []string // nil: he does not see it
		}{
			"owner": {c.Mina, rep}, "manager": {c.Mo, lead}, "director": {c.Dora, lead}, "administrator": {c.Ada, lead},
			"member": {c.Pia, []string{"contribute"}}, "read-only": {c.Rob, []string{}}, "colleague": {c.Rui, nil},
			"other manager": {c.Nils, nil}, "other rep": {c.Tao, nil},
		} {
			got, err := c.App.Deal(ctx, c.As(tc.who), d.ID)
			if saw := err == nil; saw != (tc.may != nil) {
				t.Errorf("%s: got seen %v (%v), want %v", name, saw, err, tc.may != nil)
			}
			if tc.may == nil {
				c.Refused(err, fault.NotFound, "not_found")
			}
			if !slices.Equal(got.View.May, tc.may) {
				t.Errorf("%s: may %v, want %v", name, got.View.May, tc.may)
			}
			l, err := c.App.Deals(ctx, c.As(tc.who), app.DealQuery{})
			if err != nil || len(l.Items) != min(1, len(l.Items)) || (l.Total == 1) != (tc.may != nil) {
				t.Errorf("%s: list has %d (%v)", name, l.Total, err)
			}
			b, err := c.App.Board(ctx, c.As(tc.who), store.ByStage, app.DealQuery{})
			if err != nil || (b[0].Count == 1) != (tc.may != nil) || (len(b[0].Cards) == 1) != (tc.may != nil) {
				t.Errorf("%s: board counts %d (%v)", name, b[0].Count, err)
			}
		}
		if _, err := c.App.ActorOf(ctx, c.Gone); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("a disabled account acts: %v", err)
		}
	})
}

func TestNewDealStandsAtTheFirstGate(t *testing.T) {
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		d := sell(c, c.Mina, c.Harbor, deal.Fields{Name: " 港口 ", Objective: deal.Objective{What: "调度"},
			Position: deal.Position{Urgency: strategy.Doing}})
		today := c.App.Today()
		want := deal.Standing{Template: "T-UNI", Status: strategy.Open, Stage: playbook.S1, StageEnteredOn: today, ObjectiveOn: today}
		if d.Standing != want || d.Name != "港口" || d.OwnerID != c.Mina || d.WinProb != 0 {
			t.Errorf("got %+v", d)
		}
		if got := observed(c, d.ID); !slices.Equal(got, []string{`objective {"sso_what":"调度"}`, `urgency "doing"`}) {
			t.Errorf("observed %v", got)
		}
		if acts := actsOf(c); acts[len(acts)-1] != "deal.added" {
			t.Errorf("acts %v", acts)
		}
	})
}

// ask reads the rows of a query as texts, past everything the store does.
func ask(c *cast.Company, query string, args ...any) (out []string) {
	c.T.Helper()
	driver, dsn := "pgx", c.DB.URL()
	if path, ok := strings.CutPrefix(dsn, "file:"); ok {
		driver, dsn = "sqlite", "file:"+path+"?_pragma=busy_timeout(5000)"
	}
	db, err := sql.Open(driver, dsn)
	if err != nil {
		c.T.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	rows, err := db.Query(query, args...)
	if err != nil {
		c.T.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			c.T.Fatal(err)
		}
		out = append(out, s)
	}
	if rows.Err() != nil {
		c.T.Fatal(rows.Err())
	}
	return out
}

// observed lists the observations of a deal itself, in order.
func observed(c *cast.Company, id record.ID) []string {
	c.T.Helper()
	return ask(c, "SELECT field || ' ' || value FROM observation WHERE deal_id = $1 AND influence_id IS NULL ORDER BY id", int64(id))
}

func actsOf(c *cast.Company) []string {
	c.T.Helper()
	acts, err := c.DB.Reads().Acts(context.Background())
	if err != nil {
		c.T.Fatal(err)
	}
	return acts
}

func TestDealIsRefusedUnchanged(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		d := sell(c, c.Mina, c.Harbor, deal.Fields{Name: "港口"})
		if err := c.App.PutMember(ctx, c.As(c.Mina), d.ID, deal.Member{UserID: c.Pia, Role: "presales"}); err != nil {
			t.Fatal(err)
		}
		before, acts := content(c, d.ID), len(actsOf(c))
		for name, tc := range map[string]struct {
			who     record.ID
			version int64
			patch   string
			kind    fault.Kind
			code    string
		}{
			"stale":             {c.Mina, 7, `{"name":"x"}`, fault.Stale, "stale"},
			"no version":        {c.Mina, 0, `{"name":"x"}`, fault.PreconditionMissing, "if_match_missing"},
			"colleague":         {c.Rui, 1, `{"name":"x"}`, fault.NotFound, "not_found"},
			"member":            {c.Pia, 1, `{"name":"x"}`, fault.Denied, "denied"},
			"read-only":         {c.Rob, 1, `{"name":"x"}`, fault.Denied, "denied"},
			"empty name":        {c.Mina, 1, `{"name":" "}`, fault.Invalid, "name_missing"},
			"no account":        {c.Mina, 1, `{"account_id":null}`, fault.Invalid, "account_missing"},
			"foreign account":   {c.Mina, 1, `{"account_id":"` + c.Metro.String() + `"}`, fault.Invalid, "reference_missing"},
			"unknown product":   {c.Mina, 1, `{"product_id":"5"}`, fault.Invalid, "reference_missing"},
			"stage":             {c.Mina, 1, `{"stage":"S5"}`, fault.Invalid, "field_unknown"},
			"owner":             {c.Mina, 1, `{"owner_id":"` + c.Tao.String() + `"}`, fault.Invalid, "field_unknown"},
			"huge amount":       {c.Mina, 1, `{"amount":{"amount":"1000000000000000.00","currency":"CNY"}}`, fault.Invalid, "out_of_range"},
			"currency":          {c.Mina, 1, `{"amount":{"amount":"1","currency":"yuan"}}`, fault.Invalid, "value_invalid"},
			"unknown mode":      {c.Mina, 1, `{"procurement_mode":"raffle"}`, fault.Invalid, "value_invalid"},
			"unknown answer":    {c.Mina, 1, `{"q1":"maybe"}`, fault.Invalid, "value_invalid"},
			"temperature":       {c.Mina, 1, `{"temperature":101}`, fault.Invalid, "out_of_range"},
			"points":            {c.Mina, 1, `{"risk":{"R1":3}}`, fault.Invalid, "out_of_range"},
			"unknown item":      {c.Mina, 1, `{"risk":{"R11":1}}`, fault.Invalid, "value_invalid"},
			"negative weight":   {c.Mina, 1, `{"risk_weights":{"R1":-1}}`, fault.Invalid, "out_of_range"},
			"weights add up to": {c.Mina, 1, `{"risk_weights":{"R1":0,"R2":0,"R3":0,"R4":0,"R5":0,"R6":0,"R7":0,"R8":0,"R9":0,"R10":0}}`, fault.Invalid, "weights_zero"},
			"three vetoes":      {c.Mina, 1, `{"veto":["R1","R2","R3"]}`, fault.Invalid, "too_many_veto"},
			"veto twice":        {c.Mina, 1, `{"veto":["R1","R1"]}`, fault.Invalid, "value_invalid"},
		} {
			_, err := c.App.EditDeal(ctx, c.As(tc.who), d.ID, tc.version, []byte(tc.patch))
			t.Log(name)
			c.Refused(err, tc.kind, tc.code)
		}
		for name, f := range map[string]app.NewDeal{
			"no account":      {Fields: deal.Fields{Name: "x"}},
			"foreign account": {Fields: deal.Fields{Name: "x", AccountID: c.Metro}},
			"no name":         {Fields: deal.Fields{AccountID: c.Harbor}},
			"for another":     {Fields: deal.Fields{Name: "x", AccountID: c.Harbor}, OwnerID: c.Rui},
		} {
			if _, err := c.App.AddDeal(ctx, c.As(c.Mina), f); err == nil {
				t.Errorf("%s: added", name)
			}
		}
		if after := content(c, d.ID); after != before || len(actsOf(c)) != acts {
			t.Errorf("got %s, want it unchanged: %s", after, before)
		}
	})
}

// content is everything of a deal's row as text.
func content(c *cast.Company, id record.ID) string {
	c.T.Helper()
	d, err := c.DB.Reads().Deal(context.Background(), org.Everyone("test"), id)
	if err != nil {
		c.T.Fatal(err)
	}
	b, err := json.Marshal(d)
	if err != nil {
		c.T.Fatal(err)
	}
	return string(b)
}

func TestEditNotesWhatReallyChanged(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		d := sell(c, c.Mina, c.Harbor, deal.Fields{Name: "港口", Objective: deal.Objective{What: "调度"}})
		first := c.App.Today()
		c.Clock.Pass(48 * 3600e9)
		edit := func(patch string) {
			t.Helper()
			var err error
			if d, err = c.App.EditDeal(ctx, c.As(c.Mina), d.ID, d.Version, []byte(patch)); err != nil {
				t.Fatal(err)
			}
		}
		edit(`{"sso_what":"调度 ","amount":{"amount":"3860000.00","currency":"CNY"},"temperature":60}`)
		if d.ObjectiveOn != first || d.Amount.Decimal() != "3860000.00" {
			t.Errorf("objective changed on %v, want %v", d.ObjectiveOn, first)
		}
		edit(`{"sso_who":"集团","temperature":60}`)
		if d.ObjectiveOn != first.Add(2) {
			t.Errorf("objective changed on %v, want %v", d.ObjectiveOn, first.Add(2))
		}
		edit(`{"temperature":null}`)
		want := []string{`objective {"sso_what":"调度"}`, `temperature 60`, `objective {"sso_what":"调度","sso_who":"集团"}`, `temperature null`}
		if got := observed(c, d.ID); !slices.Equal(got, want) {
			t.Errorf("observed %v, want %v", got, want)
		}
		version := d.Version
		edit(`{"name":"港口"}`)
		if d.Version != version {
			t.Errorf("version %d after a change of nothing, want %d", d.Version, version)
		}
	})
}

// fair is a company with deals that differ in every filter.
func fair(c *cast.Company) map[string]deal.Deal {
	out := map[string]deal.Deal{}
	add := func(owner, account record.ID, f deal.Fields) deal.Deal {
		d := sell(c, owner, account, f)
		out[f.Name] = d
		return d
	}
	add(c.Mina, c.Harbor, deal.Fields{Name: "甲", Amount: yuan("100.00"), ExpectedClose: calendar.MustDay("2026-12-01")})
	add(c.Mina, c.Harbor, deal.Fields{Name: "乙", Amount: &money.Amount{Minor: 7, Currency: "JPY"}})
	add(c.Rui, c.Bank, deal.Fields{Name: "丙", Amount: yuan("0.03"), ExpectedClose: calendar.MustDay("2027-01-01")})
	add(c.Rui, c.Bank, deal.Fields{Name: "丁"})
	add(c.Tao, c.Metro, deal.Fields{Name: "戊", Amount: yuan("-5.55")})
	set(c, out["甲"].ID, func(d *deal.Deal) {
		d.Stage, d.StageVerified, d.WinProb = playbook.S3, playbook.S2, 0.25
		d.Grade, d.FlagsAll, d.WorstAll, d.FlagsOpen, d.WorstOpen = "A", 2, 4, 1, 2
	})
	set(c, out["乙"].ID, func(d *deal.Deal) {
		d.Stage, d.StageVerified, d.WinProb = playbook.S3, playbook.S1, 0.05
		d.Grade, d.FlagsAll, d.WorstAll, d.FlagsOpen, d.WorstOpen = "B", 1, 3, 1, 3
	})
	set(c, out["丙"].ID, func(d *deal.Deal) {
		d.WinProb, d.Grade, d.FlagsAll, d.WorstAll, d.FlagsOpen, d.WorstOpen = 0.5, "", 0, 0, 0, 0
	})
	set(c, out["丁"].ID, func(d *deal.Deal) {
		d.Status, d.Stage, d.Grade, d.FlagsAll, d.WorstAll, d.FlagsOpen, d.WorstOpen = strategy.Won, playbook.D0, "", 0, 0, 0, 0
	})
	set(c, out["戊"].ID, func(d *deal.Deal) {
		d.WinProb, d.Grade, d.FlagsAll, d.WorstAll, d.FlagsOpen, d.WorstOpen = 0.5, "", 0, 0, 0, 0
	})
	return out
}

func TestFiltersOfDeals(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		fair(c)
		product, err := c.App.AddProduct(ctx, c.As(c.Dora), productFields("调度平台"))
		if err != nil {
			t.Fatal(err)
		}
		all, err := c.App.Deals(ctx, c.As(c.Ada), app.DealQuery{})
		if err != nil || len(all.Items) != 5 {
			t.Fatal(all, err)
		}
		first := all.Items[slices.IndexFunc(all.Items, func(d app.DealView) bool { return d.Name == "甲" })]
		if _, err := c.App.EditDeal(ctx, c.As(c.Mina), first.ID, first.Version, []byte(`{"product_id":"`+product.ID.String()+`"}`)); err != nil {
			t.Fatal(err)
		}
		set(c, first.ID, func(d *deal.Deal) {
			d.Grade, d.FlagsAll, d.WorstAll, d.FlagsOpen, d.WorstOpen = "A", 2, 4, 1, 2
		})
		if _, err := c.App.PutTags(ctx, c.As(c.Mina), record.Ref{Kind: record.Deal, ID: first.ID}, []string{"重点"}); err != nil {
			t.Fatal(err)
		}
		tags, err := c.App.Tags(ctx, c.As(c.Tao))
		if err != nil || len(tags) != 1 {
			t.Fatal(tags, err)
		}
		team := c.As(c.Mina).TeamID
		for name, tc := range map[string]struct {
			f    store.DealFilter
			want []string
		}{
			"none":          {store.DealFilter{}, []string{"甲", "乙", "丙", "丁", "戊"}},
			"status":        {store.DealFilter{Status: strategy.Won}, []string{"丁"}},
			"stage":         {store.DealFilter{Stage: playbook.S3}, []string{"甲", "乙"}},
			"stage none":    {store.DealFilter{Stage: store.StageNone}, nil},
			"owner":         {store.DealFilter{OwnerID: c.Rui}, []string{"丙", "丁"}},
			"account":       {store.DealFilter{AccountID: c.Metro}, []string{"戊"}},
			"product":       {store.DealFilter{ProductID: product.ID}, []string{"甲"}},
			"grade":         {store.DealFilter{Grade: "B"}, []string{"乙"}},
			"grade none":    {store.DealFilter{Grade: store.GradeNone}, []string{"丙", "丁", "戊"}},
			"tag":           {store.DealFilter{TagID: tags[0].ID}, []string{"甲"}},
			"at least":      {store.DealFilter{AmountMin: yuan("0.03")}, []string{"甲", "丙"}},
			"at most":       {store.DealFilter{AmountMax: yuan("0.03")}, []string{"丙", "戊"}},
			"from":          {store.DealFilter{CloseFrom: calendar.MustDay("2026-12-02")}, []string{"丙"}},
			"to":            {store.DealFilter{CloseTo: calendar.MustDay("2026-12-01")}, []string{"甲"}},
			"severity":      {store.DealFilter{Severity: strategy.High}, []string{"乙"}},
			"worst":         {store.DealFilter{Worst: strategy.Medium}, []string{"甲"}},
			"without flags": {store.DealFilter{Worst: store.WorstNone}, []string{"丙", "丁", "戊"}},
		} {
			l, err := c.App.Deals(ctx, c.As(c.Ada), app.DealQuery{DealFilter: tc.f})
			got := names(l.Items)
			slices.Sort(got)
			slices.Sort(tc.want)
			if err != nil || !slices.Equal(got, append([]string{}, tc.want...)) || l.Total != int64(len(tc.want)) {
				t.Errorf("%s: got %v of %d (%v), want %v", name, got, l.Total, err, tc.want)
			}
		}
		l, err := c.App.Deals(ctx, c.As(c.Ada), app.DealQuery{TeamID: team})
		if err != nil || l.Total != 4 {
			t.Errorf("team: got %v (%v)", names(l.Items), err)
		}
		query, err := store.Query("甲")
		if err != nil {
			t.Fatal(err)
		}
		l, err = c.App.Deals(ctx, c.As(c.Ada), app.DealQuery{DealFilter: store.DealFilter{Q: query}})
		if err != nil || !slices.Equal(names(l.Items), []string{"甲"}) || l.Items[0].AccountName != "海港集团有限公司" ||
			l.Items[0].OwnerName != "米娜" || !slices.Equal(l.Items[0].Tags, []string{"重点"}) {
			t.Errorf("words: got %+v (%v)", l.Items, err)
		}
	})
}

func TestHiddenFlagsAreNeitherCountedNorFound(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		d := fair(c)["甲"]
		write(c, func(tx *store.Tx) error {
			return store.Add(ctx, tx, &deal.Flag{DealID: d.ID, Rule: "RF-99", Severity: "critical", Status: "firm",
				OpenedAt: tx.Now(), Hidden: true})
		})
		for name, tc := range map[string]struct {
			who   record.ID
			worst strategy.Severity
			count int
		}{
			"owner": {c.Mina, strategy.Critical, 2}, "his manager": {c.Mo, strategy.Critical, 2},
			"administrator": {c.Ada, strategy.Medium, 1}, "read-only": {c.Rob, strategy.Medium, 1},
		} {
			ask := func(f store.DealFilter) []app.DealView {
				t.Helper()
				f.OwnerID = c.Mina
				l, err := c.App.Deals(ctx, c.As(tc.who), app.DealQuery{DealFilter: f})
				if err != nil {
					t.Fatal(err)
				}
				return l.Items
			}
			all := ask(store.DealFilter{Page: store.Page{Sort: "-flag_count"}})
			i := slices.IndexFunc(all, func(x app.DealView) bool { return x.ID == d.ID })
			if all[i].Worst != tc.worst || all[i].FlagCount != tc.count {
				t.Errorf("%s: got %d, %s; want %d, %s", name, all[i].FlagCount, all[i].Worst, tc.count, tc.worst)
			}
			knows := tc.count == 2
			if got := len(ask(store.DealFilter{Rule: "RF-99"})) == 1; got != knows {
				t.Errorf("%s: finds the rule: %v, want %v", name, got, knows)
			}
			if got := len(ask(store.DealFilter{Severity: strategy.Critical})) == 1; got != knows {
				t.Errorf("%s: finds the severity: %v, want %v", name, got, knows)
			}
			b, err := c.App.Board(ctx, c.As(tc.who), store.ByWorst, app.DealQuery{})
			if err != nil || (b[0].Count == 1) != knows || b[0].Key != "critical" {
				t.Errorf("%s: board counts %d critical (%v)", name, b[0].Count, err)
			}
		}
	})
}

func TestPagesHoldEveryDealOnce(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		fair(c)
		for _, key := range []string{"updated_at", "name", "amount", "expected_close", "stage_entered_on", "win_prob", "flag_count"} {
			for _, sort := range []string{key, "-" + key} {
				whole, err := c.App.Deals(ctx, c.As(c.Mo), app.DealQuery{DealFilter: store.DealFilter{Page: store.Page{Sort: sort}}})
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				page := store.Page{Sort: sort, Limit: 1}
				for range 10 {
					l, err := c.App.Deals(ctx, c.As(c.Mo), app.DealQuery{DealFilter: store.DealFilter{Page: page}})
					if err != nil {
						t.Fatal(sort, err)
					}
					got = append(got, names(l.Items)...)
					if page.Cursor = l.Next; page.Cursor == "" {
						break
					}
				}
				if want := names(whole.Items); !slices.Equal(got, want) || len(got) != 4 {
					t.Errorf("%s: pages of one give %v, the whole list %v", sort, got, want)
				}
			}
		}
	})
}

func TestSortOfDeals(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		fair(c)
		for sort, want := range map[string][]string{
			"win_prob":       {"丁", "乙", "甲", "丙"},
			"expected_close": {"甲", "丙", "乙", "丁"},
			"-flag_count":    {"甲", "乙", "丁", "丙"},
		} {
			l, err := c.App.Deals(ctx, c.As(c.Mo), app.DealQuery{DealFilter: store.DealFilter{Page: store.Page{Sort: sort}}})
			if err != nil || !slices.Equal(names(l.Items), want) {
				t.Errorf("%s: got %v (%v), want %v", sort, names(l.Items), err, want)
			}
		}
		_, err := c.App.Deals(ctx, c.As(c.Mo), app.DealQuery{DealFilter: store.DealFilter{Page: store.Page{Sort: "owner_id"}}})
		c.Refused(err, fault.Invalid, "sort_unknown")
	})
}

func TestBoardTotalsAreTheSumsByHand(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		fair(c)
		type column struct {
			count, unknown   int64
			totals, weighted []string
		}
		board := func(who record.ID, by store.Grouping, f store.DealFilter) map[string]column {
			t.Helper()
			groups, err := c.App.Board(ctx, c.As(who), by, app.DealQuery{DealFilter: f})
			if err != nil {
				t.Fatal(err)
			}
			out := map[string]column{}
			for _, g := range groups {
				if int(g.Count) != len(g.Cards) {
					t.Errorf("%s: %d counted, %d cards", g.Key, g.Count, len(g.Cards))
				}
				out[g.Key] = column{g.Count, g.Unknown, amounts(g.Totals), amounts(g.Weighted)}
			}
			return out
		}
		same := func(name string, got, want column) {
			t.Helper()
			if got.count != want.count || got.unknown != want.unknown || !slices.Equal(got.totals, want.totals) ||
				!slices.Equal(got.weighted, want.weighted) {
				t.Errorf("%s: got %+v, want %+v", name, got, want)
			}
		}
		open := store.DealFilter{Status: strategy.Open}
		b := board(c.Ada, store.ByStage, open)
		same("S1", b["S1"], column{2, 0, []string{"-5.52 CNY"}, []string{"-2.76 CNY"}})
		same("S3", b["S3"], column{2, 0, []string{"100.00 CNY", "7 JPY"}, []string{"25.00 CNY", "0 JPY"}})
		same("S2", b["S2"], column{})
		if len(b) != 6 {
			t.Errorf("got %d columns, want the six stages", len(b))
		}
		b = board(c.Mo, store.ByStage, open)
		same("S1 of the tree", b["S1"], column{1, 0, []string{"0.03 CNY"}, []string{"0.02 CNY"}})
		b = board(c.Ada, store.ByOwner, store.DealFilter{})
		same("Rui", b[c.Rui.String()], column{2, 1, []string{"0.03 CNY"}, []string{"0.02 CNY"}})
		same("Mina", b[c.Mina.String()], column{2, 0, []string{"100.00 CNY", "7 JPY"}, []string{"25.00 CNY", "0 JPY"}})
		b = board(c.Ada, store.ByGrade, open)
		same("without grade", b["none"], column{2, 0, []string{"-5.52 CNY"}, []string{"-2.76 CNY"}})
		b = board(c.Ada, store.ByStage, store.DealFilter{Status: strategy.Won})
		same("won", b["D0"], column{1, 1, nil, nil})
	})
}

func amounts(list []money.Amount) (out []string) {
	for _, a := range list {
		out = append(out, a.Decimal()+" "+a.Currency)
	}
	return out
}

func TestBoardGoesOnInTheList(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		for range store.DefaultPage + 3 {
			sell(c, c.Mina, c.Harbor, deal.Fields{Name: "港口"})
		}
		open := app.DealQuery{DealFilter: store.DealFilter{Status: strategy.Open}}
		b, err := c.App.Board(ctx, c.As(c.Mina), store.ByStage, open)
		if err != nil || b[0].Count != store.DefaultPage+3 || len(b[0].Cards) != store.DefaultPage {
			t.Fatal(len(b[0].Cards), err)
		}
		open.Stage, open.Cursor = playbook.S1, b[0].Next
		l, err := c.App.Deals(ctx, c.As(c.Mina), open)
		if err != nil || len(l.Items) != 3 {
			t.Errorf("the rest has %d (%v), want 3", len(l.Items), err)
		}
		for _, d := range l.Items {
			if slices.ContainsFunc(b[0].Cards, func(x app.DealView) bool { return x.ID == d.ID }) {
				t.Errorf("%v stands twice", d.ID)
			}
		}
	})
}

func TestStaleIsLongerThanTypical(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		d := sell(c, c.Mina, c.Harbor, deal.Fields{Name: "港口"})
		for _, tc := range []struct {
			pass  int
			stale bool
		}{{30, false}, {1, true}} {
			for range tc.pass {
				c.Clock.Pass(24 * 3600e9)
			}
			got, err := c.App.Deal(ctx, c.As(c.Mina), d.ID)
			if err != nil || got.View.Stale != tc.stale || *got.View.Days != c.App.Today().Since(d.StageEnteredOn) {
				t.Errorf("after %d days: stale %v (%v)", *got.View.Days, got.View.Stale, err)
			}
		}
	})
}

func TestGradeValuesAreClosed(t *testing.T) {
	if slices.Contains(qualify.Grade("").All(), store.GradeNone) {
		t.Error("none is a grade")
	}
}
