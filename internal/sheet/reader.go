package sheet

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
)

// Reader streams rows of data. It is not safe for use by several goroutines.
type Reader struct {
	ctx           context.Context
	src           source
	lim           Limits
	columns       []Column
	hidden        func(column int) bool
	ahead         []record // read while the header was looked for
	row           Row
	records       int
	headerGuessed bool
}

// Columns are the columns under the header; only their Index, Header and
// Hidden are known here.
func (r *Reader) Columns() []Column { return r.columns }

// Close frees the reader and removes its temporary file.
func (r *Reader) Close() error {
	if r.src == nil {
		return nil
	}
	return r.src.close()
}

// Next returns the next row of data, io.EOF after the last one, or the reason
// why the whole file is refused. The Row is valid until the next call.
func (r *Reader) Next() (*Row, error) {
	for {
		rec, err := r.advance()
		if err != nil {
			return nil, err
		}
		if !blankRecord(rec) {
			r.fillRow(rec)
			return &r.row, nil
		}
	}
}

// advance gives the next record, first those read ahead.
func (r *Reader) advance() (*record, error) {
	if len(r.ahead) > 0 {
		rec := &r.ahead[0]
		r.ahead = r.ahead[1:]
		return rec, nil
	}
	rec, err := r.src.next()
	if err != nil {
		return nil, err
	}
	if rec.number > r.lim.Rows {
		return nil, refuse(TooManyRows).With("limit", r.lim.Rows)
	}
	r.records++
	if r.records%1024 == 0 {
		err = r.ctx.Err()
	}
	return rec, err
}

func blankRecord(rec *record) bool {
	for i := range rec.cells {
		if c := &rec.cells[i]; !c.fill && (c.Code != "" || !isBlank(c.Text)) {
			return false
		}
	}
	return !rec.wide
}

// fillRow makes the Row of a record: padded, surplus cells found.
func (r *Reader) fillRow(rec *record) {
	width := len(r.columns)
	cells := append(r.row.Cells[:0], rec.cells...)
	for len(cells) < width {
		cells = append(cells, Cell{})
	}
	r.row = Row{Record: rec.number, Cells: cells, Hidden: rec.hidden}
	surplus := slices.IndexFunc(cells[width:], func(c Cell) bool { return c.Code != "" || !isBlank(c.Text) })
	garbled := slices.IndexFunc(cells, func(c Cell) bool { return c.Code == Undecodable })
	switch {
	case surplus >= 0:
		r.row.Code, r.row.Column = TooManyCells, width+surplus
	case rec.wide:
		r.row.Code, r.row.Column = TooManyCells, len(cells)
	case garbled >= 0:
		r.row.Code, r.row.Column = Undecodable, garbled
	}
	if r.row.Code != TooManyCells {
		r.row.Cells = cells[:width]
	}
	r.row.Total = isTotal(cells[:width])
}

// readHeader finds the header, or takes the chosen record, and prepares the
// columns.
func (r *Reader) readHeader(c *Choice, known func(string) bool) error {
	var head []record
	for len(head) < headerSearch || c.HeaderRow > 0 {
		rec, err := r.advance()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if c.HeaderRow > 0 && rec.number >= c.HeaderRow {
			head = append(head[:0], rec.copied())
			break
		}
		if c.HeaderRow == 0 && !blankRecord(rec) {
			head = append(head, rec.copied())
		}
	}
	at := 0
	switch {
	case c.HeaderRow > 0 && (len(head) == 0 || head[0].number != c.HeaderRow || blankRecord(&head[0])):
		return refuse(HeaderMissing).With("record", c.HeaderRow)
	case len(head) == 0:
		return refuse(EmptyFile)
	case c.HeaderRow == 0:
		at = findHeader(head, known)
		r.headerGuessed = at > 0
	}
	c.HeaderRow = head[at].number
	r.ahead = head[at+1:]
	return r.setColumns(&head[at])
}

func (r *Reader) setColumns(header *record) error {
	if header.wide {
		return refuse(TooManyColumns).With("limit", r.lim.Columns)
	}
	width := trimmedWidth(header)
	cells := header.cells
	for len(cells) < width {
		cells = append(cells, Cell{})
	}
	for i, name := range headers(cells) {
		hidden := r.hidden != nil && r.hidden(i)
		r.columns = append(r.columns, Column{Index: i, Header: name, Hidden: hidden})
	}
	r.src.limit(width)
	return nil
}

// copied is a record that outlives the next call of its source.
func (rec *record) copied() record {
	c := *rec
	c.cells = slices.Clone(rec.cells)
	for i := range c.cells {
		c.cells[i].Text = strings.Clone(c.cells[i].Text)
	}
	return c
}
