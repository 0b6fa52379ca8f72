package sheet

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strconv"
	"unicode/utf8"
)

// sharedStrings is the table of texts of a workbook. The first of them stay in
// memory, the rest go to a temporary file.
type sharedStrings struct {
	dir    string
	memory int
	ends   [][]uint32 // end offsets, in chunks so that growing copies nothing
	count  int
	size   int64
	build  []byte
	kept   string
	file   *os.File
	out    *bufio.Writer
	long   map[int]bool // texts beyond the limit of a cell; stored empty
}

const endsChunk = 1 << 14

func (t *sharedStrings) add(text []byte) error {
	if len(t.ends) == t.count/endsChunk {
		t.ends = append(t.ends, make([]uint32, 0, endsChunk))
	}
	if t.out == nil && len(t.build)+len(text) > t.memory {
		file, err := os.CreateTemp(t.dir, "sheet-*.tmp")
		if err != nil {
			return err
		}
		t.file, t.out = file, bufio.NewWriterSize(file, 64<<10)
	}
	if t.out == nil {
		t.build = append(t.build, text...)
	} else if _, err := t.out.Write(text); err != nil {
		return err
	}
	t.size += int64(len(text))
	chunk := &t.ends[t.count/endsChunk]
	*chunk = append(*chunk, uint32(t.size))
	t.count++
	return nil
}

// done ends the building of the table.
func (t *sharedStrings) done() error {
	t.kept, t.build = string(t.build), nil
	if t.out != nil {
		return t.out.Flush()
	}
	return nil
}

func (t *sharedStrings) end(i int) int64 {
	if i < 0 {
		return 0
	}
	return int64(t.ends[i/endsChunk][i%endsChunk])
}

// at returns text i; ok is false when there is none.
func (t *sharedStrings) at(i int) (text string, ok bool, err error) {
	if i < 0 || i >= t.count {
		return "", false, nil
	}
	from, to := t.end(i-1), t.end(i)
	if to <= int64(len(t.kept)) {
		return t.kept[from:to], true, nil
	}
	b := make([]byte, to-from)
	_, err = t.file.ReadAt(b, from-int64(len(t.kept)))
	return string(b), true, err
}

func (t *sharedStrings) close() error {
	if t.file == nil {
		return nil
	}
	err := errors.Join(t.file.Close(), os.Remove(t.file.Name()))
	t.file = nil
	return err
}

// readShared reads the table: rich text joined, phonetic runs left out.
func (w *workbook) readShared(ctx context.Context, part string) error {
	s, closer, err := w.scan(part)
	if s == nil {
		return err
	}
	defer closer.Close()
	var item richText
	for {
		token, err := s.next()
		if errors.Is(err, io.EOF) {
			return w.shared.done()
		}
		if err == nil && w.shared.count%4096 == 0 {
			err = ctx.Err()
		}
		if err != nil {
			return damaged(err)
		}
		item.take(s, token, w.lim.CellBytes)
		if token != xmlEnd || string(s.name) != "si" {
			continue
		}
		if err := w.share(&item); err != nil {
			return err
		}
		item.reset()
	}
}

func (w *workbook) share(item *richText) error {
	if w.shared.count == w.lim.SharedStrings {
		return refuse(ArchiveTooLarge)
	}
	text := unescapeX(item.text)
	if item.long {
		if w.shared.long == nil {
			w.shared.long = map[int]bool{}
		}
		w.shared.long[w.shared.count] = true
		text = nil
	}
	return w.shared.add(text)
}

// richText collects the text of an element si or is.
type richText struct {
	text     []byte
	in       bool // inside a <t> that counts
	phonetic bool
	long     bool
}

func (t *richText) reset() { *t = richText{text: t.text[:0]} }

// take handles one token inside the element.
func (t *richText) take(s *xmlScanner, token xmlToken, limit int) {
	switch token {
	case xmlText:
		if t.in && !t.phonetic {
			t.put(s.text, limit)
		}
	case xmlStart, xmlEnd:
		switch string(s.name) {
		case "t":
			t.in = token == xmlStart
		case "rPh":
			t.phonetic = token == xmlStart
		}
	}
}

func (t *richText) put(b []byte, limit int) {
	if len(t.text)+len(b) > limit {
		t.long = true
		b = b[:limit-len(t.text)]
	}
	t.text = append(t.text, b...)
}

// unescapeX resolves Excel's _xHHHH_ for characters that XML cannot write.
func unescapeX(b []byte) []byte {
	at := bytes.Index(b, []byte("_x"))
	if at < 0 {
		return b
	}
	out := append([]byte{}, b[:at]...)
	for b = b[at:]; len(b) > 0; {
		if len(b) >= 7 && b[0] == '_' && b[1] == 'x' && b[6] == '_' {
			n, err := strconv.ParseUint(string(b[2:6]), 16, 16)
			if err == nil && (n < 0xD800 || n > 0xDFFF) {
				out = utf8.AppendRune(out, rune(n))
				b = b[7:]
				continue
			}
		}
		out = append(out, b[0])
		b = b[1:]
	}
	return out
}
