package app

import (
	"context"

	"sente/internal/fault"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// BulkLimit is how many deals one bulk change may name.
const BulkLimit = 200

// DealBulk is one change of many deals.
type DealBulk struct {
	IDs     []record.ID `json:"ids" minItems:"1" maxItems:"200" nullable:"false"`
	OwnerID record.ID   `json:"owner_id,omitzero"`
	Add     []string    `json:"add_tags,omitempty" maxItems:"20"`
	Remove  []string    `json:"remove_tags,omitempty" maxItems:"20"`
}

// Refusal is why one record of many was left as it was.
type Refusal struct {
	ID  record.ID
	Err error
}

// BulkDone is what a change of many records did.
type BulkDone struct {
	Done    []record.ID
	Refused []Refusal
}

// EditDeals changes many deals in one transaction, with an event for each. Each
// deal is judged on its own: one that is refused stays as it was, and the others
// are changed.
func (a *App) EditDeals(ctx context.Context, who org.Actor, b DealBulk) (BulkDone, error) {
	if err := b.check(); err != nil {
		return BulkDone{}, err
	}
	var out BulkDone
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		out = BulkDone{}
		seen := map[record.ID]bool{}
		for _, id := range b.IDs {
			if seen[id] {
				continue
			}
			seen[id] = true
			refused, err := a.bulkOne(ctx, tx, who, id, b)
			switch {
			case err != nil:
				return err
			case refused != nil:
				out.Refused = append(out.Refused, Refusal{id, refused})
			default:
				out.Done = append(out.Done, id)
			}
		}
		return nil
	})
	return out, err
}

func (b DealBulk) check() error {
	if n := len(b.IDs); n == 0 || n > BulkLimit {
		return fault.New(fault.Invalid, "out_of_range").At("ids").With("min", 1).With("max", BulkLimit)
	}
	if b.OwnerID == 0 && len(b.Add)+len(b.Remove) == 0 {
		return fault.New(fault.Invalid, "nothing_to_do")
	}
	for field, names := range map[string][]string{"add_tags": b.Add, "remove_tags": b.Remove} {
		for _, name := range names {
			if _, _, err := tagKey(name); err != nil {
				return fault.Of(err).At(field)
			}
		}
	}
	return nil
}

// bulkOne changes one deal. refused says why nothing of it was changed; err
// stops the whole act.
func (a *App) bulkOne(
	ctx context.Context, tx *store.Tx, who org.Actor, id record.ID, b DealBulk,
) (refused, err error) {
	if err := a.mayBulk(ctx, tx, who, id, b); err != nil {
		if fault.Is(err, fault.Internal) {
			return nil, err
		}
		return err, nil
	}
	if len(b.Add)+len(b.Remove) > 0 {
		x, err := taggable(ctx, tx, who, record.Ref{Kind: record.Deal, ID: id})
		if err != nil {
			return nil, err
		}
		if err := retag(ctx, tx, x, b.Add, b.Remove); err != nil {
			return nil, err
		}
		if b.OwnerID == 0 && tx.Changed() {
			return nil, tx.Record(ctx, tagEvent(who, x, a.day(tx.Now())))
		}
	}
	if b.OwnerID == 0 {
		return nil, nil
	}
	return nil, a.bulkAssign(ctx, tx, who, id, b.OwnerID)
}

// bulkAssign gives one deal to its new owner; tags changed before belong to the
// same event.
func (a *App) bulkAssign(ctx context.Context, tx *store.Tx, who org.Actor, id, owner record.ID) error {
	d, err := tx.Deal(ctx, who.Scope(org.ReadDeals), id)
	if err != nil {
		return err
	}
	if err := a.assign(ctx, tx, who, d, owner); err != nil || !tx.Changed() {
		return err
	}
	return tx.Record(ctx, dealEvent(who, "deal.tagged", d, a.day(tx.Now())))
}

// mayBulk refuses what must not be done to one deal, before anything is written.
func (a *App) mayBulk(ctx context.Context, tx *store.Tx, who org.Actor, id record.ID, b DealBulk) error {
	d, err := tx.Deal(ctx, who.Scope(org.ReadDeals), id)
	if err != nil {
		return err
	}
	if b.OwnerID != 0 {
		if err := permit(who, org.AssignRecords, d.OwnerID, false); err != nil {
			return err
		}
		if err := mayAssign(ctx, tx, who, d, b.OwnerID); err != nil {
			return err
		}
	}
	if len(b.Add)+len(b.Remove) == 0 {
		return nil
	}
	if _, err := taggable(ctx, tx, who, record.Ref{Kind: record.Deal, ID: id}); err != nil {
		return err
	}
	have, err := tx.TagNames(ctx, record.Deal, []record.ID{id})
	if err != nil {
		return err
	}
	return fewEnough(have[id], b)
}

// fewEnough refuses a change after which a deal would carry too many tags.
func fewEnough(have []string, b DealBulk) error {
	n := 0
	for _, name := range have {
		if !hasTag(b.Remove, name) && !hasTag(b.Add, name) {
			n++
		}
	}
	var added []string
	for _, name := range b.Add {
		if !hasTag(added, name) {
			added = append(added, name)
		}
	}
	if n+len(added) > TagsLimit {
		return fault.New(fault.Invalid, "too_many_tags").At("add_tags").With("limit", TagsLimit)
	}
	return nil
}
