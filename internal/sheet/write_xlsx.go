package sheet

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// excelCell is the most UTF-16 units that a cell of a workbook holds.
const excelCell = 32767

// xlsxWriter writes a workbook with one sheet. Texts are written as strings and
// never as formulas.
type xlsxWriter struct {
	to      io.Writer
	book    *excelize.File
	stream  *excelize.StreamWriter
	columns []Out
	date    int // style of dates
	row     int
}

// NewXLSX begins a workbook with one sheet of that name and its header in bold.
func NewXLSX(w io.Writer, sheet string, columns []Out) (Writer, error) {
	x := &xlsxWriter{to: w, book: excelize.NewFile(), columns: columns}
	if err := x.begin(sheet); err != nil {
		return nil, errors.Join(err, x.book.Close())
	}
	return x, nil
}

func (x *xlsxWriter) begin(sheet string) error {
	if err := x.book.SetSheetName("Sheet1", sheetTitle(sheet)); err != nil {
		return err
	}
	format := "yyyy-mm-dd"
	date, err := x.book.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		return err
	}
	bold, err := x.book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	x.date = date
	if x.stream, err = x.book.NewStreamWriter(sheetTitle(sheet)); err != nil {
		return err
	}
	if err := x.stream.SetPanes(&excelize.Panes{
		Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft",
	}); err != nil {
		return err
	}
	if len(x.columns) > 0 {
		if err := x.stream.SetColWidth(1, len(x.columns), 18); err != nil {
			return err
		}
	}
	cells := make([]any, len(x.columns))
	for i, c := range x.columns {
		cells[i] = excelize.Cell{StyleID: bold, Value: guardMarked(c.Header)}
	}
	return x.put(cells)
}

// sheetTitle makes a name that Excel takes: no []:*?/\ and 31 units at most.
func sheetTitle(name string) string {
	name = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || r > 0xFFFF {
			return ' '
		}
		return r
	}, name), "' ")
	if runes := []rune(name); len(runes) > 31 {
		name = strings.Trim(string(runes[:31]), "' ")
	}
	if name == "" {
		return "Sheet1"
	}
	return name
}

func (x *xlsxWriter) put(cells []any) error {
	x.row++
	if x.row > 1<<20 {
		return refuse(TooManyRows).With("limit", 1<<20)
	}
	return x.stream.SetRow("A"+strconv.Itoa(x.row), cells)
}

// Write adds a row. A text beyond what a workbook can hold gives too_long; such
// a table can be written as CSV.
func (x *xlsxWriter) Write(row []string) error {
	cells := make([]any, len(row))
	for i, text := range row {
		if len(text) > excelCell && len(utf16.Encode([]rune(text))) > excelCell {
			return refuse(TooLong).With("max", excelCell).With("record", x.row+1)
		}
		kind := Text
		if i < len(x.columns) {
			kind = x.columns[i].Kind
		}
		cells[i] = x.cell(text, kind)
	}
	return x.put(cells)
}

func (x *xlsxWriter) cell(text string, kind Kind) any {
	switch {
	case text == "":
		return nil
	case kind == Number && isPlainDecimal(text) && countDigits(text) <= 15:
		if f, err := strconv.ParseFloat(text, 64); err == nil {
			return f
		}
	case kind == Date:
		if t, err := time.Parse(time.DateOnly, text); err == nil && t.Year() > 1900 {
			return excelize.Cell{StyleID: x.date, Value: t}
		}
	}
	return guardMarked(text)
}

// guardMarked adds an apostrophe to a text that would else lose one when it is
// read again. Other texts need no guard: string cells are never formulas.
func guardMarked(text string) string {
	if strings.HasPrefix(text, "'") {
		return Guard(text)
	}
	return text
}

// Close writes the workbook out.
func (x *xlsxWriter) Close() error {
	defer x.book.Close()
	if err := x.stream.Flush(); err != nil {
		return err
	}
	_, err := x.book.WriteTo(x.to)
	return err
}
