package sheet

import (
	"bufio"
	"io"
	"strings"
)

// Writer writes a table row by row. Close completes the file; it does not close
// what the file is written to.
type Writer interface {
	Write(row []string) error
	Close() error
}

// Out is a column of a written table. Kind Number columns hold plain decimals
// and Date columns YYYY-MM-DD; a text that is neither is written as text.
type Out struct {
	Header string
	Kind   Kind // Text, Number or Date
}

// csvWriter writes UTF-8 with a byte order mark, CRLF, and every cell guarded.
type csvWriter struct {
	out     *bufio.Writer
	columns []Out
	failed  error
}

// NewCSV begins a CSV file with its header. Text that a spreadsheet would take
// for a formula is guarded (see Guard); reading the file again restores it.
func NewCSV(w io.Writer, columns []Out) Writer {
	c := &csvWriter{out: bufio.NewWriterSize(w, 64<<10), columns: columns}
	c.out.WriteString("\uFEFF")
	names := make([]string, len(columns))
	for i, column := range columns {
		names[i] = Guard(column.Header)
	}
	c.line(names)
	return c
}

// Write adds a row; a row that is longer than the header keeps its cells.
func (c *csvWriter) Write(row []string) error {
	cells := make([]string, max(len(row), len(c.columns)))
	for i, text := range row {
		if i < len(c.columns) && c.columns[i].Kind == Number && isPlainDecimal(text) {
			cells[i] = text
			continue
		}
		cells[i] = Guard(text)
	}
	c.line(cells)
	return c.failed
}

func (c *csvWriter) line(cells []string) {
	for i, text := range cells {
		if i > 0 {
			c.out.WriteByte(',')
		}
		if !needsQuotes(text, len(cells) == 1) {
			c.out.WriteString(text)
			continue
		}
		c.out.WriteByte('"')
		c.out.WriteString(strings.ReplaceAll(text, `"`, `""`))
		c.out.WriteByte('"')
	}
	_, c.failed = c.out.WriteString("\r\n")
}

// needsQuotes tells cells that would not come back without quotes. The only
// cell of a row is quoted when empty, and a header that reads like "sep=;" too.
func needsQuotes(text string, only bool) bool {
	if text == "" {
		return only
	}
	if strings.ContainsAny(text, "\",;|\t\r\n") || strings.HasPrefix(strings.ToLower(text), "sep=") {
		return true
	}
	return space(rune(text[0])) || space(rune(text[len(text)-1]))
}

// isPlainDecimal tells what may stand unguarded in a column of numbers.
func isPlainDecimal(text string) bool {
	whole, fraction, dot := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	return digitsOnly(whole) && (!dot || digitsOnly(fraction))
}

// Close writes what is left.
func (c *csvWriter) Close() error {
	if c.failed != nil {
		return c.failed
	}
	return c.out.Flush()
}

// Refused writes the file of refused rows. Its first three columns say which
// record was refused and why; behind them stand the cells as they were, so that
// the file can be corrected and read again.
type Refused struct{ out Writer }

// NewRefused begins the file. heads are the headers of the first three columns
// in the reader's language: record, code, reason.
func NewRefused(w io.Writer, heads [3]string, columns []Column) *Refused {
	out := []Out{{Header: heads[0], Kind: Number}, {Header: heads[1]}, {Header: heads[2]}}
	for _, c := range columns {
		out = append(out, Out{Header: c.Header})
	}
	return &Refused{NewCSV(w, out)}
}

// Write adds a refused row: its record number, code and reason, then its cells.
func (r *Refused) Write(record string, code Code, reason string, cells []string) error {
	return r.out.Write(append([]string{record, string(code), reason}, cells...))
}

// Close completes the file.
func (r *Refused) Close() error { return r.out.Close() }
