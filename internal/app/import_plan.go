package app

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"sente/internal/fault"
	"sente/internal/sales/money"
	"sente/internal/sheet"
)

// ImportPlan says how a file is read and what its columns mean. Empty members
// of the first four are found out.
type ImportPlan struct {
	Encoding  sheet.Encoding `json:"encoding,omitzero" maxLength:"20" doc:"CSV: absent is found out"`
	Delimiter string         `json:"delimiter,omitzero" maxLength:"1" doc:"CSV: absent is found out"`
	Sheet     string         `json:"sheet,omitzero" maxLength:"255" doc:"XLSX: absent is the first visible one"`
	HeaderRow int            `json:"header_row,omitzero" doc:"absent is found out"`

	Columns   []ImportColumn    `json:"columns,omitempty" nullable:"false"`
	Defaults  map[string]string `json:"defaults,omitempty" doc:"field → text, for rows without one; owner: none stands for nobody"`
	Key       string            `json:"key,omitzero" enum:"match,external" doc:"what finds records already there: the name, or the external id"`
	Duplicate string            `json:"duplicate,omitzero" enum:"same,new,skip" doc:"what to do with a row whose record is already there"`
	Source    string            `json:"source,omitzero" maxLength:"100" doc:"the system that external ids belong to"`
	Currency  string            `json:"currency,omitzero" maxLength:"3" doc:"of amounts that name none; absent: the base currency"`
	Totals    string            `json:"totals,omitzero" enum:"skip,import" doc:"what to do with totals rows"`
}

// ImportColumn maps a column of the file to a field.
type ImportColumn struct {
	Column  string            `json:"column" maxLength:"1000" doc:"header, numbered when equal"`
	Field   string            `json:"field" maxLength:"100"`
	Times   int64             `json:"times,omitzero" minimum:"0" maximum:"1000000000" doc:"amounts are multiplied: 10000 for a column in 万元"`
	Values  map[string]string `json:"values,omitempty" doc:"text in the file → text to be read instead"`
	Dates   sheet.DateOrder   `json:"dates,omitzero" maxLength:"20" doc:"order of day and month; absent: by the evidence of the column"`
	Serials sheet.Serials     `json:"serials,omitzero" enum:"1900,1904" doc:"bare numbers are days of this system"`
}

// Words of a plan.
const (
	keyMatch      = "match"
	keyExternal   = "external"
	duplicateSame = "same"
	duplicateNew  = "new"
	duplicateSkip = "skip"
	totalsImport  = "import"
	ownerNone     = "none"
)

func (p ImportPlan) choice() sheet.Choice {
	return sheet.Choice{Encoding: p.Encoding, Delimiter: p.Delimiter, Sheet: p.Sheet, HeaderRow: p.HeaderRow}
}

// sameFile reports whether two plans read the file in the same way.
func (p ImportPlan) sameFile(other ImportPlan) bool { return p.choice() == other.choice() }

// check refuses a plan that does not fit the file or the kind.
func (p *ImportPlan) check(k ImportKind, d ImportDetection) error {
	fill := func(s *string, standard string) {
		if *s == "" {
			*s = standard
		}
	}
	fill(&p.Key, keyMatch)
	fill(&p.Duplicate, duplicateSame)
	fill(&p.Totals, duplicateSkip)
	for _, x := range []struct {
		at, value string
		of        []string
	}{
		{"key", p.Key, []string{keyMatch, keyExternal}},
		{"duplicate", p.Duplicate, []string{duplicateSame, duplicateNew, duplicateSkip}},
		{"totals", p.Totals, []string{duplicateSkip, totalsImport}},
	} {
		if !slices.Contains(x.of, x.value) {
			return fault.New(fault.Invalid, "value_invalid").At(x.at)
		}
	}
	if p.Currency != "" && !money.Known(p.Currency) {
		return fault.New(fault.Invalid, "currency_unknown").At("currency")
	}
	if len([]rune(p.Source)) > 100 {
		return fault.New(fault.Invalid, "too_long").At("source").With("limit", 100)
	}
	return p.checkColumns(k, d)
}

func (p *ImportPlan) checkColumns(k ImportKind, d ImportDetection) error {
	fields := ImportFields(k)
	known := func(code string) bool {
		return slices.ContainsFunc(fields, func(f ImportField) bool { return f.Code == code })
	}
	seen := map[string]bool{}
	for _, c := range p.Columns {
		switch {
		case !d.has(c.Column):
			return fault.New(fault.Invalid, "import_column_unknown").At("columns").With("column", c.Column)
		case !known(c.Field):
			return fault.New(fault.Invalid, "import_field_unknown").At("columns").With("field", c.Field)
		case seen[c.Field]:
			return fault.New(fault.Invalid, "import_field_twice").At("columns").With("field", c.Field)
		case c.Times < 0 || c.Times > 1e9:
			return fault.New(fault.Invalid, "out_of_range").
				At("columns").
				With("min", 0).
				With("max", 1000000000)
		case slices.ContainsFunc(slices.Collect(maps.Values(c.Values)), longText):
			return fault.New(fault.Invalid, "too_long").At("columns").With("limit", defaultLimit)
		}
		seen[c.Field] = true
	}
	for code, text := range p.Defaults {
		if !known(code) {
			return fault.New(fault.Invalid, "import_field_unknown").At("defaults").With("field", code)
		}
		if longText(text) {
			return fault.New(fault.Invalid, "too_long").At("defaults").With("limit", defaultLimit)
		}
	}
	return nil
}

// defaultLimit is how long a default and a text that stands for another may be,
// in code points.
const defaultLimit = 4000

func longText(s string) bool { return len([]rune(s)) > defaultLimit }

// has reports whether the file has a column of a header.
func (d ImportDetection) has(header string) bool {
	same := func(x ImportHeader) bool { return x.Header == header }
	return header != "" && slices.ContainsFunc(d.Columns, same)
}

// complete refuses a plan that leaves a required field open.
func (p ImportPlan) complete(k ImportKind) error {
	for _, f := range ImportFields(k) {
		mapped := slices.ContainsFunc(p.Columns, func(c ImportColumn) bool { return c.Field == f.Code })
		if f.Required && !mapped && p.Defaults[f.Code] == "" {
			return fault.New(fault.Invalid, "import_field_missing").At("columns").With("field", f.Code)
		}
	}
	return nil
}

// ImportDetection is what one look at a file found.
type ImportDetection struct {
	Format     sheet.Format    `json:"format" enum:"csv,xlsx"`
	Encoding   sheet.Encoding  `json:"encoding,omitzero"`
	Delimiter  string          `json:"delimiter,omitzero"`
	Sheet      string          `json:"sheet,omitzero"`
	HeaderRow  int             `json:"header_row"`
	Sheets     []ImportSheet   `json:"sheets" nullable:"false"`
	Columns    []ImportHeader  `json:"columns" nullable:"false"`
	Rows       int             `json:"rows" doc:"rows of data, refused and totals rows counted"`
	Refused    int             `json:"refused" doc:"of these, refused whatever the mapping"`
	Totals     []int           `json:"totals" nullable:"false" doc:"record numbers of totals rows, 100 at most"`
	HiddenRows []int           `json:"hidden_rows" nullable:"false" doc:"record numbers, 100 at most"`
	Warnings   []ImportWarning `json:"warnings" nullable:"false"`
	DateSystem sheet.Serials   `json:"date_system,omitzero"`
}

// ImportSheet is a sheet that may be chosen.
type ImportSheet struct {
	Name   string `json:"name"`
	Hidden bool   `json:"hidden,omitempty"`
}

// ImportHeader is a column of the file with samples and what it seems to mean.
type ImportHeader struct {
	Index   int             `json:"index"`
	Header  string          `json:"header"`
	Filled  int             `json:"filled" doc:"rows with something in it"`
	Hidden  bool            `json:"hidden,omitempty"`
	Dates   sheet.DateOrder `json:"dates,omitzero"`
	Samples []string        `json:"samples" nullable:"false"`
	Suggest string          `json:"suggest,omitzero" doc:"field"`
	Times   int64           `json:"times,omitzero" doc:"suggested factor, from a unit in the header"`
}

// ImportWarning is a warning about the file, with how often it applies.
type ImportWarning struct {
	Code  sheet.Code `json:"code"`
	Count int        `json:"count"`
}

// choice reads the file again as it was detected.
func (d ImportDetection) choice() sheet.Choice {
	return sheet.Choice{Encoding: d.Encoding, Delimiter: d.Delimiter, Sheet: d.Sheet, HeaderRow: d.HeaderRow}
}

func detectionOf(k ImportKind, d *sheet.Detection) ImportDetection {
	out := ImportDetection{
		Format:     d.Format,
		Encoding:   d.Choice.Encoding,
		Delimiter:  d.Choice.Delimiter,
		Sheet:      d.Choice.Sheet,
		HeaderRow:  d.Choice.HeaderRow,
		Rows:       d.Rows,
		Refused:    d.Refused,
		DateSystem: d.DateSystem,
		Sheets:     []ImportSheet{},
		Totals: append(
			[]int{},
			d.Totals...),
		HiddenRows: append([]int{}, d.HiddenRows...),
		Warnings:   []ImportWarning{},
	}
	for _, s := range d.Sheets {
		out.Sheets = append(out.Sheets, ImportSheet{s.Name, s.Hidden})
	}
	for _, n := range d.Warnings {
		out.Warnings = append(out.Warnings, ImportWarning{n.Code, n.Count})
	}
	out.Columns = headersOf(d)
	suggest(k, out.Columns)
	return out
}

// headersOf are the columns with their first texts.
func headersOf(d *sheet.Detection) []ImportHeader {
	out := []ImportHeader{}
	for _, c := range d.Columns {
		h := ImportHeader{
			Index:   c.Index,
			Header:  c.Header,
			Filled:  c.Filled,
			Hidden:  c.Hidden,
			Dates:   c.Dates,
			Samples: []string{},
		}
		for _, row := range d.Samples {
			if c.Index < len(row.Cells) && row.Cells[c.Index].Text != "" {
				h.Samples = append(h.Samples, row.Cells[c.Index].Text)
			}
		}
		out = append(out, h)
	}
	return out
}

// suggest proposes a field for each column: by its header, else by what stands
// in it. No field is proposed twice.
func suggest(k ImportKind, columns []ImportHeader) {
	taken := map[string]bool{}
	fields := ImportFields(k)
	for rank := range 2 {
		for i := range columns {
			c := &columns[i]
			if c.Suggest != "" || c.Header == "" {
				continue
			}
			key := headerKey(c.Header)
			at := slices.IndexFunc(fields, func(f ImportField) bool {
				names := f.names(k)
				if rank == 0 {
					names = names[:3]
				}
				return !taken[f.Code] && slices.Contains(names, key)
			})
			if at >= 0 {
				c.Suggest, taken[fields[at].Code] = fields[at].Code, true
				c.Times = unitOf(c.Header, fields[at].Type)
			}
		}
	}
	for i := range columns {
		if c := &columns[i]; c.Suggest == "" {
			c.Suggest = byContent(fields, c.Samples, taken)
		}
	}
}

// unitOf is the factor that a header like 金额（万元） names.
func unitOf(header string, t sheet.Type) int64 {
	if t != sheet.AmountType {
		return 0
	}
	for _, u := range []struct {
		word  string
		times int64
	}{{"亿", 1e8}, {"百万", 1e6}, {"万", 1e4}, {"千元", 1e3}, {"million", 1e6}, {"m usd", 1e6}, {"k usd", 1e3}} {
		if strings.Contains(strings.ToLower(header), u.word) {
			return u.times
		}
	}
	return 0
}

// byContent proposes a field for a column whose header says nothing: mail
// addresses and mobile numbers are told by their form.
func byContent(fields []ImportField, samples []string, taken map[string]bool) string {
	if len(samples) == 0 {
		return ""
	}
	for _, f := range fields {
		if taken[f.Code] || f.Type != sheet.EmailType && f.Type != sheet.PhoneType {
			continue
		}
		p := sheet.NewParser(sheet.Spec{Type: f.Type, Several: true})
		fits := func(s string) bool {
			v, code := p.Parse(sheet.Cell{Text: s})
			return code == "" && (f.Type == sheet.EmailType || strings.HasPrefix(v.Text, "+861"))
		}
		if !slices.ContainsFunc(samples, func(s string) bool { return !fits(s) }) {
			taken[f.Code] = true
			return f.Code
		}
	}
	return ""
}

// suggestedPlan is the plan that a person is shown first.
func suggestedPlan(d ImportDetection, source string) ImportPlan {
	p := ImportPlan{Key: keyMatch, Duplicate: duplicateSame, Totals: duplicateSkip, Source: source}
	for _, c := range d.Columns {
		if c.Suggest != "" {
			p.Columns = append(p.Columns, ImportColumn{Column: c.Header, Field: c.Suggest, Times: c.Times})
		}
		if c.Suggest == "external_id" {
			p.Key = keyExternal
		}
	}
	return p
}

// importParser turns the cells of one column into values of one field.
type importParser struct {
	column int // index in the file
	header string
	field  int // index in the fields of the kind
	parser *sheet.Parser
	values map[string]string
	text   *sheet.Cell // a default instead of a column
}

// parsers prepares the columns of a plan in the order of the file, and then its
// defaults.
func (p ImportPlan) parsers(k ImportKind, d ImportDetection, zone *time.Location) []importParser {
	var out []importParser
	for i, f := range ImportFields(k) {
		spec := sheet.Spec{Type: f.Type, Max: f.max, Low: f.low, High: f.high, Several: true, Zone: zone,
			Labels: importLabels(k, f)}
		for _, c := range p.Columns {
			if c.Field != f.Code {
				continue
			}
			at := slices.IndexFunc(d.Columns, func(h ImportHeader) bool { return h.Header == c.Column })
			if at < 0 {
				continue
			}
			spec.Times, spec.Serials, spec.Order = c.Times, c.Serials, d.Columns[at].Dates
			if c.Dates != "" {
				spec.Order = c.Dates
			}
			out = append(out, importParser{column: d.Columns[at].Index, header: c.Column, field: i,
				parser: sheet.NewParser(spec), values: c.Values})
		}
		if s := p.Defaults[f.Code]; s != "" {
			out = append(
				out,
				importParser{
					column: math.MaxInt,
					field:  i,
					parser: sheet.NewParser(spec),
					text:   &sheet.Cell{Text: s},
				},
			)
		}
	}
	slices.SortStableFunc(out, func(a, b importParser) int { return cmp.Compare(a.column, b.column) })
	return out
}
