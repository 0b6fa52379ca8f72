package sheet

import (
	"bytes"
	"errors"
	"io"
	"strings"
)

// delimiters are tried in this order; the first of equals wins.
const delimiters = ",;\t|"

// sampleBytes and sampleRecords bound what the delimiter is found from.
const (
	sampleBytes   = 256 << 10
	sampleRecords = 100
)

// csvLayout is what stands before the first record and between cells.
type csvLayout struct {
	delimiter byte
	skip      int // bytes of a "sep=" line with its line end
}

// layoutOf reads Excel's "sep=" line, else finds the delimiter. A delimiter
// chosen by a person goes before both.
func layoutOf(f File, c Choice) (csvLayout, error) {
	sample, err := io.ReadAll(io.LimitReader(decoded(f, c.Encoding), sampleBytes))
	if err != nil {
		return csvLayout{}, err
	}
	layout := separatorLine(sample)
	if c.Delimiter != "" {
		layout.delimiter = c.Delimiter[0]
	}
	if layout.delimiter == 0 {
		layout.delimiter = bestDelimiter(sample[layout.skip:], int64(len(sample)) == sampleBytes)
	}
	return layout, nil
}

// separatorLine reads "sep=;" in the first line. Spreadsheets do not show that
// line, so it is no record.
func separatorLine(sample []byte) csvLayout {
	if len(sample) < 5 || !strings.EqualFold(string(sample[:4]), "sep=") {
		return csvLayout{}
	}
	rest := sample[5:]
	switch {
	case sample[4] >= 0x80 || sample[4] == '"' || sample[4] == '\r' || sample[4] == '\n':
		return csvLayout{}
	case len(rest) == 0:
		return csvLayout{sample[4], 5}
	case bytes.HasPrefix(rest, []byte("\r\n")):
		return csvLayout{sample[4], 7}
	case rest[0] == '\r' || rest[0] == '\n':
		return csvLayout{sample[4], 6}
	}
	return csvLayout{}
}

// bestDelimiter takes the delimiter that gives the most records the same number
// of cells, more than one; of equals the one with more cells.
func bestDelimiter(sample []byte, cut bool) byte {
	best, bestShare, bestMode := delimiters[0], 0.0, 1
	for i := range len(delimiters) {
		share, mode := regularity(sample, delimiters[i], cut)
		if share > bestShare || share == bestShare && mode > bestMode {
			best, bestShare, bestMode = delimiters[i], share, mode
		}
	}
	return best
}

// regularity is the most frequent number of cells above one, and the share of
// the records that have it.
func regularity(sample []byte, delimiter byte, cut bool) (share float64, mode int) {
	s := newCSVSource(bytes.NewReader(sample), delimiter, Limits{}.filled())
	var widths []int
	for len(widths) < sampleRecords {
		r, err := s.next()
		if err != nil {
			break
		}
		if r.width > 1 || !isBlank(r.cells[0].Text) {
			widths = append(widths, r.width)
		}
	}
	if cut && len(widths) > 1 && len(widths) < sampleRecords {
		widths = widths[:len(widths)-1]
	}
	counts := map[int]int{}
	for _, w := range widths {
		counts[w]++
	}
	for w, n := range counts {
		if w > 1 && (n > counts[mode] || n == counts[mode] && w > mode) {
			mode = w
		}
	}
	if mode == 0 {
		return 0, 1
	}
	return float64(counts[mode]) / float64(len(widths)), mode
}

// openCSV makes the source of a CSV file, its Choice filled in.
func openCSV(f File, c Choice, lim Limits) (source, Choice, error) {
	var err error
	if f.Size > lim.CSVBytes {
		return nil, c, refuse(FileTooLarge)
	}
	if c.Encoding == "" {
		if c.Encoding, err = guessEncoding(f); err != nil {
			return nil, c, err
		}
	}
	layout, err := layoutOf(f, c)
	if err != nil {
		return nil, c, err
	}
	in := decoded(f, c.Encoding)
	if _, err := io.CopyN(io.Discard, in, int64(layout.skip)); err != nil && !errors.Is(err, io.EOF) {
		return nil, c, err
	}
	c.Delimiter, c.Sheet = string(rune(layout.delimiter)), ""
	return newCSVSource(in, layout.delimiter, lim), c, nil
}
