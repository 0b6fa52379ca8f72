package store

import (
	"context"
	"encoding/json"

	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// WeekFilter says of when, and of whose deals, the changes are read.
type WeekFilter struct {
	From, To calendar.Instant // To is the first moment after it
	OwnerID  record.ID
	Teams    []record.ID // owners in one of these teams; nil: all, empty: none
}

// WeekLimit is how many rows of each sort are read at most, the newest.
const WeekLimit = 5000

// WeekRows are the rows of a week from which its changes are told, oldest first.
type WeekRows struct {
	Moves   []deal.Move
	Raised  []WeekFlag // and still there at the end
	Cleared []WeekFlag // that were there at the beginning
	Agreed  []WeekFlag // accepted
	Changes []WeekChange
	Full    bool // more than WeekLimit of a sort: older ones are left out
}

// WeekFlag is a red flag that came, went or was accepted.
type WeekFlag struct {
	DealID      record.ID         `json:"-" db:"deal_id"`
	Rule        string            `json:"rule" db:"rule"`
	Severity    strategy.Severity `json:"severity" db:"severity"`
	SubjectName string            `json:"subject_name,omitzero" db:"subject_name"`
}

// WeekChange is a deal, or a person on its map, before and after an act.
type WeekChange struct {
	DealID record.ID       `db:"deal_id"`
	Kind   record.Kind     `db:"kind"`
	RowID  record.ID       `db:"row_id"`
	Before json.RawMessage `db:"before_row,json"`
	After  json.RawMessage `db:"after_row,json"`
}

// firstID is smaller than each id that is made from a moment on.
func firstID(at calendar.Instant) record.ID { return record.ID((int64(at) - idEpoch) << 22) }

func (f WeekFilter) where(s org.Scope, alias string) *where {
	w := newWhere().and(alias+".workspace_id = $1").and("d.deleted_at IS NULL").seesDeal(s, "d")
	if f.OwnerID != 0 {
		w.and("d.owner_id = ?", f.OwnerID)
	}
	if f.Teams != nil {
		w.ofTeams(f.Teams)
	}
	return w
}

// made keeps the rows of alias that were made in the week.
func (w *where) made(f WeekFilter, alias string) *where {
	return w.and(alias+".id >= ? AND "+alias+".id < ?", firstID(f.From), firstID(f.To))
}

// Week reads what changed in a week on the deals that the scope sees, as far as
// it exists for it.
func (r *Reads) Week(ctx context.Context, s org.Scope, f WeekFilter) (out WeekRows, err error) {
	b := r.batch()
	moves := f.where(s, "m").made(f, "m")
	askWeek(b, &out.Moves, "SELECT "+columnsOf[deal.Move]("m")+
		" FROM stage_move m JOIN deal d ON d.workspace_id = m.workspace_id AND d.id = m.deal_id",
		moves.newest("m.id"))
	raised := f.where(s, "f").made(f, "f").seesFlag(s, "f").
		and("(f.cleared_at IS NULL OR f.cleared_at >= ?)", f.To)
	askWeek(b, &out.Raised, weekFlags("flag"), raised.newest("f.id"))
	cleared := f.where(s, "f").seesFlag(s, "f").
		and("f.cleared_at >= ? AND f.cleared_at < ? AND f.opened_at < ?", f.From, f.To, f.From)
	askWeek(b, &out.Cleared, weekFlags("flag"), cleared.newest("f.cleared_at"))
	agreed := f.where(s, "f").made(f, "f").seesFlag(s, "f").and("f.act = ?", string(deal.FlagAccepted))
	askWeek(b, &out.Agreed, weekFlags("flag_decision"), agreed.newest("f.id"))
	askWeek(b, &out.Changes, weekChanges, f.changed(s).newest("e.id DESC, ch.seq"))
	if err := b.run(ctx); err != nil {
		return out, err
	}
	most := max(len(out.Moves), len(out.Raised), len(out.Cleared), len(out.Agreed), len(out.Changes))
	out.Full = most == WeekLimit
	return out, nil
}

// newest is the end of a query: the conditions, then the newest first.
func (w *where) newest(by string) ending {
	return ending{" WHERE " + w.text() + " ORDER BY " + by + w.bind(" DESC LIMIT ?", WeekLimit), w.args}
}

// ending is the end of a query with the arguments of all of it.
type ending struct {
	text string
	args []any
}

func askWeek[T any](b *batch, to *[]T, text string, end ending) {
	ask(b, keep(to), text+end.text, end.args...)
}

func weekFlags(table string) string {
	return `SELECT f.deal_id, f.rule, f.severity,
 COALESCE(fc.name, CASE f.subject_kind WHEN 'other' THEN f.subject ELSE '' END) AS subject_name
 FROM ` + table + " f" + flagDeal + flagPeople
}

const weekChanges = `SELECT e.deal_id, ch.kind, ch.row_id, ch.before_row, ch.after_row FROM event e
 JOIN deal d ON d.workspace_id = e.workspace_id AND d.id = e.deal_id
 JOIN event_change ch ON ch.workspace_id = e.workspace_id AND ch.event_id = e.id
 LEFT JOIN influence i ON ch.kind = 'influence' AND i.workspace_id = ch.workspace_id AND i.id = ch.row_id`

func (f WeekFilter) changed(s org.Scope) *where {
	w := f.where(s, "e").made(f, "e").and("e.act <> 'deal.reflagged'")
	person := w.within(func(w *where) { w.seesInfluence(s, "i", "d") })
	return w.and("(ch.kind = 'deal' AND ch.row_id = d.id OR ch.kind = 'influence' AND " + person + ")")
}

// WeekDeal is the head of a deal in the story of a week.
type WeekDeal struct {
	ID          record.ID           `json:"deal_id" db:"id"`
	Name        string              `json:"deal_name" db:"name"`
	AccountName string              `json:"account_name,omitzero" db:"account_name"`
	OwnerID     record.ID           `json:"-" db:"owner_id"`
	OwnerName   string              `json:"-" db:"owner_name"`
	Stage       playbook.Stage      `json:"stage,omitzero" db:"stage"`
	Status      strategy.DealStatus `json:"status" db:"status"`
}

// WeekDeals reads the heads of deals that the caller has read, by owner and name.
func (r *Reads) WeekDeals(ctx context.Context, of []record.ID) ([]WeekDeal, error) {
	if len(of) == 0 {
		return nil, nil
	}
	w := newWhere().and("d.workspace_id = $1").and("d.id IN (" + ids(of) + ")")
	return all[WeekDeal](ctx, r, `SELECT d.id, d.name, COALESCE(a.name, '') AS account_name, d.owner_id,
 COALESCE(u.name, '') AS owner_name, d.stage, d.status FROM deal d`+itemNames+" WHERE "+w.text()+
		" ORDER BY u.name, d.owner_id, d.sort_key, d.id", w.args...)
}
