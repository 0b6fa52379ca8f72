package sheet_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"sente/internal/fault"
	"sente/internal/sheet"
	"sente/internal/text"
)

var dangerous = []string{
	"=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", `=HYPERLINK("http://x","y")`,
	"=cmd|' /C calc'!A0", "'=1", "''=1", "'", "''", "'plain", "+8619911110001", "-", "plain", `a"b`, "a,b", "行一\n行二", "x;y", "_x0041_", "a&<b>",
}

// Rule 11: what is exported comes back, in both formats, and no cell of a CSV
// file looks like a formula.
func TestExportComesBack(t *testing.T) {
	columns := []sheet.Out{{Header: "=头"}, {Header: "金额", Kind: sheet.Number}, {Header: "日期", Kind: sheet.Date}}
	for _, format := range []string{"csv", "xlsx"} {
		var out bytes.Buffer
		w := writerOf(t, format, &out, columns)
		for i, s := range dangerous {
			if err := w.Write([]string{s, fmt.Sprintf("-%d.50", i), "2025-07-08"}); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Write([]string{"end", "=1", "soon"}); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if format == "csv" {
			checkGuarded(t, out.Bytes())
		}
		x := read(t, out.Bytes())
		if x.headers[0] != "=头" || len(x.rows) != len(dangerous)+1 {
			t.Fatalf("%s: %q, %d rows", format, x.headers, len(x.rows))
		}
		for i, s := range dangerous {
			if want := []string{s, fmt.Sprintf("-%d.50", i), "2025-07-08"}; format == "csv" && !reflect.DeepEqual(x.cells(i), want) {
				t.Errorf("csv row %d: %q, want %q", i, x.cells(i), want)
			}
			if got := x.rows[i].Cells[0]; got.Text != s || got.Kind != sheet.Text || got.Code != "" {
				t.Errorf("%s row %d: %+v, want %q", format, i, got, s)
			}
			if v, code := sheet.NewParser(sheet.Spec{Type: sheet.TextType}).Parse(x.rows[i].Cells[0]); format == "csv" && (v.Text != s || code != "") {
				t.Errorf("%s row %d stored as %q %q, want %q", format, i, v.Text, code, s)
			}
			if got := x.rows[i].Cells[2]; format == "xlsx" && (got.Kind != sheet.Date || got.Text != "2025-07-08") {
				t.Errorf("xlsx date %+v", got)
			}
			if got := x.rows[i].Cells[1]; format == "xlsx" && (got.Kind != sheet.Number || got.Text != fmt.Sprintf("-%d.5", i)) {
				t.Errorf("xlsx number %+v", got)
			}
		}
		if got := x.cells(len(dangerous)); !reflect.DeepEqual(got, []string{"end", "=1", "soon"}) {
			t.Errorf("%s: text in typed columns: %q", format, got)
		}
	}
}

func writerOf(t *testing.T, format string, out *bytes.Buffer, columns []sheet.Out) sheet.Writer {
	if format == "csv" {
		return sheet.NewCSV(out, columns)
	}
	w, err := sheet.NewXLSX(out, "[名单]: 1/2?", columns)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// checkGuarded reads the file with another reader.
func checkGuarded(t *testing.T, file []byte) {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\xEF\xBB\xBF"))))
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range all {
		for column, cell := range row {
			if column == 1 && cell != "" && cell[0] == '-' {
				continue
			}
			for _, sign := range []string{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"} {
				if strings.HasPrefix(cell, sign) {
					t.Errorf("cell %q is not guarded", cell)
				}
			}
		}
	}
}

func TestGuardIsExact(t *testing.T) {
	for _, s := range append([]string{"", "a"}, dangerous...) {
		back, was := sheet.Unguard(sheet.Guard(s))
		if back != s || was != (sheet.Guard(s) != s) {
			t.Errorf("%q comes back as %q", s, back)
		}
	}
}

func TestWorkbookLimits(t *testing.T) {
	var out bytes.Buffer
	w := writerOf(t, "xlsx", &out, []sheet.Out{{Header: "a"}})
	if err := w.Write([]string{strings.Repeat("字", 32767)}); err != nil {
		t.Errorf("as long as a cell holds: %v", err)
	}
	if err := w.Write([]string{strings.Repeat("字", 32768)}); !fault.Is(err, fault.Invalid) {
		t.Errorf("nothing is cut: %v", err)
	}
	for i := range 50 {
		w.Write([]string{fmt.Sprint(i)})
	}
	w.Close()
	lim := sheet.Options{Limits: sheet.Limits{CellBytes: 1 << 20}}
	if x, err := readWith(t, out.Bytes(), sheet.Choice{}, lim); err != nil || len(x.cells(0)[0]) != 3*32767 {
		t.Errorf("read again: %v", err)
	}
}

// Rule 14: the file of refused rows can be corrected and read again.
func TestRefusedRows(t *testing.T) {
	x := read(t, []byte("公司,预计金额,\n甲,大概10万,x\n\"=乙\",1,2,3\n丙,'-5,\n"))
	var out bytes.Buffer
	w := sheet.NewRefused(&out, [3]string{"记录", "代码", "原因"}, x.Columns)
	for i, r := range x.rows {
		if err := w.Write(fmt.Sprint(r.Record), sheet.AmountUnparsed, "不是金额", x.cells(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	again := read(t, out.Bytes())
	if want := []string{"记录", "代码", "原因", "公司", "预计金额", ""}; !reflect.DeepEqual(again.headers, want) {
		t.Errorf("headers %q", again.headers)
	}
	for i := range x.rows {
		if got := again.cells(i)[3:]; !reflect.DeepEqual(got, x.cells(i)) {
			t.Errorf("row %d: %q, want %q", i, got, x.cells(i))
		}
	}
	if again.rows[1].Code != sheet.TooManyCells || again.cells(0)[0] != "2" {
		t.Errorf("an uncorrected row is refused again: %+v", again.rows)
	}
}

func TestEveryCodeHasItsTexts(t *testing.T) {
	seen := map[sheet.Code]bool{}
	for _, code := range sheet.Codes() {
		if seen[code] {
			t.Errorf("%s is listed twice", code)
		}
		seen[code] = true
		if !text.In("zh").Has("fault." + string(code)) {
			t.Errorf("add the texts of fault.%s to zh.json and en.json", code)
		}
	}
}

func BenchmarkWriteCSV100k(b *testing.B) {
	row := []string{"测试客户有限公司", "联系人", "+8619900000000", "1234.50", "2026-01-01"}
	columns := []sheet.Out{{Header: "a"}, {Header: "b"}, {Header: "c"}, {Header: "d", Kind: sheet.Number}, {Header: "e", Kind: sheet.Date}}
	b.ReportAllocs()
	for b.Loop() {
		w := sheet.NewCSV(&bytes.Buffer{}, columns)
		for range 100_000 {
			w.Write(row)
		}
		w.Close()
	}
}
