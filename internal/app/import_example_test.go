package app_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/sales/account"
	"sente/internal/sales/deal"
	"sente/internal/store"
)

// exampleFiles is the directory of nasty files beside the project.
const exampleFiles = "../../../shared/data/import"

// exampleFile is one file of expectations.json.
type exampleFile struct {
	ID, File, Outcome string
	Rows              int
	Values, Errors    [][]any
}

// examplePlan says which kind a file is imported as, and which field holds each
// column of which a value is expected.
type examplePlan struct {
	kind   app.ImportKind
	fields map[string]string
}

var examplePlans = map[string]examplePlan{
	"D01": {app.ImportDeals, map[string]string{"客户名称": "account", "联系人": "contact.name", "手机": "contact.phone",
		"预计金额": "amount", "签约日期": "expected_close"}},
	"D02": {app.ImportAccounts, map[string]string{"公司": "name", "备注": "about"}},
	"D03": {app.ImportDeals, map[string]string{"商机": "name", "预计金额": "amount"}},
	"D04": {app.ImportDeals, map[string]string{"商机": "name", "签约日期": "expected_close", "回访": "next_action_on"}},
	"D05": {app.ImportAccounts, map[string]string{"公司": "name", "手机": "phone", "统一社会信用代码": "credit_code"}},
	"D06": {app.ImportAccounts, map[string]string{"公司": "name", "备注": "about"}},
	"D07": {app.ImportAccounts, map[string]string{"公司": "name", "备注": "about"}},
	"D08": {app.ImportAccounts, map[string]string{"公司": "name", "电话": "phone", "电话 (2)": "about"}},
	"D09": {app.ImportAccounts, map[string]string{"公司": "name"}},
	"D10": {app.ImportDeals, map[string]string{"日期": "expected_close", "区域": "account", "金额": "amount", "完成率": "name"}},
}

// TestExampleFilesAreStoredAsExpected imports every example file and compares
// what is stored with what its authors expect.
func TestExampleFilesAreStoredAsExpected(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(exampleFiles, "expectations.json"))
	if err != nil {
		t.Skip("the example files are not beside the project: ", err)
	}
	var all []exampleFile
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		if plan, ok := examplePlans[e.ID]; ok {
			t.Run(e.ID, func(t *testing.T) {
				eachCompany(t, func(t *testing.T, c *cast.Company) { e.check(t, c, plan) })
			})
		} else if e.Outcome != "refuse" {
			t.Errorf("%s: nothing is known of how to import it", e.ID)
		}
	}
}

func (e exampleFile) check(t *testing.T, c *cast.Company, p examplePlan) {
	file, err := os.ReadFile(filepath.Join(exampleFiles, e.File))
	if err != nil {
		t.Fatal(err)
	}
	before := contents(t, c.DB)
	i := upload(t, c, c.Ada, p.kind, string(file))
	var columns []app.ImportColumn
	for _, h := range i.Detection.Columns {
		if f := p.fields[h.Header]; f != "" {
			columns = append(columns, app.ImportColumn{Column: h.Header, Field: f})
		}
	}
	patch, err := json.Marshal(map[string]any{"columns": columns, "duplicate": "new"})
	if err != nil {
		t.Fatal(err)
	}
	i.plan(string(patch)).run()
	rows, err := c.App.ImportRows(context.Background(), i.who, i.ID, store.ImportRowFilter{Limit: 1000})
	if err != nil || len(rows) != e.Rows {
		t.Fatalf("%d rows, want %d (%v)", len(rows), e.Rows, err)
	}
	refused := map[int]string{}
	for _, x := range e.Errors {
		refused[int(x[0].(float64))] = x[1].(string)
	}
	titles := map[int]string{}
	for _, r := range rows {
		titles[r.Record] = r.Title
		if r.Code != refused[r.Record] {
			t.Errorf("record %d: %s %q, want %q", r.Record, r.Verdict, r.Code, refused[r.Record])
		}
	}
	for _, x := range e.Values {
		field := p.fields[x[1].(string)]
		if field == "" {
			continue
		}
		record, want := int(x[0].(float64)), strings.TrimSuffix(x[2].(string), " CNY")
		if want == "(empty)" {
			want = ""
		}
		if got := storedValue(t, c, p.kind, titles[record], field); got != want {
			t.Errorf("record %d, %s: stored %q, want %q", record, x[1], got, want)
		}
	}
	i.undo()
	sameContents(t, before, contents(t, c.DB))
}

// storedValue reads a field of the record of a name, or of what hangs on it.
func storedValue(t *testing.T, c *cast.Company, k app.ImportKind, name, field string) string {
	t.Helper()
	ctx := context.Background()
	if k == app.ImportAccounts {
		for _, a := range allAccounts(t, c) {
			if a.Name == name {
				return map[string]string{"name": a.Name, "about": a.About, "phone": a.Phone, "region": a.Region}[field]
			}
		}
		return "no such account"
	}
	l, err := c.App.Deals(ctx, c.As(c.Ada), app.DealQuery{DealFilter: store.DealFilter{Page: store.Page{Limit: 200}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range l.Items {
		if item.Name != name {
			continue
		}
		d, err := c.App.Deal(ctx, c.As(c.Ada), item.ID)
		if err != nil {
			t.Fatal(err)
		}
		return dealValue(t, c, d.Deal, field)
	}
	return "no such deal"
}

func dealValue(t *testing.T, c *cast.Company, d deal.Deal, field string) string {
	t.Helper()
	amount := ""
	if d.Amount != nil {
		amount = d.Amount.Decimal()
	}
	values := map[string]string{"name": d.Name, "amount": amount, "expected_close": d.ExpectedClose.String(),
		"next_action_on": d.NextActionOn.String()}
	if d.AccountID != 0 {
		a, err := c.App.Account(context.Background(), c.As(c.Ada), d.AccountID)
		if err != nil {
			t.Fatal(err)
		}
		values["account"] = a.Name
		l, err := c.App.Contacts(context.Background(), c.As(c.Ada), store.ContactFilter{AccountID: a.ID})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range l.Items {
			values["contact.phone"] += x.Phone
		}
	}
	return values[field]
}

func allAccounts(t *testing.T, c *cast.Company) (out []account.Account) {
	t.Helper()
	for cursor, more := "", true; more; more = cursor != "" {
		l, err := c.App.Accounts(context.Background(), c.As(c.Ada), store.AccountFilter{Page: store.Page{Limit: 200, Cursor: cursor}})
		if err != nil {
			t.Fatal(err)
		}
		out, cursor = append(out, l.Items...), l.Next
	}
	return out
}
