package store

import (
	"context"

	"sente/internal/sales/account"
	"sente/internal/sales/deal"
	"sente/internal/sales/record"
)

// askRivalry asks for what is known around deals: of rivals, of ourselves, of
// what we offered and did.
func askRivalry(b *batch, seen []record.ID, at map[record.ID]*deal.Facts) {
	const there = " AND x.deleted_at IS NULL ORDER BY x.id"
	const byDay = " AND x.deleted_at IS NULL ORDER BY x.on_day, x.id"
	spread(b, seen, byDay, func(x deal.Intel) { at[x.DealID].Intel = append(at[x.DealID].Intel, x) })
	spread(b, seen, there, func(x deal.Strength) {
		at[x.DealID].Strengths = append(at[x.DealID].Strengths, x)
	})
	spread(b, seen, there, func(x deal.Weakness) {
		at[x.DealID].Weaknesses = append(at[x.DealID].Weaknesses, x)
	})
	spread(b, seen, " AND x.deleted_at IS NULL ORDER BY x.edition, x.id", func(x deal.Proposal) {
		at[x.DealID].Proposals = append(at[x.DealID].Proposals, x)
	})
	spread(b, seen, byDay, func(x deal.ChangeReview) {
		at[x.DealID].ChangeReviews = append(at[x.DealID].ChangeReviews, x)
	})
	spread(b, seen, there, func(x deal.ExternalBody) {
		at[x.DealID].ExternalBodies = append(at[x.DealID].ExternalBodies, x)
	})
	spread(b, seen, there, func(x deal.Objection) {
		at[x.DealID].Objections = append(at[x.DealID].Objections, x)
	})
	spread(b, seen, byDay, func(x deal.Visit) { at[x.DealID].Visits = append(at[x.DealID].Visits, x) })
	spread(b, seen, byDay, func(x deal.Booking) {
		at[x.DealID].Bookings = append(at[x.DealID].Bookings, x)
	})
}

// standingRow is what the method weighs of one account.
type standingRow struct {
	ID      record.ID `db:"id"`
	OwnerID record.ID `db:"owner_id"`
	account.Standing
}

// askCustomers asks for what the method weighs of the accounts that deals are
// with; on gives the deals of each.
func askCustomers(b *batch, on map[record.ID][]*deal.Facts) {
	var of []record.ID
	for id := range on {
		of = append(of, id)
	}
	if len(of) == 0 {
		return
	}
	w := newWhere().and("a.workspace_id = $1").amongst("a.id", of)
	ask(b, func(x standingRow) {
		for _, f := range on[x.ID] {
			f.Customer, f.CustomerOwner = x.Standing, x.OwnerID
		}
	}, `SELECT a.id, a.owner_id, a.segment, a.ideal_fit, a.past_contract, a.satisfaction
 FROM account a WHERE `+w.text(), w.args...)
	w = newWhere().and("x.workspace_id = $1").amongst("x.account_id", of).and("x.deleted_at IS NULL")
	ask(b, func(x deal.AccountEvent) {
		for _, f := range on[x.AccountID] {
			f.AccountEvents = append(f.AccountEvents, x)
		}
	}, rowsOf[deal.AccountEvent]("x")+" WHERE "+w.text()+" ORDER BY x.on_day, x.id", w.args...)
}

// customersOf groups what is known of deals by the account they are with.
func customersOf(list []deal.Facts) map[record.ID][]*deal.Facts {
	on := map[record.ID][]*deal.Facts{}
	for i := range list {
		if id := list[i].Deal.AccountID; id != 0 {
			on[id] = append(on[id], &list[i])
		}
	}
	return on
}

// ReadCustomer reads what the method weighs of an account into what is known of
// a deal that goes to it.
func (r *Reads) ReadCustomer(ctx context.Context, f *deal.Facts, of record.ID) error {
	f.Customer, f.AccountEvents = deal.Customer{}, nil
	b := r.batch()
	if of != 0 {
		askCustomers(b, map[record.ID][]*deal.Facts{of: {f}})
	}
	return b.run(ctx)
}

// AccountEvents lists the changes at an account, the latest first.
func (r *Reads) AccountEvents(ctx context.Context, of record.ID) ([]deal.AccountEvent, error) {
	return all[deal.AccountEvent](ctx, r, rowsOf[deal.AccountEvent]("x")+` WHERE x.workspace_id = $1
 AND x.account_id = $2 AND x.deleted_at IS NULL ORDER BY x.on_day DESC, x.id DESC`, WorkspaceID, of)
}

// AccountEvent reads a change at a customer by its id alone; the caller then reads
// the account under the reader's scope, without which it does not exist for him.
func (r *Reads) AccountEvent(ctx context.Context, id record.ID) (deal.AccountEvent, error) {
	return one[deal.AccountEvent](ctx, r, rowsOf[deal.AccountEvent]("x")+` WHERE x.workspace_id = $1
 AND x.id = $2 AND x.deleted_at IS NULL`, WorkspaceID, id)
}
