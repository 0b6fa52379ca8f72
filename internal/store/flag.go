package store

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// OpenFlags reads the open flags of deals, by deal and id, hidden ones too: it
// is for acts that evaluate the rules. Who shows flags uses DealBeside.
func (r *Reads) OpenFlags(ctx context.Context, of ...record.ID) (out []deal.Flag, err error) {
	if len(of) == 0 {
		return nil, nil
	}
	b := r.batch()
	askOpenFlags(b, of, keep(&out))
	err = b.run(ctx)
	return out, err
}

func askOpenFlags(b *batch, of []record.ID, to func(deal.Flag)) {
	w := newWhere().and("f.workspace_id = $1").amongst("f.deal_id", of).and("f.cleared_at IS NULL")
	ask(b, to, rowsOf[deal.Flag]("f")+" WHERE "+w.text()+" ORDER BY f.deal_id, f.id", w.args...)
}

// DealBeside is what the sheet of a deal shows besides its facts.
type DealBeside struct {
	Flags   []deal.Flag
	Members []deal.Member
	Moves   []deal.Move // oldest first
	Tags    []string
}

// DealBeside reads what stands beside a deal that the caller has read.
func (r *Reads) DealBeside(ctx context.Context, s org.Scope, of deal.Deal) (out DealBeside, err error) {
	b := r.byKey()
	askFlags(b, s, of, keep(&out.Flags))
	askMembers(b, of.ID, keep(&out.Members))
	askMoves(b, of.ID, keep(&out.Moves))
	askTags(b, record.Deal, []record.ID{of.ID}, func(x tagName) { out.Tags = append(out.Tags, x.Name) })
	err = b.run(ctx)
	return out, err
}

// askFlags asks for the open flags of a deal as far as they exist for the scope:
// those that name a hidden coach do not, outside the deal's owner and the
// managers above.
func askFlags(b *batch, s org.Scope, of deal.Deal, to func(deal.Flag)) {
	w := newWhere().and("f.workspace_id = $1").and("f.deal_id = ?", of.ID).and("f.cleared_at IS NULL")
	if !s.SeesSecrets(of.OwnerID) {
		w.and("f.hidden = false")
	}
	ask(b, to, rowsOf[deal.Flag]("f")+" WHERE "+w.text()+" ORDER BY f.id", w.args...)
}

// Changed reports whether rows were changed since the last Record.
func (tx *Tx) Changed() bool { return len(tx.changes) > 0 }
