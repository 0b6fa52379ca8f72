package sheet_test

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"sente/internal/fault"
	"sente/internal/sheet"
)

// FuzzDetectAndRead reads anything: no panic, no failure that is not a refusal,
// no value that could not be stored, and Detect and Open agree.
func FuzzDetectAndRead(f *testing.F) {
	for _, s := range []string{
		"a,b\n1,2\n", "sep=;\na;b\n\"x\"\"y\" ;'=1\n", "\xEF\xBB\xBF公司|电话\r\n甲|1\r", "\xFF\xFEa\x00,\x00b\x00\n\x001\x00", "a\n\"never",
		"\xB9\xAB\xCB\xBE,b\n\xB1\xB1\xBE\xA9,1\n",
	} {
		f.Add([]byte(s))
	}
	for _, b := range []book{
		{sheet: data(inlineRow(1, "a", "b"), inlineRow(2, "1", "'=2"))},
		{shared: "<si><t>x</t></si>", xfs: []int{14}, sheet: data(inlineRow(1, "a"), `<row><c s="0"><v>45846</v></c><c t="s"><v>0</v></c></row>`) +
			`<mergeCells><mergeCell ref="A1:A9"/></mergeCells>`},
	} {
		f.Add(b.pack())
		f.Add([]byte(b.sheet))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		if strings.HasPrefix(string(file), "<sheetData>") { // reach the XML below the checksums
			file = book{shared: "<si><t>x</t></si>", xfs: []int{14, 9}, sheet: string(file)}.pack()
		}
		o := sheet.Options{Limits: sheet.Limits{Rows: 2000, Columns: 200, CellBytes: 1000, UnpackedBytes: 1 << 20}, TempDir: t.TempDir()}
		x, err := readWith(t, file, sheet.Choice{}, o)
		if err != nil {
			if fault.KindOf(err) == fault.Internal {
				t.Fatal(err)
			}
			return
		}
		p := sheet.NewParser(sheet.Spec{Type: sheet.TextType})
		for _, r := range x.rows {
			if r.Code == "" && len(r.Cells) != len(x.headers) {
				t.Fatalf("%d cells under %d headers", len(r.Cells), len(x.headers))
			}
			for _, c := range r.Cells {
				v, code := p.Parse(c)
				if code == "" && (!utf8.ValidString(v.Text) || strings.ContainsAny(v.Text, "\x00\uFFFD")) {
					t.Fatalf("%q would be stored", v.Text)
				}
			}
		}
	})
}

func FuzzAmount(f *testing.F) {
	for _, s := range []string{"￥56,000", "２．５万", "1.234,56", "(200)", "1e5", "1亿2000万", "-0.01", "1e999999999", "1 234,5"} {
		f.Add(s)
	}
	p := sheet.NewParser(sheet.Spec{Type: sheet.AmountType})
	f.Fuzz(func(t *testing.T, s string) {
		v, code := p.Parse(sheet.Cell{Text: s})
		if code != "" || v.Text == "" {
			if v.Text != "" {
				t.Fatalf("%q: value %q with code %q", s, v.Text, code)
			}
			return
		}
		whole, cents, ok := strings.Cut(strings.TrimPrefix(v.Text, "-"), ".")
		if !ok || len(cents) != 2 || len(whole) > 15 || strings.Trim(whole+cents, "0123456789") != "" {
			t.Fatalf("%q: %q", s, v.Text)
		}
		again, code := p.Parse(sheet.Cell{Text: v.Text})
		if code != "" || again.Text != v.Text {
			t.Fatalf("%q read again: %q %q", v.Text, again.Text, code)
		}
	})
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2025-07-08T17:00:00Z", "2025年7月8日 星期二 下午5:30", "8-Jul-25", "1/8/25", "45846.5", "Tue, Jul 8, 2025 5pm"} {
		f.Add(s, "dmy")
	}
	f.Fuzz(func(t *testing.T, s, order string) {
		v, code := sheet.NewParser(sheet.Spec{Type: sheet.DateType, Order: sheet.DateOrder(order)}).Parse(sheet.Cell{Text: s})
		var e sheet.DateEvidence
		e.Observe(sheet.Cell{Text: s})
		e.Order()
		if code != "" || v.Text == "" {
			return
		}
		again, code := sheet.NewParser(sheet.Spec{Type: sheet.DateType}).Parse(sheet.Cell{Text: v.Text})
		if code != "" || again.Text != v.Text || len(v.Text) != 10 {
			t.Fatalf("%q gave %q, read again %q %q", s, v.Text, again.Text, code)
		}
	})
}

// FuzzGuard: whatever is exported comes back.
func FuzzGuard(f *testing.F) {
	f.Add("=1", "''+x")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a+b) || strings.ContainsAny(a+b, "\x00\uFFFD\uFEFF") || strings.TrimSpace(a) == "" {
			return
		}
		var out strings.Builder
		w := sheet.NewCSV(&out, []sheet.Out{{Header: "甲列"}, {Header: "乙列"}})
		w.Write([]string{a, b})
		w.Close()
		x, err := readWith(t, []byte(out.String()), sheet.Choice{HeaderRow: 1, Delimiter: ","}, sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(x.rows) != 1 {
			return // nothing but blanks
		}
		if got := x.cells(0); len(a)+len(b) < 1000 && (got[0] != a || got[1] != b) {
			t.Fatalf("%q, want %q", got, []string{a, b})
		}
	})
}

// TestXMLAgreesWithTheStandardLibrary: what the reader's own XML scanner takes,
// encoding/xml takes with the same texts.
func TestXMLAgreesWithTheStandardLibrary(t *testing.T) {
	for _, inside := range []string{
		"plain", " a  b ", "&amp;&lt;&gt;&quot;&apos;", "&#65;&#x4e00;", "<![CDATA[a]]b]]>", "a<!-- c -->b", "a<?pi x?>b", "\r\n", "x\ry",
		"<![CDATA[]]>", "&#10;", "&", "&x;", "&#;", "a</t", "<![CDATA[x", "<!-- x", "</u>", "<t", "< t>", "&amp",
	} {
		doc := "<row><c t='inlineStr'><is><t>" + inside + "</t></is></c></row>"
		want, err := standardText("<a>" + doc + "</a>")
		x, got := readWith(t, book{sheet: data(inlineRow(1, "h"), doc)}.pack(), sheet.Choice{}, sheet.Options{})
		if (err == nil) != (got == nil) {
			t.Errorf("%q: %v, standard library %v", inside, got, err)
			continue
		}
		if err == nil && len(x.rows) > 0 && x.cells(0)[0] != want {
			t.Errorf("%q: %q, want %q", inside, x.cells(0)[0], want)
		}
	}
}

func standardText(doc string) (string, error) {
	d := xml.NewDecoder(strings.NewReader(doc))
	text := ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return text, nil
		}
		if err != nil {
			return "", err
		}
		if c, ok := token.(xml.CharData); ok {
			text += string(c)
		}
	}
}
