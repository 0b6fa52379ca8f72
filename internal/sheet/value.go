package sheet

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// Type says how the texts of a column become values.
type Type string

// The types of column.
const (
	TextType       Type = "text"    // several lines; Max defaults to 65,536
	LineType       Type = "line"    // one line; Max defaults to 255
	CompanyType    Type = "company" // one line; warns of mixed scripts
	AmountType     Type = "amount"
	DateType       Type = "date"
	PhoneType      Type = "phone"
	CreditCodeType Type = "credit_code"
	EmailType      Type = "email"
	IntegerType    Type = "integer"
	PercentType    Type = "percent"
	ChoiceType     Type = "choice" // one of Labels
)

// Types lists every type of column.
func Types() []Type {
	return []Type{
		TextType, LineType, CompanyType, AmountType, DateType, PhoneType, CreditCodeType, EmailType,
		IntegerType, PercentType, ChoiceType,
	}
}

// Spec says how one column is read.
type Spec struct {
	Type    Type
	Max     int               // code points of a text, 0 for the default of the type
	Labels  map[string]string // ChoiceType: every accepted word, codes too, to its code
	Several bool              // PhoneType, EmailType: several values in a cell are kept
	Order   DateOrder         // DateType: which part of 1/8/25 is what
	Serials Serials           // DateType: bare numbers are confirmed to be serial days
	Zone    *time.Location    // DateType: of the organisation; nil is UTC
	Region  string            // PhoneType: calling code of numbers without one, "86" by default
	Low     int64             // IntegerType: least value, when Low < High
	High    int64             // IntegerType: greatest value
	Times   int64             // AmountType: every value is multiplied, 0 is 1; for a column in 万元
}

// Value is what a cell says. Text is "" when it says nothing; else text as
// cleaned, amounts "-1234.50", dates YYYY-MM-DD, mobile numbers E.164, integers
// "42", percent "12.5%", choices their code.
type Value struct {
	Text     string
	Currency string   // amounts: ISO 4217, "" when the cell names none
	All      []string // every value of a cell with several; Text is the first
	Warnings []Code
}

// Parser turns the cells of one column into values.
type Parser struct {
	spec   Spec
	labels map[string]string
}

// NewParser prepares the parser of a column.
func NewParser(spec Spec) *Parser {
	p := &Parser{spec: spec}
	if p.spec.Zone == nil {
		p.spec.Zone = time.UTC
	}
	if p.spec.Region == "" {
		p.spec.Region = "86"
	}
	if p.spec.Max == 0 {
		p.spec.Max = 255
		if spec.Type == TextType {
			p.spec.Max = 1 << 16
		}
	}
	if len(spec.Labels) > 0 {
		p.labels = make(map[string]string, len(spec.Labels))
		for word, code := range spec.Labels {
			p.labels[foldLabel(word)] = code
		}
	}
	return p
}

// Parse reads a cell. The Code is "" when the value may be stored; any other
// refuses the row.
func (p *Parser) Parse(c Cell) (Value, Code) {
	if c.Code != "" {
		return Value{}, c.Code
	}
	if p.spec.Type == TextType {
		text, code := cleanLines(c)
		return p.bounded(Value{Text: text}, code)
	}
	text, code := cleanLine(c.Text)
	if code != "" || text == "" {
		return Value{}, code
	}
	switch p.spec.Type {
	case CompanyType:
		v := Value{Text: text}
		if mixedScript(text) {
			v.Warnings = []Code{MixedScript}
		}
		return p.bounded(v, "")
	case ChoiceType:
		if code, ok := p.labels[foldLabel(text)]; ok {
			return Value{Text: code}, ""
		}
	case LineType:
		return p.bounded(Value{Text: text}, "")
	}
	if isEmptyMark(text) {
		return Value{Warnings: []Code{EmptyMark}}, ""
	}
	return p.parseTyped(text, c.Kind)
}

func (p *Parser) parseTyped(text string, kind Kind) (Value, Code) {
	switch p.spec.Type {
	case AmountType:
		return parseAmount(text, kind, p.spec.Times)
	case DateType:
		return p.parseDate(text)
	case PhoneType:
		return p.several(text, p.parsePhones)
	case EmailType:
		return p.several(text, parseEmails)
	case CreditCodeType:
		return p.bounded(parseCreditCode(text))
	case IntegerType:
		return p.parseInteger(text)
	case PercentType:
		return parsePercent(text)
	}
	return Value{}, UnknownValue
}

// bounded refuses what is too long; nothing is ever cut.
func (p *Parser) bounded(v Value, code Code) (Value, Code) {
	if code == "" && len(v.Text) > p.spec.Max && utf8.RuneCountInString(v.Text) > p.spec.Max {
		return Value{}, TooLong
	}
	if code != "" {
		return Value{}, code
	}
	return v, ""
}

func (p *Parser) several(text string, parse func(string) ([]string, Code)) (Value, Code) {
	all, code := parse(text)
	switch {
	case code != "":
		return Value{}, code
	case len(all) > 1 && !p.spec.Several:
		return Value{}, MultipleValues
	case len(all) == 1:
		return p.bounded(Value{Text: all[0]}, "")
	}
	return p.bounded(Value{Text: all[0], All: all}, "")
}

// foldLabel makes equal what people take for the same label.
func foldLabel(s string) string {
	s = strings.ToLower(norm.NFKC.String(strings.TrimFunc(s, outer)))
	return strings.Join(strings.FieldsFunc(s, space), " ")
}

// fold turns full-width letters, digits and signs into their usual forms, and
// nothing else: 10² does not become 102.
func fold(s string) string {
	if isASCII(s) {
		return s
	}
	return width.Fold.String(s)
}

// isEmptyMark tells the marks that people write for "nothing".
func isEmptyMark(text string) bool {
	if len(text) > 12 {
		return false
	}
	switch strings.ToUpper(fold(text)) {
	case "-", "--", "—", "——", "–", "−", "/", "\\", "无", "無", "N/A", "NA", "NULL", "NIL", "NONE":
		return true
	}
	return false
}

// parseInteger reads a whole number, with or without thousands separators.
func (p *Parser) parseInteger(text string) (Value, Code) {
	plain, code := plainDecimal(fold(text))
	if code != "" || strings.ContainsAny(plain, "eE") {
		return Value{}, InvalidInteger
	}
	whole, fraction, _ := strings.Cut(plain, ".")
	if strings.Trim(fraction, "0") != "" {
		return Value{}, InvalidInteger
	}
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || p.spec.Low < p.spec.High && (n < p.spec.Low || n > p.spec.High) {
		return Value{}, OutOfRange
	}
	return Value{Text: strconv.FormatInt(n, 10)}, ""
}
