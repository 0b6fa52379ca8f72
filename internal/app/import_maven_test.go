package app_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/sales/record"
	"sente/internal/sheet"
	"sente/internal/store"
)

// mavenData is the example company beside the project.
const mavenData = "../../../shared/data/maven_crm"

func mavenFile(t *testing.T, c *cast.Company, k app.ImportKind, file string) *importing {
	t.Helper()
	from, err := os.Open(filepath.Join(mavenData, file))
	if err != nil {
		t.Skip("the example data are not beside the project: ", err)
	}
	defer func() { _ = from.Close() }()
	plan, err := os.ReadFile(filepath.Join("../../doc/examples/maven", string(k)+".json"))
	if err != nil {
		t.Fatal(err)
	}
	i := &importing{Company: c, t: t, who: c.As(c.Ada)}
	up, err := c.App.Stash(file, from)
	if err == nil {
		i.Import, err = c.App.AddImport(context.Background(), i.who, k, up)
	}
	if err != nil {
		t.Fatal(err)
	}
	return i.plan(string(plan))
}

// TestMaven imports a whole company of 8,800 deals, compares its sums with those
// of an independent program, and takes everything back.
func TestMaven(t *testing.T) {
	if testing.Short() {
		t.Skip("long: left out of the quick run")
	}
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		ctx := context.Background()
		before := contents(t, c.DB)
		files := []*importing{}
		for _, f := range []struct {
			kind app.ImportKind
			file string
			made map[record.Kind]int
		}{
			{app.ImportUsers, "sales_teams.csv", map[record.Kind]int{record.User: 41, record.Team: 9}},
			{app.ImportProducts, "products.csv", map[record.Kind]int{record.Product: 7}},
			{app.ImportAccounts, "accounts.csv", map[record.Kind]int{record.Account: 85}},
			{app.ImportDeals, "sales_pipeline.csv", map[record.Kind]int{record.Deal: 8800}},
		} {
			i := mavenFile(t, c, f.kind, f.file).check().act(c.App.StartImport, "done")
			for kind, n := range f.made {
				if i.Report.Made[kind] != n {
					t.Errorf("%s: made %v, want %d %s", f.file, i.Report.Made, n, kind)
				}
			}
			if n := i.Report.Verdicts[app.RowRefused]; n != 0 {
				t.Errorf("%s: %d rows refused: %v", f.file, n, i.Report.Codes)
			}
			files = append(files, i)
		}
		mavenAccounts(t, c)
		mavenDeals(t, c)
		sound(t, c.DB)
		for n := len(files) - 1; n >= 0; n-- {
			files[n].undo()
			if files[n].Report.KeptRows != 0 {
				t.Errorf("%s: kept %v", files[n].FileName, files[n].Report.Kept[:1])
			}
		}
		sameContents(t, before, contents(t, c.DB))
		if _, err := c.App.Accounts(ctx, c.As(c.Ada), store.AccountFilter{}); err != nil {
			t.Fatal(err)
		}
	})
}

func mavenAccounts(t *testing.T, c *cast.Company) {
	t.Helper()
	ctx := context.Background()
	children, parents := 0, map[record.ID]bool{}
	for cursor, more := "", true; more; more = cursor != "" {
		l, err := c.App.Accounts(ctx, c.As(c.Ada), store.AccountFilter{Page: store.Page{Limit: 200, Cursor: cursor}})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range l.Items {
			if a.ParentID != 0 {
				children, parents[a.ParentID] = children+1, true
			}
			if a.Name == "Acme Corporation" && (a.Revenue == nil || a.Revenue.Decimal() != "1100040000.00" ||
				a.Revenue.Currency != "USD" || a.OwnerID != 0 || a.Founded != 1996 || a.Employees != 2822) {
				t.Errorf("got %+v", a)
			}
		}
		cursor = l.Next
	}
	if children != 15 || len(parents) != 7 {
		t.Errorf("%d subsidiaries of %d parents, want 15 of 7", children, len(parents))
	}
}

// mavenDeals has the exported file added up by scripts/maven-check, and looks at
// where the deals stand.
func mavenDeals(t *testing.T, c *cast.Company) {
	t.Helper()
	ctx := context.Background()
	write, err := c.App.Export(ctx, c.As(c.Ada), app.ExportQuery{Kind: app.ImportDeals, Format: sheet.CSV})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "deals.csv")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := write(file); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(ctx, "go", "run", "../../scripts/maven-check",
		filepath.Join(mavenData, "sales_pipeline.csv"), path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	t.Logf("%s", out)
	group := map[string]int64{}
	unknown, total := int64(0), int64(0)
	b, err := c.App.Board(ctx, c.As(c.Ada), "stage", app.DealQuery{DealFilter: store.DealFilter{Status: "open"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range b {
		group[g.Key] = g.Count
		unknown += g.Unknown
	}
	if group["S1"] != 500 || group["S3"] != 1589 || unknown != 2089 {
		t.Errorf("open: %v, %d without amount, want S1 500, S3 1589, 2089 without", group, unknown)
	}
	if b, err = c.App.Board(ctx, c.As(c.Ada), "stage", app.DealQuery{DealFilter: store.DealFilter{Status: "won"}}); err != nil {
		t.Fatal(err)
	}
	for _, g := range b {
		group[g.Key] = g.Count
		for _, m := range g.Totals {
			if m.Currency == "USD" {
				total += m.Minor
			}
		}
	}
	if group["D0"] != 4238 || total != 1000553400 {
		t.Errorf("won: %v, %d cents, want 4238 and 1000553400", group, total)
	}
}
