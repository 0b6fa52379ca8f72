package store

import (
	"context"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/money"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/sales/strategy"
)

// DealItem is a deal as lists and boards show it to one reader: FlagCount,
// Worst and Member are his.
type DealItem struct {
	ID             record.ID           `json:"id" db:"id"`
	Version        int64               `json:"version" db:"version"`
	UpdatedAt      calendar.Instant    `json:"updated_at" db:"updated_at"`
	Name           string              `json:"name" db:"name"`
	AccountID      record.ID           `json:"account_id,omitzero" db:"account_id"`
	AccountName    string              `json:"account_name,omitzero" db:"account_name"`
	OwnerID        record.ID           `json:"owner_id" db:"owner_id"`
	OwnerName      string              `json:"owner_name" db:"owner_name"`
	ProductID      record.ID           `json:"product_id,omitzero" db:"product_id"`
	Status         strategy.DealStatus `json:"status" db:"status"`
	Stage          playbook.Stage      `json:"stage,omitzero" db:"stage"`
	StageVerified  playbook.Stage      `json:"stage_verified,omitzero" db:"stage_verified"`
	StageEnteredOn calendar.Day        `json:"stage_entered_on,omitzero" db:"stage_entered_on" format:"date"`
	Amount         *money.Amount       `json:"amount,omitzero" db:"amount" doc:"absent: unknown"`
	ExpectedClose  calendar.Day        `json:"expected_close,omitzero" db:"expected_close" format:"date"`
	ClosedOn       calendar.Day        `json:"closed_on,omitzero" db:"closed_on" format:"date"`
	WinProb        float64             `json:"win_prob,omitzero" db:"win_prob" doc:"0 to 1, earned; absent: below 5 %"`
	Grade          qualify.Grade       `json:"grade,omitzero" db:"grade"`
	FlagCount      int                 `json:"flag_count" db:"flag_count"`
	WorstRank      int                 `json:"-" db:"worst_rank"`
	Member         int                 `json:"-" db:"member"`
	Template       playbook.ModelCode  `json:"-" db:"template"`
	Mark           any                 `json:"-" db:"sort_mark"` // what it is sorted by
	Worst          strategy.Severity   `json:"worst,omitzero" doc:"gravest red flag; absent: none"`
	Tags           []string            `json:"tags" nullable:"false"`
}

// WorstNone asks for deals without a red flag, in DealFilter.Worst.
const WorstNone strategy.Severity = "none"

// StageNone asks for deals whose stage is unknown, in DealFilter.Stage.
const StageNone playbook.Stage = "none"

// GradeNone asks for deals without a grade, in DealFilter.Grade.
const GradeNone qualify.Grade = "none"

// DealFilter narrows a list of deals; zero members do not.
type DealFilter struct {
	Page
	Q         search.Query
	Status    strategy.DealStatus
	Stage     playbook.Stage
	OwnerID   record.ID
	Teams     []record.ID // owners in one of these teams; nil: all, empty: none
	AccountID record.ID
	ProductID record.ID
	Grade     qualify.Grade
	Rule      string            // has this red flag open and not accepted
	Severity  strategy.Severity // has a red flag at least so grave
	Worst     strategy.Severity // the gravest red flag is exactly this
	TagID     record.ID
	AmountMin *money.Amount // deals in its currency only
	AmountMax *money.Amount
	CloseFrom calendar.Day
	CloseTo   calendar.Day
}

// flagColumns are the flags that a reader may know of: all of them where he
// sees secrets, else those that name no hidden coach.
type flagColumns struct{ count, worst string }

func flagsFor(s org.Scope) flagColumns {
	if len(s.Secret) == 0 {
		return flagColumns{"d.flags_open", "d.worst_open"}
	}
	secret := "CASE WHEN d.owner_id IN (" + ids(s.Secret) + ")"
	of := func(name string) string { return secret + " THEN d." + name + "_all ELSE d." + name + "_open END" }
	return flagColumns{of("flags"), of("worst")}
}

func dealSorts(s org.Scope) sorts {
	return sorts{"updated_at": "updated_at!", "name": "sort_key!", "amount": "amount_minor",
		"expected_close": "expected_close", "stage_entered_on": "stage_entered_on", "win_prob": "win_prob!",
		"flag_count": "(" + flagsFor(s).count + ")!"}
}

// standardOrder of deals: what changed last comes first.
const standardOrder = "-updated_at"

// Deals lists the deals that the scope sees.
func (r *Reads) Deals(ctx context.Context, s org.Scope, f DealFilter) (List[DealItem], error) {
	b := r.batch()
	page, err := r.askPage(b, s, f)
	if err != nil {
		return List[DealItem]{}, err
	}
	var total []counted
	w := f.where(r, s)
	ask(b, keep(&total), countText("deal d", w), w.args...)
	if err := b.run(ctx); err != nil {
		return List[DealItem]{}, err
	}
	out := page.list()
	out.Total = total[0].N
	return out, r.tagItems(ctx, out.Items)
}

// dealPage is a page that was asked for: its rows, and one more if there is one.
type dealPage struct {
	items []DealItem
	order ordered
}

// askPage asks for one page in one query, without total and tags.
func (r *Reads) askPage(b *batch, s org.Scope, f DealFilter) (*dealPage, error) {
	w := f.where(r, s)
	o, err := w.order(f.Page.of(r), "d", standardOrder, dealSorts(s))
	p := &dealPage{order: o}
	if err == nil {
		askItems(b, s, w, p)
	}
	return p, err
}

// list is the page when its rows have come.
func (p *dealPage) list() List[DealItem] {
	if len(p.items) <= p.order.limit {
		return List[DealItem]{Items: p.items}
	}
	last := p.items[p.order.limit-1]
	return List[DealItem]{Items: p.items[:p.order.limit], Next: p.order.next(last.Mark, last.ID)}
}

// DealShown is a whole deal with what lists show of it to one reader.
type DealShown struct {
	deal.Deal
	AccountName string `db:"account_name"`
	OwnerName   string `db:"owner_name"`
	FlagCount   int    `db:"flag_count"`
	WorstRank   int    `db:"worst_rank"`
	Member      int    `db:"member"`
	Tags        []string
	Members     []deal.Member
}

// DealShown reads one deal that the scope sees.
func (r *Reads) DealShown(ctx context.Context, s org.Scope, id record.ID) (DealShown, error) {
	b, out := r.byKey(), DealShown{}
	askShown(b, s, oneDeal{id: id}, &out)
	err := b.run(ctx)
	return out, out.orMissing(err)
}

// orMissing is err, or NotFound when no deal was read.
func (d DealShown) orMissing(err error) error {
	if err == nil && d.ID == 0 {
		err = fault.New(fault.NotFound, "not_found")
	}
	return err
}

// After is the deal shown to a reader after it has become next, besides its name,
// owner and account, which stay.
func (d DealShown) After(next deal.Deal, s org.Scope) DealShown {
	d.Deal, d.FlagCount, d.WorstRank = next, next.FlagsOpen, next.WorstOpen
	if s.SeesSecrets(next.OwnerID) {
		d.FlagCount, d.WorstRank = next.FlagsAll, next.WorstAll
	}
	return d
}

// oneDeal is which deal to read; hold ends the query, to lock it.
type oneDeal struct {
	id   record.ID
	hold string
}

// askShown asks for one deal that the scope sees.
func askShown(b *batch, s org.Scope, d oneDeal, to *DealShown) {
	w, flags := livingDeal(d.id).seesDeal(s, "d"), flagsFor(s)
	ask(b, func(x DealShown) {
		*to = x
		to.Tags, to.Members = []string{}, []deal.Member{}
	}, "SELECT "+columnsOf[deal.Deal]("d")+
		", COALESCE(a.name, '') AS account_name, COALESCE(u.name, '') AS owner_name, "+flags.count+
		" AS flag_count, "+flags.worst+" AS worst_rank, "+w.bind(onTeam, s.Viewer)+" AS member FROM deal d"+
		itemNames+" WHERE "+w.text()+d.hold, w.args...)
	askTags(b, record.Deal, []record.ID{d.id}, func(x tagName) { to.Tags = append(to.Tags, x.Name) })
	askMembers(b, d.id, func(x deal.Member) { to.Members = append(to.Members, x) })
}

// Item is the deal as lists show it.
func (d DealShown) Item() DealItem {
	return DealItem{ID: d.ID, Version: d.Version, UpdatedAt: d.UpdatedAt, Name: d.Name,
		AccountID: d.AccountID, AccountName: d.AccountName, OwnerID: d.OwnerID, OwnerName: d.OwnerName,
		ProductID: d.ProductID, Status: d.Status, Stage: d.Stage, StageVerified: d.StageVerified,
		StageEnteredOn: d.StageEnteredOn, Amount: d.Amount, ExpectedClose: d.ExpectedClose,
		ClosedOn: d.ClosedOn, WinProb: d.WinProb, Grade: d.Grade, FlagCount: d.FlagCount, Member: d.Member,
		Worst: severityOf(d.WorstRank), Tags: d.Tags, Template: d.Template}
}

const itemColumns = `d.id, d.version, d.updated_at, d.name, d.account_id,
 COALESCE(a.name, '') AS account_name, d.owner_id, COALESCE(u.name, '') AS owner_name, d.product_id, d.status,
 d.stage, d.stage_verified, d.stage_entered_on, d.amount_minor, d.amount_currency, d.expected_close,
 d.closed_on, d.win_prob, d.grade, d.template`

const itemNames = `
 LEFT JOIN account a ON a.workspace_id = d.workspace_id AND a.id = d.account_id
 LEFT JOIN app_user u ON u.workspace_id = d.workspace_id AND u.id = d.owner_id`

// onTeam counts 1 when a user is on the team of the deal.
const onTeam = `(SELECT count(*) FROM deal_member dm
 WHERE dm.workspace_id = $1 AND dm.deal_id = d.id AND dm.user_id = ?)`

// askItems asks for the rows of a page and one more: which they are is found
// first, so that an index answers for all the others.
func askItems(b *batch, s org.Scope, w *where, p *dealPage) {
	flags, order := flagsFor(s), p.order.sql("d")
	page := "SELECT d.id AS page_id FROM deal d WHERE " + w.text() + order +
		w.bind(" LIMIT ?", p.order.limit+1)
	text := "SELECT " + itemColumns + ", " + flags.count + " AS flag_count, " + flags.worst +
		" AS worst_rank, " + p.order.column + " AS sort_mark, " + w.bind(onTeam, s.Viewer) +
		" AS member FROM (" + page + ") page JOIN deal d ON d.workspace_id = $1 AND d.id = page.page_id" +
		itemNames + order
	ask(b, func(x DealItem) {
		x.Worst, x.Tags = severityOf(x.WorstRank), []string{}
		p.items = append(p.items, x)
	}, text, w.args...)
}

func severityOf(rank int) strategy.Severity {
	for _, s := range strategy.Severity("").All() {
		if s.Rank() == rank {
			return s
		}
	}
	return ""
}

// fewOwners is up to how many owners a list is read by way of their deals. With
// more, walking an index in the order of the list finds a page sooner.
const fewOwners = 3

// fewDeals says again, for a scope of few owners, what seesDeal says: as a set of
// ids, which the planner takes as the way into the table.
func (w *where) fewDeals(s org.Scope) {
	if s.All || len(s.Owners) > fewOwners {
		return
	}
	w.and(`d.id IN (SELECT fd.id FROM deal fd WHERE fd.workspace_id = $1 AND fd.deleted_at IS NULL
 AND fd.owner_id IN (`+ids(s.Owners)+`) UNION ALL SELECT fm.deal_id FROM deal_member fm
 WHERE fm.workspace_id = $1 AND fm.user_id = ?)`, s.Viewer)
}

func (f DealFilter) where(r *Reads, s org.Scope) *where {
	w := newWhere().and("d.workspace_id = $1").and("d.deleted_at IS NULL").seesDeal(s, "d")
	w.fewDeals(s)
	f.plain(w)
	if len(f.Q.Groups) > 0 {
		w.found(r, record.Deal, "d.id", f.Q)
	}
	if f.TagID != 0 {
		w.tagged(record.Deal, "d.id", f.TagID)
	}
	if f.Teams != nil {
		w.ofTeams(f.Teams)
	}
	f.flagged(w, s)
	return w
}

// plain adds the conditions on columns of the deal.
func (f DealFilter) plain(w *where) {
	for _, c := range []struct {
		wanted bool
		cond   string
		value  any
	}{
		{f.Status != "", "d.status = ?", string(f.Status)},
		{f.Stage != "", "d.stage = ?", strings.TrimPrefix(string(f.Stage), string(StageNone))},
		{f.OwnerID != 0, "d.owner_id = ?", f.OwnerID},
		{f.AccountID != 0, "d.account_id = ?", f.AccountID},
		{f.ProductID != 0, "d.product_id = ?", f.ProductID},
		{f.Grade != "", "d.grade = ?", strings.TrimPrefix(string(f.Grade), string(GradeNone))},
		{f.CloseFrom != 0, "d.expected_close >= ?", f.CloseFrom},
		{f.CloseTo != 0, "d.expected_close <= ?", f.CloseTo},
	} {
		if c.wanted {
			w.and(c.cond, c.value)
		}
	}
	if a := f.AmountMin; a != nil {
		w.and("d.amount_currency = ? AND d.amount_minor >= ?", a.Currency, a.Minor)
	}
	if a := f.AmountMax; a != nil {
		w.and("d.amount_currency = ? AND d.amount_minor <= ?", a.Currency, a.Minor)
	}
}

// flagged adds the conditions on red flags. A flag that names a hidden coach
// counts only where the reader sees secrets.
func (f DealFilter) flagged(w *where, s org.Scope) {
	worst := flagsFor(s).worst
	switch {
	case f.Worst == WorstNone:
		w.and("(" + worst + ") = 0")
	case f.Worst != "":
		w.and("("+worst+") = ?", f.Worst.Rank())
	}
	if f.Severity != "" {
		w.and("("+worst+") >= ?", f.Severity.Rank())
	}
	if f.Rule != "" {
		const having = "d.id IN (SELECT fl.deal_id FROM flag fl WHERE fl.workspace_id = $1 AND fl.rule = ?" +
			" AND fl.cleared_at IS NULL AND fl.status <> 'accepted'"
		w.and("("+having+" AND fl.hidden = false) OR (d.owner_id IN ("+ids(s.Secret)+") AND "+having+")))",
			f.Rule, f.Rule)
	}
}
