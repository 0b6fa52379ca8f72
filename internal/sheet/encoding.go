package sheet

import (
	"bytes"
	"io"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// Encoding names how a CSV file writes characters.
type Encoding string

// The encodings that are read. The first four are found by themselves, the
// others are a person's choice.
const (
	UTF8        Encoding = "utf-8"
	UTF16LE     Encoding = "utf-16le"
	UTF16BE     Encoding = "utf-16be"
	GB18030     Encoding = "gb18030" // covers GBK and GB 2312
	Big5        Encoding = "big5"
	ShiftJIS    Encoding = "shift_jis"
	Windows1252 Encoding = "windows-1252"
)

// Encodings lists every encoding a person may choose.
func Encodings() []Encoding {
	return []Encoding{UTF8, UTF16LE, UTF16BE, GB18030, Big5, ShiftJIS, Windows1252}
}

// bom returns the encoding that a byte order mark announces and its length.
func bom(head []byte) (Encoding, int) {
	switch {
	case bytes.HasPrefix(head, []byte{0xEF, 0xBB, 0xBF}):
		return UTF8, 3
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		return UTF16LE, 2
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return UTF16BE, 2
	}
	return "", 0
}

// decoded streams f as UTF-8, its byte order mark left out. What cannot be
// decoded becomes U+FFFD, which refuses the row; raw UTF-8 passes unchecked.
func decoded(f File, e Encoding) io.Reader {
	head := make([]byte, 3)
	n, _ := f.At.ReadAt(head, 0)
	skip := int64(0)
	if marked, length := bom(head[:n]); marked == e {
		skip = int64(length)
	}
	in := io.NewSectionReader(f.At, skip, f.Size-skip)
	if e == UTF8 {
		return in
	}
	return decoderOf(e).NewDecoder().Reader(in)
}

func decoderOf(e Encoding) encoding.Encoding {
	switch e {
	case UTF16LE:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case UTF16BE:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case Big5:
		return traditionalchinese.Big5
	case ShiftJIS:
		return japanese.ShiftJIS
	case Windows1252:
		return charmap.Windows1252
	}
	return simplifiedchinese.GB18030
}

// guessEncoding finds the encoding of a CSV file: its byte order mark, else
// UTF-8 when all of it, or all but a few rows, is UTF-8, else GB18030.
func guessEncoding(f File) (Encoding, error) {
	head := make([]byte, 3)
	n, err := f.At.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return "", err
	}
	if marked, _ := bom(head[:n]); marked != "" {
		return marked, nil
	}
	var t lineTally
	buf := make([]byte, 64<<10)
	carry := 0
	in := io.NewSectionReader(f.At, 0, f.Size)
	for {
		n, err := in.Read(buf[carry:])
		chunk := buf[:carry+n]
		whole := len(chunk)
		if err == nil {
			whole -= unfinished(chunk)
		}
		t.add(chunk[:whole])
		carry = copy(buf, chunk[whole:])
		if err == io.EOF {
			break
		}
		if err != nil {
			return "", err
		}
	}
	t.endLine()
	if t.bad <= t.good {
		return UTF8, nil
	}
	return GB18030, nil
}

// unfinished counts the bytes at the end of b that begin a character whose rest
// has not been read yet: 0 to 3.
func unfinished(b []byte) int {
	for n := 1; n <= 3 && n <= len(b); n++ {
		c := b[len(b)-n]
		if utf8.RuneStart(c) {
			if c >= utf8.RuneSelf && !utf8.FullRune(b[len(b)-n:]) {
				return n
			}
			return 0
		}
	}
	return 0
}

// lineTally counts the lines that are UTF-8 with characters beyond ASCII
// (good), and the lines that are not UTF-8 (bad).
type lineTally struct {
	good, bad     int
	beyond, wrong bool
}

func (t *lineTally) add(b []byte) {
	for len(b) > 0 {
		end := bytes.IndexByte(b, '\n')
		line := b
		if end >= 0 {
			line = b[:end]
		}
		if slices.ContainsFunc(line, func(c byte) bool { return c >= utf8.RuneSelf }) {
			t.beyond = true
			t.wrong = t.wrong || !utf8.Valid(line)
		}
		if end < 0 {
			return
		}
		t.endLine()
		b = b[end+1:]
	}
}

func (t *lineTally) endLine() {
	switch {
	case t.wrong:
		t.bad++
	case t.beyond:
		t.good++
	}
	t.beyond, t.wrong = false, false
}
