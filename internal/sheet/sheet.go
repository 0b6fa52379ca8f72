// Package sheet reads and writes tables in files: CSV in seven encodings, and
// XLSX. It knows rows, cells, columns and how texts become values; it does not
// know what a column is for. Nothing in a file is trusted: every limit is
// checked while the file streams by, and what cannot be read exactly is refused
// with a code (code.go), never guessed or cut. Start with Detect, which looks
// at a whole file once; then Open, which streams its rows; then Parser, which
// turns one cell into one value; then NewCSV and NewXLSX, which write.
package sheet

import (
	"io"
)

// Format is the kind of file, decided by its content.
type Format string

// The formats that are read.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

// File is an uploaded file: random access and its size in bytes.
type File struct {
	At   io.ReaderAt
	Size int64
}

// Choice is how a file is read. Zero members are found out by Detect; a person
// may set any of them.
type Choice struct {
	Encoding  Encoding // CSV only
	Delimiter string   // CSV only: one of , ; TAB |
	Sheet     string   // XLSX only: the name of a sheet
	HeaderRow int      // record number of the header, from 1
}

// Options steer reading. The zero value is good: default limits, the system's
// directory for temporary files.
type Options struct {
	Limits  Limits
	TempDir string
	// Known tells whether a header is one that the caller can map; it helps to
	// find the header among title rows. It may be nil.
	Known func(header string) bool
}

// Limits bound what a file may cost; zero members take the defaults.
type Limits struct {
	CSVBytes      int64 // size of a CSV file: 200 MiB
	XLSXBytes     int64 // size of a workbook as packed: 50 MiB
	UnpackedBytes int64 // of all its parts together: 600 MiB
	Ratio         int64 // unpacked to packed, once RatioFrom is reached: 100
	RatioFrom     int64 // 10 MiB
	Parts         int   // parts of a workbook: 2,000
	Rows          int   // records of a table: 1,048,576
	Columns       int   // 16,384
	CellBytes     int   // of one cell: 64 KiB
	RowBytes      int   // of one record: 8 MiB
	SharedStrings int   // texts in the table of a workbook: 8,388,608
	SharedMemory  int   // bytes of them kept in memory, the rest on disk: 8 MiB
}

func (l Limits) filled() Limits {
	fill(&l.CSVBytes, 200<<20)
	fill(&l.XLSXBytes, 50<<20)
	fill(&l.UnpackedBytes, 600<<20)
	fill(&l.Ratio, 100)
	fill(&l.RatioFrom, 10<<20)
	fill(&l.Parts, 2000)
	fill(&l.Rows, 1<<20)
	fill(&l.Columns, 1<<14)
	fill(&l.CellBytes, 64<<10)
	fill(&l.RowBytes, 8<<20)
	fill(&l.SharedStrings, 8<<20)
	fill(&l.SharedMemory, 8<<20)
	return l
}

func fill[N int | int64](n *N, value N) {
	if *n == 0 {
		*n = value
	}
}

// Kind says what a cell holds. In CSV every cell is Text.
type Kind uint8

// The kinds of cell.
const (
	Text    Kind = iota
	Number       // plain decimal without exponent, at most 15 digits
	Percent      // number shown as percent; Text is "25%"
	Date         // YYYY-MM-DD, with " hh:mm:ss" when it has a time
	Bool         // TRUE or FALSE
)

// Cell is one cell as the file has it: Text is neither trimmed nor normalised.
// The guard of an exported formula-like text is already taken off.
type Cell struct {
	Text    string
	Kind    Kind
	Guarded bool // a guard was taken off; leading blanks belong to the text
	Code    Code // why the cell cannot be read, "" when it can
	fill    bool // taken over from the first cell of a vertical merge
}

// Row is one record of data. It is valid until the next call of Next.
type Row struct {
	Record int    // as a spreadsheet numbers it, header and title rows counted
	Cells  []Cell // one per column; more only when Code is TooManyCells
	Code   Code   // why the whole row is refused, "" when it is not
	Column int    // index of the column at fault, when Code is set
	Total  bool   // looks like a totals row
	Hidden bool   // hidden in the workbook
}

// record is a Row before its header is known.
type record struct {
	number int
	cells  []Cell
	width  int  // cells present in the file, blank ones too
	wide   bool // non-blank cells beyond cells were dropped
	hidden bool
}

// source gives the records of a table in order; io.EOF after the last one.
type source interface {
	next() (*record, error)
	// limit tells that only the first width columns matter from now on.
	limit(width int)
	close() error
}
