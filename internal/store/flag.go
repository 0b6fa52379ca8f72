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

// Flag reads a flag, raised or not, of a deal that the scope sees, as far as it
// exists for the scope.
func (r *Reads) Flag(ctx context.Context, s org.Scope, id record.ID) (deal.Flag, error) {
	w := newWhere().and("f.workspace_id = $1").and("f.id = ?", id).and("d.deleted_at IS NULL").
		seesDeal(s, "d").seesFlag(s, "f")
	return one[deal.Flag](ctx, r, "SELECT "+columnsOf[deal.Flag]("f")+" FROM flag f"+flagDeal+
		" WHERE "+w.text(), w.args...)
}

// flagDeal joins the deal of a flag f.
const flagDeal = " JOIN deal d ON d.workspace_id = f.workspace_id AND d.id = f.deal_id"

// seesFlag adds the condition that a flag, or a decision about one, of the deal d
// exists for the scope: outside the deal's owner and the heads above him none
// does that tells of a hidden coach, or of a person who is only one.
func (w *where) seesFlag(s org.Scope, alias string) *where {
	return w.and("(d.owner_id IN (" + ids(s.Secret) + ") OR " + alias + `.hidden = false
 AND NOT EXISTS (SELECT 1 FROM influence hc WHERE hc.workspace_id = $1 AND hc.id = ` + alias + `.influence_id
 AND hc.hidden = true AND hc.roles = '["CO"]'))`)
}

// LinkedRulings are the decisions that let a record answer flags, and that
// still count.
func (r *Reads) LinkedRulings(ctx context.Context, to record.Ref) ([]deal.Ruling, error) {
	return all[deal.Ruling](ctx, r, rowsOf[deal.Ruling]("x")+` WHERE x.workspace_id = $1
 AND x.link_kind = $2 AND x.link_id = $3 AND x.act = 'mitigated' AND NOT EXISTS (SELECT 1 FROM flag_decision y
 WHERE y.workspace_id = $1 AND y.deal_id = x.deal_id AND y.rule = x.rule AND y.subject = x.subject
 AND y.id > x.id) ORDER BY x.id`, WorkspaceID, to.Kind, to.ID)
}

// FlagsEver reads the flags of a deal that ever were, raised or not, in the order
// of their opening, as far as they exist for the scope.
func (r *Reads) FlagsEver(ctx context.Context, s org.Scope, of record.ID) ([]deal.Flag, error) {
	w := newWhere().and("f.workspace_id = $1").and("f.deal_id = ?", of).and("d.deleted_at IS NULL").
		seesDeal(s, "d").seesFlag(s, "f")
	return all[deal.Flag](ctx, r, "SELECT "+columnsOf[deal.Flag]("f")+" FROM flag f"+flagDeal+
		" WHERE "+w.text()+" ORDER BY f.opened_at, f.id", w.args...)
}
