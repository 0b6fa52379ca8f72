package sheet_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sheet"
)

// examples is the directory of example files beside the project.
const examples = "../../../shared/data/import"

type example struct {
	ID, File, Outcome, Zone string
	Rows                    int
	Values                  [][]any
	Errors                  [][]any
	Same, Differ            [][2]int
	Types                   map[string]string
	Notes                   []string
}

func TestExamples(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(examples, "expectations.json"))
	if err != nil {
		t.Skip("the example files are not beside the project: ", err)
	}
	var all []example
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no examples")
	}
	for _, e := range all {
		t.Run(e.ID, func(t *testing.T) { e.check(t) })
	}
}

// outcome is what reading one row gave: its values or the code of its refusal.
type outcome struct {
	values   map[string]sheet.Value
	name     string // of the company
	code     sheet.Code
	warnings []sheet.Code
}

func (e example) check(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	rows, err := e.read(t)
	runtime.ReadMemStats(&after)
	if grown := after.TotalAlloc - before.TotalAlloc; e.Outcome == "refuse" && grown > 64<<20 {
		t.Errorf("%d MiB allocated", grown>>20)
	}
	if e.Outcome == "refuse" {
		if want := e.Notes[0]; err == nil || !strings.Contains(want, "`"+fault.Of(err).Code+"`") {
			t.Errorf("refused with %v, want %s", err, want)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != e.Rows {
		t.Errorf("%d rows of data, want %d", len(rows), e.Rows)
	}
	refused := map[int]bool{}
	for _, want := range e.Errors {
		record := int(want[0].(float64))
		refused[record] = true
		if got := rows[record].code; string(got) != want[1] {
			t.Errorf("record %d: code %q, want %v", record, got, want[1])
		}
	}
	for record, row := range rows {
		if row.code != "" && !refused[record] {
			t.Errorf("record %d: refused with %q", record, row.code)
		}
	}
	for _, want := range e.Values {
		record, column := int(want[0].(float64)), want[1].(string)
		v, ok := rows[record].values[column]
		got := v.Text
		if strings.HasSuffix(want[2].(string), " CNY") {
			got += " " + v.Currency
		}
		if want[2] == "(empty)" {
			want[2] = ""
		}
		if !ok || got != want[2] {
			t.Errorf("record %d, %s: %q, want %q", record, column, got, want[2])
		}
	}
	e.checkCompanies(t, rows)
}

func (e example) checkCompanies(t *testing.T, rows map[int]outcome) {
	key := func(record int) string { return account.MatchKey(rows[record].name) }
	for _, pair := range e.Same {
		if key(pair[0]) != key(pair[1]) {
			t.Errorf("records %v are one company: %q, %q", pair, key(pair[0]), key(pair[1]))
		}
	}
	for _, pair := range e.Differ {
		if key(pair[0]) == key(pair[1]) {
			t.Errorf("records %v are two companies: %q", pair, key(pair[0]))
		}
	}
	if e.ID == "D05" {
		if score := account.Similarity(key(2), key(3)); score < 60 || score > 99 {
			t.Errorf("records 2 and 3 are near: %d", score)
		}
		if w := rows[5].warnings; len(w) != 1 || w[0] != sheet.USCCCheckDigit {
			t.Errorf("record 5 warns of its credit code: %v", w)
		}
		if w := rows[2].warnings; len(w) != 0 {
			t.Errorf("record 2 has a right credit code: %v", w)
		}
	}
}

// read imports the file the way the product does: look, map, parse.
func (e example) read(t *testing.T) (map[int]outcome, error) {
	file, err := os.Open(filepath.Join(examples, e.File))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	info, _ := file.Stat()
	f := sheet.File{At: file, Size: info.Size()}
	zone, err := time.LoadLocation(e.Zone)
	if err != nil {
		t.Fatal(err)
	}
	d, err := sheet.Detect(t.Context(), f, sheet.Choice{}, sheet.Options{})
	if err != nil {
		return nil, err
	}
	types := map[string]string{"统一社会信用代码": "credit_code", "公司": "company"}
	for name, kind := range e.Types {
		types[name] = kind
	}
	parsers := map[int]*sheet.Parser{}
	for _, c := range d.Columns {
		if kind := types[c.Header]; kind != "" {
			parsers[c.Index] = sheet.NewParser(sheet.Spec{Type: sheet.Type(kind), Zone: zone, Order: c.Dates})
		}
	}
	return parseAll(t, f, d, parsers)
}

func parseAll(
	t *testing.T, f sheet.File, d *sheet.Detection, parsers map[int]*sheet.Parser,
) (map[int]outcome, error) {
	r, err := sheet.Open(t.Context(), f, d.Choice, sheet.Options{TempDir: t.TempDir()})
	if err != nil {
		return nil, err
	}
	defer r.Close()
	rows := map[int]outcome{}
	for {
		row, err := r.Next()
		if err != nil {
			if fault.Of(err).Code == "internal" { // io.EOF
				return rows, nil
			}
			return nil, err
		}
		o := outcome{values: map[string]sheet.Value{}, code: row.Code}
		for i, p := range parsers {
			v, code := p.Parse(row.Cells[i])
			if code != "" && o.code == "" {
				o.code = code
			}
			if d.Columns[i].Header == "公司" {
				o.name = v.Text
			}
			o.values[d.Columns[i].Header] = v
			o.warnings = append(o.warnings, v.Warnings...)
		}
		rows[row.Record] = o
	}
}
