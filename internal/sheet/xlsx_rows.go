package sheet

import (
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// xlsxSource streams the rows of one worksheet.
type xlsxSource struct {
	w       *workbook
	scanner *xmlScanner
	part    io.Closer
	merges  []merge // sorted by their first row; those begun are taken out
	filling []filling
	rec     record
	keep    int
	bytes   int // texts of the record so far
	column  int // of the last cell of the row, -1 before the first
	cell    cellParts
}

// filling is a vertical merge that has begun.
type filling struct {
	column, to int
	cell       Cell
}

// cellParts is what the element c of a cell says.
type cellParts struct {
	kind     string
	style    int
	formula  bool
	hasValue bool
	inValue  bool
	value    []byte
	long     bool
	inline   richText
}

func (x *xlsxSource) close() error {
	err := x.w.shared.close()
	if x.part != nil {
		err = errors.Join(x.part.Close(), err)
		x.part = nil
	}
	return err
}

func (x *xlsxSource) limit(width int) { x.keep = min(x.w.lim.Columns, width+spareCells) }

func (x *xlsxSource) next() (*record, error) {
	for {
		token, err := x.scanner.next()
		if errors.Is(err, io.EOF) {
			return nil, err
		}
		if err != nil {
			return nil, damaged(err)
		}
		if x.scanner.depth() < 2 || token == xmlText {
			continue
		}
		done, err := x.take(token)
		if err != nil {
			return nil, damaged(err)
		}
		if done {
			x.fill()
			return &x.rec, nil
		}
	}
}

// take handles the start or end of an element; true at the end of a row.
func (x *xlsxSource) take(token xmlToken) (done bool, err error) {
	name := string(x.scanner.name)
	switch {
	case name == "row" && token == xmlStart:
		return false, x.beginRow()
	case name == "row":
		return true, nil
	case name == "c" && token == xmlStart:
		return false, x.readCell()
	}
	return false, nil
}

func (x *xlsxSource) beginRow() error {
	number := x.rec.number + 1
	if r := x.scanner.attr("r"); r != nil {
		n, err := strconv.ParseInt(string(r), 10, 64)
		switch {
		case err == nil && n > int64(x.w.lim.Rows):
			return refuse(TooManyRows).With("limit", x.w.lim.Rows)
		case err != nil || n < int64(number):
			return errors.New("rows out of order")
		}
		number = int(n)
	}
	x.rec = record{number: number, cells: x.rec.cells[:0], hidden: yes(x.scanner.attr("hidden"))}
	x.bytes, x.column = 0, -1
	return nil
}

// readCell reads one element c to its end and puts the cell into the record.
func (x *xlsxSource) readCell() error {
	s := x.scanner
	column := x.column + 1
	if ref := s.attr("r"); ref != nil {
		at, _, ok := cellRef(ref)
		if !ok || at < column {
			return errors.New("cells out of order")
		}
		column = at
	}
	x.column = column
	style, _ := strconv.Atoi(string(s.attr("s")))
	value, inline := x.cell.value[:0], x.cell.inline
	inline.reset()
	x.cell = cellParts{kind: cellKind(s.attr("t")), style: style, value: value, inline: inline}
	inside := s.depth()
	for {
		token, err := s.next()
		if err != nil {
			return err
		}
		if token == xmlEnd && s.depth() < inside {
			return x.put(column)
		}
		x.cell.take(s, token, x.w.lim.CellBytes)
	}
}

// cellKind gives the type without allocating for the usual ones.
func cellKind(t []byte) string {
	switch string(t) {
	case "", "n":
		return "n"
	case "s":
		return "s"
	case "str":
		return "str"
	case "inlineStr":
		return "inlineStr"
	}
	return string(t)
}

func (c *cellParts) take(s *xmlScanner, token xmlToken, limit int) {
	if token == xmlText {
		if c.inValue {
			if len(c.value)+len(s.text) > limit {
				c.long = true
			} else {
				c.value = append(c.value, s.text...)
			}
			return
		}
		c.inline.take(s, token, limit)
		return
	}
	switch string(s.name) {
	case "v":
		c.inValue = token == xmlStart
		c.hasValue = true
	case "f":
		c.formula = true
	default:
		c.inline.take(s, token, limit)
	}
}

// put stores the cell at its column.
func (x *xlsxSource) put(column int) error {
	if column >= x.keep {
		if x.cell.hasValue || x.cell.formula || len(x.cell.inline.text) > 0 {
			x.rec.wide = true
		}
		return nil
	}
	c, err := x.made()
	if err != nil {
		return err
	}
	if x.bytes += len(c.Text); x.bytes > x.w.lim.RowBytes {
		c = Cell{Code: TooLong}
	}
	if c.Kind == Text && c.Code == "" {
		if !isASCII(c.Text) && garbled(c.Text) {
			c.Code = Undecodable
		}
		c.Text, c.Guarded = Unguard(c.Text)
	}
	for len(x.rec.cells) < column {
		x.rec.cells = append(x.rec.cells, Cell{})
	}
	x.rec.cells = append(x.rec.cells, c)
	x.rec.width = len(x.rec.cells)
	return nil
}

// made turns the parts into a Cell.
func (x *xlsxSource) made() (Cell, error) {
	p := &x.cell
	switch {
	case p.long || p.inline.long:
		return Cell{Code: TooLong}, nil
	case p.kind == "inlineStr":
		return Cell{Text: string(unescapeX(p.inline.text))}, nil
	case p.kind == "e":
		return Cell{Text: string(p.value), Code: CellError}, nil
	case p.formula && (!p.hasValue || len(p.value) == 0 && p.kind != "str"):
		return Cell{Code: FormulaNoValue}, nil
	case len(p.value) == 0:
		return Cell{}, nil
	}
	switch p.kind {
	case "s":
		return x.sharedCell(strings.TrimSpace(string(p.value)))
	case "str":
		return Cell{Text: string(unescapeX(p.value))}, nil
	case "b":
		if yes(p.value) {
			return Cell{Text: "TRUE", Kind: Bool}, nil
		}
		return Cell{Text: "FALSE", Kind: Bool}, nil
	case "d":
		return Cell{Text: string(p.value), Kind: Date}, nil
	}
	return x.w.numberCell(string(p.value), p.style), nil
}

func (x *xlsxSource) sharedCell(index string) (Cell, error) {
	i, err := strconv.Atoi(index)
	if err != nil {
		return Cell{Code: CellError}, nil
	}
	if x.w.shared.long[i] {
		return Cell{Code: TooLong}, nil
	}
	text, ok, err := x.w.shared.at(i)
	if !ok {
		return Cell{Code: CellError}, err
	}
	return Cell{Text: text}, err
}

// fill takes the cells of vertical merges over into the rows they cover. A row
// that has nothing of its own stays blank.
func (x *xlsxSource) fill() {
	n := x.rec.number
	for len(x.merges) > 0 && x.merges[0].from <= n {
		m := x.merges[0]
		x.merges = x.merges[1:]
		if m.from == n && m.column < len(x.rec.cells) {
			c := x.rec.cells[m.column]
			c.Text = strings.Clone(c.Text)
			c.fill = true
			x.filling = slices.DeleteFunc(x.filling, func(f filling) bool { return f.column == m.column })
			x.filling = append(x.filling, filling{m.column, m.to, c})
		}
	}
	kept := x.filling[:0]
	for _, f := range x.filling {
		if f.to < n {
			continue
		}
		kept = append(kept, f)
		for len(x.rec.cells) <= f.column {
			x.rec.cells = append(x.rec.cells, Cell{})
		}
		if own := &x.rec.cells[f.column]; isBlank(own.Text) && own.Code == "" {
			*own = f.cell
		}
	}
	x.filling = kept
}
