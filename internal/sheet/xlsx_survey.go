package sheet

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// survey is what must be known of a worksheet before its rows are read: its
// vertical merges and hidden columns.
type survey struct {
	merges     []merge
	hiddenCols [][2]int
}

// merge fills the rows from+1 to to of a column with the cell at row from.
type merge struct{ column, from, to int }

// maxMerges bounds the merges of a sheet.
const maxMerges = 1 << 20

func (v *survey) hidden(column int) bool {
	return slices.ContainsFunc(v.hiddenCols, func(c [2]int) bool { return column >= c[0] && column <= c[1] })
}

// survey looks for merges and hidden columns; merges stand behind the cells in
// the part, so the whole of it is read.
func (w *workbook) survey(ctx context.Context, part string) (*survey, error) {
	s, closer, err := w.scan(part)
	if s == nil {
		return nil, err
	}
	defer closer.Close()
	v := &survey{}
	for n := 0; ; n++ {
		token, err := s.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil && token == xmlStart && s.depth() == 3 {
			err = v.look(s)
		}
		if err == nil && n%65536 == 0 {
			err = ctx.Err()
		}
		if err != nil {
			return nil, damaged(err)
		}
	}
	slices.SortFunc(v.merges, func(a, b merge) int { return cmp.Compare(a.from, b.from) })
	return v, nil
}

func (v *survey) look(s *xmlScanner) error {
	switch string(s.name) {
	case "col":
		if yes(s.attr("hidden")) {
			from, err1 := strconv.Atoi(string(s.attr("min")))
			to, err2 := strconv.Atoi(string(s.attr("max")))
			if err1 == nil && err2 == nil && len(v.hiddenCols) < 1<<14 {
				v.hiddenCols = append(v.hiddenCols, [2]int{from - 1, to - 1})
			}
		}
	case "mergeCell":
		first, last, ok := strings.Cut(string(s.attr("ref")), ":")
		column, from, ok1 := cellRef([]byte(first))
		_, to, ok2 := cellRef([]byte(last))
		if !ok || !ok1 || !ok2 {
			return errors.New("merge without a range")
		}
		if to > from {
			v.merges = append(v.merges, merge{column, from, to})
		}
		if len(v.merges) > maxMerges {
			return refuse(ArchiveTooLarge)
		}
	}
	return nil
}

// cellRef reads "B7" as column 1 (from 0) and row 7 (from 1). Both are bounded
// far above the limits, so that nothing overflows.
func cellRef(ref []byte) (column, row int, ok bool) {
	i := 0
	for ; i < len(ref) && i < 6; i++ {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		column = column*26 + int(c-'A') + 1
	}
	if i == 0 || i == len(ref) || len(ref)-i > 9 {
		return 0, 0, false
	}
	for _, c := range ref[i:] {
		if c < '0' || c > '9' {
			return 0, 0, false
		}
		row = row*10 + int(c-'0')
	}
	return column - 1, row, row > 0
}
