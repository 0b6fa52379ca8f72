package sheet_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"sente/internal/fault"
	"sente/internal/sheet"
)

func fileOf(b []byte) sheet.File { return sheet.File{At: bytes.NewReader(b), Size: int64(len(b))} }

// table is what reading a file gave.
type table struct {
	*sheet.Detection
	headers []string
	rows    []sheet.Row
}

// cells are the texts of data row i.
func (x table) cells(i int) []string {
	var all []string
	for _, c := range x.rows[i].Cells {
		all = append(all, c.Text)
	}
	return all
}

func readWith(t testing.TB, b []byte, c sheet.Choice, o sheet.Options) (table, error) {
	t.Helper()
	d, err := sheet.Detect(t.Context(), fileOf(b), c, o)
	if err != nil {
		return table{}, err
	}
	x := table{Detection: d}
	for _, c := range d.Columns {
		x.headers = append(x.headers, c.Header)
	}
	r, err := sheet.Open(t.Context(), fileOf(b), d.Choice, o)
	if err != nil {
		return table{}, err
	}
	defer r.Close()
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return table{}, err
		}
		kept := *row
		kept.Cells = append([]sheet.Cell{}, row.Cells...)
		x.rows = append(x.rows, kept)
	}
	if len(x.rows) != d.Rows {
		t.Errorf("Detect counted %d rows, Open gave %d", d.Rows, len(x.rows))
	}
	return x, nil
}

func read(t testing.TB, b []byte) table {
	t.Helper()
	x, err := readWith(t, b, sheet.Choice{}, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// refusal is the code that reading the file is refused with, "" when it is not.
func refusal(t testing.TB, b []byte, c sheet.Choice, o sheet.Options) string {
	t.Helper()
	_, err := readWith(t, b, c, o)
	if err == nil {
		return ""
	}
	return fault.Of(err).Code
}

func (x table) warning(code sheet.Code) int {
	for _, n := range x.Warnings {
		if n.Code == code {
			return n.Count
		}
	}
	return 0
}

// book is a workbook to be packed; every member replaces a healthy default.
type book struct {
	sheet   string // inside of <worksheet>
	shared  string // inside of <sst>
	formats string // numFmt elements, ids from 164
	xfs     []int  // numFmtIds of the cell styles
	pr      string // <workbookPr …/>
	sheets  string // inside of <sheets>
	parts   map[string]string
	kind    string // content type of the workbook part
}

const (
	mainNS = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"` +
		` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	mainType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
	relNS    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

func (b book) files() [][2]string {
	or := func(s, other string) string {
		if s == "" {
			return other
		}
		return s
	}
	rel := func(id, kind, target string) string {
		return fmt.Sprintf(`<Relationship Id="%s" Type="%s/%s" Target="%s"/>`, id, relNS, kind, target)
	}
	xfs := ""
	for _, id := range b.xfs {
		xfs += fmt.Sprintf(`<xf numFmtId="%d"/>`, id)
	}
	all := [][2]string{
		{"[Content_Types].xml", `<Types><Override PartName="/xl/workbook.xml" ContentType="` + or(b.kind, mainType) + `"/></Types>`},
		{"_rels/.rels", "<Relationships>" + rel("rId1", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
		{"xl/workbook.xml", "<workbook " + mainNS + ">" + b.pr + "<sheets>" +
			or(b.sheets, `<sheet name="一" sheetId="1" r:id="rId1"/>`) + "</sheets></workbook>"},
		{"xl/_rels/workbook.xml.rels", "<Relationships>" + rel("rId1", "worksheet", "worksheets/sheet1.xml") +
			rel("rId2", "worksheet", "/xl/worksheets/sheet2.xml") + rel("rId3", "styles", "styles.xml") +
			rel("rId4", "sharedStrings", "sharedStrings.xml") + "</Relationships>"},
		{"xl/styles.xml", "<styleSheet " + mainNS + "><numFmts>" + b.formats + `</numFmts><cellStyleXfs><xf numFmtId="14"/>` +
			"</cellStyleXfs><cellXfs>" + xfs + "</cellXfs></styleSheet>"},
		{"xl/sharedStrings.xml", "<sst " + mainNS + ">" + b.shared + "</sst>"},
		{"xl/worksheets/sheet1.xml", "<worksheet " + mainNS + ">" + b.sheet + "</worksheet>"},
		{"xl/worksheets/sheet2.xml", "<worksheet " + mainNS + `><sheetData>` + inlineRow(1, "第二张") + `</sheetData></worksheet>`},
	}
	for i := range all {
		if text, ok := b.parts[all[i][0]]; ok {
			all[i][1] = text
			delete(b.parts, all[i][0])
		}
	}
	for name, text := range b.parts {
		all = append(all, [2]string{name, text})
	}
	return all
}

func (b book) pack() []byte { return packed(b.files()) }

func packed(files [][2]string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		w, err := z.Create(f[0])
		if err != nil {
			panic(err)
		}
		io.WriteString(w, f[1])
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func inlineRow(n int, cells ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<row r="%d">`, n)
	for i, c := range cells {
		fmt.Fprintf(&b, `<c r="%c%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, 'A'+i, n, c)
	}
	return b.String() + "</row>"
}

func data(rows ...string) string { return "<sheetData>" + strings.Join(rows, "") + "</sheetData>" }

func contextOf(t *testing.T) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	return ctx, cancel
}

func paramOf(err error, name string) any { return fault.Of(err).Params[name] }
