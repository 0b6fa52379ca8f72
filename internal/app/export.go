package app

import (
	"context"
	"io"
	"strconv"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/calendar"
	"sente/internal/sales/money"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
	"sente/internal/sheet"
	"sente/internal/store"
	"sente/internal/text"
)

// ExportQuery says what a file shall hold: the filters of the kind's list.
type ExportQuery struct {
	Kind     ImportKind
	Format   sheet.Format
	Lang     string // of the headers; "" is the actor's
	Deals    DealQuery
	Accounts store.AccountFilter
	Contacts store.ContactFilter
}

// Export makes a file of a list, of rows within the reach of the actor's right to
// export, and notes that he did. The file streams into what the result is called
// with; the import reads it back. Texts that a spreadsheet would take for a
// formula are guarded.
func (a *App) Export(ctx context.Context, who org.Actor, q ExportQuery) (func(io.Writer) error, error) {
	if err := holds(who, org.ExportRows); err != nil {
		return nil, err
	}
	if err := q.Kind.check(); err != nil {
		return nil, err
	}
	if q.Kind == ImportUsers {
		if err := holds(who, org.ReadTeams); err != nil {
			return nil, err
		}
	}
	var err error
	if q.Deals.DealFilter, err = a.filter(ctx, q.Deals); err != nil {
		return nil, err
	}
	if err := a.measureExport(ctx, who, q); err != nil {
		return nil, err
	}
	said := handedOut{what: string(q.Kind), format: string(q.Format)}
	if err := a.recordExport(ctx, who, "export.made", said); err != nil {
		return nil, err
	}
	return a.handOut(ctx, who, said, func(w io.Writer) (int, error) { return a.export(ctx, who, q, w) }), nil
}

// export writes the file and says how many records it holds.
func (a *App) export(ctx context.Context, who org.Actor, q ExportQuery, to io.Writer) (int, error) {
	x := &exporting{r: a.db.Reads(), fields: exportFields(q.Kind)}
	if q.Lang == "" {
		q.Lang = who.Lang
	}
	texts := text.In(q.Lang)
	columns := make([]sheet.Out, len(x.fields))
	for i, f := range x.fields {
		columns[i] = sheet.Out{Header: texts.Get(f.label(q.Kind), nil), Kind: outKind(f)}
	}
	var err error
	if x.out = sheet.NewCSV(to, columns); q.Format == sheet.XLSX {
		name := texts.Get("import.kind."+string(q.Kind), nil)
		if x.out, err = sheet.NewXLSX(to, name, columns); err != nil {
			return 0, err
		}
	}
	if err := x.write(ctx, who, q); err != nil {
		return x.rows, err
	}
	return x.rows, x.out.Close()
}

// write writes the rows of a list.
func (x *exporting) write(ctx context.Context, who org.Actor, q ExportQuery) error {
	read, reach := who.Scope(org.ReadAccounts), who.Scope(org.ExportRows)
	switch q.Kind {
	case ImportDeals:
		part := func(rows []store.DealOut) error { return x.deals(ctx, rows) }
		return x.r.ExportDeals(ctx, who.Scope(org.ReadDeals), reach, q.Deals.DealFilter, part)
	case ImportAccounts:
		part := func(rows []store.AccountOut) error { return x.accounts(ctx, rows) }
		return x.r.ExportAccounts(ctx, read, reach, q.Accounts, part)
	case ImportContacts:
		return x.r.ExportContacts(ctx, read, reach, q.Contacts, x.contacts)
	case ImportProducts:
		return x.products(ctx)
	}
	return x.users(ctx)
}

// exportFields are the fields of a kind that a file shows: those of the record
// itself, without notes, which are records of their own.
func exportFields(k ImportKind) (out []ImportField) {
	for _, f := range ImportFields(k) {
		if !strings.Contains(f.Code, ".") && f.Code != "note" {
			out = append(out, f)
		}
	}
	return out
}

func outKind(f ImportField) sheet.Kind {
	switch f.Type {
	case sheet.AmountType, sheet.IntegerType:
		return sheet.Number
	case sheet.DateType:
		return sheet.Date
	}
	return sheet.Text
}

// exporting is one file being written.
type exporting struct {
	r      *store.Reads
	fields []ImportField
	out    sheet.Writer
	rows   int
}

// row writes the texts of one record by field.
func (x *exporting) row(texts map[string]string) error {
	x.rows++
	cells := make([]string, len(x.fields))
	for i, f := range x.fields {
		cells[i] = texts[f.Code]
	}
	return x.out.Write(cells)
}

func decimal(a *money.Amount) (amount, currency string) {
	if a == nil {
		return "", ""
	}
	return a.Decimal(), a.Currency
}

func whole(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (x *exporting) deals(ctx context.Context, rows []store.DealOut) error {
	on := make([]record.ID, len(rows))
	for i, d := range rows {
		on[i] = d.ID
	}
	tags, err := x.r.TagNames(ctx, record.Deal, on)
	if err != nil {
		return err
	}
	for _, d := range rows {
		amount, currency := decimal(d.Amount)
		stage := string(d.Stage)
		if d.Status != strategy.Open && d.Status != strategy.Won {
			stage = string(d.Status)
		}
		if err := x.row(map[string]string{
			"name": d.Name, "account": d.AccountName, "owner": d.OwnerName, "product": d.ProductName,
			"amount": amount, "currency": currency, "stage": stage,
			"stage_entered_on": day(d.StageEnteredOn), "engaged_on": day(d.EngagedOn),
			"expected_close": day(d.ExpectedClose), "closed_on": day(d.ClosedOn),
			"next_action_on": day(d.NextActionOn), "lost_to": d.LostTo,
			"closed_reason": d.ClosedReason, "tags": strings.Join(tags[d.ID], "; "),
			"external_id": d.ExternalID,
		}); err != nil {
			return err
		}
	}
	return nil
}

func day(d calendar.Day) string { return d.String() }

func (x *exporting) accounts(ctx context.Context, rows []store.AccountOut) error {
	on := make([]record.ID, len(rows))
	for i, a := range rows {
		on[i] = a.ID
	}
	tags, err := x.r.TagNames(ctx, record.Account, on)
	if err != nil {
		return err
	}
	for _, a := range rows {
		revenue, currency := decimal(a.Revenue)
		if err := x.row(map[string]string{
			"name": a.Name, "parent": a.ParentName, "industry": a.Industry, "region": a.Region,
			"credit_code": a.CreditCode, "phone": a.Phone, "website": a.Website,
			"address": a.Address, "founded": whole(a.Founded), "employees": whole(a.Employees),
			"revenue": revenue, "currency": currency, "owner": a.OwnerName,
			"tags": strings.Join(tags[a.ID], "; "), "about": a.About, "external_id": a.ExternalID,
		}); err != nil {
			return err
		}
	}
	return nil
}

func (x *exporting) contacts(rows []store.ContactOut) error {
	for _, c := range rows {
		if err := x.row(map[string]string{
			"name": c.Name, "account": c.AccountName, "title": c.Title,
			"department": c.DepartmentName, "level_rank": whole(c.LevelRank), "phone": c.Phone,
			"email": c.Email, "reports_to": c.SuperiorName, "about": c.About,
			"external_id": c.ExternalID,
		}); err != nil {
			return err
		}
	}
	return nil
}

func (x *exporting) products(ctx context.Context) error {
	rows, err := x.r.Products(ctx)
	if err != nil {
		return err
	}
	for _, p := range rows {
		if err := x.product(p); err != nil {
			return err
		}
	}
	return nil
}

func (x *exporting) product(p account.Product) error {
	price, currency := decimal(p.ListPrice)
	return x.row(
		map[string]string{"name": p.Name, "series": p.Series, "list_price": price, "currency": currency,
			"external_id": p.ExternalID},
	)
}

func (x *exporting) users(ctx context.Context) error {
	users, err := x.r.Users(ctx)
	if err != nil {
		return err
	}
	teams, err := x.r.Teams(ctx)
	if err != nil {
		return err
	}
	roles, err := x.r.Roles(ctx)
	if err != nil {
		return err
	}
	code, team, name := map[record.ID]string{}, map[record.ID]org.Team{}, map[record.ID]string{}
	for _, x := range roles {
		code[x.ID] = x.Code
	}
	for _, t := range teams {
		team[t.ID] = t
	}
	for _, u := range users {
		name[u.ID] = u.Name
	}
	for _, u := range users {
		t := team[u.TeamID]
		if err := x.row(map[string]string{
			"name": u.Name, "login": u.Login, "team": t.Name, "manager": name[t.HeadID],
			"region": team[t.ParentID].Name, "role": code[u.RoleID], "external_id": u.ExternalID,
		}); err != nil {
			return err
		}
	}
	return nil
}

// RefusedRows makes the file of the rows that an import refused: record, code and
// reason, then the cells as they were, so that they can be corrected and imported
// again.
func (a *App) RefusedRows(ctx context.Context, who org.Actor, id record.ID) (func(io.Writer) error, error) {
	if err := holds(who, org.ImportRows); err != nil {
		return nil, err
	}
	imp, err := a.db.Reads().Import(ctx, who.Scope(org.ImportRows), id)
	if err != nil {
		return nil, err
	}
	file, err := a.importFile(imp)
	if err != nil {
		return nil, err
	}
	var d ImportDetection
	if err := readImport(imp, &ImportPlan{}, &d, &ImportReport{}); err != nil {
		return nil, err
	}
	said := handedOut{what: "refused", format: string(sheet.CSV)}
	return a.handOut(ctx, who, said, func(w io.Writer) (int, error) {
		defer func() { _ = file.Close() }()
		x := refusing{imp: imp, at: file, choice: d.choice(), texts: text.In(who.Lang)}
		return a.refusedRows(ctx, x, w)
	}), nil
}

// refusing is one file of refused rows being written.
type refusing struct {
	imp    store.Import
	at     io.ReaderAt
	choice sheet.Choice
	texts  text.Catalogue
}

func (a *App) refusedRows(ctx context.Context, x refusing, to io.Writer) (n int, err error) {
	r, err := sheet.Open(ctx, sheet.File{At: x.at, Size: x.imp.FileSize}, x.choice, sheet.Options{})
	if err != nil {
		return 0, err
	}
	defer func() { _ = r.Close() }()
	heads := [3]string{x.texts.Get("import.refused.record", nil), x.texts.Get("import.refused.code", nil),
		x.texts.Get("import.refused.reason", nil)}
	out := sheet.NewRefused(to, heads, r.Columns())
	for after := 0; ; {
		rows, err := a.db.Reads().
			ImportRows(ctx, x.imp.ID, store.ImportRowFilter{Verdict: string(RowRefused), After: after,
				Limit: importBatch})
		if err != nil {
			return n, err
		}
		if len(rows) == 0 {
			return n, out.Close()
		}
		for _, refused := range rows {
			if err := x.copyRow(r, out, refused); err != nil {
				return n, err
			}
			n++
		}
		after = rows[len(rows)-1].Record
	}
}

// copyRow goes on to the refused row in the file and writes it.
func (x refusing) copyRow(r *sheet.Reader, out *sheet.Refused, refused store.ImportRow) error {
	for {
		row, err := r.Next()
		if err != nil {
			return err
		}
		if row.Record < refused.Record {
			continue
		}
		if row.Record > refused.Record {
			return fault.New(fault.Conflict, "import_file_missing")
		}
		cells := make([]string, len(row.Cells))
		for i, c := range row.Cells {
			cells[i] = strings.ToValidUTF8(c.Text, "\uFFFD")
		}
		reason := x.texts.Get("fault."+refused.Code, nil)
		if refused.Column != "" {
			reason = refused.Column + ": " + reason
		}
		return out.Write(strconv.Itoa(refused.Record), sheet.Code(refused.Code), reason, cells)
	}
}
