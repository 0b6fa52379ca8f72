package sheet_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"sente/internal/sheet"
)

// Rules 11 and 12: what one cell gives.
func TestXLSXCells(t *testing.T) {
	b := book{
		formats: `<numFmt numFmtId="164" formatCode="00000000000"/><numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>` +
			`<numFmt numFmtId="166" formatCode="0!.0,&quot;万 y&quot;"/><numFmt numFmtId="167" formatCode="[Red][$-804]0.0%"/>` +
			`<numFmt numFmtId="168" formatCode="[h]:mm"/><numFmt numFmtId="169" formatCode="[$-804]aaaa;@"/>`,
		xfs: []int{0, 14, 164, 165, 9, 22, 166, 167, 168, 169},
		shared: `<si><t>共享</t></si><si><r><t>富</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 文本</t></r>` +
			`<rPh sb="0" eb="1"><t>フ</t></rPh><phoneticPr/></si><si><t>a_x000D_b_x005F_x0041_</t></si><si/>`,
	}
	for name, c := range map[string]struct {
		cell string
		want sheet.Cell
	}{
		"shared":           {`<c t="s"><v>0</v></c>`, sheet.Cell{Text: "共享"}},
		"rich text":        {`<c t="s"><v>1</v></c>`, sheet.Cell{Text: "富 文本"}},
		"escapes":          {`<c t="s"><v>2</v></c>`, sheet.Cell{Text: "a\rb_x0041_"}},
		"empty shared":     {`<c t="s"><v>3</v></c>`, sheet.Cell{}},
		"beyond shared":    {`<c t="s"><v>4</v></c>`, sheet.Cell{Code: sheet.CellError}},
		"negative shared":  {`<c t="s"><v>-1</v></c>`, sheet.Cell{Code: sheet.CellError}},
		"inline rich":      {`<c t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>`, sheet.Cell{Text: "甲乙"}},
		"CDATA, entities":  {`<c t="inlineStr"><is><t>&lt;&#x4E00;<![CDATA[<&amp;]]></t></is></c>`, sheet.Cell{Text: "<一<&amp;"}},
		"integer":          {`<c><v>19911110001</v></c>`, sheet.Cell{Text: "19911110001", Kind: sheet.Number}},
		"binary noise":     {`<c><v>88.799999999999997</v></c>`, sheet.Cell{Text: "88.8", Kind: sheet.Number}},
		"exponent":         {`<c><v>1.9911110002E10</v></c>`, sheet.Cell{Text: "19911110002", Kind: sheet.Number}},
		"15 digits":        {`<c><v>999999999999999</v></c>`, sheet.Cell{Text: "999999999999999", Kind: sheet.Number}},
		"16 digits":        {`<c><v>4403001990010110</v></c>`, sheet.Cell{Text: "4403001990010110", Kind: sheet.Number, Code: sheet.PrecisionLoss}},
		"18 digits":        {`<c><v>4.4030019900101E17</v></c>`, sheet.Cell{Text: "4.4030019900101E17", Kind: sheet.Number, Code: sheet.PrecisionLoss}},
		"no number":        {`<c><v>NaN</v></c>`, sheet.Cell{Text: "NaN", Code: sheet.CellError}},
		"date":             {`<c s="1"><v>45846</v></c>`, sheet.Cell{Text: "2025-07-08", Kind: sheet.Date}},
		"Chinese date":     {`<c s="3"><v>45846</v></c>`, sheet.Cell{Text: "2025-07-08", Kind: sheet.Date}},
		"date and time":    {`<c s="5"><v>45846.729166666664</v></c>`, sheet.Cell{Text: "2025-07-08 17:30:00", Kind: sheet.Date}},
		"weekday":          {`<c s="9"><v>45846</v></c>`, sheet.Cell{Text: "2025-07-08", Kind: sheet.Date}},
		"first day":        {`<c s="1"><v>1</v></c>`, sheet.Cell{Text: "1900-01-01", Kind: sheet.Date}},
		"day that was not": {`<c s="1"><v>60</v></c>`, sheet.Cell{Text: "1900-02-29", Kind: sheet.Date}},
		"day after":        {`<c s="1"><v>61</v></c>`, sheet.Cell{Text: "1900-03-01", Kind: sheet.Date}},
		"no date":          {`<c s="1"><v>-5</v></c>`, sheet.Cell{Text: "-5", Kind: sheet.Number}},
		"ISO date":         {`<c t="d"><v>2025-07-08T00:00:00</v></c>`, sheet.Cell{Text: "2025-07-08T00:00:00", Kind: sheet.Date}},
		"leading zeros":    {`<c s="2"><v>571888</v></c>`, sheet.Cell{Text: "00000571888"}},
		"percent":          {`<c s="4"><v>0.25</v></c>`, sheet.Cell{Text: "25%", Kind: sheet.Percent}},
		"own percent":      {`<c s="7"><v>0.125</v></c>`, sheet.Cell{Text: "12.5%", Kind: sheet.Percent}},
		"scaled":           {`<c s="6"><v>120000</v></c>`, sheet.Cell{Text: "120000", Kind: sheet.Number}},
		"duration":         {`<c s="8"><v>1.5</v></c>`, sheet.Cell{Text: "1.5", Kind: sheet.Number}},
		"style beyond":     {`<c s="9999"><v>45846</v></c>`, sheet.Cell{Text: "45846", Kind: sheet.Number}},
		"true":             {`<c t="b"><v>1</v></c>`, sheet.Cell{Text: "TRUE", Kind: sheet.Bool}},
		"error":            {`<c t="e"><v>#N/A</v></c>`, sheet.Cell{Text: "#N/A", Code: sheet.CellError}},
		"formula":          {`<c><f>1+1</f><v>2</v></c>`, sheet.Cell{Text: "2", Kind: sheet.Number}},
		"text formula":     {`<c t="str"><f>A1</f><v>文</v></c>`, sheet.Cell{Text: "文"}},
		"empty formula":    {`<c t="str"><f>A1</f><v></v></c>`, sheet.Cell{}},
		"not calculated":   {`<c><f>1+1</f></c>`, sheet.Cell{Code: sheet.FormulaNoValue}},
		"shared formula":   {`<c><f t="shared" si="0"/><v/></c>`, sheet.Cell{Code: sheet.FormulaNoValue}},
		"guarded":          {`<c t="inlineStr"><is><t>'=1</t></is></c>`, sheet.Cell{Text: "=1", Guarded: true}},
		"replacement":      {`<c t="inlineStr"><is><t>a&#xFFFD;</t></is></c>`, sheet.Cell{Text: "a\uFFFD", Code: sheet.Undecodable}},
	} {
		x := b
		x.sheet = data(inlineRow(1, "a", "b"), "<row>"+c.cell+`<c t="str"><v>x</v></c></row>`)
		got := read(t, x.pack())
		if !reflect.DeepEqual(got.rows[0].Cells[0], c.want) {
			t.Errorf("%s: %+v, want %+v", name, got.rows[0].Cells[0], c.want)
		}
	}
	b.pr = `<workbookPr date1904="1"/>`
	b.sheet = data(inlineRow(1, "a"), `<row><c s="1"><v>44384</v></c></row>`)
	if x := read(t, b.pack()); x.cells(0)[0] != "2025-07-08" || x.DateSystem != sheet.Serials1904 {
		t.Errorf("1904: %q", x.cells(0))
	}
}

func TestXLSXSheetsAndMerges(t *testing.T) {
	three := `<sheet name="隐" sheetId="1" state="hidden" r:id="rId1"/><sheet name="见" sheetId="2" r:id="rId2"/>`
	x := read(t, book{sheets: three, sheet: data(inlineRow(1, "x"))}.pack())
	if x.Choice.Sheet != "见" || x.headers[0] != "第二张" || len(x.Sheets) != 2 || !x.Sheets[0].Hidden {
		t.Errorf("first visible: %+v", x.Detection)
	}
	very := book{sheets: strings.Replace(three, `"hidden"`, `"veryHidden"`, 1), sheet: data(inlineRow(1, "x"))}.pack()
	if x := read(t, very); len(x.Sheets) != 1 {
		t.Errorf("veryHidden appears: %v", x.Sheets)
	}
	if got := refusal(t, very, sheet.Choice{Sheet: "隐"}, sheet.Options{}); got != "sheet_missing" {
		t.Errorf("veryHidden chosen by name: %q", got)
	}
	merged := book{sheet: `<cols><col min="2" max="2" hidden="1"/></cols>` + data(
		inlineRow(1, "区域", "公司"), inlineRow(2, "华北", "甲"), strings.Replace(inlineRow(3, "", "乙"), "<row", `<row hidden="1"`, 1),
		`<row r="4"><c r="B4"><v>1</v></c></row>`, inlineRow(6, " ", "　"), inlineRow(7, "", "丙"), inlineRow(8, "", "丁"),
	) + `<mergeCells><mergeCell ref="A2:A7"/><mergeCell ref="C1:D1"/></mergeCells>`}
	x = read(t, merged.pack())
	var regions []string
	var records []int
	for i, r := range x.rows {
		regions = append(regions, x.cells(i)[0])
		records = append(records, r.Record)
	}
	if !reflect.DeepEqual(regions, []string{"华北", "华北", "华北", "华北", ""}) || !reflect.DeepEqual(records, []int{2, 3, 4, 7, 8}) {
		t.Errorf("regions %q of records %v", regions, records)
	}
	if !x.rows[1].Hidden || x.warning(sheet.HiddenRows) != 1 || x.warning(sheet.HiddenColumns) != 1 || !x.Columns[1].Hidden {
		t.Errorf("hidden ones are announced: %v", x.Warnings)
	}
}

func TestXLSXRefusals(t *testing.T) {
	healthy := func() book { return book{sheet: data(inlineRow(1, "a"), inlineRow(2, "b"))} }
	dtd := `<?xml version="1.0"?><!-- x --><!DOCTYPE x [<!ENTITY k "v">]>`
	le := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()
	wide, _ := le.String(dtd + "<a/>")
	lim := sheet.Options{Limits: sheet.Limits{Parts: 12, Rows: 100, Columns: 4, UnpackedBytes: 1 << 20, RatioFrom: 256 << 10, SharedStrings: 10}}
	for name, c := range map[string]struct {
		spoil func(*book)
		want  string
	}{
		"healthy":        {func(*book) {}, ""},
		"DTD in sheet":   {func(b *book) { b.parts = map[string]string{"xl/worksheets/sheet1.xml": dtd + "<worksheet/>"} }, "xml_dtd"},
		"DTD not read":   {func(b *book) { b.parts = map[string]string{"docProps/core.xml": dtd + "<a/>"} }, "xml_dtd"},
		"DTD in UTF-16":  {func(b *book) { b.parts = map[string]string{"docProps/core.xml": wide} }, "xml_dtd"},
		"DTD after root": {func(b *book) { b.parts = map[string]string{"xl/styles.xml": "<styleSheet/>" + dtd} }, "xml_dtd"},
		"unknown entity": {func(b *book) { b.shared = "<si><t>&k;</t></si>" }, "file_damaged"},
		"macros":         {func(b *book) { b.kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml" }, "unsupported_format"},
		"other package": {func(b *book) {
			b.parts = map[string]string{"[Content_Types].xml": "<Types/>", "_rels/.rels": "<Relationships/>"}
		}, "unsupported_format"},
		"row index":         {func(b *book) { b.sheet = data(inlineRow(1, "a"), inlineRow(101, "b")) }, "too_many_rows"},
		"absurd row index":  {func(b *book) { b.sheet = data(inlineRow(1, "a"), `<row r="99999999999999999999"/>`) }, "file_damaged"},
		"last row":          {func(b *book) { b.sheet = data(inlineRow(1, "a"), inlineRow(100, "b")) }, ""},
		"row zero":          {func(b *book) { b.sheet = data(`<row r="0"/>`) }, "file_damaged"},
		"rows backwards":    {func(b *book) { b.sheet = data(inlineRow(2, "a"), inlineRow(1, "b")) }, "file_damaged"},
		"cells backwards":   {func(b *book) { b.sheet = data(`<row r="1"><c r="B1"/><c r="A1"/></row>`) }, "file_damaged"},
		"absurd cell":       {func(b *book) { b.sheet = data(`<row r="1"><c r="ZZZZZZZZ1"/></row>`) }, "file_damaged"},
		"wide header":       {func(b *book) { b.sheet = data(inlineRow(1, "a", "b", "c", "d", "e")) }, "too_many_columns"},
		"dimension":         {func(b *book) { b.sheet = `<dimension ref="A1:XFD1048576"/>` + b.sheet }, ""},
		"bad merge":         {func(b *book) { b.sheet += `<mergeCells><mergeCell ref="A1"/></mergeCells>` }, "file_damaged"},
		"no rows":           {func(b *book) { b.sheet = "<sheetData/>" }, "empty_file"},
		"no sheets":         {func(b *book) { b.sheets = "<x/>" }, "empty_file"},
		"cut sheet":         {func(b *book) { b.parts = map[string]string{"xl/worksheets/sheet1.xml": "<worksheet><sheetData>"} }, "file_damaged"},
		"wrong nesting":     {func(b *book) { b.sheet = "<sheetData></b></sheetData>" }, "file_damaged"},
		"many parts":        {func(b *book) { b.parts = extraParts(5) }, "archive_too_large"},
		"as many parts":     {func(b *book) { b.parts = extraParts(4) }, ""},
		"part twice":        {func(b *book) { b.parts = map[string]string{"XL/Styles.xml": ""} }, "file_damaged"},
		"unpacked":          {func(b *book) { b.parts = map[string]string{"x": noise(1 << 20)} }, "archive_too_large"},
		"ratio":             {func(b *book) { b.parts = map[string]string{"x": strings.Repeat(" ", 300<<10)} }, "archive_too_large"},
		"small ratio":       {func(b *book) { b.parts = map[string]string{"x": strings.Repeat(" ", 200<<10)} }, ""},
		"shared strings":    {func(b *book) { b.shared = strings.Repeat("<si/>", 11) }, "archive_too_large"},
		"as many strings":   {func(b *book) { b.shared = strings.Repeat("<si/>", 10) }, ""},
		"deep nesting":      {func(b *book) { b.sheet = strings.Repeat("<a>", 300) }, "file_damaged"},
		"external relation": {func(b *book) { b.parts = map[string]string{"xl/_rels/workbook.xml.rels": externalRels} }, "empty_file"},
	} {
		b := healthy()
		c.spoil(&b)
		if got := refusal(t, b.pack(), sheet.Choice{}, lim); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

const externalRels = `<Relationships><Relationship Id="rId1" Type="` + relNS + `/worksheet" TargetMode="External" ` +
	`Target="http://127.0.0.1:9/sheet1.xml"/></Relationships>`

func extraParts(n int) map[string]string {
	all := map[string]string{}
	for i := range n {
		all[fmt.Sprintf("extra%d.bin", i)] = "x"
	}
	return all
}

// noise does not compress.
func noise(n int) string {
	b := make([]byte, n)
	state := uint32(1)
	for i := range b {
		state ^= state << 13
		state ^= state >> 17
		state ^= state << 5
		b[i] = byte(state)
	}
	return string(b)
}

func TestXLSXSurplusAndLongCells(t *testing.T) {
	lim := sheet.Options{Limits: sheet.Limits{CellBytes: 16}}
	b := book{
		shared: "<si><t>12345678901234567</t></si><si><t>b</t></si>",
		sheet: data(inlineRow(1, "a", "b"), inlineRow(2, "1234567890123456", "ok"), inlineRow(3, "12345678901234567", "long"),
			inlineRow(4, "1", "2", "surplus"), `<row r="5"><c r="A5" t="s"><v>0</v></c></row>`, `<row r="6"><c r="XFD6"><v>1</v></c></row>`,
			`<row r="7"><c r="A7"><v>`+strings.Repeat("1", 20)+`</v></c></row>`),
	}
	x, err := readWith(t, b.pack(), sheet.Choice{}, lim)
	if err != nil {
		t.Fatal(err)
	}
	var got []sheet.Code
	for _, r := range x.rows {
		got = append(got, r.Code+r.Cells[0].Code)
	}
	want := []sheet.Code{"", sheet.TooLong, sheet.TooManyCells, sheet.TooLong, sheet.TooManyCells, sheet.TooLong}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("codes %q, want %q", got, want)
	}
}

// A header that cannot be read is a column without a name, in both passes.
func TestLongHeader(t *testing.T) {
	b := book{sheet: data(inlineRow(1, "12345678901234567"), inlineRow(2, "b"))}
	x, err := readWith(t, b.pack(), sheet.Choice{HeaderRow: 1}, sheet.Options{Limits: sheet.Limits{CellBytes: 16}})
	if err != nil || len(x.headers) != 1 || x.headers[0] != "" || len(x.rows) != 1 {
		t.Errorf("%q %v", x.headers, err)
	}
}

func TestSharedStringsSpill(t *testing.T) {
	var shared, rows strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&shared, "<si><t>文本%05d</t></si>", i)
		fmt.Fprintf(&rows, `<row><c t="s"><v>%d</v></c></row>`, (i*7+1)%3000)
	}
	dir := t.TempDir()
	file := book{shared: shared.String(), sheet: data(rows.String())}.pack()
	x, err := readWith(t, file, sheet.Choice{}, sheet.Options{TempDir: dir, Limits: sheet.Limits{SharedMemory: 5000}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range x.rows {
		if want := fmt.Sprintf("文本%05d", ((i+1)*7+1)%3000); x.cells(i)[0] != want {
			t.Fatalf("row %d: %q, want %q", i, x.cells(i)[0], want)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("temporary files are left: %v", left)
	}
}

// A bomb whose directory tells small sizes must be found while it unpacks.
func TestLyingBomb(t *testing.T) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range (book{}).files() {
		w, _ := z.Create(f[0])
		if f[0] != "xl/worksheets/sheet1.xml" {
			io.WriteString(w, f[1])
			continue
		}
		io.WriteString(w, `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>`)
		blank := bytes.Repeat([]byte(" "), 1<<20)
		for range 220 {
			w.Write(blank)
		}
	}
	z.Close()
	file := out.Bytes()
	for _, lie := range []bool{false, true} {
		if lie {
			shrinkDeclared(file)
		}
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		got := refusal(t, file, sheet.Choice{}, sheet.Options{})
		runtime.ReadMemStats(&after)
		if grown := after.TotalAlloc - before.TotalAlloc; grown > 16<<20 {
			t.Errorf("%d MiB allocated", grown>>20)
		}
		if got != "archive_too_large" && !(lie && got == "file_damaged") {
			t.Errorf("refused with %q (lie %v)", got, lie)
		}
	}
}

// shrinkDeclared makes the central directory say that every part is small.
func shrinkDeclared(file []byte) {
	for at := 0; ; {
		next := bytes.Index(file[at:], []byte("PK\x01\x02"))
		if next < 0 {
			return
		}
		at += next
		if binary.LittleEndian.Uint32(file[at+24:]) > 1<<20 {
			binary.LittleEndian.PutUint32(file[at+24:], 1<<20)
		}
		at += 46
	}
}

func TestDamagedArchives(t *testing.T) {
	file := book{sheet: data(inlineRow(1, "a"), inlineRow(2, "b"))}.pack()
	for i := range 50 {
		if got := refusal(t, file[:len(file)*i/50], sheet.Choice{}, sheet.Options{}); got == "" || got == "internal" {
			t.Errorf("cut at %d/50: %q", i, got)
		}
	}
	wrong := bytes.Clone(file)
	at := bytes.LastIndex(wrong, []byte("xl/worksheets/sheet1.xml")) - 46
	wrong[at+16] ^= 0xFF
	if got := refusal(t, wrong, sheet.Choice{}, sheet.Options{}); got != "file_damaged" {
		t.Errorf("wrong checksum: %q", got)
	}
	flagged := bytes.Clone(file)
	flagged[at+8] |= 1
	if got := refusal(t, flagged, sheet.Choice{}, sheet.Options{}); got != "encrypted_file" {
		t.Errorf("encrypted part: %q", got)
	}
	var many [][2]string
	for i := range 70_000 {
		many = append(many, [2]string{fmt.Sprintf("part%06d", i), ""})
	}
	if got := refusal(t, packed(many), sheet.Choice{}, sheet.Options{}); got != "archive_too_large" {
		t.Errorf("70,000 parts: %q", got)
	}
}

func BenchmarkReadXLSX(b *testing.B) {
	var rows strings.Builder
	for i := range 20000 {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%d" t="inlineStr"><is><t>测试客户%07d有限公司</t></is></c><c r="B%d"><v>%d.5</v></c>`+
			`<c r="C%d" t="s"><v>0</v></c><c r="D%d"><v>45846</v></c></row>`, i+1, i+1, i, i+1, i*7, i+1, i+1)
	}
	file := book{shared: "<si><t>共享</t></si>", sheet: data(rows.String())}.pack()
	b.SetBytes(int64(rows.Len()))
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
