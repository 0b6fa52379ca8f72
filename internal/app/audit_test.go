package app_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/calendar"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sheet"
	"sente/internal/store"
)

// reads lists the acts of what a person has read or taken away.
func reads(t *testing.T, c *cast.Company, who record.ID) (out []string) {
	t.Helper()
	if err := c.App.FlushReading(context.Background()); err != nil {
		t.Fatal(err)
	}
	rows, err := cast.Raw(t, c.DB).Query("SELECT act FROM access WHERE actor_id = " + who.String() + " ORDER BY id")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var act string
		if err := rows.Scan(&act); err != nil {
			t.Fatal(err)
		}
		out = append(out, act)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEveryViewOfADealIsNotedOnceInTenMinutes(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		who := d.As(d.Dora)
		for name, look := range map[string]func() error{
			"deal":     func() error { _, err := d.App.Deal(ctx, who, d.Deal.ID); return err },
			"sheet":    func() error { _, err := d.App.Sheet(ctx, who, d.Deal.ID); return err },
			"timeline": func() error { _, _, err := d.App.Timeline(ctx, who, d.Deal.Ref(), 0); return err },
			"notes":    func() error { _, err := d.App.Notes(ctx, who, d.Deal.Ref(), store.Page{}); return err },
			"account":  func() error { _, err := d.App.Account(ctx, who, d.Harbor); return err },
			"chart":    func() error { _, err := d.App.Chart(ctx, who, d.Harbor); return err },
		} {
			d.Clock.Pass(11 * time.Minute)
			before := len(reads(t, d.Company, d.Dora))
			for range 3 {
				if err := look(); err != nil {
					t.Fatal(name, err)
				}
			}
			if got := reads(t, d.Company, d.Dora)[before:]; len(got) != 1 {
				t.Errorf("%s: noted %v, want one entry", name, got)
			}
		}
		if _, err := d.App.Sheet(ctx, d.As(d.Tao), d.Deal.ID); !fault.Is(err, fault.NotFound) {
			t.Fatal(err)
		}
		if got := reads(t, d.Company, d.Tao); len(got) != 0 {
			t.Errorf("a refused reading was noted: %v", got)
		}
	})
}

func TestExportIsSummedUp(t *testing.T) {
	ctx := store.WithOrigin(context.Background(), store.Origin{Address: "10.1.2.3", Query: "status=open"})
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		write, err := c.App.Export(ctx, c.As(c.Dora), app.ExportQuery{Kind: app.ImportAccounts, Format: sheet.CSV})
		if err != nil {
			t.Fatal(err)
		}
		var file bytes.Buffer
		if err := write(&file); err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(file.Bytes())
		done, err := c.DB.Reads().AccessesOf(ctx, c.Dora, "export.done", 0)
		if err != nil || len(done) != 1 {
			t.Fatalf("got %v (%v)", done, err)
		}
		p := done[0].Params
		if p["rows"] != "3" || p["sha256"] != hex.EncodeToString(sum[:]) || p["filter"] != "status=open" ||
			p["outcome"] != "whole" || done[0].Address != "10.1.2.3" {
			t.Errorf("got %+v", done[0])
		}
		write, err = c.App.Export(ctx, c.As(c.Dora), app.ExportQuery{Kind: app.ImportAccounts, Format: sheet.CSV})
		if err != nil {
			t.Fatal(err)
		}
		if err := write(broken{}); err == nil {
			t.Error("a broken connection went unseen")
		}
		done, err = c.DB.Reads().AccessesOf(ctx, c.Dora, "export.done", 0)
		if err != nil || len(done) != 2 || done[1].Params["outcome"] != "broken_off" {
			t.Errorf("got %v (%v)", done, err)
		}
	})
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("gone") }

func TestMassReadingIsReportedAndEnds(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		a, err := app.New(ctx, app.Options{DB: c.DB, DataDir: t.TempDir(), Reading: app.ReadLimits{Day: 10, Alarm: 6}})
		if err != nil {
			t.Fatal(err)
		}
		dora := c.As(c.Dora)
		all := func() error { _, err := a.Accounts(ctx, dora, store.AccountFilter{}); return err }
		for range 5 {
			if err := all(); err != nil { // the same three
				t.Fatal(err)
			}
		}
		if got := alarms(t, c); got != 0 {
			t.Errorf("%d alarms for three accounts seen again and again", got)
		}
		export := func() error {
			_, err := a.Export(ctx, dora, app.ExportQuery{Kind: app.ImportAccounts, Format: sheet.CSV})
			return err
		}
		if err := export(); err != nil {
			t.Fatal(err)
		}
		if got := alarms(t, c); got != 1 {
			t.Errorf("%d alarms at six records, want 1", got)
		}
		if err := export(); err != nil {
			t.Fatal(err)
		}
		if got := alarms(t, c); got != 1 {
			t.Errorf("%d alarms, want one within ten minutes", got)
		}
		before := len(reads(t, c, c.Dora))
		c.Refused(export(), fault.Limited, "export_limited")
		if got := len(reads(t, c, c.Dora)); got != before {
			t.Error("a refused export was noted as done")
		}
		for i := range 3 {
			if _, err := c.App.AddAccount(ctx, dora, account.Fields{Name: fmt.Sprintf("新客户%d", i)}); err != nil {
				t.Fatal(err)
			}
		}
		c.Refused(all(), fault.Limited, "read_limited")
		if _, err := a.Accounts(ctx, c.As(c.Mina), store.AccountFilter{}); err != nil {
			t.Errorf("somebody else: %v", err)
		}
		c.Clock.Pass(24 * time.Hour)
		if err := all(); err != nil {
			t.Errorf("the next day: %v", err)
		}
	})
}

func TestExportsOfTheDayOutliveARestart(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		export := func() error {
			a, err := app.New(ctx, app.Options{DB: c.DB, DataDir: t.TempDir(), Reading: app.ReadLimits{Day: 5}})
			if err != nil {
				t.Fatal(err)
			}
			write, err := a.Export(ctx, c.As(c.Dora), app.ExportQuery{Kind: app.ImportAccounts, Format: sheet.CSV})
			if err == nil {
				err = write(&bytes.Buffer{})
			}
			return err
		}
		if err := export(); err != nil {
			t.Fatal(err)
		}
		c.Refused(export(), fault.Limited, "export_limited")
	})
}

func alarms(t *testing.T, c *cast.Company) (n int) {
	t.Helper()
	acts, err := c.DB.Reads().Acts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range acts {
		if a == app.ReadAlarm {
			n++
		}
	}
	return n
}

func TestAuditTellsWhoDidReadAndTried(t *testing.T) {
	ctx := store.WithOrigin(context.Background(), store.Origin{Address: "10.1.2.3", TokenID: 77, Request: "abc"})
	eachDesk(t, func(t *testing.T, d *desk) {
		good(d.App.EditDeal(ctx, d.As(d.Mina), d.Deal.ID, good(d.App.Deal(ctx, d.As(d.Mina), d.Deal.ID))(t).Version,
			[]byte(`{"name":"海港调度二期"}`)))(t)
		good(d.App.Sheet(ctx, d.As(d.Mo), d.Deal.ID))(t)
		if err := d.App.FlushReading(ctx); err != nil {
			t.Fatal(err)
		}
		good(d.App.NewSealer().Seal(ctx))(t)
		find := func(who record.ID, q app.AuditQuery) []app.Audited {
			t.Helper()
			list, _, err := d.App.Audit(ctx, d.As(who), q)
			if err != nil {
				t.Fatal(err)
			}
			return list
		}
		deal := app.AuditQuery{AuditFilter: store.AuditFilter{Record: d.Deal.Ref(), Act: "deal.edited"}}
		got := find(d.Dora, deal)
		if len(got) != 1 || got[0].ActorName != "米娜" || got[0].Address != "10.1.2.3" || got[0].TokenID != 77 ||
			got[0].Request != "abc" || got[0].Seal.State != "intact" || got[0].Seal.Seq == 0 || len(got[0].Changes) == 0 {
			t.Fatalf("got %+v", got)
		}
		read := find(d.Dora, app.AuditQuery{AuditFilter: store.AuditFilter{Source: "access", Actor: d.Mo}})
		if len(read) != 1 || read[0].Act != "deal.read" || read[0].SubjectID != d.Deal.ID || read[0].Name != "海港调度二期" {
			t.Errorf("got %+v", read)
		}
		today := d.App.Today()
		for name, tc := range map[string]struct {
			f    store.AuditFilter
			from calendar.Day
			want bool
		}{
			"by text of a value":    {f: store.AuditFilter{Text: "调度二期"}, want: true},
			"by other text":         {f: store.AuditFilter{Text: "50%_off"}},
			"by all acts on deals":  {f: store.AuditFilter{Act: "deal"}, want: true},
			"by act of others":      {f: store.AuditFilter{Act: "account"}},
			"by token":              {f: store.AuditFilter{Token: 77}, want: true},
			"by other token":        {f: store.AuditFilter{Token: 78}},
			"by day":                {from: today, want: true},
			"by tomorrow":           {from: today.Add(1)},
			"by kind":               {f: store.AuditFilter{Kind: record.Deal}, want: true},
			"by actor who did less": {f: store.AuditFilter{Actor: d.Tao}},
		} {
			found := false
			for _, x := range find(d.Ada, app.AuditQuery{AuditFilter: tc.f, FromDay: tc.from}) {
				found = found || x.Act == "deal.edited"
			}
			if found != tc.want {
				t.Errorf("%s: found %v", name, found)
			}
		}
		for _, who := range []record.ID{d.Mo, d.Mina, d.Rob} {
			_, _, err := d.App.Audit(ctx, d.As(who), app.AuditQuery{})
			d.Refused(err, fault.Denied, "denied")
		}
		if _, err := cast.Raw(t, d.DB).Exec("UPDATE event SET address = '10.9.9.9' WHERE act = 'deal.edited'"); err != nil {
			t.Fatal(err)
		}
		if got := find(d.Dora, deal); got[0].Seal.State != "broken" {
			t.Errorf("a changed entry shows as %s", got[0].Seal.State)
		}
		if all := reads(t, d.Company, d.Dora); all[len(all)-1] != "audit.read" {
			t.Errorf("reading the audit is not noted: %v", all)
		}
	})
}

func TestAuditReachAndHiddenCoaches(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		s := c.Tell()
		mo := c.As(c.Mo)
		mo.Grants[org.ReadAudit] = org.Tree
		page := app.AuditQuery{}
		for more := true; more; {
			list, next, err := c.App.Audit(ctx, mo, page)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range list {
				if x.ActorID != c.Mo && x.ActorID != c.Mina && x.ActorID != c.Rui && x.ActorID != c.Gone {
					t.Errorf("a manager's audit tells of %s %s", x.ActorName, x.Act)
				}
			}
			page.Older, more = next, next != 0
		}
		out := auditText(t, c, c.As(c.Ada))
		for _, x := range s.Things {
			if strings.Contains(x.Name, "hidden") && strings.Contains(out, x.ID.String()) && x.Kind == record.Influence {
				t.Errorf("the audit tells an administrator of %s", x.Name)
			}
		}
	})
}

// auditText is the audit as a file.
func auditText(t *testing.T, c *cast.Company, who org.Actor) string {
	t.Helper()
	write, err := c.App.ExportAudit(context.Background(), who, app.AuditQuery{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAuditFileIsGuardedAndNoted(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		if _, err := c.App.AddAccount(ctx, c.As(c.Mina), account.Fields{Name: "=HYPERLINK(1)"}); err != nil {
			t.Fatal(err)
		}
		out := auditText(t, c, c.As(c.Dora))
		rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@\t\r") {
					t.Errorf("a formula: %q", cell)
				}
			}
		}
		if !strings.Contains(out, "HYPERLINK") || !strings.Contains(out, "workspace.founded") {
			t.Errorf("got %s", out)
		}
		if strings.Contains(out, "argon2") {
			t.Error("a secret stands in the file")
		}
		done, err := c.DB.Reads().AccessesOf(ctx, c.Dora, "export.done", 0)
		if err != nil || len(done) != 1 || done[0].Params["kind"] != "audit" || done[0].Params["rows"] == "0" {
			t.Errorf("got %v (%v)", done, err)
		}
		mina := c.As(c.Mina)
		_, err = c.App.ExportAudit(ctx, mina, app.AuditQuery{})
		c.Refused(err, fault.Denied, "denied")
	})
}

func TestNewPermissionsReachOldWorkspaces(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		raw := cast.Raw(t, c.DB)
		if _, err := raw.Exec(`UPDATE role SET grants = replace(grants, '"audit.read":"all",', '')`); err != nil {
			t.Fatal(err)
		}
		if c.As(c.Ada).Has(org.ReadAudit) || !c.As(c.Ada).Has(org.ReadTeams) {
			t.Fatal("the workspace is not an old one")
		}
		before, _ := c.DB.Reads().Acts(ctx)
		for range 2 {
			if err := c.App.GrantNew(ctx); err != nil {
				t.Fatal(err)
			}
		}
		for who, want := range map[record.ID]bool{c.Ada: true, c.Dora: true, c.Mo: false, c.Mina: false, c.Rob: false} {
			if got := c.As(who).Has(org.ReadAudit); got != want {
				t.Errorf("%s reads the audit: %v", c.As(who).Name, got)
			}
		}
		acts, err := c.DB.Reads().Acts(ctx)
		if err != nil || strings.Join(acts[len(before):], " ") != "role.granted role.granted" {
			t.Errorf("got %v (%v)", acts[len(before):], err)
		}
	})
}

// TestNeverOneWithoutTheOther breaks writes off at every statement, again and
// again: the row and the entry about it are there together or not at all.
func TestNeverOneWithoutTheOther(t *testing.T) {
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		rounds := 1000
		switch {
		case testing.Short():
			rounds = 100
		case c.DB.Engine() == "postgres" && os.Getenv("SOAK") == "":
			rounds = 300 // each broken write costs a connection
		}
		var left atomic.Int64
		var mu sync.Mutex
		var stop context.CancelFunc
		db, err := store.Open(context.Background(), store.Options{URL: c.DB.URL(), Now: c.Clock.Now, Normal: true,
			Trace: func(string, []any) {
				if left.Add(-1) == 0 {
					mu.Lock()
					defer mu.Unlock()
					stop()
				}
			}})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		a, err := app.New(context.Background(), app.Options{DB: db, DataDir: t.TempDir()})
		if err != nil {
			t.Fatal(err)
		}
		mina, broken := c.As(c.Mina), 0
		for i := 0; broken < rounds; i++ {
			acc, err := c.DB.Reads().Account(context.Background(), org.Everyone("test"), c.Harbor)
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(context.Background())
			mu.Lock()
			stop = cancel
			mu.Unlock()
			left.Store(int64(i%6) + 1)
			_, err = a.EditAccount(ctx, mina, c.Harbor, acc.Version, []byte(fmt.Sprintf(`{"about":"%d"}`, i)))
			left.Store(0)
			cancel()
			if err != nil {
				broken++
			}
		}
		apart, err := c.DB.Reads().Unfolded(context.Background())
		if err != nil || len(apart) != 0 {
			t.Errorf("rows and entries differ: %v (%v)", apart, err)
		}
		acc, err := c.DB.Reads().Account(context.Background(), org.Everyone("test"), c.Harbor)
		if err != nil {
			t.Fatal(err)
		}
		acts, err := c.DB.Reads().Acts(context.Background())
		edits := strings.Count(strings.Join(acts, " "), "account.edited")
		if err != nil || int64(edits) != acc.Version-1 {
			t.Errorf("%d entries for version %d (%v)", edits, acc.Version, err)
		}
		t.Logf("%s: %d writes broken off, %d done; 0 rows without an entry, 0 entries without a row", db.Engine(), broken,
			edits)
	})
}

// TestSealAllWaitsForTheHead: another node has the end of the chain and is cut off;
// what it did not seal is sealed all the same.
func TestSealAllWaitsForTheHead(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		cut, has, over := errors.New("cut off"), make(chan bool), make(chan error)
		go func() {
			over <- d.DB.Write(ctx, func(tx *store.Tx) error {
				_, err := tx.Seal(ctx, []byte(cast.Key), 1, 1)
				close(has)
				time.Sleep(100 * time.Millisecond)
				return errors.Join(cut, err)
			})
		}()
		<-has
		if err := d.App.NewSealer().SealAll(ctx); err != nil {
			t.Fatal(err)
		}
		if err := <-over; !errors.Is(err, cut) {
			t.Fatalf("got %v", err)
		}
		c, err := d.DB.Reads().VerifyChain(ctx, []byte(cast.Key))
		if err != nil || c.Waiting != 0 || c.Broken != 0 || c.Head.Seq == 0 {
			t.Errorf("got %+v (%v), want everything sealed", c, err)
		}
	})
}
