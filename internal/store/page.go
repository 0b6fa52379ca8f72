package store

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/record"
)

// Page says which part of a list is wanted.
type Page struct {
	Sort   string // a key of the list, "-" before it for descending; "" for the list's own order
	Limit  int    // 1 to MaxPage; 0 is DefaultPage
	Cursor string // NextCursor of the page before

	secret []byte // what cursors are signed with
}

// of is the page as the database signs its cursors.
func (p Page) of(r *Reads) Page {
	p.secret = r.db.secret
	return p
}

// Sizes of a page, and how far totals are counted.
const (
	DefaultPage = 50
	MaxPage     = 200
	MaxCounted  = 1000 // a total beyond it is given as MaxCounted+1
)

// sorts are the orders of a list: the key in the URL and its column, or an
// expression in brackets. A column that is never NULL ends with "!", so that its
// index serves both the order and the place of the cursor.
type sorts map[string]string

// cursor marks where a page ended.
type cursor struct {
	Sort string    `json:"s"`
	Last any       `json:"l"` // value of the sort column, nil for NULL
	ID   record.ID `json:"i"`
}

// ordered is a list query being put in order.
type ordered struct {
	column string
	key    string
	down   bool
	filled bool // never NULL
	limit  int
	secret []byte
}

// order checks the page against the list's sorts and adds the keyset condition.
func (w *where) order(p Page, alias, standard string, known sorts) (ordered, error) {
	key := p.Sort
	if key == "" {
		key = standard
	}
	o := ordered{key: key, limit: p.Limit, secret: p.secret}
	name, down := strings.CutPrefix(key, "-")
	o.down = down
	column, ok := known[name]
	if !ok {
		return o, fault.New(fault.Invalid, "sort_unknown").At("sort").With("sort", name)
	}
	if o.column, o.filled = strings.CutSuffix(column, "!"); !strings.HasPrefix(column, "(") {
		o.column = alias + "." + o.column
	}
	switch {
	case o.limit == 0:
		o.limit = DefaultPage
	case o.limit < 1 || o.limit > MaxPage:
		return o, fault.New(fault.Invalid, "out_of_range").At("limit").With("min", 1).With("max", MaxPage)
	}
	if p.Cursor == "" {
		return o, nil
	}
	c, err := readCursor(p.Cursor, p.secret)
	if err != nil || c.Sort != key || !o.takes(c.Last) {
		return o, fault.New(fault.Invalid, "cursor_invalid").At("cursor")
	}
	w.after(o, alias, c)
	return o, nil
}

// textSorts are the sort columns that hold text; win_prob holds a fraction, the
// others hold whole numbers.
var textSorts = []string{"sort_key", "industry", "expected_close", "stage_entered_on", "due_on"}

// takes reports whether a value from outside may be compared with the column.
func (o ordered) takes(last any) bool {
	if last == nil {
		return !o.filled
	}
	_, column, _ := strings.Cut(o.column, ".")
	_, text := last.(string)
	_, fraction := last.(float64)
	_, whole := last.(int64)
	switch {
	case slices.Contains(textSorts, column):
		return text
	case column == "win_prob":
		return whole || fraction
	}
	return whole
}

// after keeps the rows behind the cursor; NULLs come last in both directions.
func (w *where) after(o ordered, alias string, c cursor) {
	than := ">"
	if o.down {
		than = "<"
	}
	if o.filled {
		w.and(o.column+" "+than+"= ?", c.Last).
			and("("+o.column+" "+than+" ? OR "+alias+".id "+than+" ?)", c.Last, c.ID)
		return
	}
	if c.Last == nil {
		w.and(o.column+" IS NULL AND "+alias+".id "+than+" ?", c.ID)
		return
	}
	w.and(
		"("+o.column+" "+than+" ? OR ("+o.column+" = ? AND "+alias+".id "+than+" ?) OR "+o.column+" IS NULL)",
		c.Last,
		c.Last,
		c.ID,
	)
}

func (o ordered) sql(alias string) string {
	way := " ASC"
	if o.down {
		way = " DESC"
	}
	nulls := " NULLS LAST"
	if o.filled {
		nulls = ""
	}
	return " ORDER BY " + o.column + way + nulls + ", " + alias + ".id" + way
}

// next is the cursor behind a row.
func (o ordered) next(last any, id record.ID) string {
	b, _ := json.Marshal(cursor{o.key, last, id})
	return base64.RawURLEncoding.EncodeToString(append(signature(b, o.secret), b...))
}

// signatureSize is how much of a cursor is its signature, in bytes.
const signatureSize = 12

func signature(text, secret []byte) []byte {
	h := hmac.New(sha256.New, secret)
	h.Write([]byte("cursor\x00"))
	h.Write(text)
	return h.Sum(nil)[:signatureSize]
}

// readCursor reads what next has written; an error for anything else.
func readCursor(s string, secret []byte) (cursor, error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil {
		return cursor{}, err
	}
	if len(b) < signatureSize || !hmac.Equal(b[:signatureSize], signature(b[signatureSize:], secret)) {
		return cursor{}, errors.New("a cursor that this installation has not made")
	}
	b = b[signatureSize:]
	var c cursor
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	if err := d.Decode(&c); err != nil {
		return c, err
	}
	if n, ok := c.Last.(json.Number); ok {
		if i, err := n.Int64(); err == nil {
			c.Last = i
		} else if f, err := n.Float64(); err == nil {
			c.Last = f
		}
	}
	return c, nil
}

// count counts the rows of a FROM … up to MaxCounted+1.
func (r *Reads) count(ctx context.Context, from string, w *where) (int64, error) {
	return value[int64](ctx, r, countText(from, w), w.args...)
}

// counted is how many rows there are, MaxCounted+1 for more.
type counted struct {
	N int64 `db:"n"`
}

func countText(from string, w *where) string {
	return "SELECT count(*) AS n FROM (SELECT 1 FROM " + from + " WHERE " + w.text() +
		" LIMIT 1001) AS counted"
}
