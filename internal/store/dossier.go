package store

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// amongst adds the condition that a column is one of ids. They are bound, so that
// batches of one size share their prepared statements.
func (w *where) amongst(column string, list []record.ID) *where {
	args := make([]any, len(list))
	for i, id := range list {
		args[i] = id
	}
	return w.and(column+" IN ("+strings.Repeat("?, ", len(list)-1)+"?)", args...)
}

// Facts reads what is known of the deals that the scope sees, with one query per
// table for all of them, in the order of their ids. It is the full truth, hidden
// coaches included: who shows it to somebody masks it first (deal.Facts.Masked).
func (r *Reads) Facts(ctx context.Context, s org.Scope, of ...record.ID) ([]deal.Facts, error) {
	if len(of) == 0 {
		return nil, nil
	}
	w := newWhere().and("d.workspace_id = $1").amongst("d.id", of).and("d.deleted_at IS NULL").
		seesDeal(s, "d")
	heads, err := all[factsHead](ctx, r, "SELECT "+columnsOf[deal.Deal]("d")+`,
 a.name AS account_name, u.name AS owner_name FROM deal d
 LEFT JOIN account a ON a.workspace_id = d.workspace_id AND a.id = d.account_id
 LEFT JOIN app_user u ON u.workspace_id = d.workspace_id AND u.id = d.owner_id
 WHERE `+w.text()+" ORDER BY d.id", w.args...)
	if err != nil || len(heads) == 0 {
		return nil, err
	}
	out, seen := make([]deal.Facts, len(heads)), make([]record.ID, len(heads))
	at := map[record.ID]*deal.Facts{}
	for i, h := range heads {
		out[i] = deal.Facts{Deal: h.Deal, Account: h.AccountName, Owner: h.OwnerName}
		at[h.ID], seen[i] = &out[i], h.ID
	}
	b := r.byKey()
	askFacts(b, seen, at)
	askCustomers(b, customersOf(out))
	if err := b.run(ctx); err != nil {
		return out, err
	}
	return out, r.withTemplates(ctx, out)
}

// Flagged is what is known of a deal, with its open flags as they were before.
type Flagged struct {
	deal.Facts
	Open []deal.Flag
}

// FactsOf reads what is known of a deal that is in hand, besides the names of its
// account and its owner, and its open flags.
func (r *Reads) FactsOf(ctx context.Context, d deal.Deal) (Flagged, error) {
	f := Flagged{Facts: deal.Facts{Deal: d}}
	if d.ID == 0 {
		return f, nil
	}
	b := r.byKey()
	askFacts(b, []record.ID{d.ID}, map[record.ID]*deal.Facts{d.ID: &f.Facts})
	if d.AccountID != 0 {
		askCustomers(b, map[record.ID][]*deal.Facts{d.AccountID: {&f.Facts}})
	}
	askOpenFlags(b, []record.ID{d.ID}, keep(&f.Open))
	if err := b.run(ctx); err != nil {
		return f, err
	}
	return f, r.withTemplate(ctx, &f.Facts)
}

// factsHead is a deal with the names of its account and its owner.
type factsHead struct {
	deal.Deal
	AccountName string `db:"account_name"`
	OwnerName   string `db:"owner_name"`
}

// askFacts asks for all that hangs on deals.
func askFacts(b *batch, seen []record.ID, at map[record.ID]*deal.Facts) {
	askPeople(b, newWhere().and("i.workspace_id = $1").amongst("i.deal_id", seen), func(x deal.Person) {
		at[x.DealID].People = append(at[x.DealID].People, x)
	})
	spread(b, seen, supportOnly+" ORDER BY x.on_day, x.id", func(x deal.Observation) {
		at[x.DealID].Support = append(at[x.DealID].Support, x)
	})
	spread(b, seen, liveEnds+" ORDER BY x.id", func(x deal.Edge) {
		at[x.DealID].Edges = append(at[x.DealID].Edges, x)
	})
	askEntries(b, seen, at)
	judged := newWhere().and("x.workspace_id = $1").amongst("x.deal_id", seen)
	askJudgements(b, judged, func(x deal.Judgement) {
		at[x.DealID].Judgements = append(at[x.DealID].Judgements, x)
	})
	spread(b, seen, " ORDER BY x.id", func(x deal.Ruling) {
		at[x.DealID].Rulings = append(at[x.DealID].Rulings, x)
	})
	spread(b, seen, "", func(x deal.Carried) { at[x.DealID].Carried = &x })
}

// askEntries asks for what people wrote about deals.
func askEntries(b *batch, seen []record.ID, at map[record.ID]*deal.Facts) {
	spread(b, seen, " AND x.deleted_at IS NULL ORDER BY x.id", func(x deal.Competitor) {
		at[x.DealID].Competitors = append(at[x.DealID].Competitors, x)
	})
	spread(b, seen, " AND x.deleted_at IS NULL ORDER BY x.layer, x.place, x.id", func(x deal.Need) {
		at[x.DealID].Needs = append(at[x.DealID].Needs, x)
	})
	spread(b, seen, " AND x.deleted_at IS NULL ORDER BY x.place, x.id", func(x deal.Decision) {
		at[x.DealID].Decisions = append(at[x.DealID].Decisions, x)
	})
	spread(b, seen, " ORDER BY x.item", func(x deal.Info) {
		at[x.DealID].Info = append(at[x.DealID].Info, x)
	})
	spread(b, seen, "", func(x deal.Cost) { at[x.DealID].Cost = &x })
	askRivalry(b, seen, at)
}

// supportOnly keeps observations of people's support.
const supportOnly = " AND x.field = '" + deal.ObservedSupport + "' AND x.influence_id IS NOT NULL"

// liveEnds keeps edges whose ends are both on the map.
const liveEnds = ` AND (SELECT count(*) FROM influence i WHERE i.workspace_id = x.workspace_id
 AND i.id IN (x.from_id, x.to_id) AND i.deleted_at IS NULL) = 2`

// spread asks for the rows x of deals and hands them on; rest narrows and orders.
func spread[T any](b *batch, of []record.ID, rest string, to func(T)) {
	w := newWhere().and("x.workspace_id = $1").amongst("x.deal_id", of)
	from := " FROM " + tableFor(reflect.TypeFor[T]()).name + " x WHERE "
	ask(b, to, "SELECT "+columnsOf[T]("x")+from+w.text()+rest, w.args...)
}

type dealID struct {
	ID record.ID `db:"id"`
}

// LockDeals keeps other transactions from changing the deals, and what hangs on
// them, until this one ends. SQLite has one writer: there is nothing to do.
func (tx *Tx) LockDeals(ctx context.Context, of ...record.ID) error {
	of = slices.DeleteFunc(slices.Clone(of), func(id record.ID) bool { return tx.held[id] })
	if tx.Engine() == "sqlite" || len(of) == 0 {
		return nil
	}
	w := newWhere().and("d.workspace_id = $1").amongst("d.id", of)
	_, err := all[dealID](ctx, &tx.Reads, "SELECT d.id FROM deal d WHERE "+w.text()+
		" ORDER BY d.id"+tx.db.dialect.holdDeal(), w.args...)
	tx.hold(of...)
	return err
}

// LockedDeal is Deal and LockDeals in one.
func (tx *Tx) LockedDeal(ctx context.Context, s org.Scope, id record.ID) (deal.Deal, error) {
	w := livingDeal(id).seesDeal(s, "d")
	d, err := one[deal.Deal](ctx, &tx.Reads, rowsOf[deal.Deal]("d")+" WHERE "+w.text()+
		tx.db.dialect.holdDeal(), w.args...)
	if err == nil {
		tx.hold(id)
	}
	return d, err
}

// hold remembers deals that nobody else can change until the transaction ends.
func (tx *Tx) hold(deals ...record.ID) {
	for _, id := range deals {
		tx.held[id] = true
	}
}
