package store

import (
	"cmp"
	"context"
	"slices"

	"sente/internal/fault"
	"sente/internal/sales/money"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Grouping is how a board puts its cards into columns.
type Grouping string

// The groupings of a board.
const (
	ByStage Grouping = "stage"
	ByOwner Grouping = "owner"
	ByGrade Grouping = "grade"
	ByWorst Grouping = "worst"
)

// MaxColumns is how many columns of a board bring their cards; further ones
// bring their totals only.
const MaxColumns = 24

// Group is one column of a board: what is in it, and its first cards.
type Group struct {
	Key      string
	Label    string // name of the owner
	Count    int64
	Unknown  int64          // deals without an amount
	Totals   []money.Amount // per currency
	Weighted []money.Amount // Σ amount × earned probability, per currency
	Items    []DealItem
	Next     string // cursor of the list with the column's filter
}

// Board groups the deals that the scope sees: totals of every column in one
// query, and the first cards of each.
func (r *Reads) Board(ctx context.Context, s org.Scope, by Grouping, f DealFilter) ([]Group, error) {
	groups, err := r.BoardTotals(ctx, s, by, f)
	if err != nil {
		return nil, err
	}
	b, pages := r.batch(), map[*Group]*dealPage{}
	for i := range min(len(groups), MaxColumns) {
		g := &groups[i]
		if g.Count == 0 {
			continue
		}
		if pages[g], err = r.askPage(b, s, f.column(by, g.Key)); err != nil {
			return nil, err
		}
	}
	if err := b.run(ctx); err != nil {
		return nil, err
	}
	var shown []*DealItem
	for g, p := range pages {
		page := p.list()
		g.Items, g.Next = page.Items, page.Next
		for j := range g.Items {
			shown = append(shown, &g.Items[j])
		}
	}
	return groups, r.tagEach(ctx, shown)
}

// column is the filter of one column.
func (f DealFilter) column(by Grouping, key string) DealFilter {
	switch by {
	case ByOwner:
		f.OwnerID, _ = record.ParseID(key)
	case ByGrade:
		f.Grade = qualify.Grade(key)
	case ByWorst:
		f.Worst = strategy.Severity(key)
	default:
		f.Stage = playbook.Stage(key)
	}
	return f
}

// tally is the money of one column in one currency at one earned probability.
type tally struct {
	Key      string  `db:"k"`
	Rank     int     `db:"rank"`
	OwnerID  int64   `db:"owner"`
	Currency string  `db:"currency"`
	WinProb  float64 `db:"win_prob"`
	Count    int64   `db:"n"`
	Known    int64   `db:"known"`
	Minor    int64   `db:"minor"`
}

func (t tally) key(by Grouping) string {
	switch by {
	case ByOwner:
		return record.ID(t.OwnerID).String()
	case ByWorst:
		return string(cmp.Or(severityOf(t.Rank), WorstNone))
	case ByGrade:
		return cmp.Or(t.Key, string(GradeNone))
	}
	return cmp.Or(t.Key, string(StageNone))
}

// BoardTotals counts and sums every column, without cards. Columns by stage,
// grade and gravest flag stand in their order, the empty ones too; owners by
// name, only those with deals.
func (r *Reads) BoardTotals(ctx context.Context, s org.Scope, by Grouping, f DealFilter) ([]Group, error) {
	w := f.where(r, s)
	column, as := "d.stage", "k"
	switch by {
	case ByStage:
	case ByOwner:
		column, as = "d.owner_id", "owner"
	case ByGrade:
		column = "d.grade"
	case ByWorst:
		column, as = flagsFor(s).worst, "rank"
	default:
		return nil, fault.New(fault.Invalid, "value_invalid").At("group")
	}
	rows, err := all[tally](ctx, r, "SELECT "+column+" AS "+as+`, d.amount_currency AS currency, d.win_prob,
 count(*) AS n, count(d.amount_minor) AS known, CAST(COALESCE(sum(d.amount_minor), 0) AS BIGINT) AS minor
 FROM deal d WHERE `+w.text()+" GROUP BY "+column+", d.amount_currency, d.win_prob", w.args...)
	if failureOf(err) == failRange {
		return nil, totalsTooLarge()
	}
	if err != nil {
		return nil, err
	}
	groups, err := gather(rows, by, f)
	if err == nil && by == ByOwner {
		err = r.nameOwners(ctx, groups)
	}
	return groups, err
}

// totalsTooLarge refuses sums beyond 64 bits: single amounts are far below, so
// that one of many is wrong.
func totalsTooLarge() error { return fault.New(fault.Conflict, "totals_too_large").At("amount") }

// gather folds the tallies into columns.
func gather(rows []tally, by Grouping, f DealFilter) ([]Group, error) {
	sums := map[string]*columnSum{}
	order := standing(by, f)
	for _, t := range rows {
		key := t.key(by)
		c := sums[key]
		if c == nil {
			c = &columnSum{totals: map[string]int64{}, weighted: map[string]weighing{}}
			sums[key] = c
			if !slices.Contains(order, key) {
				order = append(order, key)
			}
		}
		if !c.add(t) {
			return nil, totalsTooLarge()
		}
	}
	out := make([]Group, len(order))
	for i, key := range order {
		out[i] = sums[key].group(key)
	}
	return out, nil
}

// standing are the columns that a board has even when nothing is in them.
func standing(by Grouping, f DealFilter) (keys []string) {
	switch by {
	case ByStage:
		for _, s := range playbook.Stage("").All() {
			if s.Selling() && (f.Status == strategy.Open || f.Status == "") {
				keys = append(keys, string(s))
			}
		}
	case ByGrade:
		for _, g := range qualify.Grade("").All() {
			keys = append(keys, string(g))
		}
		keys = append(keys, string(GradeNone))
	case ByWorst:
		for _, s := range strategy.Severity("").All() {
			keys = append(keys, string(s))
		}
		keys = append(keys, string(WorstNone))
	}
	return keys
}

// columnSum adds up one column.
type columnSum struct {
	count, unknown int64
	totals         map[string]int64
	weighted       map[string]weighing
}

// weighing is Σ amount × percent, exact: whole units and hundredths.
type weighing struct{ whole, hundredths int64 }

// add takes a tally in; not ok when a sum no longer fits into 64 bits.
func (c *columnSum) add(t tally) bool {
	c.count += t.Count
	c.unknown += t.Count - t.Known
	if t.Currency == "" {
		return true
	}
	total, ok := plus(c.totals[t.Currency], t.Minor)
	c.totals[t.Currency] = total
	percent := int64(t.WinProb*100 + 0.5)
	w := c.weighted[t.Currency]
	whole, fits := plus(w.whole, t.Minor/100*percent)
	w.whole, w.hundredths = whole, w.hundredths+t.Minor%100*percent
	c.weighted[t.Currency] = w
	return ok && fits
}

// plus adds; not ok when the sum does not fit into 64 bits.
func plus(a, b int64) (int64, bool) {
	sum := a + b
	return sum, (sum > a) == (b > 0) || b == 0
}

func (c *columnSum) group(key string) Group {
	g := Group{Key: key, Totals: []money.Amount{}, Weighted: []money.Amount{}, Items: []DealItem{}}
	if c == nil {
		return g
	}
	g.Count, g.Unknown = c.count, c.unknown
	for currency, minor := range c.totals {
		g.Totals = append(g.Totals, money.Amount{Minor: minor, Currency: currency})
	}
	for currency, w := range c.weighted {
		minor := w.whole + roundHundredths(w.hundredths)
		g.Weighted = append(g.Weighted, money.Amount{Minor: minor, Currency: currency})
	}
	byCurrency := func(a, b money.Amount) int { return cmp.Compare(a.Currency, b.Currency) }
	slices.SortFunc(g.Totals, byCurrency)
	slices.SortFunc(g.Weighted, byCurrency)
	return g
}

// roundHundredths rounds half away from zero.
func roundHundredths(n int64) int64 {
	if n < 0 {
		return -roundHundredths(-n)
	}
	return (n + 50) / 100
}

func (r *Reads) nameOwners(ctx context.Context, groups []Group) error {
	users, err := r.Users(ctx)
	if err != nil {
		return err
	}
	place := map[string]int{}
	for i, u := range users {
		place[u.ID.String()] = i
	}
	for i := range groups {
		if n, ok := place[groups[i].Key]; ok {
			groups[i].Label = users[n].Name
		}
	}
	slices.SortFunc(groups, func(a, b Group) int { return cmp.Compare(place[a.Key], place[b.Key]) })
	return nil
}
