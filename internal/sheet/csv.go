package sheet

import (
	"errors"
	"io"
	"strings"
)

// csvSource reads CSV records from UTF-8 bytes: RFC 4180 with the leniency of
// the contract. A quote inside an unquoted cell is text, blanks outside quotes
// are dropped, line ends may be CRLF, LF or CR in any mix, and a quote that is
// never closed refuses the file.
type csvSource struct {
	in        io.Reader
	buf       []byte
	pos, end  int
	inErr     error
	delimiter byte
	lim       Limits
	line      int // physical line of the next byte, from 1
	afterCR   bool
	rec       record
	text      []byte // bytes of the record's cells, one after the other
	spans     []span
	cell      span
	tail      []byte // what follows a closing quote
	quoteLine int
	state     csvState
	keep      int // cells kept of a record
	beyond    bool
}

// span is a cell inside the text of the record.
type span struct {
	from, to int
	long     bool
}

type csvState uint8

const (
	csvPlain  csvState = iota
	csvQuoted          // inside quotes
	csvClosed          // after the closing quote
)

func newCSVSource(in io.Reader, delimiter byte, lim Limits) *csvSource {
	return &csvSource{
		in: in, buf: make([]byte, 64<<10), delimiter: delimiter, lim: lim, line: 1, keep: lim.Columns,
	}
}

func (s *csvSource) close() error { return nil }

// limit keeps some cells beyond the width, for the file of refused rows.
func (s *csvSource) limit(width int) { s.keep = min(s.lim.Columns, width+spareCells) }

// spareCells is how many surplus cells of a refused row are kept to show them.
const spareCells = 64

// peek returns the next byte; ok is false at the end of the input.
func (s *csvSource) peek() (c byte, ok bool) {
	for s.pos == s.end {
		if s.inErr != nil {
			return 0, false
		}
		n, err := s.in.Read(s.buf)
		s.pos, s.end, s.inErr = 0, n, err
	}
	return s.buf[s.pos], true
}

func (s *csvSource) next() (*record, error) {
	if _, ok := s.peek(); !ok {
		return nil, s.inErr
	}
	s.text, s.spans, s.beyond = s.text[:0], s.spans[:0], false
	s.beginCell()
	for {
		c, ok := s.peek()
		if !ok {
			if !errors.Is(s.inErr, io.EOF) {
				return nil, s.inErr
			}
			if s.state == csvQuoted {
				return nil, refuse(QuoteUnclosed).With("line", s.quoteLine)
			}
			return s.finish(), nil
		}
		if s.run() {
			continue
		}
		s.pos++
		if s.take(c) {
			return s.finish(), nil
		}
	}
}

// run copies the ordinary bytes at hand in one go and reports whether there
// were any.
func (s *csvSource) run() bool {
	i := s.pos
	if s.state == csvQuoted {
		for i < s.end && s.buf[i] != '"' && s.buf[i] != '\r' && s.buf[i] != '\n' {
			i++
		}
	} else {
		for i < s.end && s.buf[i] != '"' && s.buf[i] != '\r' && s.buf[i] != '\n' && s.buf[i] != s.delimiter {
			i++
		}
	}
	if i == s.pos {
		return false
	}
	s.put(s.buf[s.pos:i])
	s.pos, s.afterCR = i, false
	return true
}

// take handles a byte that may mean something; true ends the record.
func (s *csvSource) take(c byte) (done bool) {
	switch c {
	case '\r', '\n':
		return s.lineEnd(c)
	case '"':
		s.quote()
	default: // the delimiter: inside quotes run has taken it
		s.endCell()
		s.beginCell()
	}
	s.afterCR = false
	return false
}

func (s *csvSource) lineEnd(c byte) (done bool) {
	if c == '\r' || !s.afterCR {
		s.line++
	}
	s.afterCR = c == '\r'
	if s.state == csvQuoted {
		s.put([]byte{c})
		return false
	}
	if c == '\r' {
		if following, ok := s.peek(); ok && following == '\n' {
			s.pos++
			s.afterCR = false
		}
	}
	return true
}

func (s *csvSource) quote() {
	switch s.state {
	case csvQuoted:
		if c, ok := s.peek(); ok && c == '"' {
			s.pos++
			s.put([]byte{'"'})
			return
		}
		s.state = csvClosed
	case csvClosed:
		s.put([]byte{'"'})
	default:
		if !isBlank(string(s.text[s.cell.from:])) {
			s.put([]byte{'"'})
			return
		}
		s.text = s.text[:s.cell.from]
		s.state, s.quoteLine = csvQuoted, s.line
	}
}

func (s *csvSource) beginCell() {
	s.cell = span{from: len(s.text)}
	s.tail, s.state = s.tail[:0], csvPlain
}

// put adds bytes to the cell, or to the tail after its closing quote. Beyond
// the limits it only notes that the cell is too long.
func (s *csvSource) put(b []byte) {
	if s.state == csvClosed {
		s.tail = append(s.tail, b[:min(len(b), max(0, s.lim.CellBytes+1-len(s.tail)))]...)
		return
	}
	s.add(b)
}

func (s *csvSource) add(b []byte) {
	room := min(s.lim.CellBytes-(len(s.text)-s.cell.from), s.lim.RowBytes-len(s.text))
	if len(b) > room {
		s.cell.long = true
		b = b[:max(0, room)]
	}
	s.text = append(s.text, b...)
}

func (s *csvSource) endCell() {
	if len(s.tail) > 0 && !isBlank(string(s.tail)) {
		s.add(s.tail)
	}
	s.cell.to = len(s.text)
	if len(s.spans) < s.keep {
		s.spans = append(s.spans, s.cell)
		return
	}
	s.beyond = s.beyond || s.cell.long || !isBlank(string(s.text[s.cell.from:]))
	s.text = s.text[:s.cell.from]
}

// finish makes the record of the cells read; its texts share one string.
func (s *csvSource) finish() *record {
	s.endCell()
	all := string(s.text)
	plain := isASCII(all)
	cells := s.rec.cells[:0]
	for _, at := range s.spans {
		c := Cell{Text: all[at.from:at.to]}
		if !plain && garbled(c.Text) {
			c.Code = Undecodable
		}
		if at.long {
			c.Code = TooLong
		}
		if strings.HasPrefix(c.Text, "'") {
			c.Text, c.Guarded = Unguard(c.Text)
		}
		cells = append(cells, c)
	}
	s.rec = record{number: s.rec.number + 1, cells: cells, width: len(cells), wide: s.beyond}
	s.state = csvPlain
	return &s.rec
}
