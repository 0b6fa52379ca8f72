package sheet_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"sente/internal/sheet"
)

// Rule 6.
func TestText(t *testing.T) {
	line := sheet.NewParser(sheet.Spec{Type: sheet.LineType})
	for in, want := range map[string]string{
		"plain":                    "plain",
		" \u3000\u00a0甲\t\n":       "甲",
		"a\u200bb\uFEFFc\u2060d":   "abcd",
		"a\u00adb\u202ec\u2066d":   "abcd",
		"e\u0301":                  "\u00e9",
		"👩\u200d💻":                 "👩\u200d💻",
		"a\u200db":                 "ab",
		"می\u200cخواهم":            "می\u200cخواهم",
		"a \u200c b":               "a  b",
		"❤\uFE0F":                  "❤\uFE0F",
		"𠀀字斋":                      "𠀀字斋",
		"<b>粗体</b>有限公司":            "<b>粗体</b>有限公司",
		"\u200b \u200b":            "",
		"Łódź NESCAFÉ® ß Ω Привет": "Łódź NESCAFÉ® ß Ω Привет",
	} {
		if v, code := line.Parse(sheet.Cell{Text: in}); v.Text != want || code != "" {
			t.Errorf("%q: %q %q, want %q", in, v.Text, code, want)
		}
	}
	for in, want := range map[string]sheet.Code{
		"a\x00b": sheet.ControlChar, "a\nb": sheet.ControlChar, "甲\u0085乙": sheet.ControlChar, "a\x7f": sheet.ControlChar,
		"a\uFFFD": sheet.Undecodable, "caf\xe9": sheet.Undecodable, "å…¬å›¸ç": "", "å¤§è¿ž": sheet.Undecodable,
		"锟斤拷": sheet.Undecodable,
	} {
		if want == "" {
			continue
		}
		if v, code := line.Parse(sheet.Cell{Text: in}); code != want || v.Text != "" {
			t.Errorf("%q: %q %q, want %q", in, v.Text, code, want)
		}
	}
	lines := sheet.NewParser(sheet.Spec{Type: sheet.TextType, Max: 10})
	for in, want := range map[string]string{"a\nb": "a\nb", "a\r\n\tb ": "a\r\n\tb", "十个字符刚刚好可以存": "十个字符刚刚好可以存"} {
		if v, code := lines.Parse(sheet.Cell{Text: in}); v.Text != want || code != "" {
			t.Errorf("lines %q: %q %q", in, v.Text, code)
		}
	}
	if _, code := lines.Parse(sheet.Cell{Text: "十一个字符就存不下了吗"}); code != sheet.TooLong {
		t.Errorf("11 of 10: %q", code)
	}
	company := sheet.NewParser(sheet.Spec{Type: sheet.CompanyType})
	if v, code := company.Parse(sheet.Cell{Text: strings.Repeat("字", 255)}); code != "" || len(v.Text) != 765 {
		t.Errorf("255 characters: %q", code)
	}
	if v, code := company.Parse(sheet.Cell{Text: strings.Repeat("字", 256)}); code != sheet.TooLong || v.Text != "" {
		t.Errorf("256 characters: %q", code)
	}
	if v, _ := company.Parse(sheet.Cell{Text: "\u0421afe"}); !reflect.DeepEqual(v.Warnings, []sheet.Code{sheet.MixedScript}) {
		t.Errorf("mixed scripts: %v", v.Warnings)
	}
}

// Rule 8.
func TestAmounts(t *testing.T) {
	p := sheet.NewParser(sheet.Spec{Type: sheet.AmountType})
	for in, want := range map[string]string{
		"0": "0.00", "12": "12.00", "12.5": "12.50", "-3.10": "-3.10", "+5": "5.00", ".5": "0.50", "007": "7.00",
		"￥56,000": "56000.00 CNY", "¥1": "1.00 CNY", "CNY 100": "100.00 CNY", "rmb100": "100.00 CNY", "人民币100元整": "100.00 CNY",
		"$1,234.56": "1234.56 USD", "US$5": "5.00 USD", "ＵＳ＄５": "5.00 USD", "€1.234,56": "1234.56 EUR", "5 EUR": "5.00 EUR",
		"100元": "100.00 CNY", "100 元整": "100.00 CNY", "２．５万": "25000.00", "1亿": "100000000.00", "0.3万": "3000.00",
		"3千": "3000.00", "2十万": "200000.00", "2百万": "2000000.00", "1.5千万元": "15000000.00 CNY", "1亿2000万": "120000000.00",
		"80 万": "800000.00", "1.23456万": "12345.60", "(200.00)": "-200.00", "（200）": "-200.00", "(￥200)": "-200.00 CNY",
		"￥-200": "-200.00 CNY", "−5": "-5.00", "–5": "-5.00", "－5": "-5.00", "1,000": "1000.00", "1，000，000": "1000000.00",
		"1 000 000": "1000000.00", "1\u00a0000,50": "1000.50", "1\u202f234.5": "1234.50", "1.2E+5": "120000.00", "1e3": "1000.00",
		"1,234,567.89": "1234567.89", "1.234.567,89": "1234567.89", "999999999999999.99": "999999999999999.99",
		"": "", "-": "", "—": "", "/": "", "无": "", "N/A": "", "null": "", " — ": "", "－": "",
	} {
		v, code := p.Parse(sheet.Cell{Text: in})
		got := strings.TrimSpace(v.Text + " " + v.Currency)
		if code != "" || got != want {
			t.Errorf("%q: %q %q, want %q", in, got, code, want)
		}
	}
	for in, want := range map[string]sheet.Code{
		"大概10万": "amount_unparsed", "1,00": "amount_unparsed", "NULL元": "amount_unparsed", "1,0000": "amount_unparsed",
		"10-20万": "amount_unparsed", "10~20": "amount_unparsed", "10万左右": "amount_unparsed", "1.234": "amount_unparsed",
		"1.005": "amount_unparsed", "abc": "amount_unparsed", "1.2.3": "amount_unparsed", "1,23,456": "amount_unparsed",
		"--5": "", "(-5)": "amount_unparsed", "5-": "amount_unparsed", "$5元": "amount_unparsed", "3万5": "amount_unparsed",
		"1万2亿": "amount_unparsed", "1亿-2万": "amount_unparsed", "三万": "amount_unparsed", "10k": "amount_unparsed",
		"￥": "amount_unparsed", "1,234.5,6": "amount_unparsed", "10²": "amount_unparsed", "1e-9": "amount_unparsed",
		"1 23": "amount_unparsed", "25%": "amount_unparsed", "0x10": "amount_unparsed", "1e5万": "amount_unparsed",
		"1000000000000000": "out_of_range", "1e15": "out_of_range", "1e999999999": "out_of_range", "99999999亿": "out_of_range",
		"1e-999999999": "amount_unparsed",
	} {
		if want == "" {
			want = "amount_unparsed"
		}
		if v, code := p.Parse(sheet.Cell{Text: in}); code != want || v.Text != "" {
			t.Errorf("%q: %q %q, want %q", in, v.Text, code, want)
		}
	}
	v, code := p.Parse(sheet.Cell{Text: "33.3333333333333", Kind: sheet.Number})
	if v.Text != "33.33" || code != "" || !reflect.DeepEqual(v.Warnings, []sheet.Code{sheet.AmountRounded}) {
		t.Errorf("a stored number is rounded with a warning: %+v %q", v, code)
	}
	wan := sheet.NewParser(sheet.Spec{Type: sheet.AmountType, Times: 10000})
	if v, _ := wan.Parse(sheet.Cell{Text: "80.5"}); v.Text != "805000.00" {
		t.Errorf("a column in 万元: %q", v.Text)
	}
}

// Rule 9.
func TestDates(t *testing.T) {
	shanghai := time.FixedZone("UTC+8", 8*3600)
	p := sheet.NewParser(sheet.Spec{Type: sheet.DateType, Zone: shanghai})
	for in, want := range map[string]string{
		"2025-07-08": "2025-07-08", "2025/7/8": "2025-07-08", "2025.7.8": "2025-07-08", "2025. 7. 8.": "2025-07-08",
		"2025年7月8日": "2025-07-08", "2025 年 7 月 8 日": "2025-07-08", "25年7月8号": "2025-07-08", "20250708": "2025-07-08",
		"８-Jul-25": "2025-07-08", "8-Jul-69": "2069-07-08", "8-Jul-70": "1970-07-08", "08 July 2025": "2025-07-08",
		"Jul 8, 2025": "2025-07-08", "July 8th 2025": "2025-07-08", "Sept 1, 2025": "2025-09-01", "2024-02-29": "2024-02-29",
		"2025年7月8日 星期二": "2025-07-08", "2025/7/8（周二）": "2025-07-08", "2025-07-08 Tue": "2025-07-08", "Tuesday, July 8, 2025": "2025-07-08",
		"2025/7/8(火)": "2025-07-08", "2025-07-08 23:59:59": "2025-07-08", "2025/7/8 5:30 PM": "2025-07-08",
		"2025-07-08 下午 5:30": "2025-07-08", "2025年7月8日17时30分": "2025-07-08", "2025年7月8日17:30": "2025-07-08",
		"2025-07-08T17:00:00Z": "2025-07-09", "2025-07-08T15:59:59.999Z": "2025-07-08", "2025-07-08T23:00:00+08:00": "2025-07-08",
		"2025-07-08 23:00 -0500": "2025-07-09", "Tue, 08 Jul 2025 17:00:00 GMT": "2025-07-09", "2025-07-08\u202f17:00\u00a0UTC+8": "2025-07-08",
		"25/7/2025": "2025-07-25", "7/25/2025": "2025-07-25", "8/8/2025": "2025-08-08", "70/12/31": "1970-12-31",
		"": "", "-": "", "无": "", "9999-12-31": "9999-12-31",
	} {
		if v, code := p.Parse(sheet.Cell{Text: in}); v.Text != want || code != "" {
			t.Errorf("%q: %q %q, want %q", in, v.Text, code, want)
		}
	}
	for in, want := range map[string]sheet.Code{
		"2025-02-30": "invalid_date", "2025年7月": "invalid_date", "2025-07": "invalid_date", "2025-13-01": "invalid_date",
		"2023-02-29": "invalid_date", "20251301": "invalid_date", "250708": "invalid_date", "明天": "invalid_date", "7/8": "invalid_date",
		"2025-07-08 25:00": "invalid_date", "2025-07-08 12:60": "invalid_date", "10:30": "invalid_date", "31/31/2025": "invalid_date",
		"2025-7/8": "invalid_date", "8-Foo-25": "invalid_date", "0000-00-00": "invalid_date", "2025-07-08 noon": "invalid_date",
		"2025-07-08T17:00+99:00": "invalid_date", "125/7/8": "invalid_date", "30-Feb-2025": "invalid_date", "1900-02-29": "invalid_date",
		"1/8/25": "ambiguous_date", "7/8/2025": "ambiguous_date", "25/08/01": "ambiguous_date", "25/12/31": "ambiguous_date", "7.8.2025": "ambiguous_date",
		"45846": "date_serial_unconfirmed", "45846.5": "date_serial_unconfirmed",
	} {
		if v, code := p.Parse(sheet.Cell{Text: in}); code != want || v.Text != "" {
			t.Errorf("%q: %q %q, want %q", in, v.Text, code, want)
		}
	}
	for _, c := range []struct {
		spec     sheet.Spec
		in, want string
	}{
		{sheet.Spec{Order: sheet.DayFirst}, "1/8/25", "2025-08-01"}, {sheet.Spec{Order: sheet.MonthFirst}, "1/8/25", "2025-01-08"},
		{sheet.Spec{Order: sheet.YearFirst}, "25/08/01", "2025-08-01"}, {sheet.Spec{Order: sheet.DayFirst}, "7.8.2025", "2025-08-07"},
		{sheet.Spec{Order: sheet.MonthFirst}, "25/1/2025", "invalid_date"}, {sheet.Spec{Order: sheet.DayFirst}, "2025/1/2", "2025-01-02"},
		{sheet.Spec{Serials: sheet.Serials1900}, "45846", "2025-07-08"}, {sheet.Spec{Serials: sheet.Serials1904}, "44384", "2025-07-08"},
		{sheet.Spec{Serials: sheet.Serials1900}, "60", "invalid_date"}, {sheet.Spec{Serials: sheet.Serials1900}, "0", "invalid_date"},
	} {
		c.spec.Type = sheet.DateType
		v, code := sheet.NewParser(c.spec).Parse(sheet.Cell{Text: c.in})
		if v.Text+string(code) != c.want {
			t.Errorf("%q with %v: %q %q, want %q", c.in, c.spec, v.Text, code, c.want)
		}
	}
}

func TestDateEvidence(t *testing.T) {
	for want, columns := range map[sheet.DateOrder][]string{
		sheet.DayFirst:   {"25/7/25 1/8/25", "13/1/2025 1/2/2025", "31.12.25 01.02.25", "1/1/25 13/2/25"},
		sheet.MonthFirst: {"7/25/2025 1/8/2025", "1/8/25 12/31/25"},
		sheet.YearFirst:  {"25/12/31 25/01/02", "24/8/1 25/8/20", "25/01/05 25/02/20 25/03/28", "99/01/02 98/03/04"},
		sheet.AskOrder:   {"1/8/25 2/8/25", "2025/1/2 2025-03-04", "25/7/2025 7/25/2025 1/2/2025", "25/08/01 25/08/02", "x y", ""},
	} {
		for _, column := range columns {
			var e sheet.DateEvidence
			for _, text := range strings.Fields(column) {
				e.Observe(sheet.Cell{Text: text})
			}
			if got := e.Order(); got != want {
				t.Errorf("%s: %q, want %q", column, got, want)
			}
		}
	}
	x := read(t, []byte("回访\n1/8/25\n25/7/25\n"))
	if x.Columns[0].Dates != sheet.DayFirst {
		t.Errorf("Detect gathers the evidence: %+v", x.Columns)
	}
}

// Rule 10.
func TestPhones(t *testing.T) {
	p := sheet.NewParser(sheet.Spec{Type: sheet.PhoneType})
	for in, want := range map[string]string{
		"19911110001": "+8619911110001", "199 1111 0002": "+8619911110002", "199-1111-0002": "+8619911110002",
		"+86 19922220001": "+8619922220001", "0086 19922220001": "+8619922220001", "8619922220001": "+8619922220001",
		"１９９２２２２０００１": "+8619922220001", "(+86)19922220001": "invalid_phone", "'19911110001": "+8619911110001",
		"0571-88880002": "0571-88880002", "0571 8888 0002": "0571-88880002", "(0571) 88880002": "0571-88880002", "057188880002": "0571-88880002",
		"010-88880002": "010-88880002", "01088880002": "010-88880002", "+86 571 8888 0002": "0571-88880002", "+86-10-88880002": "010-88880002",
		"+86(0571)88880002": "0571-88880002", "0769-2222 0003": "0769-22220003", "0571-88880002转801": "0571-88880002-801",
		"0571-88880002 ext. 801": "0571-88880002-801", "0571-88880002-801": "0571-88880002-801", "0571-88880002 x801": "0571-88880002-801",
		"0571-8888-0002": "0571-88880002", "400-820-8820": "400-820-8820", "4008208820": "400-820-8820", "88880002": "88880002", "95588": "95588",
		"+1 (650) 555-0100": "+16505550100", "+44 (0)20 7946 0000": "+442079460000", "0044 20 7946 0000": "+442079460000",
		"1.99E+10": "sci_notation_loss", "1.9911110002E+10": "sci_notation_loss", "1991111000": "invalid_phone", "199111100022": "invalid_phone",
		"12345": "12345", "abc": "invalid_phone", "0571-88880002 ext": "invalid_phone", "+123": "invalid_phone", "19911110001 (张)": "invalid_phone",
		"19911110001/19911110002": "multiple_values", "19911110001、0571-88880002": "multiple_values", "19911110001 19911110002": "multiple_values",
		"": "", "无": "", "-": "",
	} {
		if v, code := p.Parse(sheet.Cell{Text: in}); v.Text+string(code) != want {
			t.Errorf("%q: %q %q, want %q", in, v.Text, code, want)
		}
	}
	all := sheet.NewParser(sheet.Spec{Type: sheet.PhoneType, Several: true})
	v, code := all.Parse(sheet.Cell{Text: "19911110001 或 0571-88880002"})
	if code != "" || !reflect.DeepEqual(v.All, []string{"+8619911110001", "0571-88880002"}) || v.Text != v.All[0] {
		t.Errorf("several: %+v %q", v, code)
	}
	if _, code := all.Parse(sheet.Cell{Text: "19911110001/2"}); code != sheet.InvalidPhone {
		t.Errorf("half a second number: %q", code)
	}
}

func TestCreditCodes(t *testing.T) {
	p := sheet.NewParser(sheet.Spec{Type: sheet.CreditCodeType})
	good := creditCode("91440300MA5FABCD1")
	for in, warns := range map[string]bool{
		good: false, strings.ToLower(good): false, "'" + good: false, good[:8] + " " + good[8:]: false,
		good[:17] + "?": true, good[:17]: true, good[:5] + "9" + good[6:]: true, "91440300E1234567890"[:18]: true,
	} {
		v, code := p.Parse(sheet.Cell{Text: in})
		if code != "" || (len(v.Warnings) == 1) != warns || !warns && v.Text != good {
			t.Errorf("%q: %+v %q", in, v, code)
		}
	}
	if _, code := p.Parse(sheet.Cell{Text: "9.1440300E+17"}); code != sheet.SciNotationLoss {
		t.Errorf("scientific notation: %q", code)
	}
}

// creditCode appends the check character of GB 32100-2015, computed the long way.
func creditCode(body string) string {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	sum := 0
	for i := range len(body) {
		weight := 1
		for range i {
			weight = weight * 3 % 31
		}
		sum += strings.IndexByte(alphabet, body[i]) * weight
	}
	return body + string(alphabet[(31-sum%31)%31])
}

func TestOtherTypes(t *testing.T) {
	integer := sheet.Spec{Type: sheet.IntegerType, Low: 1, High: 5000}
	email := sheet.Spec{Type: sheet.EmailType}
	percent := sheet.Spec{Type: sheet.PercentType}
	choice := sheet.Spec{Type: sheet.ChoiceType, Labels: map[string]string{"high": "high", "高": "high", "Very High": "top", "-": "none"}}
	for _, c := range []struct {
		spec     sheet.Spec
		in, want string
	}{
		{integer, "1,200", "1200"}, {integer, "５０", "50"}, {integer, "50.0", "50"}, {integer, "0", "out_of_range"},
		{integer, "5001", "out_of_range"}, {integer, "5.5", "invalid_integer"}, {integer, "50-100", "invalid_integer"},
		{integer, "1e3", "invalid_integer"}, {integer, "50人", "invalid_integer"}, {integer, "99999999999999999999", "out_of_range"},
		{sheet.Spec{Type: sheet.IntegerType}, "-7", "-7"},
		{email, "a.b@example.com", "a.b@example.com"}, {email, "ａ＠example.cn", "a@example.cn"}, {email, "a@b", "invalid_email"},
		{email, "a@@b.cn", "invalid_email"}, {email, "a b@c.cn", "invalid_email"}, {email, ".a@b.cn", "invalid_email"},
		{email, "a@-b.cn", "invalid_email"}, {email, "a@b.cn; c@d.cn", "multiple_values"}, {email, "<a@b.cn>", "invalid_email"},
		{percent, "25%", "25%"}, {percent, "25", "25%"}, {percent, "12.50 ％", "12.5%"}, {percent, "0.25", "25%"}, {percent, "0", "0%"},
		{percent, "0.5%", "0.5%"}, {percent, "a%", "invalid_percent"}, {percent, "1e99%", "out_of_range"},
		{choice, "高", "high"}, {choice, " HIGH ", "high"}, {choice, "very  high", "top"}, {choice, "-", "none"}, {choice, "低", "unknown_value"},
		{choice, "", ""}, {choice, "无", ""},
		{sheet.Spec{Type: "nonsense"}, "x", "unknown_value"},
	} {
		v, code := sheet.NewParser(c.spec).Parse(sheet.Cell{Text: c.in})
		if v.Text+string(code) != c.want {
			t.Errorf("%s %q: %q %q, want %q", c.spec.Type, c.in, v.Text, code, c.want)
		}
	}
	v, _ := sheet.NewParser(percent).Parse(sheet.Cell{Text: "0.25"})
	if !reflect.DeepEqual(v.Warnings, []sheet.Code{sheet.PercentAsRatio}) {
		t.Errorf("a ratio warns: %v", v.Warnings)
	}
	for _, kind := range sheet.Types() {
		if _, code := sheet.NewParser(sheet.Spec{Type: kind}).Parse(sheet.Cell{Text: "x", Code: sheet.CellError}); code != sheet.CellError {
			t.Errorf("%s: a cell at fault gives its code, got %q", kind, code)
		}
	}
}
