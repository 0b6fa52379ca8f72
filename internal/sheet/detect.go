package sheet

import (
	"context"
	"errors"
	"io"
	"strings"
)

// Detection is what one look at a whole file found, for a person to confirm
// before anything is stored.
type Detection struct {
	Format        Format
	Choice        Choice // complete: give it to Open
	Sheets        []SheetName
	Columns       []Column
	Rows          int    // records of data, refused and totals rows counted, blank ones not
	Refused       int    // of these, rows that are refused whatever the mapping
	Samples       []Row  // the first rows of data, texts cleaned for showing
	Totals        []int  // record numbers of totals rows, at most 100
	HiddenRows    []int  // record numbers, at most 100
	Warnings      []Note // in the order of the codes
	DateSystem    Serials
	hiddenRows    int
	totals        int
	encodingFault int
}

// SheetName is a sheet that may be chosen. Those that a workbook hides from its
// own user interface (veryHidden) are never among them.
type SheetName struct {
	Name   string
	Hidden bool
}

// Column is one column under the header.
type Column struct {
	Index  int
	Header string // cleaned; equal ones numbered; "" when the header is blank
	Filled int    // rows with something in it
	Hidden bool
	Dates  DateOrder // by the evidence of the whole column
}

// Note is a warning about the file, with how often it applies.
type Note struct {
	Code  Code
	Count int
}

// The bounds of what Detect lists.
const (
	sampleRows = 5
	listed     = 100
	shownRunes = 200
)

// Detect reads the whole file once and reports what it holds. A file that is
// refused gives a *fault.Error with one of the codes for files.
func Detect(ctx context.Context, f File, c Choice, o Options) (*Detection, error) {
	r, d, err := begin(ctx, f, c, o)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	evidence := make([]DateEvidence, len(r.columns))
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		d.count(row)
		for i, cell := range row.Cells[:len(r.columns)] {
			if cell.Text != "" && !isBlank(cell.Text) {
				r.columns[i].Filled++
				evidence[i].Observe(cell)
			}
		}
	}
	for i := range r.columns {
		r.columns[i].Dates = evidence[i].Order()
	}
	d.Columns = r.columns
	d.warn(r)
	return d, nil
}

// Open streams the rows of data under the header. What c leaves open is found
// out first. The caller must Close the Reader.
func Open(ctx context.Context, f File, c Choice, o Options) (*Reader, error) {
	r, _, err := begin(ctx, f, c, o)
	return r, err
}

func (d *Detection) count(row *Row) {
	d.Rows++
	if row.Code != "" {
		d.Refused++
	}
	if row.Code == Undecodable {
		d.encodingFault++
	}
	if row.Total {
		d.totals++
		d.Totals = list(d.Totals, row.Record)
	}
	if row.Hidden {
		d.hiddenRows++
		d.HiddenRows = list(d.HiddenRows, row.Record)
	}
	if len(d.Samples) < sampleRows {
		d.Samples = append(d.Samples, sample(row))
	}
}

func list(all []int, n int) []int {
	if len(all) < listed {
		all = append(all, n)
	}
	return all
}

// sample copies a row for showing; long texts end in an ellipsis there.
func sample(row *Row) Row {
	shown := *row
	shown.Cells = make([]Cell, len(row.Cells))
	for i, c := range row.Cells {
		c.Text = strings.TrimFunc(strings.ToValidUTF8(c.Text, "\uFFFD"), outer)
		if runes := []rune(c.Text); len(runes) > shownRunes {
			c.Text = string(runes[:shownRunes]) + "…"
		}
		c.Text = strings.Clone(c.Text)
		shown.Cells[i] = c
	}
	return shown
}

func (d *Detection) warn(r *Reader) {
	unmapped, hidden := 0, 0
	for _, c := range d.Columns {
		if c.Header == "" && c.Filled > 0 {
			unmapped++
		}
		if c.Hidden {
			hidden++
		}
	}
	guessed := 0
	if r.headerGuessed {
		guessed = d.Choice.HeaderRow
	}
	for _, n := range []Note{
		{HeaderGuessed, guessed}, {EncodingDoubtful, d.encodingFault}, {HiddenRows, d.hiddenRows},
		{HiddenColumns, hidden}, {UnmappedColumns, unmapped}, {TotalsRows, d.totals},
	} {
		if n.Count > 0 {
			d.Warnings = append(d.Warnings, n)
		}
	}
}

// begin opens the file, finds the header and leaves the Reader before the first
// row of data.
func begin(ctx context.Context, f File, c Choice, o Options) (*Reader, *Detection, error) {
	o.Limits = o.Limits.filled()
	if err := c.check(); err != nil {
		return nil, nil, err
	}
	format, err := sniff(f)
	if err != nil {
		return nil, nil, err
	}
	d := &Detection{Format: format, DateSystem: Serials1900}
	r := &Reader{ctx: ctx, lim: o.Limits}
	if format == XLSX {
		err = r.openWorkbook(f, c, o, d)
	} else {
		r.src, d.Choice, err = openCSV(f, c, o.Limits)
	}
	if err == nil {
		err = r.readHeader(&d.Choice, o.Known)
	}
	if err != nil {
		return nil, nil, errors.Join(err, r.Close())
	}
	return r, d, nil
}

// check refuses a Choice that no screen offers.
func (c Choice) check() error {
	known := c.Encoding == ""
	for _, e := range Encodings() {
		known = known || c.Encoding == e
	}
	wrong := func(field string) error { return refuse(ChoiceInvalid).At(field) }
	switch {
	case !known:
		return wrong("encoding")
	case c.Delimiter != "" && (len(c.Delimiter) != 1 || !strings.Contains(delimiters, c.Delimiter)):
		return wrong("delimiter")
	case c.HeaderRow < 0:
		return wrong("header_row")
	}
	return nil
}
