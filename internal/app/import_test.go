package app_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// importing drives one import like a person does, and does the jobs' work.
type importing struct {
	*cast.Company
	t   *testing.T
	who org.Actor
	app.Import
}

func upload(t *testing.T, c *cast.Company, who record.ID, k app.ImportKind, text string) *importing {
	t.Helper()
	i := &importing{Company: c, t: t, who: c.As(who)}
	up, err := c.App.Stash("rows.csv", strings.NewReader(text))
	if err == nil {
		i.Import, err = c.App.AddImport(context.Background(), i.who, k, up)
	}
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// plan changes the plan by a JSON object of its members.
func (i *importing) plan(patch string) *importing {
	i.t.Helper()
	var err error
	if i.Import, err = i.App.EditImport(context.Background(), i.who, i.ID, i.Version, []byte(patch)); err != nil {
		i.t.Fatal(err)
	}
	return i
}

// act asks for a step, works on it, and fails the test unless it ends in state.
func (i *importing) act(f func(context.Context, org.Actor, record.ID) (app.Import, error), state string) *importing {
	i.t.Helper()
	ctx := context.Background()
	if _, err := f(ctx, i.who, i.ID); err != nil {
		i.t.Fatal(err)
	}
	if err := i.App.WorkImport(ctx, i.ID); err != nil {
		i.t.Fatal(err)
	}
	var err error
	if i.Import, err = i.App.Import(ctx, i.who, i.ID); err != nil {
		i.t.Fatal(err)
	}
	if i.State != state {
		i.t.Fatalf("the import is %s (%s), want %s", i.State, i.Problem, state)
	}
	return i
}

func (i *importing) check() *importing { i.t.Helper(); return i.act(i.App.CheckImport, "checked") }

// run does the dry run and the run, which must say the same of every row.
func (i *importing) run() *importing {
	i.t.Helper()
	i.check()
	dry := i.verdicts()
	i.act(i.App.StartImport, "done")
	if wet := i.verdicts(); !slices.Equal(dry, wet) {
		i.t.Errorf("the run says %v, the dry run said %v", wet, dry)
	}
	return i
}

func (i *importing) undo() *importing { i.t.Helper(); return i.act(i.App.UndoImport, "undone") }

// verdicts are "record verdict code column" of each row.
func (i *importing) verdicts() (out []string) {
	i.t.Helper()
	rows, err := i.App.ImportRows(context.Background(), i.who, i.ID, store.ImportRowFilter{Limit: 1000})
	if err != nil {
		i.t.Fatal(err)
	}
	for _, r := range rows {
		out = append(out, strings.TrimSpace(strings.Join([]string{string(r.Verdict), r.Code, r.Column}, " ")))
	}
	return out
}

func (i *importing) wants(verdicts ...string) *importing {
	i.t.Helper()
	if got := i.verdicts(); !slices.Equal(got, verdicts) {
		i.t.Errorf("verdicts %q, want %q", got, verdicts)
	}
	return i
}

// sound fails the test when rows and events differ.
func sound(t *testing.T, db *store.DB) {
	t.Helper()
	differ, err := db.Reads().Unfolded(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range differ[:min(3, len(differ))] {
		t.Error(d)
	}
}

func contents(t *testing.T, db *store.DB) map[string]string {
	t.Helper()
	all, err := db.Reads().Contents(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func sameContents(t *testing.T, before, after map[string]string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(before)) {
		if before[name] != after[name] {
			t.Errorf("table %s differs", name)
		}
	}
}

const threeInOne = "商机,客户名称,联系人,手机,预计金额,阶段\n" +
	"港口调度系统,云岭港务有限公司,周一,19911110001,80万,S1\n" +
	"二期扩容,云岭港务有限公司,周二,19911110002,\"￥2,500.00\",S3\n" +
	"坏行,云岭港务有限公司,周三,123,大概10万,S1\n"

func TestImportMakesSeveralRecordsOfOneRowAndTakesThemBack(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		before := contents(t, c.DB)
		i := upload(t, c, c.Ada, app.ImportDeals, threeInOne).run()
		i.wants("stored", "stored", "refused invalid_phone 手机")
		for kind, n := range map[record.Kind]int{record.Account: 1, record.Contact: 2, record.Deal: 2} {
			if i.Report.Made[kind] != n {
				t.Errorf("made %v, want %d %s", i.Report.Made, n, kind)
			}
		}
		l, err := c.App.Deals(ctx, c.As(c.Ada), app.DealQuery{DealFilter: store.DealFilter{Page: store.Page{Sort: "name"}}})
		if err != nil || len(l.Items) != 2 {
			t.Fatalf("got %d deals (%v)", len(l.Items), err)
		}
		for _, d := range l.Items {
			switch d.Name {
			case "港口调度系统":
				if d.Stage != "S1" || d.StageVerified != "" || d.Amount.Minor != 80000000 || d.AccountName == "" {
					t.Errorf("got %+v", d.DealItem)
				}
			case "二期扩容":
				if d.Stage != "S3" || d.StageVerified != "S2" || d.Amount.Currency != "CNY" || d.StageEnteredOn != 0 || d.FlagCount == 0 {
					t.Errorf("got %+v", d.DealItem)
				}
			}
		}
		sound(t, c.DB)
		i.undo()
		if i.Report.KeptRows != 0 {
			t.Errorf("kept %v", i.Report.Kept)
		}
		sameContents(t, before, contents(t, c.DB))
		sound(t, c.DB)
	})
}

func TestImportTwiceChangesNothing(t *testing.T) {
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		upload(t, c, c.Ada, app.ImportDeals, threeInOne).run()
		before := contents(t, c.DB)
		upload(t, c, c.Ada, app.ImportDeals, threeInOne).run().wants("same", "same", "refused invalid_phone 手机")
		sameContents(t, before, contents(t, c.DB))
	})
}

func TestUndoKeepsWhatWasChangedSince(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		i := upload(t, c, c.Ada, app.ImportDeals, threeInOne).run()
		l, err := c.App.Deals(ctx, c.As(c.Ada), app.DealQuery{DealFilter: store.DealFilter{Page: store.Page{Sort: "name"}}})
		if err != nil || len(l.Items) != 2 {
			t.Fatal(l, err)
		}
		d := l.Items[0]
		if _, err := c.App.EditDeal(ctx, c.As(c.Ada), d.ID, d.Version, []byte(`{"urgency":"urgent"}`)); err != nil {
			t.Fatal(err)
		}
		i.undo()
		kept := map[record.Kind]string{}
		for _, k := range i.Report.Kept {
			kept[k.Kind] += k.Why
		}
		if !maps.Equal(kept, map[record.Kind]string{record.Deal: "changed", record.Account: "needed"}) {
			t.Errorf("kept %v", i.Report.Kept)
		}
		moves, err := c.DB.Reads().Moves(ctx, d.ID)
		if err != nil || len(moves) != 1 {
			t.Errorf("the kept deal has %d moves (%v), want its own", len(moves), err)
		}
		sound(t, c.DB)
	})
}

func TestImportUpdatesByMatchKeyAndUndoRestores(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		before := contents(t, c.DB)
		i := upload(t, c, c.Ada, app.ImportAccounts, "公司,行业,备注,标签\n"+
			"海港集团 有限责任公司,港口,=2+2,重点；华东\n新的公司,,,\n新的公司,银行,,\n").run()
		i.wants("updated", "stored", "updated")
		a, err := c.App.Account(ctx, c.As(c.Mina), c.Harbor)
		if err != nil || a.Industry != "港口" || a.About != "=2+2" || a.Name != "海港集团有限公司" || a.Version != 2 {
			t.Errorf("got %+v (%v)", a, err)
		}
		i.undo()
		sameContents(t, before, contents(t, c.DB))
		sound(t, c.DB)
	})
}

func TestDefaultsFillOnlyWhatIsNew(t *testing.T) {
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		i := upload(t, c, c.Ada, app.ImportAccounts, "公司\n海港集团\n新的公司\n").
			plan(`{"defaults":{"owner":"none","industry":"港口"}}`).run()
		i.wants("same", "stored")
		a, err := c.App.Account(context.Background(), c.As(c.Ada), c.Harbor)
		if err != nil || a.OwnerID != c.Mina || a.Industry != "" {
			t.Errorf("got %+v (%v)", a, err)
		}
	})
}

func TestImportLinksParentsWhereverTheyStand(t *testing.T) {
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		before := contents(t, c.DB)
		i := upload(t, c, c.Ada, app.ImportAccounts, "公司,母公司\n云岭一号,云岭集团\n云岭集团,\n云岭二号,不存在\n环一,环二\n环二,环一\n").run()
		i.wants("stored", "stored", "stored", "stored", "stored")
		if n := i.Report.Warnings["parent_unknown"] + i.Report.Warnings["parent_loop"]; n != 2 {
			t.Errorf("warnings %v", i.Report.Warnings)
		}
		l, err := c.App.Accounts(context.Background(), c.As(c.Ada), store.AccountFilter{})
		if err != nil {
			t.Fatal(err)
		}
		parents := 0
		for _, a := range l.Items {
			if a.ParentID != 0 {
				parents++
			}
		}
		if parents != 2 {
			t.Errorf("%d subsidiaries, want 2", parents)
		}
		i.undo()
		sameContents(t, before, contents(t, c.DB))
	})
}

func TestImportKeepsToTheReachOfItsMaker(t *testing.T) {
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		for name, tc := range map[string]struct {
			who  record.ID
			kind app.ImportKind
			text string
			want string
		}{
			"own":              {c.Mina, app.ImportAccounts, "公司,负责人\n新公司一,mina\n", "stored"},
			"for a colleague":  {c.Mina, app.ImportAccounts, "公司,负责人\n新公司二,rui\n", "refused import_denied 负责人"},
			"into his tree":    {c.Mo, app.ImportAccounts, "公司,负责人\n新公司三,rui\n", "stored"},
			"beyond his tree":  {c.Mo, app.ImportAccounts, "公司,负责人\n新公司四,tao\n", "refused import_denied 负责人"},
			"equal, unseen":    {c.Tao, app.ImportAccounts, "公司,行业\n海港集团有限公司,港口\n", "refused owner_conflict 公司"},
			"nobody":           {c.Mina, app.ImportAccounts, "公司,负责人\n新公司五,不明\n", "refused owner_unknown 负责人"},
			"disabled":         {c.Mo, app.ImportAccounts, "公司,负责人\n新公司六,gone\n", "refused owner_inactive 负责人"},
			"a gate passed":    {c.Mina, app.ImportDeals, "商机,阶段\n大单,S4\n", "refused gate_override_needed 阶段"},
			"won":              {c.Mina, app.ImportDeals, "商机,客户,阶段\n大单,海港集团,won\n", "refused gate_override_needed 阶段"},
			"first stage":      {c.Mina, app.ImportDeals, "商机,阶段\n小单,S1\n", "stored"},
			"lost":             {c.Mina, app.ImportDeals, "商机,客户,阶段\n旧单,海港集团,丢单\n", "refused unknown_value 阶段"},
			"products":         {c.Mina, app.ImportProducts, "产品\nX1\n", "refused import_denied 产品"},
			"users":            {c.Dora, app.ImportUsers, "姓名\n新人\n", "refused import_denied 姓名"},
			"mixed scripts":    {c.Ada, app.ImportAccounts, "公司\nСafe Roma\n", "stored"},
			"garbled":          {c.Ada, app.ImportAccounts, "公司\nab\uFFFDcd\n", "refused encoding 公司"},
			"closed, no place": {c.Mo, app.ImportDeals, "商机,阶段\n无客户,won\n", "refused account_missing account"},
		} {
			t.Log(name)
			upload(t, c, tc.who, tc.kind, tc.text).run().wants(tc.want)
		}
		c.Refused(func() error {
			_, err := c.App.Imports(context.Background(), c.As(c.Rob))
			return err
		}(), fault.Denied, "denied")
	})
}

func TestImportSaysWhatIsDoubled(t *testing.T) {
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		const rows = "公司,行业\n海港集团,港口\n"
		upload(t, c, c.Ada, app.ImportAccounts, rows).plan(`{"duplicate":"skip"}`).run().wants("skipped unchanged_skipped")
		upload(t, c, c.Ada, app.ImportAccounts, rows).plan(`{"duplicate":"new"}`).run().wants("stored")
		upload(t, c, c.Ada, app.ImportAccounts, rows).run().wants("refused match_ambiguous 公司")
		upload(t, c, c.Ada, app.ImportAccounts, "公司\nСafe Roma\n").run().wants("stored")
		upload(t, c, c.Ada, app.ImportAccounts, "公司\nСafe Roma\nCafe Roma\n").run().
			wants("refused duplicate_doubtful 公司", "stored")
		x := upload(t, c, c.Ada, app.ImportAccounts, "编号,公司\n7,甲\n,乙\n").run()
		x.wants("stored", "refused external_id_missing 编号")
		upload(t, c, c.Ada, app.ImportAccounts, "编号,公司,行业\n7,甲改名,医药\n").run().wants("updated")
		like := upload(t, c, c.Ada, app.ImportAccounts, "公司\n东莞市长安五金有限公司\n东莞市长安五金制品有限公司\n毫不相干的公司\n").check()
		if like.Report.Warnings["near_match"] != 1 {
			t.Errorf("a dry run suggests %v, want the one name that is almost the same", like.Report.Warnings)
		}
		near := upload(t, c, c.Ada, app.ImportAccounts, "公司\n东莞市长安五金有限公司\n东莞长安五金\n").run()
		near.wants("stored", "stored")
		if near.Report.Warnings["near_match"] != 0 {
			t.Errorf("a run suggests nothing: %v", near.Report.Warnings)
		}
	})
}

func TestImportGoesOnWhereItStopped(t *testing.T) {
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		var b strings.Builder
		b.WriteString("公司,行业\n")
		for n := range 1200 {
			b.WriteString("续传公司" + strconv.Itoa(n) + ",软件\n")
		}
		i := upload(t, c, c.Ada, app.ImportAccounts, b.String()).check()
		ctx, cancel := context.WithCancel(context.Background())
		if _, err := i.App.StartImport(ctx, i.who, i.ID); err != nil {
			t.Fatal(err)
		}
		batches := 0
		c.DB.OnEvent(func() {
			if batches++; batches == 1 {
				cancel()
			}
		})
		if err := i.App.WorkImport(ctx, i.ID); err == nil {
			t.Fatal("the import was not interrupted")
		}
		mid, err := i.App.Import(context.Background(), i.who, i.ID)
		if err != nil || mid.State != "running" || mid.DoneRows != 500 {
			t.Fatalf("got %s at %d (%v)", mid.State, mid.DoneRows, err)
		}
		if err := i.App.WorkImport(context.Background(), i.ID); err != nil {
			t.Fatal(err)
		}
		end, err := i.App.Import(context.Background(), i.who, i.ID)
		if err != nil || end.State != "done" || end.Report.Made[record.Account] != 1200 || end.Report.Verdicts[app.RowStored] != 1200 {
			t.Errorf("got %+v (%v)", end.Report, err)
		}
	})
}

func TestImportOfUsersMakesTheTreeOfTeams(t *testing.T) {
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		before := contents(t, c.DB)
		i := upload(t, c, c.Ada, app.ImportUsers, "sales_agent,manager,regional_office\n安一,马经理,东区\n安二,马经理,东区\n安三,牛经理,东区\n").run()
		i.wants("stored", "stored", "stored")
		if i.Report.Made[record.User] != 5 || i.Report.Made[record.Team] != 3 {
			t.Errorf("made %v, want 5 users and 3 teams", i.Report.Made)
		}
		users, err := c.App.Users(context.Background(), c.As(c.Ada))
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range users {
			if u.Name == "马经理" {
				if led := c.As(u.ID).Led; len(led) != 3 {
					t.Errorf("he leads %d, want himself and two", len(led))
				}
			}
		}
		upload(t, c, c.Ada, app.ImportUsers, "sales_agent,manager,regional_office\n安一,马经理,东区\n").run().wants("same")
		i.undo()
		sameContents(t, before, contents(t, c.DB))
		sound(t, c.DB)
	})
}

func TestImportRefusesWholeFiles(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		for name, code := range map[string]string{"d11_doctype.xlsx": "xml_dtd", "d12_big_ratio.xlsx": "archive_too_large"} {
			file, err := os.Open(filepath.Join("../../../shared/data/import", name))
			if err != nil {
				t.Skip("the example files are not beside the project: ", err)
			}
			up, err := c.App.Stash(name, file)
			_ = file.Close()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := c.App.AddImport(ctx, c.As(c.Ada), app.ImportAccounts, up); fault.Of(err).Code != code {
				t.Errorf("%s: %v, want %s", name, err, code)
			}
		}
	})
}

// TestHeadersThatSayNameMeanTheCompany: a list of customers often calls its first
// column nothing but 名称 or 客户.
func TestHeadersThatSayNameMeanTheCompany(t *testing.T) {
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		for _, header := range []string{"名称", "客户", "客户名称", "企业"} {
			upload(t, c, c.Ada, app.ImportAccounts, header+",行业\n以"+header+"为名的公司,制造\n").run().wants("stored")
		}
	})
}

func TestTimelineOfAContactShowsNothingOfTheImportAroundHim(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		upload(t, c, c.Ada, app.ImportContacts, "姓名,客户\n海一,海港集团\n岭一,南岭轨道交通集团\n").run().wants("stored", "stored")
		l, err := c.App.Contacts(ctx, c.As(c.Mina), store.ContactFilter{AccountID: c.Harbor})
		if err != nil || len(l.Items) != 1 {
			t.Fatal(l, err)
		}
		all, _, err := c.App.Timeline(ctx, c.As(c.Mina), record.Ref{Kind: record.Contact, ID: l.Items[0].ID}, 0)
		if err != nil || len(all) != 0 {
			t.Errorf("got %+v (%v), want nothing", all, err)
		}
	})
}
