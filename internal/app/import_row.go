package app

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/money"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/sales/strategy"
	"sente/internal/sheet"
	"sente/internal/store"
	"sente/internal/text"
)

// Verdict says what becomes of a row.
type Verdict string

// The verdicts.
const (
	RowStored  Verdict = "stored"  // its record is new
	RowUpdated Verdict = "updated" // its record was there and changed
	RowSame    Verdict = "same"    // its record was there and says all of it
	RowRefused Verdict = "refused" // nothing of it was taken
	RowSkipped Verdict = "skipped" // left out as chosen
)

// All lists the verdicts.
func (Verdict) All() []Verdict {
	return []Verdict{RowStored, RowUpdated, RowSame, RowRefused, RowSkipped}
}

// ImportDetail is what is worth saying about a row besides its verdict.
type ImportDetail struct {
	Title    string       `json:"title,omitzero" doc:"name of its record"`
	Warnings []ImportNote `json:"warnings,omitempty"`
}

// ImportNote is a warning about a row, or about one column of it.
type ImportNote struct {
	Code   string         `json:"code"`
	Column string         `json:"column,omitzero"`
	Params map[string]any `json:"params,omitempty"`
}

// importRow is one row of the file with its values, and then its verdict.
type importRow struct {
	record  int
	values  []sheet.Value // one per field of the kind
	assumed []bool        // which of them are defaults; nil when none is
	verdict Verdict
	code    string
	column  string
	detail  ImportDetail
}

func (r *importRow) refuse(code, column string) {
	r.verdict, r.code, r.column = RowRefused, code, column
}

// kept is the row as it is stored.
func (r *importRow) kept() store.ImportRow {
	b, _ := json.Marshal(r.detail)
	return store.ImportRow{
		Record:  r.record,
		Verdict: string(r.verdict),
		Code:    r.code,
		Column:  r.column,
		Detail:  string(b),
	}
}

// rowFault is why a row is refused: a code, and the field at fault.
type rowFault struct{ code, field string }

// faultOf turns a refusal of our own checks into one of the row.
func faultOf(err error) *rowFault {
	f := fault.Of(err)
	return &rowFault{f.Code, f.Field}
}

// parse reads a row of the file: the first cell that cannot be read refuses it.
func (in *intake) parse(row *sheet.Row) *importRow {
	out := &importRow{record: row.Record, values: make([]sheet.Value, len(in.fields))}
	if row.Code != "" {
		out.refuse(string(row.Code), in.header(row.Column))
		return out
	}
	if row.Total && in.plan.Totals != totalsImport {
		out.verdict, out.code = RowSkipped, "totals_row"
		return out
	}
	for i := range in.parsers {
		p := &in.parsers[i]
		cell := p.cell(row)
		if cell == nil || p.text != nil && out.values[p.field].Text != "" {
			continue
		}
		v, code := p.parser.Parse(*cell)
		if code != "" {
			out.refuse(string(code), p.header)
			return out
		}
		for _, w := range v.Warnings {
			out.detail.Warnings = append(out.detail.Warnings, ImportNote{Code: string(w), Column: p.header})
		}
		// The texts of a row live only until the next one is read.
		v.Text = strings.Clone(v.Text)
		out.values[p.field] = v
		if p.text != nil {
			out.assume(p.field)
		}
	}
	return out
}

func (r *importRow) assume(field int) {
	if r.assumed == nil {
		r.assumed = make([]bool, len(r.values))
	}
	r.assumed[field] = true
}

// cell is what the parser reads of a row: its cell, replaced where the plan says
// so, or the default.
func (p *importParser) cell(row *sheet.Row) *sheet.Cell {
	if p.text != nil {
		return p.text
	}
	cell := &row.Cells[p.column]
	if len(p.values) == 0 || cell.Code != "" {
		return cell
	}
	key := strings.TrimSpace(cell.Text)
	to, ok := p.values[key]
	if !ok {
		return cell
	}
	return &sheet.Cell{Text: to}
}

// header is the name of a column of the file.
func (in *intake) header(column int) string {
	if column < len(in.detection.Columns) {
		return in.detection.Columns[column].Header
	}
	return ""
}

// columnOf is the header that is mapped to a field, else the field itself.
func (in *intake) columnOf(field string) string {
	for _, c := range in.plan.Columns {
		if c.Field == field {
			return c.Column
		}
	}
	return field
}

// draft is one row being judged: nothing of it counts until it is kept whole.
type draft struct {
	*importRow
	in   *intake
	w    *world
	then []func() // what the row does, when it is not refused
	news bool     // its main record is new
	does bool     // it changes something
	old  bool     // its main record was there: defaults say nothing about it
}

// get is the text of a field, "" when the row says nothing.
func (d *draft) get(field string) string {
	at, ok := d.in.at[field]
	if !ok || d.old && d.assumed != nil && d.assumed[at] {
		return ""
	}
	v := d.values[at]
	if len(v.All) > 1 {
		return strings.Join(v.All, "; ")
	}
	return v.Text
}

// set puts the text of a field over s, when the row says something.
func (d *draft) set(s *string, field string) {
	if text := d.get(field); text != "" {
		*s = text
	}
}

func (d *draft) warn(code, field string, params map[string]any) {
	n := ImportNote{Code: code, Params: params}
	if field != "" {
		n.Column = d.in.columnOf(field)
	}
	d.detail.Warnings = append(d.detail.Warnings, n)
}

// day reads a date field.
func (d *draft) day(to *calendar.Day, field string) {
	if day, err := calendar.ParseDay(d.get(field)); err == nil {
		*to = day
	}
}

// amount reads an amount, in the currency of the cell, of the row, of the plan
// or of the company. It leaves to alone when the row has none.
func (d *draft) amount(to **money.Amount, field string) *rowFault {
	decimal := d.get(field)
	if decimal == "" {
		return nil
	}
	currency, bad := d.currency()
	if bad != nil {
		return bad
	}
	if c := d.values[d.in.at[field]].Currency; c != "" {
		currency = c
	}
	a, err := money.Parse(decimal, currency)
	if errors.Is(err, money.ErrRange) {
		return &rowFault{string(sheet.OutOfRange), field}
	}
	if err != nil {
		return &rowFault{string(sheet.AmountUnparsed), field}
	}
	*to = &a
	return nil
}

func (d *draft) currency() (string, *rowFault) {
	word := strings.ToUpper(strings.TrimSpace(search.Fold(d.get("currency"))))
	switch word {
	case "":
		return d.in.currency, nil
	case "人民币", "元", "RMB", "￥", "¥":
		return "CNY", nil
	case "美元", "$", "US$":
		return "USD", nil
	case "欧元", "€":
		return "EUR", nil
	case "港币", "港元", "HK$":
		return "HKD", nil
	case "日元":
		return "JPY", nil
	}
	if !money.Known(word) {
		return "", &rowFault{"currency_unknown", "currency"}
	}
	return word, nil
}

// importLabels are the words that a field of choices takes.
func importLabels(k ImportKind, f ImportField) map[string]string {
	if f.Type != sheet.ChoiceType {
		return nil
	}
	out := map[string]string{}
	add := func(code, key string) {
		out[code] = code
		for _, lang := range []string{text.Chinese, text.English} {
			out[text.In(lang).Get(key, nil)] = code
		}
	}
	switch {
	case k == ImportUsers && f.Code == "role":
		for _, code := range org.RoleCodes() {
			add(code, "role_of."+code)
		}
	case f.Code == "stage":
		for _, s := range playbook.Stage("").All() {
			add(string(s), "stage."+string(s))
		}
		for _, s := range strategy.DealStatus("").All() {
			add(string(s), "deal_status."+string(s))
		}
	}
	return out
}

// intake reads one file by one plan on behalf of one person.
type intake struct {
	a         *App
	who       org.Actor
	imp       store.Import
	kind      ImportKind
	plan      ImportPlan
	detection ImportDetection
	report    ImportReport
	fields    []ImportField
	at        map[string]int // field → its place in fields
	parsers   []importParser
	currency  string
	source    string
	today     calendar.Day
	near      *nearNames
	seen      map[record.ID]int // the row of the file that named a record first
}

func (a *App) newIntake(who org.Actor, imp store.Import) (*intake, error) {
	w, err := a.Workspace()
	if err != nil {
		return nil, err
	}
	in := &intake{
		a:        a,
		who:      who,
		imp:      imp,
		kind:     ImportKind(imp.Kind),
		at:       map[string]int{},
		today:    a.Today(),
		currency: w.Currency,
		seen:     map[record.ID]int{},
	}
	if err := readImport(imp, &in.plan, &in.detection, &in.report); err != nil {
		return nil, err
	}
	in.fields = ImportFields(in.kind)
	for i, f := range in.fields {
		in.at[f.Code] = i
	}
	if in.plan.Currency != "" {
		in.currency = in.plan.Currency
	}
	in.source = in.plan.Source
	in.parsers = in.plan.parsers(in.kind, in.detection, a.Zone())
	return in, in.plan.complete(in.kind)
}

// maps reports whether the plan fills a field.
func (in *intake) maps(field string) bool {
	return slices.ContainsFunc(
		in.parsers,
		func(p importParser) bool { return in.fields[p.field].Code == field },
	)
}
