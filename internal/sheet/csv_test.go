package sheet_test

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"sente/internal/sheet"
)

func encoded(t *testing.T, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Rule 1.
func TestEncodings(t *testing.T) {
	text := "公司,备注\n大連海鮮,会議\n杭州,一二\n"
	for name, c := range map[string]struct {
		file   []byte
		choose sheet.Encoding
		want   sheet.Encoding
	}{
		"utf-8":       {[]byte(text), "", sheet.UTF8},
		"utf-8 bom":   {[]byte("\xEF\xBB\xBF" + text), "", sheet.UTF8},
		"utf-16le":    {encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), text), "", sheet.UTF16LE},
		"utf-16be":    {encoded(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), text), "", sheet.UTF16BE},
		"gbk":         {encoded(t, simplifiedchinese.GBK, text), "", sheet.GB18030},
		"gb18030":     {encoded(t, simplifiedchinese.GB18030, text), "", sheet.GB18030},
		"shift_jis":   {encoded(t, japanese.ShiftJIS, "公司,備考\n大連海鮮,会議\n"), sheet.ShiftJIS, sheet.ShiftJIS},
		"big5 chosen": {encoded(t, traditionalchinese.Big5, "公司,備註\n大連海鮮,會議\n"), sheet.Big5, sheet.Big5},
	} {
		x, err := readWith(t, c.file, sheet.Choice{Encoding: c.choose}, sheet.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if x.Choice.Encoding != c.want || x.headers[0] != "公司" || x.cells(0)[0] != "大連海鮮" {
			t.Errorf("%s: %s %q %q", name, x.Choice.Encoding, x.headers, x.cells(0))
		}
	}
}

func TestFewBadRowsStayUTF8(t *testing.T) {
	x := read(t, []byte("公司\n杭州西溪\n\xB1\xB1\xBE\xA9\n大连\ncaf\xC3\xA9\n\xEF\xBF\xBD\ncaf\xC3\x83\xC2\xA9\nNESCAF\xC3\x89\xC2\xAE\n"))
	if x.Choice.Encoding != sheet.UTF8 {
		t.Fatal(x.Choice.Encoding)
	}
	var codes []sheet.Code
	for _, r := range x.rows {
		codes = append(codes, r.Code)
	}
	bad := sheet.Undecodable
	if want := []sheet.Code{"", bad, "", "", bad, bad, ""}; !reflect.DeepEqual(codes, want) {
		t.Errorf("codes %q, want %q", codes, want)
	}
	if x.warning(sheet.EncodingDoubtful) != 3 {
		t.Errorf("warnings %v", x.Warnings)
	}
}

func TestWrongEncodingIsRefusedByRow(t *testing.T) {
	x := read(t, []byte("name,city\ncaf\xE9,Paris\nbar,Lyon\n"))
	if x.rows[0].Code != sheet.Undecodable || x.rows[1].Code != "" {
		t.Errorf("%v", x.rows)
	}
	x, err := readWith(t, []byte("name,city\ncaf\xE9,Paris\n"), sheet.Choice{Encoding: sheet.Windows1252}, sheet.Options{})
	if err != nil || x.cells(0)[0] != "café" {
		t.Errorf("%v %v", x.rows, err)
	}
}

// Rules 2 and 3.
func TestDelimitersAndQuotes(t *testing.T) {
	for name, c := range map[string]struct {
		file      string
		delimiter string
		row       []string
	}{
		"comma":               {"a,b\n1,2\n", ",", []string{"1", "2"}},
		"semicolon":           {"a;b\n1,5;2\n", ";", []string{"1,5", "2"}},
		"tab":                 {"a\tb\n1,5\t2\n", "\t", []string{"1,5", "2"}},
		"pipe":                {"a|b\n1,5|x y\n", "|", []string{"1,5", "x y"}},
		"sep line":            {"sep=;\r\na,b;c\r\n1,2;3\r\n", ";", []string{"1,2", "3"}},
		"full-width comma":    {"a,b\n甲，乙,2\n", ",", []string{"甲，乙", "2"}},
		"CR":                  {"a,b\r1,2\r", ",", []string{"1", "2"}},
		"mixed ends":          {"a,b\r\n1,2\n3,4\r", ",", []string{"1", "2"}},
		"no last end":         {"a,b\n1,2", ",", []string{"1", "2"}},
		"quotes":              {"a,b\n\"x, \"\"y\"\"\",\"1\n2\"\n", ",", []string{`x, "y"`, "1\n2"}},
		"CRLF in cell":        {"a,b\n\"1\r\n2\",3\n", ",", []string{"1\r\n2", "3"}},
		"bare quote":          {"a,b\n5\" pipe,x\"y\n", ",", []string{`5" pipe`, `x"y`}},
		"blanks beside":       {"a,b\n \"x\" ,\t\"y\"\n", ",", []string{"x", "y"}},
		"text behind":         {"a,b\n\"x\"y,2\n", ",", []string{"xy", "2"}},
		"empty quoted":        {"a,b\n\"\",2\n", ",", []string{"", "2"}},
		"delimiter in quotes": {"a,b\n\"1;2;3\",2\n", ",", []string{"1;2;3", "2"}},
	} {
		x, err := readWith(t, []byte(c.file), sheet.Choice{}, sheet.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if x.Choice.Delimiter != c.delimiter || !reflect.DeepEqual(x.cells(0), c.row) {
			t.Errorf("%s: %q %q", name, x.Choice.Delimiter, x.cells(0))
		}
	}
}

func TestUnclosedQuoteRefusesTheFile(t *testing.T) {
	file := "a,b\r\n\"1\r\n2\",x\r\ny,\"never\r\nclosed,z\r\n" + strings.Repeat("more,more\r\n", 10)
	_, err := readWith(t, []byte(file), sheet.Choice{}, sheet.Options{})
	if err == nil || !strings.Contains(err.Error(), "quote_unclosed") {
		t.Fatal(err)
	}
	if line := paramOf(err, "line"); line != 4 {
		t.Errorf("line %v, want 4", line)
	}
}

// Rules 4 and 5.
func TestHeaders(t *testing.T) {
	for name, c := range map[string]struct {
		file    string
		headers []string
		row     int
	}{
		"healthy":        {"公司,电话\n甲,1\n", []string{"公司", "电话"}, 1},
		"equal":          {"电话,电话,电话\n1,2,3\n", []string{"电话", "电话 (2)", "电话 (3)"}, 1},
		"equal to given": {"电话,电话,电话 (2)\n1,2,3\n", []string{"电话", "电话 (3)", "电话 (2)"}, 1},
		"cleaned":        {" ＡＢＣ ,\u200b公\uFEFF司\n甲,1\n", []string{"ABC", "公司"}, 1},
		"blank header":   {"公司,,电话\n甲,x,1\n", []string{"公司", "", "电话"}, 1},
		"title rows":     {"客户清单,,\n导出于,2025-01-01,\n\n公司,联系人,电话\n甲,乙,1\n", []string{"公司", "联系人", "电话"}, 4},
		"one column":     {"公司\n甲\n", []string{"公司"}, 1},
		"guarded header": {"'=a,b\n1,2\n", []string{"=a", "b"}, 1},
	} {
		x, err := readWith(t, []byte(c.file), sheet.Choice{}, sheet.Options{})
		if err != nil || !reflect.DeepEqual(x.headers, c.headers) || x.Choice.HeaderRow != c.row {
			t.Errorf("%s: %q in row %d, %v", name, x.headers, x.Choice.HeaderRow, err)
		}
	}
	x := read(t, []byte("公司,,电话\n甲,x,1\n乙,,2\n"))
	if x.warning(sheet.UnmappedColumns) != 1 || x.Columns[1].Filled != 1 {
		t.Errorf("a blank header with data is reported: %v", x.Warnings)
	}
	known := sheet.Options{Known: func(h string) bool { return h == "公司" || h == "电话" }}
	x, err := readWith(t, []byte("甲,乙,丙\n公司,联系人,电话\n子,丑,1\n"), sheet.Choice{}, known)
	if err != nil || x.Choice.HeaderRow != 2 || x.warning(sheet.HeaderGuessed) == 0 {
		t.Errorf("the known header wins: %v %v", x.Choice, err)
	}
	x, err = readWith(t, []byte("a,b\nc,d\ne,f\n"), sheet.Choice{HeaderRow: 2}, sheet.Options{})
	if err != nil || x.headers[0] != "c" || len(x.rows) != 1 || x.rows[0].Record != 3 {
		t.Errorf("the chosen header: %v %v", x.headers, err)
	}
}

func TestRowsUnderTheHeader(t *testing.T) {
	x := read(t, []byte("a,b,c\n1\n ,\u3000,\t\n\n1,2,3, ,\n1,2,3,,x\n合计,3,\nTotal,,9\n\u00a0\n"))
	records := []int{}
	for _, r := range x.rows {
		records = append(records, r.Record)
	}
	if want := []int{2, 5, 6, 7, 8}; !reflect.DeepEqual(records, want) {
		t.Fatalf("records %v, want %v", records, want)
	}
	if len(x.rows[0].Cells) != 3 || x.rows[1].Code != "" || len(x.rows[1].Cells) != 3 {
		t.Errorf("short rows are padded, blank surplus is dropped: %v", x.rows[:2])
	}
	if r := x.rows[2]; r.Code != sheet.TooManyCells || r.Column != 4 || r.Cells[4].Text != "x" {
		t.Errorf("a surplus cell refuses the row: %+v", r)
	}
	if !x.rows[3].Total || !x.rows[4].Total || x.rows[2].Total || x.warning(sheet.TotalsRows) != 2 {
		t.Errorf("totals rows: %v", x.Totals)
	}
}

// Rule 13 for CSV, and what is no CSV at all.
func TestContentDecides(t *testing.T) {
	small := sheet.Options{Limits: sheet.Limits{CSVBytes: 1 << 10, Rows: 20, Columns: 8, CellBytes: 16}}
	compound := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 70000)
	utf16 := ""
	for _, c := range "EncryptedPackage" {
		utf16 += string(c) + "\x00"
	}
	for name, c := range map[string]struct{ file, want string }{
		"healthy":       {"a,b\n1,2\n", ""},
		"empty":         {"", "empty_file"},
		"blank":         {" \n\t\n", "empty_file"},
		"pdf":           {"%PDF-1.7 ...", "unsupported_format"},
		"png":           {"\x89PNG\r\n\x1a\n....", "unsupported_format"},
		"html":          {"\n<HTML><table>", "unsupported_format"},
		"xml":           {"\xEF\xBB\xBF<?xml version='1.0'?>", "unsupported_format"},
		"noise":         {"ab\x00\x01\x00\x02", "unsupported_format"},
		"old xls":       {compound, "unsupported_format"},
		"encrypted":     {compound + utf16, "encrypted_file"},
		"large":         {strings.Repeat("a,b\n", 300), "file_too_large"},
		"rows":          {strings.Repeat("a,b\n", 21), "too_many_rows"},
		"as many rows":  {strings.Repeat("a,b\n", 20), ""},
		"columns":       {"1,2,3,4,5,6,7,8,9\n", "too_many_columns"},
		"as many":       {"1,2,3,4,5,6,7,8\n", ""},
		"not a zip":     {"PK\x03\x04 nothing else", "file_damaged"},
		"no text, NULs": {"a,b\nx\x00y,22222222222222\n", ""},
	} {
		if got := refusal(t, []byte(c.file), sheet.Choice{}, small); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	for name, c := range map[string]sheet.Choice{
		"encoding": {Encoding: "latin-9"}, "delimiter": {Delimiter: "ab"}, "header_row": {HeaderRow: -1},
	} {
		if got := refusal(t, []byte("a,b\n1,2\n"), c, sheet.Options{}); got != "import_choice_invalid" {
			t.Errorf("a wrong %s: %q", name, got)
		}
	}
	for _, n := range []int{2, 9} {
		if got := refusal(t, []byte("a\n\nb\n"), sheet.Choice{HeaderRow: n}, sheet.Options{}); got != "header_missing" {
			t.Errorf("header in blank row %d: %q", n, got)
		}
	}
}

func TestCellTooLong(t *testing.T) {
	lim := sheet.Options{Limits: sheet.Limits{CellBytes: 16}}
	x, err := readWith(t, []byte("a,b\n1234567890123456,1\n12345678901234567,2\n"), sheet.Choice{}, lim)
	if err != nil {
		t.Fatal(err)
	}
	p := sheet.NewParser(sheet.Spec{Type: sheet.LineType})
	if v, code := p.Parse(x.rows[0].Cells[0]); code != "" || len(v.Text) != 16 {
		t.Errorf("as long as allowed: %q %q", v.Text, code)
	}
	if _, code := p.Parse(x.rows[1].Cells[0]); code != sheet.TooLong || x.rows[1].Cells[1].Text != "2" {
		t.Errorf("one byte more: %q", code)
	}
}

func TestReadingIsCancelled(t *testing.T) {
	ctx, cancel := contextOf(t)
	r, err := sheet.Open(ctx, fileOf([]byte("a,b\n"+strings.Repeat("1,2\n", 5000))), sheet.Choice{}, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cancel()
	for n := 0; ; n++ {
		if _, err := r.Next(); err != nil {
			if !errors.Is(err, ctx.Err()) || n > 2000 {
				t.Errorf("%v after %d rows", err, n)
			}
			return
		}
	}
}

// bigCSV is a clean table as an import of 100,000 rows has it.
func bigCSV(rows int) []byte {
	var b strings.Builder
	b.WriteString("客户名称,联系人,手机,预计金额,签约日期\r\n")
	for i := range rows {
		fmt.Fprintf(&b, "测试客户%07d有限公司,联系人%d,199%08d,%d.%02d,2026-%02d-%02d\r\n",
			i, i, i, i*7, i%100, i%12+1, i%28+1)
	}
	return []byte(b.String())
}

func TestBigCSVStreams(t *testing.T) {
	file := bigCSV(100_000)
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	r, err := sheet.Open(t.Context(), fileOf(file), sheet.Choice{}, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	n := 0
	for ; ; n++ {
		if _, err := r.Next(); err != nil {
			break
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&now)
	if n != 100_000 || int64(now.HeapAlloc)-int64(before.HeapAlloc) > 4<<20 {
		t.Errorf("%d rows, heap grown by %d KiB", n, (int64(now.HeapAlloc)-int64(before.HeapAlloc))>>10)
	}
}

func BenchmarkReadCSV100k(b *testing.B) {
	file := bigCSV(100_000)
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		r, err := sheet.Open(b.Context(), fileOf(file), sheet.Choice{}, sheet.Options{})
		if err != nil {
			b.Fatal(err)
		}
		for {
			if _, err := r.Next(); err != nil {
				break
			}
		}
		r.Close()
	}
}

func BenchmarkDetectCSV100k(b *testing.B) {
	file := bigCSV(100_000)
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		if _, err := sheet.Detect(b.Context(), fileOf(file), sheet.Choice{}, sheet.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
